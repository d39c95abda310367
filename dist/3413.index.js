export const id = 3413;
export const ids = [3413,9629];
export const modules = {

/***/ 3413:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   endingOf: () => (/* binding */ endingOf),
/* harmony export */   runDeployFinish: () => (/* binding */ runDeployFinish)
/* harmony export */ });
/* harmony import */ var _cdevents_links_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4530);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9473);
/* harmony import */ var _sources_described_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7778);
/* harmony import */ var _sources_outcome_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9921);
/* harmony import */ var _sources_pipeline_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9563);
/* harmony import */ var _deliver_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8394);
/* harmony import */ var _deploy_memory_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5417);
/* harmony import */ var _deploy_next_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7503);
/* harmony import */ var _deploy_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(9629);
/* harmony import */ var _store_client_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(2441);
/**
 * The end of a deployment: what became of it, as events, and the lease given back. Nothing in here fails a job: the
 * deployment is over, whatever is told of it.
 */










/** @returns 0; 5 only where nothing may be sent unsigned and it could not be signed */
async function runDeployFinish(inputs, host, deps) {
    const begun = (0,_deploy_memory_js__WEBPACK_IMPORTED_MODULE_6__/* .recall */ .I)(host);
    if (begun === undefined) {
        host.log('No deployment was begun, so there is nothing to tell.');
        return 0;
    }
    if (inputs.token !== undefined)
        await host.secret(inputs.token);
    const ending = endingOf(begun, inputs);
    const next = ending.deployed ? await nextOf(begun, inputs, host, deps) : undefined;
    const events = await eventsOf(begun, ending, next, inputs, host, deps);
    const to = { ...(0,_deploy_js__WEBPACK_IMPORTED_MODULE_8__.destinationOf)(inputs), failOnError: false, last: true };
    const { code, undelivered } = await (0,_deliver_js__WEBPACK_IMPORTED_MODULE_5__/* .deliver */ .cK)(events, to, host, deps);
    await say(begun, ending, next, undelivered, host, deps);
    await giveBack(begun, ending, inputs, host, deps);
    return code;
}
/**
 * | the gate | the job | `taskrun.finished` | a service event |
 * |---|---|---|---|
 * | allowed | success | success | yes |
 * | allowed | failure, cancelled, a word nobody knows | failure, cancel, error | no |
 * | did not allow, also in mode warn | any | error | no |
 * | did not allow in mode warn, and somebody saw the deployment | success | success | yes |
 * | was stopped while it was asked | any | cancel | no |
 */
