export const id = 9645;
export const ids = [9645];
export const modules = {

/***/ 9645:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  eventsFromFork: () => (/* binding */ eventsFromFork)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/cdevents/parse.js
var parse = __webpack_require__(6324);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/host/github-trigger.js
var github_trigger = __webpack_require__(3209);
// EXTERNAL MODULE: ./build/report/escape.js
var report_escape = __webpack_require__(9924);
// EXTERNAL MODULE: ./build/cdevents/canonical.js
var canonical = __webpack_require__(9541);
// EXTERNAL MODULE: ./build/cdevents/create.js
var create = __webpack_require__(8459);
// EXTERNAL MODULE: ./build/cdevents/identity.js
var identity = __webpack_require__(197);
// EXTERNAL MODULE: ./build/cdevents/object.js
var object = __webpack_require__(4276);
// EXTERNAL MODULE: ./build/cdevents/validate.js + 5 modules
var validate = __webpack_require__(5742);
// EXTERNAL MODULE: ./build/cdevents/rows.js
var rows = __webpack_require__(7182);
// EXTERNAL MODULE: ./build/sources/outcome.js
var sources_outcome = __webpack_require__(9921);
;// CONCATENATED MODULE: ./build/sources/foreign-content.js



const MAX_NAME = 300;
const MAX_TEXT = 4096;
/** @param type short name of one of the six subjects of `foreign.ts` */
function contentOf(type, content, to) {
    const { subject, uri } = to;
    const [of = '', predicate = ''] = type.split('.');
    const ended = {
        // A step may say it in the forge's word, which is not the same for a cancel.
        outcome: typeof content.outcome === 'string' ? (0,sources_outcome/* outcomeOf */.s)(content.outcome) : undefined,
        errors: textOf(content.errors, MAX_TEXT),
    };
    switch (of) {
        case 'pipelinerun':
            return given({
                pipelineName: foreign_content_name(content.pipelineName) ?? 'pipeline',
                uri: to.run.id,
                ...(predicate === 'finished' ? ended : {}),
            });
        case 'taskrun':
            return given({
                taskName: foreign_content_name(content.taskName),
                uri: uri(content.uri),
                pipelineRun: to.run,
                ...(predicate === 'finished' ? ended : {}),
            });
        case 'build':
            // Its artifact would be theirs to name.
            return {};
        case 'testoutput':
            return given({
                outputType: word(content.outputType, rows/* OUTPUT_TYPE */.$5.words) ?? 'other',
                format: foreign_content_name(content.format) ?? 'application/octet-stream',
                uri: uri(content.uri),
                testCaseRun: part(content.testCaseRun, subject),
            });
        default:
            return given({
                ...(predicate === 'finished' ? { ...result(content), outcome: ended.outcome } : {}),
                ...(predicate === 'skipped' ? { reason: textOf(content.reason, MAX_TEXT) } : {}),
                ...(predicate === 'queued' || predicate === 'started' ? { trigger: trigger(content.trigger) } : {}),
                environment: to.environment,
                ...(of === 'testsuiterun'
                    ? { testSuite: thing(content.testSuite) }
                    : { testSuiteRun: part(content.testSuiteRun, subject), testCase: testCase(content.testCase) }),
            });
    }
}
function result(content) {
    return { severity: word(content.severity, rows/* SEVERITY */.C$.words), reason: textOf(content.reason, MAX_TEXT) };
}
function trigger(value) {
    const type = (0,object/* isObject */.G)(value) ? word(value.type, rows/* TRIGGER_TYPE */.IJ.words) : undefined;
    return type === undefined ? undefined : { type };
}
function thing(value) {
    const id = (0,object/* isObject */.G)(value) ? foreign_content_name(value.id) : undefined;
    if (!(0,object/* isObject */.G)(value) || id === undefined)
        return undefined;
    return given({ id, version: foreign_content_name(value.version), name: foreign_content_name(value.name) });
}
function testCase(value) {
    const found = thing(value);
    if (found === undefined || !(0,object/* isObject */.G)(value))
        return found;
    return given({ ...found, type: word(value.type, rows/* TEST_TYPE */.aN.words) });
}
function part(value, subject) {
    return (0,object/* isObject */.G)(value) && typeof value.id === 'string' ? { id: subject(value.id) } : undefined;
}
function foreign_content_name(value) {
    return textOf(value, MAX_NAME)?.replace(/\s+/gu, ' ');
}
function word(value, words) {
    return words.find((one) => one === value);
}
/** A text, bounded, without control characters and marks that turn the writing direction; empty is absent. */
function textOf(value, max) {
    if (typeof value !== 'string')
        return undefined;
    const text = value
        .slice(0, max * 2)
        .replace(/(?![\t\n])[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\p{Cs}]/gu, ' ')
        .trim()
        .slice(0, max)
        .replace(/[\uD800-\uDBFF]$/u, '');
    return text === '' ? undefined : text;
}
/** An address below the run's own page; any other would lead people who trust this repository elsewhere. */
function uriOf(text, run) {
    const base = `${run.replace(/\/attempts\/\d+$/u, '')}/`;
    if (typeof text !== 'string' || text.length > 2048 || !/^[\x21-\x7e]+$/u.test(text))
        return run;
    if (!URL.canParse(text))
        return run;
    const { href } = new URL(text);
    return href.startsWith(base) ? href : run;
}
function given(fields) {
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

;// CONCATENATED MODULE: ./build/sources/foreign.js
/**
 * What a pull request's own jobs say of themselves → events that the repository may pass on under its own name. Pure.
 *
 * A run of a fork's code has no identity, so it hands its events over as a file, and a workflow of the repository sends
 * them. That file is a stranger's: whoever opens a pull request writes it freely. Nothing of it may count as the
 * repository's own word, so of each event only what happened in that run is kept, field by field, and everything that
 * says what it is about comes from GitHub: repository, run, attempt and commit of the `workflow_run` event.
 *
 *  - no artifact, service, change or custom data of theirs is left, and no environment but `foreign`: a rule about an
 *    artifact, a service or an environment never finds such an event;
 *  - the id is made from a text that no other event's is made from: it is nobody else's, neither before nor after;
 *  - `customData.turnpike.foreign` says whose code it was.
 */








/** Where foreign tests ran: an environment that nobody deploys to, and no gate should ever be asked for. */
const FOREIGN_ENVIRONMENT = 'foreign';
const TYPE = /^dev\.cdevents\.((?:taskrun|pipelinerun|testsuiterun|testcaserun|testoutput|build)\.[a-z]+)\.\d+\.\d+\.\d+(?:-draft)?$/u;
/** @param lines each the text of one event */
function foreignEvents(lines, run) {
    const refused = [];
    const claimed = [];
    const known = new Set();
    for (const { where, text } of lines) {
        const read = readClaim(text, run);
        if ('why' in read)
            refused.push({ where, why: read.why });
        else if (!known.has((0,canonical/* digestOfJson */.Q)(read.event))) {
            known.add((0,canonical/* digestOfJson */.Q)(read.event));
            claimed.push({ where, ...read });
        }
    }
    const ids = new Map(claimed.map(({ event }) => [event.context.id, idOf(event, run)]));
    const events = [];
    for (const { where, event, type } of claimed) {
        try {
            events.push(rewritten(event, type, run, ids));
        }
        catch (error) {
            refused.push({ where, why: `cannot be passed on: ${(0,errors/* explain */.WE)(error)}` });
        }
    }
    const ending = events.length === 0 ? undefined : endOf(run, events);
    return { events: ending === undefined ? events : [...events, ending], refused };
}
function readClaim(text, run) {
    let value;
    try {
        value = (0,parse/* parseJson */.q)(text);
    }
    catch {
        // What it holds instead is not repeated: the file may be a link to one with secrets in it.
        return { why: 'is not JSON' };
    }
    const verdict = (0,validate/* validate */.t)(value);
    if (!verdict.valid)
        return { why: 'is not a valid CDEvent' };
    const { event } = verdict;
    const type = TYPE.exec(event.context.type)?.[1];
    if (type === undefined)
        return {
            why: `a pull request's run may tell of its runs, tests and builds only, not ${foreign_short(event.context.type)}`,
        };
    if (type === 'pipelinerun.finished' && run.ended !== undefined)
        return { why: 'how the run ended is what the forge says of it' };
    const { source } = event.context;
    if (source !== run.source)
        return { why: `its source is ${foreign_short(source)}, not ${run.source}` };
    const block = (0,object/* isObject */.G)(event.customData) ? event.customData.turnpike : undefined;
    const { run: said, commit } = (0,object/* isObject */.G)(block) ? block : {};
    if (said !== run.id)
        return { why: `it is of the run ${foreign_short(said)}, not ${run.id}` };
    // A pull request is tested as a merge commit that nobody pushed; the chain names the commit that was.
    if (commit !== run.commit && event.context.chainId !== (0,identity/* chainId */.t)(run.source, run.commit))
        return { why: `it is of the commit ${foreign_short(commit)}, not ${run.commit}` };
    return { event, type };
}
function rewritten(event, type, run, ids) {
    const subject = (id) => subjectOf(id, run);
    return (0,create/* create */.v)(type, {
        source: run.source,
        subject: {
            id: type.startsWith('pipelinerun.') ? run.id : subject(event.subject.id),
            content: contentOf(type, event.subject.content, {
                run: { id: run.id, source: run.source },
                environment: { id: FOREIGN_ENVIRONMENT },
                subject,
                uri: (text) => uriOf(text, run.id),
            }),
        },
        chainId: foreignChain(run),
        links: linksOf(event, ids),
        customData: foreignData(run),
    }, { id: idOf(event, run), now: momentOf(event.context.timestamp, run) });
}
/** The end of the run, in the forge's word: a job cannot hand over what happens after its last step. */
function endOf(run, events) {
    const { ended, endedAt } = run;
    if (ended === undefined || endedAt === undefined)
        return undefined;
    const begun = events.find(({ context }) => context.type.includes('.pipelinerun.started.'));
    return (0,create/* create */.v)('pipelinerun.finished', {
        source: run.source,
        subject: {
            id: run.id,
            content: { pipelineName: ended.name || 'pipeline', uri: run.id, outcome: ended.outcome },
        },
        chainId: foreignChain(run),
        links: begun === undefined ? [] : [{ linkType: 'PATH', from: { contextId: begun.context.id } }],
        customData: foreignData(run),
    }, {
        id: (0,identity/* eventId */.Q)({
            source: run.source,
            type: 'foreign run',
            run: run.id,
            attempt: 0,
            subject: ended.outcome,
        }),
        now: endedAt,
    });
}
/** Of the fork's own repository: what it says is in no chain of ours. */
function foreignChain(run) {
    return (0,identity/* chainId */.t)(run.repositoryUrl === '' ? `${run.id}#foreign` : run.repositoryUrl, run.commit);
}
function foreignData({ id, commit, repository, pullRequest }) {
    return {
        turnpike: {
            commit,
            run: id,
            foreign: { repository, run: id, commit, ...(pullRequest === undefined ? {} : { pullRequest }) },
        },
    };
}
/**
 * A function of all that was claimed, so that what is sent again is the same event. No other event's id is made from a
 * type with a space in it.
 */
function idOf(event, run) {
    return (0,identity/* eventId */.Q)({
        source: run.source,
        type: `foreign ${event.context.type}`,
        run: run.id,
        attempt: 0,
        subject: (0,canonical/* digestOfJson */.Q)(event),
    });
}
/** Subjects of the run stay what they are; any other name is one inside the run, so that it is nothing else's. */
function subjectOf(id, run) {
    const base = run.id.replace(/\/attempts\/\d+$/u, '');
    const text = textOf(id, 2048) ?? '';
    if ((text.startsWith(`${base}/`) || text.startsWith(`${base}#`)) && /^[\x21-\x7e]+$/u.test(text))
        return text;
    return `${run.id}#foreign-${(0,canonical/* digestOfJson */.Q)(text).slice('sha256:'.length, 'sha256:'.length + 32)}`;
}
/** Only between events of the same file. */
function linksOf(event, ids) {
    return (event.context.links ?? []).slice(0, 16).flatMap((link) => {
        const from = link.linkType === 'PATH' ? ids.get(link.from.contextId ?? '') : undefined;
        return from === undefined ? [] : [{ linkType: 'PATH', from: { contextId: from } }];
    });
}
/** A run's events happened while it ran. */
function momentOf(said, { startedAt, endedAt }) {
    const time = Date.parse(said);
    const from = startedAt === undefined ? -Infinity : Date.parse(startedAt);
    const until = endedAt === undefined ? Infinity : Date.parse(endedAt);
    if (time < from && startedAt !== undefined)
        return startedAt;
    if (time > until && endedAt !== undefined)
        return endedAt;
    return new Date(time).toISOString();
}
function foreign_short(value) {
    const text = typeof value === 'string' ? value : '';
    return text === '' ? 'no other' : JSON.stringify(text.length > 120 ? `${text.slice(0, 117)}…` : text);
}

;// CONCATENATED MODULE: ./build/actions/from-fork.js
/**
 * Files that a pull request's jobs handed over → events that this repository passes on. In a `workflow_run` workflow
 * only: it is started by GitHub, runs the default branch's code, and is told which run it follows. Loaded only then.
 */








const MAX_FILES = 100;
const MAX_BYTES = 16 * 1024 * 1024;
const MAX_LINES = 5_000;
/** No event of a run is longer: the store refuses it. */
const MAX_LINE = 1024 * 1024;
/** How deep a downloader puts the artifacts of many jobs. */
const MAX_DEPTH = 3;
const MAX_ROWS = 20;
/**
 * @param paths files, or folders of `.ndjson` files
 * @param only the run that is expected: its number, where a person gives it
 * @returns events made of what the files say, each about this run only; what is not passed on is told
 * @throws TurnpikeError USAGE in any other workflow
 */
async function eventsFromFork(paths, host, deps, only) {
    const run = (0,github_trigger/* triggeringRun */.M)(deps.env, await payloadOf(deps), host.facts);
    if (run === undefined)
        throw new errors/* TurnpikeError */.PJ('USAGE', 'Events of a fork are passed on only by a workflow that is started by workflow_run in the same repository: GitHub tells it there whose run it was');
    if (only !== undefined && only !== run.number)
        throw new errors/* TurnpikeError */.PJ('USAGE', `The run ${only.slice(0, 40)} is asked for, and this workflow was started by the run ${run.number}`);
    const { lines, left } = readLines(paths);
    const foreign = foreignEvents(lines, factsOf(run, host));
    await tell({ ...foreign, refused: [...left, ...foreign.refused] }, run, host);
    return foreign.events;
}
async function payloadOf({ env, readText }) {
    try {
        return (0,parse/* parseJson */.q)(await readText(env.GITHUB_EVENT_PATH ?? ''));
    }
    catch {
        return undefined;
    }
}
function factsOf(run, { facts }) {
    const { id, commit, head, pullRequest, startedAt, endedAt, conclusion, name } = run;
    const outcome = (0,sources_outcome/* outcomeOf */.s)(conclusion);
    return {
        id,
        source: facts.source,
        commit,
        repository: head.repository,
        repositoryUrl: head.url,
        ...(pullRequest === undefined ? {} : { pullRequest }),
        ...(startedAt === undefined ? {} : { startedAt }),
        ...(endedAt === undefined ? {} : { endedAt }),
        ...(outcome === undefined ? {} : { ended: { outcome, name } }),
    };
}
function readLines(paths) {
    const left = [];
    const files = paths.flatMap((path) => filesAt(path, left));
    for (const { name } of files.slice(MAX_FILES))
        left.push({ where: name, why: `is one file too many: ${MAX_FILES} are read` });
    const lines = [];
    let bytes = 0;
    for (const { path, name } of files.slice(0, MAX_FILES)) {
        const text = from_fork_textOf(path, MAX_BYTES - bytes);
        if (text === undefined) {
            left.push({ where: name, why: `is no plain file, or more than ${MAX_BYTES} bytes with the others` });
            continue;
        }
        bytes += Buffer.byteLength(text);
        for (const [index, line] of text.split(/\r?\n/).entries()) {
            if (line.trim() === '')
                continue;
            const where = `${name}, line ${index + 1}`;
            if (lines.length >= MAX_LINES) {
                left.push({ where, why: `and what follows it is left out: ${MAX_LINES} events of a run are read` });
                return { lines, left };
            }
            if (line.length > MAX_LINE)
                left.push({ where, why: 'is longer than any event may be' });
            else
                lines.push({ where, text: line });
        }
    }
    return { lines, left };
}
/** Whoever made the archive chose the names and what they are: links are not followed. */
function filesAt(path, left) {
    const facts = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
    if (facts === undefined) {
        // The jobs may have been skipped, or had an identity of their own.
        left.push({
            where: path,
            why: 'is not there: the run handed nothing over, or its artifact is not downloaded',
        });
        return [];
    }
    if (!facts.isDirectory())
        return [{ path, name: path }];
    const found = [];
    const look = (folder, below, depth) => {
        for (const entry of (0,external_node_fs_.readdirSync)(folder, { withFileTypes: true }).sort(byName)) {
            if (found.length > MAX_FILES)
                return;
            const name = `${below}${entry.name}`;
            const inside = (0,external_node_path_.join)(folder, entry.name);
            if (entry.isDirectory() && depth < MAX_DEPTH)
                look(inside, `${name}/`, depth + 1);
            else if (/\.(ndjson|jsonl)$/i.test(entry.name))
                found.push({ path: inside, name });
            else
                left.push({ where: name, why: 'is no .ndjson file' });
        }
    };
    look(path, '', 1);
    return found;
}
function byName(a, b) {
    return a.name < b.name ? -1 : 1;
}
/** Bounded, and of a plain file: looked at and read through one handle, so that it cannot be exchanged in between. */
function from_fork_textOf(path, most) {
    const noFollow = process.platform === 'win32' ? 0 : external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK;
    let handle;
    try {
        if ((0,external_node_fs_.lstatSync)(path).isSymbolicLink())
            return undefined;
        handle = (0,external_node_fs_.openSync)(path, external_node_fs_.constants.O_RDONLY | noFollow);
    }
    catch {
        return undefined;
    }
    try {
        const facts = (0,external_node_fs_.fstatSync)(handle);
        if (!facts.isFile() || facts.size > most)
            return undefined;
        const buffer = Buffer.alloc(facts.size);
        return buffer.toString('utf8', 0, (0,external_node_fs_.readSync)(handle, buffer, 0, buffer.length, 0));
    }
    finally {
        (0,external_node_fs_.closeSync)(handle);
    }
}
async function tell({ events, refused }, run, host) {
    const whose = run.head.repository === '' ? 'a fork that is gone' : run.head.repository;
    host.log(`${events.length} of run ${run.number} (${whose}, commit ${run.commit}) are passed on.`);
    for (const { where, why } of refused.slice(0, MAX_ROWS))
        host.log(`Not passed on: ${where}: ${why}`);
    if (refused.length > MAX_ROWS)
        host.log(`and ${refused.length - MAX_ROWS} more`);
    if (refused.length === 0)
        return;
    const rows = refused.slice(0, MAX_ROWS).map(({ where, why }) => (0,report_escape/* gfm */.Te) `- ${where}: ${why}`.text);
    if (refused.length > MAX_ROWS)
        rows.push(`- and ${refused.length - MAX_ROWS} more`);
    const title = (0,report_escape/* gfm */.Te) `### Not passed on of the run of ${whose}`.text;
    await host.summary([title, '', ...rows, '', ''].join('\n'));
}


/***/ }),

