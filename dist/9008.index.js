export const id = 9008;
export const ids = [9008,873];
export const modules = {

/***/ 2331:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $6: () => (/* binding */ problemFiles),
/* harmony export */   FW: () => (/* binding */ outcomeOfAll),
/* harmony export */   N4: () => (/* binding */ note),
/* harmony export */   P1: () => (/* binding */ nothingCollected)
/* harmony export */ });
const MAX_NOTES = 20;
function nothingCollected() {
    return {
        files: [],
        absent: [],
        suites: [],
        counts: undefined,
        failures: [],
        scans: [],
        sboms: [],
        coverage: undefined,
        statements: 0,
        notes: [],
    };
}
/** A sentence for people; the first twenty are enough. */
function note(into, sentence) {
    if (into.notes.length < MAX_NOTES && !into.notes.includes(sentence))
        into.notes.push(sentence);
}
function problemFiles({ files }) {
    return files.filter((file) => file.problem !== undefined);
}
/**
 * The worst of what was read: a failed suite or scan is a failure; a file that could not be read is an error, and so is a
 * suite that did not run. Undefined where nothing that has an outcome was asked for.
 */
function outcomeOfAll(collected) {
    const outcomes = [...collected.suites, ...collected.scans].map(({ outcome }) => outcome);
    if (problemFiles(collected).length > 0)
        outcomes.push('error');
    return ['failure', 'error', 'cancel', 'success'].find((one) => outcomes.includes(one));
}


/***/ }),

/***/ 9008:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  finishWithEvidence: () => (/* binding */ finishWithEvidence),
  runEvidence: () => (/* binding */ runEvidence)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/actions/artifacts.js
var actions_artifacts = __webpack_require__(2451);
// EXTERNAL MODULE: ./build/sources/described.js + 1 modules
var described = __webpack_require__(7778);
// EXTERNAL MODULE: ./build/sources/reports/report-binding.js
var report_binding = __webpack_require__(4527);
;// CONCATENATED MODULE: ./build/sources/reports/output-event.js

/** The subject is where the file can be read, else its digest: the same file in two jobs is one output. */
function outputEvent(file, context, { format, outputType = 'report' }) {
    return {
        type: 'testoutput.published',
        subject: file.uri ?? `urn:turnpike:file:${file.digest}`,
        content: { outputType, format, ...(file.uri === undefined ? {} : { uri: file.uri }) },
        ...(0,report_binding/* boundTo */.s)(context),
        customData: {
            turnpike: {
                file: { path: file.path.slice(0, 1000).toWellFormed(), bytes: file.bytes, digest: file.digest },
            },
        },
    };
}

// EXTERNAL MODULE: ./build/actions/collected.js
var actions_collected = __webpack_require__(2331);
// EXTERNAL MODULE: ./build/actions/report-kinds.js
var report_kinds = __webpack_require__(6186);
;// CONCATENATED MODULE: ./build/actions/collect.js





/** Files that are named in events of their own; more are counted. */
const MAX_OUTPUTS = 100;
const MEDIA = {
    junit: 'application/xml',
    tap: 'text/plain',
    attestation: 'application/json',
    sbom: 'application/json',
    sarif: 'application/sarif+json',
    coverage: 'text/plain',
};
/** SBOMs and statements have events of their own, which name the file. */
const IS_OUTPUT = new Set(['junit', 'tap', 'sarif', 'coverage']);
/**
 * Reads every file and hands over the events in the order of a delivery: tests, statements, SBOMs, scans, coverage.
 * @param put takes valid events; what it returns is waited for, so that no more is made than can be sent
 */
async function collect(asked, artifacts, host, deps, put) {
    const into = (0,actions_collected/* nothingCollected */.P1)();
    const reading = createReading(asked, artifacts, into, host, deps, put);
    const paths = await found(asked.files, into, deps);
    const tests = ['junit', 'tap'].filter((kind) => asked.files[kind] !== undefined);
    if (tests.some((kind) => paths[kind].length > 0) || mustTellAbsent(asked, tests)) {
        await (await __webpack_require__.e(/* import() */ 8505).then(__webpack_require__.bind(__webpack_require__, 8505))).collectTests(paths, reading);
    }
    const documents = report_kinds/* KINDS */.GW.filter((kind) => kind !== 'junit' && kind !== 'tap' && paths[kind].length > 0);
    if (documents.length > 0)
        await (await __webpack_require__.e(/* import() */ 4037).then(__webpack_require__.bind(__webpack_require__, 4037))).collectDocuments(paths, reading);
    return into;
}
/** Tests that left no report have not passed, and an older success must not stand for them. */
function mustTellAbsent(asked, tests) {
    return tests.length > 0 && asked.ifNoFilesFound !== 'ignore';
}
async function found(files, into, deps) {
    const paths = {
        junit: [],
        tap: [],
        attestation: [],
        sbom: [],
        sarif: [],
        coverage: [],
    };
    for (const kind of report_kinds/* KINDS */.GW) {
        const patterns = files[kind];
        if (patterns === undefined || patterns.length === 0)
            continue;
        const answer = await deps.glob(patterns);
        for (const sentence of answer.notes)
            (0,actions_collected/* note */.N4)(into, sentence);
        if (answer.paths.length === 0)
            into.absent.push({ kind, patterns });
        paths[kind] = answer.paths;
    }
    return paths;
}
function createReading(asked, artifacts, into, host, deps, put) {
    const { environment, service, change } = asked;
    // One moment for the whole call: the events of a report are one statement.
    const now = deps.now();
    const context = {
        facts: host.facts,
        now,
        artifacts,
        ...(environment === undefined ? {} : { environment }),
        ...(service === undefined ? {} : { service }),
        ...(change === undefined ? {} : { change }),
    };
    let outputs = 0;
    const ends = new Map();
    const say = async (descriptions) => {
        const said = descriptions.map((each) => withoutHiding(each, ends));
        if (said.length > 0)
            await put(eventsOf(said, context, into));
    };
    return {
        asked,
        context,
        into,
        deps,
        say,
        unreadable(kind, path, error) {
            const problem = problemOf(error, path);
            into.files.push({ kind, path, problem });
            return problem;
        },
        fileOf(path, opened) {
            const read = opened.read();
            if (read === undefined)
                throw new errors/* TurnpikeError */.PJ('INVALID_REPORT', `${path} was not read to its end`);
            const uri = addressOf(path, asked, host);
            return { path, ...read, ...(uri === undefined ? {} : { uri }) };
        },
        async done(kind, file) {
            into.files.push({ kind, path: file.path });
            if (!IS_OUTPUT.has(kind))
                return;
            outputs++;
            if (outputs <= MAX_OUTPUTS)
                await say([outputEvent(file, context, { format: MEDIA[kind] })]);
            else
                (0,actions_collected/* note */.N4)(into, `Only the first ${MAX_OUTPUTS} files are named in events of their own; all of them are read.`);
        },
    };
}
/**
 * The end of a suite that did not end well stays the end of it for this call. A report chooses its own name (SARIF's tool,
 * a statement's suite), and the later one of two counts: so nobody's scan may stand where the tests have failed.
 */
