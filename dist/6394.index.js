export const id = 6394;
export const ids = [6394];
export const modules = {

/***/ 6394:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readSarif: () => (/* binding */ readSarif)
});

// EXTERNAL MODULE: ./build/sources/reports/json-stream.js
var json_stream = __webpack_require__(6792);
// EXTERNAL MODULE: ./build/sources/reports/refusal.js
var refusal = __webpack_require__(6297);
// EXTERNAL MODULE: ./build/sources/reports/scan.js
var scan = __webpack_require__(3852);
;// CONCATENATED MODULE: ./build/sources/reports/sarif-rules.js


const LEVELS = ['error', 'warning', 'note', 'none'];
/** Of one run: distinct rules, and distinct kinds of result. Both are kept until the run ends. */
const MOST = 100_000;
function ruleOf({ id, defaultConfiguration, properties }) {
    const level = defaultConfiguration?.['level'];
    const score = properties?.['security-severity'];
    const number = score === undefined || score === '' ? undefined : (0,scan/* scoreIn */.OB)(score);
    return {
        ...(id === undefined ? {} : { id: id }),
        ...(level === undefined ? {} : { level: level }),
        ...(score === undefined || score === ''
            ? {}
            : { severity: number === undefined ? 'unknown' : (0,scan/* severityOfScore */.FL)(number) }),
    };
}
/** A `reportingDescriptorReference` (§3.52). */
function refOf(reference) {
    const { index, id, toolComponent } = reference ?? {};
    const component = (toolComponent ?? {});
    const number = component['index'];
    return {
        component: typeof number === 'number' && number >= 0
            ? number
            : (component['guid'] ?? component['name'] ?? -1),
        ...(typeof index === 'number' && index >= 0 ? { index } : {}),
        ...(typeof id === 'string' ? { id } : {}),
    };
}
/** Equal results, counted together. */
function createTally() {
    const tally = new Map();
    return {
        add(result) {
            const { component, index, id, level, kind, invocation } = result;
            const key = `${component} ${index} ${level} ${kind} ${invocation} ${id}`;
            const known = tally.get(key);
            if (known !== undefined)
                known.count++;
            else if (tally.size < MOST)
                tally.set(key, { result, count: 1 });
            else
                throw (0,refusal/* refusal */.x)(`one run has results of more than ${MOST} kinds (rule, level, kind)`);
        },
        all: () => tally.values(),
    };
}
/** The rules of a tool component, by index and by id. */
function createRules() {
    const list = [];
    const byId = new Map();
    return {
        add(rule) {
            if (list.length >= MOST)
                throw (0,refusal/* refusal */.x)(`one tool has more than ${MOST} rules`);
            list.push(rule);
            if (rule.id !== undefined && !byId.has(rule.id))
                byId.set(rule.id, rule);
        },
        /** By its index; else by its id, of which `CA1000/1` may be a part (§3.52.4). */
        find({ index, id }) {
            const numbered = index === undefined ? undefined : list[index];
            if (numbered !== undefined && (id === undefined || isOf(id, numbered)))
                return numbered;
            for (let name = id ?? ''; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('/')))) {
                const rule = byId.get(name);
                if (rule !== undefined)
                    return rule;
            }
            return numbered;
        },
    };
}
function isOf(id, rule) {
    return rule.id === undefined || id === rule.id || id.startsWith(`${rule.id}/`);
}
/** `unknown` for a word that is none of the four. */
function levelOf({ level, kind }, rule, override) {
    const said = level ?? (kind !== undefined && kind !== 'fail' ? 'none' : (override ?? rule?.level ?? 'warning'));
    return LEVELS.includes(said) ? said : 'unknown';
}
const OF_LEVEL = {
    error: 'high',
    warning: 'medium',
    note: 'low',
    none: 'info',
    unknown: 'unknown',
};
/** The rule's `security-severity`, where it has one, as GitHub's code scanning reads it; else by level. */
function severityOf(level, rule) {
    return rule?.severity ?? OF_LEVEL[level];
}

;// CONCATENATED MODULE: ./build/sources/reports/sarif.js
/**
 * SARIF 2.1.0 → scans, one for each run, in one pass and in memory that depends on the number of rules alone. Pure.
 *
 * | of a run | what it makes |
 * |---|---|
 * | no `results`, or `executionSuccessful: false` | broken: nobody looked, or not to the end |
 * | `kind` pass, notApplicable, informational | counts for nothing |
 * | `kind` open, review | unknown: nobody has decided |
 * | `baselineState` absent | counts for nothing; new, unchanged and updated do |
 * | `suppressions`, each accepted (or without a status) | suppressed; one that is under review or rejected is none |
 *
 * Source: SARIF 2.1.0 (OASIS standard), §3.14 run, §3.20 invocation, §3.27 result, §3.35 suppression.
 */




