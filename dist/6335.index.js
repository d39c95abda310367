export const id = 6335;
export const ids = [6335];
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

/***/ 6335:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  renderSummary: () => (/* binding */ renderSummary)
});

// EXTERNAL MODULE: ./build/report/ages.js
var ages = __webpack_require__(5299);
// EXTERNAL MODULE: ./build/report/budget.js
var report_budget = __webpack_require__(9542);
// EXTERNAL MODULE: ./build/report/escape.js
var report_escape = __webpack_require__(9924);
;// CONCATENATED MODULE: ./build/report/shorten.js
/** A decision with every string cut, for a page that must be small whatever its strings are. */

/**
 * Every string cut to `length` characters. A cut address ends with `…` and is no link any more; moments and words of the
 * closed sets are shorter than any length that is used.
 */
function shortened(decision, length) {
    const walk = (value, name) => {
        if (typeof value === 'string')
            return KEPT.has(name) ? value : (0,report_escape/* cut */.Jj)(value.slice(0, length * 4), length);
        if (Array.isArray(value))
            return value.map((one) => walk(one, name));
        if (typeof value !== 'object' || value === null)
            return value;
        return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner, key)]));
    };
    return walk(decision, '');
}
/** Closed sets and the store's own moments: a cut would change what they say. */
const KEPT = new Set([
    'verdict',
    'mode',
    'result',
    'enforce',
    'kind',
    'origin',
    'outcome',
    'decidedAt',
    'expiresAt',
    'dueAt',
]);

// EXTERNAL MODULE: ./build/report/change.js
var change = __webpack_require__(5795);
// EXTERNAL MODULE: ./build/report/lease.js
var report_lease = __webpack_require__(4229);
// EXTERNAL MODULE: ./build/report/said.js
var report_said = __webpack_require__(9778);
// EXTERNAL MODULE: ./build/report/words.js
var words = __webpack_require__(4702);
;// CONCATENATED MODULE: ./build/report/summary-place.js


/** Where to read what was left out of the summary. */
function elsewhere(decision) {
    if ((0,words/* hostOf */.w4)(decision.url) === undefined)
        return (0,report_escape/* gfm */.Te) `the decision ${(0,report_escape/* mdCode */.xs)(decision.id, 60)} in the store has all of it`;
    return (0,report_escape/* gfm */.Te) `${(0,report_escape/* mdLink */.YF)('the full decision', decision.url)} has all of it`;
}

;// CONCATENATED MODULE: ./build/report/summary-context.js
/** What stands around the checks in Markdown: notices, and what changed. Nothing of it is folded. */




function noticesSection(decision, flavour) {
    if (decision.notices.length === 0)
        return undefined;
    return {
        importance: 2,
        opening: flavour === 'github' ? '> [!NOTE]\n' : '> <strong>Note</strong><br>\n',
        rows: decision.notices.map((notice) => (0,report_escape/* gfm */.Te) `> ${(0,report_escape/* mdText */.bC)(notice, 500)}<br>\n`.text),
        closing: '\n',
        leftOut: (n) => (0,report_escape/* gfm */.Te) `> <strong>${(0,words/* count */.U9)(n, 'more notice')} left out for length</strong>: ${elsewhere(decision)}.\n`.text,
    };
}
function changesSection(decision) {
    const { previous } = decision;
    if (previous === undefined)
        return undefined;
    const when = (0,ages/* age */.KW)(previous.decidedAt, decision.decidedAt) ?? previous.decidedAt;
    const verdict = (0,words/* formerVerdict */.fR)(decision, previous.verdict);
    const same = previous.changes.length === 0 ? (0,report_escape/* gfm */.Te) ` Nothing that a check looks at has changed.` : undefined;
    return {
        importance: 4,
        opening: (0,report_escape/* gfm */.Te) `### Since the last decision\n\nThe last answer (${(0,report_escape/* mdHover */.W7)(when, (0,ages/* minute */.Vc)(previous.decidedAt))}): <strong>${verdict}</strong>.${same}\n\n`
            .text,
        rows: previous.changes.map((change) => (0,report_escape/* gfm */.Te) `- ${change}\n`.text),
        closing: previous.changes.length === 0 ? '' : '\n',
        leftOut: (n) => (0,report_escape/* gfm */.Te) `\n<strong>${(0,words/* count */.U9)(n, 'more change')} left out for length</strong>: ${elsewhere(decision)}.\n`.text,
    };
}