function withoutHiding(description, ends) {
    if (!description.type.includes('testsuiterun.finished'))
        return description;
    const { testSuite, outcome, reason } = (description.content ?? {});
    const id = testSuite?.id ?? '';
    const before = ends.get(id);
    if (outcome !== 'success') {
        if (before === undefined)
            ends.set(id, { outcome: outcome ?? 'error', reason: reason ?? '' });
        return description;
    }
    if (before === undefined)
        return description;
    const why = `${reason ?? outcome}; another report of this suite in the same step: ${before.reason || before.outcome}`;
    return {
        ...description,
        content: { ...description.content, outcome: before.outcome, reason: why.slice(0, 2000).toWellFormed() },
    };
}
/** One description that makes no valid event costs nobody the others. */
function eventsOf(descriptions, context, into) {
    try {
        return (0,described/* describe */.q)(descriptions, context.facts, context.now);
    }
    catch (error) {
        if (!(error instanceof errors/* TurnpikeError */.PJ))
            throw error;
    }
    return descriptions.flatMap((one) => {
        try {
            return (0,described/* describe */.q)([one], context.facts, context.now);
        }
        catch (error) {
            if (!(error instanceof errors/* TurnpikeError */.PJ))
                throw error;
            (0,actions_collected/* note */.N4)(into, `An event ${one.type} could not be made and is not sent: ${(0,errors/* explain */.WE)(error)}`);
            return [];
        }
    });
}
/** What is wrong with a file, with the place in it where that is known. */
function problemOf(error, path) {
    if (!(error instanceof errors/* TurnpikeError */.PJ))
        return { message: (0,errors/* explain */.WE)(error) };
    const [first] = error.problems;
    const { line, column } = first ?? {};
    const message = (0,errors/* explain */.WE)(error);
    const said = first !== undefined && !message.includes(first.message) ? `${message}: ${first.message}` : message;
    return {
        message: said.startsWith(`${path} `) || said.startsWith(`${path}:`) ? said.slice(path.length + 1).trim() : said,
        ...(line === undefined ? {} : { line }),
        ...(column === undefined ? {} : { column }),
    };
}
/** The page of the job's artifacts, unless somebody knows a better one. */
function addressOf(path, { uri }, { facts }) {
    if (uri !== undefined)
        return uri.replaceAll('{path}', path.split('/').map(encodeURIComponent).join('/'));
    // Each file is a subject of its own, also where one page is all that is known of them.
    const query = `?file=${encodeURIComponent(path.toWellFormed())}`;
    if (facts.forge === 'gitlab')
        return `${facts.job.url}/artifacts/browse${query}`;
    return facts.forge === 'github' ? `${facts.run.url}${query}#artifacts` : undefined;
}

// EXTERNAL MODULE: ./build/actions/failure.js
var failure = __webpack_require__(4622);
// EXTERNAL MODULE: ./build/actions/project.js
var project = __webpack_require__(3053);
// EXTERNAL MODULE: ./build/actions/deliver.js + 1 modules
var deliver = __webpack_require__(8394);
// EXTERNAL MODULE: ./build/client/spool.js
var spool = __webpack_require__(873);
;// CONCATENATED MODULE: ./build/actions/kept-events.js

/** A line break for each, and a little for what a reader counts differently. */
const ROOM = { events: spool/* MAX_EVENTS */.B, bytes: spool.MAX_BYTES - 64 * 1024 };
function createKeptEvents() {
    const cases = createPile();
    const others = createPile();
    let count = 0;
    return {
        add(events) {
            for (const event of events)
                (isCase(event) ? cases : others).add(event, count++);
        },
        result() {
            const first = others.within(ROOM);
            const left = {
                events: ROOM.events - first.length,
                bytes: ROOM.bytes - first.reduce((sum, { bytes }) => sum + bytes, 0),
            };
            const events = [...first, ...cases.within(left)]
                .sort((a, b) => a.at - b.at)
                .map(({ text }) => JSON.parse(text));
            return { events, leftOut: count - events.length };
        },
    };
}
/** Never holds more than all the room there is, however much is added. */
function createPile() {
    const kept = [];
    let size = 0;
    return {
        add(event, at) {
            if (kept.length >= ROOM.events || size >= ROOM.bytes)
                return;
            const text = JSON.stringify(event);
            const bytes = Buffer.byteLength(text) + 1;
            size += bytes;
            kept.push({ text, at, bytes });
        },
        within(room) {
            let bytes = 0;
            let many = 0;
            while (many < Math.min(kept.length, room.events)) {
                bytes += kept[many].bytes;
                if (bytes > room.bytes)
                    break;
                many++;
            }
            return kept.slice(0, many);
        },
    };
}
function isCase({ context }) {
    return context.type.includes('.testcaserun.');
}

// EXTERNAL MODULE: ./build/actions/pending.js
var actions_pending = __webpack_require__(5815);
;// CONCATENATED MODULE: ./build/actions/stream-delivery.js




/** Events that travel together at most; the sender makes requests of a hundred of them, and fewer wait in memory. */
const PIECE = 200;
/** The same in bytes: a signed statement may have a megabyte. */
const PIECE_BYTES = 4 * 1024 * 1024;
/** What a healthy store takes for a hundred events at most; what it takes longer counts as waiting for it. */
const HEALTHY_MS = 250;
/** Whoever passes a file on that was handed over reads 5,000 events and 16 MiB: room is left for what is not a case. */
const MAX_HANDED_CASES = 4000;
/** Refused events that are told one by one. */
const MAX_REFUSED = 1000;
const MAX_LINES = 20;
async function streamTo(to, host, deps, clock = () => performance.now()) {
    const handedOver = (0,deliver/* isHandedOver */.nc)(to, deps);
    if (to.store === undefined && !handedOver)
        return streamToNowhere(to, host);
    const store = to.store ?? '';
    const pending = await (0,actions_pending/* pendingFor */.R1)(`${to.format ?? 'turnpike'} ${store}`, deps, host.facts);
    const sending = createSending((0,deliver/* senderFor */.rG)(to, store, host, deps), to, host, clock);
    if (pending.events.length > 0) {
        host.log(`Sending ${(0,deliver/* countOf */.pq)(pending.events.length)} again that did not arrive before.`);
        await inPieces(pending.events, (piece) => sending.send(piece));
    }
    let waiting = [];
    let bytes = 0;
    let cases = 0;
    let pieces = 0;
    const flush = async () => {
        const piece = waiting;
        waiting = [];
        bytes = 0;
        if (piece.length === 0)
            return;
        pieces++;
        await sending.send(piece);
    };
    return {
        async put(events) {
            for (const event of events) {
                if (handedOver && isCase(event) && ++cases > MAX_HANDED_CASES) {
                    sending.told.leftOut++;
                    continue;
                }
                waiting.push(event);
                bytes += sizeOf(event);
                if (waiting.length >= PIECE || bytes >= PIECE_BYTES)
                    await flush();
            }
        },
        async end() {
            // Of a call of one piece, all is on its way now: kept meanwhile, because whoever cancels the job ends this at once.
            const all = pieces === 0 ? [...pending.events, ...waiting] : [];
            let holding;
            const holds = setTimeout(() => {
                if (all.length > 0)
                    holding = pending.hold(all);
            }, deliver/* BUDGET_MS */.V_.held);
            await flush();
            clearTimeout(holds);
            await holding;
            return await ended(sending, pending, to, host, deps);
        },
    };
}
function streamToNowhere(to, host) {
    let count = 0;
    return {
        async put(events) {
            count += events.length;
        },
        end: () => (0,deliver/* withoutStore */.C8)(count, to, host),
    };
}
/**
 * The whole call waits for a store in trouble no longer than one step's budget: when that is used up, or the store does
 * not answer at all, nothing more is tried.
 */
