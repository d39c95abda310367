export const id = 8505;
export const ids = [8505];
export const modules = {

/***/ 8505:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  collectTests: () => (/* binding */ collectTests)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/sources/reports/report-binding.js
var report_binding = __webpack_require__(4527);
;// CONCATENATED MODULE: ./build/sources/reports/test-case-event.js
/** One test case → `testcaserun.finished` or `testcaserun.skipped`. Pure. */


const OUTCOMES = { passed: 'success', failed: 'failure', errored: 'error' };
/**
 * @param run the subject of the run of tests that the case is a part of
 * @param ids how often each id came up so far, by its digest; two cases of one name stay two subjects
 */
function caseDescription(test, run, ids, context) {
    const { result, reason, suites, name, className, file, milliseconds, flaky } = test;
    const id = caseId(test);
    const subject = `${run}/${id}`;
    // Up to 100,000 of them are kept: a few letters instead of a name.
    const key = (0,external_node_crypto_.hash)('sha256', subject, 'base64').slice(0, 22);
    const times = (ids.get(key) ?? 0) + 1;
    ids.set(key, times);
    const common = {
        testCase: { id: `${id}${times === 1 ? '' : `#${times}`}`, name },
        testSuiteRun: { id: run, source: context.facts.source },
        ...(reason === undefined ? {} : { reason }),
    };
    return {
        type: result === 'skipped' ? 'testcaserun.skipped' : 'testcaserun.finished',
        subject: times === 1 ? subject : `${subject}#${times}`,
        content: result === 'skipped' ? common : { ...common, outcome: OUTCOMES[result] },
        ...(0,report_binding/* boundTo */.s)(context),
        customData: {
            turnpike: {
                test: {
                    ...(suites.length === 0 ? {} : { suites }),
                    ...(className === undefined ? {} : { className }),
                    ...(file === undefined ? {} : { file }),
                    ...(milliseconds === undefined ? {} : { milliseconds }),
                    ...(flaky === true ? { flaky } : {}),
                },
            },
        },
    };
}
/** Longest readable part of an id. */
const MAX_ID = 300;
/** The same for the same test in every run. A long one is cut, and what was cut is in its digest. */
function caseId({ suites, className, name }) {
    // Many tools name the class like the suite, or like the path of suites.
    const apart = className !== undefined &&
        className !== '' &&
        className !== suites.at(-1) &&
        className !== suites.join('.');
    const parts = apart ? [...suites, className, name] : [...suites, name];
    const whole = parts.map((part) => encodeURIComponent(part.toWellFormed())).join('/') || '-';
    if (whole.length <= MAX_ID)
        return whole;
    // Not through an escape such as %F0.
    const head = whole.slice(0, MAX_ID).replace(/%.?$/u, '');
    return `${head}~${(0,external_node_crypto_.hash)('sha256', JSON.stringify(parts), 'hex').slice(0, 20)}`;
}

// EXTERNAL MODULE: ./build/sources/reports/test-counts.js
var test_counts = __webpack_require__(4886);
// EXTERNAL MODULE: ./build/sources/reports/test-text.js
var test_text = __webpack_require__(5537);
;// CONCATENATED MODULE: ./build/sources/reports/test-tally.js


const MAX_NOTES = 20;
/** The most timestamps that are kept; the earliest is looked for, and the first suites are the likely ones. */
const MAX_TIMESTAMPS = 10_000;
function createTestTally(of) {
    const counts = (0,test_counts/* noTests */.V)();
    const broken = [];
    const notes = [];
    const timestamps = [];
    let more = 0;
    let ofCases = 0;
    let ofSuites = 0;
    return {
        of,
        counts,
        leftOut: 0,
        broken,
        files: { unreadable: 0 },
        suites: { failed: 0 },
        timestamps,
        case(result) {
            (0,test_counts/* countCase */.c)(counts, result);
            ofCases += result.milliseconds ?? 0;
        },
        suite({ suites, milliseconds, timestamp, reason, notRun = 0 }, file) {
            counts.passed -= notRun;
            counts.skipped += notRun;
            if (suites.length === 1)
                ofSuites += milliseconds ?? 0;
            if (timestamp !== undefined && timestamps.length < MAX_TIMESTAMPS)
                timestamps.push(timestamp);
            if (reason === undefined)
                return;
            this.suites.failed++;
            if (broken.length < MAX_NOTES)
                broken.push((0,test_text/* bounded */.Mm)(`${file}: ${reason}`, 500));
        },
        unreadable(why) {
            this.files.unreadable++;
            if (broken.length < MAX_NOTES)
                broken.push(why);
        },
        note(text) {
            if (notes.length < MAX_NOTES)
                notes.push((0,test_text/* bounded */.Mm)(text, 500));
            else
                more++;
        },
        notes: () => (more === 0 ? notes : [...notes, `and ${more} more notes`]),
        milliseconds: () => Math.round((ofCases > 0 ? ofCases : ofSuites) * 1000) / 1000,
    };
}

// EXTERNAL MODULE: ./build/cdevents/canonical.js
var canonical = __webpack_require__(9541);
// EXTERNAL MODULE: ./build/cdevents/identity.js
var identity = __webpack_require__(197);
// EXTERNAL MODULE: ./build/sources/pipeline.js
var pipeline = __webpack_require__(9563);
;// CONCATENATED MODULE: ./build/sources/reports/test-suite-events.js
/** A run of tests → `testsuiterun.started` and `testsuiterun.finished`. Pure. */





/** The subject of a run of tests: two suites of one job are two subjects, as `describe` has it. */
function suiteSubject({ id }, { facts }) {
    return `${facts.job.id}#${encodeURIComponent(id.toWellFormed())}`;
}
function suiteDescriptions(tally, context) {
    const { facts, now } = context;
    const subject = suiteSubject(tally.of, context);
    const testSuite = {
        id: tally.of.id.toWellFormed(),
        ...(tally.of.name === undefined ? {} : { name: tally.of.name }),
    };
    const tests = numbersOf(tally);
    const timestamp = startOf(tally.timestamps, now);
    const notes = [...tally.broken, ...tally.notes()];
    const id = (0,identity/* eventId */.Q)({
        source: facts.source,
        type: 'testsuiterun.started',
        run: facts.run.id,
        attempt: facts.run.attempt,
        // `now` too: the same suite may be reported by two steps of a job.
        subject: (0,canonical/* digestOfJson */.Q)([subject, timestamp, now, tests]),
        order: (0,pipeline/* runOrder */.wW)(facts),
    });
    return [
        { type: 'testsuiterun.started', id, subject, timestamp, content: { testSuite }, ...(0,report_binding/* boundTo */.s)(context) },
        {
            type: 'testsuiterun.finished',
            subject,
            timestamp: now,
            content: { testSuite, outcome: outcomeOf(tally), reason: reasonOf(tally) },
            ...(0,report_binding/* boundTo */.s)(context),
            links: [id],
            customData: { turnpike: { tests, ...(notes.length === 0 ? {} : { notes }) } },
        },
    ];
}
/** `customData.turnpike.tests`. */
function numbersOf(tally) {
    const { unreadable } = tally.files;
    const { failed } = tally.suites;
    return {
        ...tally.counts,
        milliseconds: tally.milliseconds(),
        ...(unreadable === 0 ? {} : { unreadableFiles: unreadable }),
        ...(failed === 0 ? {} : { failedSuites: failed }),
        ...(tally.leftOut === 0 ? {} : { withoutEvent: tally.leftOut }),
    };
}
/** The table at the head of `test-events.ts`. */
function outcomeOf({ counts, files, suites }) {
    if (counts.failed > 0)
        return 'failure';
    if (counts.errored > 0 || suites.failed > 0 || files.unreadable > 0 || counts.passed === 0)
        return 'error';
    return 'success';
}
function reasonOf({ counts, broken, leftOut }) {
    const { total, passed, failed, errored, skipped } = counts;
    const parts = [];
    if (failed > 0)
        parts.push(`${failed} of ${total} failed`);
    if (errored > 0)
        parts.push(failed > 0 ? `${errored} errored` : `${errored} of ${total} errored`);
    if (total === 0)
        parts.push('no test was run');
    else if (skipped === total)
        parts.push(`all ${total} were skipped, so nothing was tested`);
    else if (failed + errored === 0)
        parts.push(passed < total ? `${passed} of ${total} passed` : total === 1 ? '1 passed' : `all ${total} passed`);
    if (skipped > 0 && skipped < total)
        parts.push(`${skipped} skipped`);
    const [first] = broken;
    const more = broken.length > 1 ? ` (and ${broken.length - 1} more)` : '';
    if (leftOut > 0)
        parts.push(`${leftOut} without an event of their own`);
    return (0,test_text/* bounded */.Mm)(parts.join(', ') + (first === undefined ? '' : `; ${first}${more}`), 2000);
}
/** Older than this, a report's clock is not believed. */
const OLDEST = 30 * 24 * 3600 * 1000;
/**
 * When the first suite began by the reports, if that is not after now and not over 30 days ago; else now. A time
 * without a zone is taken for UTC.
 */
function startOf(timestamps, now) {
    const end = Date.parse(now);
    let earliest = end;
    for (const each of timestamps) {
        const start = momentOf(each);
        if (start !== undefined && start < earliest && start >= end - OLDEST)
            earliest = start;
    }
    return earliest === end ? now : new Date(earliest).toISOString();
}
function momentOf(text) {
    const form = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)\s*(Z|[+-]\d\d:?\d\d)?$/iu.exec(text.trim());
    if (form === null)
        return undefined;
    const [, day = '', time = '', zone = 'Z'] = form;
    const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
    const moment = Date.parse(`${day}T${time.replace(',', '.')}${offset.toUpperCase()}`);
    return Number.isNaN(moment) ? undefined : moment;
}

;// CONCATENATED MODULE: ./build/sources/reports/test-events.js
/**
 * Test cases → events of one run of tests. The outcome, first that holds:
 *
 *  | in the reports                                                             | outcome |
 *  | -------------------------------------------------------------------------- | ------- |
 *  | a case failed                                                              | failure |
 *  | a case errored, or a suite did outside of its cases                        | error   |
 *  | a file could not be read                                                   | error   |
 *  | nothing was run: no case at all, or all were skipped                       | error   |
 *  | everything else: at least one case passed, none went wrong                 | success |
 *
 * Skipped is never passed. A case that failed and passed when it was run again is passed, and counted as flaky. Pure.
 */





/** Events of single cases in one run. A run of a million failures is told by its counts. */
const MAX_CASE_EVENTS = 100_000;
/** Groups, of files or suites. Whatever comes after goes into the last one. */
const MAX_GROUPS = 1000;
/** @throws TurnpikeError USAGE when the suite has no id */
function createTestRun(context, options) {
    const { suite, cases, groupBy } = options;
    if (suite.id.trim() === '')
        throw new errors/* TurnpikeError */.PJ('USAGE', 'a run of tests needs the id of its suite');
    const groups = new Map();
    const ids = new Map();
    let told = 0;
    function groupOf(key) {
        const known = groups.get(key);
        if (known !== undefined)
            return known;
        const rest = groups.size >= MAX_GROUPS ? '(others)' : key;
        const group = groups.get(rest) ?? createTestTally(suiteOf(rest));
        groups.set(rest, group);
        return group;
    }
    function suiteOf(key) {
        if (groupBy === 'run')
            return suite;
        return { id: `${suite.id}/${key}`, name: (0,test_text/* bounded */.Mm)(`${suite.name ?? suite.id}: ${key}`, 1000) };
    }
    function keyOf(file, suites) {
        if (groupBy === 'run')
            return '';
        return groupBy === 'file' ? (0,test_text/* bounded */.Mm)(file, 300) : (0,test_text/* bounded */.Mm)(suites[0] ?? '(no suite)', 300);
    }
    return {
        add(piece, file) {
            if (piece.is === 'note') {
                groupOf(keyOf(file, [])).note(`${file}: ${piece.note}`);
                return [];
            }
            const suites = piece.is === 'case' ? piece.case.suites : piece.suite.suites;
            const group = groupOf(keyOf(file, suites));
            if (piece.is === 'suite') {
                group.suite(piece.suite, file);
                return [];
            }
            group.case(piece.case);
            const wanted = cases === 'all' || (cases === 'failures' && ['failed', 'errored'].includes(piece.case.result));
            if (!wanted)
                return [];
            if (told >= MAX_CASE_EVENTS) {
                group.leftOut++;
                return [];
            }
            told++;
            return [caseDescription(piece.case, suiteSubject(group.of, context), ids, context)];
        },
        unreadable(file, why) {
            groupOf(keyOf(file, [])).unreadable((0,test_text/* bounded */.Mm)(`${file}: ${why}`, 500));
        },
        finish() {
            if (groups.size === 0)
                groupOf(groupBy === 'run' ? '' : '(nothing)');
            return [...new Set(groups.values())].flatMap((group) => suiteDescriptions(group, context));
        },
        counts() {
            const sum = { total: 0, passed: 0, failed: 0, errored: 0, skipped: 0, flaky: 0 };
            for (const { counts } of groups.values())
                for (const key of Object.keys(sum))
                    sum[key] += counts[key];
            return sum;
        },
        notes: () => [...groups.values()].flatMap((group) => group.notes()).slice(0, 100),
    };
}

// EXTERNAL MODULE: ./build/actions/collected.js
var collected = __webpack_require__(2331);
;// CONCATENATED MODULE: ./build/actions/collect-tests.js


/** Cases that wait for the start of their run, which is known when all was read. With more, they go ahead of it. */
const HELD = 1000;
/** Cases that are made into events together from then on, while their file is read. */
const PIECE = 100;
/** Failures that are shown; events tell all of them. */
const MAX_FAILURES = 20;
/** Suites that are shown. */
const MAX_SUITES = 1000;
/** Files of one call are one run: that a part of it is missing is part of how it ended. */
async function collectTests(paths, reading) {
    const { asked, context, into } = reading;
    const run = createTestRun(context, {
        suite: { id: asked.suite ?? (context.facts.job.name || 'tests') },
        cases: asked.cases,
        groupBy: asked.groupBy,
    });
    const cases = createCases(reading);
    for (const kind of ['junit', 'tap']) {
        for (const path of paths[kind])
            await readOne(kind, path, run, cases, reading);
    }
    const ends = run.finish();
    into.counts = { ...run.counts() };
    for (const sentence of run.notes())
        (0,collected/* note */.N4)(into, sentence);
    for (const end of ends)
        noteSuite(end, reading);
    const isStart = ({ type }) => type === 'testsuiterun.started';
    await reading.say([...ends.filter(isStart), ...cases.waiting(), ...ends.filter((end) => !isStart(end))]);
}
function createCases(reading) {
    let waiting = [];
    let most = HELD;
    return {
        async add(descriptions) {
            waiting.push(...descriptions);
            if (waiting.length < most)
                return;
            const piece = waiting;
            waiting = [];
            most = PIECE;
            await reading.say(piece);
        },
        waiting: () => waiting,
    };
}
async function readOne(kind, path, run, cases, reading) {
    try {
        const opened = await reading.deps.openFile(path);
        for await (const pieces of (await readerOf(kind))(opened.bytes)) {
            const said = [];
            for (const piece of pieces) {
                notePiece(piece, reading);
                said.push(...run.add(piece, path));
            }
            if (said.length > 0)
                await cases.add(said);
        }
        await reading.done(kind, reading.fileOf(path, opened));
    }
    catch (error) {
        // What was read before the mistake is true all the same.
        run.unreadable(path, reading.unreadable(kind, path, error).message);
    }
}
async function readerOf(kind) {
    if (kind === 'junit')
        return (await __webpack_require__.e(/* import() */ 5386).then(__webpack_require__.bind(__webpack_require__, 5386))).readJUnit;
    return (await __webpack_require__.e(/* import() */ 8163).then(__webpack_require__.bind(__webpack_require__, 8163))).readTap;
}
function notePiece(piece, { into }) {
    if (piece.is === 'case' && into.failures.length < MAX_FAILURES) {
        const failure = failureOf(piece.case);
        if (failure !== undefined)
            into.failures.push(failure);
    }
}
function failureOf({ result, name, className, suites, reason, file }) {
    if (result !== 'failed' && result !== 'errored')
        return undefined;
    const inside = className ?? suites.at(-1);
    const line = lineIn(reason, file);
    return {
        name: inside === undefined || inside === '' || name.startsWith(inside) ? name : `${inside} › ${name}`,
        result,
        ...(reason === undefined ? {} : { reason }),
        ...(file === undefined ? {} : { file }),
        ...(line === undefined ? {} : { line }),
    };
}
/** Where in the test's own file, as stack traces write it: `src/shop.test.ts:12:5`, `shop.py", line 12`. */
function lineIn(reason, file) {
    if (reason === undefined || file === undefined)
        return undefined;
    const name = file.split(/[\\/]/).at(-1) ?? '';
    for (let at = reason.indexOf(name); name !== '' && at !== -1; at = reason.indexOf(name, at + 1)) {
        const match = /^(?::|", line )(\d{1,6})/.exec(reason.slice(at + name.length, at + name.length + 16));
        if (match !== null)
            return Number(match[1]);
    }
    return undefined;
}
/** How a suite ended, as its event says it. */
function noteSuite({ type, content = {}, customData = {} }, { into }) {
    if (!type.includes('testsuiterun.finished') || into.suites.length >= MAX_SUITES)
        return;
    const { testSuite, outcome, reason } = content;
    const { tests } = (customData.turnpike ?? {});
    into.suites.push({
        name: testSuite?.name ?? testSuite?.id ?? 'tests',
        outcome: outcome ?? 'error',
        ...(reason === undefined ? {} : { reason }),
        ...(tests === undefined ? {} : { tests }),
    });
}


/***/ }),

