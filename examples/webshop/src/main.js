import { createServer } from 'node:http'
import { add, emptyCart, totals } from './cart.js'
import { format } from './price.js'

const stock = [
  { sku: 'kettle', name: 'Kettle', cents: 3495 },
  { sku: 'teapot', name: 'Teapot', cents: 2150 },
]

/** GET /?kettle=2&teapot=1 answers with the price of that cart. */
const server = createServer((request, response) => {
  const wanted = new URL(request.url ?? '/', 'http://localhost').searchParams
  try {
    const cart = stock.reduce((filled, item) => {
      const quantity = Number(wanted.get(item.sku) ?? 0)
      return quantity === 0 ? filled : add(filled, item, quantity)
    }, emptyCart)
    response.end(`To pay: ${format(totals(cart).total)}\n`)
  } catch (error) {
    response.writeHead(400).end(`${error.message}\n`)
  }
})
server.listen(Number(process.env.PORT ?? 8080))
