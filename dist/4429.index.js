export const id = 4429;
export const ids = [4429];
export const modules = {

/***/ 4429:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findPullRequest: () => (/* binding */ findPullRequest)
/* harmony export */ });
/* harmony import */ var _actions_github__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2413);
/* harmony import */ var _change_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2434);
/** The pull request a commit on a branch came from. Loaded only when it is asked for: octokit is heavy. */


const TIMEOUT_MS = 10_000;
/**
 * The newest merged pull request that GitHub associates with the commit, with its author as the same URN the event
 * payload gives (`urn:github:user:<id>`). Undefined when there is none.
 */
async function findPullRequest(token, facts, env) {
    const octokit = (0,_actions_github__WEBPACK_IMPORTED_MODULE_0__/* .getOctokit */ .Q)(token, {
        ...(env.GITHUB_API_URL ? { baseUrl: env.GITHUB_API_URL } : {}),
    });
    const { data } = await octokit.rest.repos.listPullRequestsAssociatedWithCommit({
        ...(0,_change_js__WEBPACK_IMPORTED_MODULE_1__/* .ownerAndName */ .u)(facts.repository.name),
        commit_sha: facts.commit,
        per_page: 100,
        request: { signal: AbortSignal.timeout(TIMEOUT_MS) },
    });
    const merged = data
        .filter((pull) => pull.merged_at !== null)
        .sort((a, b) => (b.merged_at ?? '').localeCompare(a.merged_at ?? ''));
    // Of several, the one that made this very commit is the one.
    const pull = merged.find((one) => one.merge_commit_sha === facts.commit) ?? merged[0];
    if (pull === undefined)
        return undefined;
    return {
        id: pull.html_url,
        ...(pull.user === null ? {} : { author: `urn:github:user:${pull.user.id}` }),
    };
}


/***/ })

};
