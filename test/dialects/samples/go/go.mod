module sample/shop

go 1.22