function endingOf(begun, { status, errors, seen = false }) {
    const outcome = (0,_sources_outcome_js__WEBPACK_IMPORTED_MODULE_3__/* .outcomeOf */ .s)(status) ?? 'error';
    if (!begun.answered && outcome !== 'failure')
        return { outcome: 'cancel', deployed: false, errors: 'stopped before the gate answered' };
    if (begun.cancelled)
        return { outcome: 'cancel', deployed: false, errors: 'cancelled at the gate' };
    if (!begun.allowed && !(seen && begun.code === 0)) {
        const verdict = begun.verdict ?? 'error';
        const why = verdict === 'allow' ? 'the gate did not open' : `the verdict of the gate is ${verdict}`;
        return { outcome: 'error', deployed: false, errors: `not deployed: ${why}` };
    }
    if (outcome === 'success')
        return { outcome, deployed: true, errors: '' };
    return { outcome, deployed: false, errors: errors ?? `the job ended with ${status || 'no status'}` };
}
/** As the store said before the deployment; asked again where it could not. */
async function nextOf(begun, inputs, host, deps) {
    if (begun.next !== undefined)
        return begun.next;
    try {
        return await (0,_deploy_next_js__WEBPACK_IMPORTED_MODULE_7__/* .askNext */ .j)((0,_store_client_js__WEBPACK_IMPORTED_MODULE_9__/* .storeClient */ .f)(inputs, host, deps), begun);
    }
    catch (error) {
        await host.annotate({
            level: 'warning',
            title: 'Turnpike deploy: what ran before is not known',
            message: `The deployment of ${begun.service} to ${begun.environment} is told as service.deployed, although it may be an upgrade or a rollback. ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .explain */ .WE)(error)}`,
        });
        return undefined;
    }
}
async function eventsOf(begun, ending, next, inputs, host, deps) {
    const now = deps.now();
    const { environment, service } = begun;
    const facts = (0,_deploy_js__WEBPACK_IMPORTED_MODULE_8__.taskFacts)(host.facts, begun);
    const extra = { environment, service, artifacts: [...begun.artifacts] };
    const [run, started] = (0,_deploy_js__WEBPACK_IMPORTED_MODULE_8__.startEvents)(host.facts, begun, now);
    const events = begun.startedAt === undefined ? [run, started] : [];
    if (ending.deployed) {
        const place = await environmentEvent(begun, next, inputs, host);
        const descriptions = [...(place === undefined ? [] : [place]), serviceEvent(begun, next, started)];
        events.push(...(0,_sources_described_js__WEBPACK_IMPORTED_MODULE_2__/* .describe */ .q)(descriptions, host.facts, now));
    }
    events.push((0,_sources_pipeline_js__WEBPACK_IMPORTED_MODULE_4__/* .taskRunFinished */ .LG)(facts, ending.outcome, now, { ...extra, errors: ending.errors }));
    return events;
}
function serviceEvent(begun, next, started) {
    const { environment, service, artifacts, change, decision, lease } = begun;
    return {
        type: next?.type ?? 'service.deployed',
        service,
        environment,
        artifact: artifacts.map(({ digest, purl }) => purl ?? digest),
        ...(change === undefined ? {} : { change }),
        links: [(0,_cdevents_links_js__WEBPACK_IMPORTED_MODULE_0__/* .path */ .Ae)(started.context.id), ...(decision === undefined ? [] : [(0,_cdevents_links_js__WEBPACK_IMPORTED_MODULE_0__/* .relation */ .JW)('DECISION', decision)])],
        customData: {
            turnpike: {
                ...(decision === undefined ? {} : { decision }),
                ...(lease === undefined ? {} : { lease: lease.id, fencing: lease.fencing }),
            },
        },
    };
}
/** The environment itself, where the store has not heard of it, or of its address. */
async function environmentEvent({ environment }, next, { environmentUrl }, host) {
    const uri = await addressIn(environmentUrl, host);
    // Nobody knows what the store knows: it is told of the deployment, and makes no environment of a guess.
    if (next === undefined)
        return undefined;
    const content = { name: environment, ...(uri === undefined ? {} : { uri }) };
    if (!next.known)
        return { type: 'environment.created', environment, content };
    return uri === undefined || uri === next.uri
        ? undefined
        : { type: 'environment.modified', environment, content };
}
async function addressIn(text, host) {
    if (text === undefined || text === '')
        return undefined;
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const isGood = url !== undefined && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
    if (isGood && url.href.length <= 2048)
        return url.href;
    await host.annotate({
        level: 'warning',
        title: 'Turnpike deploy: no address of the environment',
        message: 'input environment-url: is no http or https address (without a password), so it is not told.',
    });
    return undefined;
}
async function say(begun, ending, next, undelivered, host, deps) {
    const { renderDeployment } = await __webpack_require__.e(/* import() */ 3601).then(__webpack_require__.bind(__webpack_require__, 3601));
    const { markdown, line } = renderDeployment({ begun, ending, type: next?.type, undelivered });
    host.log(line);
    await attempt('the summary', host, () => host.summary(markdown));
    const { expiresAt } = begun;
    if (!ending.deployed || expiresAt === undefined || !(Date.parse(expiresAt) < Date.parse(deps.now())))
        return;
    await host.annotate({
        level: 'warning',
        title: 'Turnpike deploy: the allow was over before the deployment was',
        message: `The allow held until ${expiresAt}. The deployment is told all the same. It counts as allowed if its beginning was told in time; let the policy give more time (decisionTtl, lease) if deployments take longer.`,
    });
}
/** Whoever waits for the environment should not have to wait for the lease to end by itself. */
async function giveBack({ lease }, { deployed, errors }, inputs, host, deps) {
    if (lease === undefined)
        return;
    const reason = deployed ? 'deployed' : errors.slice(0, 900);
    try {
        const client = (0,_store_client_js__WEBPACK_IMPORTED_MODULE_9__/* .storeClient */ .f)(inputs, host, deps);
        const run = host.facts.run.id;
        await client.postJson(`v1/leases/${encodeURIComponent(lease.id)}/release`, {
            ...(run === '' ? {} : { run }),
            reason,
        });
        host.log(`Lease ${lease.fencing} is given back.`);
    }
    catch (error) {
        await host.annotate({
            level: 'warning',
            title: 'Turnpike deploy: the lease is still held',
            message: `Lease ${lease.id} could not be given back, so others wait until it ends by itself: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .explain */ .WE)(error)}. What to do: turnpike lease release ${lease.id}`,
        });
    }
}
async function attempt(what, host, write) {
    try {
        await write();
    }
    catch (error) {
        host.log(`Could not write ${what}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .explain */ .WE)(error)}`);
    }
}


/***/ }),

/***/ 5417:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ recall),
/* harmony export */   k: () => (/* binding */ remember)
/* harmony export */ });
/* harmony import */ var _cdevents_object_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4276);
/* harmony import */ var _cdevents_parse_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6324);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/* harmony import */ var _deploy_next_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7503);
/**
 * What the beginning of a deployment leaves for its end: what was asked, what the store answered, and what ran there
 * before. One JSON text, kept by the runner for the action's post step, or in a file for the command line.
 */




