module.exports = { rootDir: __dirname, transform: {} }
