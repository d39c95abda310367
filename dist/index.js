import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 5317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");

/***/ }),

/***/ 6982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 3339:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("module");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 4589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 7540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 5434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 3429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 6928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 3193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 3557:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 7016:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("url");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 4622:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ linesOf),
/* harmony export */   y: () => (/* binding */ failUsage)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9473);
/** What the asker did wrong ends a step in one place, with every problem named. */

/**
 * Runs a step. Only bad input fails it here (delivery trouble is not thrown); anything else is a defect and passes
 * through.
 */
async function failUsage(host, step) {
    try {
        return await step();
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ))
            throw error;
        await host.fail(`Nothing was sent, because the input is not right.\n${linesOf(error).join('\n')}`, _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .EXIT */ .dc.usage);
        return _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .EXIT */ .dc.usage;
    }
}
/** An error as lines: a problem each; its own message only where that says more than the problems. */
function linesOf(error) {
    const problems = error.problems.map(({ path, message, line, column }) => {
        const place = line === undefined ? path : `line ${line}${column === undefined ? '' : `, column ${column}`}`;
        const saysWhere = /^(input|artifact) /.test(message);
        return place === '' || saysWhere ? message : `${place}: ${message}`;
    });
    return saysMore(error) ? [...(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .explain */ .WE)(error).split('\n'), ...problems] : problems;
}
/** Whether a message is more than its problems in a row. */
function saysMore({ message, problems }) {
    const rest = problems.reduce((text, problem) => text.replace(`${problem.path}: ${problem.message}`, '').replace(problem.message, ''), message);
    return /\w/.test(rest);
}


/***/ }),

/***/ 7931:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  pH: () => (/* binding */ readEmitInputs),
  rI: () => (/* binding */ readGateInputs),
  TD: () => (/* binding */ readJobInputs),
  JS: () => (/* binding */ readTrackInputs)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __nccwpck_require__(9473);
;// CONCATENATED MODULE: ./build/actions/formats.js
/** How events travel: to a Turnpike store, or to any CDEvents sink in one of the CloudEvents HTTP modes. */
const FORMATS = ['turnpike', 'structured', 'binary', 'batch'];

// EXTERNAL MODULE: ./build/actions/inputs.js
var actions_inputs = __nccwpck_require__(5355);
// EXTERNAL MODULE: ./build/actions/outcome.js
var outcome = __nccwpck_require__(4396);
// EXTERNAL MODULE: ./build/actions/report-kinds.js
var report_kinds = __nccwpck_require__(6186);
;// CONCATENATED MODULE: ./build/actions/github-inputs.js
/**
 * The inputs of the actions (`action.yml`, `actions/<name>/action.yml`) → one typed record each. A test compares what is read here with
 * what is declared there.
 */





/** What tells this job apart from the run's other jobs; inputs, because only their defaults may ask the runner. */
function readJobInputs(env) {
    const read = (0,actions_inputs/* createInputReader */.ic)(env);
    const [matrix, checkRunId] = [read.text('matrix'), read.text('check-run-id')];
    return {
        ...(matrix === undefined ? {} : { matrix }),
        ...(checkRunId === undefined ? {} : { checkRunId }),
    };
}
/** @throws TurnpikeError USAGE with every problem; so do the next two */
function readTrackInputs(env) {
    const read = (0,actions_inputs/* createInputReader */.ic)(env);
    const needs = read.json('pipeline-finished');
    if (needs !== undefined)
        checkNeeds(needs, read);
    const inputs = {
        ...readStore(read, env),
        ...present('spool', read.text('spool')),
        ...present('environment', read.text('environment')),
        ...present('service', read.text('service')),
        failOnError: read.flag('fail-on-error'),
        status: read.text('job-status') ?? '',
        artifact: read.lines('artifact'),
        files: (0,report_kinds/* readReportFiles */.Ak)(read),
        ...present('needs', needs),
    };
    read.finish();
    return inputs;
}
function readEmitInputs(env) {
    const read = (0,actions_inputs/* createInputReader */.ic)(env);
    const fromFork = read.lines('from-fork');
    const inputs = {
        ...readStore(read, env),
        ...present('type', read.text('type')),
        ...present('subject', read.text('subject')),
        ...present('content', read.text('content')),
        artifact: read.lines('artifact'),
        ...present('environment', read.text('environment')),
        ...present('service', read.text('service')),
        ...present('change', read.text('change')),
        ...present('links', read.text('links')),
        ...present('customData', read.text('custom-data')),
        ...present('file', read.text('file')),
        ...(fromFork.length === 0 ? {} : { fromFork }),
        ...present('spool', read.text('spool')),
        format: read.choice('format', FORMATS),
        ...present('sign', read.text('sign')),
        failOnError: read.flag('fail-on-error'),
    };
    read.finish();
    return inputs;
}
function readGateInputs(env) {
    const read = (0,actions_inputs/* createInputReader */.ic)(env);
    const { store, token } = readStore(read, env);
    if (store === undefined) {
        read.problem('store', "is empty, and a gate without a store stays closed; give the store's address, or set TURNPIKE_STORE");
    }
    const artifact = read.lines('artifact');
    if (artifact.length === 0) {
        read.problem('artifact', 'is empty; name what is to be deployed by a package URL with a digest, sha256:…, or a file');
    }
    const reports = {
        ...present('html', read.text('html')),
        ...present('json', read.text('json')),
        ...present('junit', read.text('junit')),
    };
    const inputs = {
        store: store ?? '',
        ...present('token', token),
        artifact,
        environment: read.required('environment', 'name where it is to go, such as production'),
        ...present('service', read.text('service')),
        ...present('change', read.text('change')),
        ...present('githubToken', read.text('github-token')),
        policy: read.lines('policy'),
        policyFiles: read.lines('policy-file'),
        ...present('wait', read.duration('wait')),
        mode: read.choice('mode', ['enforce', 'warn']),
        reports,
    };
    read.finish();
    return inputs;
}
/** The inputs win over the environment, which a job or an organisation sets once for all its steps. */
function readStore(read, env) {
    const token = read.text('token') ?? env.TURNPIKE_TOKEN?.trim();
    return {
        ...present('store', read.url('store', env.TURNPIKE_STORE)),
        ...present('token', token === '' ? undefined : token),
    };
}
function checkNeeds(needs, read) {
    try {
        (0,outcome/* runOutcome */.C)(needs, 'success');
    }
    catch (error) {
        if (!(error instanceof errors/* TurnpikeError */.PJ))
            throw error;
        for (const { message } of error.problems)
            read.problem('pipeline-finished', message);
    }
}
function present(key, value) {
    return value === undefined ? {} : { [key]: value };
}


/***/ }),

/***/ 5355:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   hD: () => (/* binding */ quote),
/* harmony export */   ic: () => (/* binding */ createInputReader)
/* harmony export */ });
/* unused harmony export durationMs */
/* harmony import */ var _cdevents_object_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4276);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9473);
/**
 * Inputs as the runner hands them over: environment variables `INPUT_<NAME>`, trimmed. Read once, each problem kept,
 * so that a person who made three mistakes reads of three.
 */


function createInputReader(env) {
    const problems = [];
    const problem = (name, message) => {
        problems.push({ path: `/${name}`, message: `input ${name}: ${message}` });
    };
    const text = (name) => {
        const value = env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`]?.trim() ?? '';
        return value === '' ? undefined : value;
    };
    return {
        text,
        problem,
        required(name, hint) {
            const value = text(name);
            if (value === undefined)
                problem(name, `is empty; ${hint}`);
            return value ?? '';
        },
        lines(name) {
            return linesOf(text(name) ?? '');
        },
        flag(name) {
            const value = text(name) ?? 'false';
            if (/^(true|True|TRUE)$/.test(value))
                return true;
            if (!/^(false|False|FALSE)$/.test(value))
                problem(name, `${quote(value)} is neither true nor false`);
            return false;
        },
        choice(name, allowed) {
            const value = text(name);
            const found = allowed.find((one) => one === value);
            if (value !== undefined && found === undefined)
                problem(name, `${quote(value)} is not one of ${allowed.join(', ')}`);
            return found ?? allowed[0];
        },
        duration(name) {
            const value = text(name);
            if (value !== undefined && durationMs(value) === undefined) {
                problem(name, `${quote(value)} is not a time; write a number and s, m or h, such as 15m, up to 24h`);
            }
            return value;
        },
        url(name, otherwise) {
            const value = text(name) ?? (otherwise?.trim() || undefined);
            if (value !== undefined && !isHttpUrl(value)) {
                problem(name, `${quote(value)} is not an http or https address (without a password), such as https://turnpike.example.org`);
            }
            return value;
        },
        json(name) {
            const value = text(name);
            if (value === undefined || value === 'null')
                return undefined;
            const parsed = parseObject(value);
            if (parsed === undefined)
                problem(name, `is not a JSON object; give it as \${{ toJSON(…) }}`);
            return parsed;
        },
        finish() {
            if (problems.length === 0)
                return;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ('USAGE', problems.map(({ message }) => message).join('\n'), { problems });
        },
    };
}
function linesOf(text) {
    return text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '');
}
/** Milliseconds of `90s`, `15m`, `2h` (`0` too); undefined for anything else or more than 24 hours. */
function durationMs(text) {
    const match = /^(\d{1,6})(s|m|h)$/.exec(text);
    if (match === null)
        return text === '0' ? 0 : undefined;
    const unit = { s: 1_000, m: 60_000, h: 3_600_000 }[match[2]];
    const ms = Number(match[1]) * unit;
    return ms <= 24 * 3_600_000 ? ms : undefined;
}
function isHttpUrl(text) {
    if (!URL.canParse(text))
        return false;
    const url = new URL(text);
    return (url.protocol === 'http:' || url.protocol === 'https:') && url.username === '' && url.password === '';
}
function parseObject(text) {
    try {
        const value = JSON.parse(text);
        return (0,_cdevents_object_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(value) ? value : undefined;
    }
    catch {
        return undefined;
    }
}
/** What was given, short enough for a log line. */
function quote(value) {
    return JSON.stringify(value.length > 80 ? `${value.slice(0, 77)}…` : value);
}


/***/ }),

/***/ 4396:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ runOutcome),
/* harmony export */   Y: () => (/* binding */ jobOutcome)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9473);
/* harmony import */ var _sources_outcome_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9921);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(5355);
/** The outcome of a whole run, from the jobs that its last job waited for. */



/**
 * `${{ toJSON(needs) }}` → the outcome of the run: the worst of its jobs; what was skipped counts for nothing. The job
 * that asks is part of the run, so its own status counts too.
 * @throws TurnpikeError USAGE naming every job without a result, which is never a success
 */
function runOutcome(needs, own) {
    const problems = [];
    const words = [own];
    for (const [job, need] of Object.entries(needs)) {
        const result = typeof need === 'object' && need !== null ? need.result : undefined;
        if (typeof result === 'string' && result !== '')
            words.push(result);
        else {
            const message = `job ${(0,_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .hD)(job)} has no result; give the whole of toJSON(needs)`;
            problems.push({
                path: `/pipeline-finished/${job.replaceAll('~', '~0').replaceAll('/', '~1')}`,
                message,
            });
        }
    }
    if (problems.length > 0) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ('USAGE', problems.map(({ message }) => message).join('\n'), { problems });
    }
    return (0,_sources_outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .worstOutcome */ .O)(words) ?? own;
}
/** How the job ended. @throws TurnpikeError USAGE for a word that is no end, such as `running` */
function jobOutcome(status) {
    const outcome = (0,_sources_outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .outcomeOf */ .s)(status);
    if (outcome !== undefined)
        return outcome;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ('USAGE', `${(0,_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .hD)(status)} is not how a job ends; success, failure and cancelled are`);
}


/***/ }),

/***/ 6186:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ak: () => (/* binding */ readReportFiles),
/* harmony export */   GW: () => (/* binding */ KINDS),
/* harmony export */   Pv: () => (/* binding */ KIND_WORDS)
/* harmony export */ });
const KINDS = ['junit', 'tap', 'attestation', 'sbom', 'sarif', 'coverage'];
const KIND_WORDS = {
    junit: 'JUnit',
    tap: 'TAP',
    attestation: 'signed statement',
    sbom: 'SBOM',
    sarif: 'SARIF',
    coverage: 'coverage',
};
/** The patterns of each kind that were given. */
function readReportFiles(read) {
    const files = {};
    for (const kind of KINDS) {
        const patterns = read.lines(kind);
        if (patterns.length > 0)
            files[kind] = patterns;
    }
    return files;
}


/***/ }),

/***/ 9541:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ digestOfJson),
/* harmony export */   d: () => (/* binding */ canonicalJson)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/** Canonical JSON (RFC 8785) and content digests: equal content gives equal text, whatever the order of the keys. */

/**
 * The canonical text of a JSON value: keys in the order of their UTF-16 code units, no white space, numbers and
 * strings as ECMAScript writes them (RFC 8785 §3.2). Members that JSON cannot say (`undefined`, functions) are left
 * out of objects and are `null` in lists, as `JSON.stringify` does.
 *
 * @throws RangeError for a number beyond the range of a double, which RFC 8785 has no word for
 *
 * Keeps its own stack: a document nested ten thousand deep is an ordinary hostile input.
 */
function canonicalJson(value) {
    let text = '';
    const stack = [];
    let current = value;
    for (;;) {
        if (typeof current === 'object' && current !== null) {
            const open = begin(current);
            text += open.names === undefined ? '[' : '{';
            stack.push(open);
        }
        else {
            text += scalar(current);
        }
        for (;;) {
            const top = stack.at(-1);
            if (top === undefined)
                return text;
            if (top.names === undefined) {
                const list = top.value;
                if (top.next < list.length) {
                    if (top.next > 0)
                        text += ',';
                    current = list[top.next++];
                    break;
                }
                text += ']';
            }
            else {
                const name = top.names[top.next];
                if (name !== undefined) {
                    text += `${top.next > 0 ? ',' : ''}${JSON.stringify(name)}:`;
                    current = top.value[name];
                    top.next++;
                    break;
                }
                text += '}';
            }
            stack.pop();
        }
    }
}
function begin(value) {
    if (Array.isArray(value))
        return { value, names: undefined, next: 0 };
    const record = value;
    const names = Object.keys(record).filter((name) => sayable(record[name]));
    return { value: record, names: names.sort(), next: 0 };
}
function sayable(value) {
    return value !== undefined && typeof value !== 'function' && typeof value !== 'symbol';
}
function scalar(value) {
    // `1e999` reads as Infinity, which would be written as null: two contents, one digest (RFC 8785 §3.2.2.3).
    if (typeof value === 'number' && !Number.isFinite(value)) {
        throw new RangeError('a number is too large for JSON (IEEE 754)');
    }
    // JSON.stringify throws on a bigint and has no word for undefined; neither can come out of JSON.parse.
    if (typeof value === 'bigint')
        return String(value);
    return sayable(value) ? JSON.stringify(value) : 'null';
}
/** `sha256:<hex>` of the canonical JSON of a value. */
function digestOfJson(value) {
    return `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', canonicalJson(value), 'hex')}`;
}


/***/ }),

/***/ 4915:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ toStructured),
/* harmony export */   o: () => (/* binding */ unwrap)
/* harmony export */ });
/* harmony import */ var _object_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4276);
/* harmony import */ var _parse_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6324);


