export const id = 6241;
export const ids = [6241,3913];
export const modules = {

/***/ 6241:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   annotationsOf: () => (/* binding */ annotationsOf),
/* harmony export */   renderAnnotationsReport: () => (/* binding */ renderAnnotationsReport)
/* harmony export */ });
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9924);
/* harmony import */ var _exceptions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6925);
/* harmony import */ var _line_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3913);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1944);
/* harmony import */ var _overrides_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6078);
/* harmony import */ var _statement_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7722);
/* harmony import */ var _waivers_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9110);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4702);
/** The decision as annotations: one for the verdict, and the first blockers. */








/** GitHub shows ten annotations of a kind for a step, and cuts a message at 4096 characters. */
const ANNOTATIONS = 10;
const MESSAGE = 4096;
const TITLE = 200;
/**
 * At most ten: the decision, then up to nine blockers in the order of the summary. Errors and denials are errors,
 * what is only waited for is a warning, an allow is a notice; in a mode that does not enforce nothing is an error.
 */
function annotationsOf(decision) {
    const blockers = decision.verdict === 'allow' ? [] : (0,_words_js__WEBPACK_IMPORTED_MODULE_6__/* .blockersOf */ .be)(decision);
    const loud = exceptionAnnotations(decision);
    const shown = blockers.slice(0, ANNOTATIONS - 1 - loud.length);
    const level = levelOf(decision);
    const left = blockers.length - shown.length;
    const waived = decision.findings.filter(({ result }) => result === 'waived').length;
    const message = [
        (0,_line_js__WEBPACK_IMPORTED_MODULE_2__.renderLine)(decision),
        (0,_words_js__WEBPACK_IMPORTED_MODULE_6__/* .modeNote */ .K5)(decision),
        left === 0 ? undefined : `${(0,_words_js__WEBPACK_IMPORTED_MODULE_6__/* .count */ .U9)(left, 'more blocker')} in the summary.`,
        waived === 0 ? undefined : `${(0,_words_js__WEBPACK_IMPORTED_MODULE_6__/* .count */ .U9)(waived, 'check')} waived.`,
    ];
    const title = `${(0,_words_js__WEBPACK_IMPORTED_MODULE_6__/* .verdictWords */ .L2)(decision)} ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)(decision.request.environment, 80)}${(0,_words_js__WEBPACK_IMPORTED_MODULE_6__/* .verdictTail */ .W8)(decision)}: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)((0,_words_js__WEBPACK_IMPORTED_MODULE_6__/* .summarySentence */ .qv)(decision), 120)}`;
    return [
        {
            level,
            title: (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)(title, TITLE),
            message: within(message.filter((part) => part !== undefined).join('\n')),
        },
        ...shown.map((finding) => blockerAnnotation(finding, level)),
        ...loud,
    ];
}
/** At most three, always warnings: overrides, nonconformities, and waivers that end soon. */
function exceptionAnnotations(decision) {
    const soon = (0,_waivers_js__WEBPACK_IMPORTED_MODULE_5__/* .waiversInForce */ .kT)(decision).filter(({ tone }) => tone === 'wait');
    const groups = [
        ['Gate: override', (0,_overrides_js__WEBPACK_IMPORTED_MODULE_3__/* .overrideStatements */ .pb)(decision)],
        ['Gate: deployed without a valid decision', (0,_exceptions_js__WEBPACK_IMPORTED_MODULE_1__/* .nonconformityStatements */ .O)(decision)],
        ['Gate: a waiver ends soon', soon],
    ];
    return groups.flatMap(([title, statements]) => {
        const [first, ...more] = statements;
        if (first === undefined)
            return [];
        const rest = more.length === 0 ? '' : `\nAnd ${more.length} more in the summary.`;
        const message = within(`${(0,_statement_js__WEBPACK_IMPORTED_MODULE_4__/* .statementInText */ .mB)(first, decision.decidedAt)}${rest}`);
        return [{ level: 'warning', title, message }];
    });
}
function blockerAnnotation(finding, level) {
    const message = [
        `Found: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)((0,_words_js__WEBPACK_IMPORTED_MODULE_6__/* .foundText */ .iq)(finding), 600)}`,
        `Required: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)(finding.required, 600)}`,
        `To unblock: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)(finding.remediation ?? 'no way is stated', 1200)}`,
        finding.owner === undefined ? undefined : `Ask: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)((0,_names_js__WEBPACK_IMPORTED_MODULE_7__/* .personName */ .hJ)(finding.owner), 200)}`,
    ];
    return {
        level: level === 'error' && finding.result === 'pending' ? 'warning' : level,
        title: (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)(`Gate: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)((0,_words_js__WEBPACK_IMPORTED_MODULE_6__/* .titleText */ .Qw)(finding), TITLE)}`, TITLE),
        message: within(message.filter((part) => part !== undefined).join('\n')),
    };
}
/** At most 4096 UTF-16 units, as the runner counts, and never half a character. */
function within(message) {
    return message.length <= MESSAGE
        ? message
        : `${message.slice(0, MESSAGE - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
function levelOf(decision) {
    if (decision.verdict === 'allow')
        return (0,_words_js__WEBPACK_IMPORTED_MODULE_6__/* .byOverride */ .MD)(decision) ? 'warning' : 'notice';
    if (decision.mode !== 'enforce' || decision.verdict === 'pending')
        return 'warning';
    return 'error';
}
/** GitLab's `artifacts:reports:annotations`: links on the job's page. JSON text; without a link an empty section. */
function renderAnnotationsReport(decision) {
    const links = [
        {
            label: `Decision: ${(0,_words_js__WEBPACK_IMPORTED_MODULE_6__/* .verdictWords */ .L2)(decision)} ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)(decision.request.environment, 80)}${(0,_words_js__WEBPACK_IMPORTED_MODULE_6__/* .verdictTail */ .W8)(decision)}`,
            url: decision.url,
        },
        ...decision.overrides.slice(0, 3).map(({ ticket }) => ({ label: 'Ticket of an override', url: ticket })),
        ...(0,_words_js__WEBPACK_IMPORTED_MODULE_6__/* .blockersOf */ .be)(decision)
            .flatMap((finding) => finding.evidence)
            .slice(0, 9)
            .map((evidence) => ({ label: `Evidence: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)(evidence.subject, 120)}`, url: evidence.uri })),
    ];
    const external = links.flatMap(({ label, url }) => {
        const target = (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .linkTarget */ .Cm)(url);
        return target === undefined ? [] : [{ external_link: { label, url: target } }];
    });
    return `${JSON.stringify({ 'Turnpike gate': external }, null, 2)}\n`;
}


/***/ }),

/***/ 5795:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ changeSaid)
/* harmony export */ });
/* harmony import */ var _said_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9778);
/** The change in words: its class, and where the class is known from. A class that nobody recorded is never shown as one. */

/** `normal change 381, recorded as CHG-2041`; undefined where the request names none and no rule looked for one. */
function changeSaid(decision) {
    const { change, request } = decision;
    if (change === undefined && request.change === undefined)
        return undefined;
    const id = request.change?.id ?? change?.id;
    const name = id === undefined ? (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `change` : (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `change ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)(shortId(id), id)}`;
    const record = change?.id === undefined || change.id === id ? undefined : (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) ` as ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)(shortId(change.id), change.id)}`;
    if (change === undefined) {
        const claimed = request.change?.class;
        return claimed === undefined ? name : (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `${name}, ${claimed} as claimed`;
    }
    if (change.from === 'unknown')
        return (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `${name} ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .strong */ .ko)('of unknown class')}, which counts as major`;
    return change.from === 'record'
        ? (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .strong */ .ko)(change.class)} ${name}, recorded${record}`
        : (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `${name}, ${change.class} as claimed`;
}
/** The number of a pull request, merge request or issue, or the key of a ticket; any other id as it is. */
function shortId(id) {
    const number = /\/(?:pull|merge_requests|issues)\/(\d{1,10})$/.exec(id)?.[1];
    const key = /^https?:\/\/[^?#]+\/([A-Z][A-Z0-9]{1,9}-\d{1,10})$/.exec(id)?.[1];
    return number ?? key ?? id;
}


/***/ }),

