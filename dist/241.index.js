export const id = 241;
export const ids = [241,913];
export const modules = {

/***/ 6241:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   annotationsOf: () => (/* binding */ annotationsOf),
/* harmony export */   renderAnnotationsReport: () => (/* binding */ renderAnnotationsReport)
/* harmony export */ });
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9924);
/* harmony import */ var _line_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3913);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4702);
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
    const blockers = decision.verdict === 'allow' ? [] : (0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .blockersOf */ .be)(decision);
    const shown = blockers.slice(0, ANNOTATIONS - 1);
    const level = levelOf(decision);
    const left = blockers.length - shown.length;
    const message = [
        (0,_line_js__WEBPACK_IMPORTED_MODULE_1__.renderLine)(decision),
        (0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .modeNote */ .K5)(decision),
        left === 0 ? undefined : `${(0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .count */ .U9)(left, 'more blocker')} in the summary.`,
        decision.findings.some((finding) => finding.result === 'waived')
            ? `${(0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .count */ .U9)(decision.waivers.length, 'waiver')} in force.`
            : undefined,
    ];
    const title = `${(0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .verdictWords */ .L2)(decision)} ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)(decision.request.environment, 80)}: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)((0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .summarySentence */ .qv)(decision), 120)}`;
    return [
        {
            level,
            title: (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)(title, TITLE),
            message: within(message.filter((part) => part !== undefined).join('\n')),
        },
        ...shown.map((finding) => blockerAnnotation(finding, level)),
    ];
}
function blockerAnnotation(finding, level) {
    const message = [
        `Found: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)((0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .foundText */ .iq)(finding), 600)}`,
        `Required: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)(finding.required, 600)}`,
        `To unblock: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)(finding.remediation ?? 'no way is stated', 1200)}`,
        finding.owner === undefined ? undefined : `Ask: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)((0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .personName */ .hJ)(finding.owner), 200)}`,
    ];
    return {
        level: level === 'error' && finding.result === 'pending' ? 'warning' : level,
        title: (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)(`Gate: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)((0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .titleText */ .Qw)(finding), TITLE)}`, TITLE),
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
        return 'notice';
    if (decision.mode !== 'enforce' || decision.verdict === 'pending')
        return 'warning';
    return 'error';
}
/** GitLab's `artifacts:reports:annotations`: links on the job's page. JSON text; without a link an empty section. */
function renderAnnotationsReport(decision) {
    const links = [
        {
            label: `Decision: ${(0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .verdictWords */ .L2)(decision)} ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)(decision.request.environment, 80)}`,
            url: decision.url,
        },
        ...(0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .blockersOf */ .be)(decision)
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

/***/ 3913:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   renderLine: () => (/* binding */ renderLine),
/* harmony export */   renderLog: () => (/* binding */ renderLog)
/* harmony export */ });
/* harmony import */ var _ages_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5299);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9924);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4702);
/** The decision for logs: one line, or one line a check. No Markdown, no line a stranger can begin. */



/** The longest line: runners cut or wrap beyond. */
const LINE = 600;
/** `Not ready for production: 2 of 7 checks fail. webshop 2.4.1 (sha256:9c2f…41ab). <url>` */
function renderLine(decision) {
    const first = decision.request.artifacts[0];
    const more = decision.request.artifacts.length - 1;
    const parts = [
        `${(0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .verdictWords */ .L2)(decision)} ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)(decision.request.environment, 80)}: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)((0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .summarySentence */ .qv)(decision), 200)}.`,
        first === undefined ? undefined : `${artifactText(first)}${more > 0 ? ` and ${more} more` : ''}.`,
        decision.expiresAt === undefined
            ? undefined
            : `Holds until ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)((0,_ages_js__WEBPACK_IMPORTED_MODULE_2__/* .clock */ .pm)(decision.expiresAt, decision.decidedAt), 40)} UTC.`,
        decision.mode === 'enforce' ? undefined : `Mode ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)(decision.mode, 20)}.`,
        `Decision ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)(decision.id, 60)}${decision.url === undefined ? '' : `: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)(decision.url, 200)}`}`,
    ];
    return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)(parts.filter((part) => part !== undefined).join(' '), LINE);
}
/**
 * The whole answer for a log: the verdict, a line a check, the way to unblock, and whatever was waived or switched off.
 * `colour` puts ANSI colours around words of ours only; without it the lines are plain text.
 */