/** The CloudEvents attributes of an event, as the CDEvents binding has them; the data is the whole event. */
function toStructured(event) {
    const { id, source, type, timestamp } = event.context;
    return {
        specversion: '1.0',
        id,
        source,
        type,
        subject: event.subject.id,
        time: timestamp,
        datacontenttype: 'application/json',
        data: event,
    };
}
/** An envelope in an envelope in a string is as deep as it gets. */
const DEEPEST = 4;
/**
 * The CDEvent inside of a value: a structured CloudEvent gives its data (also base64, also text), a string gives the
 * JSON it holds (one known sender encodes twice) or the bytes of a Java `CloudEvent{…}` print-out (another known
 * sender). What is neither comes back as it is. Never throws; says nothing about validity.
 */
function unwrap(value) {
    let current = value;
    for (let depth = 0; depth < DEEPEST; depth++) {
        const inner = typeof current === 'string' ? fromText(current) : fromEnvelope(current);
        if (inner === undefined)
            return current;
        current = inner;
    }
    return current;
}
function fromEnvelope(value) {
    if (!(0,_object_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(value) || 'context' in value || typeof value.specversion !== 'string')
        return undefined;
    if (typeof value.data_base64 === 'string')
        return parsed(Buffer.from(value.data_base64, 'base64').toString('utf8'));
    const { data } = value;
    return typeof data === 'string' ? parsed(data) : (0,_object_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(data) ? data : undefined;
}
function fromText(text) {
    const start = text.trimStart();
    if (start.startsWith('{') || start.startsWith('"'))
        return parsed(start);
    return start.startsWith('CloudEvent{') ? fromJava(start) : undefined;
}
/** `CloudEvent{id='…', …, data=BytesCloudEventData{value=[123, 34, …]}, …}`: signed bytes, comma separated. */
function fromJava(text) {
    const bytes = /data=BytesCloudEventData\{value=\[([-0-9, ]*)\]/u.exec(text)?.[1];
    return bytes === undefined ? undefined : parsed(Buffer.from(bytes.split(',').map(Number)).toString('utf8'));
}
function parsed(text) {
    try {
        const value = (0,_parse_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .q)(text);
        return (0,_object_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(value) || typeof value === 'string' ? value : undefined;
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 197:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ eventId),
/* harmony export */   t: () => (/* binding */ chainId)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/**
 * Ids that are the same every time the same fact is told, so that a retry or a redelivery is the same event.
 *
 * They are UUIDs of version 8 (RFC 9562 §5.8): 48 bits of something that grows with the run first, then a SHA-256 of
 * what makes the event itself. Ids that grow are inserted at the end of an index: a million of them load 3 times as
 * fast into SQLite as random ones.
 */

/** The deterministic id of an event. */
function eventId({ source, type, run, attempt, subject, order }) {
    const digest = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', JSON.stringify([source, type, run, attempt, subject]), 'hex');
    return uuid8(orderBits(order ?? lastNumber(run)), digest);
}
/** The id of the chain that a commit of a repository starts; the same in every pipeline, on every forge. */
function chainId(repository, commit) {
    const digest = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', JSON.stringify(['chain', repository, commit.toLowerCase()]), 'hex');
    return uuid8(digest.slice(-12), digest);
}
/** @param head 12 hex digits @param digest at least 18 hex digits */
function uuid8(head, digest) {
    const variant = '89ab'.charAt(Number.parseInt(digest.charAt(3), 16) & 3);
    const tail = `${variant}${digest.slice(4, 7)}-${digest.slice(7, 19)}`;
    return `${head.slice(0, 8)}-${head.slice(8, 12)}-8${digest.slice(0, 3)}-${tail}`;
}
function orderBits(order) {
    const whole = Number.isFinite(order) && order > 0 ? Math.floor(order) % 2 ** 48 : 0;
    return whole.toString(16).padStart(12, '0');
}
/** Run URLs end in `…/runs/<id>/attempts/<n>` or `…/pipelines/<id>`: the number that grows is the longest one. */
function lastNumber(run) {
    const numbers = run.match(/\d{1,15}/gu) ?? [];
    return Number(numbers.reduce((best, each) => (each.length >= best.length ? each : best), '0'));
}


/***/ }),

/***/ 7889:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   AZ: () => (/* binding */ afterString),
/* harmony export */   dS: () => (/* binding */ afterSpace),
/* harmony export */   oH: () => (/* binding */ COLON)
/* harmony export */ });
/* unused harmony export QUOTE */
/** Steps through the text of a JSON document (RFC 8259) without reading it. Nothing recurses, so depth costs nothing. */
const QUOTE = 34;
const BACKSLASH = 92;
const COLON = 58;
/** The first position at or after `at` that is not white space (RFC 8259 §2). */
function afterSpace(text, at) {
    for (;;) {
        const code = text.charCodeAt(at);
        if (code !== 32 && code !== 10 && code !== 13 && code !== 9)
            return at;
        at++;
    }
}
/** Behind the closing quote of the string that begins at `start`; -1 when it does not end. */
function afterString(text, start) {
    let quote = text.indexOf('"', start + 1);
    while (quote !== -1 && isEscaped(text, quote))
        quote = text.indexOf('"', quote + 1);
    return quote === -1 ? -1 : quote + 1;
}
/** A quote is escaped when an odd number of backslashes stands before it; an even number escape each other. */
function isEscaped(text, quote) {
    let before = quote - 1;
    while (text.charCodeAt(before) === BACKSLASH)
        before--;
    return (quote - before) % 2 === 0;
}


/***/ }),

/***/ 4276:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ isObject)
/* harmony export */ });
/** A JSON object: neither null nor a list. */
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}


/***/ }),

/***/ 6324:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ parseJson)
/* harmony export */ });
/* harmony import */ var _json_text_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7889);
/**
 * Reads JSON that strangers wrote. `JSON.parse` of Node 24 has a defect: when an earlier text of the process had, after
 * the same members, one whose name ends in a backslash (`"x\\"`), a later name that is written with an escape behind
 * the same letters (`"x\u0061"`) is read as that earlier name. So one sender could change what another one's event
 * says, and an event could be judged by other names than those in the text that is kept.
 *
 * The defect needs an escape inside a member's name. So none gets to `JSON.parse`: names are written out first, and
 * those that JSON cannot write without an escape travel under a stand-in.
 */

/** What JSON can write only with an escape (RFC 8259 §7). */
const UNWRITABLE = /["\\\u0000-\u001f]/u;
/**
 * `JSON.parse`, whatever was parsed before.
 * @throws SyntaxError for text that is not JSON
 */
function parseJson(text) {
    if (!text.includes('\\'))
        return JSON.parse(text);
    const standIns = new Map();
    const value = JSON.parse(withPlainNames(text, standIns));
    return standIns.size === 0 ? value : withNames(value, standIns);
}
/** The text with every escaped member name written out, or replaced by a stand-in. What is no JSON stays none. */
function withPlainNames(text, standIns) {
    const pieces = [];
    let mark;
    let copied = 0;
    let start = text.indexOf('"');
    while (start !== -1) {
        const end = (0,_json_text_js__WEBPACK_IMPORTED_MODULE_0__/* .afterString */ .AZ)(text, start);
        // It does not end: JSON.parse says so better.
        if (end === -1)
            break;
        if (text.charCodeAt((0,_json_text_js__WEBPACK_IMPORTED_MODULE_0__/* .afterSpace */ .dS)(text, end)) === _json_text_js__WEBPACK_IMPORTED_MODULE_0__/* .COLON */ .oH && text.slice(start, end).includes('\\')) {
            let name = JSON.parse(text.slice(start, end));
            if (UNWRITABLE.test(name))
                name = standInFor(name, (mark ??= unusedIn(text)), standIns);
            pieces.push(text.slice(copied, start), `"${name}"`);
            copied = end;
        }
        start = text.indexOf('"', end);
    }
    return copied === 0 ? text : pieces.join('') + text.slice(copied);
}
/** Letters that are nowhere in the text, also not behind an escape: a private one, as often as it takes. */
function unusedIn(text) {
    const runs = text.match(/(?:\uE000|\\u[eE]000)+/gu) ?? [];
    return '\uE000'.repeat(1 + Math.max(0, ...runs.map(({ length }) => length)));
}
/** Equal names have one, so that the last of two members of one name counts, as always. */
function standInFor(name, mark, standIns) {
    const key = `${mark}${Buffer.from(name, 'utf16le').toString('base64url')}`;
    standIns.set(key, name);
    return key;
}
/** The value with the names behind the stand-ins. Keeps its own stack: depth is an ordinary hostile input. */
function withNames(value, standIns) {
    const root = { value };
    const stack = [root];
    for (let parent = stack.pop(); parent !== undefined; parent = stack.pop()) {
        for (const key of Object.keys(parent)) {
            const child = parent[key];
            if (typeof child !== 'object' || child === null)
                continue;
            const named = Array.isArray(child) ? child : renamed(child, standIns);
            // Not by assignment, which `__proto__` would take for something else.
            if (named !== child)
                Object.defineProperty(parent, key, {
                    value: named,
                    writable: true,
                    enumerable: true,
                    configurable: true,
                });
            stack.push(named);
        }
    }
    return root.value;
}
function renamed(record, standIns) {
    if (!Object.keys(record).some((key) => standIns.has(key)))
        return record;
    return Object.fromEntries(Object.entries(record).map(([key, value]) => [standIns.get(key) ?? key, value]));
}


/***/ }),

/***/ 458:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ol: () => (/* binding */ proxyOf),
/* harmony export */   U9: () => (/* binding */ isLoopback),
/* harmony export */   ck: () => (/* binding */ sinkAddress),
/* harmony export */   lU: () => (/* binding */ allowsPlainHttp),
/* harmony export */   uv: () => (/* binding */ storeAddress)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9473);
/** Addresses: which are allowed, which are this machine, and which proxy leads there. */

const ALLOW_PLAIN_HTTP = 'TURNPIKE_ALLOW_PLAIN_HTTP';
/**
 * Whether whoever set up these surroundings trusts the network enough to send a token over plain http: only the word
 * `true` says so; anything else leaves it refused.
 */
function allowsPlainHttp(env) {
    return /^(true|True|TRUE)$/.test(env[ALLOW_PLAIN_HTTP]?.trim() ?? '');
}
/**
 * The store's address. A path in it is kept as a prefix.
 * @param options.token whether a token will travel there; over plain http only to this machine, unless `allowPlainHttp`
 * @throws TurnpikeError USAGE
 */
function storeAddress(text, options) {
    const url = sinkAddress(text, options);
    url.search = '';
    url.pathname = url.pathname.replace(/\/*$/, '/');
    return url;
}
/** The address of a CDEvents sink, used exactly as it is. Options and errors as for `storeAddress`. */
function sinkAddress(text, options) {
    const shown = JSON.stringify(text.slice(0, 100));
    if (!URL.canParse(text))
        throw wrong(`${shown} is not an address; write one such as https://store.example.org`);
    const url = new URL(text);
    // Addresses are printed in logs; what is in front of the @ would be too.
    if (url.username !== '' || url.password !== '') {
        throw wrong('An address must not hold a user or password; give the token as TURNPIKE_TOKEN');
    }
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
        throw wrong(`${shown} is not an http or https address`);
    if (options.token && url.protocol === 'http:' && !isLoopback(url) && options.allowPlainHttp !== true) {
        throw wrong(`A token is not sent to ${url.origin} over plain http, where anybody on the way can read it. Use https, or set ${ALLOW_PLAIN_HTTP}=true where you trust the network between`);
    }
    url.hash = '';
    return url;
}
/** Whether an address is this machine's own. */
function isLoopback({ hostname }) {
    return (hostname === 'localhost' ||
        hostname.endsWith('.localhost') ||
        /^127\.\d+\.\d+\.\d+$/.test(hostname) ||
        hostname === '[::1]');
}
/**
 * The proxy for an address, under the name of the variable that says it; undefined where there is none, and for what
 * NO_PROXY names. Small letters first, as everywhere.
 */
function proxyOf(url, env) {
    const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
    const proxy = env[name.toLowerCase()]?.trim() || env[name]?.trim();
    if (!proxy || isExempt(url, (env.no_proxy || env.NO_PROXY) ?? ''))
        return undefined;
    return { [name]: proxy };
}
/**
 * Whether NO_PROXY names an address: a host with its subdomains (with or without a dot in front), an IP address, either
 * with a port, or `*`. No ranges of addresses: what they mean differs from program to program.
 */
function isExempt(url, list) {
    const port = url.port || (url.protocol === 'https:' ? '443' : '80');
    const host = bare(url.hostname);
    return list.split(/[\s,]+/).some((entry) => {
        if (entry === '*')
            return true;
        const [, name = '', only] = /^(\[[^\]]*\]|[^:]*|[^:]*:.*:[^:]*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
        const wanted = bare(name).replace(/^\*?\./, '');
        if (wanted === '' || (only !== undefined && only !== port))
            return false;
        return host === wanted || (!isAddress(host) && host.endsWith(`.${wanted}`));
    });
}
/** A host's name without the brackets of IPv6 and the dot of the root. */
function bare(host) {
    return host
        .toLowerCase()
        .replace(/^\[|\]$/g, '')
        .replace(/\.$/, '');
}
function isAddress(host) {
    return host.includes(':') || /^\d+(\.\d+){3}$/.test(host);
}
function wrong(message) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ('USAGE', message);
}


/***/ }),

/***/ 7434:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   G4: () => (/* binding */ isAborted),
/* harmony export */   K: () => (/* binding */ readProblem),
/* harmony export */   KS: () => (/* binding */ pauseOrThrow),
/* harmony export */   Wf: () => (/* binding */ sendUntilAnswered),
/* harmony export */   g5: () => (/* binding */ failureOf),
/* harmony export */   x5: () => (/* binding */ refusal)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9473);
/* harmony import */ var _host_clean_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(1250);
/* harmony import */ var _bearer_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3933);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(1992);
/** One request, tried until it is answered, refused for good, or the time for it is over. */




/**
 * @returns an answer below 300
 * @throws TurnpikeError STORE_UNREACHABLE (no answer), STORE_REFUSED (an answer of 300 and more), TOO_LARGE, NO_TOKEN
 */
