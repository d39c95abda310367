export const id = 5386;
export const ids = [5386];
export const modules = {

/***/ 3902:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DE: () => (/* binding */ createJUnitCase),
/* harmony export */   W$: () => (/* binding */ millisecondsOf),
/* harmony export */   y2: () => (/* binding */ FAULTS)
/* harmony export */ });
/* harmony import */ var _test_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5537);

/** What says that a case went wrong, and how. */
const FAULTS = new Map([
    ['failure', 'failed'],
    // Of Surefire, beside `failure`: how it went wrong again.
    ['rerunFailure', 'failed'],
    ['error', 'errored'],
    ['rerunError', 'errored'],
    // Of PHPUnit: something other than an assertion ended the test.
    ['warning', 'errored'],
]);
/** Of Surefire: it went wrong, was run again, and passed. */
const FLAKY = new Set(['flakyFailure', 'flakyError']);
/** Words in `status` and `result` (GoogleTest, CTest, Bazel) and what they say where no element says it. */
const WORDS = new Map([
    ['notrun', 'skipped'],
    ['disabled', 'skipped'],
    ['skipped', 'skipped'],
    ['ignored', 'skipped'],
    ['pending', 'skipped'],
    ['suppressed', 'skipped'],
    ['inconclusive', 'skipped'],
    ['fail', 'failed'],
    ['failed', 'failed'],
    ['failure', 'failed'],
    ['error', 'errored'],
    ['errored', 'errored'],
    ['broken', 'errored'],
    // Not of one tool, and whatever writes them, nothing has passed.
    ['timeout', 'errored'],
    ['timedout', 'errored'],
    ['aborted', 'errored'],
    ['crashed', 'errored'],
    ['killed', 'errored'],
    ['interrupted', 'errored'],
    ['cancelled', 'errored'],
    ['canceled', 'errored'],
]);
/** @param place the suites it is in, and their file where they say one */
function createJUnitCase(attributes, place) {
    let faults = 0;
    let flaky = false;
    let failure;
    let error;
    let skipped;
    let todo = false;
    /** The element whose text is the reason, and the text so far. */
    let inside;
    function judged() {
        // A test that is promised for later and fails (node:test) is not run as promised; the tool lets it pass.
        if (todo && skipped !== undefined)
            return { result: 'skipped', reason: skipped };
        if (failure !== undefined)
            return { result: 'failed', reason: failure };
        if (error !== undefined)
            return { result: 'errored', reason: error };
        if (skipped !== undefined)
            return { result: 'skipped', reason: skipped };
        const word = [attributes.status, attributes.result].map((each) => WORDS.get(each?.toLowerCase() ?? ''));
        const result = word.find((each) => each !== undefined);
        return result === undefined
            ? { result: 'passed' }
            : { result, reason: attributes.message ?? `${attributes.status ?? attributes.result ?? ''}` };
    }
    return {
        opened(name, given) {
            if (inside !== undefined)
                return;
            if (FAULTS.has(name) || FLAKY.has(name))
                faults++;
            if (FLAKY.has(name))
                flaky = true;
            if (name === 'skipped' && given.type?.toLowerCase() === 'todo')
                todo = true;
            if (FAULTS.has(name) || name === 'skipped')
                inside = { name, said: '', message: given.message ?? '', type: given.type ?? '' };
        },
        text(text) {
            // As much as `bounded` looks at: how the file came in pieces makes no difference.
            if (inside !== undefined)
                inside.said += text.slice(0, 4 * _test_text_js__WEBPACK_IMPORTED_MODULE_0__/* .MAX_REASON */ .ix - inside.said.length);
        },
        closed(name) {
            if (inside?.name !== name)
                return;
            const reason = reasonOf(inside);
            inside = undefined;
            if (name === 'skipped')
                skipped ??= reason;
            else if (FAULTS.get(name) === 'failed')
                failure ??= reason;
            else
                error ??= reason;
        },
        finished() {
            const { result, reason } = judged();
            const name = attributes.name ?? '';
            const className = attributes.classname ?? attributes.class;
            const file = attributes.file ?? place.file;
            const milliseconds = millisecondsOf(attributes.time);
            return {
                faults,
                result: {
                    suites: place.suites,
                    name: (0,_test_text_js__WEBPACK_IMPORTED_MODULE_0__/* .bounded */ .Mm)(name === '' ? (className ?? '') : name, _test_text_js__WEBPACK_IMPORTED_MODULE_0__/* .MAX_NAME */ .zB) || NAMELESS,
                    ...(className === undefined || className === '' ? {} : { className: (0,_test_text_js__WEBPACK_IMPORTED_MODULE_0__/* .bounded */ .Mm)(className, _test_text_js__WEBPACK_IMPORTED_MODULE_0__/* .MAX_NAME */ .zB) }),
                    ...(file === undefined || file === '' ? {} : { file: (0,_test_text_js__WEBPACK_IMPORTED_MODULE_0__/* .bounded */ .Mm)(file, _test_text_js__WEBPACK_IMPORTED_MODULE_0__/* .MAX_NAME */ .zB) }),
                    result,
                    ...(reason === undefined || reason === '' ? {} : { reason: (0,_test_text_js__WEBPACK_IMPORTED_MODULE_0__/* .bounded */ .Mm)(reason, _test_text_js__WEBPACK_IMPORTED_MODULE_0__/* .MAX_REASON */ .ix) }),
                    ...(milliseconds === undefined ? {} : { milliseconds }),
                    ...(flaky && result === 'passed' ? { flaky } : {}),
                },
            };
        },
    };
}
/** The message, and the text behind it, which has the places (file and line) of most dialects. */
function reasonOf({ message, said, type }) {
    // `true` is what node:test has to say of a skipped test.
    const short = message.trim() === 'true' ? '' : message.trim();
    const long = said.trim();
    if (long === '')
        return short === '' && message === '' ? type : short;
    return short === '' || long.startsWith(short) ? long : `${short}\n${long}`;
}
const NAMELESS = '(no name)';
/** 100 years: whatever is longer is no duration. */
const MOST_SECONDS = 100 * 365 * 24 * 3600;
/**
 * Seconds as tools write them → milliseconds: `0.012`, `1e-05`, with commas for thousands (`1,234.5`, Surefire) or for
 * the point (`0,012`, tools that follow the locale). `1,234` is taken for the latter.
 */