// EXTERNAL MODULE: ./build/report/exceptions.js
var exceptions = __webpack_require__(6925);
// EXTERNAL MODULE: ./build/report/overrides.js
var overrides = __webpack_require__(6078);
// EXTERNAL MODULE: ./build/report/statement.js
var report_statement = __webpack_require__(7722);
// EXTERNAL MODULE: ./build/report/waivers.js
var waivers = __webpack_require__(9110);
;// CONCATENATED MODULE: ./build/report/summary-exceptions.js







/** A call-out right below the verdict. */
function overridesSection(decision, flavour) {
    const statements = (0,overrides/* urgentOverrides */.Ju)(decision);
    if (statements.length === 0)
        return undefined;
    const loud = statements.some(({ tone }) => tone === 'fail');
    return {
        importance: 1,
        opening: flavour === 'github' ? `> [!${loud ? 'CAUTION' : 'WARNING'}]\n` : '',
        rows: statements.map((statement, at) => (0,report_escape/* gfm */.Te) `${at === 0 ? '' : (0,report_escape/* gfm */.Te) `>\n`}> ${(0,report_escape/* mdSign */.V4)(statement.tone === 'warn' ? '❗' : SIGN[statement.tone])} ${(0,report_statement/* statementInMarkdown */.kL)(statement, decision.decidedAt)}\n`
            .text),
        closing: '\n',
        leftOut: (n) => (0,report_escape/* gfm */.Te) `>\n> <strong>${(0,words/* count */.U9)(n, 'more override')} left out for length</strong>: ${elsewhere(decision)}.\n`
            .text,
    };
}
/** Waivers that count, and whatever was switched off. */
function exceptionsSection(decision) {
    const rows = [
        ...(0,waivers/* waiversInForce */.kT)(decision).map((statement) => item(statement, decision)),
        ...decision.disabled.map(({ rule, policy, why }) => (0,report_escape/* gfm */.Te) `- ${(0,report_escape/* mdSign */.V4)('➖')} <strong>${(0,words/* titleOf */.Gg)(decision, rule, policy)}</strong> of policy ${policy} is switched off: ${why}\n`),
    ];
    return section('### Exceptions in force', rows, 'exception', decision);
}
/** Waivers that do not count: asked for, over, refused, not allowed, unreadable. */
function withoutEffectSection(decision) {
    const rows = (0,waivers/* waiversWithoutEffect */.T_)(decision).map((statement) => item(statement, decision));
    return section('### Waivers that do not count', rows, 'waiver', decision);
}
/** Of other artifacts, over or without effect: here until they are reviewed. */
function otherOverridesSection(decision) {
    const rows = (0,overrides/* otherOverrides */.an)(decision).map((statement) => item(statement, decision));
    const heading = (0,overrides/* urgentOverrides */.Ju)(decision).length === 0 ? '### Overrides' : '### Other overrides';
    return section(heading, rows, 'override', decision);
}
function nonconformitiesSection(decision) {
    const rows = (0,exceptions/* nonconformityStatements */.O)(decision).map((statement) => item(statement, decision));
    return section('### Deployed without a valid decision', rows, 'nonconformity', decision, 'nonconformities');
}
const SIGN = { fail: '❗', warn: '⚠️', wait: '⏳', off: '➖' };
function item(statement, { decidedAt }) {
    return (0,report_escape/* gfm */.Te) `- ${(0,report_escape/* mdSign */.V4)(SIGN[statement.tone])} ${(0,report_statement/* statementInMarkdown */.kL)(statement, decidedAt)}\n`;
}
function section(heading, rows, unit, decision, units = `${unit}s`) {
    if (rows.length === 0)
        return undefined;
    return {
        importance: 2,
        opening: `${heading}\n\n`,
        rows: rows.map(({ text }) => text),
        closing: '\n',
        leftOut: (n) => (0,report_escape/* gfm */.Te) `\n<strong>${(0,words/* count */.U9)(n, `more ${unit}`, `more ${units}`)} left out for length</strong>: ${elsewhere(decision)}.\n`
            .text,
    };
}

// EXTERNAL MODULE: ./build/report/evidence.js
var evidence = __webpack_require__(4674);
// EXTERNAL MODULE: ./build/report/ahead.js
var report_ahead = __webpack_require__(78);
;// CONCATENATED MODULE: ./build/report/mermaid.js
/** The timeline as a Mermaid picture: GitHub and GitLab both draw it. */