function createSending(client, to, host, clock) {
    const kept = createKeptEvents();
    const told = { sent: 0, refused: 0, leftOut: 0 };
    const refused = [];
    const unprinted = { lines: 0 };
    let left = to.last === true ? deliver/* BUDGET_MS */.V_.last : deliver/* BUDGET_MS */.V_.usual;
    let printed = 0;
    let isDown = false;
    const take = (receipt, event) => {
        const isTaken = receipt.status === 'accepted' || receipt.status === 'duplicate';
        if (isTaken)
            told.sent++;
        else {
            told.refused++;
            if (refused.length < MAX_REFUSED)
                refused.push({ receipt, event });
        }
        if ((event !== undefined && isCase(event)) || printed >= MAX_LINES) {
            unprinted.lines++;
            return;
        }
        printed++;
        const number = receipt.sequence === 0 ? '' : ` as number ${receipt.sequence}`;
        host.log(`${receipt.status}${number}: ${event?.context.type ?? 'event'} ${receipt.id}`);
    };
    return {
        kept,
        told,
        refused,
        unprinted,
        async send(piece) {
            if (isDown) {
                kept.add(piece);
                return;
            }
            const healthy = Math.ceil(piece.length / 100) * HEALTHY_MS;
            const limit = AbortSignal.timeout(Math.ceil(healthy + left));
            const before = clock();
            const delivery = await client.send(piece, { signal: limit });
            left -= Math.max(0, clock() - before - healthy);
            const byName = new Map(piece.map((event) => [nameOf(event.context), event]));
            for (const receipt of delivery.receipts)
                take(receipt, byName.get(nameOf(receipt)));
            kept.add(delivery.undelivered);
            const tooSlow = limit.aborted || left <= 0;
            isDown = tooSlow || holdsForTheRest(delivery);
            const error = tooSlow && delivery.undelivered.length > 0 ? slow(delivery.error) : delivery.error;
            if (error !== undefined)
                told.error ??= error;
            if (tooSlow)
                told.error ??= slow(undefined);
        },
    };
}
/** 400, 413 and 422 say something of what was sent, and so does its size; all else of the store or the way there. */
function holdsForTheRest({ undelivered, error }) {
    if (undelivered.length === 0 || error === undefined)
        return false;
    return !(error.code === 'TOO_LARGE' || [400, 413, 422].includes(error.status ?? 0));
}
function slow(cause) {
    return new errors/* TurnpikeError */.PJ('STORE_UNREACHABLE', 'The store is too slow for this many events', { cause });
}
async function ended(sending, pending, to, host, deps) {
    const { told, refused, unprinted } = sending;
    if (unprinted.lines > 0)
        host.log(`and ${unprinted.lines} more`);
    const { events, leftOut } = sending.kept.result();
    if (told.leftOut > 0)
        host.log(`${(0,deliver/* countOf */.pq)(told.leftOut)} of single test cases are left out: a file that is handed over has no room for them.`);
    const isKept = await pending.keep(events);
    const more = [
        ...(leftOut === 0
            ? []
            : [
                `${(0,deliver/* countOf */.pq)(leftOut)} more could not be delivered and ${leftOut === 1 ? 'is' : 'are'} lost: a job keeps at most 10,000 events and 16 MiB for a later step. How single test cases ended gives way first; how the suites ended is kept.`,
            ]),
        ...(told.refused > refused.length ? [`${(0,deliver/* countOf */.pq)(told.refused)} in all were not accepted.`] : []),
    ];
    const code = await (0,deliver/* tell */.qz)({
        undelivered: events,
        reason: told.error,
        refused,
        retried: isKept && to.last !== true,
        ...(isKept && pending.folder !== undefined ? { folder: pending.folder } : {}),
        notKept: pending.trouble(),
        todo: await (0,deliver/* todoFor */.Cc)(told, to, deps),
        more,
    }, to, host);
    return { sent: told.sent, undelivered: events.length + leftOut + told.leftOut, code };
}
async function inPieces(events, send) {
    for (let first = 0; first < events.length; first += PIECE)
        await send(events.slice(first, first + PIECE));
}
function nameOf({ source, id }) {
    return `${source} ${id}`;
}
/** Close enough for a bound, without writing the event out: only statements carry long texts. */
function sizeOf(event) {
    return isCase(event) ? 2048 : Buffer.byteLength(JSON.stringify(event));
}

// EXTERNAL MODULE: ./build/report/escape.js
var report_escape = __webpack_require__(9924);
// EXTERNAL MODULE: ./build/report/budget.js
var budget = __webpack_require__(9542);
// EXTERNAL MODULE: ./build/report/names.js
var names = __webpack_require__(1944);
// EXTERNAL MODULE: ./build/sources/reports/coverage-events.js
var coverage_events = __webpack_require__(7333);
;// CONCATENATED MODULE: ./build/actions/collected-words.js