const NAME = 'turnpike-deploy';
async function remember(host, begun) {
    await host.saveState?.(NAME, JSON.stringify({ ...begun, run: runOf(host) }));
}
/** Undefined when nothing was begun. What cannot be read is told, and is as good as nothing. */
function recall(host) {
    const text = host.state?.(NAME) ?? '';
    if (text === '')
        return undefined;
    try {
        const value = (0,_cdevents_parse_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .q)(text);
        // A file stays on a machine that is used again, and may be checked in.
        if ((0,_cdevents_object_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .G)(value) && isText(value.run) && value.run !== (runOf(host) ?? value.run))
            throw new Error('it is of another run, and nothing is told of that here');
        return readBegun(value);
    }
    catch (error) {
        host.log(`What the beginning of this deployment left cannot be read: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .explain */ .WE)(error)}`);
        return undefined;
    }
}
/** Undefined in a plain shell, where every process may be a run of its own. */
function runOf({ facts }) {
    return facts.forge === 'shell' || facts.run.id === '' ? undefined : facts.run.id;
}
function readBegun(value) {
    if (!(0,_cdevents_object_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .G)(value))
        throw new Error('it is no object');
    const { task, environment, service, code, artifacts } = value;
    if (!isText(task) || !isText(environment) || !isText(service) || typeof code !== 'number')
        throw new Error('task, environment, service or code is missing');
    const lease = (0,_cdevents_object_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .G)(value.lease) ? value.lease : {};
    const optional = Object.fromEntries(['startedAt', 'verdict', 'decision', 'decisionUrl', 'change', 'expiresAt'].flatMap((name) => isText(value[name]) ? [[name, value[name]]] : []));
    const next = value.next === undefined ? undefined : (0,_deploy_next_js__WEBPACK_IMPORTED_MODULE_1__/* .readNext */ .u)(value.next);
    return {
        task,
        environment,
        service,
        code,
        ...optional,
        answered: value.answered === true,
        allowed: value.allowed === true,
        cancelled: value.cancelled === true,
        artifacts: Array.isArray(artifacts) ? artifacts.flatMap(artifactIn) : [],
        ...(isText(lease.id) && typeof lease.fencing === 'number'
            ? { lease: { id: lease.id, fencing: lease.fencing } }
            : {}),
        ...(next === undefined ? {} : { next }),
    };
}
function artifactIn(value) {
    if (!(0,_cdevents_object_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .G)(value) || !isText(value.digest))
        return [];
    return [isText(value.purl) ? { digest: value.digest, purl: value.purl } : { digest: value.digest }];
}
function isText(value) {
    return typeof value === 'string' && value !== '';
}


/***/ }),

/***/ 7503:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ askNext),
/* harmony export */   u: () => (/* binding */ readNext)
/* harmony export */ });
/* harmony import */ var _cdevents_object_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4276);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/** What a deployment would be, by what the store holds: asked of it, and read strictly enough to build events from. */


const TYPES = ['service.deployed', 'service.upgraded', 'service.rolledback'];
/** An address of the store must stay short enough for every proxy on the way. */
const MOST_ARTIFACTS = 32;
/** @throws TurnpikeError as `Client.getJson`; STORE_ANSWER */
async function askNext(client, place) {
    const query = new URLSearchParams({ service: place.service });
    for (const { digest } of place.artifacts.slice(0, MOST_ARTIFACTS))
        query.append('artifact', digest);
    const answer = await client.getJson(`v1/environments/${encodeURIComponent(place.environment)}/deployment?${query.toString()}`);
    const next = (0,_cdevents_object_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(answer) ? readNext(flattened(answer)) : undefined;
    if (next === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ('STORE_ANSWER', 'the store did not say what runs there now');
    return next;
}
function flattened({ type, again, environment, running }) {
    const { known, uri } = (0,_cdevents_object_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(environment) ? environment : {};
    const artifact = (0,_cdevents_object_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(running) && (0,_cdevents_object_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(running.artifact) ? running.artifact : {};
    return { type, again, known, uri, running: artifact.digest };
}
/** Undefined for what is none. */
function readNext(value) {
    if (!(0,_cdevents_object_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(value))
        return undefined;
    const type = TYPES.find((one) => one === value.type);
    if (type === undefined)
        return undefined;
    const { uri, running } = value;
    return {
        type,
        again: value.again === true,
        // A store that does not say whether it knows it is not told of it again.
        known: value.known !== false,
        ...(typeof uri === 'string' ? { uri } : {}),
        ...(typeof running === 'string' && /^sha256:[0-9a-f]{64}$/.test(running) ? { running } : {}),
    };
}


/***/ }),

/***/ 9629:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   destinationOf: () => (/* binding */ destinationOf),
/* harmony export */   permitOf: () => (/* binding */ permitOf),
/* harmony export */   runDeployHandover: () => (/* binding */ runDeployHandover),
/* harmony export */   runDeployStart: () => (/* binding */ runDeployStart),
/* harmony export */   startEvents: () => (/* binding */ startEvents),
/* harmony export */   taskFacts: () => (/* binding */ taskFacts)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/* harmony import */ var _sources_pipeline_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9563);
/* harmony import */ var _deliver_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8394);
/* harmony import */ var _deploy_memory_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5417);
/* harmony import */ var _deploy_next_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7503);
/* harmony import */ var _gate_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4377);
/* harmony import */ var _project_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3053);
/* harmony import */ var _store_client_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2441);