/***/ 9924:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ar: () => (/* binding */ htmlLink),
/* harmony export */   Cm: () => (/* binding */ linkTarget),
/* harmony export */   Hg: () => (/* binding */ mermaidText),
/* harmony export */   Jj: () => (/* binding */ cut),
/* harmony export */   Te: () => (/* binding */ gfm),
/* harmony export */   V4: () => (/* binding */ mdSign),
/* harmony export */   W7: () => (/* binding */ mdHover),
/* harmony export */   YF: () => (/* binding */ mdLink),
/* harmony export */   YT: () => (/* binding */ htmlJoin),
/* harmony export */   _n: () => (/* binding */ xml),
/* harmony export */   bC: () => (/* binding */ mdText),
/* harmony export */   hw: () => (/* binding */ htmlInstructions),
/* harmony export */   js: () => (/* binding */ htmlText),
/* harmony export */   kc: () => (/* binding */ logText),
/* harmony export */   ob: () => (/* binding */ htm),
/* harmony export */   pj: () => (/* binding */ plain),
/* harmony export */   pu: () => (/* binding */ mdInstructions),
/* harmony export */   q6: () => (/* binding */ mdJoin),
/* harmony export */   xK: () => (/* binding */ xmlText),
/* harmony export */   xs: () => (/* binding */ mdCode)
/* harmony export */ });
/* unused harmony export escapeHtml */
/**
 * All escaping. Over 300 lines because it is one file on purpose: what is safe is decided here and nowhere else.
 * Every string in a decision may come from a stranger: a producer, a requester, a policy author.
 *
 * Two steps, always in this order:
 * 1. `plain` makes one line of visible text: controls, bidirectional marks, invisible characters and the marks
 *    that Turnpike itself uses for results are written out as `⟨U+202E⟩`, so nothing can hide and no tick can be
 *    forged; long strings are cut with `…`.
 * 2. The tagged templates `gfm`, `htm` and `xml` escape whatever is put into them for their language. Only what
 *    one of them built passes unescaped, so forgetting to escape is not possible, and a decision that was read
 *    from JSON cannot claim to be escaped already (the brand is a symbol).
 */