/** An outcome in a word, and the sign that stands beside it (never instead of it). */
const OUTCOME_WORDS = {
    success: { sign: '✅', word: 'success' },
    failure: { sign: '⛔', word: 'failure' },
    cancel: { sign: '➖', word: 'cancelled' },
    error: { sign: '❗', word: 'error' },
};
/** `Evidence: 40 tests, 2 failed`: what a person wants to know first. */
function headline(collected) {
    const { counts, scans } = collected;
    const parts = [
        ...(counts === undefined ? [] : [testsInShort(counts.total, counts.failed + counts.errored)]),
        ...(scans.length === 0
            ? []
            : [
                many(scans.reduce((sum, { total }) => sum + total, 0), 'finding'),
            ]),
        ...((0,actions_collected/* problemFiles */.$6)(collected).length === 0
            ? []
            : [`${many((0,actions_collected/* problemFiles */.$6)(collected).length, 'file')} not readable`]),
    ];
    const outcome = (0,actions_collected/* outcomeOfAll */.FW)(collected);
    const read = collected.files.length - (0,actions_collected/* problemFiles */.$6)(collected).length;
    const said = parts.length === 0 ? many(read, 'file') : parts.join(', ');
    return outcome === undefined ? said : `${said}: ${OUTCOME_WORDS[outcome].word}`;
}
function testsInShort(total, failed) {
    if (total === 0)
        return 'no tests';
    return failed === 0 ? many(total, 'test') : `${many(total, 'test')}, ${failed} failed`;
}
/** Failing ones first, so that no cut hides them. */
function rowsOf(collected) {
    const rows = [
        ...collected.suites.map((suite) => ({
            what: `tests ${suite.name}`,
            outcome: suite.outcome,
            says: suiteInWords(suite),
        })),
        ...collected.scans.map((scan) => ({
            what: `scan ${scan.tool}`,
            outcome: scan.outcome,
            says: scanInWords(scan),
        })),
        ...(collected.statements === 0
            ? []
            : [
                {
                    what: 'signed statements',
                    says: `${many(collected.statements, 'statement')} sent along, not verified here`,
                },
            ]),
        ...collected.sboms.map(({ format, version, components, path }) => ({
            what: `SBOM ${path}`,
            says: `${many(components, 'component')} (${format} ${version})`,
        })),
        ...(collected.coverage === undefined
            ? []
            : [
                {
                    what: 'coverage',
                    says: coverageInWords(collected.coverage),
                },
            ]),
    ];
    const isBad = ({ outcome }) => (outcome === undefined || outcome === 'success' ? 1 : 0);
    return rows.sort((a, b) => isBad(a) - isBad(b));
}
function coverageInWords({ covered, total }) {
    return total === 0 ? 'no line was measured' : `${(0,coverage_events/* percentOf */.p)(covered, total)} % of ${many(total, 'line')}`;
}
/** The numbers of a scan that went wrong say nothing: why it did stands first. */
function scanInWords({ outcome, reason, counts, total, suppressed = 0 }) {
    const aside = suppressed === 0 ? '' : `, ${suppressed} suppressed`;
    const found = `${total === 0 ? 'no findings' : `${many(total, 'finding')}: ${severities(counts)}`}${aside}`;
    if (outcome !== 'error' || reason === undefined)
        return found;
    return total === 0 ? reason : `${reason}; ${found}`;
}
function suiteInWords({ outcome, tests, reason }) {
    if (tests === undefined)
        return reason ?? '';
    const { total = 0, milliseconds } = tests;
    const parts = ['passed', 'failed', 'errored', 'skipped', 'flaky']
        .filter((word) => (tests[word] ?? 0) > 0)
        .map((word) => `${tests[word]} ${word}`);
    const time = milliseconds === undefined || milliseconds === 0 ? '' : ` in ${seconds(milliseconds)}`;
    const said = total === 0 ? 'no test was run' : `${many(total, 'test')}: ${parts.join(', ')}${time}`;
    // What went wrong beside the cases is only in the reason, behind its numbers.
    const [, ...why] = (reason ?? '').split('; ');
    if (outcome !== 'error')
        return said;
    if (total > 0 && tests.skipped === total)
        why.unshift('so nothing was tested');
    return [said, ...why].join('; ');
}
function severities(counts) {
    return ['critical', 'high', 'medium', 'low', 'info', 'unknown']
        .filter((word) => (counts[word] ?? 0) > 0)
        .map((word) => `${counts[word]} ${word === 'unknown' ? 'of unknown severity' : word}`)
        .join(', ');
}
/** What a gate will count it for. */
function boundInWords(artifacts) {
    if (artifacts.length === 0)
        return 'It is bound to no artifact, so no gate will count it for one: say which with the input artifact.';
    const named = artifacts.slice(0, 3).map(({ purl, digest }) => purl ?? digest);
    const more = artifacts.length > 3 ? ` and ${artifacts.length - 3} more` : '';
    return `Evidence for ${named.join(', ')}${more}.`;
}
function seconds(milliseconds) {
    if (milliseconds < 1000)
        return `${Math.round(milliseconds)} ms`;
    if (milliseconds < 120_000)
        return `${(milliseconds / 1000).toFixed(1)} s`;
    return `${Math.round(milliseconds / 60_000)} min`;
}
function many(count, word) {
    return `${count} ${word}${count === 1 ? '' : 's'}`;
}

;// CONCATENATED MODULE: ./build/actions/collected-page.js






/** Of the step's megabyte; what could not be delivered is told before, and needs room. */
const BUDGET = 400 * 1024;
const MAX_ROWS = 50;
const MAX_FAILURES = 10;
/** GFM, ends with an empty line. */
function renderCollected(collected, artifacts) {
    const sections = [
        (0,budget/* fixed */.Zu)(`### Evidence: ${(0,report_escape/* gfm */.Te) `${headline(collected)}`.text}${signOf(collected)}\n\n`),
        tableOf(rowsOf(collected)),
        (0,budget/* fixed */.Zu)(`${boundOf(artifacts)}\n\n`),
        problemsOf(collected),
        absentOf(collected),
        failuresOf(collected.failures),
        notesOf(collected.notes),
    ];
    return (0,budget/* withinBudget */.xV)(sections.filter((section) => section !== undefined), BUDGET);
}
/** Behind the words, as on the page of a decision. */
function signOf(collected) {
    const outcome = (0,actions_collected/* outcomeOfAll */.FW)(collected);
    return outcome === undefined ? '' : ` ${(0,report_escape/* mdSign */.V4)(OUTCOME_WORDS[outcome].sign).text}`;
}
/** Each with its whole digest: it is what an approval has to name. */
function boundOf(artifacts) {
    if (artifacts.length === 0)
        return (0,report_escape/* mdText */.bC)(boundInWords(artifacts), 1000).text;
    const named = artifacts.slice(0, 3).map((artifact) => {
        const name = (0,names/* artifactName */.Cs)(artifact);
        const label = name === undefined ? (0,report_escape/* gfm */.Te) `` : (0,report_escape/* gfm */.Te) `**${(0,report_escape/* mdText */.bC)(name, 200)}** `;
        return (0,report_escape/* gfm */.Te) `${label}${(0,report_escape/* mdCode */.xs)(artifact.digest, 200)}`;
    });
    const more = artifacts.length > 3 ? ` and ${artifacts.length - 3} more` : '';
    return (0,report_escape/* gfm */.Te) `Evidence for ${(0,report_escape/* mdJoin */.q6)(named, ', ')}${more}.`.text;
}
function tableOf(rows) {
    if (rows.length === 0)
        return undefined;
    return {
        importance: 1,
        opening: '| what | outcome | what it says |\n|---|---|---|\n',
        rows: rows.slice(0, MAX_ROWS).map(({ what, outcome, says }) => {
            const { sign, word } = outcome === undefined ? { sign: '➖', word: 'no outcome' } : OUTCOME_WORDS[outcome];
            return `${(0,report_escape/* gfm */.Te) `| ${(0,report_escape/* mdText */.bC)(what, 120)} | ${(0,report_escape/* mdSign */.V4)(sign)} ${word} | ${(0,report_escape/* mdText */.bC)(says, 300)} |`.text}\n`;
        }),
        closing: rows.length > MAX_ROWS ? `\n…and ${rows.length - MAX_ROWS} more\n\n` : '\n',
        leftOut: (n) => `| …and ${n} more | | |\n`,
    };
}
function problemsOf(collected) {
    const problems = (0,actions_collected/* problemFiles */.$6)(collected);
    if (problems.length === 0)
        return undefined;
    return {
        importance: 2,
        opening: `**${many(problems.length, 'file')} could not be read, and a file that cannot be read is never a success:**\n\n`,
        rows: problems
            .slice(0, MAX_ROWS)
            .map(({ kind, path, problem }) => `${(0,report_escape/* gfm */.Te) `- ${(0,report_escape/* mdCode */.xs)(path, 200)} (${report_kinds/* KIND_WORDS */.Pv[kind]}): ${(0,report_escape/* mdText */.bC)(problem.message, 500)}`.text}\n`),
        closing: problems.length > MAX_ROWS ? `- and ${problems.length - MAX_ROWS} more\n\n` : '\n',
        leftOut: (n) => `- and ${n} more\n`,
    };
}
function absentOf({ absent }) {
    if (absent.length === 0)
        return undefined;
    const lines = absent.map(({ kind, patterns }) => (0,report_escape/* gfm */.Te) `**No file for ${kind}** at ${(0,report_escape/* mdCode */.xs)(patterns.slice(0, 10).join(' '), 300)}`.text);
    return (0,budget/* fixed */.Zu)(`${lines.join('\n\n')}\n\n`);
}
function failuresOf(failures) {
    if (failures.length === 0)
        return undefined;
    const shown = failures.slice(0, MAX_FAILURES);
    return {
        importance: 3,
        opening: `<details open><summary>${shown.length === 1 ? 'The failure' : `The first ${shown.length} failures`}</summary>\n\n`,
        rows: shown.map((failure) => {
            const { name, reason = 'it does not say why' } = failure;
            const at = placeOf(failure);
            const where = at === undefined ? (0,report_escape/* gfm */.Te) `` : (0,report_escape/* gfm */.Te) ` (${(0,report_escape/* mdCode */.xs)(at, 200)})`;
            return `${(0,report_escape/* gfm */.Te) `- **${(0,report_escape/* mdText */.bC)(name, 300)}**${where}: ${(0,report_escape/* mdText */.bC)(reason, 500)}`.text}\n`;
        }),
        closing: '\n</details>\n\n',
        leftOut: (n) => `- and ${n} more\n`,
    };
}
function placeOf({ file, line }) {
    if (file === undefined)
        return undefined;
    return line === undefined ? file : `${file}:${line}`;
}
function notesOf(notes) {
    if (notes.length === 0)
        return undefined;
    return {
        importance: 4,
        opening: '**Good to know:**\n\n',
        rows: notes.map((sentence) => `- ${(0,report_escape/* mdText */.bC)(sentence, 500).text}\n`),
        closing: '\n',
        leftOut: (n) => `- and ${n} more\n`,
    };
}

