export const id = 6926;
export const ids = [6926];
export const modules = {

/***/ 6926:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readOwnEvents: () => (/* binding */ readOwnEvents)
});

// EXTERNAL MODULE: ./build/cdevents/parse.js
var parse = __webpack_require__(6324);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/cdevents/canonical.js
var canonical = __webpack_require__(9541);
// EXTERNAL MODULE: ./build/cdevents/identity.js
var identity = __webpack_require__(197);
// EXTERNAL MODULE: ./build/host/clean.js
var clean = __webpack_require__(1250);
// EXTERNAL MODULE: ./build/host/github.js + 1 modules
var github = __webpack_require__(4691);
// EXTERNAL MODULE: ./build/sources/pipeline.js
var pipeline = __webpack_require__(9563);
;// CONCATENATED MODULE: ./build/sources/changes.js
/**
 * What the event that started a run says about changes: proposed, updated, reviewed, merged, given up; branches made and
 * removed. By the event's name and, on GitHub, the event file; on GitLab, by the pipeline's variables. Pure.
 *
 * Commits go along with what was merged, so that the time from a commit to production can be counted. Texts in them are
 * strangers': bounded, one line, without addresses of people.
 * Source: docs.github.com "Webhook events and payloads"; docs.gitlab.com "Predefined CI/CD variables reference".
 */





/** GitHub shows at most 250 commits of a pull request; nobody counts more of one push. */
const MOST_COMMITS = 250;
const MOST_MESSAGE = 200;
/**
 * The descriptions of what the run's own event means, in order; none where it means no change. Every job of a run that
 * says the same beside it gives the same ones, ids included.
 * @param beside what is said of all of them, such as the service
 */
function changeEvents(facts, { env, payload }, beside = {}) {
    const described = facts.forge === 'github'
        ? ofGithub(facts, env.GITHUB_EVENT_NAME ?? '', payload)
        : facts.forge === 'gitlab'
            ? ofGitlab(facts, env)
            : [];
    return described
        .map((each) => ({ ...each, ...beside }))
        .map((each) => 
    // Without a moment of its own, or in an environment of its own, what one job says is not what another one says.
    each.timestamp === undefined || facts.environment !== undefined
        ? each
        : { ...each, id: idOf(facts, each) });
}
function ofGithub(facts, event, payload) {
    switch (event) {
        case 'push':
            return ofPush(facts, payload);
        case 'create':
        case 'delete':
            return ofBranch(payload, event === 'create' ? 'branch.created' : 'branch.deleted');
        case 'pull_request':
        case 'pull_request_target':
            return ofPullRequest(facts, payload);
        case 'pull_request_review':
            return ofReview(facts, payload);
        case 'merge_group':
            return ofQueue(facts, payload);
        default:
            return [];
    }
}
/**
 * A push to the default branch is a merge of what it brings, known by its last commit as `artifact.packaged` names it;
 * the event does not say through which pull request it came. A new branch is one; other pushes are no change yet.
 */
