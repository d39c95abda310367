export const id = 1056;
export const ids = [1056];
export const modules = {

/***/ 78:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ momentsAhead)
/* harmony export */ });
/* harmony import */ var _ages_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5299);
/* harmony import */ var _waivers_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9110);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4702);
/** What comes after the decision: until when it holds, when a wait or a freeze ends, what is due. For the timelines. */



/** More are no picture any more; the earliest are drawn. */
const DRAWN = 6;
/** Moments later than the decision, the earliest first, each with what happens then. */
function momentsAhead(decision) {
    const now = (0,_ages_js__WEBPACK_IMPORTED_MODULE_2__/* .moment */ .n$)(decision.decidedAt) ?? 0;
    const all = [
        { at: decision.expiresAt, label: 'Holds until here', tone: (0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .tone */ .rR)(decision) },
        ...(0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .blockersOf */ .be)(decision).map((finding) => ({
            at: finding.dueAt,
            label: labelOf(finding),
            tone: (0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .findingTone */ .s0)(finding),
        })),
        ...decision.findings.map((finding) => ({
            at: (0,_waivers_js__WEBPACK_IMPORTED_MODULE_0__/* .waiverOf */ .Ci)(finding, decision)?.until,
            label: `Waiver ends (${(0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .titleText */ .Qw)(finding)})`,
            tone: 'warn',
        })),
        ...decision.overrides
            .filter(({ concerns }) => concerns)
            .flatMap(({ state, until, second, secondDue, review }) => [
            { at: state === 'in-force' ? until : undefined, label: 'Override ends', tone: 'warn' },
            {
                at: second === undefined ? secondDue : undefined,
                label: 'Second person for the override due',
                tone: 'wait',
            },
            {
                at: review.state === 'open' ? review.due : undefined,
                label: 'Review of the override due',
                tone: 'wait',
            },
        ]),
    ];
    return all
        .flatMap(({ at, ...rest }) => (at !== undefined && ((0,_ages_js__WEBPACK_IMPORTED_MODULE_2__/* .moment */ .n$)(at) ?? 0) > now ? [{ at, ...rest }] : []))
        .toSorted((a, b) => ((0,_ages_js__WEBPACK_IMPORTED_MODULE_2__/* .moment */ .n$)(a.at) ?? 0) - ((0,_ages_js__WEBPACK_IMPORTED_MODULE_2__/* .moment */ .n$)(b.at) ?? 0))
        .slice(0, DRAWN);
}
function labelOf(finding) {
    const title = (0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .titleText */ .Qw)(finding);
    if (finding.reason === 'frozen')
        return `Freeze ends (${title})`;
    if (finding.reason === 'outside-window')
        return `Window opens (${title})`;
    return finding.result === 'pending' ? `Wait ends (${title})` : `Can change by itself (${title})`;
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

/***/ 4674:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $d: () => (/* binding */ refusedUnlisted),
/* harmony export */   BC: () => (/* binding */ everyFinding),
/* harmony export */   RI: () => (/* binding */ shortType),
/* harmony export */   eb: () => (/* binding */ refusedEvidence),
/* harmony export */   ts: () => (/* binding */ usedEvidence)
/* harmony export */ });
/** In the order of the checks; an event that several checks used stands once. */
function usedEvidence(decision) {
    const found = new Map();
    for (const finding of everyFinding(decision.findings)) {
        for (const event of finding.evidence)
            add(found, `${event.sequence}\n${event.id}`, event, finding);
    }
    return [...found.values()];
}
/** One entry an event and reason: two checks may refuse one event for two reasons. */
function refusedEvidence(decision) {
    const found = new Map();
    for (const finding of everyFinding(decision.findings)) {
        for (const event of finding.refused)
            add(found, `${event.sequence}\n${event.id}\n${event.reason}`, event, finding);
    }
    return [...found.values()];
}
/** Refused events that the findings count but do not list. */
function refusedUnlisted(decision) {
    return everyFinding(decision.findings).reduce((sum, finding) => sum + (finding.refusedMore ?? 0), 0);
}
/** Findings and, below them, the members of `anyOf`. */
function everyFinding(findings) {
    return findings.flatMap((finding) => [finding, ...everyFinding(finding.members ?? [])]);
}
function add(found, key, event, finding) {
    const known = found.get(key);
    if (known === undefined)
        found.set(key, { event, checks: [finding.title] });
    else if (!known.checks.includes(finding.title))
        known.checks.push(finding.title);
}
/** `testsuiterun.finished` of `dev.cdevents.testsuiterun.finished.0.3.0`. */
function shortType(type) {
    return /^dev\.cdevents(?:x)?\.(.+?)\.\d+\.\d+\.\d+(?:-\w+)?$/.exec(type)?.[1] ?? type;
}


/***/ }),

/***/ 1056:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  renderHtml: () => (/* binding */ renderHtml)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/report/ages.js
var ages = __webpack_require__(5299);
// EXTERNAL MODULE: ./build/report/escape.js
var report_escape = __webpack_require__(9924);
// EXTERNAL MODULE: ./build/report/change.js
var change = __webpack_require__(5795);
// EXTERNAL MODULE: ./build/report/lease.js
var report_lease = __webpack_require__(4229);
// EXTERNAL MODULE: ./build/report/names.js
var names = __webpack_require__(1944);
// EXTERNAL MODULE: ./build/report/said.js
var report_said = __webpack_require__(9778);
// EXTERNAL MODULE: ./build/report/words.js
var report_words = __webpack_require__(4702);
;// CONCATENATED MODULE: ./build/report/html-context.js
/** What stands around the checks on the HTML page: notices, changes, and the record's numbers. */






