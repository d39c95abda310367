export const id = 6863;
export const ids = [6863];
export const modules = {

/***/ 6863:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readDeployInputs: () => (/* binding */ readDeployInputs)
/* harmony export */ });
/* harmony import */ var _github_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7931);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5355);


/** All inputs of the gate are inputs of deploy. @throws TurnpikeError USAGE with every problem of the gate's */
function readDeployInputs(env) {
    const read = (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .createInputReader */ .ic)(env);
    const [environmentUrl, sign, status] = [
        read.text('environment-url'),
        read.text('sign'),
        read.text('job-status'),
    ];
    return {
        ...(0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .readGateInputs */ .rI)(env),
        ...(environmentUrl === undefined ? {} : { environmentUrl }),
        ...(sign === undefined ? {} : { sign }),
        status: status ?? '',
    };
}


/***/ })

};
