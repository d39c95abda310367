export const id = 4832;
export const ids = [4832,2451];
export const modules = {

/***/ 2451:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   resolveArtifacts: () => (/* binding */ resolveArtifacts)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _cdevents_purl_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5970);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9473);
/* harmony import */ var _sources_artifacts_purls_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9291);
/** What a person writes for an artifact → its digest and name. */




const IMAGE = /^(?<repository>[a-z0-9][\w.:/-]*)@(?<digest>sha256:[0-9a-f]{64})$/i;
/** Values that are looked up in files, by code that is loaded only for them. */
const LOOKED_UP = /^(?:checksums|image|oci):/u;
/**
 * Each value is a package URL with a digest, `sha256:<hex>`, an image by digest (`ghcr.io/acme/shop@sha256:…`), the path
 * of a file, whose digest is computed, or of an OCI layout (`./layout`, `oci:layout`); `checksums:<file>` for all that a
 * checksums file lists; `image:<file>` or the JSON itself for what a build tool says of its image; or `auto` for what the
 * job built. A JSON text may come line by line, as inputs are cut.
 * @param finding where to look, whether several may be meant, and who is told what was found; for a gate the default
 * @throws TurnpikeError USAGE naming every value that is none of these
 */
async function resolveArtifacts(values, deps, finding = {}) {
    const problems = [];
    const found = [];
    for (const { index, value } of withWholeJson(values)) {
        try {
            for (const artifact of await resolveArtifact(value, deps, finding))
                if (!found.some(({ digest }) => digest === artifact.digest))
                    found.push(artifact);
        }
        catch (error) {
            const reason = (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .explain */ .WE)(error);
            const message = reason.startsWith('artifact ') ? reason : `artifact ${shown(value)} ${reason}`;
            problems.push({ path: `/artifact/${index}`, message });
        }
    }
    if (problems.length > 0) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TurnpikeError */ .PJ('USAGE', problems.map(({ message }) => message).join('\n'), { problems });
    }
    return found;
}
async function resolveArtifact(value, deps, finding) {
    // A word of ours and a JSON text are never taken for a file: it would be for whoever names the files to decide.
    if (value === 'auto' || isJson(value))
        return await lookedUp(value, deps, finding);
    const named = namedArtifact(value);
    if (named === undefined && !LOOKED_UP.test(value))
        return await fileOrLayout(value, deps, finding);
    if (await isFile(value, deps)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TurnpikeError */ .PJ('USAGE', 'is the name of a file here, and of another artifact too; give the file as ./<name>, or another name');
    }
    return named === undefined ? await lookedUp(value, deps, finding) : [named];
}
async function lookedUp(value, deps, finding) {
    const { lookUp } = await __webpack_require__.e(/* import() */ 1731).then(__webpack_require__.bind(__webpack_require__, 1731));
    return await lookUp(value, deps, finding);
}
async function fileOrLayout(path, deps, finding) {
    let digest;
    try {
        digest = await deps.digestFile(path);
    }
    catch (cause) {
        const { findLayout } = await __webpack_require__.e(/* import() */ 1731).then(__webpack_require__.bind(__webpack_require__, 1731));
        const layout = await findLayout(path, deps, finding);
        if (layout !== undefined)
            return layout;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TurnpikeError */ .PJ('USAGE', 'is neither a package URL with a digest, nor sha256:<64 hex digits>, nor an image by digest, nor a file here', isMissing(cause) ? {} : { cause });
    }
    return [(0,_sources_artifacts_purls_js__WEBPACK_IMPORTED_MODULE_3__/* .fileArtifact */ .BA)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(path), digest)];
}
/** That there is none was said already; why one that is there cannot be read was not. */
function isMissing(error) {
    const cause = error instanceof Error ? error.cause : undefined;
    return cause instanceof Error && cause.code === 'ENOENT';
}
function namedArtifact(value) {
    if (/^(pkg:|sha256(:|%3A))/i.test(value))
        return (0,_cdevents_purl_js__WEBPACK_IMPORTED_MODULE_1__/* .artifactRef */ .AF)(value);
    const image = IMAGE.exec(value)?.groups;
    return image === undefined ? undefined : (0,_sources_artifacts_purls_js__WEBPACK_IMPORTED_MODULE_3__/* .imageArtifact */ .UZ)(image.repository, image.digest.toLowerCase());
}
/**
 * Whoever chooses the name of a file that a build makes (`shop@sha256:…`) must not choose what its tests are evidence
 * for.
 */
async function isFile(value, deps) {
    try {
        await deps.digestFile(value);
        return true;
    }
    catch {
        return false;
    }
}
function isJson(value) {
    return value.startsWith('{') || value.startsWith('[');
}
/** Inputs are cut into lines, and a tool's JSON is written over many: they are put together again. */
function withWholeJson(values) {
    const whole = [];
    for (let index = 0; index < values.length; index++) {
        const start = index;
        let value = values[index] ?? '';
        if (isJson(value)) {
            let open = openBrackets(value);
            for (; open > 0 && index + 1 < values.length; open += openBrackets(values[index] ?? ''))
                value += `\n${values[++index] ?? ''}`;
        }
        whole.push({ index: start, value });
    }
    return whole;
}
/** How many brackets of a line of JSON stay open. A JSON string never goes on in the next line. */
function openBrackets(line) {
    let open = 0;
    for (const [mark] of line.matchAll(/"(?:[^"\\]|\\.)*"?|[{}[\]]/gu))
        open += mark === '{' || mark === '[' ? 1 : mark === '}' || mark === ']' ? -1 : 0;
    return open;
}
/** What was given, short enough for a message. */
function shown(value) {
    return JSON.stringify(value.length > 200 ? `${value.slice(0, 200)}…` : value);
}


