export const id = 9129;
export const ids = [9129];
export const modules = {

/***/ 3:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ serviceIn),
/* harmony export */   V: () => (/* binding */ word)
/* harmony export */ });
/* harmony import */ var _host_clean_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1250);
/** Names in files that others made the form of. Pure. */

/** A text on one line; `''` for anything else, and for what would have to be cut. */
function word(value, most) {
    return typeof value === 'string' && value.length <= most ? (0,_host_clean_js__WEBPACK_IMPORTED_MODULE_0__/* .clean */ .uH)(value, most) : '';
}
const NAME = /^[A-Za-z0-9](?:[\w./-]{0,198}[A-Za-z0-9])?$/u;
const ANNOTATIONS = ['turnpike.dev/service-id', 'cdevents.dev/service-id'];
/** The service that some `metadata` names: by an annotation made for that, else by its name. */
function serviceIn(metadata) {
    const said = [...ANNOTATIONS.map((name) => (0,_host_clean_js__WEBPACK_IMPORTED_MODULE_0__.at)(metadata, 'annotations', name)), (0,_host_clean_js__WEBPACK_IMPORTED_MODULE_0__.at)(metadata, 'name')];
    return said.map((value) => word(value, 200)).find((name) => NAME.test(name));
}


/***/ }),

/***/ 9129:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readScore: () => (/* binding */ readScore)
/* harmony export */ });
/* harmony import */ var _host_clean_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1250);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3);
/** Score's `score.yaml`: one workload and its containers' images. Pure. Source: docs.score.dev, "Score specification". */


const MOST_IMAGES = 20;
/** @param documents the documents of the file, parsed: a Score file is one */
function readScore(documents) {
    const [workload] = documents;
    if (documents.length !== 1 || !/^score\.dev\/v1b/u.test((0,_names_js__WEBPACK_IMPORTED_MODULE_0__/* .word */ .V)((0,_host_clean_js__WEBPACK_IMPORTED_MODULE_1__.at)(workload, 'apiVersion'), 50)))
        return { part: {}, notes: ['score.yaml is not one document of score.dev/v1b1.'] };
    const service = (0,_names_js__WEBPACK_IMPORTED_MODULE_0__/* .serviceIn */ .T)((0,_host_clean_js__WEBPACK_IMPORTED_MODULE_1__.at)(workload, 'metadata'));
    const containers = (0,_host_clean_js__WEBPACK_IMPORTED_MODULE_1__.at)(workload, 'containers');
    const images = Object.values(typeof containers === 'object' && containers !== null ? containers : {})
        .slice(0, MOST_IMAGES)
        .map((container) => (0,_names_js__WEBPACK_IMPORTED_MODULE_0__/* .word */ .V)((0,_host_clean_js__WEBPACK_IMPORTED_MODULE_1__.at)(container, 'image'), 300))
        // A dot stands for the image that is built here, and has no name yet.
        .filter((image) => image !== '' && image !== '.');
    return {
        part: { ...(service === undefined ? {} : { service }), ...(images.length === 0 ? {} : { images }) },
        notes: [],
    };
}


/***/ })

};