/**
 * The gate's rules are the gate's: this step passes exactly when `gate` would. What goes wrong beside it is told, and
 * changes nothing.
 *
 * `taskrun.started` is sent when the gate has answered and before anything is deployed: the store takes it for the
 * moment at which the deployment began, and that must lie under the allow (docs/waiting.md, Nonconformities).
 * @returns the exit code of the gate
 */
async function runDeployStart(given, host, deps) {
    const inputs = await withService(given, host);
    const asking = begin(inputs, host.facts, deps);
    // First of all, so that the end knows of it when somebody ends this step by force.
    await (0,_deploy_memory_js__WEBPACK_IMPORTED_MODULE_3__/* .remember */ .k)(host, asking);
    const { code, allowed, decision } = await (0,_gate_js__WEBPACK_IMPORTED_MODULE_5__.passGate)(given, host, deps);
    let begun = {
        ...asking,
        answered: true,
        code,
        allowed,
        cancelled: deps.signal?.aborted === true,
        ...(decision === undefined ? {} : answered(decision)),
    };
    await (0,_deploy_memory_js__WEBPACK_IMPORTED_MODULE_3__/* .remember */ .k)(host, begun);
    // What the gate stopped has ended already: its end tells of its beginning, too.
    if (code !== _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .EXIT */ .dc.allow)
        return code;
    if (allowed) {
        const next = await whatRuns(begun, inputs, host, deps);
        if (next !== undefined)
            begun = { ...begun, next };
    }
    begun = { ...begun, startedAt: deps.now() };
    await (0,_deploy_memory_js__WEBPACK_IMPORTED_MODULE_3__/* .remember */ .k)(host, begun);
    const delivered = await tellStart(begun, inputs, host, deps);
    if (allowed)
        await handOn(begun, host);
    return delivered;
}
/**
 * The gate for a deployment that another job makes: that job begins and ends its own task, and finds what it needs in a
 * dotenv file, beside what the gate writes there.
 * @returns the exit code of the gate
 */
async function runDeployHandover(given, host, deps, dotenv) {
    const inputs = await withService(given, host);
    const asking = begin(inputs, host.facts, deps);
    const { code, allowed, decision } = await (0,_gate_js__WEBPACK_IMPORTED_MODULE_5__.passGate)(given, host, deps);
    if (!allowed || decision === undefined)
        return code;
    const begun = { ...asking, ...answered(decision) };
    const next = await whatRuns(begun, inputs, host, deps);
    const { renderHandover } = await __webpack_require__.e(/* import() */ 293).then(__webpack_require__.bind(__webpack_require__, 293));
    await deps.writeText(dotenv, renderHandover((0,_gate_js__WEBPACK_IMPORTED_MODULE_5__.outputsOf)(decision), begun, next));
    return code;
}
/**
 * With what the project says, for telling what was deployed. The gate is never asked by it: whoever may change those files
 * would take the policies for this service out of force by another name.
 */