/** More rows than this are no picture any more; the newest are drawn. */
const ROWS = 30;
/** Lines of a Gantt chart without the code fence; empty where there is nothing to draw. */
function mermaidTimeline(decision) {
    const drawable = (0,words/* eventsBefore */.PU)(decision);
    const entries = drawable.slice(-ROWS);
    const first = (0,ages/* moment */.n$)(entries[0]?.at);
    const last = (0,ages/* moment */.n$)(decision.decidedAt);
    if (first === undefined || last === undefined)
        return [];
    const ahead = (0,report_ahead/* momentsAhead */.B)(decision);
    // What is far ahead would press the past into a corner: beyond the edge a bar is cut and its label says so.
    const edge = last + Math.max(15 * 60_000, (last - first) * 0.4);
    const end = Math.max(last, ...ahead.map(({ at }) => Math.min((0,ages/* moment */.n$)(at) ?? 0, edge)));
    const days = (end - first) / 86_400_000;
    return [
        'gantt',
        `    title ${(0,report_escape/* mermaidText */.Hg)(decision.request.environment)}, times in UTC, failures in red${drawable.length > ROWS ? `, the last ${ROWS} of ${drawable.length} events` : ''}`,
        '    dateFormat YYYY-MM-DDTHH-mm-ss',
        `    axisFormat ${days > 2 ? '%d %b' : '%H-%M'}`,
        `    tickInterval ${tick(end - first)}`,
        // The line of the moment at which somebody looks would say nothing about the decision.
        '    todayMarker off',
        ...sections(entries, last),
        '    section Decision',
        `    ${(0,report_escape/* mermaidText */.Hg)((0,words/* verdictWords */.L2)(decision))} ${(0,report_escape/* mermaidText */.Hg)(decision.request.environment)}${(0,words/* verdictTail */.W8)(decision)} :milestone, ${(0,words/* byOverride */.MD)(decision) ? 'crit' : { allow: 'done', pending: 'active', deny: 'crit', error: 'crit' }[decision.verdict]}, ${stamp(decision.decidedAt)}, 0s`,
        ...sectionAhead(ahead, last, edge),
    ];
}
/** At most seven lines across the picture: they run through the labels. */
function tick(milliseconds) {
    const minutes = milliseconds / 60_000;
    const fits = TICKS.find(([size]) => minutes / size <= 6) ?? [0, `${Math.ceil(minutes / 1440 / 6)}day`];
    return fits[1];
}
const TICKS = [
    [5, '5minute'],
    [15, '15minute'],
    [30, '30minute'],
    [60, '1hour'],
    [180, '3hour'],
    [720, '12hour'],
    [1440, '1day'],
    [4320, '3day'],
];
/** One section for each environment in the order of their first event; what has none comes first as “Pipeline”. */
function sections(entries, now) {
    const lanes = Map.groupBy(entries, (entry) => (0,report_escape/* mermaidText */.Hg)(entry.environment ?? '') || 'Pipeline');
    return [...lanes].flatMap(([lane, members]) => [
        `    section ${lane}`,
        ...members.map((entry) => {
            const state = entry.outcome === 'failure' ? 'crit' : entry.outcome === 'success' ? 'done' : 'active';
            // The time first: a label can then not begin with a word of the grammar (`section`, `click`, `title`).
            const label = `${dated((0,ages/* moment */.n$)(entry.at) ?? 0, now)} ${(0,report_escape/* mermaidText */.Hg)(entry.label)}`;
            return `    ${label} :milestone, ${state}, ${stamp(entry.at)}, 0s`;
        }),
    ]);
}
/** Bars from the decision to what comes: until when it holds, waits, freezes, what is due. */
function sectionAhead(ahead, from, edge) {
    if (ahead.length === 0)
        return [];
    const start = stamp(new Date(from).toISOString());
    return [
        '    section Ahead',
        ...ahead.map(({ at, label, tone }) => {
            const until = (0,ages/* moment */.n$)(at) ?? from;
            const beyond = until > edge ? ' (beyond this picture)' : '';
            const end = stamp(new Date(Math.min(until, edge)).toISOString());
            const state = tone === 'fail' || tone === 'error' ? 'crit' : tone === 'pass' ? 'done' : 'active';
            return `    ${dated(until, from)} ${(0,report_escape/* mermaidText */.Hg)(label)}${beyond} :${state}, ${start}, ${end}`;
        }),
    ];
}
/** `14.18` on the day of the decision, else `12-18 00.00`. */
function dated(at, now) {
    const [day = '', time = ''] = new Date(at).toISOString().split('T');
    const today = new Date(now).toISOString().slice(0, 10) === day;
    return `${today ? '' : `${day.slice(5)} `}${time.slice(0, 5).replace(':', '.')}`;
}
function stamp(at) {
    return new Date((0,ages/* moment */.n$)(at) ?? 0).toISOString().slice(0, 19).replaceAll(':', '-');
}

