export const id = 9629;
export const ids = [9629];
export const modules = {

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


/***/ })

};