function renderLog(decision, options) {
    const paint = options.colour ? painted : (_, text) => text;
    const now = decision.decidedAt;
    const lines = [paint(VERDICT_COLOUR[decision.verdict] ?? 'red', renderLine(decision))];
    const note = (0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .modeNote */ .K5)(decision);
    if (note !== undefined)
        lines.push(`note       ${note}`);
    for (const finding of decision.findings)
        lines.push(...findingLines(finding, now, paint, ''));
    for (const blocker of (0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .blockersOf */ .be)(decision)) {
        const owner = blocker.owner === undefined ? '' : ` Ask ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)((0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .personName */ .hJ)(blocker.owner), 120)}.`;
        const what = (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)(blocker.remediation ?? 'No way to unblock is stated.', 300);
        lines.push((0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)(`unblock    ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)((0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .titleText */ .Qw)(blocker), 120)}: ${what}${owner}`, LINE));
    }
    for (const waiver of decision.waivers) {
        lines.push((0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)(`waiver     ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)(waiver.rule, 120)} until ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)((0,_ages_js__WEBPACK_IMPORTED_MODULE_2__/* .exact */ .e0)(waiver.until), 40)}, by ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)((0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .personName */ .hJ)(waiver.by), 120)}: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)(waiver.reason)}`, LINE));
    }
    for (const override of decision.overrides) {
        lines.push((0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)(`override   by ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)((0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .personName */ .hJ)(override.by), 120)} until ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)((0,_ages_js__WEBPACK_IMPORTED_MODULE_2__/* .exact */ .e0)(override.until), 40)}: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)(override.reason)}`, LINE));
    }
    for (const off of decision.disabled) {
        lines.push((0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)(`off        ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)(off.rule, 120)} of ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)(off.policy, 120)}: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)(off.why)}`, LINE));
    }
    for (const notice of decision.notices)
        lines.push((0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)(`note       ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)(notice, 500)}`, LINE));
    for (const change of decision.previous?.changes ?? [])
        lines.push((0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)(`changed    ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)(change, 500)}`, LINE));
    return lines;
}
function findingLines(finding, now, paint, indent) {
    const { word } = (0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .resultWord */ .kV)(finding);
    const when = (0,_ages_js__WEBPACK_IMPORTED_MODULE_2__/* .age */ .KW)(finding.at, now);
    const facts = [
        `${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)((0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .titleText */ .Qw)(finding), 120)}: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)((0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .foundSentence */ .wI)(finding))}`,
        `required: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)(finding.required)}`,
        when,
        finding.by === undefined ? undefined : `by ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)((0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .personName */ .hJ)(finding.by), 120)}`,
        finding.refused.length === 0
            ? undefined
            : `${finding.refused.length + (finding.refusedMore ?? 0)} refused (${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)(finding.refused[0]?.reason, 60)})`,
    ];
    const body = facts.filter((fact) => fact !== undefined && fact !== '').join(' · ');
    const line = `${indent}${paint(RESULT_COLOUR[finding.result] ?? 'red', word.padEnd(10))} ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)(body, LINE)}`;
    const members = (finding.members ?? []).flatMap((member) => findingLines(member, now, paint, `${indent}  `));
    return [line, ...members];
}
function artifactText(artifact) {
    const name = (0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .artifactName */ .Cs)(artifact);
    const digest = (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)((0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .shortDigest */ .VK)(artifact.digest), 80);
    return name === undefined ? digest : `${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)(name, 80)} (${digest})`;
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
    'not-applicable': 'grey',
    off: 'grey',
};
function painted(colour, text) {
    return `\u001B[${CODE[colour]}m${text}\u001B[0m`;
}


/***/ })

};