async function withService(given, host) {
    const inputs = await (0,_project_js__WEBPACK_IMPORTED_MODULE_6__/* .withProject */ .C3)(given, host);
    const told = inputs.service ?? `${serviceOf(host.facts)}, the name of the repository`;
    if (given.service === undefined)
        await host.annotate({
            level: 'notice',
            title: 'Turnpike deploy: no service is named',
            message: `The gate is asked for no service in particular, so the policies for every service judge, and the deployment is ` +
                `told as one of ${told}. Name it in the input service.`,
        });
    return inputs;
}
/** @throws TurnpikeError USAGE when nobody knows what the service is called */
function begin(inputs, facts, deps) {
    return {
        task: deps.newId().slice(0, 8),
        answered: false,
        environment: inputs.environment,
        service: inputs.service ?? serviceOf(facts),
        allowed: false,
        cancelled: false,
        code: 5,
        artifacts: [],
    };
}
/** The repository's own name: what a repository deploys without naming it is itself. */
function serviceOf({ repository }) {
    const name = repository.name.split('/').at(-1) ?? '';
    if (name !== '')
        return name;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ('USAGE', 'input service: is empty, and this job has no repository to take the name from; name what is deployed, such as webshop');
}
function answered(decision) {
    const { request, lease, expiresAt, url } = decision;
    return {
        verdict: decision.verdict,
        decision: decision.id,
        artifacts: request.artifacts,
        ...(url === undefined ? {} : { decisionUrl: url }),
        ...(request.change === undefined ? {} : { change: request.change.id }),
        ...(lease === undefined ? {} : { lease: { id: lease.id, fencing: lease.fencing } }),
        ...(expiresAt === undefined ? {} : { expiresAt }),
    };
}
/** Undefined, and told, when the store does not say; the end of the deployment asks again. */
async function whatRuns(begun, inputs, host, deps) {
    try {
        const next = await (0,_deploy_next_js__WEBPACK_IMPORTED_MODULE_4__/* .askNext */ .j)((0,_store_client_js__WEBPACK_IMPORTED_MODULE_7__/* .storeClient */ .f)(inputs, host, deps), begun);
        const now = next.running === undefined ? 'nothing' : next.running;
        host.log(`${begun.service} in ${begun.environment}: ${now} runs there now.`);
        return next;
    }
    catch (error) {
        host.log(`What runs in ${begun.environment} now is not known yet: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .explain */ .WE)(error)}`);
        return undefined;
    }
}
async function tellStart(begun, inputs, host, deps) {
    const events = startEvents(host.facts, begun, deps.now());
    const { code } = await (0,_deliver_js__WEBPACK_IMPORTED_MODULE_2__/* .deliver */ .cK)(events, { ...destinationOf(inputs), failOnError: false }, host, deps);
    return code;
}
/** The beginning of the task, and of the run, which every job of it tells alike. */
function startEvents(facts, begun, now) {
    const { environment, service, artifacts, startedAt = now } = begun;
    const extra = { environment, service, artifacts: [...artifacts] };
    return [(0,_sources_pipeline_js__WEBPACK_IMPORTED_MODULE_1__/* .pipelineRunStarted */ .v5)(facts, now), (0,_sources_pipeline_js__WEBPACK_IMPORTED_MODULE_1__/* .taskRunStarted */ .yH)(taskFacts(facts, begun), startedAt, extra)];
}
function destinationOf({ store, token, sign }) {
    return {
        ...(store === '' ? {} : { store }),
        ...(token === undefined ? {} : { token }),
        ...(sign === undefined ? {} : { sign }),
    };
}
/** The deployment is a task of its own in its job: a job may deploy twice. */
function taskFacts(facts, { task, environment, service }) {
    const name = `deploy ${service} to ${environment}`;
    return { ...facts, job: { ...facts.job, id: `${facts.job.id}#deploy-${task}`, name } };
}
/** Everything that the deployment itself may want to show or to check, as one text. */
function permitOf(begun) {
    const { decision, decisionUrl, environment, service, artifacts, lease, expiresAt } = begun;
    return JSON.stringify({
        allowed: true,
        decisionId: decision,
        decisionUrl,
        environment,
        service,
        artifactDigest: artifacts.map(({ digest }) => digest).join(' '),
        artifacts,
        lease: lease?.id,
        fencingNumber: lease?.fencing,
        expiresAt,
    });
}
async function handOn(begun, host) {
    // GitLab's dotenv takes no quotes: there the parts are variables of their own.
    if (host.facts.forge !== 'gitlab')
        await host.output('permit', permitOf(begun));
}


/***/ }),

/***/ 2441:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ storeClient)
/* harmony export */ });
/* harmony import */ var _client_address_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(458);
/* harmony import */ var _client_credentials_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8024);
/** The store, for what is asked of it beside events and verdicts. */


/** A question beside the main one must not hold a job for long. */
const BUDGET_MS = 10_000;
/** @throws TurnpikeError USAGE for an address that must not be used */
function storeClient({ store, token: explicit }, host, deps) {
    const token = (0,_client_credentials_js__WEBPACK_IMPORTED_MODULE_1__/* .credentialFor */ .FX)({
        store,
        explicit,
        env: deps.env,
        mask: (secret) => host.secret(secret),
    });
    return deps.client({
        url: store,
        budgetMs: BUDGET_MS,
        allowPlainHttp: (0,_client_address_js__WEBPACK_IMPORTED_MODULE_0__/* .allowsPlainHttp */ .lU)(deps.env),
        log: (line) => host.log(line),
        ...(token === undefined ? {} : { token }),
    });
}


/***/ }),

/***/ 7778:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  q: () => (/* binding */ describe)
});

// EXTERNAL MODULE: ./build/cdevents/binding.js
var binding = __webpack_require__(842);
// EXTERNAL MODULE: ./build/cdevents/create.js
var create = __webpack_require__(8459);
// EXTERNAL MODULE: ./build/cdevents/canonical.js
var canonical = __webpack_require__(9541);
// EXTERNAL MODULE: ./build/cdevents/envelope.js
var envelope = __webpack_require__(4915);
// EXTERNAL MODULE: ./build/cdevents/identity.js
var identity = __webpack_require__(197);
// EXTERNAL MODULE: ./build/cdevents/links.js
var links = __webpack_require__(4530);
// EXTERNAL MODULE: ./build/cdevents/purl.js
var purl = __webpack_require__(5970);
// EXTERNAL MODULE: ./build/cdevents/validate.js + 5 modules
var validate = __webpack_require__(5742);
// EXTERNAL MODULE: ./build/cdevents/vocabulary.js
var vocabulary = __webpack_require__(7811);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/host/repository.js
var repository = __webpack_require__(1883);
;// CONCATENATED MODULE: ./build/sources/defaults.js


