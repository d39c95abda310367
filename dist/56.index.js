export const id = 56;
export const ids = [56];
export const modules = {

/***/ 56:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readBackstage: () => (/* binding */ readBackstage)
/* harmony export */ });
/* harmony import */ var _host_clean_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1250);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3);
/**
 * Backstage's `catalog-info.yaml`: the Component that this repository is. Pure.
 * Source: backstage.io, "Descriptor Format of Catalog Entities" and "Well-known Annotations".
 */


/**
 * @param documents the documents of the file, parsed
 * @param repository `owner/name`, as the forge says it: an entity of another repository is not this one
 * @returns what it says, and what was not taken, as sentences
 */
function readBackstage(documents, repository) {
    const components = documents.filter((each) => (0,_host_clean_js__WEBPACK_IMPORTED_MODULE_0__.at)(each, 'kind') === 'Component' && /^backstage\.io\//u.test((0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .word */ .V)((0,_host_clean_js__WEBPACK_IMPORTED_MODULE_0__.at)(each, 'apiVersion'), 100)));
    const own = components.filter((each) => isOf(each, repository));
    if (own.length === 0) {
        const why = components.length === 0 ? 'holds no Component' : 'holds only Components of other repositories';
        return { part: {}, notes: [`catalog-info.yaml ${why}.`] };
    }
    const parts = own.map(partOf);
    if (parts.length === 1)
        return { part: parts[0] ?? {}, notes: [] };
    const part = {
        ...shared(parts, 'owner'),
        ...shared(parts, 'system'),
    };
    const note = `catalog-info.yaml holds ${own.length} Components of this repository, so it says no service; say which one it is by the input service, or in turnpike.yaml.`;
    return { part, notes: [note] };
}
function isOf(component, repository) {
    const slug = (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .word */ .V)((0,_host_clean_js__WEBPACK_IMPORTED_MODULE_0__.at)(component, 'metadata', 'annotations', 'github.com/project-slug'), 300);
    return slug === '' || repository === '' || slug.toLowerCase() === repository.toLowerCase();
}
function partOf(component) {
    const service = (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .serviceIn */ .T)((0,_host_clean_js__WEBPACK_IMPORTED_MODULE_0__.at)(component, 'metadata'));
    const owner = nameIn((0,_host_clean_js__WEBPACK_IMPORTED_MODULE_0__.at)(component, 'spec', 'owner'), 'group');
    const system = nameIn((0,_host_clean_js__WEBPACK_IMPORTED_MODULE_0__.at)(component, 'spec', 'system'), 'system');
    return {
        ...(service === undefined ? {} : { service }),
        ...(owner === undefined ? {} : { owner }),
        ...(system === undefined ? {} : { system }),
    };
}
/** `[<kind>:][<namespace>/]<name>`: what is usual is left out, as the catalog's own pages do. */
function nameIn(reference, usualKind) {
    const text = (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .word */ .V)(reference, 200);
    const parts = /^(?:([a-z]+):)?(?:([\w.-]+)\/)?([\w.-]+)$/iu.exec(text);
    if (parts === null)
        return undefined;
    const [, kind = usualKind, namespace = 'default', name = ''] = parts;
    const place = namespace.toLowerCase() === 'default' ? name : `${namespace}/${name}`;
    return kind.toLowerCase() === usualKind ? place : `${kind.toLowerCase()}:${place}`;
}
function shared(parts, field) {
    const [value, other] = new Set(parts.map((part) => part[field]));
    return value === undefined || other !== undefined ? {} : { [field]: value };
}


/***/ }),

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


/***/ })

};