/** Each gives events. */
const MOST_RUNS = 1000;
/** What decides if a run counts; what is kept elsewhere cannot be counted here. */
const EXTERNAL = ['results', 'driver', 'extensions', 'invocations'];
/** @throws TurnpikeError INVALID_REPORT */
async function readSarif(bytes) {
    const scans = [];
    let run = createRun();
    const reference = {
        members: {
            id: { text: 300 },
            index: { number: true },
            toolComponent: { members: { index: { number: true }, name: { text: 300 }, guid: { text: 40 } } },
        },
    };
    const rules = {
        items: {
            members: {
                id: { text: 300 },
                defaultConfiguration: { members: { level: { text: 30 } } },
                properties: {
                    members: { 'security-severity': { text: 30, number: true, loose: true } },
                    loose: true,
                },
            },
        },
        each: (rule) => run.rule(rule),
    };
    const component = {
        members: {
            name: { text: 300 },
            guid: { text: 40 },
            version: { text: 100 },
            semanticVersion: { text: 100 },
            rules,
        },
    };
    const external = { items: { loose: true }, each: () => undefined, members: {} };
    const elsewhere = { members: Object.fromEntries(EXTERNAL.map((name) => [name, external])) };
    const result = {
        members: {
            ruleId: { text: 300 },
            ruleIndex: { number: true },
            rule: reference,
            level: { text: 30 },
            kind: { text: 30 },
            baselineState: { text: 30 },
            suppressions: { items: { members: { status: { text: 30 } } } },
            provenance: { members: { invocationIndex: { number: true } } },
        },
    };
    const root = await (0,json_stream/* readJson */.V)(bytes, {
        members: {
            version: { text: 30 },
            inlineExternalProperties: { items: elsewhere },
            runs: {
                items: {
                    members: {
                        tool: {
                            members: {
                                driver: { ...component, done: () => run.driver() },
                                extensions: { items: component, each: (extension) => run.extension(extension) },
                            },
                        },
                        automationDetails: { members: { id: { text: 300 } } },
                        externalPropertyFileReferences: elsewhere,
                        invocations: {
                            items: {
                                members: {
                                    executionSuccessful: { boolean: true },
                                    toolExecutionNotifications: notifications(() => run),
                                    toolConfigurationNotifications: notifications(() => run),
                                    ruleConfigurationOverrides: {
                                        items: {
                                            members: { descriptor: reference, configuration: { members: { level: { text: 30 } } } },
                                        },
                                    },
                                },
                            },
                        },
                        results: { items: result, each: (each) => run.result(each) },
                    },
                },
                each: (kept, index) => {
                    if (index >= MOST_RUNS)
                        throw (0,refusal/* refusal */.x)(`more than ${MOST_RUNS} runs`);
                    scans.push(run.finish(kept, index));
                    run = createRun();
                },
            },
        },
    });
    const { version, runs, inlineExternalProperties } = root;
    if (version !== '2.1.0')
        throw (0,refusal/* refusal */.x)(`its version is ${(0,refusal/* quoted */.T)(version)}, and must be "2.1.0" (SARIF); is it a SARIF file?`);
    if (runs === undefined)
        throw (0,refusal/* refusal */.x)('it has no runs, which every SARIF file has');
    for (const each of (inlineExternalProperties ?? []))
        checkElsewhere(each, 'inlineExternalProperties');
    return scans;
}
function notifications(run) {
    return {
        items: { members: { level: { text: 30 } } },
        each: (notification) => run().complaint(notification?.['level']),
    };
}
function createRun() {
    const tally = createTally();
    let collected = createRules();
    let driverRules;
    const extensions = [];
    let suppressed = 0;
    let complaints = 0;
    const rulesOf = ({ component }) => {
        if (component === -1)
            return driverRules;
        if (typeof component === 'number')
            return extensions[component]?.rules;
        return extensions.find(({ name, guid }) => name === component || guid === component)?.rules ?? driverRules;
    };
    return {
        rule: (rule) => collected.add(rule === undefined ? {} : ruleOf(rule)),
        driver() {
            driverRules = collected;
            collected = createRules();
        },
        extension(extension) {
            const { name, guid } = (extension ?? {});
            extensions.push({ name, guid, rules: collected });
            collected = createRules();
        },
        complaint(level) {
            if (level === 'error')
                complaints++;
        },
        result(kept) {
            if (kept === undefined)
                throw (0,refusal/* refusal */.x)('a result is null');
            const result = kept;
            const { kind, baselineState, suppressions, level, ruleId, ruleIndex, provenance } = result;
            if (kind === 'pass' || kind === 'notApplicable' || kind === 'informational')
                return;
            if (baselineState === 'absent')
                return;
            const given = (suppressions ?? []);
            if (given.length > 0 &&
                given.every((one) => one !== undefined && (one['status'] ?? 'accepted') === 'accepted')) {
                suppressed++;
                return;
            }
            const reference = refOf(result['rule']);
            const invocation = provenance?.['invocationIndex'];
            tally.add({
                ...(ruleId === undefined ? {} : { id: ruleId }),
                ...(typeof ruleIndex === 'number' && ruleIndex >= 0 ? { index: ruleIndex } : {}),
                ...reference,
                ...(level === undefined ? {} : { level: level }),
                ...(kind === undefined ? {} : { kind: kind }),
                invocation: typeof invocation === 'number' ? invocation : -1,
            });
        },
        finish(kept, at) {
            const { tool, automationDetails, invocations, results, externalPropertyFileReferences } = (kept ??
                {});
            checkElsewhere(externalPropertyFileReferences, `/runs/${at}`);
            const driver = tool?.['driver'];
            const name = driver?.['name'];
            if (typeof name !== 'string' || name.trim() === '')
                throw (0,refusal/* refusal */.x)(`/runs/${at}/tool/driver/name is missing; every run says which tool ran`);
            const version = (driver?.['semanticVersion'] ?? driver?.['version']);
            const category = automationDetails?.['id'];
            const calls = (invocations ?? []);
            const overrides = overridesOf(calls);
            const counts = (0,scan/* noCounts */.Yi)();
            const levels = { error: 0, warning: 0, note: 0, none: 0 };
            let total = 0;
            for (const { result, count } of tally.all()) {
                total += count;
                const rule = rulesOf(result)?.find(result);
                if (result.kind === 'open' || result.kind === 'review') {
                    counts.unknown += count;
                    continue;
                }
                const level = levelOf(result, rule, overrides(result));
                counts[severityOf(level, rule)] += count;
                if (level !== 'unknown')
                    levels[level] += count;
            }
            const broken = brokenOf(results, calls);
            return {
                tool: { name: name.trim(), ...(version === undefined || version === '' ? {} : { version }) },
                ...(category === undefined || category === '' ? {} : { category }),
                counts,
                total,
                suppressed,
                levels,
                complaints,
                ...(broken === undefined ? {} : { broken }),
            };
        },
    };
}
function brokenOf(results, calls) {
    if (calls.some((call) => call?.['executionSuccessful'] === false))
        return 'the tool says that its run was not successful (executionSuccessful: false)';
    return results === undefined
        ? 'the run has no results, not even an empty list: nothing was looked at'
        : undefined;
}
/** The level that an invocation gave a rule (`ruleConfigurationOverrides`). */
function overridesOf(calls) {
    const keyOf = (call, { component, index, id }) => `${call} ${component} ${index ?? id}`;
    const levels = new Map();
    calls.forEach((call, number) => {
        for (const override of (call?.['ruleConfigurationOverrides'] ?? [])) {
            const level = override?.['configuration']?.['level'];
            const reference = refOf(override?.['descriptor']);
            if (typeof level !== 'string')
                continue;
            const { component, index, id } = reference;
            if (index !== undefined)
                levels.set(keyOf(number, { component, index }), level);
            if (id !== undefined)
                levels.set(keyOf(number, { component, id }), level);
        }
    });
    return ({ invocation, component, index, id }) => levels.size === 0
        ? undefined
        : (levels.get(keyOf(invocation, { component, ...(index === undefined ? {} : { index }) })) ??
            levels.get(keyOf(invocation, { component, ...(id === undefined ? {} : { id }) })));
}
/** Something that decides is in another file: what is here is not all of it. */
function checkElsewhere(references, place) {
    const outside = EXTERNAL.find((name) => {
        const value = references?.[name];
        return value !== undefined && value !== 0;
    });
    if (outside !== undefined)
        throw (0,refusal/* refusal */.x)(`${place} keeps ${outside} in other files or elsewhere in this one; have the tool write everything into its run`);
}


/***/ })

};
