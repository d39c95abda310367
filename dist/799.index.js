export const id = 799;
export const ids = [799,3053];
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


/***/ }),

/***/ 6767:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ digestsIn),
/* harmony export */   o: () => (/* binding */ digestOf)
/* harmony export */ });
/** Reading the SHA-256 digest out of what names an artifact. Apart from `purl.ts`, which loads the purl parser. */
/** `sha256:` or `sha256%3A` and 64 hex digits, not inside a longer word. */
const DIGEST = /(?:^|[^0-9a-z]|%[0-9a-f]{2})sha256(?::|%3a)([0-9a-f]{64})(?![0-9a-z])/iu;
/** Nothing that names an artifact is longer. */
const LONGEST = 4096;
/**
 * The SHA-256 digest that a text names, as `sha256:<64 lower-case hex>`: a bare digest, the version of an oci or
 * docker purl (`:` or `%3A`), a `checksum=` qualifier, or an image reference `host/name@sha256:…`. Undefined when it
 * names none, or two different ones.
 */
function digestOf(text) {
    const digests = digestsIn(text);
    return digests.length === 1 ? digests[0] : undefined;
}
/** Every different SHA-256 digest that a text names, in the form of `digestOf`. */
function digestsIn(text) {
    const digests = new Set();
    if (text.length <= LONGEST) {
        for (let rest = text;;) {
            const found = DIGEST.exec(rest);
            if (found === null)
                break;
            digests.add(`sha256:${found[1]?.toLowerCase() ?? ''}`);
            rest = rest.slice(found.index + found[0].length);
        }
    }
    return [...digests];
}


/***/ }),

/***/ 5970:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AF: () => (/* binding */ artifactRef),
/* harmony export */   SC: () => (/* binding */ normalisePurl)
/* harmony export */ });
/* unused harmony export sameArtifact */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6767);
/**
 * Artifacts: named by package URL, identified by digest. Equal artifacts are told in many ways; here they are one.
 *
 * The parser is our own. The package for it (packageurl-js 2.0.1, against which ours is tested) adds a third to the
 * start of an emitting step (8 ms to 24, bundled), fails with a ReferenceError on Go versions such as `v1`, and writes
 * colons in qualifiers as `%3A`, which the specification (ECMA-427 §5.4) no longer does.
 */



const LONGEST = 4096;
const TYPE = /^[a-z][a-z0-9.+-]*$/u;
const QUALIFIER = /^[a-z][a-z0-9._-]*$/u;
/** Types whose names, namespaces or versions do not depend on case (purl type definitions). */
const LOWER_NAME = new Set('alpm apk bitbucket bitnami composer deb github gitlab hex npm oci pub pypi'.split(' '));
const LOWER_NAMESPACE = new Set('alpm apk bitbucket composer deb github gitlab hex npm pypi qpkg rpm'.split(' '));
const LOWER_VERSION = new Set(['huggingface', 'luarocks']);
/**
 * The canonical text of a package URL: type and, where its type says so, name in lower case, qualifiers in order,
 * percent-encoding as the specification writes it (`@sha256:…`, never `@sha256%3A…`), digests in lower case.
 * @throws TurnpikeError USAGE when the text is no package URL
 */
