export const id = 4377;
export const ids = [4377,2451,1624,4832];
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

/***/ 2434:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ resolveChange),
/* harmony export */   u: () => (/* binding */ ownerAndName)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/** Which change (pull or merge request) is being deployed. */

/**
 * `auto` takes what the run's event says; on GitHub, for a commit on a branch and with a token, it asks for the pull
 * request the commit came from. Not finding one is told and asks without a change: a rule that needs it fails then.
 */
async function resolveChange(inputs, host, deps) {
    const known = host.facts.change;
    const fromEvent = known === undefined ? undefined : { id: known.id, ...authorOf(known.author) };
    if (inputs.change === undefined)
        return undefined;
    if (inputs.change !== 'auto')
        return inputs.change === known?.id ? fromEvent : { id: inputs.change };
    if (fromEvent !== undefined)
        return fromEvent;
    if (inputs.githubToken === undefined || host.facts.forge !== 'github' || host.facts.commit === '')
        return undefined;
    await host.secret(inputs.githubToken);
    try {
        const { findPullRequest } = await Promise.all(/* import() */[__webpack_require__.e(4119), __webpack_require__.e(2413), __webpack_require__.e(4429)]).then(__webpack_require__.bind(__webpack_require__, 4429));
        const found = await findPullRequest(inputs.githubToken, host.facts, deps.env);
        if (found === undefined)
            host.log(`No merged pull request holds commit ${host.facts.commit}; asking without a change.`);
        return found;
    }
    catch (error) {
        await host.annotate({
            level: 'warning',
            title: 'Turnpike gate: change not found',
            message: `The pull request of commit ${host.facts.commit} could not be read (${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .explain */ .WE)(error)}); asking without a change. The token needs pull-requests: read.`,
        });
        return undefined;
    }
}
function authorOf(author) {
    return author === '' ? {} : { author };
}
/** A repository's `owner/name`, apart. @throws TurnpikeError USAGE */
function ownerAndName(repository) {
    const [owner, repo, ...rest] = repository.split('/');
    if (!owner || !repo || rest.length > 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ('USAGE', `${repository} is not owner/name`);
    return { owner, repo };
}


/***/ }),

/***/ 4377:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  outputsOf: () => (/* binding */ outputsOf),
  passGate: () => (/* binding */ passGate),
  runGate: () => (/* binding */ runGate)
});

// EXTERNAL MODULE: ./build/client/address.js
var address = __webpack_require__(458);
// EXTERNAL MODULE: ./build/client/credentials.js
var credentials = __webpack_require__(8024);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/host/clean.js
var clean = __webpack_require__(1250);
// EXTERNAL MODULE: ./build/cdevents/canonical.js
var canonical = __webpack_require__(9541);
;// CONCATENATED MODULE: ./build/actions/answered.js
/** Is this decision the answer to this question, now? Anything else opens nothing, however good its verdict looks. */


/** How far the clocks of the store and of this machine may be apart. */
const MAX_SKEW_MS = 5 * 60_000;
const FACTS = ['environment', 'service', 'change', 'actor', 'run', 'policies'];
/**
 * Only the verdict on what was asked opens the gate (F9): about other artifacts, another target, change, person or run,
 * in another mode, without a policy that was asked for, or over already, a decision is an answer to nothing. The run is
 * part of the question, so another run's allow does not do either.
 * @throws TurnpikeError STORE_ANSWER
 */
