// Does not load: no test in it is ever run.
import './nothing-of-this-name.mjs'