function millisecondsOf(text) {
    if (text === undefined)
        return undefined;
    if (/^\d{1,6}\.\d{1,9}$/u.test(text))
        return Math.round(Number(text) * 1e6) / 1e3;
    const trimmed = text.trim();
    const last = Math.max(trimmed.lastIndexOf(','), trimmed.lastIndexOf('.'));
    const whole = last === -1 ? trimmed : trimmed.slice(0, last).replace(/[.,]/gu, '');
    const plain = last === -1 ? whole : `${whole}.${trimmed.slice(last + 1)}`;
    if (!/^\d{1,15}(?:\.\d{0,20})?(?:e[+-]?\d{1,3})?$/iu.test(plain))
        return undefined;
    const seconds = Number(plain);
    return seconds <= MOST_SECONDS ? Math.round(seconds * 1e6) / 1e3 : undefined;
}


/***/ }),

/***/ 5386:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readJUnit: () => (/* binding */ readJUnit)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/sources/reports/junit-case.js
var junit_case = __webpack_require__(3902);
// EXTERNAL MODULE: ./build/sources/reports/test-text.js
var test_text = __webpack_require__(5537);
// EXTERNAL MODULE: ./build/sources/reports/test-counts.js
var test_counts = __webpack_require__(4886);
;// CONCATENATED MODULE: ./build/sources/reports/junit-suites.js
/** The `<testsuites>` and `<testsuite>` of JUnit: what they claim against what their cases show. Pure. */



