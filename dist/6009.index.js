export const id = 6009;
export const ids = [6009];
export const modules = {

/***/ 6009:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  writeDecisionNote: () => (/* binding */ writeDecisionNote)
});

// EXTERNAL MODULE: ./build/client/address.js
var address = __webpack_require__(458);
// EXTERNAL MODULE: ./build/client/variables.js
var variables = __webpack_require__(2923);
// EXTERNAL MODULE: ./build/cdevents/canonical.js
var canonical = __webpack_require__(9541);
// EXTERNAL MODULE: ./build/cdevents/object.js
var object = __webpack_require__(4276);
// EXTERNAL MODULE: ./build/cdevents/parse.js
var parse = __webpack_require__(6324);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/host/clean.js
var clean = __webpack_require__(1250);
// EXTERNAL MODULE: ./build/client/attempts.js
var attempts = __webpack_require__(7434);
// EXTERNAL MODULE: ./build/client/http.js
var http = __webpack_require__(5032);
// EXTERNAL MODULE: ./build/client/retry.js
var retry = __webpack_require__(1992);
;// CONCATENATED MODULE: ./build/client/gitlab-notes.js
/**
 * One note on a merge request, written once and kept up to date: found again by a hidden marker in its first line, and
 * only among the notes of the token's own user, so that nobody else's words are ever touched.
 *
 * Two pipelines that write at the same time leave one note: after making one, each looks again, and whoever did not come
 * first puts its text into the first one and takes its own back. A run that is older than the one whose text stands
 * there changes nothing.
 * Source: docs.gitlab.com, "Notes API", "GitLab quick actions".
 */









/** How long all of it may take: a job waits for it. */
const BUDGET_MS = 15_000;
const TIMEOUT_MS = 8_000;
/** A merge request with more notes than this was not made by people. */
const MAX_PAGES = 50;
const PAGE_SIZE = 100;
/** 100 notes of GitLab's longest length are 100 MB; a page with such is none that we can read. */
const MAX_PAGE_BYTES = 16 * 1024 * 1024;
/** Pipelines that wrote at one moment. */
const MAX_OTHERS = 10;
/** GitLab takes no longer note, in characters. */
const MAX_NOTE = 1_000_000;
/** @throws TurnpikeError STORE_REFUSED, STORE_UNREACHABLE, STORE_ANSWER, USAGE; never with the token in it */
async function writeNote(options) {
    const gitlab = callsOf(options);
    const own = await ownUser(gitlab);
    const body = bodyOf(options);
    const known = await ownNotes(gitlab, options, own);
    if (known.length > 0)
        return await update(gitlab, options, known, body);
    const made = idIn(await gitlab('POST', notesPath(options), { body }));
    const both = await ownNotes(gitlab, options, own);
    return both.length === 0 || both[0]?.id === made ? 'created' : await update(gitlab, options, both, body);
}
/** The first one stays, with the newest text; further ones, of pipelines that wrote at the same time, go. */
async function update(gitlab, options, [first, ...others], body) {
    if (first === undefined)
        return 'left';
    const isNewer = Math.max(first.run, ...others.map(({ run }) => run)) > options.run;
    if (!isNewer)
        await gitlab('PUT', `${notesPath(options)}/${first.id}`, { body });
    for (const { id, run } of others.slice(0, MAX_OTHERS))
        if (run <= options.run)
            await remove(gitlab, `${notesPath(options)}/${id}`);
    return isNewer ? 'left' : 'updated';
}
/** Another pipeline may have been faster. */
async function remove(gitlab, path) {
    try {
        await gitlab('DELETE', path);
    }
    catch (error) {
        if (!(error instanceof errors/* TurnpikeError */.PJ) || error.status !== 404)
            throw error;
    }
}
/** The note as it is sent: its marker, the text without commands, and a bound that GitLab keeps. */
function bodyOf({ about, project, run, markdown, }) {
    const head = `${markerOf(project, about)} run ${run} -->\n`;
    const text = withoutQuickActions(markdown);
    // Characters of GitLab are code points; UTF-16 units are never fewer.
    if (head.length + text.length <= MAX_NOTE)
        return head + text;
    const end = '\n\nThe rest does not fit into a note; the page of the job has all of it.\n';
    const cut = text.slice(0, MAX_NOTE - head.length - end.length);
    return head + cut.slice(0, Math.max(0, cut.lastIndexOf('\n'))) + end;
}
/** Nobody's text can hold it by chance, and each subject of each project has another one. */
function markerOf(project, about) {
    return `<!-- turnpike note ${(0,canonical/* digestOfJson */.Q)([project, ...about]).slice('sha256:'.length)}`;
}
/**
 * Text in which no line is a quick action (`/merge`, `/approve`), also when a stranger wrote it. GitLab reads them at the
 * start of a line, whoever's text it is, and acts with the rights of the token. A zero-width space in front is in
 * nobody's way and no white space to GitLab; quotes and list marks in front of the slash do not count.
 */