function mustAnswer(decision, asked) {
    const other = differenceOf(decision, asked);
    if (other !== undefined)
        throw new errors/* TurnpikeError */.PJ('STORE_ANSWER', `the store answered for ${other}, not for what was asked`);
    if (decision.verdict !== 'allow')
        return;
    const { expiresAt } = decision;
    if (expiresAt === undefined || !(Date.parse(expiresAt) + MAX_SKEW_MS > Date.parse(asked.now)))
        throw new errors/* TurnpikeError */.PJ('STORE_ANSWER', `the store answered with an allow that ended at ${expiresAt ?? 'no time'}, and here it is ${asked.now}`);
    const missing = missingPolicy(decision, asked);
    if (missing !== undefined)
        throw new errors/* TurnpikeError */.PJ('STORE_ANSWER', `the store answered without ${missing}, which was asked for`);
}
function differenceOf(decision, { request, mode }) {
    const answered = decision.request;
    if (digestsOf(answered) !== digestsOf(request))
        return 'other artifacts';
    if (decision.mode !== mode)
        return `mode ${JSON.stringify(decision.mode)}`;
    for (const fact of FACTS) {
        // Who asks is for the store to say, where the question leaves it open: it knows the person behind the token.
        if (fact === 'actor' && request.actor === undefined)
            continue;
        if ((0,canonical/* canonicalJson */.d)(answered[fact]) === (0,canonical/* canonicalJson */.d)(request[fact]))
            continue;
        return `${fact} ${JSON.stringify(answered[fact] ?? 'none')}`;
    }
    return undefined;
}
function missingPolicy({ policies }, { request, files }) {
    const unused = request.policies?.find((name) => !policies.some((policy) => policy.origin === 'store' && policy.name === name));
    if (unused !== undefined)
        return `the policy ${JSON.stringify(unused)}`;
    return policies.filter(({ origin }) => origin === 'file').length < files ? 'a policy file' : undefined;
}
function digestsOf({ artifacts }) {
    return artifacts
        .map(({ digest }) => digest)
        .sort()
        .join(' ');
}

// EXTERNAL MODULE: ./build/actions/artifacts.js
var actions_artifacts = __webpack_require__(2451);
// EXTERNAL MODULE: ./build/actions/change.js
var actions_change = __webpack_require__(2434);
// EXTERNAL MODULE: ./build/actions/project.js
var project = __webpack_require__(3053);
// EXTERNAL MODULE: ./build/client/token-advice.js
var token_advice = __webpack_require__(1624);
// EXTERNAL MODULE: ./build/actions/failure.js
var failure = __webpack_require__(4622);
;// CONCATENATED MODULE: ./build/actions/refusal.js
/** Why there is no verdict, and what a person can do about it. Whatever went wrong, the gate stays closed. */



/** The runner, or a person, stopped the step while the gate was waiting. */
const CANCELLED = {
    title: 'cancelled before there was a verdict',
    reasons: [],
    todo: 'run the job again when it is due',
    code: errors/* EXIT */.dc.error,
};
const UNASKED = 'the gate could not be asked';
/** @param error whatever was thrown on the way to a verdict */
function refusalOf(error, asked) {
    const reasons = error instanceof errors/* TurnpikeError */.PJ ? (0,failure/* linesOf */.D)(error) : (0,errors/* explain */.WE)(error).split('\n');
    const refuse = (title, todo, code = errors/* EXIT */.dc.error) => ({
        title,
        reasons,
        todo,
        code,
    });
    if (!(error instanceof errors/* TurnpikeError */.PJ))
        return refuse(UNASKED, 'this is a defect of Turnpike: report it with this log');
    switch (error.code) {
        case 'USAGE':
        case 'INVALID_EVENT':
        case 'NOT_FOUND':
        case 'TOO_LARGE':
            return refuse('the question is not right, so it was not asked', 'correct the inputs of this step', errors/* EXIT */.dc.usage);
        case 'INVALID_POLICY':
            return refuse('the policy file does not load', 'correct it at the places named', errors/* EXIT */.dc.usage);
        case 'STORE_UNREACHABLE':
            return refuse(UNASKED, `check that ${asked.store} is the store's address and can be reached from this runner (HTTPS_PROXY and NO_PROXY are honoured), then run the job again`);
        case 'STORE_REFUSED':
            return refusedBy(error.status ?? 0, asked, refuse);
        case 'NO_TOKEN':
            return refuse(UNASKED, "run the job again when the CI's token service answers, or give this step a token of the store (input token, or TURNPIKE_TOKEN)");
        case 'STORE_ANSWER':
            return refuse(UNASKED, `check that ${asked.store} is a Turnpike store of this version, and not a proxy's page`);
        default:
            return refuse(UNASKED, 'ask whoever runs the store, then run the job again');
    }
}
function refusedBy(status, { store, token, env = {} }, refuse) {
    if (status === 401 || status === 403)
        return refuse(UNASKED, (0,token_advice.tokenAdvice)({ store, explicit: token, env, status }));
    if (status === 400 || status === 422) {
        return refuse('the store refused the question', 'correct the inputs or the policy file at the places named', errors/* EXIT */.dc.usage);
    }
    if (status === 404 || status === 405) {
        return refuse(UNASKED, "check the store's address: something answered there that has no gate");
    }
    return refuse(UNASKED, 'the store is ill or overloaded: run the job again, or ask whoever runs the store');
}