/** The most notes on one file. */
const MAX_NOTES = 20;
/** @param found where pieces go */
function createJUnitSuites(found) {
    const open = [];
    let notes = 0;
    let place = { suites: [] };
    function note(text) {
        if (++notes <= MAX_NOTES)
            found.push({ is: 'note', note: (0,test_text/* bounded */.Mm)(text, test_text/* MAX_REASON */.ix) });
        if (notes === MAX_NOTES)
            found.push({ is: 'note', note: 'there is more to say of this file; it is left out' });
    }
    function placed() {
        const file = open.findLast((suite) => suite.file !== undefined)?.file;
        // The name of <testsuites> is the tool's own or the project's.
        const suites = open.flatMap(({ name }) => (name === '' ? [] : [name])).slice(0, test_text/* MAX_SUITES */.Pk);
        place = file === undefined ? { suites } : { suites, file };
    }
    return {
        opened(element, attributes) {
            open.push({
                name: element === 'testsuites' ? '' : (0,test_text/* bounded */.Mm)(attributes.name ?? '', test_text/* MAX_SUITE_NAME */.mc),
                attributes,
                file: attributes.file ?? attributes.filepath,
                counts: (0,test_counts/* noTests */.V)(),
                all: (0,test_counts/* noTests */.V)(),
                faults: 0,
                inner: 0,
                notRun: 0,
                reason: undefined,
            });
            placed();
        },
        place: () => place,
        counted(result, faults) {
            const suite = open.at(-1);
            if (suite === undefined)
                return;
            (0,test_counts/* countCase */.c)(suite.counts, result);
            (0,test_counts/* countCase */.c)(suite.all, result);
            suite.faults += faults;
        },
        failed(element, why) {
            const suite = open.at(-1);
            if (suite === undefined)
                return;
            suite.faults++;
            suite.reason ??= why.trim() === '' ? `<${element}> outside of a test case` : why.trim();
        },
        skipped(why) {
            note(`the suite ${named(open.at(-1))} was skipped${why === undefined || why === '' ? '' : `: ${why}`}`);
        },
        closed() {
            const suite = open.pop();
            if (suite === undefined)
                return;
            const notRun = unrun(suite);
            suite.counts.passed -= notRun;
            suite.counts.skipped += notRun;
            suite.notRun += notRun;
            const outer = open.at(-1);
            if (outer !== undefined) {
                for (const key of Object.keys(suite.all))
                    outer.all[key] += suite.all[key];
                outer.faults += suite.faults;
                outer.inner++;
                outer.notRun += suite.notRun;
            }
            const claim = { ...claimOf(suite, place.suites), ...(notRun === 0 ? {} : { notRun }) };
            if (notRun > 0)
                note(`the suite ${named(suite)} does not count ${notRun} of its cases as tests: they were not run, and are skipped`);
            if (!agrees(suite, claim.claimed.total)) {
                const said = `says it has ${claim.claimed.total ?? 0} tests, and holds ${suite.all.total}`;
                note(`the suite ${named(suite)} ${said}; counted are these`);
            }
            found.push({ is: 'suite', suite: claim });
            placed();
        },
    };
}
/** Suites in a suite are counted through to the cases (PHPUnit), or not at all, or as one each (node:test). */
function agrees({ all, counts, inner, notRun }, total) {
    return (total === undefined || [all.total, counts.total, all.total - notRun, counts.total + inner].includes(total));
}
/**
 * jest-junit writes a todo like a test that passed, and leaves it out of the number of tests. So it is when that is the
 * only number that differs from the cases.
 */
