export const id = 8163;
export const ids = [8163];
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

/***/ 8163:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readTap: () => (/* binding */ readTap)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/sources/reports/test-text.js
var test_text = __webpack_require__(5537);
;// CONCATENATED MODULE: ./build/sources/reports/tap-diagnostic.js
/**
 * The YAML block behind a test point of TAP. Only plain members of its first level are looked at, line by line: no
 * tag, anchor or alias means anything here, and a block of any length is read in bounded memory. Pure.
 */

const WANTED = new Set(['message', 'error', 'stack', 'duration_ms', 'location', 'file', 'type']);
/** @param margin the indentation of its `---` */
function createDiagnostic(margin) {
    const found = new Map();
    /** The member whose text goes on over several lines. */
    let long;
    function member(text) {
        long = undefined;
        const [, name = '', value = ''] = /^([A-Za-z_][\w-]{0,40}):\s*(.*)$/u.exec(text) ?? [];
        if (!WANTED.has(name) || found.has(name))
            return;
        if (/^[|>][+-]?\d?$/u.test(value)) {
            long = name;
            found.set(name, '');
        }
        else
            found.set(name, scalar(value));
    }
    return {
        take(indent, text) {
            if (text === '')
                return 'inside';
            if (indent < margin)
                return 'outside';
            if (indent === margin && text === '...')
                return 'end';
            if (indent === margin)
                member(text);
            else if (long !== undefined) {
                const said = found.get(long) ?? '';
                if (said.length < test_text/* MAX_REASON */.ix)
                    found.set(long, said === '' ? text : `${said}\n${text}`);
            }
            return 'inside';
        },
        finished() {
            const message = found.get('message') ?? found.get('error') ?? '';
            const stack = found.get('stack') ?? '';
            const reason = [message, stack].filter((each) => each !== '').join('\n');
            const milliseconds = Number(found.get('duration_ms') ?? Number.NaN);
            const file = found.get('file') ?? found.get('location')?.replace(/(?::\d+){1,2}$/u, '');
            const type = found.get('type');
            return {
                ...(reason === '' ? {} : { reason }),
                ...(milliseconds >= 0 && Number.isFinite(milliseconds)
                    ? { milliseconds: Math.round(milliseconds * 1000) / 1000 }
                    : {}),
                ...(file === undefined || file === '' ? {} : { file }),
                ...(type === undefined ? {} : { type }),
            };
        },
    };
}
const ESCAPED = { n: '\n', t: '\t', '"': '"', '\\': '\\', '/': '/' };
function scalar(text) {
    const value = text.trim();
    if (/^'.*'$/u.test(value))
        return value.slice(1, -1).replaceAll("''", "'");
    if (/^".*"$/u.test(value))
        return value.slice(1, -1).replace(/\\([nt"\\/])/gu, (_, letter) => ESCAPED[letter] ?? '');
    return value;
}

// EXTERNAL MODULE: ./build/sources/reports/junit-case.js
var junit_case = __webpack_require__(3902);
;// CONCATENATED MODULE: ./build/sources/reports/tap-line.js
/** One line of TAP → what it is (TAP 14 specification; 13 has less). Pure. */

/** @param text without its indentation */
function tapLine(text) {
    if (text === '---' || /^---\s/u.test(text))
        return { is: 'yaml' };
    if (text === '{' || text === '}')
        return { is: 'block', opens: text === '{' };
    const point = /^(not )?ok(?![^\s#])[ \t]*/u.exec(text);
    if (point !== null)
        return pointOf(point[1] === undefined, text.slice(point[0].length));
    const plan = /^1\.\.(\d{1,9})(?![\d.])\s*(?:#\s*(.*))?$/u.exec(text);
    if (plan !== null) {
        const reason = plan[2]?.replace(/^skip\S*\s*/iu, '').trim() ?? '';
        return { is: 'plan', total: Number(plan[1]), ...(reason === '' ? {} : { reason }) };
    }
    const bail = /^Bail out!\s*(.*)$/iu.exec(text);
    if (bail !== null)
        return { is: 'bail', reason: bail[1] ?? '' };
    const version = /^TAP version (\d{1,4})\s*$/iu.exec(text);
    if (version !== null)
        return { is: 'version', version: version[1] ?? '' };
    const subtest = /^# Subtest(?::\s*(.*))?$/u.exec(text);
    return subtest === null ? { is: 'other' } : { is: 'subtest', name: unescaped(subtest[1] ?? '') };
}
function pointOf(ok, rest) {
    const number = /^(\d{1,9})(?!\d)(?=\s|$|#|-)[ \t]*/u.exec(rest);
    const described = number === null ? rest : rest.slice(number[0].length);
    const { description, directive, reason, milliseconds } = parted(described.replace(/^-(?:\s+|$)/u, ''));
    return {
        is: 'point',
        ok,
        ...(number === null ? {} : { number: Number(number[1]) }),
        description: unescaped(description)
            .replace(/(?<!\s)\s*\{$/u, '')
            .trim(),
        ...(directive === undefined ? {} : { directive }),
        ...(reason === undefined || reason === '' ? {} : { reason }),
        ...(milliseconds === undefined ? {} : { milliseconds }),
        ...(rest.endsWith('{') ? { block: true } : {}),
    };
}
/** A `#` is a mark when it is not escaped and a word follows that is known; others belong to the description. */
function parted(text) {
    for (const mark of text.matchAll(/(?<=^|\s)#\s*(?:(skip|todo)\S*|time=([\d.]+)(ms|s)?)\s*/giu)) {
        const description = text.slice(0, mark.index);
        if (mark[2] !== undefined) {
            const time = (0,junit_case/* millisecondsOf */.W$)(mark[2]);
            const milliseconds = time === undefined || mark[3] === 's' ? time : time / 1000;
            return { description, ...(milliseconds === undefined ? {} : { milliseconds }) };
        }
        const reason = unescaped(text.slice(mark.index + mark[0].length))
            .replace(/(?<!\s)\s*#\s*time=[^\s#]+\s*\{?$/u, '')
            .trim();
        return { description, directive: mark[1]?.toLowerCase() === 'skip' ? 'skip' : 'todo', reason };
    }
    return { description: text };
}
/** `\#` and `\\`. */
function unescaped(text) {
    return text.replace(/\\([\\#])/gu, '$1');
}

// EXTERNAL MODULE: ./build/sources/reports/test-counts.js
var test_counts = __webpack_require__(4886);
;// CONCATENATED MODULE: ./build/sources/reports/tap-levels.js
/** Test points of TAP with their subtests → cases and suites. Pure. */



const MAX_DEPTH = 100;
const MAX_NOTES = 20;
function createTapLevels(found) {
    const levels = [levelOf(0, '')];
    /** The last point. */
    let waiting;
    /** The point before it, whose braces the next level stands in. */
    let own;
    let notes = 0;
    function note(text) {
        if (++notes <= MAX_NOTES)
            found.push({ is: 'note', note: (0,test_text/* bounded */.Mm)(text, test_text/* MAX_REASON */.ix) });
    }
    function suitesTo(level) {
        return levels
            .slice(1, levels.indexOf(level) + 1)
            .map(({ name }) => name)
            .slice(0, test_text/* MAX_SUITES */.Pk);
    }
    /** The level of an indentation; a deeper one than the innermost is new. */
    function levelAt(indent, number) {
        for (;;) {
            const inner = levels.at(-1);
            if (indent === inner.indent || (levels.length === 1 && indent < inner.indent + 2))
                return inner;
            if (indent < inner.indent) {
                // Subtests whose own point never came.
                closed(inner);
                continue;
            }
            if (levels.length > MAX_DEPTH)
                throw new errors/* TurnpikeError */.PJ('INVALID_REPORT', `line ${number}: subtests stand more than ${MAX_DEPTH} deep in each other`, {
                    problems: [{ path: '', message: 'too deep', line: number }],
                });
            const name = own?.point.description ?? inner.next ?? `subtest ${inner.points + 1}`;
            const level = levelOf(indent, (0,test_text/* bounded */.Mm)(name, test_text/* MAX_SUITE_NAME */.mc));
            if (own !== undefined)
                level.own = own;
            own = undefined;
            delete inner.next;
            levels.push(level);
            return level;
        }
    }
    /** Takes the innermost level away and tells of it. */
    function closed(level) {
        const suites = suitesTo(level);
        levels.pop();
        const reason = wrongIn(level);
        if (reason !== undefined)
            level.wrong = true;
        const outer = levels.at(-1);
        if (outer !== undefined)
            outer.wrong ||= level.wrong;
        const suite = {
            suites,
            claimed: level.planned === undefined ? {} : { total: level.planned },
            counted: level.counts,
            ...(reason === undefined ? {} : { reason: (0,test_text/* bounded */.Mm)(reason, test_text/* MAX_REASON */.ix) }),
        };
        found.push({ is: 'suite', suite });
        if (level.own === undefined)
            return;
        waiting = { ...level.own, inner: level };
        settle();
    }
    function settle() {
        if (waiting === undefined)
            return;
        const { point, level, suites, diagnostic = {}, inner } = waiting;
        waiting = undefined;
        const isSuite = inner !== undefined && inner.points > 0;
        // A suite without tests, of node:test.
        if (!isSuite && diagnostic.type === 'suite' && point.ok && point.directive === undefined)
            return;
        if (isSuite && (point.ok || point.directive !== undefined || inner.wrong))
            return;
        const result = resultOf(point, inner);
        (0,test_counts/* countCase */.c)(level.counts, result);
        level.wrong ||= result.result === 'failed';
        found.push({ is: 'case', case: withPlace(result, suites, diagnostic) });
    }
    function resultOf(point, inner) {
        const { ok, directive, reason, milliseconds, description } = point;
        const given = description === '' ? (inner?.name ?? `test ${point.number ?? ''}`.trim()) : description;
        const name = (0,test_text/* bounded */.Mm)(given, test_text/* MAX_NAME */.zB);
        const common = { suites: [], name, ...(milliseconds === undefined ? {} : { milliseconds }) };
        if (directive === 'todo' && ok)
            note(`${JSON.stringify((0,test_text/* bounded */.Mm)(name, 200))} passed, but is marked as TODO: it counts as skipped`);
        const why = reason ?? (directive === 'todo' ? 'TODO' : undefined);
        if (directive !== undefined)
            return {
                ...common,
                result: 'skipped',
                ...(why === undefined ? {} : { reason: (0,test_text/* bounded */.Mm)(why, test_text/* MAX_REASON */.ix) }),
            };
        if (ok && inner !== undefined)
            return {
                ...common,
                result: 'skipped',
                reason: (0,test_text/* bounded */.Mm)(inner.reason ?? 'there was no test in it', test_text/* MAX_REASON */.ix),
            };
        return { ...common, result: ok ? 'passed' : 'failed' };
    }
    return {
        take(line, indent, number) {
            if (line.is === 'block')
                return braced(line.opens, indent);
            if (waiting?.point.block === true && indent > waiting.level.indent + 1) {
                own = waiting;
                waiting = undefined;
            }
            else
                settle();
            if (line.is === 'subtest') {
                const inner = levels.at(-1);
                const level = indent > inner.indent && inner.next === undefined ? undefined : levelAt(indent, number);
                // Before TAP 14 the comment stood inside of what it names.
                if (level === undefined) {
                    inner.next = line.name;
                    levelAt(indent, number);
                }
                else
                    level.next = line.name;
                return;
            }
            if (line.is === 'plan')
                return planned(levelAt(indent, number), line, number);
            const inner = innerOf(indent);
            const level = levelAt(indent, number);
            delete level.next;
            level.points++;
            if (line.number !== undefined && line.number !== level.points)
                note(`line ${number}: test ${line.number} comes as number ${level.points}`);
            waiting = { point: line, level, suites: suitesTo(level), ...(inner === undefined ? {} : { inner }) };
        },
        awaitsDiagnostic: (indent) => waiting !== undefined && waiting.diagnostic === undefined && indent > waiting.level.indent,
        diagnosed(diagnostic) {
            if (waiting !== undefined)
                waiting.diagnostic = diagnostic;
        },
        bailed(reason) {
            settle();
            // Said once, of the whole; that plans are not kept to is no news then.
            for (const level of levels)
                level.planned = level.points;
            levels.slice(0, 1).forEach((level) => (level.bailed = reason));
        },
        end() {
            settle();
            while (levels.length > 0)
                closed(levels.at(-1));
        },
    };
    /** The level that ends with a point of this indentation: its subtests. */
    function innerOf(indent) {
        while (levels.length > 2 && levels.at(-2).indent > indent)
            closed(levels.at(-1));
        const inner = levels.at(-1);
        if (levels.length < 2 || inner.indent <= indent)
            return undefined;
        closed(inner);
        return inner.own === undefined ? inner : undefined;
    }
    function braced(opens, indent) {
        if (opens && waiting?.level.indent === indent)
            waiting.point = { ...waiting.point, block: true };
        const inner = levels.find((level) => level.own?.level.indent === indent);
        if (opens || inner === undefined)
            return;
        settle();
        while (levels.includes(inner))
            closed(levels.at(-1));
    }
    function planned(level, { total, reason }, number) {
        if (level.planned === undefined)
            level.planned = total;
        else
            note(`line ${number}: a second plan; the first one counts`);
        if (reason !== undefined)
            level.reason = reason;
        if (total === 0)
            note(`line ${number}: nothing was planned${reason === undefined ? '' : `: ${reason}`}`);
    }
}
function wrongIn({ bailed, planned, points }) {
    if (bailed !== undefined)
        return `Bail out!${bailed === '' ? '' : ` ${bailed}`}`;
    if (planned === undefined)
        return `there is no plan; was the file cut off after ${points} tests?`;
    if (planned !== points)
        return `${planned} tests were planned, ${points} are there`;
    return undefined;
}
function withPlace(test, suites, { reason, milliseconds, file }) {
    const why = test.reason ?? (test.result === 'passed' ? undefined : reason);
    return {
        ...test,
        suites,
        ...(why === undefined ? {} : { reason: (0,test_text/* bounded */.Mm)(why, test_text/* MAX_REASON */.ix) }),
        ...(milliseconds === undefined ? {} : { milliseconds }),
        ...(file === undefined ? {} : { file: (0,test_text/* bounded */.Mm)(file, test_text/* MAX_NAME */.zB) }),
    };
}
function levelOf(indent, name) {
    return { indent, name: name === '' ? '(no name)' : name, points: 0, counts: (0,test_counts/* noTests */.V)(), wrong: false };
}

// EXTERNAL MODULE: ./build/sources/reports/text-lines.js
var text_lines = __webpack_require__(4092);
;// CONCATENATED MODULE: ./build/sources/reports/tap.js
/**
 * TAP 13 and 14 → test cases. A test point with subtests is a suite; what counts are the points in it. Where it says
 * `not ok` and nothing in it went wrong, it is a case of its own, that failed. Pure; memory is bounded.
 *
 * | in the file                              | is                                     |
 * | ---------------------------------------- | -------------------------------------- |
 * | `ok`                                     | passed                                 |
 * | `not ok`                                 | failed                                 |
 * | `# SKIP`, `# TODO`, whatever stands before | skipped                              |
 * | no plan, another number of tests than planned, `Bail out!` | an error of the suite |
 */





/** Characters of a line that are kept: enough for a name and a reason. */
const MAX_LINE = 16 * 1024;
/** @throws TurnpikeError INVALID_REPORT when there is no line of TAP in it, or subtests are over 100 deep */
async function* readTap(bytes) {
    const report = createTap();
    for await (const lines of (0,text_lines/* readLines */.S)(bytes, MAX_LINE)) {
        try {
            for (const { text, number } of lines)
                report.take(text, number);
        }
        catch (error) {
            // What stands before it was read, and may say that a test failed.
            if (report.found.length > 0)
                yield report.found;
            throw error;
        }
        const found = report.found.splice(0);
        if (found.length > 0)
            yield found;
    }
    report.end();
    if (report.found.length > 0)
        yield report.found;
}
function createTap() {
    const found = [];
    const levels = createTapLevels(found);
    let diagnostic;
    let isTap = false;
    let bailed = false;
    function take(text, number) {
        if (bailed)
            return;
        const indent = text.length - text.trimStart().length;
        const inner = text.trim();
        if (diagnostic !== undefined) {
            const state = diagnostic.take(indent, inner);
            if (state === 'inside')
                return;
            levels.diagnosed(diagnostic.finished());
            diagnostic = undefined;
            if (state === 'end')
                return;
            found.push({ is: 'note', note: `line ${number}: the YAML block before it has no end` });
        }
        const line = tapLine(inner);
        if (line.is === 'other' || inner === '')
            return;
        if (line.is === 'yaml') {
            if (levels.awaitsDiagnostic(indent))
                diagnostic = createDiagnostic(indent);
            return;
        }
        isTap ||= line.is !== 'subtest' && line.is !== 'block';
        if (line.is === 'bail') {
            bailed = true;
            levels.bailed(line.reason);
        }
        else if (line.is !== 'version')
            levels.take(line, indent, number);
    }
    return {
        found,
        take,
        end() {
            if (diagnostic !== undefined)
                levels.diagnosed(diagnostic.finished());
            if (!isTap) {
                const message = 'there is no line of TAP in it: no plan (1..4), no "ok", no "not ok"';
                throw new errors/* TurnpikeError */.PJ('INVALID_REPORT', message, { problems: [{ path: '', message }] });
            }
            levels.end();
        },
    };
}


/***/ }),

/***/ 4092:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ readLines)
/* harmony export */ });
/* harmony import */ var _text_pieces_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4044);

/**
 * Lines in groups, as the bytes come. UTF-8, or UTF-16 with a byte order mark (as PowerShell redirects write it).
 * @param most characters of a line that are kept
 * @throws TurnpikeError INVALID_REPORT for UTF-32
 */
async function* readLines(bytes, most) {
    let open = '';
    let number = 0;
    for await (const text of (0,_text_pieces_js__WEBPACK_IMPORTED_MODULE_0__/* .decoded */ .D)(bytes, 4, (head) => (0,_text_pieces_js__WEBPACK_IMPORTED_MODULE_0__/* .markedEncoding */ .C)(head) ?? 'utf-8')) {
        const [first = '', ...rest] = text.split('\n');
        const lines = [];
        open = kept(open, first, most);
        for (const next of rest) {
            lines.push({ text: ended(open), number: ++number });
            open = kept('', next, most);
        }
        if (lines.length > 0)
            yield lines;
    }
    if (open !== '')
        yield [{ text: ended(open), number: number + 1 }];
}
function kept(open, more, most) {
    return open.length >= most ? open : open + more.slice(0, most - open.length);
}
function ended(line) {
    return line.endsWith('\r') ? line.slice(0, -1) : line;
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


/***/ })

};