async function sendUntilAnswered(make, attempts) {
    for (let attempt = 0;; attempt++) {
        const { signal } = attempts;
        const request = { ...(await make()), ...(signal === undefined ? {} : { signal }) };
        let failure;
        let after = 0;
        try {
            const answer = await (0,_bearer_js__WEBPACK_IMPORTED_MODULE_1__/* .sendAs */ .z)(request, attempts.token);
            if (answer.status < 300)
                return answer;
            failure = refusal(request.url, answer);
            after = (0,_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .retryAfterMs */ .Vs)(answer.headers['retry-after'], attempts.clock.now());
        }
        catch (error) {
            failure = failureOf(request.url, error);
        }
        await pauseOrThrow(failure, attempt, after, attempts);
    }
}
/** Waits for the next attempt, or throws the failure when another attempt is of no use or comes too late. */
async function pauseOrThrow(failure, attempt, after, { clock, deadline, log, signal }) {
    const worthwhile = failure.code === 'STORE_UNREACHABLE' || (failure.status !== undefined && (0,_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .isRetryable */ .r3)(failure.status));
    const pause = (0,_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .backoffMs */ .jo)(attempt, clock.random(), after);
    if (!worthwhile || isAborted(signal) || clock.now() + pause >= deadline)
        throw failure;
    log?.(`${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .explain */ .WE)(failure)}; again in ${(pause / 1000).toFixed(1)} s`);
    await clock.sleep(pause, signal);
    if (isAborted(signal))
        throw failure;
}
/** A call, so that the compiler knows that it changes over time. */
/** A function, because the answer changes while something is waited for. */
function isAborted(signal) {
    return signal?.aborted === true;
}
/** What went wrong without an answer. Errors that are ours already stay as they are. */
function failureOf(url, error) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ)
        return error;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ('STORE_UNREACHABLE', `No answer from ${url.origin}${url.pathname}`, {
        cause: error,
    });
}
/** An answer of 300 and more as an error that says what the store said. */
function refusal(url, { status, headers, body }) {
    const problem = /\bjson\b/.test(headers['content-type'] ?? '') ? problemOf(body) : undefined;
    const said = [problem?.title, problem?.detail].filter((text) => text !== undefined).join(': ');
    const hint = said === '' ? HINTS[status] : said;
    const message = `${url.origin}${url.pathname} answers ${status}${hint === undefined ? '' : `: ${hint}`}`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ('STORE_REFUSED', message, { status, problems: problem?.problems ?? [] });
}
const HINTS = {
    401: 'it asks for a token it knows, such as one given as TURNPIKE_TOKEN',
    403: 'this token may not do that',
    407: 'the proxy on the way wants a name and a password',
    404: 'nothing is there; is this the address of a Turnpike store?',
    413: 'that is too much at once',
};
/** An RFC 9457 problem document, bounded, whatever it really is. */
function problemOf(body) {
    try {
        const value = JSON.parse(body);
        if (typeof value !== 'object' || value === null)
            return undefined;
        const problems = Array.isArray(value.problems) ? value.problems.slice(0, 100).flatMap(readProblem) : [];
        return {
            ...(typeof value.title === 'string' ? { title: (0,_host_clean_js__WEBPACK_IMPORTED_MODULE_3__/* .clean */ .uH)(value.title, 300) } : {}),
            ...(typeof value.detail === 'string' ? { detail: (0,_host_clean_js__WEBPACK_IMPORTED_MODULE_3__/* .clean */ .uH)(value.detail, 1000) } : {}),
            problems,
        };
    }
    catch {
        return undefined;
    }
}
/** A problem as a store writes it, in one line: it may repeat a stranger's words. What is not one is left out. */
function readProblem(value) {
    if (typeof value !== 'object' || value === null)
        return [];
    const { path, message, line, column } = value;
    if (typeof message !== 'string')
        return [];
    return [
        {
            path: (0,_host_clean_js__WEBPACK_IMPORTED_MODULE_3__/* .clean */ .uH)(path, 200),
            message: (0,_host_clean_js__WEBPACK_IMPORTED_MODULE_3__/* .clean */ .uH)(message, 1000),
            ...(typeof line === 'number' ? { line } : {}),
            ...(typeof column === 'number' ? { column } : {}),
        },
    ];
}


/***/ }),

/***/ 3933:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ openAs),
/* harmony export */   z: () => (/* binding */ sendAs)
/* harmony export */ });
/* harmony import */ var _http_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5032);
/** Requests that show a token: a fresh one each, and another one where the answer asks for it. */

/** As `send`, with a token. @throws what `send` and the token's function throw */
async function sendAs(request, token) {
    const { status, headers, ...stream } = await openAs(request, token);
    return { status, headers, body: await (0,_http_js__WEBPACK_IMPORTED_MODULE_0__/* .readAll */ .yw)({ status, headers, ...stream }, request.maxBytes) };
}
/** As `open`, with a token; once more with another one where the answer asks for that. */
async function openAs(request, token) {
    const first = await tokenOf(token);
    const stream = await (0,_http_js__WEBPACK_IMPORTED_MODULE_0__/* .open */ .ho)(bearing(request, first));
    if (typeof token !== 'function' || (stream.status !== 401 && stream.status !== 403))
        return stream;
    const body = await (0,_http_js__WEBPACK_IMPORTED_MODULE_0__/* .readAll */ .yw)(stream, request.maxBytes);
    if (asksAgain(first, { ...stream, body })) {
        const other = await token(true);
        if (other !== undefined && other !== '' && other !== first)
            return await (0,_http_js__WEBPACK_IMPORTED_MODULE_0__/* .open */ .ho)(bearing(request, other));
    }
    return { ...stream, pieces: onePiece(body) };
}
async function tokenOf(token) {
    const text = typeof token === 'function' ? await token() : token;
    return text === '' ? undefined : text;
}
function bearing(request, token) {
    if (token === undefined)
        return request;
    return { ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } };
}
/** 401 says "who are you"; 403 says it to those who showed nothing. An end is told in words (RFC 6750 §3.1). */
function asksAgain(shown, { status, headers, body }) {
    if (shown === undefined)
        return true;
    return status === 401 && /\bexpired\b/i.test(`${headers['www-authenticate'] ?? ''} ${body}`);
}
async function* onePiece(text) {
    yield Buffer.from(text);
}


/***/ }),

/***/ 5032:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   ho: () => (/* binding */ open),
/* harmony export */   tN: () => (/* binding */ send),
/* harmony export */   yw: () => (/* binding */ readAll)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9473);
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(458);


const MAX_ANSWER = 16 * 1024 * 1024;
/**
 * Sends a request and reads the whole answer, whatever its status.
 * @throws the network's own error (`code` ECONNREFUSED…), TurnpikeError TOO_LARGE, STORE_REFUSED for a redirect
 */
async function send(request) {
    const stream = await open(request);
    return { status: stream.status, headers: stream.headers, body: await readAll(stream, request.maxBytes) };
}
/** The text of an answer, bounded; ends the connection when it is too long. @throws TurnpikeError TOO_LARGE */
async function readAll(stream, maxBytes = MAX_ANSWER) {
    const pieces = [];
    let bytes = 0;
    for await (const piece of stream.pieces) {
        bytes += piece.byteLength;
        if (bytes > maxBytes) {
            stream.close();
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ('TOO_LARGE', `The answer is longer than ${maxBytes} bytes`);
        }
        pieces.push(piece);
    }
    return Buffer.concat(pieces).toString('utf8');
}
/** Sends a request and hands out the answer as soon as its head is there. Throws as `send`. */
async function open(request) {
    const { message, outgoing } = await headOf(request);
    const status = message.statusCode ?? 0;
    const close = () => {
        message.destroy();
        outgoing.destroy();
    };
    if (status >= 300 && status < 400) {
        close();
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ('STORE_REFUSED', redirected(request.url, status, message.headers.location), {
            status,
        });
    }
    message.setTimeout(request.timeoutMs, () => message.destroy(timedOut(request)));
    return { status, headers: headersOf(message), pieces: piecesOf(message), close };
}
async function headOf(request) {
    const { promise, resolve, reject } = Promise.withResolvers();
    const { outgoing, told } = await start(request);
    // A socket's own timeout counts only silence after it is made; connecting and waiting for the head need a clock.
    const timer = setTimeout(() => outgoing.destroy(timedOut(request)), request.timeoutMs + uploadMs(request.body));
    outgoing.once('response', (message) => {
        clearTimeout(timer);
        resolve({ message, outgoing });
    });
    // Stays for the life of the request: a socket that breaks later must not become an uncaught exception.
    outgoing.on('error', (error) => {
        clearTimeout(timer);
        reject(told(error));
    });
    outgoing.end(request.body);
    return await promise;
}
/** What a body may take on the slowest line that is waited for, 64 KB a second. */
function uploadMs(body = '') {
    return body.length / 64;
}
async function start(request) {
    const { url, method, headers = {}, body, signal, env = process.env, timeoutMs } = request;
    const secure = url.protocol === 'https:';
    const http = secure ? process.getBuiltinModule('node:https') : process.getBuiltinModule('node:http');
    const options = {
        method,
        headers: {
            ...headers,
            ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        },
        ...(signal === undefined ? {} : { signal }),
    };
    const proxy = (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .isLoopback */ .U9)(url) ? undefined : (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .proxyOf */ .Ol)(url, env);
    if (proxy === undefined)
        return { outgoing: http.request(url, options), told: (error) => error };
    const { byProxy } = await __nccwpck_require__.e(/* import() */ 3262).then(__nccwpck_require__.bind(__nccwpck_require__, 3262));
    const waits = { timeoutMs, ...(signal === undefined ? {} : { signal }) };
    return byProxy(url, proxy, options, waits);
}
async function* piecesOf(message) {
    for await (const piece of message)
        yield piece;
}
function headersOf(message) {
    const pairs = Object.entries(message.headers).flatMap(([name, value]) => value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]]);
    return Object.fromEntries(pairs);
}
function redirected(url, status, location) {
    const to = location === undefined ? '' : ` to ${JSON.stringify(location.slice(0, 200))}`;
    return `${url.origin} answers with a redirect (${status}${to}), which is not followed: a token must not travel to another address. Use the final address`;
}
function timedOut({ url, timeoutMs }) {
    return Object.assign(new Error(`no answer from ${url.origin} within ${timeoutMs / 1000} s`), {
        code: 'ETIMEDOUT',
    });
}


/***/ }),

/***/ 1992:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Vs: () => (/* binding */ retryAfterMs),
/* harmony export */   jo: () => (/* binding */ backoffMs),
/* harmony export */   ml: () => (/* binding */ systemClock),
/* harmony export */   r3: () => (/* binding */ isRetryable)
/* harmony export */ });
/** When to try again, and after how long. Pure but for what `Clock` brings. */
const FIRST_MS = 250;
const MOST_MS = 15_000;
/** 408, 429 and every 5xx may be different next time; other answers are final. */
function isRetryable(status) {
    return status === 408 || status === 429 || status >= 500;
}
/**
 * How long to wait before attempt `attempt + 1`: full jitter over a doubling bound, so that a hundred jobs that failed
 * together do not come back together; never sooner than the server asks.
 */
function backoffMs(attempt, random, retryAfterMs = 0) {
    const jittered = random * Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(attempt, 20));
    // Those who were told the same moment are spread after it, too.
    return Math.round(retryAfterMs > 0 ? retryAfterMs + random * FIRST_MS : jittered);
}
/** `Retry-After` (seconds or an HTTP date) in milliseconds from now; 0 when absent or unreadable. */
function retryAfterMs(value, now) {
    if (value === undefined)
        return 0;
    const text = value.trim();
    if (/^\d{1,9}$/.test(text))
        return Number(text) * 1000;
    const time = Date.parse(text);
    return Number.isNaN(time) ? 0 : Math.max(0, time - now);
}
/** The process's clock. */
const systemClock = {
    now: Date.now,
    random: Math.random,
    sleep(ms, signal) {
        const { promise, resolve } = Promise.withResolvers();
        if (signal?.aborted === true)
            return Promise.resolve();
        const done = () => {
            clearTimeout(timer);
            signal?.removeEventListener('abort', done);
            resolve();
        };
        const timer = setTimeout(done, ms);
        signal?.addEventListener('abort', done);
        return promise;
    },
};


/***/ }),

/***/ 9473:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   PJ: () => (/* binding */ TurnpikeError),
/* harmony export */   WE: () => (/* binding */ explain),
/* harmony export */   dc: () => (/* binding */ EXIT)
/* harmony export */ });
class TurnpikeError extends Error {
    code;
    problems;
    /** HTTP status, where the error came from an answer. */
    status;
    constructor(code, message, options = {}) {
        super(message, options.cause === undefined ? undefined : { cause: options.cause });
        this.name = 'TurnpikeError';
        this.code = code;
        this.problems = options.problems ?? [];
        this.status = options.status;
    }
}
/** The exit codes of the CLI, the actions and the components (design: 1 is left for crashes). */
const EXIT = { allow: 0, usage: 2, deny: 3, pending: 4, error: 5 };
/** An error as one line for a log: its message and the chain of causes (`fetch failed` alone says nothing). */
function explain(error) {
    const parts = [];
    let current = error;
    for (let depth = 0; current !== undefined && current !== null && depth < 5; depth++) {
        const text = messageOf(current);
        if (text !== '' && !parts.some((part) => part.includes(text)))
            parts.push(text);
        current = current instanceof Error ? current.cause : undefined;
    }
    return parts.join(': ');
}
function messageOf(error) {
    if (!(error instanceof Error))
        return typeof error === 'string' ? error : (JSON.stringify(error) ?? '');
    const code = error.code;
    if (error.message !== '')
        return error.message;
    return typeof code === 'string' ? code : error.name;
}


/***/ }),

/***/ 1250:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Nx: () => (/* binding */ cleanCommit),
/* harmony export */   O2: () => (/* binding */ strict),
/* harmony export */   TG: () => (/* binding */ cleanUrl),
/* harmony export */   YM: () => (/* binding */ cleanMoment),
/* harmony export */   at: () => (/* binding */ at),
/* harmony export */   ts: () => (/* binding */ cleanPath),
/* harmony export */   tv: () => (/* binding */ cleanNumber),
/* harmony export */   uH: () => (/* binding */ clean)
/* harmony export */ });
/** Environment values are strangers' text: bounded, one line, and checked before they become facts. */
/** Longest text kept of any fact, in UTF-16 units. */
const MAX_TEXT = 1024;
/** C0 and C1 controls, line separators, marks that turn the writing direction, and halves of broken characters. */
const UNSAFE = /[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\p{Cs}]+/gu;
/** A value as one bounded line; `''` for everything that is not a string or a safe number. */
function clean(value, max = MAX_TEXT) {
    if (typeof value === 'number')
        return Number.isSafeInteger(value) ? String(value) : '';
    if (typeof value !== 'string')
        return '';
    // The cut comes first, so that a hostile 100 KB value costs no more than a long one.
    const line = value
        .slice(0, max * 2)
        .replace(UNSAFE, ' ')
        .trim()
        .slice(0, max);
    // A cut through a pair would leave half a character, which no URI can hold.
    return line.replace(/[\uD800-\uDBFF]$/, '');
}
/** A full commit hash in lower case (SHA-1 or SHA-256), or `''`. */
function cleanCommit(value) {
    const text = clean(value, 64).toLowerCase();
    return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text) && !/^0+$/.test(text) ? text : '';
}
/** Decimal digits only, or `''`. */
function cleanNumber(value) {
    const text = clean(value, 20);
    return /^\d{1,19}$/.test(text) ? text : '';
}
/** An absolute http(s) URL without credentials, query, fragment or trailing slash, or `''`. */
function cleanUrl(value) {
    const text = clean(value, 2048);
    if (!/^https?:\/\//i.test(text) || !URL.canParse(text))
        return '';
    const { origin, pathname } = new URL(text);
    const url = origin + strict(pathname.replace(/\/+$/, ''));
    // Letters of other scripts become six characters each, or more.
    return url.length <= 2048 ? url : '';
}
/** What follows the host of a URL, with everything escaped that RFC 3986 allows nowhere; browsers leave some of it. */
function strict(rest) {
    const [before = '', ...fragment] = rest.split('#');
    const whole = [before, ...(fragment.length === 0 ? [] : [fragment.join('%23')])].join('#');
    return whole
        .replace(/[^\w.~!$&'()*+,;=:@/?#%-]/g, (character) => encodeURIComponent(character))
        .replace(/%(?![0-9A-Fa-f]{2})/g, '%25');
}
/** A moment as RFC 3339 UTC without fractions that are zero; epoch seconds are understood; `undefined` when unreadable. */
function cleanMoment(value) {
    const time = typeof value === 'number' ? value * 1000 : Date.parse(clean(value, 40));
    // Before 2000 nothing was built by a forge; after 9999 RFC 3339 cannot say it.
    if (!(time >= 946_684_800_000 && time < 253_402_300_800_000))
        return undefined;
    return new Date(time).toISOString().replace('.000Z', 'Z');
}
/** A repository's path, `owner/name` or deeper, each part URL-safe; or `''`. */
function cleanPath(value) {
    const text = clean(value, 512);
    return /^[\w.-]+(?:\/[\w.-]+)+$/.test(text) && !/(?:^|\/)\.{1,2}(?:\/|$)/.test(text) ? text : '';
}
/** What stands at a path inside parsed JSON, or `undefined`. Reads own properties only and never throws. */
function at(value, ...path) {
    let current = value;
    for (const key of path) {
        if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key))
            return undefined;
        current = current[key];
    }
    return current;
}


/***/ }),