function unrun({ attributes, counts, inner }) {
    const total = numberOf(attributes.tests);
    const same = numberOf(attributes.failures) === counts.failed &&
        numberOf(attributes.errors) === counts.errored &&
        numberOf(attributes.skipped) === counts.skipped;
    if (total === undefined || !same || inner > 0)
        return 0;
    const less = counts.total - total;
    return less > 0 && less <= counts.passed - counts.flaky ? less : 0;
}
function claimOf(suite, suites) {
    const { attributes, counts } = suite;
    const claimed = {};
    for (const [key, value] of [
        ['total', numberOf(attributes.tests)],
        ['failed', numberOf(attributes.failures)],
        ['errored', numberOf(attributes.errors)],
        ['skipped', numberOf(attributes.skipped)],
    ])
        if (value !== undefined)
            claimed[key] = value;
    const milliseconds = (0,junit_case/* millisecondsOf */.W$)(attributes.time);
    const reason = suite.reason ?? unshown(suite, claimed);
    return {
        suites,
        claimed,
        counted: counts,
        ...(attributes.timestamp === undefined ? {} : { timestamp: (0,test_text/* bounded */.Mm)(attributes.timestamp, 100) }),
        ...(milliseconds === undefined ? {} : { milliseconds }),
        ...(reason === undefined ? {} : { reason: (0,test_text/* bounded */.Mm)(reason, test_text/* MAX_REASON */.ix) }),
    };
}
/**
 * A suite that counts more failures than there are to be seen has lost some (a file that could not be loaded, a hook):
 * that is no success. Elements are compared, since some tools count every attempt, and some every assertion.
 */
function unshown(suite, { failed = 0, errored = 0 }) {
    if (failed + errored <= suite.faults)
        return undefined;
    return `the suite ${named(suite)} counts ${failed} failures and ${errored} errors; its cases show ${suite.faults}`;
}
function named(suite) {
    return suite === undefined || suite.name === '' ? '(no name)' : JSON.stringify((0,test_text/* bounded */.Mm)(suite.name, 200));
}
/** A count of any length: one that is too long to be true must not be taken for none. */
function numberOf(text) {
    const [, digits] = /^\s*(\d+)(?:\.0*)?\s*$/u.exec(text ?? '') ?? [];
    return digits === undefined ? undefined : Math.min(Number(digits), Number.MAX_SAFE_INTEGER);
}

// EXTERNAL MODULE: ./build/sources/reports/xml.js + 2 modules
var xml = __webpack_require__(6704);
;// CONCATENATED MODULE: ./build/sources/reports/junit.js
/**
 * JUnit XML → test cases. There is no standard: every tool writes a dialect (docs/evidence.md lists them). Read is
 * what all of them agree on, and what only some say where it changes a result. Cases are counted, never believed:
 * the numbers that a suite claims are only compared. Pure; memory is bounded whatever the size of the file.
 */





const ROOTS = ['testsuites', 'testsuite'];
/** @throws TurnpikeError INVALID_REPORT with line and column: no JUnit, hostile or broken XML */
async function* readJUnit(bytes) {
    const report = createJUnit();
    for await (const pieces of (0,xml/* readXml */.k)(bytes)) {
        for (const piece of pieces)
            report.take(piece);
        const found = report.found.splice(0);
        if (found.length > 0)
            yield found;
    }
}
function createJUnit() {
    const found = [];
    const suites = createJUnitSuites(found);
    /** Cases that are open, innermost last. A case in a case is unheard of, and must not hide what it says. */
    const cases = [];
    const open = [];
    /** A fault outside of any case, while it is open: what it says. */
    let fault;
    function opened(piece) {
        const { name, attributes, line } = piece;
        if (open.length === 0 && !ROOTS.includes(name))
            throw new errors/* TurnpikeError */.PJ('INVALID_REPORT', `line ${line}: the root element is <${(0,test_text/* bounded */.Mm)(name, 80)}>; JUnit begins with <testsuites> or <testsuite>`, { problems: [{ path: '', message: 'not JUnit', line }] });
        open.push(name);
        if (ROOTS.includes(name))
            return suites.opened(name, attributes);
        if (name === 'testcase')
            return void cases.push((0,junit_case/* createJUnitCase */.DE)(attributes, suites.place()));
        const inner = cases.at(-1);
        if (inner !== undefined)
            return inner.opened(name, attributes);
        if (junit_case/* FAULTS */.y2.has(name))
            fault = attributes.message ?? '';
        if (name === 'skipped')
            suites.skipped(attributes.message);
    }
    function closed(name) {
        open.pop();
        if (ROOTS.includes(name))
            return suites.closed();
        const inner = cases.at(-1);
        if (name === 'testcase' && inner !== undefined) {
            cases.pop();
            const { faults, result } = inner.finished();
            suites.counted(result, faults);
            found.push({ is: 'case', case: result });
            return;
        }
        if (inner !== undefined)
            return inner.closed(name);
        if (fault === undefined || !junit_case/* FAULTS */.y2.has(name))
            return;
        suites.failed(name, fault);
        fault = undefined;
    }
    return {
        found,
        take(piece) {
            if (piece.is === 'open')
                opened(piece);
            else if (piece.is === 'close')
                closed(piece.name);
            else if (cases.length > 0)
                cases.at(-1)?.text(piece.text);
            else if (fault !== undefined)
                fault += piece.text.slice(0, Math.max(0, 4 * test_text/* MAX_REASON */.ix - fault.length));
        },
    };
}


