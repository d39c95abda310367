export const id = 377;
export const ids = [377,624,451];
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
        const { findPullRequest } = await Promise.all(/* import() */[__webpack_require__.e(119), __webpack_require__.e(413), __webpack_require__.e(429)]).then(__webpack_require__.bind(__webpack_require__, 4429));
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








/** @returns the exit code of the design: 0 allow, 2 usage, 3 deny, 4 pending, 5 error; 0 for everything judged in warn */
async function runGate(inputs, host, deps) {
    try {
        if (inputs.token !== undefined)
            await host.secret(inputs.token);
        const token = (0,credentials/* credentialFor */.F)({
            store: inputs.store,
            explicit: inputs.token,
            env: deps.env,
            mask: (secret) => host.secret(secret),
        });
        const request = await requestOf(inputs, host, deps, token);
        const decision = await ask(inputs, request, host, deps, token);
        return await conclude(decision, inputs, host, deps);
    }
    catch (error) {
        const refusal = deps.signal?.aborted === true ? CANCELLED : refusalOf(error, { ...inputs, env: deps.env });
        return await stayClosed(refusal, inputs, host, deps);
    }
}
async function requestOf(inputs, host, deps, token) {
    const { facts } = host;
    const artifacts = await (0,actions_artifacts.resolveArtifacts)(inputs.artifact, deps);
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
    const { readDecision } = await __webpack_require__.e(/* import() */ 400).then(__webpack_require__.bind(__webpack_require__, 3400));
    const { renderLine } = await Promise.all(/* import() */[__webpack_require__.e(925), __webpack_require__.e(913)]).then(__webpack_require__.bind(__webpack_require__, 3913));
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
    const { exitCodeOf } = await __webpack_require__.e(/* import() */ 400).then(__webpack_require__.bind(__webpack_require__, 3400));
    const { renderLine, renderLog } = await Promise.all(/* import() */[__webpack_require__.e(925), __webpack_require__.e(913)]).then(__webpack_require__.bind(__webpack_require__, 3913));
    const code = exitCodeOf(decision);
    for (const line of renderLog(decision, { colour: deps.colour ?? host.facts.forge !== 'shell' }))
        host.log(line, { colour: true });
    await attempt('the reports', host, async () => {
        if (inputs.reports === undefined)
            return;
        const { writeReports } = await __webpack_require__.e(/* import() */ 27).then(__webpack_require__.bind(__webpack_require__, 6027));
        await writeReports(decision, inputs.reports, deps);
    });
    await attempt('the summary', host, async () => {
        const { renderSummary } = await Promise.all(/* import() */[__webpack_require__.e(925), __webpack_require__.e(538)]).then(__webpack_require__.bind(__webpack_require__, 9538));
        const flavour = host.facts.forge === 'gitlab' ? 'gitlab' : 'github';
        await host.summary(warnBanner(decision) + renderSummary(decision, { flavour }));
    });
    await attempt('the annotations', host, async () => {
        const { annotationsOf } = await Promise.all(/* import() */[__webpack_require__.e(925), __webpack_require__.e(241)]).then(__webpack_require__.bind(__webpack_require__, 6241));
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
        const { writeRefusalReports } = await __webpack_require__.e(/* import() */ 298).then(__webpack_require__.bind(__webpack_require__, 7298));
        await writeRefusalReports(shown, inputs.reports, deps);
    });
    await attempt('the summary', host, async () => {
        const { renderRefusal } = await __webpack_require__.e(/* import() */ 298).then(__webpack_require__.bind(__webpack_require__, 7298));
        await host.summary(renderRefusal(shown));
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
/* harmony export */   F: () => (/* binding */ credentialFor),
/* harmony export */   O: () => (/* binding */ audienceOf)
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
    const audience = url === undefined ? store : (0,_credentials_js__WEBPACK_IMPORTED_MODULE_1__/* .audienceOf */ .O)(url);
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
    if (github) {
        return 'add `permissions: { id-token: write, contents: read }` to the job, so that GitHub gives it a token; pull requests from forks never get one';
    }
    if (gitlab) {
        return `add \`id_tokens: { TURNPIKE_ID_TOKEN: { aud: ${audience} } }\` to the job, so that GitLab gives it a token (the components do it by themselves)`;
    }
    return `set TURNPIKE_ID_TOKEN or TURNPIKE_ID_TOKEN_FILE to a token of this CI for the audience ${audience}, or TURNPIKE_TOKEN to one of the store's own`;
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