function notices(decision) {
    if (decision.notices.length === 0)
        return undefined;
    return (0,report_escape/* htm */.ob) `<section class="notices" aria-label="Notices">${decision.notices.map((notice) => (0,report_escape/* htm */.ob) `<p>${(0,report_escape/* htmlText */.js)(notice, 500)}</p>`)}</section>`;
}
function changes(decision) {
    const { previous } = decision;
    if (previous === undefined)
        return undefined;
    const verdict = (0,report_words/* formerVerdict */.fR)(decision, previous.verdict);
    const same = previous.changes.length === 0 ? (0,report_escape/* htm */.ob) ` Nothing that a check looks at has changed.` : undefined;
    const list = same === undefined
        ? (0,report_escape/* htm */.ob) `\n<ul>${previous.changes.map((change) => (0,report_escape/* htm */.ob) `<li>${change}</li>\n`)}</ul>`
        : undefined;
    const when = (0,ages/* age */.KW)(previous.decidedAt, decision.decidedAt) ?? previous.decidedAt;
    return (0,report_escape/* htm */.ob) `<section aria-labelledby="since"><h2 id="since">Since the last decision</h2>
<p>The last answer (<time datetime="${previous.decidedAt}" title="${(0,ages/* exact */.e0)(previous.decidedAt)}">${when}</time>): <strong>${verdict}</strong>.${same}</p>${list}</section>`;
}
/** Who asked, which policies in which version, up to which event: what an auditor needs to ask again. */
function record(decision) {
    const { request } = decision;
    const lease = (0,report_lease/* leaseInFull */.F)(decision);
    const rows = [
        [
            'Decision',
            (0,report_escape/* htm */.ob) `<code>${decision.id}</code>, ${(0,ages/* exact */.e0)(decision.decidedAt)}, mode ${decision.mode}, verdict ${decision.verdict}`,
        ],
        ...request.artifacts.map(({ digest, purl }) => [
            'Artifact',
            (0,report_escape/* htm */.ob) `<code>${digest}</code>${purl === undefined ? undefined : (0,report_escape/* htm */.ob) `<br><code>${(0,report_escape/* htmlText */.js)(purl, 500)}</code>`}`,
        ]),
        ['Actor, as claimed', request.actor === undefined ? undefined : (0,report_escape/* htm */.ob) `${request.actor}`],
        [
            'Author of the change, as claimed',
            request.change?.author === undefined ? undefined : (0,report_escape/* htm */.ob) `${request.change.author}`,
        ],
        ['Requester', (0,report_escape/* htm */.ob) `${(0,names/* nameAndId */.wW)(decision.requester)}, organisation ${decision.organisation}`],
        ...decision.policies.map(({ name, digest, owner, origin, layer, rules }) => [
            'Policy',
            (0,report_escape/* htm */.ob) `<strong>${name}</strong>, ${layer === undefined ? undefined : (0,report_escape/* htm */.ob) `layer ${layer}, `}${(0,report_words/* count */.U9)(rules, 'rule')}, ${origin === 'store' ? 'from the store' : 'a file sent with the request (it can only add)'}${owner === undefined ? undefined : (0,report_escape/* htm */.ob) `, owner ${owner}`}<br><code>${digest}</code>`,
        ]),
        ['Policy', decision.policies.length === 0 ? (0,report_escape/* htm */.ob) `none` : undefined],
        ...decision.watermarks.map(({ feed, lastSeen }) => [
            'Feed',
            (0,report_escape/* htm */.ob) `${feed}, last heard ${lastSeen === undefined ? 'never' : (0,ages/* exact */.e0)(lastSeen)}`,
        ]),
        ['Trust document', decision.trust === undefined ? undefined : (0,report_escape/* htm */.ob) `<code>${decision.trust}</code>`],
        ['Lease', lease === undefined ? undefined : (0,report_said/* saidInHtml */.oQ)(lease, decision.decidedAt)],
        ['Store position', (0,report_escape/* htm */.ob) `${decision.position}`],
        ['Evaluator', (0,report_escape/* htm */.ob) `${decision.evaluator.name} ${decision.evaluator.version}`],
        [
            'Previous decision',
            decision.previous === undefined ? undefined : (0,report_escape/* htm */.ob) `<code>${decision.previous.id}</code>`,
        ],
        ['Replay of', decision.replayOf === undefined ? undefined : (0,report_escape/* htm */.ob) `<code>${decision.replayOf}</code>`],
    ];
    const there = rows.flatMap(([name, value]) => value === undefined ? [] : [(0,report_escape/* htm */.ob) `<div><dt>${name}</dt><dd>${value}</dd></div>\n`]);
    return (0,report_escape/* htm */.ob) `<details><summary>How this was decided</summary><dl class="record">\n${there}</dl></details>`;
}

// EXTERNAL MODULE: ./build/report/exceptions.js
var exceptions = __webpack_require__(6925);
// EXTERNAL MODULE: ./build/report/overrides.js
var overrides = __webpack_require__(6078);
// EXTERNAL MODULE: ./build/report/statement.js
var report_statement = __webpack_require__(7722);
// EXTERNAL MODULE: ./build/report/waivers.js
var waivers = __webpack_require__(9110);
;// CONCATENATED MODULE: ./build/report/html-exceptions.js
/** Overrides, waivers, checks that are off and nonconformities on the HTML page: never folded, never left out. */






/** Right below the verdict. */
function html_exceptions_overrides(decision) {
    const statements = (0,overrides/* urgentOverrides */.Ju)(decision);
    if (statements.length === 0)
        return undefined;
    const items = statements.map((statement) => item(statement, decision));
    return (0,report_escape/* htm */.ob) `<section class="loud" aria-labelledby="overrides"><h2 id="overrides">Overrides</h2><ul class="signed">\n${items}</ul></section>`;
}
/** Of other artifacts, over or without effect: here until they are reviewed. */
function overridesBeside(decision) {
    const items = (0,overrides/* otherOverrides */.an)(decision).map((statement) => item(statement, decision));
    if (items.length === 0)
        return undefined;
    const heading = (0,overrides/* urgentOverrides */.Ju)(decision).length === 0 ? 'Overrides' : 'Other overrides';
    return (0,report_escape/* htm */.ob) `<section class="exceptions" aria-labelledby="other-overrides"><h2 id="other-overrides">${heading}</h2><ul class="signed">\n${items}</ul></section>`;
}
/** Waivers that count, and whatever was switched off. */
function html_exceptions_exceptions(decision) {
    const items = [
        ...(0,waivers/* waiversInForce */.kT)(decision).map((statement) => item(statement, decision)),
        ...decision.disabled.map(({ rule, policy, why }) => (0,report_escape/* htm */.ob) `<li class="off">${mark('off')}<div><strong>${(0,report_words/* titleOf */.Gg)(decision, rule, policy)}</strong> of policy ${policy} is switched off: ${why}</div></li>\n`),
    ];
    if (items.length === 0)
        return undefined;
    return (0,report_escape/* htm */.ob) `<section class="exceptions" aria-labelledby="exceptions"><h2 id="exceptions">Exceptions in force</h2><ul class="signed">\n${items}</ul></section>`;
}
/** Waivers that do not count: asked for, over, refused, not allowed, unreadable. */
function withoutEffect(decision) {
    const items = (0,waivers/* waiversWithoutEffect */.T_)(decision).map((statement) => item(statement, decision));
    if (items.length === 0)
        return undefined;
    return (0,report_escape/* htm */.ob) `<section aria-labelledby="without-effect"><h2 id="without-effect">Waivers that do not count</h2><ul class="signed">\n${items}</ul></section>`;
}
function nonconformities(decision) {
    const items = (0,exceptions/* nonconformityStatements */.O)(decision).map((statement) => item(statement, decision));
    if (items.length === 0)
        return undefined;
    return (0,report_escape/* htm */.ob) `<section class="loud" aria-labelledby="nonconformities"><h2 id="nonconformities">Deployed without a valid decision</h2><ul class="signed">\n${items}</ul></section>`;
}
function item(statement, { decidedAt }) {
    return (0,report_escape/* htm */.ob) `<li class="${statement.tone}">${mark(statement.tone)}<div>${(0,report_statement/* statementInHtml */.Mf)(statement, decidedAt)}</div></li>\n`;
}
/** The mark of a loudness; the sentence says the same. */
function mark(tone) {
    return (0,report_escape/* htm */.ob) `<svg class="mark" aria-hidden="true"><use href="#m-${tone}"/></svg>`;
}

// EXTERNAL MODULE: ./build/report/evidence.js
var evidence = __webpack_require__(4674);
;// CONCATENATED MODULE: ./build/report/html-cell.js

/** A cell with the name it has where the row is a card; empty ones disappear there. */
function cell(label, content) {
    if (content === undefined || content === '')
        return (0,report_escape/* htm */.ob) `<td></td>`;
    return (0,report_escape/* htm */.ob) `<td data-label="${label}"><div>${content}</div></td>`;
}