/***/ 4229:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ leaseInFull),
/* harmony export */   q: () => (/* binding */ leaseSaid)
/* harmony export */ });
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1944);
/* harmony import */ var _said_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9778);
/** The lease in words: the number that whoever deploys compares with the last one it saw. */


/** `fencing number 42 until 14:18 UTC`; undefined where the decision got none. */
function leaseSaid({ lease }) {
    if (lease === undefined)
        return undefined;
    return (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `fencing number ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .strong */ .ko)(String(lease.fencing))} until ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__.at)(lease.until)}`;
}
/** For the record: of what, and who holds it. */
function leaseInFull(decision) {
    const { lease } = decision;
    if (lease === undefined)
        return undefined;
    const service = lease.service === undefined ? undefined : (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `, service ${lease.service}`;
    return (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `${leaseSaid(decision)}, of ${lease.environment}${service}, held by ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)((0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .runName */ .rt)(lease.holder), lease.holder)} (${lease.id})`;
}


/***/ }),

/***/ 3913:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   renderLine: () => (/* binding */ renderLine),
/* harmony export */   renderLog: () => (/* binding */ renderLog)
/* harmony export */ });
/* harmony import */ var _ages_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(5299);
/* harmony import */ var _change_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5795);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9924);
/* harmony import */ var _exceptions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6925);
/* harmony import */ var _lease_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4229);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(1944);
/* harmony import */ var _overrides_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6078);
/* harmony import */ var _said_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9778);
/* harmony import */ var _statement_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7722);
/* harmony import */ var _waivers_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9110);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4702);
/** The decision for logs: one line, or one line a check. No Markdown, no line a stranger can begin. */