// EXTERNAL MODULE: ./build/report/names.js
var names = __webpack_require__(1944);
;// CONCATENATED MODULE: ./build/report/summary-folds.js
/** The folded parts in Markdown: timeline, evidence used and refused with exact times, and the record's numbers. */









function timelineSection(decision) {
    const lines = mermaidTimeline(decision);
    if (lines.length === 0)
        return undefined;
    return fold(decision, 7, (0,report_escape/* gfm */.Te) `Timeline (${(0,words/* count */.U9)((0,words/* eventsBefore */.PU)(decision).length, 'event')})`, '', [`\`\`\`mermaid\n${lines.join('\n')}\n\`\`\`\n`], 'picture');
}
function evidenceSection(decision) {
    const used = (0,evidence/* usedEvidence */.ts)(decision);
    if (used.length === 0)
        return undefined;
    const rows = used.map(({ event, checks }) => (0,report_escape/* gfm */.Te) `| ${list(checks)} | ${says(event)} | ${origin(event)} |\n`.text);
    return fold(decision, 6, (0,report_escape/* gfm */.Te) `Evidence used (${used.length})`, '| for | says | sent |\n|---|---|---|\n', rows);
}
function refusedSection(decision) {
    const refused = (0,evidence/* refusedEvidence */.eb)(decision);
    const unlisted = (0,evidence/* refusedUnlisted */.$d)(decision);
    if (refused.length + unlisted === 0)
        return undefined;
    const rows = refused.map(({ event, checks }) => (0,report_escape/* gfm */.Te) `| ${list(checks)} | ${says(event)} | <strong>${event.explanation}</strong> (${event.reason}) | ${origin(event)} |\n`
        .text);
    const more = unlisted === 0 ? undefined : (0,report_escape/* gfm */.Te) `, ${unlisted} of them only counted`;
    const title = (0,report_escape/* gfm */.Te) `Evidence refused (${refused.length + unlisted}${more})`;
    return fold(decision, 5, title, '| for | said | refused because | sent |\n|---|---|---|---|\n', rows);
}
/** What it says and about what; the link is labelled with where it goes. */
function says(event) {
    const host = (0,words/* hostOf */.w4)(event.uri);
    const link = host === undefined ? undefined : (0,report_escape/* gfm */.Te) ` (${(0,report_escape/* mdLink */.YF)(host, event.uri)})`;
    return (0,report_escape/* gfm */.Te) `${event.says}${link}<br>about ${subject(event)}`;
}
/** Who sent it and who signed it, when exactly, and which event it is. */
function origin(event) {
    const apart = Math.abs(((0,ages/* moment */.n$)(event.receivedAt) ?? 0) - ((0,ages/* moment */.n$)(event.timestamp) ?? 0)) > 1000;
    const received = apart ? (0,report_escape/* gfm */.Te) `, received ${(0,ages/* exact */.e0)(event.receivedAt)}` : undefined;
    const signed = event.signer === undefined ? undefined : (0,report_escape/* gfm */.Te) `, signed by ${(0,report_escape/* mdText */.bC)(event.signer, 200)}`;
    return (0,report_escape/* gfm */.Te) `${(0,names/* senderOf */.VO)(event)} from ${event.source}${signed}<br>${(0,ages/* exact */.e0)(event.timestamp)}${received}<br>no. ${event.sequence} ${(0,report_escape/* mdText */.bC)((0,evidence/* shortType */.RI)(event.type), 80)} ${(0,report_escape/* mdCode */.xs)(event.id, 100)}`;
}
/** At most six, so that one row stays a row. */
function list(names) {
    const more = names.length - 6;
    return (0,report_escape/* gfm */.Te) `${(0,report_escape/* mdJoin */.q6)(names.slice(0, 6), ', ')}${more > 0 ? (0,report_escape/* gfm */.Te) ` and ${more} more` : undefined}`;
}
function subject(event) {
    const digest = /sha256(?::|%3A)[0-9a-f]{64}/i.exec(event.subject)?.[0];
    if (digest === undefined)
        return (0,report_escape/* gfm */.Te) `${event.subject}`;
    return (0,report_escape/* gfm */.Te) `${event.subject.replace(digest, (0,names/* shortDigest */.VK)(digest.toLowerCase().replace('%3a', ':')))}`;
}
/** Who asked, which policies in which version, up to which event: what an auditor needs to ask again. */
function recordSection(decision) {
    const { request } = decision;
    const held = (0,report_lease/* leaseInFull */.F)(decision);
    const lease = held === undefined ? undefined : (0,report_said/* saidInMarkdown */.sm)(held, decision.decidedAt);
    const facts = [
        [
            'decision',
            (0,report_escape/* gfm */.Te) `${(0,report_escape/* mdCode */.xs)(decision.id, 100)} at ${(0,ages/* exact */.e0)(decision.decidedAt)}, mode ${decision.mode}, verdict ${decision.verdict}`,
        ],
        ...request.artifacts.map(({ digest, purl }) => [
            'artifact',
            (0,report_escape/* gfm */.Te) `${(0,report_escape/* mdCode */.xs)(digest, 160)}${purl === undefined ? undefined : (0,report_escape/* gfm */.Te) `<br>${(0,report_escape/* mdCode */.xs)(purl, 400)}`}`,
        ]),
        ...(request.actor === undefined
            ? []
            : [['actor (claimed)', (0,report_escape/* gfm */.Te) `${request.actor}`]]),
        ...(request.change?.author === undefined
            ? []
            : [['author (claimed)', (0,report_escape/* gfm */.Te) `${request.change.author}`]]),
        ['requester', (0,report_escape/* gfm */.Te) `${(0,names/* nameAndId */.wW)(decision.requester)}, organisation ${decision.organisation}`],
        ...decision.policies.map(({ name, digest, owner, origin, layer, rules }) => [
            'policy',
            (0,report_escape/* gfm */.Te) `<strong>${name}</strong>, ${layer === undefined ? undefined : (0,report_escape/* gfm */.Te) `layer ${layer}, `}${(0,words/* count */.U9)(rules, 'rule')}, from the ${origin === 'store' ? 'store' : 'request (a file can only add)'}${owner === undefined ? undefined : (0,report_escape/* gfm */.Te) `, owner ${owner}`}<br>${(0,report_escape/* mdCode */.xs)(digest, 160)}`,
        ]),
        ...(decision.policies.length === 0 ? [['policy', (0,report_escape/* gfm */.Te) `none`]] : []),
        ...decision.watermarks.map(({ feed, lastSeen }) => [
            'feed',
            (0,report_escape/* gfm */.Te) `${feed}, last heard ${lastSeen === undefined ? 'never' : (0,ages/* exact */.e0)(lastSeen)}`,
        ]),
        ...(decision.trust === undefined
            ? []
            : [['trust document', (0,report_escape/* mdCode */.xs)(decision.trust, 160)]]),
        ...(lease === undefined ? [] : [['lease', lease]]),
        ['store position', (0,report_escape/* gfm */.Te) `${decision.position}`],
        ['evaluator', (0,report_escape/* gfm */.Te) `${decision.evaluator.name} ${decision.evaluator.version}`],
        ...(decision.previous === undefined
            ? []
            : [['previous', (0,report_escape/* gfm */.Te) `${(0,report_escape/* mdCode */.xs)(decision.previous.id, 100)}`]]),
        ...(decision.replayOf === undefined
            ? []
            : [['replay of', (0,report_escape/* gfm */.Te) `${(0,report_escape/* mdCode */.xs)(decision.replayOf, 100)}`]]),
    ];
    const rows = facts.map(([name, value]) => `| ${name} | ${value.text} |\n`);
    return fold(decision, 4, (0,report_escape/* gfm */.Te) `How this was decided`, '| | |\n|---|---|\n', rows);
}
function fold(decision, importance, title, head, rows, unit = 'row') {
    return {
        importance,
        opening: `<details><summary>${title.text}</summary>\n\n${head}`,
        rows,
        closing: '\n</details>\n\n',
        leftOut: (n) => (0,report_escape/* gfm */.Te) `\n<strong>${(0,words/* count */.U9)(n, unit)} left out for length</strong>: ${elsewhere(decision)}.\n`.text,
    };
}