;// CONCATENATED MODULE: ./build/report/html-checks.js
/** The checks on the HTML page: a strip, a count, and the table. */








const COLUMNS = [
    { title: 'Result', content: (finding, _decision, of) => resultTag(finding, of) },
    { title: 'Required', content: ({ required }) => (0,report_escape/* htm */.ob) `${required}` },
    { title: 'Found', content: found },
    { title: 'When', content: when },
    { title: 'By', content: ({ by }) => (by === undefined ? undefined : (0,report_escape/* htm */.ob) `${(0,names/* personName */.hJ)(by)}`) },
    {
        title: 'Clause',
        content: ({ controls }) => (controls.length === 0 ? undefined : (0,report_escape/* htmlJoin */.YT)(controls, ', ')),
    },
];
/** Only where there is more than one: which policy asks for it, and which rules of earlier layers it stands in for. */
function layerLine(finding) {
    const tightens = finding.tightens ?? [];
    const stricter = tightens.length === 0 ? undefined : (0,report_escape/* htm */.ob) `, tightens ${(0,report_escape/* htmlJoin */.YT)(tightens, ', ')}`;
    return (0,report_escape/* htm */.ob) `<br><span class="quiet layer" title="policy ${finding.policy}">${(0,report_words/* layerWord */.Yg)(finding) ?? 'layer not recorded'}${stricter}</span>`;
}
/** Columns that no check fills are left out. */
function checksTable(decision) {
    if (decision.findings.length === 0)
        return undefined;
    const all = (0,evidence/* everyFinding */.BC)(decision.findings);
    const columns = COLUMNS.filter(({ content }) => all.some((finding) => content(finding, decision) !== undefined));
    const heads = columns.map(({ title }) => (0,report_escape/* htm */.ob) `<th scope="col">${title}</th>`);
    return (0,report_escape/* htm */.ob) `<section aria-labelledby="checks"><h2 id="checks">Checks</h2>
${tally(decision)}
<table class="cards checks">
<thead><tr><th scope="col">Check</th>${heads}</tr></thead>
<tbody>
${decision.findings.map((finding) => rows(finding, decision, columns, 0, (0,report_words/* severalLayers */.JK)(all)))}</tbody>
</table></section>`;
}
/** `7 checks: 4 pass, 2 fail, 1 waived`, with a strip of one field a check. */
function tally(decision) {
    const { findings } = decision;
    const groups = Map.groupBy(findings, (finding) => (0,report_words/* resultWord */.kV)(finding).word);
    const said = [...groups].map(([word, { length }]) => `${length} ${length === 1 ? word : (PLURAL[word] ?? word)}`);
    const fields = findings.map((finding) => (0,report_escape/* htm */.ob) `<i class="${(0,report_words/* findingTone */.s0)(finding)}"></i>`);
    const strip = findings.length > 60 ? undefined : (0,report_escape/* htm */.ob) `<div class="strip" aria-hidden="true">${fields}</div>`;
    return (0,report_escape/* htm */.ob) `${strip}<p class="quiet">${(0,report_words/* count */.U9)(findings.length, 'check')}: ${(0,report_escape/* htmlJoin */.YT)(said, ', ')}.</p>`;
}
const PLURAL = {
    passes: 'pass',
    fails: 'fail',
    warns: 'warn',
    'does not apply': 'do not apply',
};
function rows(finding, decision, columns, depth, layers, of) {
    const warns = finding.enforce === 'warn' ? (0,report_escape/* htm */.ob) ` <span class="quiet">(warns only)</span>` : undefined;
    const member = depth === 0 ? undefined : (0,report_escape/* htm */.ob) `<span class="quiet">one of: </span>`;
    const cells = columns.map(({ title, content }) => (0,report_escape/* htm */.ob) `${cell(title, content(finding, decision, of))}\n`);
    return (0,report_escape/* htm */.ob) `<tr class="${depth === 0 ? (0,report_words/* findingTone */.s0)(finding) : 'member'}">
<th scope="row">${member}${(0,report_words/* titleText */.Qw)(finding)}${warns}${layers && depth === 0 ? layerLine(finding) : undefined}</th>
${cells}</tr>
${(finding.members ?? []).map((one) => rows(one, decision, columns, depth + 1, layers, finding))}`;
}
/** The result in a word with its mark; the mark says nothing that the word does not. */
function resultTag(finding, of) {
    const tone = (0,report_words/* findingTone */.s0)(finding, of);
    return (0,report_escape/* htm */.ob) `<span class="tag ${tone}"><svg class="mark" aria-hidden="true"><use href="#m-${tone}"/></svg>${(0,report_words/* resultWord */.kV)(finding, of).word}</span>`;
}
function when({ at }, decision) {
    const words = (0,ages/* age */.KW)(at, decision.decidedAt);
    if (words === undefined || at === undefined)
        return undefined;
    return (0,report_escape/* htm */.ob) `<time datetime="${at}" title="${(0,ages/* exact */.e0)(at)}">${words}</time>`;
}
function found(finding, decision) {
    // The link is labelled with where it goes: a label from the event could say anything.
    const link = (0,report_words/* evidenceLink */.Ow)(finding);
    const source = link === undefined ? undefined : (0,report_escape/* htm */.ob) ` <span class="quiet">(${(0,report_escape/* htmlLink */.Ar)(link.host, link.target)})</span>`;
    const exception = (0,exceptions/* exceptionOf */.d)(finding, decision);
    const until = exception === undefined ? undefined : (0,report_escape/* htm */.ob) `; ${(0,report_said/* saidInHtml */.oQ)(exception, decision.decidedAt)}`;
    const refused = finding.refused.length + (finding.refusedMore ?? 0);
    return (0,report_escape/* htm */.ob) `${(0,report_words/* foundText */.iq)(finding)}${source}${until}${refused === 0 ? undefined : (0,report_escape/* htm */.ob) `<span class="quiet">; ${refused} refused</span>`}`;
}

;// CONCATENATED MODULE: ./build/report/html-evidence.js
/** The events a decision used and refused, as tables of the HTML page. */