;// CONCATENATED MODULE: ./build/actions/gate.js
/**
 * Ask the store whether these artifacts may go to this environment now; say why; open or stay closed. Shared by the
 * GitHub action, the GitLab component and the CLI.
 */









/** @returns the exit code of `Passage` */
async function runGate(inputs, host, deps) {
    await (0,project/* warnOfProject */.H$)(inputs, host);
    return (await passGate(inputs, host, deps)).code;
}
/** The gate for whoever goes on with what it said. */
async function passGate(inputs, host, deps) {
    let decision;
    try {
        if (inputs.token !== undefined)
            await host.secret(inputs.token);
        const token = (0,credentials/* credentialFor */.FX)({
            store: inputs.store,
            explicit: inputs.token,
            env: deps.env,
            mask: (secret) => host.secret(secret),
        });
        const request = await requestOf(inputs, host, deps, token);
        decision = await ask(inputs, request, host, deps, token);
        const code = await conclude(decision, inputs, host, deps);
        return { code, allowed: code === errors/* EXIT */.dc.allow && decision.verdict === 'allow', decision };
    }
    catch (error) {
        const refusal = deps.signal?.aborted === true ? CANCELLED : refusalOf(error, { ...inputs, env: deps.env });
        const code = await stayClosed(refusal, inputs, host, deps);
        return { code, allowed: false, ...(decision === undefined ? {} : { decision }) };
    }
}
async function requestOf(inputs, host, deps, token) {
    const { facts } = host;
    const artifacts = await (0,actions_artifacts.resolveArtifacts)(inputs.artifact, deps, { log: (line) => host.log(line) });
    if (artifacts.length === 0)
        throw new errors/* TurnpikeError */.PJ('USAGE', 'input artifact: is empty; name what is to be deployed');
    const change = await (0,actions_change/* resolveChange */.N)(inputs, host, deps);
    const actor = inputs.actor ?? (tellsWhoActs(facts, deps.env, token) ? '' : facts.actor.uri);
    return {
        artifacts,
        environment: inputs.environment,
        ...(inputs.service === undefined ? {} : { service: inputs.service }),
        ...(change === undefined ? {} : { change }),
        ...(actor === '' ? {} : { actor }),
        ...(facts.run.id === '' ? {} : { run: facts.run.id }),
        ...(inputs.policy.length === 0 ? {} : { policies: inputs.policy }),
    };
}
/**
 * Whether the token itself says who is behind this run, so that the store puts the person there whom it knows, by the URI
 * it knows them by. Not for a run again, which may be another person's than the token says, nor for a schedule.
 */