function normalisePurl(text) {
    const trimmed = text.trim();
    try {
        return canonical(trimmed);
    }
    catch (cause) {
        const why = cause instanceof URIError ? 'its percent-encoding is broken' : cause.message;
        const message = `not a package URL (${why}): "${shortened(trimmed)}"; write pkg:<type>/<name>@<version>`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ('USAGE', message, { cause });
    }
}
function canonical(text) {
    if (text.length > LONGEST)
        throw new Error(`longer than ${LONGEST} characters`);
    const scheme = /^pkg:\/*/iu.exec(text);
    if (scheme === null)
        throw new Error('it does not start with pkg:');
    const [beforeSubpath, subpath] = cutLast(text.slice(scheme[0].length), '#');
    const [beforeQualifiers, qualifiers] = cutLast(beforeSubpath, '?');
    const slash = beforeQualifiers.indexOf('/');
    const type = beforeQualifiers.slice(0, Math.max(slash, 0)).toLowerCase();
    if (!TYPE.test(type))
        throw new Error('it has no type');
    const path = beforeQualifiers.slice(slash + 1).replace(/^\/+|\/+$/gu, '');
    const [beforeVersion, rawVersion] = cutVersion(path);
    const version = decodePart(rawVersion);
    const segments = beforeVersion
        .split('/')
        .map(decodePart)
        .filter((segment) => segment !== '');
    const name = segments.pop() ?? '';
    if (name === '')
        throw new Error('it has no name');
    const namespace = LOWER_NAMESPACE.has(type) ? segments.map(lower) : segments;
    const parts = [...namespace, properName(type, name)].map(encode);
    return [
        `pkg:${type}/${parts.join('/')}`,
        version === '' ? '' : `@${encode(properVersion(type, version))}`,
        canonicalQualifiers(qualifiers),
        canonicalSubpath(subpath),
    ].join('');
}
function decodePart(text) {
    return decodeURIComponent(text).trim();
}
/** An `@` right behind a slash is a scope that somebody forgot to encode, not a version. */
function cutVersion(path) {
    const at = path.lastIndexOf('@');
    return at <= 0 || path[at - 1] === '/' ? [path, ''] : [path.slice(0, at), path.slice(at + 1)];
}
function properName(type, name) {
    const cased = LOWER_NAME.has(type) ? lower(name) : name;
    if (type === 'pypi')
        return cased.replaceAll('_', '-');
    return type === 'pub' ? cased.replaceAll('-', '_') : cased;
}
function properVersion(type, version) {
    return LOWER_VERSION.has(type) || /^sha256:/iu.test(version) ? lower(version) : version;
}
function canonicalQualifiers(text) {
    const pairs = new Map();
    for (const pair of text.split('&')) {
        if (pair === '')
            continue;
        const [rawKey, rawValue] = cutFirst(pair, '=');
        const key = lower(rawKey);
        if (!QUALIFIER.test(key))
            throw new Error(`"${shortened(rawKey)}" is not the name of a qualifier`);
        const value = decodePart(rawValue);
        if (value === '')
            continue;
        if (pairs.has(key))
            throw new Error(`the qualifier ${key} is there twice`);
        pairs.set(key, key === 'checksum' ? lower(value) : value);
    }
    const sorted = [...pairs].sort(([a], [b]) => (a < b ? -1 : 1));
    return sorted.length === 0 ? '' : `?${sorted.map(([key, value]) => `${key}=${encode(value)}`).join('&')}`;
}
function canonicalSubpath(text) {
    const segments = text.split('/').map(decodeURIComponent);
    const kept = segments.filter((segment) => segment.trim() !== '' && segment !== '.' && segment !== '..');
    return kept.length === 0 ? '' : `#${kept.map(encode).join('/')}`;
}
/** Everything but letters, digits, `.-_~` and the colon is percent-encoded. */
function encode(text) {
    return encodeURIComponent(text.toWellFormed())
        .replaceAll('%3A', ':')
        .replace(/[!'()*]/gu, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
function lower(text) {
    return text.toLowerCase();
}
function cutLast(text, mark) {
    const at = text.lastIndexOf(mark);
    return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
function cutFirst(text, mark) {
    const at = text.indexOf(mark);
    return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
function shortened(text) {
    return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
/**
 * An artifact from what a person wrote: a purl with a digest, or a bare digest.
 * @throws TurnpikeError USAGE when there is no digest: a tag or a version can be moved, a gate cannot rest on it
 */
function artifactRef(text) {
    const trimmed = text.trim();
    const digest = (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestOf */ .o)(trimmed);
    const purl = /^pkg:/iu.test(trimmed) ? normalisePurl(trimmed) : undefined;
    if (digest !== undefined)
        return purl === undefined ? { digest } : { digest, purl };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ('USAGE', `artifact "${shortened(trimmed)}" names no SHA-256 digest; give sha256:<64 hex>, pkg:oci/<name>@sha256:<64 hex> or pkg:<type>/<name>?checksum=sha256:<64 hex>`);
}
/** One and the same artifact? By digest; names do not matter. */
function sameArtifact(a, b) {
    const digest = digestOf(typeof a === 'string' ? a : a.digest);
    return digest !== undefined && digest === digestOf(typeof b === 'string' ? b : b.digest);
}


/***/ }),

/***/ 8024:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F7: () => (/* binding */ canShowItself),
/* harmony export */   FX: () => (/* binding */ credentialFor),
/* harmony export */   Ox: () => (/* binding */ audienceOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(458);
/* harmony import */ var _github_id_token_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(805);
/* harmony import */ var _variables_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2923);
/**
 * Which token is shown to a store: one that was given, else the CI's own identity, fresh for every request.
 *
 * In this order: what the caller gives, TURNPIKE_TOKEN, TURNPIKE_ID_TOKEN_FILE, TURNPIKE_ID_TOKEN, GitHub's token
 * service, none. A token of the CI is for one store only (`audienceOf`), and never travels readable: over plain http it
 * goes to this machine, or where TURNPIKE_ALLOW_PLAIN_HTTP says so; elsewhere there is none, and a store that wants one
 * says so.
 */




/** Longer ones are none: servers refuse headers of more than 16 KiB. */
const MAX_TOKEN = 16 * 1024;
/**
 * The token for a store, or where each request gets its own.
 * @throws TurnpikeError USAGE for a given token that no header can hold; the function: NO_TOKEN
 */
function credentialFor(options) {
    const { env } = options;
    const explicit = options.explicit?.trim() || (0,_variables_js__WEBPACK_IMPORTED_MODULE_3__/* .valueOf */ .R)(env.TURNPIKE_TOKEN);
    if (explicit !== undefined)
        return checked(explicit, 'USAGE', 'The token for the store');
    const url = URL.canParse(options.store) ? new URL(options.store) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol))
        return undefined;
    const fresh = freshToken(url, options);
    if (fresh === undefined || !mayTravel(url, env))
        return undefined;
    return async (asked) => {
        const token = await fresh(asked === true);
        if (token !== undefined)
            await options.mask?.(token);
        return token;
    };
}
/** Whether this job has anything to show: a token that was given, or an identity of its CI. */
function canShowItself({ explicit, env }) {
    if ((explicit?.trim() || (0,_variables_js__WEBPACK_IMPORTED_MODULE_3__/* .valueOf */ .R)(env.TURNPIKE_TOKEN)) !== undefined)
        return true;
    if (((0,_variables_js__WEBPACK_IMPORTED_MODULE_3__/* .valueOf */ .R)(env.TURNPIKE_ID_TOKEN_FILE) ?? (0,_variables_js__WEBPACK_IMPORTED_MODULE_3__/* .valueOf */ .R)(env.TURNPIKE_ID_TOKEN)) !== undefined)
        return true;
    return ((0,_variables_js__WEBPACK_IMPORTED_MODULE_3__/* .valueOf */ .R)(env.ACTIONS_ID_TOKEN_REQUEST_URL) !== undefined &&
        (0,_variables_js__WEBPACK_IMPORTED_MODULE_3__/* .valueOf */ .R)(env.ACTIONS_ID_TOKEN_REQUEST_TOKEN) !== undefined);
}
/** Whether a token of the CI may go to this address: not where anybody on the way can read it. */
function mayTravel(url, env) {
    return url.protocol === 'https:' || (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .isLoopback */ .U9)(url) || (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .allowsPlainHttp */ .lU)(env);
}
/** Whom a token for this store is for: its address without a trailing slash, query or fragment. */
function audienceOf(store) {
    return store.origin + store.pathname.replace(/\/+$/, '');
}
function freshToken(url, { env, log, clock }) {
    const file = (0,_variables_js__WEBPACK_IMPORTED_MODULE_3__/* .valueOf */ .R)(env.TURNPIKE_ID_TOKEN_FILE);
    // Kubernetes replaces the file long before the token in it ends.
    if (file !== undefined)
        return async () => readToken(file);
    const held = (0,_variables_js__WEBPACK_IMPORTED_MODULE_3__/* .valueOf */ .R)(env.TURNPIKE_ID_TOKEN);
    if (held !== undefined)
        return async () => checked(held, 'NO_TOKEN', 'TURNPIKE_ID_TOKEN');
    const service = (0,_variables_js__WEBPACK_IMPORTED_MODULE_3__/* .valueOf */ .R)(env.ACTIONS_ID_TOKEN_REQUEST_URL);
    const secret = (0,_variables_js__WEBPACK_IMPORTED_MODULE_3__/* .valueOf */ .R)(env.ACTIONS_ID_TOKEN_REQUEST_TOKEN);
    if (service === undefined || secret === undefined)
        return undefined;
    // A store on this machine mostly wants no token, and GitHub takes 100 ms and more for one: it has to ask first.
    let isWanted = !(0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .isLoopback */ .U9)(url);
    return async (asked) => {
        isWanted ||= asked;
        return isWanted
            ? await (0,_github_id_token_js__WEBPACK_IMPORTED_MODULE_2__/* .githubIdToken */ .e)({
                service,
                secret,
                audience: audienceOf(url),
                env,
                ...(log === undefined ? {} : { log }),
                ...(clock === undefined ? {} : { clock }),
            })
            : undefined;
    };
}
function readToken(path) {
    const fs = process.getBuiltinModule('node:fs');
    let text;
    try {
        if (fs.statSync(path).size > MAX_TOKEN)
            throw new Error(`it has more than ${MAX_TOKEN} bytes`);
        text = fs.readFileSync(path, 'utf8').trim();
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ('NO_TOKEN', `TURNPIKE_ID_TOKEN_FILE names ${path}, which cannot be read`, {
            cause,
        });
    }
    return checked(text, 'NO_TOKEN', `The file that TURNPIKE_ID_TOKEN_FILE names (${path})`);
}
/** A token that a header can hold (RFC 9110, field values). The message never has the token. */
function checked(token, code, what) {
    if (/^[\x21-\x7e]+$/.test(token) && token.length <= MAX_TOKEN)
        return token;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ(code, `${what} is no token: it is empty, longer than ${MAX_TOKEN} characters, or has spaces, line breaks or letters that no token has`);
}


/***/ }),

/***/ 805:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ githubIdToken)
/* harmony export */ });
/* harmony import */ var _cdevents_parse_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6324);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(458);
/* harmony import */ var _attempts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7434);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1992);
/**
 * An OIDC token of a GitHub job, from the runner's token service: for one audience, valid for some minutes.
 *
 * Not `core.getIDToken`: loading its HTTP client takes 50 ms of every step, and it waits 3 minutes for an answer.
 * Source: docs.github.com, "OpenID Connect reference"; actions/toolkit, `oidc-utils.ts`.
 */





