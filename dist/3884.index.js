export const id = 3884;
export const ids = [3884];
export const modules = {

/***/ 3884:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   outputsOf: () => (/* binding */ outputsOf)
/* harmony export */ });
/* unused harmony export SEVERITIES */
/* harmony import */ var _sources_reports_coverage_events_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7333);
/* harmony import */ var _collected_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2331);
/** What was read as values for later steps. */


const SEVERITIES = ['critical', 'high', 'medium', 'low'];
/** Names as in `action.yml`; what was not read is empty, which is not zero. */
function outputsOf(collected) {
    const { counts, scans, coverage } = collected;
    const found = (severity) => scans.length === 0 ? '' : String(scans.reduce((sum, { counts }) => sum + (counts[severity] ?? 0), 0));
    return {
        outcome: (0,_collected_js__WEBPACK_IMPORTED_MODULE_1__/* .outcomeOfAll */ .FW)(collected) ?? '',
        'tests-total': counts === undefined ? '' : String(counts.total),
        'tests-failed': counts === undefined ? '' : String(counts.failed + counts.errored),
        'tests-skipped': counts === undefined ? '' : String(counts.skipped),
        ...Object.fromEntries(SEVERITIES.map((severity) => [`findings-${severity}`, found(severity)])),
        findings: scans.length === 0 ? '' : String(scans.reduce((sum, { total }) => sum + total, 0)),
        coverage: coverage === undefined || coverage.total === 0
            ? ''
            : String((0,_sources_reports_coverage_events_js__WEBPACK_IMPORTED_MODULE_0__/* .percentOf */ .p)(coverage.covered, coverage.total)),
    };
}


/***/ })

};