;// CONCATENATED MODULE: ./build/actions/collected-log.js




const collected_log_MAX_ROWS = 50;
const collected_log_MAX_FAILURES = 10;
/** The first one is the title. Each begins with a word or a sign of ours, so none is a command to a runner. */
function logLines(collected, artifacts) {
    const rows = rowsOf(collected);
    const problems = (0,actions_collected/* problemFiles */.$6)(collected);
    const { failures } = collected;
    return [
        (0,report_escape/* logText */.kc)(`Evidence: ${headline(collected)}`),
        ...rows.slice(0, collected_log_MAX_ROWS).map(({ what, outcome, says }) => {
            const sign = outcome === undefined ? '➖' : OUTCOME_WORDS[outcome].sign;
            const word = outcome === undefined ? '' : `${OUTCOME_WORDS[outcome].word}, `;
            return `${sign} ${(0,report_escape/* logText */.kc)(what, 120)}: ${word}${(0,report_escape/* logText */.kc)(says)}`;
        }),
        ...more(rows.length - collected_log_MAX_ROWS),
        ...(failures.length === 0 ? [] : ['First failures:']),
        ...failures.slice(0, collected_log_MAX_FAILURES).map((failure) => {
            const at = placeOf(failure);
            const where = at === undefined ? '' : ` (${(0,report_escape/* logText */.kc)(at, 200)})`;
            return `  - ${(0,report_escape/* logText */.kc)(failure.name)}${where}: ${(0,report_escape/* logText */.kc)(failure.reason ?? 'it does not say why', 500)}`;
        }),
        ...(problems.length === 0 ? [] : [`Not readable: ${many(problems.length, 'file')}`]),
        ...problems
            .slice(0, collected_log_MAX_ROWS)
            .map(({ path, problem }) => `  - ${(0,report_escape/* logText */.kc)(path, 200)}: ${(0,report_escape/* logText */.kc)(problem.message, 500)}`),
        ...more(problems.length - collected_log_MAX_ROWS),
        ...collected.notes.map((sentence) => `Note: ${(0,report_escape/* logText */.kc)(sentence, 500)}`),
        (0,report_escape/* logText */.kc)(boundInWords(artifacts), 1000),
    ];
}
function more(count) {
    return count > 0 ? [`and ${count} more`] : [];
}

;// CONCATENATED MODULE: ./build/actions/tell-collected.js




/** Forges show ten annotations of a step; a person mends the first of a hundred equal ones. */
const MAX_ANNOTATIONS = 10;
async function tellCollected(collected, artifacts, telling, host) {
    await host.summary(renderCollected(collected, artifacts));
    await logCollected(collected, artifacts, host);
    await tellProblems(collected, host);
    await tellAbsent(collected, telling, host);
    if (telling.annotate)
        await tellFailures(collected, host);
}
/** In GitLab's log as a fold; everywhere else as lines. */
async function logCollected(collected, artifacts, host) {
    const [title = '', ...lines] = logLines(collected, artifacts);
    if (host.facts.forge === 'gitlab' && host.section !== undefined)
        host.section(title, lines);
    else
        for (const line of [title, ...lines])
            host.log(line);
}
async function tellProblems(collected, host) {
    const problems = (0,actions_collected/* problemFiles */.$6)(collected);
    for (const { kind, path, problem } of problems.slice(0, MAX_ANNOTATIONS)) {
        const { line, column, message } = problem;
        await host.annotate({
            level: 'warning',
            title: `Turnpike: ${report_kinds/* KIND_WORDS */.Pv[kind]} could not be read`,
            message: `${path}: ${sentence(message)} What it says is no evidence; look at what writes it, and whether ${kind} is the right input for it.`,
            file: path,
            ...(line === undefined ? {} : { line }),
            ...(column === undefined ? {} : { column }),
        });
    }
    if (problems.length > MAX_ANNOTATIONS)
        host.log(`and ${problems.length - MAX_ANNOTATIONS} more files could not be read`);
}
async function tellAbsent(collected, telling, host) {
    const { ifNoFilesFound, mayBeNone = 'or if-no-files-found: ignore where there may be none' } = telling;
    if (ifNoFilesFound !== 'warn')
        return;
    for (const { kind, patterns } of collected.absent) {
        await host.annotate({
            level: 'warning',
            title: `Turnpike: no file for ${kind}`,
            message: `Nothing was found at ${patterns.slice(0, 10).join(', ')}. Say where ${report_kinds/* KIND_WORDS */.Pv[kind]} files are, ${mayBeNone}.`,
        });
    }
}
async function tellFailures(collected, host) {
    for (const { name, reason, file, line } of collected.failures.slice(0, MAX_ANNOTATIONS)) {
        await host.annotate({
            level: 'error',
            title: name,
            message: reason ?? 'failed, and does not say why',
            ...(file === undefined ? {} : { file }),
            ...(line === undefined ? {} : { line }),
        });
    }
}
function sentence(text) {
    return /[.!?]$/.test(text) ? text : `${text}.`;
}

;// CONCATENATED MODULE: ./build/actions/evidence.js








/**
 * Reads the reports and sends what they say. How the tests ended does not decide how the step ends: the gate does that.
 * @returns 0; 2 for bad input; 5 for what was not delivered or could not be read, when `failOnError` asks for it, and for
 *   files that are not there, when `ifNoFilesFound` does
 */
