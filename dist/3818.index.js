export const id = 3818;
export const ids = [3818];
export const modules = {

/***/ 5816:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ distance)
/* harmony export */ });
/** Edits (insert, delete, replace, swap of neighbours) from one word to another. Its work is the product of their lengths. */
function distance(from, to) {
    let before = [];
    let last = Array.from({ length: to.length + 1 }, (_, index) => index);
    for (let i = 1; i <= from.length; i++) {
        const row = [i];
        for (let j = 1; j <= to.length; j++) {
            const cost = from[i - 1] === to[j - 1] ? 0 : 1;
            let steps = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost);
            if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
                steps = Math.min(steps, before[j - 2] + 1);
            row.push(steps);
        }
        before = last;
        last = row;
    }
    return last[to.length];
}


/***/ }),

/***/ 3818:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   environmentProblem: () => (/* binding */ environmentProblem),
/* harmony export */   projectDefaults: () => (/* binding */ projectDefaults),
/* harmony export */   readProject: () => (/* binding */ readProject)
/* harmony export */ });
/* harmony import */ var _cdevents_distance_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5816);
/**
 * What a repository says about itself: which service it is, whose, and where it goes. Pure.
 *
 * Whoever can change the repository can change these files, in a pull request too. So they are defaults for what is said,
 * and never a reason for a gate to believe anything.
 */

/** In order of precedence; an input comes before all of them. A repository's own name is never a service. */
const PROJECT_FILES = ['turnpike.yaml', 'catalog-info.yaml', 'score.yaml'];
const FIELDS = ['service', 'system', 'owner', 'images', 'artifact', 'environments', 'suites'];
/** Of each thing, what the first of the files says that says it, and which one that is. */
function readProject(files) {
    const project = {};
    for (const from of PROJECT_FILES) {
        for (const field of FIELDS) {
            const value = files[from]?.[field];
            if (value !== undefined && project[field] === undefined)
                project[field] = { value, from };
        }
    }
    return project;
}
/** The inputs with the service filled in where none is given. */
function projectDefaults(inputs, { service }) {
    return inputs.service !== undefined || service === undefined
        ? inputs
        : { ...inputs, service: service.value };
}
/** Names that nearly everybody uses, long enough that a name close to one is that one mistyped. */
const USUAL = ['production', 'preproduction', 'staging', 'acceptance', 'development', 'integration'];
/**
 * What is odd about the name of an environment, as a sentence; undefined when nothing is. A name that a project lists is
 * right; `review/*` stands for all that begin so. Without a list, only what is nearly a usual name is odd.
 */
function environmentProblem(name, { environments }) {
    if (environments === undefined) {
        const near = nearest(name, USUAL);
        return near === undefined ? undefined : `environment ${shown(name)}: did you mean ${near}?`;
    }
    const known = Object.keys(environments.value);
    if (known.some((each) => each === name || (each.endsWith('*') && name.startsWith(each.slice(0, -1)))))
        return undefined;
    const near = nearest(name, known);
    const hint = near === undefined ? `it lists ${known.slice(0, 20).join(', ')}` : `did you mean ${near}?`;
    return `environment ${shown(name)} is not in ${environments.from}: ${hint}`;
}
/** One that is at most two letters away, and not so short that anything is. */
function nearest(name, known) {
    if (name.length < 3 || name.length > 100)
        return undefined;
    const lower = name.toLowerCase();
    return known
        .filter((each) => each !== name && Math.abs(each.length - name.length) <= 2)
        .map((each) => ({ each, steps: (0,_cdevents_distance_js__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .I)(lower, each.toLowerCase()) }))
        .filter(({ each, steps }) => steps <= Math.min(2, Math.floor(each.length / 3)))
        .sort((a, b) => a.steps - b.steps)[0]?.each;
}
function shown(text) {
    return JSON.stringify(text.length > 100 ? `${text.slice(0, 99)}…` : text);
}


/***/ })

};