/***/ 6042:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ githubJob)
/* harmony export */ });
/* harmony import */ var _cdevents_canonical_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9541);
/* harmony import */ var _cdevents_object_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4276);
/* harmony import */ var _clean_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1250);
/** The job a GitHub step runs in: an id that no other job shares, the same in main and post. Pure. */



/** Longest readable leg in an id; a longer one is named by its digest. */
const MAX_LEG = 300;
/**
 * The check run's page is the job's own, and unique. Without it (older servers, local runners) the id is the attempt,
 * the job's key, its matrix leg, and what the runner knows of this job alone: two calls of one reusable workflow share
 * the first three.
 */
function githubJob(env, inputs, repositoryUrl, run) {
    const key = (0,_clean_js__WEBPACK_IMPORTED_MODULE_1__/* .clean */ .uH)(env.GITHUB_JOB, 200) || 'job';
    const leg = matrixOf(inputs.matrix);
    const name = (0,_clean_js__WEBPACK_IMPORTED_MODULE_1__/* .clean */ .uH)(inputs.jobName, 200) || nameOf(key, leg);
    const checkRun = (0,_clean_js__WEBPACK_IMPORTED_MODULE_1__/* .cleanNumber */ .tv)(inputs.checkRunId);
    if (checkRun !== '') {
        const url = `${repositoryUrl}/actions/runs/${(0,_clean_js__WEBPACK_IMPORTED_MODULE_1__/* .cleanNumber */ .tv)(env.GITHUB_RUN_ID) || '0'}/job/${checkRun}`;
        return { id: url, name, url };
    }
    const own = (0,_clean_js__WEBPACK_IMPORTED_MODULE_1__/* .clean */ .uH)(env.ACTIONS_ORCHESTRATION_ID, 200) || (0,_clean_js__WEBPACK_IMPORTED_MODULE_1__/* .clean */ .uH)(env.RUNNER_TRACKING_ID, 200);
    const query = queryOf(leg, own);
    return { id: `${run.id}/jobs/${encodeURIComponent(key)}${query}`, name, url: run.url };
}
function matrixOf(text) {
    if (text === undefined || text.length > 65_536)
        return [];
    try {
        const value = JSON.parse(text);
        if (!(0,_cdevents_object_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G)(value))
            return [];
        return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    }
    catch {
        return [];
    }
}
function nameOf(key, leg) {
    const values = leg.map(([, value]) => (0,_clean_js__WEBPACK_IMPORTED_MODULE_1__/* .clean */ .uH)(typeof value === 'string' ? value : JSON.stringify(value), 60));
    return values.length === 0 ? key : (0,_clean_js__WEBPACK_IMPORTED_MODULE_1__/* .clean */ .uH)(`${key} (${values.join(', ')})`, 200);
}
function queryOf(leg, own) {
    const parts = leg.map(([key, value]) => [
        key,
        typeof value === 'string' ? value : JSON.stringify(value),
    ]);
    if (own !== '')
        parts.push(['runner', own]);
    if (parts.length === 0)
        return '';
    const text = new URLSearchParams(parts).toString();
    return text.length <= MAX_LEG ? `?${text}` : `?leg=${(0,_cdevents_canonical_js__WEBPACK_IMPORTED_MODULE_0__/* .digestOfJson */ .Q)(parts).slice('sha256:'.length)}`;
}


/***/ }),

/***/ 3209:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ triggeringRun),
/* harmony export */   n: () => (/* binding */ ownPullRequest)
/* harmony export */ });
/* harmony import */ var _clean_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1250);
/**
 * The run that a `workflow_run` workflow was started by, as GitHub tells it in the event file. Pure.
 *
 * Nothing in it is of the run's own making but the names of its branch and its repository: number, attempt and commit
 * are GitHub's. Source: docs.github.com, "Webhook events and payloads", workflow_run.
 */

/** `undefined` in any other workflow, and where the event file does not name this repository's own run. */
function triggeringRun(env, payload, facts) {
    if (facts.forge !== 'github' || env.GITHUB_EVENT_NAME !== 'workflow_run')
        return undefined;
    const run = (0,_clean_js__WEBPACK_IMPORTED_MODULE_0__.at)(payload, 'workflow_run');
    const number = (0,_clean_js__WEBPACK_IMPORTED_MODULE_0__/* .cleanNumber */ .tv)((0,_clean_js__WEBPACK_IMPORTED_MODULE_0__.at)(run, 'id'));
    const commit = (0,_clean_js__WEBPACK_IMPORTED_MODULE_0__/* .cleanCommit */ .Nx)((0,_clean_js__WEBPACK_IMPORTED_MODULE_0__.at)(run, 'head_sha'));
    const attempt = Number((0,_clean_js__WEBPACK_IMPORTED_MODULE_0__/* .cleanNumber */ .tv)((0,_clean_js__WEBPACK_IMPORTED_MODULE_0__.at)(run, 'run_attempt') ?? 1));
    if (number === '' || commit === '' || attempt < 1 || !isOwn((0,_clean_js__WEBPACK_IMPORTED_MODULE_0__.at)(run, 'repository'), facts))
        return undefined;
    const repository = (0,_clean_js__WEBPACK_IMPORTED_MODULE_0__/* .cleanPath */ .ts)((0,_clean_js__WEBPACK_IMPORTED_MODULE_0__.at)(run, 'head_repository', 'full_name'));
    const pullRequest = pullRequestOf(run, facts);
    return {
        id: `${facts.repository.url}/actions/runs/${number}/attempts/${attempt}`,
        number,
        attempt,
        commit,
        head: {
            repository,
            id: (0,_clean_js__WEBPACK_IMPORTED_MODULE_0__/* .cleanNumber */ .tv)((0,_clean_js__WEBPACK_IMPORTED_MODULE_0__.at)(run, 'head_repository', 'id')),
            url: repository === '' ? '' : `${facts.server}/${repository}`,
        },
        startedAt: (0,_clean_js__WEBPACK_IMPORTED_MODULE_0__/* .cleanMoment */ .YM)((0,_clean_js__WEBPACK_IMPORTED_MODULE_0__/* .clean */ .uH)((0,_clean_js__WEBPACK_IMPORTED_MODULE_0__.at)(run, 'run_started_at') ?? (0,_clean_js__WEBPACK_IMPORTED_MODULE_0__.at)(run, 'created_at'))),
        endedAt: (0,_clean_js__WEBPACK_IMPORTED_MODULE_0__/* .cleanMoment */ .YM)((0,_clean_js__WEBPACK_IMPORTED_MODULE_0__/* .clean */ .uH)((0,_clean_js__WEBPACK_IMPORTED_MODULE_0__.at)(run, 'updated_at'))),
        name: (0,_clean_js__WEBPACK_IMPORTED_MODULE_0__/* .clean */ .uH)((0,_clean_js__WEBPACK_IMPORTED_MODULE_0__.at)(run, 'name'), 200),
        conclusion: (0,_clean_js__WEBPACK_IMPORTED_MODULE_0__/* .clean */ .uH)((0,_clean_js__WEBPACK_IMPORTED_MODULE_0__.at)(run, 'conclusion'), 40),
        ...(pullRequest === undefined ? {} : { pullRequest }),
    };
}
/** By its number where both are known, because names come and go. */
function isOwn(repository, facts) {
    const id = (0,_clean_js__WEBPACK_IMPORTED_MODULE_0__/* .cleanNumber */ .tv)((0,_clean_js__WEBPACK_IMPORTED_MODULE_0__.at)(repository, 'id'));
    if (id !== '' && facts.repository.id !== '')
        return id === facts.repository.id;
    const name = (0,_clean_js__WEBPACK_IMPORTED_MODULE_0__/* .cleanPath */ .ts)((0,_clean_js__WEBPACK_IMPORTED_MODULE_0__.at)(repository, 'full_name'));
    return name !== '' && name.toLowerCase() === facts.repository.name.toLowerCase();
}
function pullRequestOf(run, facts) {
    const request = ownPullRequest((0,_clean_js__WEBPACK_IMPORTED_MODULE_0__.at)(run, 'pull_requests'), facts.repository.id);
    const number = (0,_clean_js__WEBPACK_IMPORTED_MODULE_0__/* .cleanNumber */ .tv)((0,_clean_js__WEBPACK_IMPORTED_MODULE_0__.at)(request, 'number'));
    return number === '' ? undefined : `${facts.repository.url}/pull/${number}`;
}
/**
 * The first of a run's pull requests that is in this repository. GitHub lists whatever has the commit as its head, also
 * in another repository of the same network, where the same number is something else.
 */
function ownPullRequest(requests, repositoryId) {
    if (!Array.isArray(requests))
        return undefined;
    return requests.find((request) => {
        const base = (0,_clean_js__WEBPACK_IMPORTED_MODULE_0__/* .cleanNumber */ .tv)((0,_clean_js__WEBPACK_IMPORTED_MODULE_0__.at)(request, 'base', 'repo', 'id'));
        return base === '' || repositoryId === '' || base === repositoryId;
    });
}


/***/ }),

/***/ 4691:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  J: () => (/* binding */ githubFacts),
  H: () => (/* binding */ githubUser)
});

// EXTERNAL MODULE: ./build/cdevents/identity.js
var identity = __nccwpck_require__(197);
// EXTERNAL MODULE: ./build/host/clean.js
var clean = __nccwpck_require__(1250);
// EXTERNAL MODULE: ./build/host/github-trigger.js
var github_trigger = __nccwpck_require__(3209);
;// CONCATENATED MODULE: ./build/host/github-change.js
/** The pull request a GitHub run is for. Pure. */



/** The change of a pull request, merge queue, `workflow_run` or comment event; `undefined` for any other run. */
function githubChange(env, payload, server, repositoryUrl) {
    const request = requestOf(env, payload);
    const number = (0,clean/* cleanNumber */.tv)((0,clean.at)(request, 'number')) || queuedNumber(env, payload);
    if (number === '')
        return undefined;
    const authorId = (0,clean/* cleanNumber */.tv)((0,clean.at)(request, 'user', 'id'));
    return {
        // The page's address; a payload of the API names itself by another one, so it is built when it is missing.
        id: pageOf(request, repositoryUrl) || `${repositoryUrl}/pull/${number}`,
        number,
        title: (0,clean/* clean */.uH)((0,clean.at)(request, 'title'), 256),
        author: authorId === '' ? (0,clean/* clean */.uH)((0,clean.at)(request, 'user', 'login'), 100) : githubUser(server, authorId),
    };
}
function requestOf(env, payload) {
    if (env.GITHUB_EVENT_NAME === 'workflow_run') {
        // Empty for pull requests from forks.
        return (0,github_trigger/* ownPullRequest */.n)((0,clean.at)(payload, 'workflow_run', 'pull_requests'), (0,clean/* cleanNumber */.tv)(env.GITHUB_REPOSITORY_ID));
    }
    if ((0,clean.at)(payload, 'issue', 'pull_request') !== undefined)
        return (0,clean.at)(payload, 'issue');
    return (0,clean.at)(payload, 'pull_request');
}
/** `refs/heads/gh-readonly-queue/main/pr-123-<hash>` names the pull request of a merge queue's run. */
function queuedNumber(env, payload) {
    const ref = (0,clean/* clean */.uH)((0,clean.at)(payload, 'merge_group', 'head_ref')) || (0,clean/* clean */.uH)(env.GITHUB_REF);
    return /^refs\/heads\/gh-readonly-queue\/.+\/pr-(\d{1,19})-[0-9a-f]{40,64}$/.exec(ref)?.[1] ?? '';
}
function pageOf(request, repositoryUrl) {
    const page = (0,clean/* cleanUrl */.TG)((0,clean.at)(request, 'html_url'));
    return page.startsWith(`${repositoryUrl}/`) ? page : '';
}

// EXTERNAL MODULE: ./build/host/github-job.js
var github_job = __nccwpck_require__(6042);
;// CONCATENATED MODULE: ./build/host/github.js
/**
 * GitHub Actions: environment and event payload → facts. Pure.
 *
 * `commit` is what the forge says was checked out (`GITHUB_SHA`, the same as the OIDC token's `sha`). The chain follows
 * the commit that caused the run, so that a pull request's merge commit, and a `workflow_run` that continues another
 * run, stay on the chain of the commit a person pushed.
 * Source of the names: docs.github.com, "Variables reference" and "Webhook events and payloads".
 */




/** Facts of a GitHub job. Missing or hostile variables never throw: they are left empty. */
function githubFacts(env, payload, inputs = {}) {
    const server = (0,clean/* cleanUrl */.TG)(env.GITHUB_SERVER_URL) || 'https://github.com';
    const name = (0,clean/* cleanPath */.ts)(env.GITHUB_REPOSITORY);
    const repositoryUrl = name === '' ? server : `${server}/${name}`;
    const commit = (0,clean/* cleanCommit */.Nx)(env.GITHUB_SHA);
    const run = githubRun(env, payload, repositoryUrl);
    const change = githubChange(env, payload, server, repositoryUrl);
    return {
        forge: 'github',
        server,
        source: repositoryUrl,
        repository: { name, id: (0,clean/* cleanNumber */.tv)(env.GITHUB_REPOSITORY_ID), url: repositoryUrl },
        commit,
        ref: (0,clean/* clean */.uH)(env.GITHUB_REF),
        run,
        job: (0,github_job/* githubJob */.X)(env, inputs, repositoryUrl, run),
        actor: githubActor(env, payload, server),
        ...(change === undefined ? {} : { change }),
        chainId: (0,identity/* chainId */.t)(repositoryUrl, causingCommit(env, payload) || commit || run.id),
    };
}
/** URI of a GitHub user: by immutable id; other servers than github.com have their own numbers. */
function githubUser(server, id) {
    const host = new URL(server).host;
    return host === 'github.com' ? `urn:github:user:${id}` : `urn:github:${host}:user:${id}`;
}
function githubRun(env, payload, repositoryUrl) {
    const id = (0,clean/* cleanNumber */.tv)(env.GITHUB_RUN_ID) || '0';
    const attempt = Math.max(1, Number((0,clean/* cleanNumber */.tv)(env.GITHUB_RUN_ATTEMPT)) || 1);
    const url = `${repositoryUrl}/actions/runs/${id}/attempts/${attempt}`;
    // The payload is the same in every job of a run, but a re-run is given the payload of the first attempt.
    const startedAt = attempt === 1 ? triggeredAt(env, payload) : undefined;
    return {
        id: url,
        number: (0,clean/* cleanNumber */.tv)(env.GITHUB_RUN_NUMBER),
        attempt,
        name: (0,clean/* clean */.uH)(env.GITHUB_WORKFLOW) || 'workflow',
        url,
        ...(startedAt === undefined ? {} : { startedAt }),
    };
}
/**
 * The moment of the event that started the run, where its payload says it. A dispatch and a schedule do not say it,
 * and a commit's own time may be years before its push, so neither is used.
 */