async function runEvidence(given, host, deps) {
    return await (0,failure/* failUsage */.y)(host, async () => {
        if (given.token !== undefined)
            await host.secret(given.token);
        const inputs = await (0,project/* withProject */.C3)(given, host);
        const artifacts = await (0,actions_artifacts.resolveArtifacts)(inputs.artifact, deps, {
            several: true,
            log: (line) => host.log(line),
        });
        const stream = await streamTo(inputs, host, deps);
        const collected = await collect(inputs, artifacts, host, deps, (events) => stream.put(events));
        const delivered = await stream.end();
        await tellCollected(collected, artifacts, inputs, host);
        await setOutputs(collected, delivered, host);
        return await exitOf(collected, delivered, inputs, host);
    });
}
/**
 * The same at the end of a job, with the events of its end behind it: those are sent whatever becomes of the files.
 * @returns as `runEvidence`
 */
async function finishWithEvidence(inputs, artifacts, ends, host, deps) {
    const stream = await streamTo(inputs, host, deps);
    let collected;
    try {
        collected = await collect(inputs, artifacts, host, deps, (events) => stream.put(events));
    }
    catch (error) {
        collected = (0,actions_collected/* nothingCollected */.P1)();
        (0,actions_collected/* note */.N4)(collected, `The files were not read to the end: ${(0,errors/* explain */.WE)(error)}`);
    }
    await stream.put(ends());
    const delivered = await stream.end();
    await tellCollected(collected, artifacts, { ...inputs, annotate: false }, host);
    return await exitOf(collected, delivered, inputs, host);
}
async function setOutputs(collected, delivered, host) {
    const { outputsOf } = await __webpack_require__.e(/* import() */ 3884).then(__webpack_require__.bind(__webpack_require__, 3884));
    for (const [name, value] of Object.entries(outputsOf(collected)))
        await host.output(name, value);
    await host.output('sent', String(delivered.sent));
    await host.output('undelivered', String(delivered.undelivered));
}
/** What was not delivered has failed the step already, if it was to. */
async function exitOf(collected, delivered, { failOnError, ifNoFilesFound }, host) {
    const absent = ifNoFilesFound === 'error' ? collected.absent : [];
    const unreadable = failOnError ? (0,actions_collected/* problemFiles */.$6)(collected) : [];
    if (absent.length === 0 && unreadable.length === 0)
        return delivered.code;
    const why = [
        ...absent.map(({ kind, patterns }) => `No file was found for ${kind}: ${patterns.join(', ')}.`),
        ...unreadable.slice(0, 10).map(({ path, problem }) => `${path} could not be read: ${problem.message}`),
    ];
    await host.fail(why.join('\n'), errors/* EXIT */.dc.error);
    return errors/* EXIT */.dc.error;
}


/***/ }),

/***/ 873:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ MAX_EVENTS),
/* harmony export */   MAX_BYTES: () => (/* binding */ MAX_BYTES),
/* harmony export */   createSpool: () => (/* binding */ createSpool),
/* harmony export */   readSpool: () => (/* binding */ readSpool)
/* harmony export */ });
/* harmony import */ var _cdevents_parse_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6324);
/* harmony import */ var _cdevents_validate_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5742);


/** What one file keeps at most. */
const MAX_EVENTS = 10_000;
const MAX_BYTES = 16 * 1024 * 1024;
/** @param path in a folder that exists and lives as long as the job */
function createSpool(path) {
    const fs = process.getBuiltinModule('node:fs');
    return {
        add(events) {
            if (events.length === 0)
                return [];
            const before = fs.existsSync(path) ? readSpool(fs.readFileSync(path, 'utf8')).events : [];
            const { text, kept } = spoolText([...before, ...events]);
            const unfinished = `${path}.${globalThis.crypto.randomUUID()}.part`;
            try {
                // Events name people: for the owner only.
                fs.writeFileSync(unfinished, text, { mode: 0o600, flag: 'wx' });
                fs.renameSync(unfinished, path);
            }
            catch (error) {
                fs.rmSync(unfinished, { force: true });
                throw error;
            }
            return events.slice(Math.max(0, kept - before.length));
        },
    };
}
/**
 * The valid events of a spool's text, each once by source and id, oldest first. Lines that are not valid events, such
 * as one that a dying process left half-written, are passed over and counted.
 */
function readSpool(text) {
    const events = new Map();
    let skipped = 0;
    for (const line of text.slice(0, MAX_BYTES).split('\n')) {
        if (line.trim() === '')
            continue;
        const event = eventOf(line);
        if (event === undefined || events.size >= MAX_EVENTS)
            skipped++;
        else
            events.set(JSON.stringify([event.context.source, event.context.id]), event);
    }
    return { events: [...events.values()], skipped };
}
/** Events as lines, as many from the start as 10,000 events and 16 MiB allow. */
function spoolText(events) {
    const lines = [];
    let bytes = 0;
    for (const event of events.slice(0, MAX_EVENTS)) {
        const line = `${JSON.stringify(event)}\n`;
        bytes += Buffer.byteLength(line);
        if (bytes > MAX_BYTES)
            break;
        lines.push(line);
    }
    return { text: lines.join(''), kept: lines.length };
}
function eventOf(line) {
    try {
        const verdict = (0,_cdevents_validate_js__WEBPACK_IMPORTED_MODULE_0__/* .validate */ .t)((0,_cdevents_parse_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .q)(line));
        return verdict.valid ? verdict.event : undefined;
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 9542:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Zu: () => (/* binding */ fixed),
/* harmony export */   ee: () => (/* binding */ bytes),
/* harmony export */   xV: () => (/* binding */ withinBudget)
/* harmony export */ });
/**
 * Keeps a page below a number of bytes by leaving out whole rows of the least important sections, and saying so.
 * (GitHub drops a summary above 1 MiB as a whole, so that one byte too many hides everything.)
 */
/** A section without rows: it stays whole. */
function fixed(text) {
    return { importance: 0, opening: text, rows: [], closing: '', leftOut: () => '' };
}
function bytes(text) {
    return Buffer.byteLength(text, 'utf8');
}
/**
 * The sections as one text of at most `budget` UTF-8 bytes. Rows are given out by importance; a section from which rows
 * were cut ends with its `leftOut` line. Openings, closings and those lines are reserved first, so that a cut is never
 * silent: `budget` must be large enough for them (the renderers see to that).
 */
function withinBudget(sections, budget) {
    let left = budget;
    for (const section of sections)
        left -= bytes(section.opening) + bytes(section.closing);
    const reserved = sections.map((section) => section.rows.length === 0 ? 0 : bytes(section.leftOut(section.rows.length)));
    for (const size of reserved)
        left -= size;
    const kept = new Map();
    for (const section of sections.toSorted((a, b) => a.importance - b.importance)) {
        const { taken, used } = take(section, left + (reserved[sections.indexOf(section)] ?? 0));
        kept.set(section, taken);
        left -= used - (reserved[sections.indexOf(section)] ?? 0);
    }
    return sections
        .map((section) => {
        const taken = kept.get(section) ?? 0;
        const missing = section.rows.length - taken;
        return `${section.opening}${section.rows.slice(0, taken).join('')}${missing > 0 ? section.leftOut(missing) : ''}${section.closing}`;
    })
        .join('');
}
/** As many rows as fit into `space`, which includes the room for the `leftOut` line. */
function take(section, space) {
    const sizes = section.rows.map(bytes);
    const all = sizes.reduce((sum, size) => sum + size, 0);
    if (all <= space)
        return { taken: section.rows.length, used: all };
    let used = bytes(section.leftOut(section.rows.length));
    let taken = 0;
    for (const size of sizes) {
        if (used + size > space)
            break;
        used += size;
        taken++;
    }
    return { taken, used };
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


/***/ }),