/** How long a token may take, all attempts together: a step waits for it. */
const BUDGET_MS = 5_000;
const TIMEOUT_MS = 5_000;
/** A token is 2 KB. */
const MAX_ANSWER = 64 * 1024;
/** @throws TurnpikeError NO_TOKEN, with `status` 503 when another attempt later may help; never with a secret in it */
async function githubIdToken(request) {
    const url = serviceUrl(request);
    const clock = request.clock ?? _retry_js__WEBPACK_IMPORTED_MODULE_3__/* .systemClock */ .ml;
    return tokenIn(await answerOf(url, request, clock));
}
function serviceUrl({ service, secret, audience }) {
    const url = URL.canParse(service) ? new URL(service) : undefined;
    if (url === undefined || !(url.protocol === 'https:' || (url.protocol === 'http:' && (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .isLoopback */ .U9)(url)))) {
        throw noToken('ACTIONS_ID_TOKEN_REQUEST_URL is no https address, so nothing is sent there');
    }
    if (!/^[\x21-\x7e]+$/.test(secret))
        throw noToken('ACTIONS_ID_TOKEN_REQUEST_TOKEN is no token');
    // Appended, so that what GitHub put into the query stays as it is.
    url.search += `${url.search === '' ? '?' : '&'}audience=${encodeURIComponent(audience)}`;
    url.hash = '';
    return url;
}
async function answerOf(url, { secret, env, log }, clock) {
    const request = {
        method: 'GET',
        url,
        headers: { accept: 'application/json', 'user-agent': 'turnpike', authorization: `Bearer ${secret}` },
        timeoutMs: TIMEOUT_MS,
        maxBytes: MAX_ANSWER,
        env,
    };
    try {
        const answer = await (0,_attempts_js__WEBPACK_IMPORTED_MODULE_2__/* .sendUntilAnswered */ .Wf)(async () => request, {
            clock,
            deadline: clock.now() + BUDGET_MS,
            ...(log === undefined ? {} : { log: () => log('GitHub gave no id token yet; asking again') }),
        });
        return answer.body;
    }
    catch (error) {
        throw failed(url, error);
    }
}
/** What it answered is not repeated: an address it names, or a text, could hold a secret. */
function failed(url, error) {
    const status = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ ? error.status : undefined;
    if (status !== undefined)
        return noToken(`${url.origin} answers ${status}`, (0,_retry_js__WEBPACK_IMPORTED_MODULE_3__/* .isRetryable */ .r3)(status));
    const lost = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ && error.code === 'STORE_UNREACHABLE';
    return noToken(lost ? (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .explain */ .WE)(error.cause) || 'no answer' : (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .explain */ .WE)(error), lost);
}
/** @throws TurnpikeError NO_TOKEN; without a cause, because the parser's message quotes what it read */
function tokenIn(body) {
    let value;
    try {
        value = (0,_cdevents_parse_js__WEBPACK_IMPORTED_MODULE_4__/* .parseJson */ .q)(body)?.value;
    }
    catch {
        throw noToken('its answer is not JSON');
    }
    if (typeof value !== 'string' || value.length > 16_384 || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(value)) {
        throw noToken('its answer holds no token');
    }
    return value;
}
/** @param passes whether another attempt later may help */
function noToken(why, passes = false) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ('NO_TOKEN', `GitHub gave no id token: ${why}`, passes ? { status: 503 } : {});
}


/***/ }),

/***/ 2923:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ valueOf)
/* harmony export */ });
/**
 * What a variable of a pipeline says; undefined where it says nothing. GitLab leaves a reference to a variable that does
 * not exist as it is, `$NAME`.
 */
function valueOf(text) {
    const value = text?.trim() ?? '';
    return value === '' || value.startsWith('$') ? undefined : value;
}


/***/ })

};