function triggeredAt(env, payload) {
    switch (env.GITHUB_EVENT_NAME) {
        case 'push':
            // Epoch seconds in push payloads; a text in all others, where it is an earlier push.
            return (0,clean/* cleanMoment */.YM)(numberOnly((0,clean.at)(payload, 'repository', 'pushed_at')));
        case 'pull_request':
        case 'pull_request_target':
            return (0,clean/* cleanMoment */.YM)((0,clean.at)(payload, 'pull_request', 'updated_at'));
        case 'release':
            return (0,clean/* cleanMoment */.YM)((0,clean.at)(payload, 'release', 'published_at') ?? (0,clean.at)(payload, 'release', 'created_at'));
        case 'workflow_run':
            return (0,clean/* cleanMoment */.YM)((0,clean.at)(payload, 'workflow_run', 'updated_at'));
        case 'merge_group':
            // The queue made this commit the moment before.
            return (0,clean/* cleanMoment */.YM)((0,clean.at)(payload, 'merge_group', 'head_commit', 'timestamp'));
        case 'deployment':
        case 'deployment_status':
        case 'issue_comment':
        case 'pull_request_review':
        case 'pull_request_review_comment':
            return (0,clean/* cleanMoment */.YM)(subjectMoment(payload, env.GITHUB_EVENT_NAME));
        default:
            return undefined;
    }
}
function subjectMoment(payload, event) {
    const keys = {
        issue_comment: 'comment',
        pull_request_review: 'review',
        pull_request_review_comment: 'comment',
    };
    const key = keys[event] ?? event;
    return (0,clean.at)(payload, key, 'submitted_at') ?? (0,clean.at)(payload, key, 'updated_at') ?? (0,clean.at)(payload, key, 'created_at');
}
function numberOnly(value) {
    return typeof value === 'number' ? value : undefined;
}
function causingCommit(env, payload) {
    switch (env.GITHUB_EVENT_NAME) {
        case 'pull_request':
        case 'pull_request_target':
        case 'pull_request_review':
        case 'pull_request_review_comment':
            return (0,clean/* cleanCommit */.Nx)((0,clean.at)(payload, 'pull_request', 'head', 'sha'));
        case 'check_run':
        case 'check_suite':
            // Their runs are of the default branch; what was checked is another commit.
            return (0,clean/* cleanCommit */.Nx)((0,clean.at)(payload, env.GITHUB_EVENT_NAME, 'head_sha'));
        case 'status':
            return (0,clean/* cleanCommit */.Nx)((0,clean.at)(payload, 'sha'));
        case 'workflow_run':
            return (0,clean/* cleanCommit */.Nx)((0,clean.at)(payload, 'workflow_run', 'head_sha'));
        case 'deployment':
        case 'deployment_status':
            return (0,clean/* cleanCommit */.Nx)((0,clean.at)(payload, 'deployment', 'sha'));
        default:
            return '';
    }
}
/**
 * Who started this attempt. The runner tells the immutable id of the first attempt's actor only; for another person it
 * is looked for in the payload, so that one person has one URI wherever that is possible.
 */
function githubActor(env, payload, server) {
    const first = (0,clean/* clean */.uH)(env.GITHUB_ACTOR, 100);
    const name = (0,clean/* clean */.uH)(env.GITHUB_TRIGGERING_ACTOR, 100) || first;
    const id = name === first ? (0,clean/* cleanNumber */.tv)(env.GITHUB_ACTOR_ID) : idIn(payload, name);
    if (name === '')
        return { name: '', id: '', uri: '' };
    const uri = id === '' ? `${server}/${encodeURIComponent(name)}` : githubUser(server, id);
    return { name, id, uri };
}
function idIn(payload, login) {
    const people = [
        (0,clean.at)(payload, 'sender'),
        (0,clean.at)(payload, 'pull_request', 'user'),
        (0,clean.at)(payload, 'pull_request', 'merged_by'),
        (0,clean.at)(payload, 'workflow_run', 'actor'),
        (0,clean.at)(payload, 'workflow_run', 'triggering_actor'),
        (0,clean.at)(payload, 'repository', 'owner'),
    ];
    return (0,clean/* cleanNumber */.tv)((0,clean.at)(people.find((person) => (0,clean.at)(person, 'login') === login), 'id'));
}


/***/ }),

/***/ 1883:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   WR: () => (/* binding */ repositoryPage),
/* harmony export */   b2: () => (/* binding */ commitPage),
/* harmony export */   yd: () => (/* binding */ changePage)
/* harmony export */ });
/* unused harmony export forgeOf */
/* harmony import */ var _clean_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1250);
/**
 * Where a repository is for people: every CI names it in its own way (`git@github.com:acme/shop.git`,
 * `https://token@host/acme/shop.git`), and the chain of a commit is a function of one of them. Pure.
 */

/** Hosts for git over the port of https, and Azure's for ssh: the pages are elsewhere. */
const PAGES = {
    'ssh.github.com': 'github.com',
    'altssh.gitlab.com': 'gitlab.com',
    'altssh.bitbucket.org': 'bitbucket.org',
};
const AZURE_SSH = /^(?:ssh\.dev\.azure\.com|vs-ssh\.visualstudio\.com)$/;
/**
 * The page of a repository from whatever git calls it: https without credentials, `.git` and port of ssh; `''` when it
 * is no address of a host (a path, `file:`). An `http:` address stays one, since nobody knows whether https answers.
 */
function repositoryPage(address) {
    const text = (0,_clean_js__WEBPACK_IMPORTED_MODULE_0__/* .clean */ .uH)(address, 2048);
    const remote = ofScp(text) ?? ofUrl(text);
    if (remote === undefined)
        return '';
    const { scheme, host, path } = remote;
    const name = path
        .replace(/^\/+/, '')
        .replace(/\/+$/, '')
        .replace(/\.git$/i, '');
    if (name === '' || host === '')
        return '';
    const page = AZURE_SSH.test(host) ? azurePage(name) : `${scheme}://${PAGES[host] ?? host}/${name}`;
    return (0,_clean_js__WEBPACK_IMPORTED_MODULE_0__/* .cleanUrl */ .TG)(page);
}
/** `user@host:path`, the way of scp; a path of Windows (`C:\\x`) is none, nor is another scheme. */
function ofScp(text) {
    const [, user, host, path] = /^([\w.+-]+@)?([\w.-]{2,255}):(?!\/\/)([^\\]+)$/.exec(text) ?? [];
    if (host === undefined || path === undefined || (user === undefined && !host.includes('.')))
        return undefined;
    return { scheme: 'https', host: host.toLowerCase(), path };
}
function ofUrl(text) {
    const [, scheme = '', rest = ''] = /^(https?|ssh|git|git\+ssh|git\+https):\/\/(.+)$/i.exec(text) ?? [];
    // Read as an https address, so that host and path are parsed and escaped by one rule.
    if (rest === '' || !URL.canParse(`https://${rest}`))
        return undefined;
    const { host, hostname, pathname } = new URL(`https://${rest}`);
    const isWeb = /https?$/i.test(scheme);
    return { scheme: /^http$/i.test(scheme) ? 'http' : 'https', host: isWeb ? host : hostname, path: pathname };
}
/** `v3/organisation/project/repository` of Azure's ssh. */
function azurePage(name) {
    const [, organisation, project, repository] = /^v3\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(name) ?? [];
    return repository === undefined ? '' : `https://dev.azure.com/${organisation}/${project}/_git/${repository}`;
}
const KNOWN_HOSTS = {
    'github.com': 'github',
    'gitlab.com': 'gitlab',
    'bitbucket.org': 'bitbucket',
    'codeberg.org': 'gitea',
    'gitea.com': 'gitea',
    'dev.azure.com': 'azure',
};
/** Which forge's pages an address has; undefined for a host of an organisation's own, which may be any of them. */
function forgeOf(page) {
    if (!URL.canParse(page))
        return undefined;
    const { host, pathname } = new URL(page);
    if (/\/_git\//.test(pathname))
        return 'azure';
    if (/\/projects\/[^/]+\/repos\/[^/]+$/.test(pathname))
        return 'bitbucket-server';
    return KNOWN_HOSTS[host] ?? (host.endsWith('.ghe.com') ? 'github' : undefined);
}
/** The page of a pull or merge request; `''` where the forge is not known, since a wrong address would be worse. */
function changePage(page, number, kind = forgeOf(page)) {
    if (page === '' || number === '' || kind === undefined)
        return '';
    const folders = {
        github: 'pull',
        gitlab: '-/merge_requests',
        gitea: 'pulls',
        bitbucket: 'pull-requests',
        'bitbucket-server': 'pull-requests',
        azure: 'pullrequest',
    };
    return `${page}/${folders[kind]}/${number}`;
}
/** The page of a commit. A forge of an unknown kind most likely has GitHub's shape; GitLab leads on from there. */
function commitPage(page, commit, kind = forgeOf(page)) {
    if (kind === 'gitlab')
        return `${page}/-/commit/${commit}`;
    const folder = kind === 'bitbucket' || kind === 'bitbucket-server' ? 'commits' : 'commit';
    return `${page}/${folder}/${commit}`;
}


/***/ }),

/***/ 9921:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ worstOutcome),
/* harmony export */   s: () => (/* binding */ outcomeOf)
/* harmony export */ });
/** How a job or run ended, in CDEvents' four words. Pure. */
/**
 * The words of GitHub (`job.status`, `needs.*.result`, `conclusion`) and GitLab (`CI_JOB_STATUS`, job and pipeline
 * status). `undefined` means that there is nothing to report: it did not run, or has not ended.
 */
const OUTCOMES = {
    success: 'success',
    succeeded: 'success',
    passed: 'success',
    failure: 'failure',
    failed: 'failure',
    fail: 'failure',
    timed_out: 'failure',
    timedout: 'failure',
    cancelled: 'cancel',
    canceled: 'cancel',
    canceling: 'cancel',
    cancel: 'cancel',
    stale: 'cancel',
    error: 'error',
    startup_failure: 'error',
    action_required: 'error',
    script_failure: 'failure',
    runner_system_failure: 'error',
    skipped: undefined,
    neutral: undefined,
    manual: undefined,
    created: undefined,
    pending: undefined,
    preparing: undefined,
    queued: undefined,
    requested: undefined,
    running: undefined,
    in_progress: undefined,
    scheduled: undefined,
    waiting: undefined,
    waiting_for_resource: undefined,
    waiting_for_callback: undefined,
};
/** A forge's word as an outcome; `undefined` when it did not end; `error` for a word nobody knows, never success. */
function outcomeOf(word) {
    const key = word.trim().toLowerCase();
    return Object.hasOwn(OUTCOMES, key) ? OUTCOMES[key] : 'error';
}
/** The outcome of a run from those of its jobs: the worst one; a run of skipped jobs only has none. */
function worstOutcome(words) {
    const outcomes = words.map(outcomeOf);
    return ['error', 'failure', 'cancel', 'success'].find((outcome) => outcomes.includes(outcome));
}


/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		8792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
var __webpack_exports__ = {};

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  i: () => (/* binding */ main)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
// EXTERNAL MODULE: ./build/errors.js
var errors = __nccwpck_require__(9473);
// EXTERNAL MODULE: ./build/host/clean.js
var host_clean = __nccwpck_require__(1250);
// EXTERNAL MODULE: ./build/cdevents/canonical.js
var canonical = __nccwpck_require__(9541);
// EXTERNAL MODULE: ./build/cdevents/identity.js
var identity = __nccwpck_require__(197);
// EXTERNAL MODULE: ./build/host/repository.js
var host_repository = __nccwpck_require__(1883);
;// CONCATENATED MODULE: ./build/host/found.js
/**
 * What a CI's variables say → facts, with what a person says over it: the variables `TURNPIKE_*` win in every CI but the
 * two forges. Pure.
 */




/** Longest readable name of a run or job in an id, in UTF-16 units; a longer one is named by its digest. */
const MAX_KEY = 200;
/** Longest address that is kept, in UTF-16 units. */
const MAX_ADDRESS = 2048;
/** Facts of a CI's job. Missing or hostile variables never throw: they are left empty. */
function factsOf(env, found) {
    const repository = (0,host_repository/* repositoryPage */.WR)(given(env, 'REPOSITORY') ?? found.repository);
    const server = (0,host_clean/* cleanUrl */.TG)(found.server);
    const source = repository || found.place || server || `urn:turnpike:${found.forge}`;
    const said = (0,host_clean/* cleanCommit */.Nx)(given(env, 'COMMIT'));
    const commit = said || (0,host_clean/* cleanCommit */.Nx)(found.commit);
    const pushed = (0,host_clean/* cleanCommit */.Nx)(given(env, 'HEAD_COMMIT')) || (said === '' ? (0,host_clean/* cleanCommit */.Nx)(found.pushed) : '');
    const run = runOf(env, found);
    const change = changeOf(env, found, repository);
    const environment = (0,host_clean/* clean */.uH)(given(env, 'ENVIRONMENT') ?? found.environment, 255);
    const parent = addressOf(given(env, 'PARENT_RUN')) || addressOf(found.parent);
    return {
        forge: found.forge,
        server,
        source,
        repository: {
            name: repository && decoded(new URL(repository).pathname.slice(1)),
            id: (0,host_clean/* clean */.uH)(found.repositoryId, 100),
            url: repository,
        },
        commit,
        ref: (0,host_clean/* clean */.uH)(given(env, 'REF') ?? found.ref),
        run,
        job: jobOf(env, found, run),
        actor: actorOf(env, found),
        ...(change === undefined ? {} : { change }),
        ...(environment === '' ? {} : { environment }),
        ...(parent === '' ? {} : { parent }),
        chainId: (0,identity/* chainId */.t)(source, pushed || commit || run.id),
    };
}
/** What a person says by `TURNPIKE_<name>`; a reference that nothing was put in place of is nothing. */
function given(env, name) {
    const value = env[`TURNPIKE_${name}`]?.trim() ?? '';
    return value === '' || value.startsWith('$') ? undefined : value;
}
/** `refs/tags/…` or `refs/heads/…` of what a CI names shortly. */
function refOf(tag, branch) {
    const name = clean(tag) || clean(branch);
    if (name === '' || name.startsWith('refs/'))
        return name;
    return clean(tag) === '' ? `refs/heads/${name}` : `refs/tags/${name}`;
}
/** A person whom a CI knows by the name they have on the forge: the same URI as on GitHub for people without a number. */
function forgeUser(repository, login) {
    const name = clean(login, 100);
    const page = repositoryPage(repository);
    return {
        name,
        uri: name === '' || page === '' ? '' : `${new URL(page).origin}/${encodeURIComponent(name)}`,
    };
}
function runOf(env, { forge, run, urn }) {
    const said = (0,host_clean/* clean */.uH)(given(env, 'RUN'), 300);
    const own = said || (0,host_clean/* clean */.uH)(run.id, MAX_ADDRESS) || '0';
    const id = addressOf(own) || `${urn ?? `urn:turnpike:${forge}`}:run:${keyOf(own)}`;
    const page = addressOf(given(env, 'RUN_URL')) || (said === '' ? addressOf(run.page) : '');
    const startedAt = (0,host_clean/* cleanMoment */.YM)(given(env, 'STARTED_AT') ?? (said === '' ? run.startedAt : undefined));
    return {
        id,
        number: (0,host_clean/* cleanNumber */.tv)(run.number),
        attempt: Math.max(1, run.attempt ?? 1),
        name: (0,host_clean/* clean */.uH)(given(env, 'PIPELINE') ?? run.name, 255) || 'pipeline',
        url: page || id,
        ...(startedAt === undefined ? {} : { startedAt }),
    };
}
function jobOf(env, { job }, run) {
    const said = (0,host_clean/* clean */.uH)(given(env, 'JOB'), 200);
    const key = (0,host_clean/* clean */.uH)(job.key, 2048) || 'job';
    // A name that a person gave is the same in every attempt and leg; the CI's own key is not.
    const whole = said === '' ? key : job.isOwn === true ? `${said}/${key}` : said;
    return {
        id: `${run.id}#${keyOf(whole)}`,
        name: said || (0,host_clean/* clean */.uH)(job.name, 200) || 'job',
        url: addressOf(given(env, 'JOB_URL')) || addressOf(job.page) || run.url,
    };
}
function keyOf(text) {
    const whole = text.toWellFormed();
    return whole.length <= MAX_KEY ? encodeURIComponent(whole) : (0,canonical/* digestOfJson */.Q)(whole).slice('sha256:'.length);
}
function actorOf(env, { actor }) {
    const said = (0,host_clean/* clean */.uH)(given(env, 'ACTOR'), 300);
    if (said !== '')
        return { name: said, id: '', uri: /^[a-z][\w+.-]*:\S+$/i.test(said) ? said : '' };
    return { name: (0,host_clean/* clean */.uH)(actor?.name, 255), id: (0,host_clean/* clean */.uH)(actor?.id, 100), uri: (0,host_clean/* clean */.uH)(actor?.uri, 400) };
}
function changeOf(env, { change, kind }, repository) {
    const said = (0,host_clean/* cleanUrl */.TG)(given(env, 'CHANGE'));
    if (said !== '')
        return { id: said, number: /\/(\d{1,19})$/.exec(said)?.[1] ?? '', title: '', author: '' };
    const page = addressOf(change?.page);
    const number = (0,host_clean/* cleanNumber */.tv)(change?.number) || (/\/(\d{1,19})$/.exec(page)?.[1] ?? '');
    const id = page || (0,host_repository/* changePage */.yd)(repository, number, kind);
    if (change === undefined || number === '' || id === '')
        return undefined;
    return { id, number, title: (0,host_clean/* clean */.uH)(change.title, 256), author: (0,host_clean/* clean */.uH)(change.author, 300) };
}
/** An address with its query and fragment, without credentials; `''` for anything else. */
function addressOf(value) {
    const text = (0,host_clean/* clean */.uH)(value, MAX_ADDRESS);
    if (!isAddress(text))
        return '';
    const { origin, pathname, search, hash } = new URL(text);
    const href = origin + (0,host_clean/* strict */.O2)(pathname + search + hash).replace(/\/+$/, '');
    // Letters of other scripts become six characters each.
    return href.length <= MAX_ADDRESS ? href : '';
}
function isAddress(text) {
    return /^https?:\/\//i.test(text) && URL.canParse(text);
}
function decoded(path) {
    try {
        return (0,host_clean/* clean */.uH)(decodeURIComponent(path));
    }
    catch {
        return path;
    }
}