/***/ 1944:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cs: () => (/* binding */ artifactName),
/* harmony export */   Sr: () => (/* binding */ requesterName),
/* harmony export */   VK: () => (/* binding */ shortDigest),
/* harmony export */   VO: () => (/* binding */ senderOf),
/* harmony export */   ci: () => (/* binding */ knownProducer),
/* harmony export */   hJ: () => (/* binding */ personName),
/* harmony export */   rt: () => (/* binding */ runName),
/* harmony export */   wW: () => (/* binding */ nameAndId)
/* harmony export */ });
/** `sha256:9c2f…41ab`; what is no digest is given back. */
function shortDigest(digest) {
    const match = /^([a-z0-9]+):([0-9a-f]{16,})$/.exec(digest);
    return match === null ? digest : `${match[1]}:${match[2]?.slice(0, 4)}…${match[2]?.slice(-4)}`;
}
/** `webshop 2.4.1` from a purl: its name, and its version or tag unless that is a digest. For showing only. */
function artifactName(artifact) {
    const [path = '', qualifiers = ''] = (artifact.purl ?? '').split('#', 1).join('').split('?', 2);
    const match = /^pkg:[^@]*\/([^/@]+)(?:@(.*))?$/.exec(path);
    if (match === null)
        return undefined;
    const tag = /(?:^|&)tag=([^&]*)/.exec(qualifiers)?.[1];
    const version = /^sha\d+(?::|%3A)/i.test(match[2] ?? '') ? undefined : match[2];
    return [match[1], version ?? tag]
        .filter((part) => part !== undefined && part !== '')
        .map(decoded)
        .join(' ');
}
function decoded(text) {
    try {
        return decodeURIComponent(text ?? '');
    }
    catch {
        return text ?? '';
    }
}
/** `alice` for `urn:user:alice`, `ci (token)` for `token:ci`; anything not that simple stays as it is. */
function personName(id) {
    if (/^\S+(?:, \S+)+$/.test(id))
        return id.split(', ').map(personName).join(', ');
    const match = /^(urn:user|mailto|token):([\w.+@-]+)$/.exec(id);
    if (match === null)
        return id;
    return match[1] === 'token' ? `${match[2]} (token)` : (match[2] ?? id);
}
/** What a producer is called where this decision knows it from elsewhere; else as `personName`. */
function knownProducer(decision, id) {
    if (decision.requester.id === id)
        return requesterName(decision.requester);
    const refs = decision.findings.flatMap(({ evidence }) => evidence);
    return refs.find(({ producer }) => producer === id)?.producerName ?? personName(id);
}
/** Who asks, for a line. */
function requesterName({ id, name }) {
    return name ?? personName(id);
}
/** Who asks, for the record: the name and the id that counts. */
function nameAndId({ id, name }) {
    return name === undefined ? id : `${name} (${id})`;
}
/** Who sent it: its name and the id that counts, or the id alone. */
function senderOf({ producer, producerName }) {
    return producerName === undefined ? personName(producer) : `${producerName} (${producer})`;
}
/** `acme/webshop run 812` for the address of a run on GitHub or GitLab, else the address. */
function runName(run) {
    const github = /^https?:\/\/[^/]+\/([^/]+\/[^/]+)\/actions\/runs\/(\d+)(?:\/attempts\/(\d+))?/.exec(run);
    if (github !== null) {
        const attempt = github[3] === undefined || github[3] === '1' ? '' : ` (attempt ${github[3]})`;
        return `${github[1]} run ${github[2]}${attempt}`;
    }
    const gitlab = /^https?:\/\/[^/]+\/(.+?)\/-\/(pipelines|jobs)\/(\d+)/.exec(run);
    return gitlab === null ? run : `${gitlab[1]} ${gitlab[2] === 'jobs' ? 'job' : 'pipeline'} ${gitlab[3]}`;
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


/***/ }),

/***/ 7333:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ coverageDescriptions),
/* harmony export */   p: () => (/* binding */ percentOf)
/* harmony export */ });
/* harmony import */ var _json_stream_places_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2578);
/* harmony import */ var _report_binding_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4527);


const COVERAGE_TYPE = 'dev.cdeventsx.turnpike-coverage.measured.0.1.0';
/**
 * `turnpike-coverage.measured`. Where nothing was measured there is no percentage (0 of 0 is not all), so that a rule
 * that asks for one has an error, whatever was measured before.
 * @param options.suite which measurement it is, where a pipeline has several
 */
function coverageDescriptions(coverage, file, context, { suite } = {}) {
    const { format, lines, branches, functions, files } = coverage;
    const id = (0,_json_stream_places_js__WEBPACK_IMPORTED_MODULE_0__/* .clipped */ .c)(suite ?? 'coverage', 300);
    return [
        {
            type: COVERAGE_TYPE,
            subject: `${context.facts.job.id}#${encodeURIComponent(id.toWellFormed())}`,
            content: {
                format,
                ...(suite === undefined ? {} : { suite: id }),
                lines: measured(lines),
                ...(branches === undefined ? {} : { branches: measured(branches) }),
                ...(functions === undefined ? {} : { functions: measured(functions) }),
                files,
                ...(lines.total === 0 ? { reason: 'no line was measured' } : {}),
            },
            ...(0,_report_binding_js__WEBPACK_IMPORTED_MODULE_1__/* .boundTo */ .s)(context),
            customData: { turnpike: { report: { path: (0,_json_stream_places_js__WEBPACK_IMPORTED_MODULE_0__/* .clipped */ .c)(file.path, 1000), digest: file.digest } } },
        },
    ];
}
function measured({ covered, total }) {
    return total === 0 ? { covered, total } : { covered, total, percent: percentOf(covered, total) };
}
/** In hundredths, rounded down: 79.999 is 79.99, and only all of them are 100. */
function percentOf(covered, total) {
    const scaled = covered * 10_000;
    return (scaled - (scaled % total)) / total / 100;
}


/***/ }),

/***/ 2578:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ createPlaces),
/* harmony export */   c: () => (/* binding */ clipped)
/* harmony export */ });
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6297);
/**
 * Where in a JSON document the stream is, and what is kept of it. Keeps its own stack, of a bounded depth. Pure.
 */