function withoutQuickActions(text) {
    return text
        .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
        .replace(/^((?:[^\S\n]|[>*+\-.)\d|#])*)\//gm, '$1\u200B/');
}
function callsOf(options) {
    const { token, env, clock = retry/* systemClock */.ml } = options;
    const base = (0,address/* sinkAddress */.ck)(options.api, { token: true, allowPlainHttp: options.allowPlainHttp === true });
    if (!/^[\x21-\x7e]{1,1024}$/.test(token))
        throw new errors/* TurnpikeError */.PJ('USAGE', 'the token for notes is none: it has spaces, line breaks or odd letters');
    const deadline = clock.now() + BUDGET_MS;
    return async (method, path, content) => {
        const url = new URL(`${base.origin}${base.pathname.replace(/\/+$/, '')}${path}`);
        const request = {
            method,
            url,
            headers: {
                accept: 'application/json',
                'user-agent': 'turnpike',
                'private-token': token,
                ...(content === undefined ? {} : { 'content-type': 'application/json' }),
            },
            ...(content === undefined ? {} : { body: JSON.stringify(content) }),
            timeoutMs: TIMEOUT_MS,
            maxBytes: MAX_PAGE_BYTES,
            env,
        };
        // A note that was made although no answer came would be made again; whoever looks next finds the first one.
        for (let attempt = 0;; attempt++) {
            let failure;
            let after = 0;
            try {
                const answer = await (0,http/* send */.tN)(request);
                if (answer.status < 300)
                    return answer;
                failure = refused(url, method, answer);
                after = (0,retry/* retryAfterMs */.Vs)(answer.headers['retry-after'], clock.now());
            }
            catch (error) {
                failure = (0,attempts/* failureOf */.g5)(url, error);
            }
            if (method === 'POST')
                throw failure;
            await (0,attempts/* pauseOrThrow */.KS)(failure, attempt, after, { clock, deadline });
        }
    };
}
/** What GitLab answered, in words that help; its own text may be anybody's. */
function refused(url, method, { status, body }) {
    const hints = {
        401: 'it does not know this token; CI_JOB_TOKEN cannot write notes',
        403: 'this token may not write notes: it needs the scope api, and its user the role Reporter or higher in the project',
        404: 'it has no such merge request, or the token may not see it',
    };
    const said = (0,clean/* clean */.uH)(messageIn(body), 200);
    const hint = hints[status] ?? said;
    const message = `GitLab (${url.host}) answers ${status} to ${method} ${url.pathname}`;
    return new errors/* TurnpikeError */.PJ('STORE_REFUSED', hint === '' ? message : `${message}: ${hint}`, { status });
}
function messageIn(body) {
    const value = jsonOf(body.slice(0, 10_000));
    return (0,object/* isObject */.G)(value) ? (value.message ?? value.error) : undefined;
}
function jsonOf(text) {
    try {
        return (0,parse/* parseJson */.q)(text);
    }
    catch {
        return undefined;
    }
}
async function ownUser(gitlab) {
    return idIn(await gitlab('GET', '/user'));
}
/** The notes of ours about this, the first one first. @throws TurnpikeError TOO_LARGE for a page that is none */
async function ownNotes(gitlab, options, user) {
    const marker = markerOf(options.project, options.about);
    const found = [];
    for (let page = 1; page <= MAX_PAGES; page++) {
        const query = `?order_by=created_at&sort=asc&per_page=${PAGE_SIZE}&page=${page}`;
        const answer = await gitlab('GET', notesPath(options) + query);
        const notes = jsonOf(answer.body);
        if (!Array.isArray(notes))
            throw new errors/* TurnpikeError */.PJ('STORE_ANSWER', 'GitLab answers no list of notes');
        found.push(...notes.flatMap((note) => ownNote(note, user, marker)));
        // The first note is the one that stays: those behind it are looked at only for the first.
        if (found.length > 0 || notes.length < PAGE_SIZE)
            break;
        if (page === MAX_PAGES)
            throw new errors/* TurnpikeError */.PJ('TOO_LARGE', `The merge request has more than ${MAX_PAGES * PAGE_SIZE} notes`);
    }
    return found.sort((a, b) => a.id - b.id);
}
function ownNote(note, user, marker) {
    if (!(0,object/* isObject */.G)(note) || note.system === true || !(0,object/* isObject */.G)(note.author) || note.author.id !== user)
        return [];
    if (typeof note.id !== 'number' || !Number.isSafeInteger(note.id) || typeof note.body !== 'string')
        return [];
    if (!note.body.startsWith(marker))
        return [];
    const run = /^ run (\d{1,15}) -->/.exec(note.body.slice(marker.length))?.[1];
    return run === undefined ? [] : [{ id: note.id, run: Number(run) }];
}
function idIn(answer) {
    const value = jsonOf(answer.body);
    if ((0,object/* isObject */.G)(value) && typeof value.id === 'number' && Number.isSafeInteger(value.id))
        return value.id;
    throw new errors/* TurnpikeError */.PJ('STORE_ANSWER', 'GitLab answers something without an id');
}
function notesPath({ project, mergeRequest }) {
    return `/projects/${encodeURIComponent(project)}/merge_requests/${encodeURIComponent(mergeRequest)}/notes`;
}

;// CONCATENATED MODULE: ./build/actions/note.js
/** The decision as a note on the merge request of a GitLab pipeline. Loaded only where a token for it is given. */




/** The token, where somebody wants a note and this is a pipeline of GitLab. */
function noteToken(host, env) {
    return host.facts.forge === 'gitlab' ? (0,variables/* valueOf */.R)(env.TURNPIKE_NOTE_TOKEN) : undefined;
}
/**
 * Writes or renews the note. In a pipeline without a merge request there is none, which the log says.
 * @throws what `writeNote` throws
 */
async function writeDecisionNote(markdown, about, host, { env }) {
    const token = noteToken(host, env);
    if (token === undefined)
        return;
    const project = (0,clean/* cleanNumber */.tv)(env.CI_MERGE_REQUEST_PROJECT_ID);
    const mergeRequest = (0,clean/* cleanNumber */.tv)(env.CI_MERGE_REQUEST_IID);
    if (project === '' || mergeRequest === '') {
        host.log('This pipeline is for no merge request, so there is no note.');
        return;
    }
    await host.secret(token);
    const written = await writeNote({
        api: env.CI_API_V4_URL ?? '',
        token,
        project,
        mergeRequest,
        // Of two projects that gate one merge request each has its own.
        about: [host.facts.repository.url, about.environment, about.service ?? ''],
        run: Number((0,clean/* cleanNumber */.tv)(env.CI_PIPELINE_ID).slice(0, 15)) || 0,
        markdown,
        env,
        allowPlainHttp: (0,address/* allowsPlainHttp */.lU)(env),
    });
    host.log(written === 'left'
        ? `The note on merge request !${mergeRequest} has a newer pipeline's decision, and stays as it is.`
        : `The decision is a note on merge request !${mergeRequest} (${written}).`);
}


/***/ })

};
