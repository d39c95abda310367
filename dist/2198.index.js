export const id = 2198;
export const ids = [2198];
export const modules = {

/***/ 2198:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findFiles: () => (/* binding */ findFiles)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/**
 * Patterns that a person wrote → the files they mean. Loaded only by what reads files of reports.
 *
 * What a build wrote must not choose what is read: a symbolic link is never followed while a folder is searched, and a
 * file is read only when it really is in the working directory, or in the folder outside of it that the pattern names.
 */


/** More files than any build has reports. */
const MAX_FILES = 10_000;
const MAX_NOTES = 20;
/**
 * The files that the patterns mean. A pattern may be the path of a file; `!pattern` takes files out again. Folders whose
 * name begins with a dot, and `node_modules`, are searched only where the pattern names them.
 */
async function findFiles(patterns, { cwd, windows }) {
    const notes = [];
    const paths = new Set();
    const written = patterns.map((one) => (windows === true ? one.replaceAll('\\', '/') : one));
    const refused = written.filter((one) => one.startsWith('!')).map((one) => one.slice(1));
    const root = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(cwd);
    for (const pattern of written.filter((one) => one !== '' && !one.startsWith('!'))) {
        for (const path of await matches(pattern, refused, cwd)) {
            const outside = leadsOutside(path, pattern, { cwd, root });
            if (outside)
                notes.push(`${path} leads out of the working directory, so it is not read.`);
            else
                paths.add(path);
        }
        if (isFolder(at(cwd, pattern)))
            notes.push(`${pattern} is a folder; name the files in it, such as ${pattern.replace(/\/+$/, '')}/**/*.xml.`);
    }
    const sorted = [...paths].sort();
    if (sorted.length > MAX_FILES)
        notes.unshift(`${sorted.length} files are found; the first ${MAX_FILES} are read.`);
    return { paths: sorted.slice(0, MAX_FILES), notes: notes.slice(0, MAX_NOTES) };
}
async function matches(pattern, refused, cwd) {
    const { glob } = await __webpack_require__.e(/* import() */ 3382).then(__webpack_require__.bind(__webpack_require__, 3382));
    // A name with brackets in it is a name before it is a pattern.
    if (isFile(at(cwd, pattern))) {
        const own = relativeTo(cwd, pattern);
        if (refused.length === 0)
            return [own];
        const left = await glob([escaped(own)], { ...options(cwd), ignore: [...refused] });
        return left.length > 0 || own.startsWith('..') || (0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(own) ? [own] : [];
    }
    const usual = /(^|\/)node_modules(\/|$)/.test(pattern) ? [] : ['**/node_modules/**'];
    const found = await glob([pattern], { ...options(cwd), ignore: [...usual, ...refused] });
    return found.map((path) => relativeTo(cwd, path));
}
function options(cwd) {
    return { cwd, followSymbolicLinks: false, expandDirectories: false, onlyFiles: true, dot: false };
}
/** A relative pattern stays in the working directory; one that names another place stays in that. */
function leadsOutside(path, pattern, { cwd, root }) {
    try {
        const real = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(at(cwd, path));
        if (isIn(root, real))
            return false;
        const base = baseOf(pattern);
        // The last part may be the file itself; the folder that holds it is what was named.
        return isIn(cwd, at(cwd, base)) || !isIn((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(at(cwd, base)), real);
    }
    catch {
        return true; // gone, or a link to nowhere
    }
}
/** The folder a pattern names before its first part that is a pattern. */
function baseOf(pattern) {
    const parts = node_path__WEBPACK_IMPORTED_MODULE_1__.posix.dirname(pattern).split('/');
    const magic = parts.findIndex((part) => /[*?[\]{}()!@+]/.test(part));
    const fixed = magic === -1 ? parts : parts.slice(0, magic);
    return fixed.join('/') || (pattern.startsWith('/') ? '/' : '.');
}
function isIn(folder, path) {
    const way = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(folder, path);
    return way === '' || (!(0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(way) && way !== '..' && !way.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_1__.sep}`));
}
function relativeTo(cwd, path) {
    const whole = at(cwd, path);
    return (isIn(cwd, whole) ? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(cwd, whole) : path).split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep).join('/');
}
/** Not `resolve`: that would take the process's own folder for the rest. */
function at(cwd, path) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(path) ? path : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(cwd, path);
}
function escaped(path) {
    return path.replace(/[*?[\]{}()!@+\\]/g, '\\$&');
}
function isFile(path) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path, { throwIfNoEntry: false })?.isFile() === true;
}
function isFolder(path) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path, { throwIfNoEntry: false })?.isDirectory() === true;
}


/***/ })

};