const MOST_DEPTH = 256;
/** Of a place that is told. */
const MOST_STEPS = 12;
const MOST_ITEMS = 10_000;
function createPlaces(root, marks) {
    const { LEFT_BRACE, RIGHT_BRACE, LEFT_BRACKET, RIGHT_BRACKET, COLON, COMMA, STRING } = marks;
    const frames = [];
    let depth = 0;
    let expected = 'value';
    let result;
    const wrong = (value, at) => {
        const wanted = expected === 'nothing' ? 'the document ended before' : `expected is ${expected} at ${place()}`;
        throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_0__/* .refusal */ .x)(`not JSON: found ${(0,_refusal_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .T)(value)}, and ${wanted}`, at);
    };
    /** A JSON pointer to the value that is read; of a long one its end. */
    const place = () => {
        const steps = frames
            .slice(0, depth)
            .map((frame) => `/${frame.isObject ? shortName(frame.name) : Math.max(0, frame.count - 1)}`);
        return `${steps.length > MOST_STEPS ? '…' : ''}${steps.slice(-MOST_STEPS).join('')}` || '/';
    };
    /** The sketch of the value that begins. */
    const begin = () => {
        if (depth === 0)
            return root;
        const frame = frames[depth - 1];
        if (frame.isObject) {
            const members = frame.sketch?.members;
            return members !== undefined && Object.hasOwn(members, frame.name) ? members[frame.name] : undefined;
        }
        frame.count++;
        return frame.sketch?.items;
    };
    /** A value has ended: it goes to where it belongs. */
    const end = (sketch, value, at) => {
        if (depth === 0) {
            result = value;
            expected = 'nothing';
            return;
        }
        expected = 'comma or end';
        const frame = frames[depth - 1];
        if (frame.sketch === undefined)
            return;
        if (frame.isObject) {
            if (sketch !== undefined && value !== undefined)
                frame.kept[frame.name] = value;
        }
        else if (frame.sketch.each !== undefined)
            frame.sketch.each(value, frame.count - 1);
        else {
            if (frame.count > MOST_ITEMS)
                throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_0__/* .refusal */ .x)(`${place()} is in a list of more than ${MOST_ITEMS} items`, at);
            frame.kept.push(value);
        }
    };
    const open = (isObject, at) => {
        let sketch = begin();
        if (sketch !== undefined && (isObject ? sketch.members : sketch.items) === undefined) {
            if (sketch.loose === undefined)
                throw mismatch(sketch, isObject ? 'an object' : 'a list', at);
            sketch = undefined;
        }
        if (depth === MOST_DEPTH)
            throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_0__/* .refusal */ .x)(`nested more than ${MOST_DEPTH} deep`, at);
        const frame = (frames[depth] ??= { isObject, sketch, kept: undefined, count: 0, name: '' });
        frame.isObject = isObject;
        frame.sketch = sketch;
        frame.kept = sketch === undefined ? undefined : isObject ? {} : [];
        frame.count = 0;
        depth++;
        expected = isObject ? 'name or end' : 'value or end';
    };
    const close = (at) => {
        const { sketch, kept, isObject, count } = frames[--depth];
        if (sketch === undefined) {
            end(undefined, undefined, at);
            return;
        }
        if (isObject)
            sketch.done?.(kept);
        end(sketch, !isObject && sketch.each !== undefined ? count : kept, at);
    };
    const mismatch = (sketch, found, at) => (0,_refusal_js__WEBPACK_IMPORTED_MODULE_0__/* .refusal */ .x)(`${place()} is ${found}, and must be ${kindsOf(sketch)}`, at);
    const scalar = (value, at) => {
        const sketch = begin();
        if (sketch === undefined || value === null) {
            end(undefined, undefined, at);
            return;
        }
        if (typeof value === 'string' && sketch.text !== undefined) {
            end(sketch, clipped(value, sketch.text), at);
            return;
        }
        if ((typeof value === 'number' && sketch.number !== undefined) ||
            (typeof value === 'boolean' && sketch.boolean !== undefined)) {
            end(sketch, value, at);
            return;
        }
        if (sketch.loose === undefined)
            throw mismatch(sketch, `${typeof value === 'string' ? 'text' : typeof value} ${(0,_refusal_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .T)(value)}`, at);
        end(undefined, undefined, at);
    };
    const name = (value, at) => {
        const frame = frames[depth - 1];
        frame.name = value;
        expected = 'colon';
        const { sketch } = frame;
        if (sketch?.members === undefined || !Object.hasOwn(sketch.members, value))
            return;
        // Wanted twice: a value of null was not kept, so it is remembered on its own.
        const kept = frame.kept;
        if (Object.hasOwn(kept, value))
            throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_0__/* .refusal */ .x)(`${place()} is there twice`, at);
        kept[value] = undefined;
    };
    return {
        token(token, value, at) {
            switch (expected) {
                case 'value':
                case 'value or end':
                    if (token === STRING)
                        scalar(value, at);
                    else if (token === LEFT_BRACE || token === LEFT_BRACKET)
                        open(token === LEFT_BRACE, at);
                    else if (typeof value !== 'string')
                        scalar(value, at);
                    else if (token === RIGHT_BRACKET && expected === 'value or end')
                        close(at);
                    else
                        wrong(value, at);
                    return;
                case 'name':
                case 'name or end':
                    if (token === STRING)
                        name(value, at);
                    else if (token === RIGHT_BRACE && expected === 'name or end')
                        close(at);
                    else
                        wrong(value, at);
                    return;
                case 'colon':
                    if (token !== COLON)
                        wrong(value, at);
                    expected = 'value';
                    return;
                case 'comma or end': {
                    const { isObject } = frames[depth - 1];
                    if (token === COMMA)
                        expected = isObject ? 'name' : 'value';
                    else if (token === (isObject ? RIGHT_BRACE : RIGHT_BRACKET))
                        close(at);
                    else
                        wrong(value, at);
                    return;
                }
                default:
                    wrong(value, at);
            }
        },
        end(at) {
            if (expected === 'nothing')
                return result;
            throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_0__/* .refusal */ .x)(depth === 0
                ? 'there is no JSON in it'
                : `it ends before its end (was it cut off?): expected is ${expected} at ${place()}`, at);
        },
    };
}
/** A copy, as a slice would keep all of the text it was cut from. */
function clipped(text, most) {
    return text.length <= most ? text : Buffer.from(text.slice(0, most), 'utf16le').toString('utf16le');
}
function shortName(name) {
    const short = name.length > 60 ? `${name.slice(0, 59)}…` : name;
    return short.replaceAll('~', '~0').replaceAll('/', '~1');
}
function kindsOf({ text, number, boolean, members, items }) {
    return [
        text === undefined ? [] : 'text',
        number === undefined ? [] : 'a number',
        boolean === undefined ? [] : 'true or false',
        members === undefined ? [] : 'an object',
        items === undefined ? [] : 'a list',
    ]
        .flat()
        .join(' or ');
}


/***/ }),

/***/ 6297:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ quoted),
/* harmony export */   x: () => (/* binding */ refusal)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/** A report file that is refused: one error with where and why. Pure. */

/**
 * @param why a sentence that says what was found, and what to do where that is not plain
 * @param at the byte at which it was seen, from 0
 */
function refusal(why, at) {
    const message = at === undefined ? why : `byte ${at}: ${why}`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ('INVALID_REPORT', message, { problems: [{ path: '', message }] });
}
/** Foreign text as it may stand in a message: quoted, and short. */
function quoted(value) {
    const text = JSON.stringify(typeof value === 'string' ? value.slice(0, 81) : value) ?? 'nothing';
    return text.length > 80 ? `${text.slice(0, 79)}…"` : text;
}


/***/ }),

/***/ 4527:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ boundTo)
/* harmony export */ });
/** @param artifacts those of the context that are meant, when not all are */
function boundTo({ artifacts: all, environment, service, change }, artifacts = all) {
    return {
        ...(artifacts.length === 0 ? {} : { artifact: artifacts.map(({ purl, digest }) => purl ?? digest) }),
        ...(environment === undefined ? {} : { environment }),
        ...(service === undefined ? {} : { service }),
        ...(change === undefined ? {} : { change }),
    };
}


/***/ })

};