function ofPush(facts, payload) {
    const branch = branchOf((0,clean.at)(payload, 'ref'));
    if (branch === '')
        return [];
    const timestamp = momentOf((0,clean.at)(payload, 'repository', 'pushed_at'));
    const [before, after] = [(0,clean/* cleanCommit */.Nx)((0,clean.at)(payload, 'before')), (0,clean/* cleanCommit */.Nx)((0,clean.at)(payload, 'after'))];
    if ((0,clean.at)(payload, 'deleted') === true)
        return [{ type: 'branch.deleted', subject: branch, ...timestamp }];
    const pushed = block({ before, after, ...commitsIn((0,clean.at)(payload, 'commits')) });
    const described = [];
    if ((0,clean.at)(payload, 'created') === true)
        described.push({ type: 'branch.created', subject: branch, ...timestamp });
    if (after !== '' && branch === (0,clean/* clean */.uH)((0,clean.at)(payload, 'repository', 'default_branch'), 255))
        described.push({ type: 'change.merged', subject: commitPage(facts, after), ...timestamp, ...pushed });
    return described;
}
function ofBranch(payload, type) {
    const branch = (0,clean.at)(payload, 'ref_type') === 'branch' ? (0,clean/* clean */.uH)((0,clean.at)(payload, 'ref'), 255) : '';
    return branch === '' ? [] : [{ type, subject: branch, ...momentOf((0,clean.at)(payload, 'repository', 'pushed_at')) }];
}
/** What changes the change itself; labels, assignees and the like do not. */
const UPDATES = ['synchronize', 'edited', 'reopened', 'ready_for_review', 'converted_to_draft'];
function ofPullRequest(facts, payload) {
    const action = (0,clean/* clean */.uH)((0,clean.at)(payload, 'action'), 50);
    const pull = (0,clean.at)(payload, 'pull_request');
    if (facts.change === undefined)
        return [];
    const subject = { subject: facts.change.id };
    const ends = endsOf(pull);
    if (action === 'opened') {
        const title = (0,clean/* clean */.uH)((0,clean.at)(pull, 'title'), 256);
        const content = title === '' ? {} : { content: { description: title } };
        return [
            { type: 'change.created', ...subject, ...content, ...momentOf((0,clean.at)(pull, 'created_at')), ...block(ends) },
        ];
    }
    if (action === 'closed') {
        const merged = (0,clean.at)(pull, 'merged') === true;
        const commit = merged
            ? { merge: (0,clean/* cleanCommit */.Nx)((0,clean.at)(pull, 'merge_commit_sha')), mergedBy: person(facts, (0,clean.at)(pull, 'merged_by')) }
            : {};
        const moment = momentOf((0,clean.at)(pull, merged ? 'merged_at' : 'closed_at'));
        return [
            {
                type: merged ? 'change.merged' : 'change.abandoned',
                ...subject,
                ...moment,
                ...block({ ...ends, ...commit }),
            },
        ];
    }
    if (!UPDATES.includes(action))
        return [];
    return [
        {
            type: 'change.updated',
            ...subject,
            ...momentOf((0,clean.at)(pull, 'updated_at')),
            ...block({ ...ends, action }),
        },
    ];
}
/** What the review says stands in `customData.review`, as CDEvents has no field for it. */
function ofReview(facts, payload) {
    const action = (0,clean.at)(payload, 'action');
    if (facts.change === undefined || (action !== 'submitted' && action !== 'dismissed'))
        return [];
    const review = (0,clean.at)(payload, 'review');
    const said = filled({
        state: action === 'dismissed' ? 'dismissed' : (0,clean/* clean */.uH)((0,clean.at)(review, 'state'), 50).toLowerCase(),
        reviewer: person(facts, (0,clean.at)(review, 'user')),
        commit: (0,clean/* cleanCommit */.Nx)((0,clean.at)(review, 'commit_id')),
        url: (0,clean/* cleanUrl */.TG)((0,clean.at)(review, 'html_url')),
    });
    const { customData } = block(endsOf((0,clean.at)(payload, 'pull_request')));
    return [
        {
            type: 'change.reviewed',
            subject: facts.change.id,
            ...momentOf((0,clean.at)(review, 'submitted_at')),
            customData: { ...customData, review: said },
        },
    ];
}
/** The queue tries the change on top of others: what is merged will be this commit. */
function ofQueue(facts, payload) {
    if (facts.change === undefined || (0,clean.at)(payload, 'action') !== 'checks_requested')
        return [];
    const group = (0,clean.at)(payload, 'merge_group');
    const ends = filled({
        head: (0,clean/* cleanCommit */.Nx)((0,clean.at)(group, 'head_sha')),
        base: (0,clean/* cleanCommit */.Nx)((0,clean.at)(group, 'base_sha')),
        baseRef: branchOf((0,clean.at)(group, 'base_ref')),
        action: 'queued',
    });
    return [
        {
            type: 'change.updated',
            subject: facts.change.id,
            ...momentOf((0,clean.at)(group, 'head_commit', 'timestamp')),
            ...block(ends),
        },
    ];
}
/** A pipeline of a merge request does not say whether it is new, so it counts as updated; nor what else a push brought. */
function ofGitlab(facts, env) {
    const timestamp = facts.run.startedAt === undefined ? {} : { timestamp: facts.run.startedAt };
    const branch = (0,clean/* clean */.uH)(env.CI_COMMIT_BRANCH, 255);
    const before = (0,clean/* cleanCommit */.Nx)(env.CI_COMMIT_BEFORE_SHA);
    if (env.CI_PIPELINE_SOURCE === 'merge_request_event' && facts.change !== undefined) {
        const ends = filled({
            head: (0,clean/* cleanCommit */.Nx)(env.CI_MERGE_REQUEST_SOURCE_BRANCH_SHA) || facts.commit,
            base: (0,clean/* cleanCommit */.Nx)(env.CI_MERGE_REQUEST_DIFF_BASE_SHA),
            headRef: (0,clean/* clean */.uH)(env.CI_MERGE_REQUEST_SOURCE_BRANCH_NAME, 255),
            baseRef: (0,clean/* clean */.uH)(env.CI_MERGE_REQUEST_TARGET_BRANCH_NAME, 255),
            action: env.CI_MERGE_REQUEST_EVENT_TYPE === 'merge_train' ? 'queued' : '',
        });
        return [{ type: 'change.updated', subject: facts.change.id, ...timestamp, ...block(ends) }];
    }
    if (env.CI_PIPELINE_SOURCE !== 'push' || branch === '' || facts.commit === '')
        return [];
    const created = before === '' ? [{ type: 'branch.created', subject: branch, ...timestamp }] : [];
    if (branch !== (0,clean/* clean */.uH)(env.CI_DEFAULT_BRANCH, 255))
        return created;
    const commit = filled({
        id: facts.commit,
        author: (0,clean/* clean */.uH)(env.CI_COMMIT_AUTHOR?.split('<', 1)[0]?.trimEnd(), 100),
        timestamp: (0,clean/* cleanMoment */.YM)(env.CI_COMMIT_TIMESTAMP) ?? '',
        message: firstLine(env.CI_COMMIT_MESSAGE ?? env.CI_COMMIT_TITLE),
    });
    const pushed = block({ before, after: facts.commit, commits: [commit] });
    return [
        ...created,
        { type: 'change.merged', subject: commitPage(facts, facts.commit), ...timestamp, ...pushed },
    ];
}
function endsOf(pull) {
    return filled({
        head: (0,clean/* cleanCommit */.Nx)((0,clean.at)(pull, 'head', 'sha')),
        headRef: (0,clean/* clean */.uH)((0,clean.at)(pull, 'head', 'ref'), 255),
        base: (0,clean/* cleanCommit */.Nx)((0,clean.at)(pull, 'base', 'sha')),
        baseRef: (0,clean/* clean */.uH)((0,clean.at)(pull, 'base', 'ref'), 255),
    });
}
function commitsIn(list) {
    if (!Array.isArray(list) || list.length === 0)
        return {};
    // The newest come last.
    const commits = list.slice(-MOST_COMMITS).map((each) => filled({
        id: (0,clean/* cleanCommit */.Nx)((0,clean.at)(each, 'id')),
        author: (0,clean/* clean */.uH)((0,clean.at)(each, 'author', 'username'), 100) || (0,clean/* clean */.uH)((0,clean.at)(each, 'author', 'name'), 100),
        timestamp: (0,clean/* cleanMoment */.YM)((0,clean.at)(each, 'timestamp')) ?? '',
        message: firstLine((0,clean.at)(each, 'message')),
    }));
    return { commits, ...(list.length > commits.length ? { moreCommits: list.length - commits.length } : {}) };
}
function firstLine(message) {
    return typeof message === 'string'
        ? (0,clean/* clean */.uH)(message.slice(0, 4096).trimStart().split(/\r?\n/u, 1)[0], MOST_MESSAGE)
        : '';
}
function person(facts, user) {
    const id = (0,clean/* clean */.uH)((0,clean.at)(user, 'id'), 20);
    return /^\d+$/u.test(id) ? (0,github/* githubUser */.H)(facts.server, id) : (0,clean/* clean */.uH)((0,clean.at)(user, 'login'), 100);
}
function branchOf(ref) {
    return /^refs\/heads\/(.+)$/su.exec((0,clean/* clean */.uH)(ref, 300))?.[1] ?? '';
}
function commitPage(facts, commit) {
    return `${facts.repository.url}/${facts.forge === 'gitlab' ? '-/commit' : 'commit'}/${commit}`;
}
function momentOf(value) {
    const timestamp = (0,clean/* cleanMoment */.YM)(value);
    return timestamp === undefined ? {} : { timestamp };
}
/** `customData.turnpike`, beside the binding that every event gets there. */
function block(said) {
    const turnpike = filled(said);
    return Object.keys(turnpike).length === 0 ? {} : { customData: { turnpike } };
}
function filled(said) {
    return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== ''));
}
/** Of the run and of what is said, not of the job: jobs of one run that say it say it once. */
function idOf(facts, description) {
    return (0,identity/* eventId */.Q)({
        source: facts.source,
        type: description.type,
        run: facts.run.id,
        attempt: facts.run.attempt,
        subject: (0,canonical/* digestOfJson */.Q)(description),
        order: (0,pipeline/* runOrder */.wW)(facts),
    });
}

