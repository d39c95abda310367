var total = 1
var same = total == 2
// eslint-disable-next-line no-debugger -- somebody wants to look here
debugger
console.log(total, same, total == same)