/***/ }),

/***/ 9291:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BA: () => (/* binding */ fileArtifact),
/* harmony export */   J6: () => (/* binding */ goArtifact),
/* harmony export */   Tw: () => (/* binding */ pypiArtifact),
/* harmony export */   UZ: () => (/* binding */ imageArtifact),
/* harmony export */   a4: () => (/* binding */ npmArtifact),
/* harmony export */   cI: () => (/* binding */ mavenArtifact)
/* harmony export */ });
/* harmony import */ var _cdevents_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6767);
/* harmony import */ var _cdevents_purl_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5970);
/**
 * Package URLs of what a build made, as the type definitions of the purl specification (ECMA-427) say them. Every one of
 * them carries the digest of the bytes: in the version of an image, in `checksum` for everything else. Pure.
 */


/** Longest name or version that is taken from inside a file: npm's own bound for names is 214. */
const LONGEST = 256;
/**
 * The artifact with these bytes and this name. Where the name does not fit into a package URL, or names another digest,
 * the digest alone says what it is.
 * @param digest `sha256:<hex>`, computed from the bytes
 */
function withPurl(digest, parts) {
    const purl = purlOf(parts);
    if (purl === undefined)
        return { digest };
    const [only, other] = (0,_cdevents_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestsIn */ .V)(purl);
    return only === digest && other === undefined ? { digest, purl } : { digest };
}
/** `@scope/name` → `pkg:npm/%40scope/name@version?checksum=…`. npm: the scope is the namespace, with its `@`. */
function npmArtifact(name, version, digest) {
    const slash = name.startsWith('@') ? name.indexOf('/') : -1;
    const namespace = slash === -1 ? [] : [name.slice(0, slash)];
    const checksum = { checksum: digest };
    return withPurl(digest, {
        type: 'npm',
        namespace,
        name: name.slice(slash + 1),
        version,
        qualifiers: checksum,
    });
}
/**
 * pypi: no namespace; the name in lower case with dashes. Runs of `-`, `_` and `.` are one dash, as PEP 503 says it.
 * `file_name` tells the wheels and the source distribution of one version apart.
 */
function pypiArtifact(name, version, fileName, digest) {
    return withPurl(digest, {
        type: 'pypi',
        name: normalisedPypiName(name),
        version,
        qualifiers: { checksum: digest, file_name: fileName },
    });
}
/** PEP 503, "Normalized Names". */
function normalisedPypiName(name) {
    return name.replace(/[-_.]+/gu, '-').toLowerCase();
}
/** maven: the groupId is the namespace, in one piece and with its case. */
function mavenArtifact(name, digest) {
    return withPurl(digest, {
        type: 'maven',
        namespace: [name.group],
        name: name.artifact,
        version: name.version,
        qualifiers: { checksum: digest, classifier: name.classifier, type: name.type },
    });
}
/**
 * oci: the name is the last segment of the repository, in lower case; registry and path go to `repository_url`, without a
 * tag; the version is the digest.
 * @param repository `ghcr.io/acme/shop`, with or without a tag
 */
function imageArtifact(repository, digest, tag) {
    const untagged = repository.replace(/:[\w.-]+$/u, (end) => (repository.includes('/') ? '' : end));
    const name = untagged.split('/').at(-1) ?? untagged;
    return withPurl(digest, {
        type: 'oci',
        name: name.toLowerCase(),
        version: digest,
        qualifiers: { repository_url: untagged.toLowerCase(), tag },
    });
}
/** golang: namespace and name in lower case; the module's path is cut at its last slash. */
function goArtifact(module, version, digest) {
    const segments = module.toLowerCase().split('/');
    const name = segments.pop() ?? '';
    return withPurl(digest, {
        type: 'golang',
        namespace: segments,
        name,
        ...(version === '' || version === '(devel)' ? {} : { version }),
        qualifiers: { checksum: digest },
    });
}
/** A file that is nothing else: by its own name. A name with a digest in it would make a package URL of two. */
function fileArtifact(fileName, digest) {
    if (/sha-?256/iu.test(fileName))
        return { digest };
    return withPurl(digest, { type: 'generic', name: fileName, qualifiers: { checksum: digest } });
}
function purlOf({ type, namespace = [], name, version, qualifiers = {} }) {
    const texts = [...namespace, name, version ?? ''];
    if (name === '' || texts.some((text) => text.length > LONGEST || UNFIT.test(text)))
        return undefined;
    const path = [...namespace, name].map(encode).join('/');
    const query = Object.entries(qualifiers).flatMap(([key, value]) => value === undefined || value === '' ? [] : [`${key}=${encode(value)}`]);
    try {
        return (0,_cdevents_purl_js__WEBPACK_IMPORTED_MODULE_0__/* .normalisePurl */ .SC)(`pkg:${type}/${path}${version === undefined ? '' : `@${encode(version)}`}?${query.join('&')}`);
    }
    catch {
        return undefined;
    }
}
/** Control characters and marks that turn the direction of writing belong in no name; nor do half characters. */
const UNFIT = /[\p{Cc}\p{Cs}\u061C\u200B-\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/u;
function encode(text) {
    return encodeURIComponent(text);
}


/***/ })

};