/** The longest line: runners cut or wrap beyond. */
const LINE = 600;
/** An exception is said whole: whose it is, why, and how far its review is. */
const EXCEPTION_LINE = 1400;
/** `Not ready for production: 2 of 7 checks fail. webshop 2.4.1 (sha256:9c2f…41ab). <url>` */
function renderLine(decision) {
    const first = decision.request.artifacts[0];
    const more = decision.request.artifacts.length - 1;
    const parts = [
        `${(0,_words_js__WEBPACK_IMPORTED_MODULE_8__/* .verdictWords */ .L2)(decision)} ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .logText */ .kc)(decision.request.environment, 80)}${(0,_words_js__WEBPACK_IMPORTED_MODULE_8__/* .verdictTail */ .W8)(decision)}: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .logText */ .kc)((0,_words_js__WEBPACK_IMPORTED_MODULE_8__/* .summarySentence */ .qv)(decision), 200)}.`,
        first === undefined ? undefined : `${artifactText(first)}${more > 0 ? ` and ${more} more` : ''}.`,
        decision.expiresAt === undefined
            ? undefined
            : `Holds until ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .logText */ .kc)((0,_ages_js__WEBPACK_IMPORTED_MODULE_9__/* .clock */ .pm)(decision.expiresAt, decision.decidedAt), 40)} UTC.`,
        decision.mode === 'enforce' ? undefined : `Mode ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .logText */ .kc)(decision.mode, 20)}.`,
        `Decision ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .logText */ .kc)(decision.id, 60)}${decision.url === undefined ? '' : `: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .logText */ .kc)(decision.url, 200)}`}`,
    ];
    return (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .cut */ .Jj)(parts.filter((part) => part !== undefined).join(' '), LINE);
}
/**
 * The whole answer for a log: the verdict, a line a check, the way to unblock, and whatever was waived or switched off.
 * `colour` puts ANSI colours around words of ours only; without it the lines are plain text.
 */