// EXTERNAL MODULE: ./build/host/github-job.js
var github_job = __nccwpck_require__(6042);
;// CONCATENATED MODULE: ./build/host/forgejo.js
/**
 * Forgejo and Gitea Actions: environment and event payload → facts. Pure.
 *
 * They set GitHub's variables, and mean other things by some: the page of a run is named by its number in the
 * repository (GITHUB_RUN_NUMBER), not by GITHUB_RUN_ID; GITHUB_RUN_ATTEMPT is the job's own attempt, so that two jobs of
 * one run may differ in it. A run is one run here, and each attempt of a job a job of its own.
 * Source: forgejo.org/docs and docs.gitea.com, "Actions"; the names of pages from their routes.
 */



/** Which of the two this is: Forgejo's runner says it is Gitea's, too. */
function giteaKind(env) {
    if (env.FORGEJO_ACTIONS === 'true')
        return 'forgejo';
    return env.GITEA_ACTIONS === 'true' ? 'gitea' : undefined;
}
/** Facts of a job of Forgejo or Gitea Actions. */
function forgejoFacts(env, payload, forge, inputs = {}) {
    const server = (0,host_clean/* cleanUrl */.TG)(env.GITHUB_SERVER_URL);
    const name = (0,host_clean/* cleanPath */.ts)(env.GITHUB_REPOSITORY);
    const page = server === '' || name === '' ? server : `${server}/${name}`;
    const number = (0,host_clean/* cleanNumber */.tv)(env.GITHUB_RUN_NUMBER);
    const attempt = (0,host_clean/* cleanNumber */.tv)(env.GITHUB_RUN_ATTEMPT) || '1';
    const request = (0,host_clean.at)(payload, 'pull_request');
    const facts = factsOf(env, {
        forge,
        server,
        repository: page,
        repositoryId: env.GITHUB_REPOSITORY_ID,
        kind: 'gitea',
        commit: env.GITHUB_SHA,
        pushed: (0,host_clean/* clean */.uH)((0,host_clean.at)(request, 'head', 'sha')),
        ref: (0,host_clean/* clean */.uH)(env.GITHUB_REF),
        run: {
            id: page === '' || number === '' ? env.GITHUB_RUN_ID : `${page}/actions/runs/${number}`,
            number,
            name: env.GITHUB_WORKFLOW,
            // The same in every job. Of a push no part of the payload is the moment of the push.
            startedAt: (0,host_clean.at)(request, 'updated_at'),
        },
        job: { key: (0,host_clean/* clean */.uH)(env.GITHUB_JOB, 200), name: (0,host_clean/* clean */.uH)(env.GITHUB_JOB, 200) },
        actor: forgejo_actorOf(env, payload, server, forge),
        ...(request === undefined ? {} : { change: forgejo_changeOf(request, server, forge) }),
    });
    return { ...facts, job: forgejo_jobOf(env, inputs, facts, attempt) };
}
/** As on GitHub without a check run (the job's key and its leg), or as a person calls it; and here its attempt. */
function forgejo_jobOf(env, { matrix, jobName }, facts, attempt) {
    const again = attempt === '1' ? '' : attempt;
    if (given(env, 'JOB') !== undefined)
        return { ...facts.job, id: [facts.job.id, again].filter((part) => part !== '').join('/') };
    const legs = { ...(matrix === undefined ? {} : { matrix }), ...(jobName === undefined ? {} : { jobName }) };
    const { id, name } = (0,github_job/* githubJob */.X)(env, legs, facts.source, facts.run);
    return { id: again === '' ? id : `${id}#${again}`, name, url: facts.job.url };
}
function forgejo_changeOf(request, server, forge) {
    const author = (0,host_clean/* cleanNumber */.tv)((0,host_clean.at)(request, 'user', 'id'));
    return {
        number: (0,host_clean/* cleanNumber */.tv)((0,host_clean.at)(request, 'number')),
        title: (0,host_clean/* clean */.uH)((0,host_clean.at)(request, 'title'), 256),
        author: author === '' || server === '' ? '' : userOf(server, author, forge),
    };
}
/** By the immutable number where the payload has it. */
function forgejo_actorOf(env, payload, server, forge) {
    const name = (0,host_clean/* clean */.uH)(env.GITHUB_ACTOR, 100);
    if (name === '' || server === '')
        return { name, id: '', uri: '' };
    const sender = (0,host_clean.at)(payload, 'sender');
    const known = (0,host_clean.at)(sender, 'login') === name || (0,host_clean.at)(sender, 'username') === name;
    const id = known ? (0,host_clean/* cleanNumber */.tv)((0,host_clean.at)(sender, 'id')) : '';
    return { name, id, uri: id === '' ? `${server}/${encodeURIComponent(name)}` : userOf(server, id, forge) };
}
function userOf(server, id, forge) {
    return `urn:${forge}:${new URL(server).host}:user:${id}`;
}

// EXTERNAL MODULE: ./build/host/github.js + 1 modules
var github = __nccwpck_require__(4691);
;// CONCATENATED MODULE: ./build/host/detect-actions.js


/** Longest event payload that is read; GitHub's own bound for a webhook is 25 MB. */
const MAX_PAYLOAD = 32 * 1024 * 1024;
/**
 * Facts of such a job. An event file that is missing, huge or not JSON is as good as none.
 * @param readFile the text of a file, or a throw
 */