/** Where tests run when nobody says where: their types demand an environment. */
const TEST_ENVIRONMENT = 'ci';
/** The content as said, with the fields filled in that the type has and nobody said. */
function filledContent(row, said) {
    const content = { ...said.description.content };
    for (const [field, value] of Object.entries(knownFields(row, said))) {
        if (value !== undefined && Object.hasOwn(row.content, field) && content[field] === undefined)
            content[field] = value;
    }
    return content;
}
function knownFields(row, { description, artifacts, facts }) {
    const { service } = description;
    const environment = description.environment ?? facts.environment ?? (isTest(row) ? TEST_ENVIRONMENT : undefined);
    const artifact = nameOf(artifacts[0]);
    const { run, job } = facts;
    const actor = facts.actor.uri || undefined;
    return {
        environment: environment === undefined ? undefined : { id: environment },
        service: service === undefined ? undefined : { id: service },
        artifactId: artifact,
        ...(row.subject === 'artifact' ? { change: referenceTo(changeOf(description, facts)) } : {}),
        ...(row.subject === 'branch' || row.subject === 'change'
            ? { repository: referenceTo(facts.repository.url || undefined) }
            : {}),
        ...(row.subject === 'pipelinerun' ? { pipelineName: run.name, uri: run.url } : {}),
        ...(row.subject === 'taskrun'
            ? { taskName: job.name, uri: job.url, pipelineRun: { id: run.id, source: facts.source } }
            : {}),
        ...(row.subject === 'approval'
            ? {
                approvalDetailsUrl: run.url,
                resourceTargetUrl: artifact ?? changeOf(description, facts),
                requestor: actor,
                responder: actor,
            }
            : {}),
        ...(row.subject === 'environment' ? { name: environment } : {}),
    };
}
/**
 * The subject's id: as said, or what the type is about in this run.
 * @throws TurnpikeError INVALID_EVENT saying what to write when nothing is known
 */