function renderLog(decision, options) {
    const paint = options.colour ? painted : (_, text) => text;
    const lines = [
        paint((0,_words_js__WEBPACK_IMPORTED_MODULE_8__/* .byOverride */ .MD)(decision) ? 'yellow' : (VERDICT_COLOUR[decision.verdict] ?? 'red'), renderLine(decision)),
    ];
    const note = (0,_words_js__WEBPACK_IMPORTED_MODULE_8__/* .modeNote */ .K5)(decision);
    if (note !== undefined)
        lines.push(`note       ${note}`);
    for (const finding of decision.findings)
        lines.push(...findingLines(finding, decision, paint, ''));
    for (const blocker of (0,_words_js__WEBPACK_IMPORTED_MODULE_8__/* .blockersOf */ .be)(decision)) {
        const owner = blocker.owner === undefined ? '' : ` Ask ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .logText */ .kc)((0,_names_js__WEBPACK_IMPORTED_MODULE_10__/* .personName */ .hJ)(blocker.owner), 120)}.`;
        const what = (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .logText */ .kc)(blocker.remediation ?? 'No way to unblock is stated.', 300);
        lines.push((0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .cut */ .Jj)(`unblock    ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .logText */ .kc)((0,_words_js__WEBPACK_IMPORTED_MODULE_8__/* .titleText */ .Qw)(blocker), 120)}: ${what}${owner}`, LINE));
    }
    lines.push(...exceptionLines(decision));
    for (const off of decision.disabled) {
        lines.push((0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .cut */ .Jj)(`off        ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .logText */ .kc)(off.rule, 120)} of ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .logText */ .kc)(off.policy, 120)}: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .logText */ .kc)(off.why)}`, LINE));
    }
    for (const notice of decision.notices)
        lines.push((0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .cut */ .Jj)(`note       ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .logText */ .kc)(notice, 500)}`, LINE));
    for (const change of decision.previous?.changes ?? [])
        lines.push((0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .cut */ .Jj)(`changed    ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .logText */ .kc)(change, 500)}`, LINE));
    return lines;
}
/** A line each; an exception that does not count says why. */
function exceptionLines(decision) {
    const now = decision.decidedAt;
    const change = (0,_change_js__WEBPACK_IMPORTED_MODULE_0__/* .changeSaid */ .s)(decision);
    const lease = (0,_lease_js__WEBPACK_IMPORTED_MODULE_3__/* .leaseSaid */ .q)(decision);
    const said = [
        ...[change].flatMap((one) => one === undefined ? [] : [['change', (0,_said_js__WEBPACK_IMPORTED_MODULE_5__/* .saidInText */ .GY)(one, now)]]),
        ...[lease].flatMap((one) => one === undefined ? [] : [['lease', (0,_said_js__WEBPACK_IMPORTED_MODULE_5__/* .saidInText */ .GY)(one, now)]]),
        ...(0,_overrides_js__WEBPACK_IMPORTED_MODULE_4__/* .overrideStatements */ .pb)(decision).map((one) => ['override', (0,_statement_js__WEBPACK_IMPORTED_MODULE_6__/* .statementInText */ .mB)(one, now)]),
        ...(0,_waivers_js__WEBPACK_IMPORTED_MODULE_7__/* .waiversInForce */ .kT)(decision).map((one) => ['waiver', (0,_statement_js__WEBPACK_IMPORTED_MODULE_6__/* .statementInText */ .mB)(one, now)]),
        ...(0,_waivers_js__WEBPACK_IMPORTED_MODULE_7__/* .waiversWithoutEffect */ .T_)(decision).map((one) => [
            'no waiver',
            (0,_statement_js__WEBPACK_IMPORTED_MODULE_6__/* .statementInText */ .mB)(one, now),
        ]),
        ...(0,_exceptions_js__WEBPACK_IMPORTED_MODULE_2__/* .nonconformityStatements */ .O)(decision).map((one) => [
            'deployed',
            (0,_statement_js__WEBPACK_IMPORTED_MODULE_6__/* .statementInText */ .mB)(one, now),
        ]),
    ];
    return said.map(([word, sentence]) => (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .cut */ .Jj)(`${word.padEnd(10)} ${sentence}`, EXCEPTION_LINE));
}
function findingLines(finding, decision, paint, indent, of) {
    const { word } = (0,_words_js__WEBPACK_IMPORTED_MODULE_8__/* .resultWord */ .kV)(finding, of);
    const now = decision.decidedAt;
    const when = (0,_ages_js__WEBPACK_IMPORTED_MODULE_9__/* .age */ .KW)(finding.at, now);
    const exception = (0,_exceptions_js__WEBPACK_IMPORTED_MODULE_2__/* .exceptionOf */ .d)(finding, decision);
    const facts = [
        `${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .logText */ .kc)((0,_words_js__WEBPACK_IMPORTED_MODULE_8__/* .titleText */ .Qw)(finding), 120)}: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .logText */ .kc)((0,_words_js__WEBPACK_IMPORTED_MODULE_8__/* .foundSentence */ .wI)(finding))}`,
        `required: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .logText */ .kc)(finding.required)}`,
        when,
        finding.by === undefined ? undefined : `by ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .logText */ .kc)((0,_names_js__WEBPACK_IMPORTED_MODULE_10__/* .personName */ .hJ)(finding.by), 120)}`,
        exception === undefined ? undefined : (0,_said_js__WEBPACK_IMPORTED_MODULE_5__/* .saidInText */ .GY)(exception, now),
        finding.refused.length === 0
            ? undefined
            : `${finding.refused.length + (finding.refusedMore ?? 0)} refused (${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .logText */ .kc)(finding.refused[0]?.reason, 60)})`,
    ];
    const body = facts.filter((fact) => fact !== undefined && fact !== '').join(' · ');
    const line = `${indent}${paint(colourOf(finding, of), word.padEnd(10))} ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .cut */ .Jj)(body, LINE)}`;
    const members = (finding.members ?? []).flatMap((member) => findingLines(member, decision, paint, `${indent}  `, finding));
    return [line, ...members];
}
function artifactText(artifact) {
    const name = (0,_names_js__WEBPACK_IMPORTED_MODULE_10__/* .artifactName */ .Cs)(artifact);
    const digest = (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .logText */ .kc)((0,_names_js__WEBPACK_IMPORTED_MODULE_10__/* .shortDigest */ .VK)(artifact.digest), 80);
    return name === undefined ? digest : `${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .logText */ .kc)(name, 80)} (${digest})`;
}
const CODE = { green: 32, red: 31, yellow: 33, grey: 90 };
const VERDICT_COLOUR = {
    allow: 'green',
    deny: 'red',
    pending: 'yellow',
    error: 'red',
};
const RESULT_COLOUR = {
    pass: 'green',
    fail: 'red',
    pending: 'yellow',
    error: 'red',
    waived: 'yellow',
    overridden: 'yellow',
    'not-applicable': 'grey',
    off: 'grey',
};
function colourOf(finding, of) {
    if ((0,_words_js__WEBPACK_IMPORTED_MODULE_8__/* .findingTone */ .s0)(finding, of) === 'off')
        return 'grey';
    return RESULT_COLOUR[finding.result] ?? 'red';
}
function painted(colour, text) {
    return `\u001B[${CODE[colour]}m${text}\u001B[0m`;
}


/***/ })

};