function usedTable(decision) {
    const used = (0,evidence/* usedEvidence */.ts)(decision);
    if (used.length === 0)
        return undefined;
    const rows = used.map(({ event, checks }) => (0,report_escape/* htm */.ob) `<tr><th scope="row">${(0,report_escape/* htmlJoin */.YT)(checks, ', ')}</th>${cell('Says', says(event))}${origin(event)}</tr>\n`);
    return (0,report_escape/* htm */.ob) `<details><summary>Evidence used (${used.length})</summary><table class="cards">
<thead><tr><th scope="col">For</th><th scope="col">Says</th><th scope="col">Sent by</th><th scope="col">When</th><th scope="col">Event</th></tr></thead><tbody>
${rows}</tbody></table></details>`;
}
function refusedTable(decision) {
    const refused = (0,evidence/* refusedEvidence */.eb)(decision);
    const unlisted = (0,evidence/* refusedUnlisted */.$d)(decision);
    if (refused.length + unlisted === 0)
        return undefined;
    const rows = refused.map(({ event, checks }) => (0,report_escape/* htm */.ob) `<tr><th scope="row">${(0,report_escape/* htmlJoin */.YT)(checks, ', ')}</th>${cell('Said', says(event))}${cell('Refused because', (0,report_escape/* htm */.ob) `<strong>${event.explanation}</strong> (${event.reason})`)}${origin(event)}</tr>\n`);
    const more = unlisted === 0
        ? undefined
        : (0,report_escape/* htm */.ob) `<p>${(0,report_words/* count */.U9)(unlisted, 'more refused event')} only counted, not listed.</p>`;
    return (0,report_escape/* htm */.ob) `<details><summary>Evidence refused (${refused.length + unlisted})</summary>${more}<table class="cards">
<thead><tr><th scope="col">For</th><th scope="col">Said</th><th scope="col">Refused because</th><th scope="col">Sent by</th><th scope="col">When</th><th scope="col">Event</th></tr></thead><tbody>
${rows}</tbody></table></details>`;
}
function says(event) {
    const host = (0,report_words/* hostOf */.w4)(event.uri);
    const digest = /sha256(?::|%3A)[0-9a-f]{64}/i.exec(event.subject)?.[0];
    const about = digest === undefined
        ? event.subject
        : event.subject.replace(digest, (0,names/* shortDigest */.VK)(digest.toLowerCase().replace('%3a', ':')));
    return (0,report_escape/* htm */.ob) `${event.says}${host === undefined ? undefined : (0,report_escape/* htm */.ob) ` (${(0,report_escape/* htmlLink */.Ar)(host, event.uri)})`}<br><span class="quiet">about ${about}</span>`;
}
function signedBy({ signer }) {
    return signer === undefined ? undefined : (0,report_escape/* htm */.ob) `<br>signed by ${(0,report_escape/* htmlText */.js)(signer, 200)}`;
}
function origin(event) {
    const apart = Math.abs(((0,ages/* moment */.n$)(event.receivedAt) ?? 0) - ((0,ages/* moment */.n$)(event.timestamp) ?? 0)) > 1000;
    const received = apart ? (0,report_escape/* htm */.ob) `<br><span class="quiet">received ${(0,ages/* exact */.e0)(event.receivedAt)}</span>` : undefined;
    return (0,report_escape/* htm */.ob) `${cell('Sent by', (0,report_escape/* htm */.ob) `${(0,names/* senderOf */.VO)(event)}<br><span class="quiet">from ${event.source}${signedBy(event)}</span>`)}${cell('When', (0,report_escape/* htm */.ob) `${(0,ages/* exact */.e0)(event.timestamp)}${received}`)}${cell('Event', (0,report_escape/* htm */.ob) `no. ${event.sequence} ${(0,report_escape/* htmlText */.js)((0,evidence/* shortType */.RI)(event.type), 80)}<br><code>${(0,report_escape/* htmlText */.js)(event.id, 100)}</code>`)}`;
}

;// CONCATENATED MODULE: ./build/report/html-style.js
/** How the HTML page looks: one style sheet and the marks of the results. Constants; nothing of a decision comes in here. */