const LANGUAGE = Symbol('language of the markup');
/** Characters shown of one string, unless the caller says otherwise. */
const DEFAULT_LENGTH = 300;
/**
 * Signs that look like a result. Turnpike writes its own; a stranger's are written out, or a test run named
 * “✅ approved” would stand in the page as if the gate had said it.
 */
const RESULT_SIGNS = '\u2705\u2713\u2714\u2611\u2612\u237B\u221A\u26D4\u274C\u274E\u2716\u2717\u2718\u26A0\u23F3\u231B\u2757\u2755' +
    '\u2796\u23ED\u{1F5F8}\u{1F5F9}\u{1F5F4}\u{1F5F5}\u{1F6AB}\u{1F6D1}\u{1F7E0}-\u{1F7EB}\u{1F534}\u{1F535}' +
    '\u{1F197}\u{1F49A}\u{1F44D}\u{1F44E}';
/** Printable ASCII with single spaces between: most strings, and nothing to do. */
const HARMLESS = /^(?:[!-~]+(?: [!-~]+)*)?$/;
const SPACES = /[\s\u0085\u001C-\u001F]+/gu;
/**
 * Controls, format characters (bidirectional marks, zero width, tags), private use, non-characters, everything
 * a font may leave blank, and the result signs. Variation selectors and joiners are handled before.
 */
