export const id = 3053;
export const ids = [3053];
export const modules = {

/***/ 3053:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C3: () => (/* binding */ withProject),
/* harmony export */   H$: () => (/* binding */ warnOfProject),
/* harmony export */   findProject: () => (/* binding */ findProject)
/* harmony export */ });
/* unused harmony export lineOf */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9473);
/**
 * What the repository in the working directory says about itself, as defaults for a step. Where no such file is, this
 * costs a look at five names.
 */



/** The names each file is looked for by, the first one that is there counts. */
const NAMES = {
    'turnpike.yaml': ['turnpike.yaml', 'turnpike.yml'],
    'catalog-info.yaml': ['catalog-info.yaml', 'catalog-info.yml'],
    'score.yaml': ['score.yaml'],
};
/** Descriptions of a project have some kilobytes. Larger ones are other people's catalogs. */
const MOST_BYTES = 256 * 1024;
/**
 * @param folder the working directory
 * @param repository `owner/name`
 */
async function findProject(folder, repository) {
    const found = Object.entries(NAMES).flatMap(([file, names]) => {
        const path = names.find((name) => isFile((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name)));
        return path === undefined ? [] : [{ file: file, path }];
    });
    if (found.length === 0)
        return undefined;
    const { readProject } = await __webpack_require__.e(/* import() */ 3818).then(__webpack_require__.bind(__webpack_require__, 3818));
    const parts = {};
    const notes = [];
    for (const { file, path } of found) {
        const read = await partOf(file, path, folder, repository);
        if ('problems' in read)
            return { project: {}, files: found.map((each) => each.path), notes, problems: read.problems };
        parts[file] = read.part;
        notes.push(...read.notes);
    }
    return { project: readProject(parts), files: found.map(({ path }) => path), notes, problems: [] };
}
async function partOf(file, path, folder, repository) {
    try {
        const text = textOf((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, path));
        if (file === 'turnpike.yaml') {
            const { readProjectFile } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(837)]).then(__webpack_require__.bind(__webpack_require__, 3218));
            const read = readProjectFile(text);
            return 'problems' in read ? read : { ...read, notes: [] };
        }
        const documents = await documentsOf(text, path);
        if (file === 'score.yaml')
            return (await __webpack_require__.e(/* import() */ 9129).then(__webpack_require__.bind(__webpack_require__, 9129))).readScore(documents);
        return (await __webpack_require__.e(/* import() */ 56).then(__webpack_require__.bind(__webpack_require__, 56))).readBackstage(documents, repository);
    }
    catch (error) {
        // Others' files are others' business: what cannot be read is gone past, and said.
        if (file === 'turnpike.yaml')
            return { problems: [{ path: '', message: (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .explain */ .WE)(error) }] };
        return { part: {}, notes: [`${path} is not taken: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .explain */ .WE)(error)}`] };
    }
}
async function documentsOf(text, path) {
    const { readDocuments } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(950)]).then(__webpack_require__.bind(__webpack_require__, 950));
    return readDocuments(text, path);
}
function textOf(path) {
    const { size } = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path);
    if (size > MOST_BYTES)
        throw new Error(`it is larger than ${MOST_BYTES / 1024} KiB`);
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8');
}
function isFile(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path, { throwIfNoEntry: false })?.isFile() === true;
    }
    catch {
        return false;
    }
}
/**
 * The inputs of a step with what the project says where they are silent: the service. A warning for an environment whose
 * name looks mistyped, and for a `turnpike.yaml` that does not load.
 * @param options.quiet for the second half of a step, which has nothing new to warn of
 */
async function withProject(inputs, host, options = {}) {
    const found = await findProject(options.folder ?? '.', host.facts.repository.name);
    const project = found?.project ?? {};
    if (options.quiet !== true)
        await warn(inputs, found, host);
    if (project.service === undefined || inputs.service !== undefined)
        return inputs;
    const { projectDefaults } = await __webpack_require__.e(/* import() */ 3818).then(__webpack_require__.bind(__webpack_require__, 3818));
    host.log(`Service ${project.service.value}, as ${project.service.from} says.`);
    return projectDefaults(inputs, project);
}
/**
 * For a question to the gate, which takes nothing from these files: whoever may change them in a pull request would take
 * every policy for this service out of force by another name. Asked about no service, all of them judge.
 */
async function warnOfProject(inputs, host, options = {}) {
    const found = await findProject(options.folder ?? '.', host.facts.repository.name);
    await warn(inputs, found, host);
    const service = found?.project.service;
    if (service !== undefined && inputs.service === undefined)
        host.log(`Service ${service.value}, as ${service.from} says; a gate is asked about no service but the one that the step names.`);
}
async function warn({ environment }, found, host) {
    if (found !== undefined && found.problems.length > 0) {
        const told = found.problems.slice(0, 10).map(lineOf);
        await host.annotate({
            level: 'warning',
            title: 'Turnpike: turnpike.yaml does not load',
            message: ['Nothing is taken from the files of this repository.', ...told].join('\n'),
        });
    }
    if (environment === undefined)
        return;
    const { environmentProblem } = await __webpack_require__.e(/* import() */ 3818).then(__webpack_require__.bind(__webpack_require__, 3818));
    const problem = environmentProblem(environment, found?.project ?? {});
    if (problem !== undefined)
        await host.annotate({ level: 'warning', title: 'Turnpike: unknown environment', message: problem });
}
/** `line 3, column 5: …`, as for policies. */
function lineOf({ path, message, line, column }) {
    const place = line === undefined ? path : `line ${line}, column ${column ?? 1}`;
    return place === '' ? message : `${place}: ${message}`;
}


/***/ })

};