/** Small pictures for results, each with a shape of its own, so that colour is never alone. */
const ICONS = (0,report_escape/* htm */.ob) `<svg width="0" height="0" class="symbols" aria-hidden="true"><defs>
<symbol id="m-pass" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7.5" fill="currentColor"/><path d="M4.4 8.3l2.4 2.4 4.8-5" fill="none" class="cut" stroke-width="1.9"/></symbol>
<symbol id="m-fail" viewBox="0 0 16 16"><path d="M5 .5h6L15.5 5v6L11 15.500H5L.5 11V5z" fill="currentColor"/><path d="M5.4 5.400l5.2 5.200m0-5.200l-5.2 5.2" fill="none" class="cut" stroke-width="1.9"/></symbol>
<symbol id="m-wait" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" stroke-width="1.8"/><path d="M8 4.200V8l2.6 1.7" fill="none" stroke="currentColor" stroke-width="1.7"/></symbol>
<symbol id="m-error" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7.5" fill="currentColor"/><path d="M8 3.6v5m0 1.7v2" fill="none" class="cut" stroke-width="2.1"/></symbol>
<symbol id="m-warn" viewBox="0 0 16 16"><path d="M8 1l7.5 14H.5z" fill="currentColor"/><path d="M8 6v4.500m0 1.400v1.7" fill="none" class="cut" stroke-width="1.7"/></symbol>
<symbol id="m-off" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2.5 2"/></symbol>
</defs></svg>`;
const STYLE = (0,report_escape/* htm */.ob) `
:root {
  color-scheme: light dark;
  --page: #f4f5f7; --card: #ffffff; --ink: #1c2128; --quiet: #57606a; --line: #d5dbe1; --link: #0a58ca;
  --pass: #14692f; --pass-soft: #e2f6e7; --fail: #b01224; --fail-soft: #feeceb; --wait: #7a4d00; --wait-soft: #fdf3d1;
  --error: #6a36b5; --error-soft: #f2ebfd; --warn: #93400a; --warn-soft: #fdeee0; --off: #57606a; --off-soft: #e9edf1;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0e1116; --card: #171b22; --ink: #e6eaf0; --quiet: #a0a9b4; --line: #323942; --link: #6cb0ff;
    --pass: #5fd07c; --pass-soft: #12281a; --fail: #ff8a80; --fail-soft: #331618; --wait: #e5b84f; --wait-soft: #2b2411;
    --error: #cfa8ff; --error-soft: #271d38; --warn: #ffab66; --warn-soft: #2e1f11; --off: #a0a9b4; --off-soft: #232930;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; overflow-wrap: anywhere; }
.symbols { position: absolute; }
main { max-width: 66rem; margin: 0 auto; padding: 1.5rem 1rem 0; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
code { font: 0.9em ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; background: var(--off-soft); padding: 0.1em 0.35em; border-radius: 4px; }
time[title], code[title] { text-decoration: underline dotted; text-decoration-color: var(--quiet); text-underline-offset: 3px; }
.quiet { color: var(--quiet); }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 0 0 0.75rem; }
h3 { font-size: 1rem; line-height: 1.4; margin: 0; }
p { margin: 0.25rem 0; }
section, details { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1.1rem 1.25rem; margin: 1rem 0; }
.pass { --tone: var(--pass); --soft: var(--pass-soft); }
.fail { --tone: var(--fail); --soft: var(--fail-soft); }
.wait { --tone: var(--wait); --soft: var(--wait-soft); }
.error { --tone: var(--error); --soft: var(--error-soft); }
.warn { --tone: var(--warn); --soft: var(--warn-soft); }
.off { --tone: var(--off); --soft: var(--off-soft); }
.verdict { background: var(--soft); border: 1px solid var(--line); border-left: 10px solid var(--tone); border-radius: 10px; padding: 1.4rem 1.5rem; }
.verdict .kicker { margin: 0; font-size: 0.85rem; letter-spacing: 0.06em; text-transform: uppercase; color: var(--quiet); }
.verdict h1 { margin: 0.1rem 0 0; font-size: clamp(1.6rem, 4.5vw, 2.3rem); line-height: 1.15; color: var(--tone); }
.verdict .lead { margin: 0.4rem 0 0; font-size: 1.15rem; }
.verdict .mode { margin: 0.7rem 0 0; padding: 0.5rem 0.8rem; border: 2px dashed var(--tone); border-radius: 6px; }
.facts { display: flex; flex-wrap: wrap; gap: 0.7rem 2rem; margin: 1.1rem 0 0; }
.facts dt, .record dt { font-size: 0.8rem; color: var(--quiet); }
.facts dd, .record dd { margin: 0; }
.blockers { list-style: none; counter-reset: blocker; margin: 0; padding: 0; }
.blockers li { counter-increment: blocker; position: relative; padding: 0.85rem 0 0.85rem 3rem; border-top: 1px solid var(--line); break-inside: avoid; }
.blockers li:first-child { border-top: 0; padding-top: 0.2rem; }
.blockers li:last-child { padding-bottom: 0.2rem; }
.blockers li::before { content: counter(blocker); position: absolute; left: 0; width: 2rem; height: 2rem; border-radius: 50%; background: var(--soft); color: var(--tone); border: 2px solid var(--tone); font-weight: 700; display: grid; place-items: center; line-height: 1; }
.blockers li.brief { padding-top: 0.4rem; padding-bottom: 0.4rem; min-height: 3rem; }
.blockers .next { border-left: 3px solid var(--tone); padding-left: 0.75rem; margin-top: 0.5rem; }
.ask { display: block; }
time { white-space: nowrap; }
.tag { display: inline-flex; align-items: center; gap: 0.35em; background: var(--soft); color: var(--tone); border-radius: 99px; padding: 0.1em 0.65em 0.1em 0.4em; font-size: 0.85rem; font-weight: 600; white-space: nowrap; }
.mark { width: 1em; height: 1em; flex: none; }
.cut { stroke: var(--card); }
.strip { display: flex; gap: 3px; margin: 0 0 0.5rem; }
.strip i { flex: 1; height: 10px; border-radius: 3px; background: var(--tone); }
.strip .off { background: repeating-linear-gradient(135deg, var(--line) 0 4px, transparent 4px 8px); }
.strip .wait, .strip .warn { background: repeating-linear-gradient(135deg, var(--tone) 0 5px, var(--soft) 5px 8px); }
table { width: 100%; border-collapse: collapse; font-size: 0.95rem; margin-top: 0.75rem; }
th, td { text-align: left; vertical-align: top; padding: 0.55rem 0.7rem; border-top: 1px solid var(--line); }
thead th { border-top: 0; font-size: 0.8rem; font-weight: 600; color: var(--quiet); }
tbody th { font-weight: 600; min-width: 9rem; overflow-wrap: break-word; }
tbody td { min-width: 4.5rem; }
.checks td[data-label="Required"], .checks td[data-label="Found"] { min-width: 9rem; }
.checks td[data-label="By"] { min-width: 8rem; }
.checks td[data-label="Clause"] { min-width: 9.4rem; }
tr.fail > th, tr.error > th { box-shadow: inset 4px 0 0 var(--tone); }
tr.fail, tr.error { background: color-mix(in srgb, var(--soft) 55%, transparent); }
.layer { font-weight: 400; font-size: 0.85rem; overflow-wrap: anywhere; }
tr.member > th { padding-left: 1.8rem; font-weight: 400; }
tr { break-inside: avoid; }
.exceptions { border-left: 6px solid var(--warn); }
.loud { border-left: 6px solid var(--fail); }
.signed { list-style: none; padding: 0; }
.signed li { display: flex; gap: 0.6rem; align-items: baseline; margin: 0.45rem 0; }
.signed .mark { color: var(--tone); width: 1.05em; height: 1.05em; transform: translateY(0.15em); }
.note { color: var(--quiet); font-size: 0.92rem; padding-left: calc(0.75rem + 3px); }
.notices { border-left: 6px solid var(--link); }
ul { margin: 0.3rem 0; padding-left: 1.2rem; }
li { margin: 0.2rem 0; }
details { padding: 0; }
summary { cursor: pointer; padding: 0.85rem 1.25rem; font-weight: 600; }
details > :not(summary) { margin-left: 1.25rem; margin-right: 1.25rem; }
details > table { width: calc(100% - 2.5rem); margin-bottom: 1rem; }
.record { display: grid; gap: 0.6rem; padding-bottom: 1.1rem; margin-top: 0; }
.timeline svg { display: block; width: 100%; max-width: 46rem; }
.timeline text { fill: var(--ink); font: 14px system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; }
.timeline .strong { font-weight: 600; }
.timeline .gap { font-style: italic; }
.timeline .small { font-size: 12.5px; fill: var(--quiet); }
.timeline .rail { stroke: var(--line); stroke-width: 3; }
.timeline .ahead { stroke: var(--tone); stroke-width: 3; stroke-dasharray: 2 6; stroke-linecap: round; }
.timeline .dot { fill: var(--tone); stroke: var(--card); stroke-width: 2; }
.timeline .open { fill: var(--card); stroke: var(--tone); stroke-width: 2.5; }
.timeline .stroke { fill: none; stroke: var(--card); stroke-width: 1.8; }
.timeline .now { fill: var(--tone); font-weight: 700; }
.timeline details { border: 0; margin: 0.5rem 0 0; }
.timeline summary { padding: 0.3rem 0; font-weight: 400; color: var(--quiet); }
.timeline details > :not(summary) { margin-left: 0; margin-right: 0; width: 100%; }
figure { margin: 0; }
footer { max-width: 66rem; margin: 0 auto; padding: 0.5rem 1.25rem 2rem; font-size: 0.85rem; color: var(--quiet); }
@media screen and (max-width: 64rem) {
  body { overflow-wrap: break-word; }
  table { font-size: 0.85rem; }
  th, td { padding: 0.45rem 0.5rem; }
  tbody th, tbody td, .checks td[data-label] { min-width: 0; }
  code, td { overflow-wrap: anywhere; }
  .checks td, .checks td .quiet { overflow-wrap: break-word; }
}
@media screen and (max-width: 46rem) {
  main { padding: 0.75rem 0.6rem 0; }
  section { padding: 0.9rem; }
  .verdict { padding: 1.1rem; border-left-width: 7px; }
  .facts { gap: 0.5rem 1.4rem; }
  .blockers li { padding-left: 2.5rem; }
  .blockers li::before { width: 1.7rem; height: 1.7rem; }
  table.cards, .cards tbody, .cards tr, .cards th, .cards td { display: block; }
  .cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .cards tr { border-top: 1px solid var(--line); padding: 0.6rem 0 0.6rem 0.6rem; }
  .cards tr.fail, .cards tr.error { box-shadow: inset 4px 0 0 var(--tone); }
  tr.fail > th, tr.error > th { box-shadow: none; }
  .cards th, .cards td { border: 0; padding: 0.12rem 0; }
  .layer { font-weight: 400; font-size: 0.85rem; overflow-wrap: anywhere; }
tr.member > th { padding-left: 0; }
  .cards td:empty { display: none; }
  .cards td { display: grid; grid-template-columns: 5.6rem minmax(0, 1fr); }
  .cards td::before { content: attr(data-label); font-size: 0.8rem; line-height: 1.9; color: var(--quiet); }
  details > table { width: calc(100% - 2rem); }
  details > :not(summary) { margin-left: 1rem; margin-right: 1rem; }
  summary { padding: 0.8rem 1rem; }
}
@media print {
  @page { margin: 14mm; }
  :root { --page: #ffffff; }
  body { font-size: 10pt; overflow-wrap: break-word; }
  table, .checks td, tbody td, tbody th { min-width: 0; font-size: 8.5pt; }
  .checks td[data-label] { min-width: 0; }
  th, td { padding: 0.35rem 0.4rem; }
  details td, code { overflow-wrap: anywhere; }
  .timeline > details { display: none; }
  main { max-width: none; padding: 0; }
  section, details, .verdict { border-radius: 0; }
  .verdict, .tag, .strip i, tr, .timeline svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .blockers .next a::after { content: none; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  .timeline figure { break-inside: avoid; }
  h2 { break-after: avoid; }
}
`;