/***/ 4886:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ noTests),
/* harmony export */   c: () => (/* binding */ countCase)
/* harmony export */ });
function noTests() {
    return { total: 0, passed: 0, failed: 0, errored: 0, skipped: 0, flaky: 0 };
}
function countCase(counts, { result, flaky }) {
    counts.total++;
    counts[result]++;
    if (flaky === true)
        counts.flaky++;
}


/***/ }),

/***/ 5537:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mm: () => (/* binding */ bounded),
/* harmony export */   Pk: () => (/* binding */ MAX_SUITES),
/* harmony export */   ix: () => (/* binding */ MAX_REASON),
/* harmony export */   mc: () => (/* binding */ MAX_SUITE_NAME),
/* harmony export */   zB: () => (/* binding */ MAX_NAME)
/* harmony export */ });
/** Names and reasons out of reports: bounded, and nothing in them that JSON, a database or a log could choke on. Pure. */
/** Characters of a name, and of a reason. */
const MAX_NAME = 1000;
const MAX_REASON = 2000;
/**
 * Characters of the name of a suite, and how many of the suites in each other are kept, from the outermost on. Every
 * case carries them: a few letters in a file must not make a hundred thousand of them in every event.
 */
const MAX_SUITE_NAME = 300;
const MAX_SUITES = 20;
/** Colours and cursor movements, as test tools put them into messages (ECMA-48 CSI and OSC). */
const ESCAPES = /\u001b(?:\[[0-?]{0,32}[ -/]{0,8}[@-~]|\][^\u0007\u001b]{0,200}(?:\u0007|\u001b\\))/gu;
/** What PostgreSQL cannot keep (NUL) and no reader needs. */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu;
/** Most names have none of these. */
const UNCLEAN = /[\u0000-\u001f\u007f-\u009f\ud800-\udfff]|^\s|\s$/u;
/**
 * At most so many UTF-16 units, well-formed, without terminal sequences and outer white space; other control
 * characters are U+FFFD. What is cut ends in `…`. Equal texts stay equal.
 */
function bounded(text, most) {
    if (text.length <= most && !UNCLEAN.test(text))
        return detached(text);
    // Cut before anything else is done to it: it may be long.
    const cut = text.slice(0, 4 * most);
    const clean = cut
        .replace(ESCAPES, '')
        .replace(/\r\n?/gu, '\n')
        .replace(CONTROLS, '\uFFFD')
        .toWellFormed()
        .trim();
    if (clean.length <= most && cut === text)
        return detached(clean);
    // The cut may go through a pair of surrogates.
    return detached(`${clean.slice(0, most - 1).replace(/[\ud800-\udbff]$/u, '')}…`);
}
/** A copy: a part of a text keeps the whole piece of the file that it was a part of. */
function detached(text) {
    return Buffer.from(text).toString();
}


/***/ })

};