/***/ }),

/***/ 4044:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ markedEncoding),
/* harmony export */   D: () => (/* binding */ decoded)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/** Bytes of a text file → text, in pieces of bounded size, whatever its lines. Pure. */

/** Bytes that are decoded in one go. Small, because readers look at their bounds between pieces only. */
const PIECE = 16 * 1024;
/**
 * @param first how many bytes the encoding is told by (fewer where the file has fewer)
 * @param encodingOf a label of the WHATWG Encoding Standard
 * @throws TurnpikeError INVALID_REPORT for an encoding that is not known. Bytes that are no text become U+FFFD
 */
async function* decoded(bytes, first, encodingOf) {
    let decoder;
    let head = new Uint8Array(0);
    for await (const chunk of bytes) {
        let rest = chunk;
        if (decoder === undefined) {
            head = joined(head, chunk);
            if (head.length < first)
                continue;
            decoder = decoderFor(encodingOf(head));
            rest = head;
        }
        for (let at = 0; at < rest.length; at += PIECE)
            yield decoder.decode(rest.subarray(at, at + PIECE), { stream: true });
    }
    if (decoder === undefined) {
        decoder = decoderFor(encodingOf(head));
        yield decoder.decode(head, { stream: true });
    }
    const last = decoder.decode();
    if (last !== '')
        yield last;
}
/** What a byte order mark says. */
function markedEncoding([a, b, c, d]) {
    if (a === 0xff && b === 0xfe)
        return c === 0 && d === 0 ? 'UTF-32' : 'utf-16le';
    if (a === 0xfe && b === 0xff)
        return 'utf-16be';
    if (a === 0 && b === 0 && c === 0xfe && d === 0xff)
        return 'UTF-32';
    return a === 0xef && b === 0xbb && c === 0xbf ? 'utf-8' : undefined;
}
function joined(head, chunk) {
    const both = new Uint8Array(head.length + chunk.length);
    both.set(head);
    both.set(chunk, head.length);
    return both;
}
function decoderFor(name) {
    try {
        return new TextDecoder(name);
    }
    catch {
        const message = `line 1: the file says it is in the encoding ${JSON.stringify(name)}, which is not known here; write it as UTF-8`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ('INVALID_REPORT', message, { problems: [{ path: '', message, line: 1 }] });
    }
}


/***/ }),

/***/ 6704:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* binding */ readXml)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
;// CONCATENATED MODULE: ./build/sources/reports/xml-parser.js
/**
 * The parser under `readXml`. Written here after a first version over sax, which takes a process 2.3 times the CPU time
 * for 200 MB, be it test cases or one long text; is lax in strict mode (it drops a second attribute of one name); looks
 * at its bounds between two writes only; and has to be bounded by inner fields of its own, one of them global. A test
 * compares the two on thousands of documents. Pure.
 *
 * What it does not do, on purpose: no DOCTYPE, so no entities but XML's own five. What it lets pass, since tools write
 * it: `--` in a comment, `<` in an attribute, characters that XML forbids, also as `&#27;` (kept as these letters).
 */