;// CONCATENATED MODULE: ./build/actions/own-event.js
/** `emit` with `type: auto`: what the event that started this run means, as descriptions. */



/**
 * @param beside what the inputs say of all of them
 * @returns none, and a line that says so, for a run that no change started (a schedule, a dispatch, a push to a branch that is
 * neither new nor the default one).
 * @throws TurnpikeError USAGE when there is an event file that cannot be read: it is not "no change"
 */
async function readOwnEvents(host, deps, beside) {
    const { env } = deps;
    const payload = await payloadOf(env.GITHUB_EVENT_PATH, deps);
    const described = changeEvents(host.facts, { env, payload }, beside);
    if (described.length === 0) {
        const started = env.GITHUB_EVENT_NAME ?? env.CI_PIPELINE_SOURCE ?? 'this shell';
        host.log(`What started this run (${started}) tells of no change, so there is nothing to send.`);
    }
    return described;
}
async function payloadOf(path, deps) {
    if (path === undefined || path === '')
        return undefined;
    try {
        return (0,parse/* parseJson */.q)(await deps.readText(path));
    }
    catch (cause) {
        throw new errors/* TurnpikeError */.PJ('USAGE', `input type: auto needs the event file of the run (${(0,errors/* explain */.WE)(cause)})`, {
            cause,
        });
    }
}


/***/ })

};
