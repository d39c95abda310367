export const id = 1624;
export const ids = [1624];
export const modules = {

/***/ 1624:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   tokenAdvice: () => (/* binding */ tokenAdvice)
/* harmony export */ });
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(458);
/* harmony import */ var _credentials_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8024);
/* harmony import */ var _variables_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2923);
/** What a person can do when a store does not take what a job shows it. Loaded only then. */



/** A sentence without its full stop, plain text; may hold the store's address. */
function tokenAdvice({ store, explicit, env, status }) {
    if (explicit !== undefined || (0,_variables_js__WEBPACK_IMPORTED_MODULE_2__/* .valueOf */ .R)(env.TURNPIKE_TOKEN) !== undefined) {
        return 'give this step a token that the store knows and that may do this (input token, or TURNPIKE_TOKEN), or none, so that it shows who it is by itself; secrets are empty in pull requests from forks';
    }
    const url = URL.canParse(store) ? new URL(store) : undefined;
    const audience = url === undefined ? store : (0,_credentials_js__WEBPACK_IMPORTED_MODULE_1__/* .audienceOf */ .Ox)(url);
    if (url?.protocol === 'http:' && !(0,_address_js__WEBPACK_IMPORTED_MODULE_0__/* .isLoopback */ .U9)(url) && !(0,_address_js__WEBPACK_IMPORTED_MODULE_0__/* .allowsPlainHttp */ .lU)(env)) {
        return `use the store's https address: over plain http this job does not show who it is, because anybody on the way could read it`;
    }
    const github = env.GITHUB_ACTIONS === 'true';
    const gitlab = ((0,_variables_js__WEBPACK_IMPORTED_MODULE_2__/* .valueOf */ .R)(env.GITLAB_CI) ?? (0,_variables_js__WEBPACK_IMPORTED_MODULE_2__/* .valueOf */ .R)(env.CI_PROJECT_URL)) !== undefined;
    const hasToken = ((0,_variables_js__WEBPACK_IMPORTED_MODULE_2__/* .valueOf */ .R)(env.TURNPIKE_ID_TOKEN_FILE) ?? (0,_variables_js__WEBPACK_IMPORTED_MODULE_2__/* .valueOf */ .R)(env.TURNPIKE_ID_TOKEN)) !== undefined;
    if (hasToken || (github && (0,_variables_js__WEBPACK_IMPORTED_MODULE_2__/* .valueOf */ .R)(env.ACTIONS_ID_TOKEN_REQUEST_URL) !== undefined)) {
        return status === 403
            ? 'ask whoever owns the trust document of the store to grant this to this repository'
            : `compare what the store expects with what this job shows: a token for the audience ${audience}; the store's address must be written as the store itself writes it, and its trust document must name this CI`;
    }
    return adviceOf(env, audience, { github, gitlab });
}
/** How a job of this CI gets a token for the audience. */
function adviceOf(env, audience, { github, gitlab }) {
    // Forgejo's runner says that it is Gitea's and GitHub's, too.
    if (env.FORGEJO_ACTIONS === 'true') {
        return 'add `enable-openid-connect: true` to the job, so that Forgejo (15 or newer) gives it a token, or set TURNPIKE_TOKEN to one of the store; pull requests from forks never get one';
    }
    if (env.GITEA_ACTIONS === 'true') {
        return 'set TURNPIKE_TOKEN to a token of the store, from a secret: this runner gives the job none';
    }
    if (github) {
        return 'add `permissions: { id-token: write, contents: read }` to the job, so that GitHub gives it a token; pull requests from forks never get one, and hand their events over with the input spool (docs/forks.md)';
    }
    if (gitlab) {
        return `add \`id_tokens: { TURNPIKE_ID_TOKEN: { aud: ${audience} } }\` to the job, so that GitLab gives it a token (the components do it by themselves)`;
    }
    if (env.BUILDKITE === 'true') {
        return `run \`export TURNPIKE_ID_TOKEN=$(buildkite-agent oidc request-token --audience ${audience} --claim organization_id,pipeline_id)\` before`;
    }
    if (env.CIRCLECI === 'true') {
        return `run \`export TURNPIKE_ID_TOKEN=$(circleci run oidc get --claims '{"aud":"${audience}"}')\` before`;
    }
    return `set TURNPIKE_ID_TOKEN or TURNPIKE_ID_TOKEN_FILE to a token of this CI for the audience ${audience}, or TURNPIKE_TOKEN to one of the store's own`;
}


/***/ })

};