;// CONCATENATED MODULE: ./build/report/summary-table.js
/** The table of checks in Markdown. */








const COLUMNS = [
    {
        title: 'result',
        cell: (finding, _decision, _depth, of) => (0,report_escape/* gfm */.Te) `${(0,report_escape/* mdSign */.V4)((0,words/* resultWord */.kV)(finding, of).sign)}&nbsp;${(0,words/* resultWord */.kV)(finding, of).word}`,
    },
    { title: 'check', cell: checkCell },
    { title: 'required', cell: (finding) => (0,report_escape/* gfm */.Te) `${finding.required}` },
    { title: 'found', cell: foundCell },
    { title: 'when', cell: whenCell },
    { title: 'by', cell: (finding) => (finding.by === undefined ? undefined : (0,report_escape/* gfm */.Te) `${(0,names/* personName */.hJ)(finding.by)}`) },
    {
        title: 'clause',
        cell: (finding) => (finding.controls.length === 0 ? undefined : controls(finding.controls)),
    },
];
/** Columns that no check fills are left out: on a phone every column counts. */
function checksSection(decision) {
    const all = (0,evidence/* everyFinding */.BC)(decision.findings);
    if (all.length === 0)
        return undefined;
    const columns = ((0,words/* severalLayers */.JK)(all) ? [...COLUMNS, LAYER] : COLUMNS).filter(({ cell }) => all.some((finding) => cell(finding, decision, 0) !== undefined));
    const line = (cells) => `| ${cells.join(' | ')} |\n`;
    const rowsOf = (finding, depth, of) => line(columns.map(({ cell }) => cell(finding, decision, depth, of)?.text ?? '')) +
        (finding.members ?? []).map((member) => rowsOf(member, depth + 1, finding)).join('');
    return {
        importance: 3,
        opening: `### Checks\n\n${line(columns.map(({ title }) => title))}${line(columns.map(() => '---'))}`,
        rows: decision.findings.map((finding) => rowsOf(finding, 0)),
        closing: '\n',
        leftOut: (n) => (0,report_escape/* gfm */.Te) `\n<strong>${(0,words/* count */.U9)(n, 'more check')} left out for length</strong>: ${elsewhere(decision)}.\n`.text,
    };
}
function checkCell(finding, _decision, depth) {
    const warns = finding.enforce === 'warn' ? (0,report_escape/* gfm */.Te) ` <em>(warns only)</em>` : undefined;
    return (0,report_escape/* gfm */.Te) `${depth === 0 ? undefined : (0,report_escape/* gfm */.Te) `↳ `}${depth === 0 ? (0,report_escape/* gfm */.Te) `<strong>${(0,words/* titleText */.Qw)(finding)}</strong>` : (0,words/* titleText */.Qw)(finding)}${warns}`;
}
function foundCell(finding, decision) {
    // The link is labelled with where it goes: a label from the event could say anything.
    const link = (0,words/* evidenceLink */.Ow)(finding);
    const source = link === undefined ? undefined : (0,report_escape/* gfm */.Te) ` (${(0,report_escape/* mdLink */.YF)(link.host, link.target)})`;
    const exception = (0,exceptions/* exceptionOf */.d)(finding, decision);
    const until = exception === undefined ? undefined : (0,report_escape/* gfm */.Te) `; ${(0,report_said/* saidInMarkdown */.sm)(exception, decision.decidedAt)}`;
    const refused = finding.refused.length + (finding.refusedMore ?? 0);
    return (0,report_escape/* gfm */.Te) `${(0,words/* foundText */.iq)(finding)}${source}${until}${refused === 0 ? undefined : (0,report_escape/* gfm */.Te) `; ${refused} refused`}`;
}
function whenCell(finding, decision) {
    const when = (0,ages/* age */.KW)(finding.at, decision.decidedAt);
    return when === undefined || finding.at === undefined ? undefined : (0,report_escape/* mdHover */.W7)(when, (0,ages/* exact */.e0)(finding.at));
}
/** Only where there is more than one: which policy asks for it, and which rules of earlier layers it stands in for. */
const LAYER = { title: 'layer', cell: layerCell };
function layerCell(finding) {
    const layer = (0,words/* layerWord */.Yg)(finding) ?? 'not recorded';
    const tightens = finding.tightens ?? [];
    const stricter = tightens.length === 0 ? undefined : (0,report_escape/* gfm */.Te) `<br>tightens ${controls(tightens)}`;
    return (0,report_escape/* gfm */.Te) `${(0,report_escape/* mdHover */.W7)(layer, `policy ${finding.policy}`)}${stricter}`;
}
function controls(clauses) {
    const more = clauses.length - 4;
    return (0,report_escape/* gfm */.Te) `${(0,report_escape/* mdJoin */.q6)(clauses.slice(0, 4), ', ')}${more > 0 ? (0,report_escape/* gfm */.Te) ` and ${more} more` : undefined}`;
}