function actionsFacts(env, readFile, inputs) {
    const alike = giteaKind(env);
    const payload = payloadOf(env, readFile);
    return alike === undefined ? (0,github/* githubFacts */.J)(env, payload, inputs) : forgejoFacts(env, payload, alike, inputs);
}
function payloadOf(env, readFile) {
    if (env.GITHUB_EVENT_PATH === undefined || env.GITHUB_EVENT_PATH === '')
        return undefined;
    try {
        const text = readFile(env.GITHUB_EVENT_PATH);
        return text.length > MAX_PAYLOAD ? undefined : JSON.parse(text);
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/host/plain.js
/**
 * Text for a log that a forge's runner reads line by line: nothing in it may be taken as a command.
 *
 * GitHub's runner executes a line whose first visible characters are `::`, and the older `##[` anywhere in a line.
 * GitLab's reads `section_start` only after an escape character. Terminals obey ANSI sequences.
 */
/** Longest log line, in UTF-16 units. */
const MAX_LINE = 8192;
/** Most lines one call may print. */
const MAX_LINES = 2000;
const ANSI = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|[@-Z\\-_])/g;
const CONTROLS = /(?!\t)[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/gu;
/**
 * Text as lines that are safe to print: bounded, no controls, no bidirectional marks, no workflow commands.
 * @param options.colour keeps colours and bold (never concealed text or backgrounds); the rest goes all the same
 */
function plainLines(text, options = {}) {
    const lines = text.slice(0, MAX_LINE * 64).split(/\r\n|[\n\r\u2028\u2029]/, MAX_LINES + 1);
    const shown = lines
        .slice(0, MAX_LINES)
        .map((line) => (options.colour === true ? colouredLine(line) : plainLine(line)));
    return lines.length > MAX_LINES ? [...shown, '… more lines left out'] : shown;
}
/**
 * A text of ours that may hold strangers' strings, whole: no line of it is a command, and nothing but our colours is left
 * of its control characters. JSON stays the same JSON.
 */
function plainText(text) {
    if (isJson(text))
        return text.replace(/#(?=#[a-z]*\[)/gi, '\\u0023');
    return text
        .split(COLOUR)
        .map((piece, index) => index % 2 === 1 ? piece : piece.replace(ANSI, '').replace(CONTROLS_BUT_BREAKS, ''))
        .join('')
        .replace(COMMAND, '$1: ')
        .replace(OLD_COMMAND, '# $1#');
}
/** Does a text look like JSON, or lines of it? */
function isJson(text) {
    return /^\s*[[{]/.test(text);
}
/** The colours that are left are in nobody's way, a runner's neither. */
const COMMAND = /^((?:[^\S\n]|\u001B\[[\d;]*m)*):(?=(?:\u001B\[[\d;]*m)*:)/gm;
const OLD_COMMAND = /#((?:\u001B\[[\d;]*m)*)#(?=(?:\u001B\[[\d;]*m|[a-z])*\[)/gi;
const CONTROLS_BUT_BREAKS = /(?![\t\n])[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/gu;
/** One line, safe to print. Line breaks become spaces. */
function plainLine(text) {
    return stripped(text)
        .replace(/^(\s*):(?=:)/, '$1: ')
        .replace(/##(?=[a-z]*\[)/gi, '# #');
}
/** Foreground colours, bold and dim, and back to normal. */
const COLOUR = /(\u001B\[(?:(?:0|1|2|22|39|3[1-7]|9[0-7])(?:;(?:0|1|2|22|39|3[1-7]|9[0-7])){0,4})?m)/;
function colouredLine(line) {
    const pieces = line.split(COLOUR).map((piece, index) => (index % 2 === 1 ? piece : stripped(piece)));
    const shown = pieces.filter((_, index) => index % 2 === 0).join('');
    // Runners look for commands with and without the colours; a line that would be one loses them.
    return plainLine(shown) === shown ? pieces.join('') : plainLine(line);
}
/** One line without controls, colours and marks that turn the writing direction; bounded. */
function stripped(text) {
    const bounded = text.length > MAX_LINE ? `${text.slice(0, MAX_LINE)}…` : text;
    return bounded
        .replace(ANSI, '')
        .replace(/[\r\n\u2028\u2029]+/g, ' ')
        .replace(CONTROLS, '');
}

;// CONCATENATED MODULE: ./build/host/github-host.js
/**
 * A GitHub Actions step: outputs, state and summary by the runner's files, the log by lines, annotations and failure by
 * `@actions/core`. The first four are written here because every step pays for them at its start.
 * Source: docs.github.com, "Workflow commands for GitHub Actions"; limits: `actions/runner`.
 */


/** A step's summary above this is dropped whole by the runner. */
const MAX_SUMMARY_BYTES = 1024 * 1024;
/** Outputs of a job above this are refused, counted in UTF-16. */
const MAX_OUTPUT = 512 * 1024;
/** The runner cuts an annotation's message here. */
const MAX_MESSAGE = 4096;
function createGithubHost(facts, io) {
    let summaryBytes = 0;
    return {
        facts,
        async output(name, value) {
            if (value.length > MAX_OUTPUT) {
                throw new errors/* TurnpikeError */.PJ('TOO_LARGE', `The output ${name} has ${value.length} characters; GitHub keeps 1 MB`);
            }
            appendValue(io, 'GITHUB_OUTPUT', name, value);
        },
        async saveState(name, value) {
            appendValue(io, 'GITHUB_STATE', name, value);
        },
        state: (name) => io.env[`STATE_${name}`] ?? '',
        async summary(markdown) {
            const path = io.env.GITHUB_STEP_SUMMARY;
            if (path === undefined || path === '')
                return;
            const text = markdown.endsWith('\n') ? markdown : `${markdown}\n`;
            const bytes = summaryBytes + Buffer.byteLength(text);
            if (bytes > MAX_SUMMARY_BYTES) {
                throw new errors/* TurnpikeError */.PJ('TOO_LARGE', 'The job summary of this step would pass 1 MiB and be dropped whole');
            }
            io.append(path, text);
            summaryBytes = bytes;
        },
        async annotate({ level, title, message, file, line, column }) {
            const core = await io.core();
            core[level](shown(message), {
                title: plainLine(title),
                ...(file === undefined ? {} : { file: plainLine(file) }),
                ...(line === undefined ? {} : { startLine: line }),
                ...(column === undefined || line === undefined ? {} : { startColumn: column }),
            });
        },
        log(line, options) {
            for (const one of plainLines(line, options))
                io.print(`${one}\n`);
        },
        async secret(value) {
            // The runner masks line by line, and refuses to mask nothing.
            for (const line of value.split(/[\r\n]+/))
                if (line.trim() !== '')
                    io.print(`::add-mask::${escapeData(line)}\n`);
        },
        async fail(message, exitCode) {
            const core = await io.core();
            core.setFailed(shown(message));
            io.setExitCode(exitCode);
        },
    };
}
/** A message's lines are printed when the command is obeyed: each is as safe as a line of the log. */
function shown(message) {
    return message.split('\n').map(plainLine).join('\n').slice(0, MAX_MESSAGE);
}
function appendValue(io, file, name, value) {
    const path = io.env[file];
    if (path === undefined || path === '')
        return;
    // Nobody who chooses the value can know the delimiter, so it cannot end the value early.
    const delimiter = `turnpike_${io.random()}`;
    if (!/^[\w.-]+$/.test(name) || value.includes(delimiter)) {
        throw new errors/* TurnpikeError */.PJ('USAGE', `${JSON.stringify(name)} cannot be written to ${file}`);
    }
    io.append(path, `${name}<<${delimiter}\n${value}\n${delimiter}\n`);
}
/** What `@actions/core` calls escapeData: the runner turns it back. */
function escapeData(text) {
    return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

;// CONCATENATED MODULE: ./build/host/io.js
/** The real process. `node:fs` comes by `getBuiltinModule`, which costs less at start than an ESM import. */
function processIo() {
    const fs = process.getBuiltinModule('node:fs');
    return {
        env: process.env,
        read(path) {
            try {
                return fs.readFileSync(path, 'utf8');
            }
            catch (error) {
                if (error.code === 'ENOENT')
                    return undefined;
                throw error;
            }
        },
        append: (path, text) => fs.appendFileSync(path, text),
        write: (path, text) => fs.writeFileSync(path, text),
        print: (text) => void process.stdout.write(text),
        setExitCode(code) {
            process.exitCode = code;
        },
        random: () => globalThis.crypto.randomUUID(),
        now: Date.now,
        core: () => Promise.all(/* import() */[__nccwpck_require__.e(4119), __nccwpck_require__.e(6421)]).then(__nccwpck_require__.bind(__nccwpck_require__, 6421)),
    };
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./build/cdevents/envelope.js
var envelope = __nccwpck_require__(4915);
// EXTERNAL MODULE: ./build/client/address.js
var address = __nccwpck_require__(458);
// EXTERNAL MODULE: ./build/client/attempts.js
var client_attempts = __nccwpck_require__(7434);
// EXTERNAL MODULE: ./build/client/bearer.js
var bearer = __nccwpck_require__(3933);
// EXTERNAL MODULE: ./build/client/http.js
var http = __nccwpck_require__(5032);
// EXTERNAL MODULE: ./build/client/retry.js
var retry = __nccwpck_require__(1992);
;// CONCATENATED MODULE: ./build/client/sse.js
/** Server-sent events, as they arrive in pieces. Source: WHATWG HTML, "Server-sent events", parsing. */

/** More than any decision, whose record is under 1 MiB. */
const MAX_BUFFER = 4 * 1024 * 1024;
/** Feeds text, gets the events that are complete. @throws TurnpikeError TOO_LARGE for an event that does not end */
function createSseReader(maxBuffer = MAX_BUFFER) {
    let rest = '';
    let started = false;
    let name = '';
    let data = [];
    let size = 0;
    return (text) => {
        // The two halves of a line end may come in two pieces: a trailing CR waits for what follows it.
        rest += started ? text : text.replace(/^\uFEFF/, '');
        started ||= text !== '';
        const held = rest.endsWith('\r') ? 1 : 0;
        const lines = rest.slice(0, rest.length - held).split(/\r\n|\n|\r/);
        rest = (lines.pop() ?? '') + (held === 1 ? '\r' : '');
        const events = [];
        for (const line of lines) {
            if (line !== '') {
                readLine(line);
                continue;
            }
            if (data.length > 0)
                events.push({ event: name || 'message', data: data.join('\n') });
            name = '';
            data = [];
            size = 0;
        }
        if (rest.length + size > maxBuffer) {
            throw new errors/* TurnpikeError */.PJ('TOO_LARGE', `A message of the stream is longer than ${maxBuffer} characters`);
        }
        return events;
    };
    function readLine(line) {
        const colon = line.indexOf(':');
        if (colon === 0)
            return;
        const field = colon === -1 ? line : line.slice(0, colon);
        const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
        if (field === 'event')
            name = value.slice(0, 100);
        if (field === 'data') {
            data.push(value);
            // An empty line is one as well: a million of them is no small message.
            size += value.length + 1;
        }
    }
}

;// CONCATENATED MODULE: ./build/client/ask.js
/**
 * Asks the gate over one request that stays open: the store pushes every change while evidence is missing, and the
 * final decision the moment there is one. A connection that breaks or falls silent is made again with what is left of
 * the wait; it never becomes an allow. Once the store was there, it may be away for minutes while there is time left to
 * wait: a waiting gate outlives a store that is started again, and brought to a new schema meanwhile.
 */







const SILENCE_MS = 30_000;
/** How long a store that was there may be away within the wait. */
const AWAY_MS = 5 * 60_000;
/** @throws TurnpikeError STORE_UNREACHABLE, STORE_REFUSED, STORE_ANSWER, TOO_LARGE, NO_TOKEN */
async function ask(body, options, deps) {
    const { clock, budgetMs, silenceMs = SILENCE_MS, log } = deps;
    const { signal } = options;
    const waitMs = durationMs(body.wait);
    const ends = clock.now() + (waitMs ?? 0);
    let deadline = clock.now() + budgetMs;
    const whileWaiting = () => Math.max(clock.now() + budgetMs, Math.min(clock.now() + AWAY_MS, ends));
    let most = Infinity;
    let isLast = false;
    for (let attempt = 0;; attempt++) {
        const left = Math.min(most, Math.max(0, ends - clock.now()));
        const turn = await askOnce(waitMs === undefined ? body : withWait(body, left), options, deps);
        if (turn.failure === undefined) {
            if (!isPending(turn.decision) || ends - clock.now() < 1000)
                return turn.decision;
            // Not the end of the wait: a short turn of it is over, or the store is being restarted.
            options.onPending?.(turn.decision);
            if (most !== Infinity)
                attempt = -1;
            else
                await clock.sleep(Math.min(ends - clock.now(), (0,retry/* backoffMs */.jo)(attempt, clock.random())), signal);
            deadline = whileWaiting();
            continue;
        }
        if ((0,client_attempts/* isAborted */.G4)(signal)) {
            throw new errors/* TurnpikeError */.PJ('STORE_UNREACHABLE', 'Stopped while waiting for the decision', {
                cause: turn.failure,
            });
        }
        const silent = isTimeout(turn.failure) && !turn.reached && left > silenceMs / 2;
        // Once the wait is over, a store that only ever breaks off has one more budget, not one each time.
        if ((turn.reached || silent) && !isLast) {
            isLast = clock.now() >= ends;
            attempt = 0;
            deadline = turn.reached ? whileWaiting() : Math.max(deadline, clock.now() + budgetMs);
        }
        // Something on the way holds answers back until they are complete: ask in turns shorter than the silence.
        if (silent)
            most = silenceMs / 2;
        await (0,client_attempts/* pauseOrThrow */.KS)(turn.failure, attempt, turn.after, {
            clock,
            deadline,
            ...(log === undefined ? {} : { log }),
            ...(signal === undefined ? {} : { signal }),
        });
    }
}
async function askOnce(body, { onPending, signal }, deps) {
    const request = await deps.make(JSON.stringify(body));
    let reached = false;
    try {
        const stream = await (0,bearer/* openAs */.T)({
            ...request,
            timeoutMs: deps.silenceMs ?? SILENCE_MS,
            ...(signal === undefined ? {} : { signal }),
        }, deps.token);
        const { status, headers } = stream;
        if (status >= 300) {
            const after = (0,retry/* retryAfterMs */.Vs)(headers['retry-after'], deps.clock.now());
            return {
                failure: (0,client_attempts/* refusal */.x5)(request.url, { status, headers, body: await (0,http/* readAll */.yw)(stream) }),
                after,
                reached,
            };
        }
        reached = true;
        const answer = await readDecision(stream, onPending);
        return answer === undefined
            ? { failure: lost(request.url), after: 0, reached }
            : { ...answer, after: 0, reached };
    }
    catch (error) {
        return { failure: (0,client_attempts/* failureOf */.g5)(request.url, error), after: 0, reached };
    }
}
/** The final decision, or undefined when the stream ended without one. */
async function readDecision(stream, onPending) {
    if (!/^text\/event-stream\b/i.test(stream.headers['content-type'] ?? '')) {
        return { decision: parse(await (0,http/* readAll */.yw)(stream)) };
    }
    const read = createSseReader();
    const decoder = new TextDecoder();
    try {
        for await (const piece of stream.pieces) {
            for (const { event, data } of read(decoder.decode(piece, { stream: true }))) {
                if (event === 'decision')
                    return { decision: parse(data) };
                if (event === 'pending')
                    onPending?.(parse(data));
                if (event === 'problem')
                    throw told(data);
            }
        }
    }
    finally {
        stream.close();
    }
    return undefined;
}
/** A problem document inside the stream, once the status line is long gone. */
function told(data) {
    const value = parse(data);
    const status = typeof value?.status === 'number' ? value.status : 500;
    const text = [value?.title, value?.detail].filter((part) => typeof part === 'string').join(': ');
    const message = `The store stopped while deciding${text === '' ? '' : `: ${(0,host_clean/* clean */.uH)(text, 1000)}`}`;
    return new errors/* TurnpikeError */.PJ((0,retry/* isRetryable */.r3)(status) ? 'STORE_UNREACHABLE' : 'STORE_REFUSED', message, { status });
}
function lost(url) {
    return new errors/* TurnpikeError */.PJ('STORE_UNREACHABLE', `The connection to ${url.origin} ended before the decision`);
}
function isPending(decision) {
    return decision?.verdict === 'pending';
}
function isTimeout({ cause }) {
    return cause?.code === 'ETIMEDOUT';
}
function withWait({ wait: _, ...body }, leftMs) {
    const seconds = Math.ceil(leftMs / 1000);
    return seconds === 0 ? body : { ...body, wait: `${seconds}s` };
}
/** Milliseconds of `90s`, `15m`, `1h30m`; undefined for anything else, which the store judges. */
function durationMs(text) {
    if (text === undefined || !/^(?:\d{1,6}[wdhms]){1,5}$/.test(text))
        return undefined;
    const units = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 };
    const parts = [...text.matchAll(/(\d+)([wdhms])/g)];
    return parts.reduce((sum, [, count, unit]) => sum + Number(count) * units[unit], 0);
}
function parse(text) {
    try {
        return JSON.parse(text);
    }
    catch (cause) {
        throw new errors/* TurnpikeError */.PJ('STORE_ANSWER', "The store's decision is not JSON", { cause });
    }
}

;// CONCATENATED MODULE: ./build/client/delivery.js


const MAX_EVENTS = 100;
const MAX_BYTES = 4 * 1024 * 1024;
/** The store refuses larger ones; so they are never sent. */
const MAX_EVENT_BYTES = 1024 * 1024;
/** Events in order, in batches of at most 100 (or `most`) and 4 MiB; those that are too large for any come apart. */
function batchesOf(events, textOf, most = MAX_EVENTS) {
    const batches = [];
    const tooLarge = [];
    let bytes = 0;
    for (const event of events) {
        const text = textOf(event);
        const size = Buffer.byteLength(text);
        if (size > MAX_EVENT_BYTES) {
            tooLarge.push(event);
            continue;
        }
        const last = batches.at(-1);
        if (last === undefined || last.events.length >= most || bytes + size > MAX_BYTES) {
            batches.push({ events: [event], texts: [text] });
            bytes = size;
        }
        else {
            last.events.push(event);
            last.texts.push(text);
            bytes += size;
        }
    }
    return { batches, tooLarge };
}
const STATUSES = ['accepted', 'quarantined', 'duplicate', 'conflict', 'refused'];
/**
 * The receipts of a store's answer, one for each event, in order.
 * @throws TurnpikeError STORE_ANSWER when it is anything else: then nothing counts as acknowledged
 */
function readReceipts(body, events) {
    const receipts = receiptsOf(body);
    if (receipts.length !== events.length) {
        throw wrongAnswer(`${receipts.length} receipts for ${events.length} events`);
    }
    return events.map(({ context }, index) => {
        const receipt = receipts[index];
        const status = STATUSES.find((word) => word === receipt?.status);
        if (status === undefined || receipt?.id !== context.id || receipt.source !== context.source) {
            throw wrongAnswer(`receipt ${index + 1} is not for the event ${context.id}`);
        }
        const problems = Array.isArray(receipt.problems)
            ? receipt.problems.slice(0, 100).flatMap(client_attempts/* readProblem */.K)
            : [];
        const sequence = typeof receipt.sequence === 'number' ? receipt.sequence : 0;
        return { status, sequence, source: context.source, id: context.id, problems };
    });
}
/**
 * The receipts of events that the store refused all of: 403 with problems under the events' places (`/0/context/type`).
 * Undefined for any other failure, whose events are worth another attempt.
 */
function refusedReceipts({ status, problems }, events) {
    const placed = problems.map(({ path, ...rest }) => {
        const [, index, inside = ''] = /^\/(\d{1,5})(\/.*)?$/s.exec(path) ?? [];
        return { index: Number(index ?? NaN), problem: { ...rest, path: inside } };
    });
    const isOfEvents = placed.length > 0 && placed.every(({ index }) => index < events.length);
    if (status !== 403 || !isOfEvents)
        return undefined;
    return events.map(({ context: { source, id } }, at) => ({
        status: 'refused',
        sequence: 0,
        source,
        id,
        problems: placed.filter(({ index }) => index === at).map(({ problem }) => problem),
    }));
}
function receiptsOf(body) {
    try {
        const answer = JSON.parse(body);
        if (Array.isArray(answer?.receipts))
            return answer.receipts;
    }
    catch {
        // Said below.
    }
    throw wrongAnswer('it is not JSON with receipts. Is this the address of a Turnpike store?');
}
function wrongAnswer(what) {
    return new errors/* TurnpikeError */.PJ('STORE_ANSWER', `The store's answer cannot be used: ${what}`);
}

;// CONCATENATED MODULE: ./build/client/client.js
/**
 * To the store and back. The client of a Turnpike store, and the sender for any other CDEvents sink.
 *
 * Sending is safe to repeat: an event's id is its own, and the store answers `duplicate` to the second one.
 */







const BUDGET_MS = 20_000;
const TIMEOUT_MS = 10_000;
const SIGNED_AT_A_TIME = 8;
/** @throws TurnpikeError USAGE for an address that must not be used */
function createClient(options) {
    const { make, attempts } = connection(options, address/* storeAddress */.uv);
    return {
        send: (events, { signal } = {}) => deliver(events, options.sign, async (batch) => {
            const answer = await (0,client_attempts/* sendUntilAnswered */.Wf)(make('POST', 'v1/events', batchBody(batch)), attempts(signal));
            return readReceipts(answer.body, batch.events);
        }),
        ask: (body, askOptions = {}) => ask(body, askOptions, {
            make: (text) => make('POST', 'v1/decisions', { text, type: 'application/json', accept: 'text/event-stream' })(),
            ...(options.token === undefined ? {} : { token: options.token }),
            clock: options.clock ?? retry/* systemClock */.ml,
            budgetMs: options.budgetMs ?? BUDGET_MS,
            ...(options.log === undefined ? {} : { log: options.log }),
        }),
        async getJson(path) {
            return client_parse((await (0,client_attempts/* sendUntilAnswered */.Wf)(make('GET', path), attempts())).body);
        },
        async postJson(path, value) {
            const body = { text: JSON.stringify(value), type: 'application/json' };
            return client_parse((await (0,client_attempts/* sendUntilAnswered */.Wf)(make('POST', path, body), attempts())).body);
        },
        async putText(path, text, type) {
            const answer = await (0,client_attempts/* sendUntilAnswered */.Wf)(make('PUT', path, { text, type }), attempts());
            return answer.body === '' ? undefined : client_parse(answer.body);
        },
    };
}
/**
 * A CDEvents sink that is not a Turnpike store: any 2xx is an acknowledgement.
 * @throws TurnpikeError USAGE for an address that must not be used
 */
function createSink(options) {
    const { make, attempts } = connection(options, address/* sinkAddress */.ck);
    const post = async (body, signal) => {
        await (0,client_attempts/* sendUntilAnswered */.Wf)(make('POST', '', body), attempts(signal));
    };
    return {
        send: (events, { signal } = {}) => deliver(events, options.format === 'binary' ? undefined : options.sign, async (batch) => {
            const [event] = batch.events;
            if (options.format === 'binary' && event !== undefined)
                await post(await binaryBody(event, options.sign), signal);
            else if (options.format === 'batch')
                await post({ text: `[${batch.texts.join(',')}]`, type: BATCH }, signal);
            else
                await post({ text: batch.texts[0] ?? '', type: STRUCTURED }, signal);
            return batch.events.map(({ context: { source, id } }) => ({
                status: 'accepted',
                sequence: 0,
                source,
                id,
                problems: [],
            }));
        }, options.format === 'batch' ? undefined : 1),
    };
}
const STRUCTURED = 'application/cloudevents+json; charset=utf-8';
const BATCH = 'application/cloudevents-batch+json; charset=utf-8';
/** The data of the envelope is exactly the text that is signed: a receiver takes it from there as it stands. */
async function structuredText(event, sign) {
    const { data, ...attributes } = (0,envelope/* toStructured */.V)(event);
    const dssematerial = await sign(attributes, JSON.stringify(data));
    return JSON.stringify({ ...attributes, ...(dssematerial === undefined ? {} : { dssematerial }), data });
}
/** Each event's text, signed where somebody signs. Some at a time: a signature may be a question to a server. */
async function textsOf(events, sign) {
    if (sign === undefined)
        return (event) => JSON.stringify((0,envelope/* toStructured */.V)(event));
    const texts = new Map();
    for (let first = 0; first < events.length; first += SIGNED_AT_A_TIME) {
        const some = events.slice(first, first + SIGNED_AT_A_TIME);
        const signed = await Promise.all(some.map((event) => structuredText(event, sign)));
        for (const [index, event] of some.entries())
            texts.set(event, signed[index] ?? '');
    }
    return (event) => texts.get(event) ?? '';
}
function batchBody({ texts }) {
    return texts.length === 1
        ? { text: texts[0] ?? '', type: STRUCTURED }
        : { text: `[${texts.join(',')}]`, type: BATCH };
}
/** The `cloudevents` package knows how headers are escaped; it is loaded only for sinks that want that form. */
async function binaryBody(event, sign) {
    const { toBinary } = await Promise.all(/* import() */[__nccwpck_require__.e(2973), __nccwpck_require__.e(8303)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8303));
    const { headers, body } = toBinary(event);
    const { data: _, ...attributes } = (0,envelope/* toStructured */.V)(event);
    const material = await sign?.(attributes, body);
    const signed = material === undefined ? {} : { 'ce-dssematerial': material };
    return { text: body, type: 'application/json', headers: { ...headers, ...signed } };
}
/** Requests to one address with one credential. */
function connection(options, address) {
    const { token, allowPlainHttp = false } = options;
    const base = address(options.url, { token: token !== undefined, allowPlainHttp });
    const clock = options.clock ?? retry/* systemClock */.ml;
    const make = (method, path, body) => async () => {
        return {
            method,
            url: path === '' ? base : new URL(path.replace(/^\/+/, ''), base),
            headers: {
                ...body?.headers,
                accept: body?.accept ?? 'application/json',
                'user-agent': 'turnpike',
                ...(body === undefined ? {} : { 'content-type': body.type }),
            },
            ...(body === undefined ? {} : { body: body.text }),
            timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
            ...(options.env === undefined ? {} : { env: options.env }),
        };
    };
    const attempts = (signal) => ({
        clock,
        deadline: clock.now() + (options.budgetMs ?? BUDGET_MS),
        ...(token === undefined ? {} : { token }),
        ...(options.log === undefined ? {} : { log: options.log }),
        ...(signal === undefined ? {} : { signal }),
    });
    return { make, attempts };
}
/** Batch after batch, in order, until one cannot be delivered for a reason that holds for the rest as well. */
async function deliver(events, sign, sendBatch, batchSize) {
    let textOf;
    try {
        textOf = await textsOf(events, sign);
    }
    catch (error) {
        return { receipts: [], undelivered: [...events], error: asTurnpike(error) };
    }
    const { batches, tooLarge } = batchesOf(events, textOf, batchSize);
    const receipts = [];
    const undelivered = new Set(tooLarge);
    let error = tooLarge.length === 0
        ? undefined
        : new errors/* TurnpikeError */.PJ('TOO_LARGE', `${tooLarge.length} of ${events.length} events are over 1 MiB and not sent`);
    for (const [index, batch] of batches.entries()) {
        try {
            receipts.push(...(await sendBatch(batch)));
        }
        catch (caught) {
            const failure = asTurnpike(caught);
            error ??= failure;
            const refused = refusedReceipts(failure, batch.events);
            if (refused !== undefined) {
                receipts.push(...refused);
                continue;
            }
            const rest = isOnlyAboutThisBatch(failure) ? [batch] : batches.slice(index);
            for (const { events: left } of rest)
                for (const event of left)
                    undelivered.add(event);
            if (rest.length > 1)
                break;
        }
    }
    return {
        receipts,
        undelivered: events.filter((event) => undelivered.has(event)),
        ...(error === undefined ? {} : { error }),
    };
}
/** 400, 413 and 422 say something of what was sent; all else of the store or the way there. */
function isOnlyAboutThisBatch({ status }) {
    return status === 400 || status === 413 || status === 422;
}
function asTurnpike(error) {
    if (error instanceof errors/* TurnpikeError */.PJ)
        return error;
    return new errors/* TurnpikeError */.PJ('STORE_UNREACHABLE', 'Events could not be sent', { cause: error });
}
function client_parse(body) {
    try {
        return JSON.parse(body);
    }
    catch (cause) {
        throw new errors/* TurnpikeError */.PJ('STORE_ANSWER', "The store's answer is not JSON", { cause });
    }
}

;// CONCATENATED MODULE: ./build/actions/deps.js
/**
 * What a run needs of the outside world, as one record of functions: the actions, the CLI and the tests each hand in
 * their own. Only what every run needs is imported here, because these lines are on the start path of every step.
 */





/** Files a person names (events, policies): more than any real one, and small enough to hold. */
const MAX_TEXT_BYTES = 16 * 1024 * 1024;
/** The real world. Files are read at once: a step has nothing else to do meanwhile, and `node:fs/promises` takes 2 ms. */
function realDeps(env, signal) {
    return {
        env,
        now: () => new Date().toISOString(),
        newId: external_node_crypto_.randomUUID,
        readText,
        writeText,
        client: createClient,
        sink: createSink,
        digestFile,
        glob: async (patterns) => (await __nccwpck_require__.e(/* import() */ 2198).then(__nccwpck_require__.bind(__nccwpck_require__, 2198))).findFiles(patterns, {
            cwd: process.cwd(),
            windows: process.platform === 'win32',
        }),
        openFile: async (path) => (await __nccwpck_require__.e(/* import() */ 4758).then(__nccwpck_require__.bind(__nccwpck_require__, 4758))).openFile(path),
        ...(signal === undefined ? {} : { signal }),
    };
}
async function readText(path) {
    const facts = statFile(path);
    if (facts.size > MAX_TEXT_BYTES) {
        throw new errors/* TurnpikeError */.PJ('TOO_LARGE', `${path} has ${facts.size} bytes; at most ${MAX_TEXT_BYTES} are read`);
    }
    return (0,external_node_fs_.readFileSync)(path, 'utf8');
}
async function writeText(path, text) {
    const unfinished = `${path}.${(0,external_node_crypto_.randomUUID)()}.part`;
    (0,external_node_fs_.mkdirSync)((0,external_node_path_.dirname)(path), { recursive: true });
    try {
        (0,external_node_fs_.writeFileSync)(unfinished, text, { flag: 'wx' });
        (0,external_node_fs_.renameSync)(unfinished, path);
    }
    catch (error) {
        (0,external_node_fs_.rmSync)(unfinished, { force: true });
        throw error;
    }
}
async function digestFile(path) {
    statFile(path);
    const hash = (0,external_node_crypto_.createHash)('sha256');
    for await (const piece of (0,external_node_fs_.createReadStream)(path))
        hash.update(piece);
    return `sha256:${hash.digest('hex')}`;
}
function statFile(path) {
    let facts;
    try {
        facts = (0,external_node_fs_.statSync)(path);
    }
    catch (error) {
        throw new errors/* TurnpikeError */.PJ('NOT_FOUND', `${path} cannot be read`, { cause: error });
    }
    if (!facts.isFile())
        throw new errors/* TurnpikeError */.PJ('NOT_FOUND', `${path} is not a file`);
    return facts;
}

// EXTERNAL MODULE: ./build/actions/failure.js
var failure = __nccwpck_require__(4622);
// EXTERNAL MODULE: ./build/actions/github-inputs.js + 1 modules
var github_inputs = __nccwpck_require__(7931);
;// CONCATENATED MODULE: ./build/actions/main.js
/**
 * The entries of the actions: the runner's environment → one run. Every action shares this bundle; each part is loaded
 * when its action starts.
 */








const RUNS = {
    async track(host, deps) {
        const inputs = (0,github_inputs/* readTrackInputs */.JS)(deps.env);
        return await (await Promise.all(/* import() */[__nccwpck_require__.e(9366), __nccwpck_require__.e(2334)]).then(__nccwpck_require__.bind(__nccwpck_require__, 2334))).runTrackStart(inputs, host, deps);
    },
    async 'track-post'(host, deps) {
        const inputs = (0,github_inputs/* readTrackInputs */.JS)(deps.env);
        return await (await Promise.all(/* import() */[__nccwpck_require__.e(9366), __nccwpck_require__.e(2334)]).then(__nccwpck_require__.bind(__nccwpck_require__, 2334))).runTrackFinish(inputs, host, deps);
    },
    async emit(host, deps) {
        const inputs = (0,github_inputs/* readEmitInputs */.pH)(deps.env);
        return await (await Promise.all(/* import() */[__nccwpck_require__.e(9366), __nccwpck_require__.e(8647)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8647))).runEmit(inputs, host, deps);
    },
    async gate(host, deps) {
        const inputs = (0,github_inputs/* readGateInputs */.rI)(deps.env);
        return await (await Promise.all(/* import() */[__nccwpck_require__.e(4377), __nccwpck_require__.e(799)]).then(__nccwpck_require__.bind(__nccwpck_require__, 4377))).runGate(inputs, host, deps);
    },
    // The newer ones read their inputs beside their run, off the start path of the others.
    async evidence(host, deps) {
        const { readEvidenceInputs } = await __nccwpck_require__.e(/* import() */ 6877).then(__nccwpck_require__.bind(__nccwpck_require__, 6877));
        const inputs = readEvidenceInputs(deps.env);
        return await (await Promise.all(/* import() */[__nccwpck_require__.e(9366), __nccwpck_require__.e(9008), __nccwpck_require__.e(2451)]).then(__nccwpck_require__.bind(__nccwpck_require__, 9008))).runEvidence(inputs, host, deps);
    },
    async deploy(host, deps) {
        const { readDeployInputs } = await __nccwpck_require__.e(/* import() */ 6863).then(__nccwpck_require__.bind(__nccwpck_require__, 6863));
        const inputs = readDeployInputs(deps.env);
        return await (await Promise.all(/* import() */[__nccwpck_require__.e(9366), __nccwpck_require__.e(4377), __nccwpck_require__.e(9629)]).then(__nccwpck_require__.bind(__nccwpck_require__, 9629))).runDeployStart(inputs, host, deps);
    },
    async 'deploy-post'(host, deps) {
        const { readDeployInputs } = await __nccwpck_require__.e(/* import() */ 6863).then(__nccwpck_require__.bind(__nccwpck_require__, 6863));
        const inputs = readDeployInputs(deps.env);
        return await (await Promise.all(/* import() */[__nccwpck_require__.e(9366), __nccwpck_require__.e(4377), __nccwpck_require__.e(3413)]).then(__nccwpck_require__.bind(__nccwpck_require__, 3413))).runDeployFinish(inputs, host, deps);
    },
    async approve(host, deps) {
        const { readApproveInputs } = await Promise.all(/* import() */[__nccwpck_require__.e(1626), __nccwpck_require__.e(9707)]).then(__nccwpck_require__.bind(__nccwpck_require__, 9707));
        const inputs = readApproveInputs(deps.env);
        return await (await __nccwpck_require__.e(/* import() */ 1626).then(__nccwpck_require__.bind(__nccwpck_require__, 1626))).runApprove(inputs, host, deps);
    },
};
/** They ask, and may be cancelled while they wait for the answer. */
const WAITING = new Set(['gate', 'deploy']);
/** Runs one action in this process and sets its exit code. Never throws. */
async function main(entry) {
    // The global `crypto` would load all of Web Crypto for one random name.
    const io = { ...processIo(), random: external_node_crypto_.randomUUID };
    const host = createGithubHost(actionsFacts(io.env, (path) => io.read(path) ?? '', (0,github_inputs/* readJobInputs */.TD)(io.env)), io);
    try {
        process.exitCode = await RUNS[entry](host, realDeps(io.env, WAITING.has(entry) ? untilCancelled() : undefined));
    }
    catch (error) {
        process.exitCode = await afterError(error, entry, host);
    }
}
/**
 * Bad inputs fail every action. Anything else here is a defect: it closes a gate, and is no reason to break the build of
 * somebody who only tells what happens.
 */
async function afterError(error, entry, host) {
    if (error instanceof errors/* TurnpikeError */.PJ && error.code === 'USAGE') {
        await host.fail((0,failure/* linesOf */.D)(error).join('\n'), 2);
        return 2;
    }
    const message = `Turnpike ${entry} ended unexpectedly: ${(0,errors/* explain */.WE)(error)}`;
    if (error instanceof Error && error.stack !== undefined)
        host.log(error.stack);
    if (WAITING.has(entry)) {
        await host.fail(`${message}. The gate stays closed.`, 1);
        return 1;
    }
    if (entry === 'approve') {
        await host.fail(`${message}. Nothing is approved.`, 1);
        return 1;
    }
    await host.annotate({ level: 'warning', title: 'Turnpike: events not in the store', message });
    return 0;
}
/** The runner cancels by SIGINT, and by SIGTERM 7.5 s later; the second one ends this process at once. */
function untilCancelled() {
    const cancelled = new AbortController();
    const cancel = () => {
        if (cancelled.signal.aborted)
            process.exit(5);
        cancelled.abort();
    };
    process.on('SIGINT', cancel);
    process.on('SIGTERM', cancel);
    return cancelled.signal;
}

var __webpack_exports__main = __webpack_exports__.i;
export { __webpack_exports__main as main };