// EXTERNAL MODULE: ./build/report/ahead.js
var report_ahead = __webpack_require__(78);
;// CONCATENATED MODULE: ./build/report/html-timeline.js
/**
 * The timeline as a drawing (inline SVG): one rail for each environment, the oldest event on top, the decision below.
 * Distances grow with the logarithm of the time between, and a longer gap is written beside the rail, so that minutes and
 * weeks fit on one page. It has no viewBox: text keeps its size on a phone, where a scaled picture could not be read.
 */





/** Events drawn; older ones stand in the table below the picture. */
const DRAWN = 40;
const RAILS = 4;
const LEFT = 62;
const RAIL = 18;
const LINE = 19;
/** Characters of a label on one line: what a phone of 360 pixels shows. */
const WIDTH = 30;
/** The figure, and all events as a table for who cannot see it; undefined where there is nothing to draw. */
function timelineFigure(decision) {
    const entries = (0,report_words/* eventsBefore */.PU)(decision);
    if (entries.length === 0)
        return undefined;
    const older = entries.length - DRAWN;
    return (0,report_escape/* htm */.ob) `<section class="timeline" aria-labelledby="timeline"><h2 id="timeline">Timeline</h2>
<figure>${drawing(entries.slice(-DRAWN), decision)}</figure>
${older > 0 ? (0,report_escape/* htm */.ob) `<p class="quiet">${(0,report_words/* count */.U9)(older, 'older event')} not drawn; the table has them all.</p>` : undefined}
<details><summary>The timeline as a table (${(0,report_words/* count */.U9)(entries.length, 'event')})</summary><table class="cards">
<thead><tr><th scope="col">When</th><th scope="col">What</th><th scope="col">Environment</th><th scope="col">Outcome</th><th scope="col">Event</th></tr></thead><tbody>
${entries.map((entry) => (0,report_escape/* htm */.ob) `<tr><th scope="row">${(0,ages/* exact */.e0)(entry.at)}</th>${cell('What', (0,report_escape/* htm */.ob) `${entry.label}<br><span class="quiet">${entry.what}</span>`)}${cell('Environment', entry.environment)}${cell('Outcome', entry.outcome)}${cell('Event', entry.sequence === undefined ? undefined : `no. ${entry.sequence}`)}</tr>\n`)}</tbody></table></details>
</section>`;
}
function drawing(entries, decision) {
    const rails = [...new Set(entries.map((entry) => entry.environment ?? ''))].sort((a, b) => Number(a !== '') - Number(b !== ''));
    const shown = Math.min(rails.length, RAILS);
    const railOf = (entry) => Math.min(rails.indexOf(entry.environment ?? ''), RAILS - 1);
    const placed = place(entries, railOf);
    const end = (placed.at(-1)?.y ?? 0) + heightOf(placed.at(-1)) + gapSize(placed.at(-1)?.entry.at, decision.decidedAt);
    const ahead = placeAhead((0,report_ahead/* momentsAhead */.B)(decision), end, decision.decidedAt);
    const bottom = ahead.at(-1);
    const height = bottom === undefined ? end + 34 : bottom.y + bottom.lines.length * LINE + 8;
    const text = LEFT + shown * RAIL + 12;
    const title = `${(0,report_words/* verdictWords */.L2)(decision)} ${(0,report_escape/* plain */.pj)(decision.request.environment, 80)}${(0,report_words/* verdictTail */.W8)(decision)}: ${(0,report_words/* count */.U9)(entries.length, 'event')} before the decision`;
    const last = entries.at(-1);
    const desc = `From ${(0,ages/* minute */.Vc)(entries[0]?.at ?? '')} to ${(0,ages/* minute */.Vc)(last?.at ?? '')}; failed: ${entries.filter(({ outcome }) => outcome === 'failure').length}. The same as a table below.`;
    return (0,report_escape/* htm */.ob) `<svg role="img" aria-labelledby="tl-title tl-desc" height="${height}" xmlns="http://www.w3.org/2000/svg">
<title id="tl-title">${title}</title><desc id="tl-desc">${desc}</desc>
${Array.from({ length: shown }, (_, rail) => railLine(rail, placed, end))}
${placed.map((one, at) => gap(placed[at - 1], one, text))}
${gap(placed.at(-1), { entry: { at: decision.decidedAt, what: '', label: '' }, rail: 0, y: end, lines: [] }, text)}
${placed.map((one) => html_timeline_event(one, text, decision.decidedAt))}
${now(decision, end, text, shown)}
${ahead.map((one, at) => later(one, ahead[at - 1], end, text, shown, decision.decidedAt))}
</svg>`;
}
function place(entries, railOf) {
    const placed = [];
    let y = 18;
    for (const entry of entries) {
        const before = placed.at(-1);
        if (before !== undefined)
            y += heightOf(before) + gapSize(before.entry.at, entry.at);
        placed.push({ entry, rail: railOf(entry), y, lines: wrap((0,report_escape/* plain */.pj)(entry.label, WIDTH * 2)) });
    }
    return placed;
}
function heightOf(placed) {
    return ((placed?.lines.length ?? 0) + 1) * LINE;
}
/** 8 pixels for neighbours, 20 after a quarter of an hour, 34 after a day; room for the words where it is a long gap. */
function gapSize(from, to) {
    const passed = Math.max(0, ((0,ages/* moment */.n$)(to) ?? 0) - ((0,ages/* moment */.n$)(from) ?? 0));
    const size = Math.min(56, 8 + 3.6 * Math.log(1 + passed / 60_000));
    return Math.round(passed < LONG ? size : size + 14);
}
const LONG = 30 * 60_000;
/** Between two events, how long nothing happened; only where it is worth a word. */
function gap(from, to, text) {
    if (from === undefined)
        return undefined;
    const passed = ((0,ages/* moment */.n$)(to.entry.at) ?? 0) - ((0,ages/* moment */.n$)(from.entry.at) ?? 0);
    if (passed < LONG)
        return undefined;
    const middle = Math.round((from.y + heightOf(from) - LINE + to.y) / 2) + 6;
    return (0,report_escape/* htm */.ob) `<text class="small gap" x="${text}" y="${middle}">${(0,ages/* span */.Ln)(passed)} later</text>\n`;
}
function railLine(rail, placed, end) {
    const own = placed.filter((one) => one.rail === rail);
    const x = railX(rail);
    return (0,report_escape/* htm */.ob) `<line class="rail" x1="${x}" y1="${own[0]?.y ?? end}" x2="${x}" y2="${end}"/>\n`;
}
function html_timeline_event({ entry, rail, y, lines }, text, now) {
    const tone = entry.outcome === 'success' ? 'pass' : entry.outcome === 'failure' ? 'fail' : 'off';
    const where = entry.environment === undefined ? undefined : (0,report_escape/* htm */.ob) `${(0,report_escape/* cut */.Jj)((0,report_escape/* plain */.pj)(entry.environment), 20)} · `;
    const failed = entry.outcome === 'failure' ? (0,report_escape/* htm */.ob) `failed · ` : undefined;
    const when = (0,ages/* moment */.n$)(entry.at) === undefined ? '' : (0,ages/* clock */.pm)(entry.at, now);
    return (0,report_escape/* htm */.ob) `<g class="${tone}"><title>${(0,ages/* exact */.e0)(entry.at)}: ${entry.label} (${entry.what})</title>
<text class="small" x="${LEFT - 10}" y="${y + 5}" text-anchor="end">${when.length > 5 ? when.slice(5, 10) : when}</text>
${shape(tone, railX(rail), y)}
${lines.map((line, at) => (0,report_escape/* htm */.ob) `<text class="strong" x="${text}" y="${y + 5 + at * LINE}">${line}</text>`)}
<text class="small" x="${text}" y="${y + 4 + lines.length * LINE}">${failed}${where}${(0,report_escape/* cut */.Jj)((0,report_escape/* plain */.pj)(entry.what), 28)}</text></g>
`;
}
function shape(tone, x, y) {
    if (tone === 'pass') {
        return (0,report_escape/* htm */.ob) `<circle class="dot" cx="${x}" cy="${y}" r="8"/><path class="stroke" d="M${x - 3.5} ${y}l2.6 2.6 4.6-5"/>`;
    }
    if (tone === 'fail') {
        return (0,report_escape/* htm */.ob) `<rect class="dot" x="${x - 7.5}" y="${y - 7.5}" width="15" height="15" rx="2"/><path class="stroke" d="M${x - 3} ${y - 3}l6 6m0-6l-6 6"/>`;
    }
    return (0,report_escape/* htm */.ob) `<circle class="open" cx="${x}" cy="${y}" r="6"/>`;
}
/** The decision: across all rails, because it is about what all of them say. */
function now(decision, y, text, rails) {
    const words = `${(0,report_words/* verdictWords */.L2)(decision)} ${(0,report_escape/* plain */.pj)(decision.request.environment, 40)}${(0,report_words/* verdictTail */.W8)(decision)}`;
    return (0,report_escape/* htm */.ob) `<g class="${(0,report_words/* tone */.rR)(decision)}"><rect x="${LEFT - 1}" y="${y - 5}" width="${rails * RAIL}" height="10" rx="5" fill="var(--tone)"/>
<text class="small" x="${LEFT - 10}" y="${y + 5}" text-anchor="end">${(0,ages/* clock */.pm)(decision.decidedAt, decision.decidedAt)}</text>
<text class="now" x="${text}" y="${y + 5}">${(0,report_escape/* cut */.Jj)(words, WIDTH + 6)}</text></g>
`;
}
/** Below the decision, as far from each other as events are. */
function placeAhead(moments, end, decidedAt) {
    const placed = [];
    for (const one of moments) {
        const before = placed.at(-1);
        const from = before === undefined ? end + LINE : before.y + before.lines.length * LINE;
        const y = from + gapSize(before?.at ?? decidedAt, one.at);
        placed.push({ ...one, y, lines: wrap((0,report_escape/* plain */.pj)(one.label, WIDTH * 2)) });
    }
    return placed;
}
/** A moment to come: a broken line down to an open mark, in the colour of what waits for it. */
function later(one, before, end, text, rails, decidedAt) {
    const x = LEFT + (rails * RAIL) / 2 - 1;
    const top = before === undefined ? end + 12 : before.y + 10;
    const when = (0,ages/* clock */.pm)(one.at, decidedAt);
    const passed = ((0,ages/* moment */.n$)(one.at) ?? 0) - ((0,ages/* moment */.n$)(before?.at ?? decidedAt) ?? 0);
    const above = before === undefined ? end : before.y + (before.lines.length - 1) * LINE;
    const words = passed < LONG
        ? undefined
        : (0,report_escape/* htm */.ob) `<text class="small gap" x="${text}" y="${Math.round((above + one.y) / 2) + 4}">${(0,ages/* span */.Ln)(passed)} later</text>\n`;
    return (0,report_escape/* htm */.ob) `<g class="${one.tone}"><title>${(0,ages/* exact */.e0)(one.at)}: ${one.label}</title><line class="ahead" x1="${x}" y1="${top}" x2="${x}" y2="${one.y - 10}"/>
<circle class="open" cx="${x}" cy="${one.y}" r="6" stroke-dasharray="3 2"/>
<text class="small" x="${LEFT - 10}" y="${one.y + 5}" text-anchor="end">${when.length > 5 ? when.slice(5, 10) : when}</text>
${words}${one.lines.map((line, at) => (0,report_escape/* htm */.ob) `<text x="${text}" y="${one.y + 5 + at * LINE}">${line}</text>`)}</g>
`;
}
function railX(rail) {
    return LEFT + rail * RAIL + RAIL / 2 - 1;
}
/** At most two lines, broken at a space where there is one; the tooltip and the table have the whole label. */
function wrap(text) {
    if (text.length <= WIDTH)
        return [text];
    const space = text.lastIndexOf(' ', WIDTH);
    const at = space > WIDTH / 2 ? space : WIDTH;
    return [text.slice(0, at).trimEnd(), (0,report_escape/* cut */.Jj)(text.slice(at).trimStart(), WIDTH)];
}

