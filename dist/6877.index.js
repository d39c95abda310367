export const id = 6877;
export const ids = [6877];
export const modules = {

/***/ 6877:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readEvidenceInputs: () => (/* binding */ readEvidenceInputs)
/* harmony export */ });
/* unused harmony export WORDS */
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5355);
/* harmony import */ var _report_kinds_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6186);
/** The inputs of the evidence action, and those of track that name reports → one typed record each. */


const GROUPS = ['run', 'file', 'suite'];
const CASES = ['failures', 'all', 'none'];
const SEVERITIES = ['high', 'critical', 'medium', 'low', 'none'];
const ABSENT = ['warn', 'error', 'ignore'];
/** What a word of these inputs may be, the default first; the command line reads the same. */
const WORDS = {
    cases: CASES,
    'group-by': GROUPS,
    'fail-on': SEVERITIES,
    'if-no-files-found': ABSENT,
};
/** @throws TurnpikeError USAGE with every problem */
function readEvidenceInputs(env) {
    const read = (0,_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .createInputReader */ .ic)(env);
    const files = (0,_report_kinds_js__WEBPACK_IMPORTED_MODULE_1__/* .readReportFiles */ .Ak)(read);
    const token = read.text('token') ?? (env.TURNPIKE_TOKEN?.trim() || undefined);
    if (Object.keys(files).length === 0)
        read.problem(_report_kinds_js__WEBPACK_IMPORTED_MODULE_1__/* .KINDS */ .GW[0], `is empty, and so are the others; name files by at least one of ${_report_kinds_js__WEBPACK_IMPORTED_MODULE_1__/* .KINDS */ .GW.join(', ')}`);
    const inputs = {
        files,
        artifact: read.lines('artifact'),
        cases: read.choice('cases', CASES),
        groupBy: read.choice('group-by', GROUPS),
        failOn: read.choice('fail-on', SEVERITIES),
        ifNoFilesFound: read.choice('if-no-files-found', ABSENT),
        annotate: read.flag('annotate'),
        failOnError: read.flag('fail-on-error'),
        ...given({
            store: read.url('store', env.TURNPIKE_STORE),
            token,
            sign: read.text('sign'),
            spool: read.text('spool'),
            environment: read.text('environment'),
            service: read.text('service'),
            change: read.text('change'),
            suite: read.text('suite'),
            uri: read.text('uri'),
        }),
    };
    read.finish();
    return inputs;
}
function given(fields) {
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}


/***/ })

};
