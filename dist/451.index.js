export const id = 451;
export const ids = [451];
export const modules = {

/***/ 2451:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   resolveArtifacts: () => (/* binding */ resolveArtifacts)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _cdevents_purl_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5970);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9473);
/** What a person writes for an artifact → its digest and name. */



const IMAGE = /^(?<repository>[a-z0-9][\w.:/-]*)@(?<digest>sha256:[0-9a-f]{64})$/i;
/**
 * Each value is a package URL with a digest, `sha256:<hex>`, an image by digest (`ghcr.io/acme/shop@sha256:…`), or the
 * path of a file, whose digest is computed.
 * @throws TurnpikeError USAGE naming every value that is none of these
 */
async function resolveArtifacts(values, deps) {
    const problems = [];
    const found = [];
    for (const [index, value] of values.entries()) {
        try {
            const artifact = await resolveArtifact(value, deps);
            if (!found.some(({ digest }) => digest === artifact.digest))
                found.push(artifact);
        }
        catch (error) {
            const reason = (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .explain */ .WE)(error);
            const message = reason.startsWith('artifact ') ? reason : `artifact ${JSON.stringify(value)} ${reason}`;
            problems.push({ path: `/artifact/${index}`, message });
        }
    }
    if (problems.length > 0) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TurnpikeError */ .PJ('USAGE', problems.map(({ message }) => message).join('\n'), { problems });
    }
    return found;
}
async function resolveArtifact(value, deps) {
    const named = namedArtifact(value);
    if (named === undefined)
        return fileArtifact(value, await digestFileOr(value, deps));
    if (await isFile(value, deps)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TurnpikeError */ .PJ('USAGE', 'is the name of a file here, and of another artifact too; give the file as ./<name>, or another name');
    }
    return named;
}
function namedArtifact(value) {
    if (/^(pkg:|sha256(:|%3A))/i.test(value))
        return (0,_cdevents_purl_js__WEBPACK_IMPORTED_MODULE_1__/* .artifactRef */ .AF)(value);
    const image = IMAGE.exec(value)?.groups;
    return image === undefined ? undefined : (0,_cdevents_purl_js__WEBPACK_IMPORTED_MODULE_1__/* .artifactRef */ .AF)(imagePurl(image.repository, image.digest));
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
/** purl-spec, type oci: the name is the last segment, the registry and path go to `repository_url`, without a tag. */
function imagePurl(repository, digest) {
    const untagged = repository.replace(/:[\w.-]+$/, (tag) => (repository.includes('/') ? '' : tag));
    const name = untagged.split('/').at(-1) ?? untagged;
    return `pkg:oci/${encodeURIComponent(name.toLowerCase())}@${digest.toLowerCase()}?repository_url=${encodeURIComponent(untagged.toLowerCase())}`;
}
/** A name that has a digest in it would make a package URL of two: then the digest alone says which artifact it is. */
function fileArtifact(path, digest) {
    const name = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(path);
    if (/sha-?256/i.test(name))
        return { digest };
    return (0,_cdevents_purl_js__WEBPACK_IMPORTED_MODULE_1__/* .artifactRef */ .AF)(`pkg:generic/${encodeURIComponent(name)}?checksum=${digest}`);
}
async function digestFileOr(path, deps) {
    try {
        return await deps.digestFile(path);
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TurnpikeError */ .PJ('USAGE', 'is neither a package URL with a digest, nor sha256:<64 hex digits>, nor an image by digest, nor a file here', { cause: error });
    }
}


/***/ })

};