function tellsWhoActs({ forge, run }, env, token) {
    if (typeof token !== 'function')
        return false;
    const ofCi = Boolean(env.TURNPIKE_ID_TOKEN || env.TURNPIKE_ID_TOKEN_FILE);
    if (forge === 'github')
        return !ofCi && run.attempt === 1 && env.GITHUB_EVENT_NAME !== 'schedule';
    return forge === 'gitlab' && ofCi && env.CI_PIPELINE_SOURCE !== 'schedule';
}
async function ask(inputs, request, host, deps, token) {
    const { readDecision } = await __webpack_require__.e(/* import() */ 3032).then(__webpack_require__.bind(__webpack_require__, 3032));
    const { renderLine } = await Promise.all(/* import() */[__webpack_require__.e(6925), __webpack_require__.e(3913)]).then(__webpack_require__.bind(__webpack_require__, 3913));
    const policyFiles = await Promise.all(inputs.policyFiles.map(async (path) => ({ name: path, text: await readPolicy(path, deps) })));
    const client = deps.client({
        url: inputs.store,
        allowPlainHttp: (0,address/* allowsPlainHttp */.lU)(deps.env),
        ...(token === undefined ? {} : { token }),
    });
    const answer = await client.ask({
        request,
        mode: inputs.mode,
        ...(inputs.wait === undefined ? {} : { wait: inputs.wait }),
        ...(policyFiles.length === 0 ? {} : { policyFiles }),
    }, {
        onPending: (value) => host.log(`Waiting: ${renderLine(readDecision(value))}`),
        ...(deps.signal === undefined ? {} : { signal: deps.signal }),
    });
    const decision = readDecision(answer);
    mustAnswer(decision, { request, mode: inputs.mode, files: policyFiles.length, now: deps.now() });
    return decision;
}
async function readPolicy(path, deps) {
    try {
        return await deps.readText(path);
    }
    catch (error) {
        throw new errors/* TurnpikeError */.PJ('USAGE', `input policy-file: ${(0,errors/* explain */.WE)(error)}`, { cause: error });
    }
}
/** Says it everywhere first and opens last: `allowed` is only there once a person could have read why. */
async function conclude(decision, inputs, host, deps) {
    const { exitCodeOf } = await __webpack_require__.e(/* import() */ 3032).then(__webpack_require__.bind(__webpack_require__, 3032));
    const { renderLine, renderLog } = await Promise.all(/* import() */[__webpack_require__.e(6925), __webpack_require__.e(3913)]).then(__webpack_require__.bind(__webpack_require__, 3913));
    const code = exitCodeOf(decision);
    for (const line of renderLog(decision, { colour: deps.colour ?? host.facts.forge !== 'shell' }))
        host.log(line, { colour: true });
    await attempt('the reports', host, async () => {
        if (inputs.reports === undefined)
            return;
        const { writeReports } = await __webpack_require__.e(/* import() */ 6027).then(__webpack_require__.bind(__webpack_require__, 6027));
        await writeReports(decision, inputs.reports, deps);
    });
    await attempt('the summary', host, async () => {
        const { renderSummary } = await Promise.all(/* import() */[__webpack_require__.e(6925), __webpack_require__.e(6335)]).then(__webpack_require__.bind(__webpack_require__, 6335));
        const flavour = host.facts.forge === 'gitlab' ? 'gitlab' : 'github';
        await host.summary(warnBanner(decision) + renderSummary(decision, { flavour }));
    });
    await attempt('the note on the merge request', host, async () => {
        // The variable alone is asked for here: without it nothing is loaded.
        if (!deps.env.TURNPIKE_NOTE_TOKEN)
            return;
        const { renderSummary } = await Promise.all(/* import() */[__webpack_require__.e(6925), __webpack_require__.e(6335)]).then(__webpack_require__.bind(__webpack_require__, 6335));
        const { writeDecisionNote } = await __webpack_require__.e(/* import() */ 6009).then(__webpack_require__.bind(__webpack_require__, 6009));
        const page = warnBanner(decision) + renderSummary(decision, { flavour: 'gitlab' });
        await writeDecisionNote(page, decision.request, host, deps);
    });
    await attempt('the annotations', host, async () => {
        const { annotationsOf } = await Promise.all(/* import() */[__webpack_require__.e(6925), __webpack_require__.e(6241)]).then(__webpack_require__.bind(__webpack_require__, 6241));
        const [verdict, ...blockers] = annotationsOf(decision);
        // A step that fails says the verdict by failing: a runner shows ten annotations of a kind, and not the eleventh.
        const shown = code === errors/* EXIT */.dc.allow && verdict !== undefined ? [verdict, ...blockers] : blockers;
        for (const annotation of shown)
            await host.annotate(annotation);
    });
    if (deps.signal?.aborted === true)
        return await stayClosed(CANCELLED, inputs, host, deps);
    for (const [name, value] of Object.entries(outputsOf(decision)))
        await host.output(name, value);
    if (code === errors/* EXIT */.dc.allow && decision.verdict !== 'allow') {
        host.log(`mode warn: the verdict is ${decision.verdict}, and this job goes on all the same.`);
    }
    if (code !== errors/* EXIT */.dc.allow)
        await host.fail(renderLine(decision), code);
    return code;
}
/** A page that cannot be written changes no verdict, but is never silent. */
async function attempt(what, host, write) {
    try {
        await write();
    }
    catch (error) {
        await host.annotate({
            level: 'warning',
            title: 'Turnpike gate',
            message: `Could not write ${what}: ${(0,errors/* explain */.WE)(error)}`,
        });
    }
}
/** The outputs of a decision by name. `allowed`, `expires-at` and the lease are there on an allow only (F21). */
function outputsOf(decision) {
    const allowed = decision.verdict === 'allow';
    return {
        verdict: decision.verdict,
        'decision-id': decision.id,
        ...(decision.url === undefined ? {} : { 'decision-url': decision.url }),
        'artifact-digest': decision.request.artifacts.map(({ digest }) => digest).join(' '),
        ...(allowed && decision.expiresAt !== undefined ? { 'expires-at': decision.expiresAt } : {}),
        // What takes part in the deployment shows the number: whoever saw a higher one refuses it.
        ...(allowed && decision.lease !== undefined
            ? { lease: decision.lease.id, 'fencing-number': String(decision.lease.fencing) }
            : {}),
        ...(allowed ? { allowed: 'true' } : {}),
    };
}
function warnBanner(decision) {
    if (decision.mode !== 'warn' || decision.verdict === 'allow')
        return '';
    return `> [!CAUTION]\n> **This gate only warns (mode: warn).** The verdict is **${decision.verdict}**, and the job goes on all the same.\n\n`;
}
/** No verdict: closed, with what to do; in warn mode the step passes and says that it never asked. */
async function stayClosed(refusal, inputs, host, deps) {
    const passes = inputs.mode === 'warn' && refusal.code === errors/* EXIT */.dc.error && refusal !== CANCELLED;
    // One line, and short enough for what to do to be read behind it.
    const environment = (0,clean/* clean */.uH)(inputs.environment, 200);
    const title = passes
        ? `Not judged for ${environment}, and mode warn lets this job go on: ${refusal.title}`
        : `Not ready for ${environment}: ${refusal.title}`;
    const shown = { ...refusal, title };
    await attempt('the reports', host, async () => {
        if (inputs.reports === undefined)
            return;
        const { writeRefusalReports } = await __webpack_require__.e(/* import() */ 7298).then(__webpack_require__.bind(__webpack_require__, 7298));
        await writeRefusalReports(shown, inputs.reports, deps);
    });
    await attempt('the summary', host, async () => {
        const { renderRefusal } = await __webpack_require__.e(/* import() */ 7298).then(__webpack_require__.bind(__webpack_require__, 7298));
        await host.summary(renderRefusal(shown));
    });
    await attempt('the note on the merge request', host, async () => {
        // Whoever was cancelled has no time to tell.
        if (!deps.env.TURNPIKE_NOTE_TOKEN || refusal === CANCELLED)
            return;
        const { renderRefusal } = await __webpack_require__.e(/* import() */ 7298).then(__webpack_require__.bind(__webpack_require__, 7298));
        const { writeDecisionNote } = await __webpack_require__.e(/* import() */ 6009).then(__webpack_require__.bind(__webpack_require__, 6009));
        await writeDecisionNote(renderRefusal(shown), inputs, host, deps);
    });
    await host.output('verdict', 'error');
    const message = [title, ...refusal.reasons, `What to do: ${refusal.todo}`].join('\n');
    if (!passes) {
        await host.fail(message, refusal.code);
        return refusal.code;
    }
    await host.annotate({ level: 'warning', title: 'Turnpike gate: not asked', message });
    return errors/* EXIT */.dc.allow;
}


/***/ }),

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
