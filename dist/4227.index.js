export const id = 4227;
export const ids = [4227];
export const modules = {

/***/ 4227:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   renderJUnit: () => (/* binding */ renderJUnit)
/* harmony export */ });
/* harmony import */ var _ages_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5299);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9924);
/* harmony import */ var _exceptions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6925);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(1944);
/* harmony import */ var _overrides_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6078);
/* harmony import */ var _said_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9778);
/* harmony import */ var _statement_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7722);
/* harmony import */ var _waivers_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9110);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4702);
/**
 * The decision as JUnit XML: one test case a rule, so that a merge request shows what keeps the gate closed.
 *
 * - `failure`: the rule blocks, because it fails or is still waited for. A merge request widget lists failed cases only,
 *   and what is waited for keeps the gate as closed as a failure does; the text says which of the two it is.
 * - `error`: the rule could not be judged.
 * - `skipped`: it does not block and did not pass: a warning, a waiver, not applicable, switched off. The text says why.
 * - no child: it passes.
 *
 * `mode` changes nothing here: in warn mode the reader wants to see what would have blocked. A file whose verdict is not
 * allow always holds a failure or an error, also where no rule was judged at all.
 */









/** JUnit XML (UTF-8), one `testsuite` named after the environment. Everything worth reading is in element text. */
function renderJUnit(decision) {
    const names = new Set();
    const cases = decision.findings.flatMap((finding) => casesOf(finding, decision, names, ''));
    if (decision.verdict !== 'allow' && !cases.some(({ kind }) => kind === 'failure' || kind === 'error')) {
        cases.unshift(verdictCase(decision));
    }
    const number = (kind) => cases.filter((one) => one.kind === kind).length;
    const totals = (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xml */ ._n) `tests="${cases.length}" failures="${number('failure')}" errors="${number('error')}" skipped="${number('skipped')}" time="0"`;
    const suite = `Turnpike gate: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(decision.request.environment, 120)}`;
    const note = (0,_words_js__WEBPACK_IMPORTED_MODULE_6__/* .modeNote */ .K5)(decision);
    return `${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xml */ ._n) `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="Turnpike" ${totals}>
  <testsuite name="${suite}" ${totals} timestamp="${(0,_ages_js__WEBPACK_IMPORTED_MODULE_7__/* .exact */ .e0)(decision.decidedAt).slice(0, 19).replace(' ', 'T')}">
    <properties>
      <property name="decision" value="${decision.id}"/>
      <property name="verdict" value="${decision.verdict}"/>
      <property name="mode" value="${decision.mode}"/>
      <property name="position" value="${decision.position}"/>
      ${facts(decision).map(([name, value]) => (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xml */ ._n) `<property name="${name}" value="${value}"/>`)}
      ${decision.request.artifacts.slice(0, 100).map(({ digest }) => (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xml */ ._n) `<property name="artifact" value="${digest}"/>`)}
    </properties>
${cases.map(({ text }) => text)}    <system-out>${(0,_words_js__WEBPACK_IMPORTED_MODULE_6__/* .verdictWords */ .L2)(decision)} ${`${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(decision.request.environment, 120)}${(0,_words_js__WEBPACK_IMPORTED_MODULE_6__/* .verdictTail */ .W8)(decision)}`}: ${(0,_words_js__WEBPACK_IMPORTED_MODULE_6__/* .summarySentence */ .qv)(decision)}. ${note ?? ''}${decision.url === undefined ? '' : ` ${decision.url}`}
${exceptionLines(decision)}</system-out>
  </testsuite>
</testsuites>`.text}\n`;
}
/** A line each, for who reads no more than this file. */
function exceptionLines(decision) {
    return [
        ...(0,_overrides_js__WEBPACK_IMPORTED_MODULE_2__/* .overrideStatements */ .pb)(decision),
        ...(0,_waivers_js__WEBPACK_IMPORTED_MODULE_5__/* .waiversInForce */ .kT)(decision),
        ...(0,_waivers_js__WEBPACK_IMPORTED_MODULE_5__/* .waiversWithoutEffect */ .T_)(decision),
        ...(0,_exceptions_js__WEBPACK_IMPORTED_MODULE_1__/* .nonconformityStatements */ .O)(decision),
    ].map((one) => (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xml */ ._n) `${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xmlText */ .xK)((0,_statement_js__WEBPACK_IMPORTED_MODULE_4__/* .statementInText */ .mB)(one, decision.decidedAt), 1400)}\n`);
}
function casesOf(finding, decision, names, under) {
    const kind = kindOf(finding);
    const name = uniqueName(`${under}${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)((0,_words_js__WEBPACK_IMPORTED_MODULE_6__/* .titleText */ .Qw)(finding), 200)}`, finding, names);
    const text = (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xml */ ._n) `    <testcase classname="${finding.policy}" name="${name}" time="0">${childOf(finding, kind, decision)}</testcase>\n`;
    return [{ kind, text }];
}
/** What a machine that reads this file asks for: the class of the change, the lease, what was overridden. */
function facts({ change, lease, overrides, replayOf }) {
    return [
        ...(change === undefined
            ? []
            : [['change.class', `${change.class} (${change.from})`]]),
        ...(lease === undefined ? [] : [['lease.fencing', String(lease.fencing)]]),
        ...overrides.slice(0, 20).map(({ id, state }) => [`override.${state}`, id]),
        ...(replayOf === undefined ? [] : [['replayOf', replayOf]]),
    ];
}
function kindOf(finding) {
    if (finding.result === 'pass')
        return 'passed';
    if (!(0,_words_js__WEBPACK_IMPORTED_MODULE_6__/* .blocks */ .Bv)(finding))
        return 'skipped';
    return finding.result === 'error' ? 'error' : 'failure';
}
function childOf(finding, kind, decision) {
    const body = (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xml */ ._n) `${bodyOf(finding, decision)}`;
    const word = (0,_words_js__WEBPACK_IMPORTED_MODULE_6__/* .resultWord */ .kV)(finding).word;
    // The prefix keeps `type` out of the words that some readers (Hash.from_xml) take as a data type.
    const type = `turnpike.${finding.reason}`;
    if (kind === 'failure')
        return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xml */ ._n) `<failure message="${word}: ${(0,_words_js__WEBPACK_IMPORTED_MODULE_6__/* .foundSentence */ .wI)(finding)}" type="${type}">${body}</failure>`;
    if (kind === 'error')
        return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xml */ ._n) `<error message="${word}: ${(0,_words_js__WEBPACK_IMPORTED_MODULE_6__/* .foundSentence */ .wI)(finding)}" type="${type}">${body}</error>`;
    if (kind === 'skipped')
        return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xml */ ._n) `<skipped message="${word}: ${(0,_words_js__WEBPACK_IMPORTED_MODULE_6__/* .foundSentence */ .wI)(finding)}">${body}</skipped>`;
    return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xml */ ._n) `<system-out>${body}</system-out>`;
}
function bodyOf(finding, decision) {
    const now = decision.decidedAt;
    const exception = (0,_exceptions_js__WEBPACK_IMPORTED_MODULE_1__/* .exceptionOf */ .d)(finding, decision);
    const lines = [
        (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xml */ ._n) `Result: ${(0,_words_js__WEBPACK_IMPORTED_MODULE_6__/* .resultWord */ .kV)(finding).word} (${finding.reason})`,
        (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xml */ ._n) `Required: ${finding.required}`,
        (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xml */ ._n) `Found: ${(0,_words_js__WEBPACK_IMPORTED_MODULE_6__/* .foundText */ .iq)(finding)}`,
        finding.at === undefined ? undefined : (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xml */ ._n) `When: ${(0,_ages_js__WEBPACK_IMPORTED_MODULE_7__/* .exact */ .e0)(finding.at)}`,
        finding.by === undefined ? undefined : (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xml */ ._n) `By: ${(0,_names_js__WEBPACK_IMPORTED_MODULE_8__/* .personName */ .hJ)(finding.by)}`,
        finding.remediation === undefined ? undefined : (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xml */ ._n) `To unblock: ${finding.remediation}`,
        finding.owner === undefined ? undefined : (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xml */ ._n) `Ask: ${(0,_names_js__WEBPACK_IMPORTED_MODULE_8__/* .personName */ .hJ)(finding.owner)}`,
        exception === undefined ? undefined : (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xml */ ._n) `Exception: ${(0,_said_js__WEBPACK_IMPORTED_MODULE_3__/* .saidInText */ .GY)(exception, now)}`,
        ...(0,_waivers_js__WEBPACK_IMPORTED_MODULE_5__/* .notesFor */ .vH)(finding, decision).map((note) => (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xml */ ._n) `${(0,_said_js__WEBPACK_IMPORTED_MODULE_3__/* .saidInText */ .GY)(note, now)}`),
        finding.layer === undefined ? undefined : (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xml */ ._n) `Layer: ${finding.layer} (policy ${finding.policy})`,
        ...(finding.tightens ?? []).slice(0, 5).map((rule) => (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xml */ ._n) `Tightens: ${rule}`),
        finding.controls.length === 0 ? undefined : (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xml */ ._n) `Clauses: ${finding.controls.join(', ')}`,
        ...finding.refused
            .slice(0, 5)
            .map((refused) => (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xml */ ._n) `Refused: ${refused.subject} (${refused.explanation})`),
        ...(finding.members ?? []).map((member) => (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xml */ ._n) `One of: ${(0,_words_js__WEBPACK_IMPORTED_MODULE_6__/* .titleText */ .Qw)(member)}: ${(0,_words_js__WEBPACK_IMPORTED_MODULE_6__/* .resultWord */ .kV)(member).word}, ${(0,_words_js__WEBPACK_IMPORTED_MODULE_6__/* .foundText */ .iq)(member)}`),
    ];
    return lines.flatMap((line) => (line === undefined ? [] : [(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xml */ ._n) `${line}\n`]));
}
/** A reader such as GitLab keeps one case a name and class: two rules with one title need two names. */
function uniqueName(title, finding, names) {
    const candidates = [title, `${title} (${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(finding.rule, 120)})`];
    const key = (name) => `${finding.policy}\n${name}`;
    const name = candidates.find((candidate) => !names.has(key(candidate))) ??
        `${candidates[1] ?? title} #${names.size + 1}`;
    names.add(key(name));
    return name;
}
function verdictCase(decision) {
    const kind = decision.verdict === 'error' ? 'error' : 'failure';
    const sentence = `${(0,_words_js__WEBPACK_IMPORTED_MODULE_6__/* .verdictWords */ .L2)(decision)} ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(decision.request.environment, 120)}${(0,_words_js__WEBPACK_IMPORTED_MODULE_6__/* .verdictTail */ .W8)(decision)}: ${(0,_words_js__WEBPACK_IMPORTED_MODULE_6__/* .summarySentence */ .qv)(decision)}`;
    const child = (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xml */ ._n) `${sentence}\n${decision.notices.map((notice) => (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xml */ ._n) `${notice}\n`)}`;
    const inner = kind === 'error'
        ? (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xml */ ._n) `<error message="${sentence}" type="turnpike.verdict">${child}</error>`
        : (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xml */ ._n) `<failure message="${sentence}" type="turnpike.verdict">${child}</failure>`;
    return { kind, text: (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .xml */ ._n) `    <testcase classname="Turnpike" name="Verdict" time="0">${inner}</testcase>\n` };
}


/***/ })

};