function subjectOf(row, said, content) {
    const { description } = said;
    if (description.subject !== undefined)
        return description.subject;
    const known = knownSubject(row, said, content);
    if (known !== undefined && known !== '')
        return known;
    const how = HINTS[row.subject] ?? 'say subject: <its id>';
    const message = `is missing, and the run does not know it; ${how}`;
    throw new errors/* TurnpikeError */.PJ('INVALID_EVENT', message, { problems: [{ path: '/subject', message }] });
}
const HINTS = {
    artifact: 'say artifact: <package URL with a digest>',
    service: 'say service: <name>',
    environment: 'say environment: <name>',
    change: 'say change: <address of the pull or merge request>',
    approval: 'say artifact and environment, or subject: <id of the approval>',
    incident: 'say subject: <id of the incident>',
    ticket: 'say subject: <id of the ticket>',
};
function knownSubject(row, { description, artifacts, facts }, content) {
    const { run, job } = facts;
    if (row.custom)
        return job.id;
    switch (row.subject) {
        case 'artifact':
            return nameOf(artifacts[0]);
        case 'service':
            return description.service;
        case 'environment':
            return description.environment ?? facts.environment;
        case 'change':
            return description.change ?? facts.change?.id;
        case 'approval':
            return approvalOf(artifacts[0], description.environment ?? facts.environment);
        case 'branch':
            return facts.ref.replace(/^refs\/heads\//, '');
        case 'repository':
            return facts.repository.url;
        case 'pipelinerun':
            return run.id;
        case 'taskrun':
        case 'build':
            return job.id;
        case 'testsuiterun':
            return partOf(job.id, content.testSuite);
        case 'testcaserun':
            return partOf(job.id, content.testCase);
        case 'testoutput':
            return typeof content.uri === 'string' ? content.uri : undefined;
        default:
            return undefined;
    }
}
function approvalOf(artifact, environment) {
    if (artifact === undefined || environment === undefined)
        return undefined;
    return `urn:turnpike:approval:${encodeURIComponent(environment.toWellFormed())}:${artifact.digest}`;
}
/** Two suites of one job are two subjects. */
function partOf(job, part) {
    const id = part?.id;
    return typeof id === 'string' && id !== '' ? `${job}#${encodeURIComponent(id.toWellFormed())}` : job;
}
/** The pull or merge request, or else the commit's page: `artifact.packaged` demands a change, and a build is of one. */
function changeOf({ change }, facts) {
    const known = change ?? facts.change?.id;
    if (known !== undefined || facts.commit === '')
        return known;
    const { url } = facts.repository;
    if (url === '')
        return facts.commit;
    return (0,repository/* commitPage */.b2)(url, facts.commit, facts.forge === 'gitlab' ? 'gitlab' : undefined);
}
function nameOf(artifact) {
    return artifact?.purl ?? artifact?.digest;
}
function referenceTo(id) {
    return id === undefined ? undefined : { id };
}
function isTest({ subject }) {
    return subject === 'testsuiterun' || subject === 'testcaserun';
}

// EXTERNAL MODULE: ./build/sources/description.js
var sources_description = __webpack_require__(6851);
// EXTERNAL MODULE: ./build/sources/pipeline.js
var pipeline = __webpack_require__(9563);
;// CONCATENATED MODULE: ./build/sources/described.js
/**
 * What a person writes → events. A line or two suffice: what the run knows fills in the rest, and nothing is sent
 * before every item is valid. Pure.
 */













/**
 * Descriptions (or full CDEvents) as events, in order. A description of an artifact event with several artifacts gives
 * one event for each.
 *
 * An id is a function of the run, the job and all that is said, the moment included: what is sent again is the same
 * event, what happens again is another one.
 * @param now RFC 3339
 * @throws TurnpikeError INVALID_EVENT with every problem of every item; paths are of the description
 */
function describe(descriptions, facts, now) {
    const events = [];
    const problems = [];
    descriptions.forEach((item, index) => {
        // A single description is what somebody wrote into inputs: its paths need no number.
        const place = descriptions.length === 1 ? '' : `/${index}`;
        try {
            events.push(...eventsOf(item, facts, now));
        }
        catch (error) {
            if (!(error instanceof errors/* TurnpikeError */.PJ))
                throw error;
            for (const problem of problemsOf(error))
                problems.push({ ...problem, path: place + problem.path });
        }
    });
    if (problems.length === 0)
        return events;
    throw new errors/* TurnpikeError */.PJ('INVALID_EVENT', toldShortly(problems), {
        problems: problems.slice(0, MAX_PROBLEMS),
    });
}
/** Longest item, in UTF-16 units. */
const MAX_ITEM = 1024 * 1024;
/** The most problems that are told; a person mends the first of a thousand equal ones. */
const MAX_PROBLEMS = 1000;
function eventsOf(item, facts, now) {
    const given = (0,envelope/* unwrap */.o)(asJson(item));
    if ((0,sources_description/* isFull */.u)(given))
        return [passedThrough(given)];
    const description = (0,sources_description/* readDescription */.X)(given);
    const row = (0,vocabulary/* describeType */.MF)(description.type);
    // `create` knows best how to say that a type does not exist.
    if (row === undefined)
        return [createDescribed(description, undefined, [], facts, now)];
    const artifacts = artifactsOf(description);
    if (row.subject !== 'artifact' || artifacts.length < 2) {
        return [createDescribed(description, row, artifacts, facts, now)];
    }
    if (description.subject !== undefined) {
        throw problem('/subject', 'names one subject for several artifacts; leave it out, each artifact is its own subject');
    }
    return artifacts.map((artifact) => createDescribed(description, row, [artifact], facts, now));
}
/** A copy that is certainly a tree: an anchor in YAML may refer to itself, and a reader of JSON would never end. */
function asJson(item) {
    let text;
    try {
        text = JSON.stringify(item);
    }
    catch {
        throw problem('', 'cannot be written as JSON: it refers to itself, or is nested too deeply');
    }
    if (text !== undefined && text.length > MAX_ITEM)
        throw problem('', 'is over 1 MiB; a store takes no larger event');
    return text === undefined ? undefined : JSON.parse(text);
}
function passedThrough(value) {
    const verdict = (0,validate/* validate */.t)(value);
    if (verdict.valid)
        return verdict.event;
    throw new errors/* TurnpikeError */.PJ('INVALID_EVENT', 'not a valid CDEvent', { problems: verdict.problems });
}
function createDescribed(description, row, artifacts, facts, now) {
    const said = { description, artifacts, facts };
    const source = description.source ?? facts.source;
    const timestamp = description.timestamp ?? now;
    const content = row === undefined ? { ...description.content } : filledContent(row, said);
    const subject = row === undefined ? 'unknown' : subjectOf(row, said, content);
    const links = description.links?.map(linkOf);
    const customData = (0,binding/* bind */.o)(description.customData, describedBinding(row, said, content));
    const id = description.id ??
        (0,identity/* eventId */.Q)({
            source,
            type: description.type,
            run: facts.run.id,
            attempt: facts.run.attempt,
            subject: (0,canonical/* digestOfJson */.Q)([facts.job.id, subject, timestamp, content, customData, links ?? null]),
            order: (0,pipeline/* runOrder */.wW)(facts),
        });
    const event = (0,create/* create */.v)(description.type, {
        source,
        subject: { id: subject, content },
        chainId: description.chainId ?? facts.chainId,
        ...(links === undefined ? {} : { links }),
        customData,
    }, { id, now: timestamp });
    const { inconsistent } = (0,binding/* bindingOf */.h)(event);
    if (inconsistent !== undefined)
        throw problem('', `${inconsistent}: such an event would never be evidence`);
    return event;
}
function describedBinding(row, { description, artifacts, facts }, content) {
    const { service } = description;
    // CDEvents has no field for it in builds; they name it as artifact.packaged does.
    const change = row?.subject === 'build' ? changeOf(description, facts) : description.change;
    // Where the type has a field for it, the field says it; a test ran somewhere, but counts wherever it is asked for.
    const environment = description.environment ?? (content.environment === undefined ? facts.environment : undefined);
    return {
        ...(0,pipeline/* runBinding */.hT)(facts),
        ...(artifacts.length === 0 ? {} : { artifacts }),
        ...(environment === undefined || row?.subject === 'environment' ? {} : { environment }),
        ...(service === undefined ? {} : { service }),
        ...(change === undefined ? {} : { change }),
    };
}
function artifactsOf({ artifact = [] }) {
    const texts = typeof artifact === 'string' ? [artifact] : artifact;
    const byDigest = new Map();
    const problems = [];
    for (const text of texts) {
        try {
            const ref = (0,purl/* artifactRef */.AF)(text);
            byDigest.set(ref.digest, ref);
        }
        catch (error) {
            if (!(error instanceof errors/* TurnpikeError */.PJ))
                throw error;
            problems.push({ path: '/artifact', message: error.message });
        }
    }
    if (problems.length > 0)
        throw new errors/* TurnpikeError */.PJ('INVALID_EVENT', 'not an artifact', { problems });
    return [...byDigest.values()];
}
/** A plain text is the id of the event that caused this one. Everything else is judged by `create`. */
function linkOf(link) {
    return typeof link === 'string' ? (0,links/* path */.Ae)(link) : link;
}
/** Where the event says it → where the description says it. */
function problemsOf({ problems, message }) {
    if (problems.length === 0)
        return [{ path: '', message }];
    return problems.map((each) => ({
        ...each,
        path: each.path
            .replace(/^\/subject\/content/, '/content')
            .replace(/^\/subject\/id$/, '/subject')
            .replace(/^\/context\//, '/'),
    }));
}
function problem(at, message) {
    return new errors/* TurnpikeError */.PJ('INVALID_EVENT', message, { problems: [{ path: at, message }] });
}
function toldShortly(problems) {
    const first = problems
        .slice(0, 5)
        .map(({ path: at, message }) => (at === '' ? message : `${at}: ${message}`));
    const more = problems.length - first.length;
    return first.join('; ') + (more > 0 ? `; and ${more} more` : '');
}


/***/ }),