const SUSPECT = new RegExp(`[\\p{Cc}\\p{Cf}\\p{Co}\\p{Default_Ignorable_Code_Point}\\p{Noncharacter_Code_Point}\\u2800${RESULT_SIGNS}]`, 'gu');
const VARIATION_SELECTORS = /[\uFE0E\uFE0F]/gu;
/** Joiners that a script or an emoji needs: between two pictures, or two letters of a joining script. */
const HONEST_JOINER = /(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Script=Arabic}|\p{Script=Devanagari}|\p{M})[\u200C\u200D](?=\p{Extended_Pictographic}|\p{Script=Arabic}|\p{Script=Devanagari})/gu;
/** More marks on one letter than any language needs: they would run over the lines above and below. */
const STACKED_MARKS = /(\p{M}{3})\p{M}+/gu;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
/**
 * One line of visible text of at most `length` characters (code points), cut with `…`.
 * Everything invisible or misleading is written as `⟨U+XXXX⟩`; runs of white space become one space.
 */
function plain(value, length = DEFAULT_LENGTH) {
    if (typeof value === 'string' && value.length <= length && HARMLESS.test(value))
        return value;
    const given = typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
    const text = (given ?? '')
        // A bound on the work first: a megabyte of text is not scanned to show 300 characters.
        .slice(0, length * 4 + 64)
        .toWellFormed()
        .replace(SPACES, ' ')
        .trim()
        .replace(VARIATION_SELECTORS, '')
        .replace(STACKED_MARKS, '$1');
    const kept = new Set();
    for (const match of text.matchAll(HONEST_JOINER))
        kept.add(match.index);
    const visible = text.replace(SUSPECT, (sign, offset) => (kept.has(offset) ? sign : written(sign)));
    return cut(visible, length);
}
function written(sign) {
    const code = sign.codePointAt(0) ?? 0;
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
/** At most `length` code points, the last one `…` where something was cut; never half a character. */
function cut(text, length) {
    if (text.length <= length)
        return text;
    const points = Array.from(text);
    return points.length <= length
        ? text
        : `${points
            .slice(0, Math.max(0, length - 1))
            .join('')
            .trimEnd()}…`;
}
/**
 * Text for a log line. `##[…]`, `##vso[…]` and `##teamcity[…]` are commands to some runners wherever they stand in a
 * line; `::name::` only where a line begins, so log lines begin with a word of ours.
 */
function logText(value, length = DEFAULT_LENGTH) {
    return plain(value, length).replace(/##(?=[[a-z])/giu, '# #');
}
/** The address, normalised, when it is a plain http or https link; else undefined (it is shown as text then). */
function linkTarget(value) {
    if (value === undefined ||
        value.length > 2000 ||
        value.endsWith('…') ||
        !/^https?:\/\/[^\s\p{C}]+$/iu.test(value))
        return undefined;
    if (!URL.canParse(value))
        return undefined;
    const url = new URL(value);
    // `https://github.com@evil.example` reads like another host than it opens.
    if (url.username !== '' || url.password !== '')
        return undefined;
    return url.href;
}
/* ---------- Markdown (GitHub and GitLab) ---------- */
/** Ends a text node, so that the forges' own filters do not see a mention, a reference or an emoji code. */
const SPLIT = '<span></span>';
/**
 * Escapes for every inline place of GFM and GLFM, table cells included. Entities, not backslashes: an entity is never
 * structure, in no parser. Mentions, references, emoji codes, maths and bare links are found by the forges *after*
 * Markdown, in text nodes, where escapes are gone; there only an element between the characters helps.
 */
function escapeMarkdown(text) {
    return (text
        .replace(/[&<>`*_\\|\]]/g, (sign) => `&#${sign.charCodeAt(0)};`)
        .replace(/\bwww\./gi, (match) => `${match.slice(0, 3)}${SPLIT}.`)
        .replace(/\bGH-(?=\d)/gi, (match) => `${match}${SPLIT}`)
        // `://` is a link, `:name:` a picture (but `:52:` in a time is not: no picture has a name of two digits).
        .replace(/:\/\//g, `:${SPLIT}/${SPLIT}/`)
        .replace(/:(?!\d\d:)(?=[\w+-]+:)/g, `:${SPLIT}`)
        .replace(/\$/g, '<span>$</span>')
        // Not the `#` of an entity just written.
        .replace(/(?<!&)#|[@!~^%[{}]/g, (sign) => `&#${sign.charCodeAt(0)};${SPLIT}`)
        .replace(/&#38;/g, `&amp;${SPLIT}`)
        .replace(/^[-+]/, (sign) => `&#${sign.charCodeAt(0)};`)
        .replace(/^(\d{1,9})([.)])(?=\s|$)/, (_, digits, sign) => `${digits}&#${sign.charCodeAt(0)};`));
}
/** Isolates right-to-left text, so that it does not reorder what stands beside it. */
function isolated(text) {
    return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}
function gfm(strings, ...parts) {
    return build('markdown', strings, parts, (text) => isolated(escapeMarkdown(plain(text))));
}
/** Markdown text with a length of its own. */
function mdText(text, length) {
    return markup('markdown', isolated(escapeMarkdown(plain(text, length))));
}
/** The signs Turnpike itself writes beside its words. Nothing else gets past `plain` as a sign. */
const OWN_SIGNS = new Set(['✅', '⛔', '⏳', '❗', '⚠️', '➖']);
function mdSign(sign) {
    return markup('markdown', OWN_SIGNS.has(sign) ? sign : '');
}
/** The parts that are there, with a separator of ours between them. */
function mdJoin(parts, separator) {
    const there = parts.filter((part) => part !== undefined);
    return markup('markdown', there.map((part) => gfm `${part}`.text).join(separator));
}
/**
 * Instructions: `code` between backticks becomes code, and an address becomes a link that shows exactly where it goes.
 * Nothing else in it is markup. An address that also stands in one of the `strangers`' strings stays text: instructions
 * are the policy author's, but may quote a producer.
 */
function mdInstructions(text, strangers = [], length = 600) {
    const pieces = instructionPieces(text, strangers, length).map(({ kind, text: piece }) => {
        if (kind === 'code')
            return mdCode(piece, length).text;
        if (kind === 'link')
            return mdLink(mdText(linkTarget(piece) ?? piece, length), piece).text;
        return isolated(escapeMarkdown(piece));
    });
    return markup('markdown', pieces.join(''));
}
function instructionPieces(text, strangers, length) {
    return plain(text, length)
        .split(/(`[^`]+`|https?:\/\/[^\s<>"'`|]*[^\s<>"'`|.,;:!?)\]…])/iu)
        .filter((piece) => piece !== '')
        .map((piece) => {
        if (piece.length > 2 && piece.startsWith('`') && piece.endsWith('`'))
            return { kind: 'code', text: piece.slice(1, -1) };
        const ours = linkTarget(piece) !== undefined && !strangers.some((said) => said.includes(piece));
        return { kind: ours ? 'link' : 'text', text: piece };
    });
}
/** A link when the target may be one, else just the label. */
function mdLink(label, target) {
    const href = linkTarget(target);
    if (href === undefined)
        return gfm `${label}`;
    // Inside a destination only what RFC 3986 leaves unreserved and the delimiters Markdown does not know stay.
    const safe = href.replace(/[^A-Za-z0-9\-._~:/?#@&;=%+,]/g, (sign) => encodeURIComponent(sign).replace(/[!'()*]/g, hex));
    return markup('markdown', `[${gfm `${label}`.text}](${safe.replaceAll('&', '&amp;')})`);
}
/** Fixed-width text, e.g. a digest. An element, not backticks: it is closed by nothing that it can hold. */
function mdCode(text, length) {
    return markup('markdown', `<code>${escapeMarkdown(plain(text, length))}</code>`);
}
/** Text with an explanation on hover. `abbr` with `title` is what both forges' sanitizers let through. */
function mdHover(text, hover) {
    // Kept on one line: an age that is broken over three lines is what makes a narrow column hard to read.
    const kept = plain(text, 80)
        .split(' ')
        .map((word) => escapeMarkdown(word))
        .join('&nbsp;');
    return markup('markdown', `<abbr title="${escapeAttribute(plain(hover, 80))}">${kept}</abbr>`);
}
/** An attribute inside a table cell: no pipe, no character that Markdown looks at. */
function escapeAttribute(text) {
    return text.replace(/[^A-Za-z0-9 .,:/\u0080-\u{10FFFF}-]/gu, (sign) => `&#${sign.codePointAt(0)};`);
}
/* ---------- HTML and XML ---------- */
function escapeHtml(text) {
    return text.replace(/[&<>"'`]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
function htm(strings, ...parts) {
    return build('html', strings, parts, (text) => {
        const escaped = escapeHtml(plain(text));
        // Not an element: the place may be an attribute or an SVG text.
        return isolated(escaped);
    });
}
function htmlText(text, length) {
    return markup('html', isolated(escapeHtml(plain(text, length))));
}
function htmlLink(label, target) {
    const href = linkTarget(target);
    if (href === undefined)
        return htm `${label}`;
    return markup('html', `<a href="${escapeHtml(href)}" rel="noopener noreferrer nofollow">${htm `${label}`.text}</a>`);
}
function htmlJoin(parts, separator) {
    const there = parts.filter((part) => part !== undefined);
    return markup('html', there.map((part) => htm `${part}`.text).join(separator));
}
function htmlInstructions(text, strangers = [], length = 600) {
    const pieces = instructionPieces(text, strangers, length).map(({ kind, text: piece }) => {
        if (kind === 'code')
            return htm `<code>${htmlText(piece, length)}</code>`.text;
        if (kind === 'link')
            return htmlLink(htmlText(linkTarget(piece) ?? piece, length), piece).text;
        return isolated(escapeHtml(piece));
    });
    return markup('html', pieces.join(''));
}
/** GitLab takes `[[ATTACHMENT|path]]` in JUnit output as the path of a file to show. */
function escapeXml(text) {
    return text
        .replace(/\[\[(?=\s*ATTACHMENT)/gi, '[ [')
        .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
function xml(strings, ...parts) {
    return build('xml', strings, parts, (text) => escapeXml(plain(text, 600)));
}
/** XML text with a length of its own. */
function xmlText(text, length) {
    return markup('xml', escapeXml(plain(text, length)));
}
/* ---------- Mermaid ---------- */
/**
 * Text for a Mermaid label. Its grammar has no escape that works everywhere (`:`, `;` and `#` end a label, `%%` starts a
 * comment or a directive), so only what is surely harmless stays.
 */
function mermaidText(text, length = 40) {
    return plain(text, length)
        .replace(/[^\p{L}\p{N}\p{M} ._/+…()-]/gu, ' ')
        .replace(/--+/g, '-')
        .replace(/ +/g, ' ')
        .trim();
}
/* ---------- the templates' one engine ---------- */
function markup(language, text) {
    return Object.freeze({ [LANGUAGE]: language, text });
}
function build(language, strings, parts, escape) {
    const render = (part) => {
        if (part === undefined)
            return '';
        if (typeof part === 'string')
            return escape(part);
        if (typeof part === 'number')
            return String(part);
        if (Array.isArray(part))
            return part.map(render).join('');
        const one = part;
        // Anything else (a value from JSON with the wrong type) is text like any other.
        return one[LANGUAGE] === language ? one.text : escape(JSON.stringify(part) ?? '');
    };
    return markup(language, strings.map((fixed, at) => fixed + (at < parts.length ? render(parts[at]) : '')).join(''));
}
function hex(sign) {
    return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}


/***/ })

};