;// CONCATENATED MODULE: ./build/report/summary.js
/**
 * The decision as Markdown for a job summary (GitHub) or a merge request note (GitLab): what a release manager reads.
 * The verdict in words, then what to do next, then the table, then everything else in folds.
 */















const BUDGET = { github: 900 * 1024, gitlab: 900_000 };
/** Below this the verdict and the way to unblock it cannot be said. */
const LEAST = 4 * 1024;
/** Blockers beyond this are named in one line each; the table has the rest of what is known about them. */
const BLOCKERS_IN_FULL = 20;
/**
 * Markdown of at most `budget` bytes (at least 4 KiB; see below). Where rows are left out, a line says how many and where
 * to read them. When even the parts that are never left out do not fit (strings made to be long), every string is cut
 * shorter and the page is written again.
 */
function renderSummary(decision, options) {
    const budget = Math.max(LEAST, options.budget ?? BUDGET[options.flavour]);
    let text = '';
    for (const length of [undefined, 100, 40, 12]) {
        const shown = length === undefined ? decision : shortened(decision, length);
        text = `${(0,report_budget/* withinBudget */.xV)(sectionsOf(shown, options.flavour), budget - 1).trimEnd()}\n`;
        if ((0,report_budget/* bytes */.ee)(text) <= budget)
            return text;
    }
    return text;
}
function sectionsOf(decision, flavour) {
    return [
        (0,report_budget/* fixed */.Zu)(`${heading(decision).text}\n\n${about(decision).text}\n\n`),
        modeSection(decision, flavour),
        overridesSection(decision, flavour),
        blockersSection(decision),
        checksSection(decision),
        noticesSection(decision, flavour),
        nonconformitiesSection(decision),
        otherOverridesSection(decision),
        exceptionsSection(decision),
        withoutEffectSection(decision),
        changesSection(decision),
        timelineSection(decision),
        evidenceSection(decision),
        refusedSection(decision),
        recordSection(decision),
    ].filter((section) => section !== undefined);
}
/** `## Not ready for production: 2 of 7 checks fail ⛔`: the words first, for who hears the page and who skims it. */
function heading(decision) {
    const opens = decision.mode === 'enforce' || decision.mode === 'warn';
    const sign = opens ? (0,report_escape/* gfm */.Te) ` ${(0,report_escape/* mdSign */.V4)(words/* verdictSign */.r0(decision))}` : undefined;
    return (0,report_escape/* gfm */.Te) `## ${words/* verdictWords */.L2(decision)} ${(0,report_escape/* mdText */.bC)(decision.request.environment, 80)}${words/* verdictTail */.W8(decision) === '' ? undefined : (0,report_escape/* gfm */.Te) ` by override`}: ${(0,report_escape/* mdText */.bC)(words/* summarySentence */.qv(decision), 200)}${sign}`;
}
function about(decision) {
    const { request, decidedAt } = decision;
    const dueAt = words/* opensAt */.dD(decision);
    const inRun = request.run === undefined ? undefined : (0,report_escape/* gfm */.Te) ` in ${(0,report_escape/* mdLink */.YF)(names/* runName */.rt(request.run), request.run)}`;
    const said = (sentence) => sentence === undefined ? undefined : (0,report_said/* saidInMarkdown */.sm)(sentence, decidedAt);
    const lease = (0,report_lease/* leaseSaid */.q)(decision);
    const facts = [
        (0,report_escape/* gfm */.Te) `${artifacts(request.artifacts)} → <strong>${(0,report_escape/* mdText */.bC)(request.environment, 80)}</strong>`,
        request.service === undefined ? undefined : (0,report_escape/* gfm */.Te) `service ${(0,report_escape/* mdText */.bC)(request.service, 80)}`,
        said((0,change/* changeSaid */.s)(decision)),
        (0,report_escape/* gfm */.Te) `asked by ${(0,report_escape/* mdText */.bC)(names/* requesterName */.Sr(decision.requester), 80)}${inRun}`,
        (0,report_escape/* gfm */.Te) `decided ${(0,ages/* minute */.Vc)(decidedAt)}`,
        decision.expiresAt === undefined
            ? undefined
            : (0,report_escape/* gfm */.Te) `<strong>holds until ${(0,ages/* clock */.pm)(decision.expiresAt, decidedAt)} UTC</strong>`,
        lease === undefined ? undefined : (0,report_escape/* gfm */.Te) `lease: ${(0,report_said/* saidInMarkdown */.sm)(lease, decidedAt)}`,
        dueAt === undefined
            ? undefined
            : (0,report_escape/* gfm */.Te) `can change by itself ${(0,ages/* age */.KW)(dueAt, decidedAt)}, at ${(0,ages/* clock */.pm)(dueAt, decidedAt)} UTC`,
        words/* hostOf */.w4(decision.url) === undefined ? undefined : (0,report_escape/* mdLink */.YF)('full decision', decision.url),
    ];
    return (0,report_escape/* mdJoin */.q6)(facts, ' · ');
}
const ARTIFACTS = 5;
function artifacts(list) {
    const shown = list.slice(0, ARTIFACTS).map((artifact) => {
        const name = names/* artifactName */.Cs(artifact);
        const digest = (0,report_escape/* mdCode */.xs)(names/* shortDigest */.VK(artifact.digest), 80);
        return name === undefined ? digest : (0,report_escape/* gfm */.Te) `<strong>${(0,report_escape/* mdText */.bC)(name, 80)}</strong> (${digest})`;
    });
    const more = list.length - shown.length;
    return (0,report_escape/* gfm */.Te) `${(0,report_escape/* mdJoin */.q6)(shown, ', ')}${more > 0 ? (0,report_escape/* gfm */.Te) ` and ${more} more (see the record below)` : undefined}`;
}
function modeSection(decision, flavour) {
    const note = words/* modeNote */.K5(decision);
    if (note === undefined)
        return undefined;
    return (0,report_budget/* fixed */.Zu)(flavour === 'github' ? (0,report_escape/* gfm */.Te) `> [!WARNING]\n> ${note}\n\n`.text : (0,report_escape/* gfm */.Te) `> <strong>${note}</strong>\n\n`.text);
}
function blockersSection(decision) {
    const blockers = words/* blockersOf */.be(decision);
    if (blockers.length === 0)
        return undefined;
    return {
        importance: 1,
        opening: `### ${decision.verdict === 'pending' ? 'What is waited for' : 'To unblock'}\n\n`,
        rows: blockers.map((finding, at) => (at < BLOCKERS_IN_FULL ? blocker(finding, decision) : named(finding)).text),
        closing: '\n',
        leftOut: (n) => (0,report_escape/* gfm */.Te) `\n<strong>${words/* count */.U9(n, 'more blocker')} left out for length</strong>: ${elsewhere(decision)}.\n`
            .text,
    };
}
function blocker(finding, decision) {
    const when = (0,ages/* age */.KW)(finding.at, decision.decidedAt);
    const hover = when === undefined || finding.at === undefined ? undefined : (0,report_escape/* gfm */.Te) `, ${(0,report_escape/* mdHover */.W7)(when, (0,ages/* minute */.Vc)(finding.at))}`;
    const link = words/* evidenceLink */.Ow(finding);
    const source = link === undefined ? undefined : (0,report_escape/* gfm */.Te) ` (${(0,report_escape/* mdLink */.YF)(link.host, link.target)})`;
    const what = (0,report_escape/* mdInstructions */.pu)(finding.remediation ?? 'The policy states no way to unblock this.', words/* strangersStrings */.yr(finding, decision));
    const ask = finding.owner === undefined
        ? undefined
        : (0,report_escape/* gfm */.Te) `<br>Ask <strong>${names/* personName */.hJ(finding.owner)}</strong>.`;
    const notes = (0,waivers/* notesFor */.vH)(finding, decision).map((note) => (0,report_escape/* gfm */.Te) `<br>${(0,report_escape/* mdSign */.V4)('➖')} ${(0,report_said/* saidInMarkdown */.sm)(note, decision.decidedAt)}`);
    return (0,report_escape/* gfm */.Te) `1. <strong>${words/* titleText */.Qw(finding)}</strong> ${words/* resultWord */.kV(finding).word}: ${words/* foundSentence */.wI(finding)}${source}${hover}; required: ${finding.required}.<br>${what}${ask}${notes}\n`;
}
function named(finding) {
    return (0,report_escape/* gfm */.Te) `1. <strong>${words/* titleText */.Qw(finding)}</strong> ${words/* resultWord */.kV(finding).word}: ${words/* foundSentence */.wI(finding)}\n`;
}


/***/ })

};