/***/ 6851:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ readDescription),
/* harmony export */   u: () => (/* binding */ isFull)
/* harmony export */ });
/* harmony import */ var _cdevents_object_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4276);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/** The form of a description, checked by hand so that every mistake is told in the writer's own words. Pure. */


const TEXTS = [
    'type',
    'subject',
    'environment',
    'service',
    'change',
    'id',
    'source',
    'timestamp',
    'chainId',
];
const OBJECTS = ['content', 'customData'];
const KEYS = [...TEXTS, ...OBJECTS, 'artifact', 'links'];
/** A CDEvent rather than a description of one: it has a context. */
function isFull(value) {
    return (0,_cdevents_object_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(value) && Object.hasOwn(value, 'context');
}
/** @throws TurnpikeError INVALID_EVENT with every problem */
function readDescription(value) {
    if (!(0,_cdevents_object_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(value)) {
        throw invalid([
            { path: '', message: 'must be an object such as { type: build.started }, or a full CDEvent' },
        ]);
    }
    const problems = [];
    const tell = (key, message) => problems.push({ path: `/${key}`, message });
    // What is left empty (`service:` in YAML, an input nobody filled in) is not there.
    const given = Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null && each !== undefined));
    for (const key of Object.keys(given))
        if (!KEYS.includes(key))
            tell(pointer(key), strangeKey(key));
    if (given.type === undefined)
        tell('type', 'is missing; say what happened, such as type: build.started');
    for (const key of TEXTS) {
        if (given[key] !== undefined && !isText(given[key]))
            tell(key, 'must be a text that is not empty');
    }
    for (const key of OBJECTS) {
        if (given[key] !== undefined && !(0,_cdevents_object_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(given[key]))
            tell(key, 'must be an object');
    }
    const { artifact, links } = given;
    if (artifact !== undefined && !isText(artifact) && !(Array.isArray(artifact) && artifact.every(isText))) {
        tell('artifact', 'must be a text or a list of texts');
    }
    if (links !== undefined && !Array.isArray(links))
        tell('links', 'must be a list');
    if (problems.length > 0)
        throw invalid(problems);
    return given;
}
function strangeKey(key) {
    const shown = JSON.stringify(key.slice(0, 80));
    if (key === 'subjectId')
        return `${shown} is not known here; write subject`;
    if (key === 'artifacts')
        return `${shown} is not known here; write artifact, it takes a list too`;
    return `${shown} is not known here; known are ${KEYS.join(', ')}. Fields of the event's own go under content`;
}
/** A key as a part of a JSON pointer (RFC 6901). */
function pointer(key) {
    return key.slice(0, 80).replaceAll('~', '~0').replaceAll('/', '~1');
}
function isText(value) {
    return typeof value === 'string' && value !== '';
}
function invalid(problems) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ('INVALID_EVENT', 'not a description of an event', { problems });
}


/***/ })

};