/** Longest name of an element or an attribute. */
const MAX_NAME = 1000;
/** Attributes of one element. */
const MAX_ATTRIBUTES = 1000;
/** A name; beyond ASCII every character is let pass. */
const NAME = /[:A-Z_a-z\u0080-\uffff][-.:\w\u0080-\uffff]*/y;
const ATTRIBUTE = /\s+([:A-Z_a-z\u0080-\uffff][-.:\w\u0080-\uffff]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;
const TAG_END = /\s*\/?$/y;
/** Where a tag or a quoted value in it may end. */
const QUOTE_OR_END = /["'>]/g;
const ENTITY = /&(?:([^&;<\s]{1,100});)?/g;
const FIVE = new Map([
    ['amp', '&'],
    ['lt', '<'],
    ['gt', '>'],
    ['quot', '"'],
    ['apos', "'"],
]);
/** Whatever is read to its end and not kept: what ends it. */
const ENDS = { comment: '-->', instruction: '?>', cdata: ']]>' };
function createXmlParser(limits) {
    const open = [];
    let pieces = [];
    let seenRoot = false;
    let mode = 'text';
    /** What is not parsed yet. */
    let buffer = '';
    /** Up to where it is parsed. */
    let at = 0;
    /** The line at hand, where it begins (a place in the buffer; negative: before it), and where it ends (-1: not here). */
    let line = 1;
    let lineStart = 0;
    let newline = -1;
    /** Up to where the tag at hand was looked through for its end, in vain. */
    let looked = 0;
    /** Places only grow. Each newline is looked for once: a document may be one line. */
    function lineAt(place) {
        while (newline !== -1 && newline < place) {
            line++;
            lineStart = newline + 1;
            newline = buffer.indexOf('\n', lineStart);
        }
        return line;
    }
    function refusal(place, why) {
        const where = lineAt(place);
        const column = place - lineStart + 1;
        const message = `line ${where}, column ${column}: ${why}`;
        return new errors/* TurnpikeError */.PJ('INVALID_REPORT', message, {
            problems: [{ path: '', message: why, line: where, column }],
        });
    }
    function decoded(text, place) {
        if (!text.includes('&'))
            return text;
        return text.replace(ENTITY, (whole, name, offset) => {
            if (name === undefined)
                throw refusal(place + offset, 'an & that begins no entity; it is written &amp;');
            const letter = FIVE.get(name);
            if (letter !== undefined)
                return letter;
            const [, hex, decimal] = /^#(?:x([0-9a-f]{1,8})|([0-9]{1,8}))$/iu.exec(name) ?? [];
            if (hex === undefined && decimal === undefined)
                throw refusal(place + offset, `the entity &${shown(name)}; is none of XML's own five, and no others are read`);
            const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
            return isCharacter(code) ? String.fromCodePoint(code) : whole;
        });
    }
    function text(to, raw) {
        if (to <= at)
            return;
        const said = buffer.slice(at, to);
        if (open.length > 0)
            pieces.push({ is: 'text', text: raw ? said : decoded(said, at) });
        else if (raw || /\S/u.test(said)) {
            const place = at + (raw ? 0 : said.search(/\S/u));
            throw refusal(place, seenRoot ? 'there is text behind the root element' : 'it does not begin like XML');
        }
        at = to;
    }
    /** @returns false when more has to be read first */
    function step() {
        if (mode !== 'text')
            return skipped(mode);
        const mark = buffer.indexOf('<', at);
        if (mark === -1) {
            // An entity may go on in the next piece.
            const entity = buffer.lastIndexOf('&');
            const cut = entity >= at && buffer.length - entity < 110 && !buffer.includes(';', entity);
            text(cut ? entity : buffer.length, false);
            return false;
        }
        text(mark, false);
        const next = buffer[mark + 1];
        if (next === undefined)
            return false;
        if (next === '?')
            return begun('instruction', 2);
        if (next === '!')
            return declared();
        return next === '/' ? closed() : opened();
    }
    function begun(what, length) {
        mode = what;
        at += length;
        return true;
    }
    function declared() {
        if (buffer.startsWith('<!--', at))
            return begun('comment', 4);
        if (buffer.startsWith('<![CDATA[', at)) {
            if (open.length === 0)
                throw refusal(at, 'there is text outside of the root element');
            return begun('cdata', 9);
        }
        const head = buffer.slice(at, at + 9);
        if (head.length < 9 && ('<![CDATA['.startsWith(head) || '<!--'.startsWith(head)))
            return false;
        throw refusal(at, 'a DOCTYPE or another declaration; reports need none, and none is read');
    }
    function skipped(what) {
        const found = buffer.indexOf(ENDS[what], at);
        const to = found === -1 ? Math.max(at, buffer.length - ENDS[what].length + 1) : found;
        if (what === 'cdata')
            text(to, true);
        at = to;
        if (found === -1)
            return false;
        at += ENDS[what].length;
        mode = 'text';
        return true;
    }
    function opened() {
        const end = tagEnd();
        const size = (end === -1 ? buffer.length : end) - at;
        if (size > limits.tag)
            throw refusal(at, `a tag of over ${limits.tag} characters`);
        if (end === -1)
            return false;
        const tag = buffer.slice(at + 1, end);
        const name = nameIn(tag);
        if (open.length === 0 && seenRoot)
            throw refusal(at, `a second root element, <${shown(name)}>`);
        if (open.length >= limits.depth)
            throw refusal(at, `elements stand more than ${limits.depth} deep in each other`);
        const attributes = attributesOf(tag, name);
        const where = lineAt(at);
        const local = localName(name);
        seenRoot = true;
        pieces.push({ is: 'open', name: local, attributes, line: where });
        if (tag.endsWith('/'))
            pieces.push({ is: 'close', name: local, line: where });
        else
            open.push(name);
        at = end + 1;
        return true;
    }
    /** Where the tag at hand ends, past what is quoted; -1 when that is not here yet. */
    function tagEnd() {
        for (let from = at + 1;;) {
            QUOTE_OR_END.lastIndex = from;
            const found = QUOTE_OR_END.exec(buffer);
            if (found === null)
                return -1;
            if (found[0] === '>')
                return found.index;
            const closing = buffer.indexOf(found[0], found.index + 1);
            if (closing === -1)
                return -1;
            from = closing + 1;
        }
    }
    function nameIn(tag) {
        NAME.lastIndex = 0;
        const name = NAME.exec(tag)?.[0];
        if (name === undefined)
            throw refusal(at, 'a < that begins no tag; in text it is written &lt;');
        if (name.length > MAX_NAME)
            throw refusal(at, `a name of over ${MAX_NAME} characters`);
        return name;
    }
    function attributesOf(tag, element) {
        const attributes = Object.create(null);
        let place = element.length;
        for (let count = 1;; count++) {
            ATTRIBUTE.lastIndex = place;
            const [whole, name = '', double, single] = ATTRIBUTE.exec(tag) ?? [];
            if (whole === undefined)
                break;
            const where = at + 1 + place + whole.indexOf(name);
            if (name.length > MAX_NAME)
                throw refusal(where, `a name of over ${MAX_NAME} characters`);
            if (count > MAX_ATTRIBUTES)
                throw refusal(where, `more than ${MAX_ATTRIBUTES} attributes`);
            if (name in attributes)
                throw refusal(where, `the attribute ${shown(name)} is there twice`);
            const value = double ?? single ?? '';
            attributes[name] = decoded(value, at + place + whole.length - value.length);
            place += whole.length;
        }
        TAG_END.lastIndex = place;
        if (!TAG_END.test(tag))
            throw refusal(at + place + 1, `in <${shown(element)}> is something that is not written name="value"`);
        return attributes;
    }
    function closed() {
        const end = buffer.indexOf('>', at);
        if (end === -1 ? buffer.length - at > 2 * MAX_NAME : end - at > 2 * MAX_NAME)
            throw refusal(at, `a name of over ${MAX_NAME} characters`);
        if (end === -1)
            return false;
        const name = buffer.slice(at + 2, end).trimEnd();
        const expected = open.pop();
        if (name !== expected)
            throw refusal(at, `</${shown(name)}> closes ${expected === undefined ? 'nothing' : `<${shown(expected)}>`}`);
        pieces.push({ is: 'close', name: localName(name), line: lineAt(at) });
        at = end + 1;
        return true;
    }
    return {
        feed(more) {
            lineAt(at);
            const rest = buffer.length - at;
            // What is parsed goes; the rest is rarely more than the piece of a tag.
            buffer = rest === 0 ? more : buffer.slice(at) + more;
            lineStart -= at;
            newline = newline === -1 ? buffer.indexOf('\n', rest) : newline - at;
            looked = Math.max(0, looked - at);
            at = 0;
            let refused;
            try {
                while (at < buffer.length && step())
                    ;
            }
            catch (error) {
                // What stands before it was read, and may say that a test failed.
                if (!(error instanceof errors/* TurnpikeError */.PJ))
                    throw error;
                refused = error;
            }
            const found = pieces;
            pieces = [];
            return { pieces: found, ...(refused === undefined ? {} : { refused }) };
        },
        end() {
            const inside = open.at(-1);
            if (inside !== undefined)
                throw refusal(buffer.length, `it ends inside of <${shown(inside)}>; was it cut off?`);
            if (mode !== 'text' || at < buffer.length)
                throw refusal(buffer.length, 'it ends in the middle of something; was it cut off?');
            if (!seenRoot)
                throw refusal(buffer.length, 'there is no element in it; is it XML at all?');
        },
    };
}
/** `Char` of XML 1.0. */
function isCharacter(code) {
    if (code < 0x20)
        return code === 9 || code === 10 || code === 13;
    return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}
function shown(name) {
    return name.length > 80 ? `${name.slice(0, 80)}…` : name;
}
function localName(name) {
    return name.slice(name.lastIndexOf(':') + 1);
}

// EXTERNAL MODULE: ./build/sources/reports/text-pieces.js
var text_pieces = __webpack_require__(4044);
;// CONCATENATED MODULE: ./build/sources/reports/xml-text.js

/** Enough for a declaration. It is waited for, or the end of the file. */
const HEAD = 256;
/** Text of the document, piece by piece. Bytes that are no text become U+FFFD. @throws TurnpikeError INVALID_REPORT */
function xmlText(bytes) {
    return (0,text_pieces/* decoded */.D)(bytes, HEAD, xmlEncoding);
}
function xmlEncoding(head) {
    const marked = (0,text_pieces/* markedEncoding */.C)(head);
    if (marked !== undefined)
        return marked;
    const [a, b] = head;
    if (a === 0x3c && b === 0)
        return 'utf-16le';
    if (a === 0 && b === 0x3c)
        return 'utf-16be';
    const declaration = /^<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"'>]{1,60})["']/u.exec(String.fromCharCode(...head.subarray(0, HEAD)));
    const name = declaration?.[1]?.trim() ?? 'utf-8';
    // The declaration was legible byte by byte, so it is wrong: .NET's StringWriter always says utf-16.
    return /^(?:utf-?16|ucs-?2|iso-10646-ucs-2)/iu.test(name) ? 'utf-8' : name;
}

;// CONCATENATED MODULE: ./build/sources/reports/xml.js


const XML_LIMITS = Object.freeze({ depth: 100, tag: 1024 * 1024 });
/**
 * The document, in groups as its bytes come. Comments and processing instructions are left out.
 * @throws TurnpikeError INVALID_REPORT with line and column
 */
async function* readXml(bytes, { limits = XML_LIMITS } = {}) {
    const parser = createXmlParser(limits);
    for await (const text of xmlText(bytes)) {
        const { pieces, refused } = parser.feed(text);
        if (pieces.length > 0)
            yield pieces;
        if (refused !== undefined)
            throw refused;
    }
    parser.end();
}


/***/ })

};
