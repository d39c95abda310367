export const id = 9707;
export const ids = [9707];
export const modules = {

/***/ 9707:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readApproveInputs: () => (/* binding */ readApproveInputs)
/* harmony export */ });
/* harmony import */ var _approve_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1626);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5355);
/** The inputs of the action approve (`actions/approve/action.yml`) → one typed record. */


/** @throws TurnpikeError USAGE with every problem */
function readApproveInputs(env) {
    const read = (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .createInputReader */ .ic)(env);
    const from = read.choice('from', ['inputs', 'comment']);
    const store = read.url('store', env.TURNPIKE_STORE);
    if (store === undefined)
        read.problem('store', "is empty, so nothing is approved; give the store's address, or set TURNPIKE_STORE");
    const token = read.text('token') ?? (env.TURNPIKE_TOKEN?.trim() || undefined);
    const artifact = read.lines('artifact');
    const environment = read.text('environment');
    if (from === 'inputs' && artifact.length === 0)
        read.problem('artifact', 'is empty; an approval is for a digest: sha256:…, a package URL with one, or a file');
    if (from === 'inputs' && environment === undefined)
        read.problem('environment', 'is empty; an approval is for one environment, such as production');
    const decision = read.choice('decision', Object.keys(_approve_js__WEBPACK_IMPORTED_MODULE_0__.ANSWERS));
    const optional = {
        environment,
        token,
        delegate: read.text('delegate'),
        service: read.text('service'),
        change: read.text('change'),
        comment: read.text('comment'),
        answers: read.text('decision-id'),
    };
    const policies = read.lines('policy');
    if ((decision === 'delegate') !== (optional.delegate !== undefined))
        read.problem('delegate', 'goes together with decision: delegate, and names a person such as urn:user:bob');
    read.finish();
    return {
        from,
        store: store ?? '',
        artifact,
        decision,
        policies,
        ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
    };
}


/***/ })

};