;// CONCATENATED MODULE: ./build/report/html.js
/**
 * The decision as one self-contained HTML page: no script, nothing loaded from elsewhere, light and dark, for a screen of
 * any width and for paper. The same facts in the same order as the summary.
 */















/** @param around only where the page is served to somebody; a page in a file has nothing to press */
function renderHtml(decision, around) {
    const { request } = decision;
    const style = around === undefined ? STYLE : (0,report_escape/* htm */.ob) `${STYLE}${around.style}`;
    const title = (0,report_escape/* htm */.ob) `${report_words/* verdictWords */.L2(decision)} ${(0,report_escape/* htmlText */.js)(request.environment, 80)}${report_words/* verdictTail */.W8(decision) === '' ? undefined : (0,report_escape/* htm */.ob) ` by override`}`;
    const first = request.artifacts[0];
    const what = first === undefined ? undefined : (names/* artifactName */.Cs(first) ?? names/* shortDigest */.VK(first.digest));
    return `${(0,report_escape/* htm */.ob) `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="${around === undefined ? 'no-referrer' : 'same-origin'}">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${around === undefined ? STYLE_HASH : hashOf(style)}'; base-uri 'none'; form-action ${around === undefined ? (0,report_escape/* htm */.ob) `'none'` : (0,report_escape/* htm */.ob) `'self'`}">
<title>${title}${what === undefined ? undefined : (0,report_escape/* htm */.ob) `: ${(0,report_escape/* htmlText */.js)(what, 80)}`}</title>
<style>${style}</style>
</head>
<body>
${ICONS}
<main>
${around?.top}${banner(decision, title)}
${html_exceptions_overrides(decision)}
${notices(decision)}
${blockers(decision)}
${around?.act}${checksTable(decision)}
${nonconformities(decision)}
${overridesBeside(decision)}
${html_exceptions_exceptions(decision)}
${withoutEffect(decision)}
${changes(decision)}
${timelineFigure(decision)}
${usedTable(decision)}
${refusedTable(decision)}
${record(decision)}
</main>
<footer><p>Turnpike decision <code>${(0,report_escape/* htmlText */.js)(decision.id, 100)}</code>. All times are UTC; ages count from the decision, ${(0,ages/* exact */.e0)(decision.decidedAt)}. This page runs no script and loads nothing.</p></footer>
</body>
</html>`.text}\n`;
}
/** The policy of the page names its one style sheet, so that nothing else can style or run. */
const hashOf = (style) => (0,external_node_crypto_.createHash)('sha256').update(style.text).digest('base64');
const STYLE_HASH = hashOf(STYLE);
function banner(decision, title) {
    const note = report_words/* modeNote */.K5(decision);
    return (0,report_escape/* htm */.ob) `<header class="verdict ${report_words/* tone */.rR(decision)}">
<p class="kicker">Release gate</p>
<h1>${title}</h1>
<p class="lead">${report_words/* summarySentence */.qv(decision)}.${holds(decision)}</p>
${note === undefined ? undefined : (0,report_escape/* htm */.ob) `<p class="mode"><strong>${note}</strong></p>`}
<dl class="facts">
${facts(decision).map(([name, value]) => (0,report_escape/* htm */.ob) `<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>
</header>`;
}
function holds(decision) {
    const { expiresAt, decidedAt } = decision;
    const dueAt = report_words/* opensAt */.dD(decision);
    if (expiresAt !== undefined)
        return (0,report_escape/* htm */.ob) ` Holds until <strong>${(0,ages/* clock */.pm)(expiresAt, decidedAt)} UTC</strong>, ${(0,ages/* age */.KW)(expiresAt, decidedAt)}.`;
    const closed = decision.verdict === 'error' ? (0,report_escape/* htm */.ob) ` The gate stays closed.` : undefined;
    if (dueAt === undefined)
        return closed;
    return (0,report_escape/* htm */.ob) `${closed} This can change by itself <strong>${(0,ages/* age */.KW)(dueAt, decidedAt)}</strong>, at ${(0,ages/* clock */.pm)(dueAt, decidedAt)} UTC.`;
}
function facts(decision) {
    const { request } = decision;
    const said = (sentence) => sentence === undefined ? undefined : (0,report_said/* saidInHtml */.oQ)(sentence, decision.decidedAt);
    const all = [
        [request.artifacts.length === 1 ? 'Artifact' : 'Artifacts', artifacts(request.artifacts)],
        ['Environment', (0,report_escape/* htm */.ob) `${(0,report_escape/* htmlText */.js)(request.environment, 80)}`],
        ['Service', request.service === undefined ? undefined : (0,report_escape/* htm */.ob) `${(0,report_escape/* htmlText */.js)(request.service, 80)}`],
        ['Change', said((0,change/* changeSaid */.s)(decision))],
        ['Lease', said((0,report_lease/* leaseSaid */.q)(decision))],
        ['Asked by', asked(decision)],
        ['Decided', (0,report_escape/* htm */.ob) `${(0,ages/* minute */.Vc)(decision.decidedAt)}`],
        [
            'Decision',
            report_words/* hostOf */.w4(decision.url) === undefined ? undefined : (0,report_escape/* htmlLink */.Ar)('in full, in the store', decision.url),
        ],
    ];
    return all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
}
function artifacts(list) {
    const shown = list.slice(0, 5).map((artifact) => {
        const name = names/* artifactName */.Cs(artifact);
        const digest = (0,report_escape/* htm */.ob) `<code title="${artifact.digest}">${(0,report_escape/* htmlText */.js)(names/* shortDigest */.VK(artifact.digest), 80)}</code>`;
        return name === undefined ? digest : (0,report_escape/* htm */.ob) `<strong>${(0,report_escape/* htmlText */.js)(name, 80)}</strong> ${digest}`;
    });
    const more = list.length - shown.length;
    return (0,report_escape/* htm */.ob) `${(0,report_escape/* htmlJoin */.YT)(shown, '<br>')}${more > 0 ? (0,report_escape/* htm */.ob) `<br>and ${more} more, in the record below` : undefined}`;
}
function asked(decision) {
    const { run } = decision.request;
    const who = (0,report_escape/* htm */.ob) `${(0,report_escape/* htmlText */.js)(names/* requesterName */.Sr(decision.requester), 80)}`;
    return run === undefined ? who : (0,report_escape/* htm */.ob) `${who} in ${(0,report_escape/* htmlLink */.Ar)((0,report_escape/* htmlText */.js)(names/* runName */.rt(run), 100), run)}`;
}
/** Blockers beyond this are one line each; the table below has the rest of what is known about them. */
const IN_FULL = 12;
function brief(finding) {
    return (0,report_escape/* htm */.ob) `<li class="${report_words/* findingTone */.s0(finding)} brief"><strong>${report_words/* titleText */.Qw(finding)}</strong> ${resultTag(finding)} ${report_words/* foundSentence */.wI(finding)}</li>\n`;
}
function blockers(decision) {
    const list = report_words/* blockersOf */.be(decision);
    if (list.length === 0)
        return undefined;
    return (0,report_escape/* htm */.ob) `<section aria-labelledby="next">
<h2 id="next">${decision.verdict === 'pending' ? 'What is waited for' : 'To unblock'}</h2>
<ol class="blockers">
${list.map((finding, at) => (at < IN_FULL ? blocker(finding, decision) : brief(finding)))}</ol>
</section>`;
}
function blocker(finding, decision) {
    const when = (0,ages/* age */.KW)(finding.at, decision.decidedAt);
    const since = when === undefined || finding.at === undefined
        ? undefined
        : (0,report_escape/* htm */.ob) `, <time datetime="${finding.at}" title="${(0,ages/* exact */.e0)(finding.at)}">${when}</time>`;
    const link = report_words/* evidenceLink */.Ow(finding);
    const source = link === undefined ? undefined : (0,report_escape/* htm */.ob) ` (${(0,report_escape/* htmlLink */.Ar)(link.host, link.target)})`;
    const what = (0,report_escape/* htmlInstructions */.hw)(finding.remediation ?? 'The policy states no way to unblock this.', report_words/* strangersStrings */.yr(finding, decision));
    const owner = finding.owner === undefined
        ? undefined
        : (0,report_escape/* htm */.ob) ` <span class="ask">Ask <strong>${names/* personName */.hJ(finding.owner)}</strong></span>`;
    const notes = (0,waivers/* notesFor */.vH)(finding, decision).map((note) => (0,report_escape/* htm */.ob) `<p class="note">${(0,report_said/* saidInHtml */.oQ)(note, decision.decidedAt)}</p>`);
    return (0,report_escape/* htm */.ob) `<li class="${report_words/* findingTone */.s0(finding)}">
<h3>${report_words/* titleText */.Qw(finding)} ${resultTag(finding)}</h3>
<p>${report_words/* foundSentence */.wI(finding).replace(/^found/, 'Found')}${source}${since}; <span class="quiet">required: ${finding.required}.</span></p>
<p class="next">${what}${owner}</p>${notes}
</li>
`;
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


/***/ })

};
