export const id = 6925;
export const ids = [6925];
export const modules = {

/***/ 6234:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ sayVerdict),
/* harmony export */   V: () => (/* binding */ verdictOf)
/* harmony export */ });
/**
 * Any error → error; else a blocking fail → deny; else a pending → pending; else, when at least one blocking rule
 * passed → allow; else nothing was judged → error. Rules that only warn never change it.
 */
function verdictOf(findings) {
    const blocking = findings.filter(({ enforce }) => enforce === 'block');
    const has = (result) => blocking.some((finding) => finding.result === result);
    if (has('error'))
        return 'error';
    if (has('fail'))
        return 'deny';
    if (has('pending'))
        return 'pending';
    return has('pass') ? 'allow' : 'error';
}
/** `2 of 7 checks fail.` */
function sayVerdict(verdict, findings) {
    const judged = findings.filter(({ result, enforce }) => enforce === 'block' && result !== 'off' && result !== 'not-applicable');
    const count = (result) => judged.filter((finding) => finding.result === result).length;
    const of = (many, what) => judged.length === 1 ? `The one check ${what}.` : `${many} of ${judged.length} checks ${what}.`;
    if (verdict === 'allow')
        return sayAllow(judged.length, count('waived'), count('overridden'));
    if (verdict === 'deny')
        return of(count('fail'), count('fail') === 1 ? 'fails' : 'fail');
    if (verdict === 'pending')
        return of(count('pending'), count('pending') === 1 ? 'is still waiting' : 'are still waiting');
    if (count('error') > 0)
        return of(count('error'), 'could not be judged');
    return 'No check was judged.';
}
/** An allow that stands on exceptions says so before all else. */
function sayAllow(all, waived, overridden) {
    if (waived + overridden === 0)
        return all === 1 ? 'The one check passes.' : `All ${all} checks pass.`;
    const parts = [
        ...(waived === 0 ? [] : [`${waived} ${waived === 1 ? 'is' : 'are'} waived`]),
        ...(overridden === 0 ? [] : [`${overridden} ${overridden === 1 ? 'is' : 'are'} overridden`]),
    ];
    const passed = all - waived - overridden;
    return `${passed} of ${all} checks ${passed === 1 ? 'passes' : 'pass'}, ${parts.join(', ')}.`;
}


/***/ }),

/***/ 5299:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KW: () => (/* binding */ age),
/* harmony export */   Ln: () => (/* binding */ span),
/* harmony export */   Vc: () => (/* binding */ minute),
/* harmony export */   e0: () => (/* binding */ exact),
/* harmony export */   n$: () => (/* binding */ moment),
/* harmony export */   pm: () => (/* binding */ clock)
/* harmony export */ });
/** Moments as people say them, relative to the decision (reports read no clock). */
/** `just now`, `25 s`, `11 min`, `3 h 12 min`, `2 d 4 h`, `40 d`. */
function span(milliseconds) {
    const seconds = Math.floor(Math.abs(milliseconds) / 1000);
    if (seconds < 60)
        return `${seconds} s`;
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60)
        return `${minutes} min`;
    const hours = Math.floor(minutes / 60);
    if (hours < 24)
        return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
    const days = Math.floor(hours / 24);
    return days >= 7 || hours % 24 === 0 ? `${days} d` : `${days} d ${hours % 24} h`;
}
/** `11 min ago`, `in 15 min`, `just now`; undefined for what is not a moment. */
function age(at, now) {
    const then = moment(at);
    const reference = moment(now);
    if (then === undefined || reference === undefined)
        return undefined;
    const passed = reference - then;
    if (Math.abs(passed) < 5_000)
        return 'just now';
    return passed > 0 ? `${rough(passed)} ago` : `in ${rough(passed)}`;
}
/** As people say it: no minutes after three hours, no hours after three days. The exact time stands beside or on hover. */
function rough(milliseconds) {
    const hours = Math.floor(Math.abs(milliseconds) / 3_600_000);
    if (hours >= 72)
        return `${Math.floor(hours / 24)} d`;
    return hours >= 3 && hours < 24 ? `${hours} h` : span(milliseconds);
}
/** `2026-11-21 14:03:07 UTC`; what is not a moment is given back as it is (escape it). */
function exact(at) {
    const then = moment(at);
    return then === undefined ? at : `${new Date(then).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
/** `2026-11-21 14:03 UTC`. */
function minute(at) {
    const then = moment(at);
    return then === undefined ? at : `${new Date(then).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
/** `14:18` on the day of `now`, else `2026-11-22 08:00`; always UTC. */
function clock(at, now) {
    const then = moment(at);
    const reference = moment(now);
    if (then === undefined)
        return at;
    const text = new Date(then).toISOString();
    const sameDay = reference !== undefined && new Date(reference).toISOString().slice(0, 10) === text.slice(0, 10);
    return sameDay ? text.slice(11, 16) : text.slice(0, 16).replace('T', ' ');
}
/** Milliseconds since 1970, or undefined. RFC 3339 only: `Date.parse` alone takes `Friday 1` too. */
function moment(at) {
    if (at === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(at))
        return undefined;
    const then = Date.parse(at);
    return Number.isNaN(then) ? undefined : then;
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

/***/ 6925:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ nonconformityStatements),
/* harmony export */   d: () => (/* binding */ exceptionOf)
/* harmony export */ });
/* harmony import */ var _ages_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5299);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1944);
/* harmony import */ var _overrides_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6078);
/* harmony import */ var _said_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9778);
/* harmony import */ var _statement_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7722);
/* harmony import */ var _waivers_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9110);
/** Under what a finding is waived or overridden, and deployments that no decision stood behind, in words. */






/** Under what a finding is waived or overridden, in a few words; undefined for any other finding. */
function exceptionOf(finding, decision) {
    const waiver = (0,_waivers_js__WEBPACK_IMPORTED_MODULE_3__/* .waiverOf */ .Ci)(finding, decision);
    if (waiver !== undefined)
        return (0,_said_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `waived until ${(0,_said_js__WEBPACK_IMPORTED_MODULE_1__/* .clockAt */ .w3)(waiver.until ?? 'no end')} by ${(0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .personName */ .hJ)(waiver.by ?? 'nobody that is named')}`;
    const override = (0,_overrides_js__WEBPACK_IMPORTED_MODULE_0__/* .overrideOf */ .Oe)(finding, decision);
    if (override !== undefined)
        return (0,_said_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `overridden until ${(0,_said_js__WEBPACK_IMPORTED_MODULE_1__/* .clockAt */ .w3)(override.until)} by ${(0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .personName */ .hJ)(override.by)}`;
    return finding.result === 'waived' || finding.result === 'overridden'
        ? (0,_said_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `${finding.result} by ${finding.exception ?? 'something that is not recorded'}`
        : undefined;
}
/** Deployments that no decision stood behind, the newest first. */
function nonconformityStatements(decision) {
    return (decision.nonconformities ?? [])
        .toSorted((a, b) => b.sequence - a.sequence)
        .map((one) => ({ tone: 'fail', lines: [nonconformitySaid(one, decision)] }));
}
function nonconformitySaid(one, decision) {
    const { artifact, service } = one;
    const what = service === undefined ? (0,_said_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `An artifact was deployed` : (0,_said_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `Service ${(0,_said_js__WEBPACK_IMPORTED_MODULE_1__/* .strong */ .ko)(service)} was deployed`;
    const which = artifact === undefined ? undefined : (0,_said_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `, ${(0,_said_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)((0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .shortDigest */ .VK)(digestIn(artifact)))}`;
    const here = decision.request.artifacts.some(({ digest }) => artifact?.includes(digest) === true)
        ? (0,_said_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) ` (the artifact that is asked about)`
        : undefined;
    const number = String(one.sequence);
    // Only a plain number: a record can hold anything there.
    const command = /^[1-9]\d*$/.test(number) ? (0,_statement_js__WEBPACK_IMPORTED_MODULE_2__/* .commandSaid */ .Pe)('turnpike nonconformity answer', number) : undefined;
    const when = (0,_ages_js__WEBPACK_IMPORTED_MODULE_5__/* .moment */ .n$)(one.at) === undefined ? undefined : (0,_said_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) ` at ${(0,_said_js__WEBPACK_IMPORTED_MODULE_1__.at)(one.at)}`;
    return (0,_said_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv) `${what}${which}${here}${when} by ${(0,_said_js__WEBPACK_IMPORTED_MODULE_1__/* .strong */ .ko)((0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .knownProducer */ .ci)(decision, one.by))}, and no valid decision stood behind it: ${(0,_said_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(one.says)}. Open until somebody answers for it${command}; event no. ${one.sequence}, deployment no. ${one.deployment}.`;
}
function digestIn(artifact) {
    return /sha256:[0-9a-f]{64}/.exec(artifact)?.[0] ?? artifact;
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

/***/ 6078:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ju: () => (/* binding */ urgentOverrides),
/* harmony export */   Oe: () => (/* binding */ overrideOf),
/* harmony export */   an: () => (/* binding */ otherOverrides),
/* harmony export */   pb: () => (/* binding */ overrideStatements)
/* harmony export */ });
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1944);
/* harmony import */ var _said_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9778);
/* harmony import */ var _statement_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7722);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4702);
/** Overrides (break-glass) in words: what they open, whose they are, and how far the review is. */




/** All of them, those that concern this question first. Each is here until it is reviewed. */
function overrideStatements(decision) {
    return [...urgentOverrides(decision), ...otherOverrides(decision)];
}
/** What a reader must know before the checks: those of this artifact that hold or could, and reviews that are late. */
function urgentOverrides(decision) {
    return statements(decision, urgent);
}
function otherOverrides(decision) {
    return statements(decision, (override) => !urgent(override));
}
function urgent({ state, concerns, review }) {
    return review.state === 'overdue' || (concerns && (state === 'in-force' || state === 'awaiting-second'));
}
function statements(decision, wanted) {
    return decision.overrides
        .filter(wanted)
        .toSorted((a, b) => Number(b.concerns) - Number(a.concerns))
        .map((override) => ({ tone: toneOf(override), lines: linesOf(override, decision) }));
}
function toneOf({ state, review, concerns }) {
    if (review.state === 'overdue')
        return 'fail';
    if (state === 'in-force')
        return concerns ? 'fail' : 'warn';
    if (state === 'awaiting-second')
        return 'wait';
    return review.state === 'done' || state === 'not-allowed' ? 'off' : 'warn';
}
function linesOf(override, decision) {
    const { by, reason, concerns, artifact } = override;
    const whose = concerns ? undefined : (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `, of another artifact, ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)((0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .shortDigest */ .VK)(artifact))},`;
    return [
        (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .strong */ .ko)('Override (break-glass)')} by ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .strong */ .ko)((0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .personName */ .hJ)(by))}${whose} ${stateSaid(override)}`,
        (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `${opensSaid(override, decision)}Reason: ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(reason)}${(0,_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .ticketSaid */ .Ur)(override.ticket)}.`,
        reviewSaid(override),
    ];
}
function stateSaid({ id, state, until, second, secondDue, why }) {
    switch (state) {
        case 'in-force': {
            const missing = secondDue === undefined
                ? undefined
                : (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `, ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .strong */ .ko)('not confirmed yet')}: a second person must by ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__.at)(secondDue)}, or it ends${(0,_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .commandSaid */ .Pe)('turnpike override confirm', id)}`;
            const confirmed = second === undefined ? missing : (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `, confirmed by ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .strong */ .ko)((0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .personName */ .hJ)(second))}`;
            return (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `is in force until ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__.at)(until)}${confirmed}.`;
        }
        case 'awaiting-second': {
            const needs = why === undefined ? (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `: a second person must confirm it` : (0,_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .whySaid */ .wt)(why);
            const due = secondDue === undefined ? undefined : (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `, at the latest by ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__.at)(secondDue)}`;
            return (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .strong */ .ko)('does not count yet')}${needs}${due}${(0,_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .commandSaid */ .Pe)('turnpike override confirm', id)}.`;
        }
        case 'expired':
            // One that nobody confirmed ended before its time.
            return why === undefined || why.startsWith('it ended at ')
                ? (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `is over since ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__.at)(until)}.`
                : (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .strong */ .ko)('is over')}${(0,_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .whySaid */ .wt)(why)}.`;
        case 'not-allowed':
            return (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .strong */ .ko)('does not count')}${(0,_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .whySaid */ .wt)(why)}.`;
        default:
            return (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .strong */ .ko)('does not count')}: its state is ${state}${(0,_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .whySaid */ .wt)(why)}.`;
    }
}
const NAMED = 6;
/** Which checks it opens here. */
function opensSaid({ rules, state, concerns }, decision) {
    if (!concerns || state !== 'in-force')
        return undefined;
    if (rules.length === 0)
        return (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `No check needs it now. `;
    const more = rules.length - NAMED;
    const names = rules
        .slice(0, NAMED)
        .map((rule, index) => (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `${index === 0 ? undefined : (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `, `}${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .strong */ .ko)((0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .titleOf */ .Gg)(decision, rule))}`);
    return (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `It overrides: ${names}${more > 0 ? (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) ` and ${more} more` : undefined}. `;
}
function reviewSaid({ id, review, by }) {
    const command = (0,_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .commandSaid */ .Pe)('turnpike override review', id);
    const { state, due } = review;
    const record = review.ticket === undefined ? undefined : (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `; record ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .ticket */ .bL)(review.ticket)}`;
    switch (state) {
        case 'done':
            return (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `Reviewed${review.by === undefined ? undefined : (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) ` by ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .strong */ .ko)((0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .personName */ .hJ)(review.by))}`}${record}.`;
        case 'overdue':
            return (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .strong */ .ko)('Review overdue')}${due === undefined ? undefined : (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) ` since ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__.at)(due)}`}: somebody other than ${(0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .personName */ .hJ)(by)} must review it${command}${record}.`;
        default:
            return (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .strong */ .ko)('Review open')}${due === undefined ? undefined : (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `, due ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__.at)(due)}`}, by somebody other than ${(0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .personName */ .hJ)(by)}${command}${record}.`;
    }
}
function overrideOf(finding, decision) {
    if (finding.result !== 'overridden')
        return undefined;
    return decision.overrides.find(({ id }) => id === finding.exception);
}


/***/ }),

/***/ 9778:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GY: () => (/* binding */ saidInText),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   at: () => (/* binding */ at),
/* harmony export */   bL: () => (/* binding */ ticket),
/* harmony export */   cv: () => (/* binding */ say),
/* harmony export */   hD: () => (/* binding */ quote),
/* harmony export */   ko: () => (/* binding */ strong),
/* harmony export */   nf: () => (/* binding */ link),
/* harmony export */   oQ: () => (/* binding */ saidInHtml),
/* harmony export */   sm: () => (/* binding */ saidInMarkdown),
/* harmony export */   w3: () => (/* binding */ clockAt)
/* harmony export */ });
/* unused harmony exports quoted, ticketLink */
/* harmony import */ var _ages_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5299);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9924);
/**
 * One sentence for every report. Its fixed words are ours; what is put into it may be a stranger's and is escaped by the
 * exit that writes it: Markdown, HTML or plain text. So all reports say the same, and none of them is forgotten.
 */


/** The fixed words must mean nothing in Markdown and HTML: letters, digits, and plain punctuation. */
function say(strings, ...values) {
    return { is: 'said', strings, values };
}
const strong = (text) => ({ is: 'strong', text });
const code = (text) => ({ is: 'code', text });
const quote = (text) => ({ is: 'quote', text });
const ticket = (text) => ({ is: 'ticket', text });
/** Without its age, for narrow places. */
const clockAt = (text) => ({ is: 'clock', text });
/** What somebody wrote, alone. */
const quoted = (text) => say `${quote(text)}`;
/** A ticket alone. */
const ticketLink = (text) => say `${ticket(text)}`;
const at = (text) => ({ is: 'moment', text });
const link = (text, target) => ({ is: 'link', text, target });
/** @param now RFC 3339: ages count from it */
function saidInMarkdown(said, now) {
    return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .gfm */ .Te)(said.strings, ...said.values.map((value) => markdownOf(value, now)));
}
function markdownOf(value, now) {
    if (value === undefined || typeof value !== 'object')
        return value;
    if (!('is' in value))
        return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .gfm */ .Te) `${value.map((one) => saidInMarkdown(one, now))}`;
    switch (value.is) {
        case 'said':
            return saidInMarkdown(value, now);
        case 'strong':
            return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .gfm */ .Te) `<strong>${value.text}</strong>`;
        case 'code':
            return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .mdCode */ .xs)(value.text, 100);
        case 'quote':
            return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .gfm */ .Te) `“${unquoted(value.text)}”`;
        case 'link':
            return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .mdLink */ .YF)((0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .mdText */ .bC)(value.text, 80), value.target);
        case 'ticket':
            return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .mdLink */ .YF)((0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .mdText */ .bC)(ticketLabel(value.text), 80), value.text);
        case 'clock':
            return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .mdHover */ .W7)(clockIn(value.text, now), (0,_ages_js__WEBPACK_IMPORTED_MODULE_1__/* .exact */ .e0)(value.text));
        case 'moment': {
            const words = (0,_ages_js__WEBPACK_IMPORTED_MODULE_1__/* .age */ .KW)(value.text, now);
            return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .gfm */ .Te) `${markdownOf(clockAt(value.text), now)}${words === undefined ? undefined : (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .gfm */ .Te) ` (${words})`}`;
        }
    }
}
/** @param now RFC 3339: ages count from it */
function saidInHtml(said, now) {
    return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .htm */ .ob)(said.strings, ...said.values.map((value) => htmlOf(value, now)));
}
function htmlOf(value, now) {
    if (value === undefined || typeof value !== 'object')
        return value;
    if (!('is' in value))
        return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .htm */ .ob) `${value.map((one) => saidInHtml(one, now))}`;
    switch (value.is) {
        case 'said':
            return saidInHtml(value, now);
        case 'strong':
            return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .htm */ .ob) `<strong>${value.text}</strong>`;
        case 'code':
            return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .htm */ .ob) `<code>${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .htmlText */ .js)(value.text, 100)}</code>`;
        case 'quote':
            return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .htm */ .ob) `“${unquoted(value.text)}”`;
        case 'link':
            return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .htmlLink */ .Ar)((0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .htmlText */ .js)(value.text, 80), value.target);
        case 'ticket':
            return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .htmlLink */ .Ar)((0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .htmlText */ .js)(ticketLabel(value.text), 80), value.text);
        case 'clock':
            return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .htm */ .ob) `<time datetime="${value.text}" title="${(0,_ages_js__WEBPACK_IMPORTED_MODULE_1__/* .exact */ .e0)(value.text)}">${clockIn(value.text, now)}</time>`;
        case 'moment': {
            const words = (0,_ages_js__WEBPACK_IMPORTED_MODULE_1__/* .age */ .KW)(value.text, now);
            return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .htm */ .ob) `${htmlOf(clockAt(value.text), now)}${words === undefined ? undefined : (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .htm */ .ob) ` (${words})`}`;
        }
    }
}
/** One line without markup; whoever writes XML or a log escapes it for that. */
function saidInText(said, now) {
    return said.strings.map((words, index) => words + textOf(said.values[index], now)).join('');
}
function textOf(value, now) {
    if (value === undefined)
        return '';
    if (typeof value !== 'object')
        return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)(value);
    if (!('is' in value))
        return value.map((one) => saidInText(one, now)).join('');
    switch (value.is) {
        case 'said':
            return saidInText(value, now);
        case 'quote':
            return `“${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)(unquoted(value.text))}”`;
        case 'moment': {
            const words = (0,_ages_js__WEBPACK_IMPORTED_MODULE_1__/* .age */ .KW)(value.text, now);
            return `${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)((0,_ages_js__WEBPACK_IMPORTED_MODULE_1__/* .minute */ .Vc)(value.text), 60)}${words === undefined ? '' : ` (${words})`}`;
        }
        case 'clock':
            return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)((0,_ages_js__WEBPACK_IMPORTED_MODULE_1__/* .minute */ .Vc)(value.text), 60);
        default:
            return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .logText */ .kc)(value.text);
    }
}
/** What somebody wrote cannot end its own quotation. */
function unquoted(text) {
    return text.replace(/[“”„‟❝❞〝〞＂]/gu, "'");
}
/** A link says where it goes: an address without its scheme, and never a word that a stranger chose for it. */
function ticketLabel(text) {
    const target = (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .linkTarget */ .Cm)(text);
    return target === undefined ? text : target.replace(/^https?:\/\//, '').replace(/\/$/, '');
}
function clockIn(text, now) {
    const shown = (0,_ages_js__WEBPACK_IMPORTED_MODULE_1__/* .clock */ .pm)(text, now);
    return shown === text ? text : `${shown} UTC`;
}


/***/ }),

/***/ 7722:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ai: () => (/* binding */ askedBy),
/* harmony export */   Mf: () => (/* binding */ statementInHtml),
/* harmony export */   Pe: () => (/* binding */ commandSaid),
/* harmony export */   Ur: () => (/* binding */ ticketSaid),
/* harmony export */   e9: () => (/* binding */ scopeSaid),
/* harmony export */   kL: () => (/* binding */ statementInMarkdown),
/* harmony export */   mB: () => (/* binding */ statementInText),
/* harmony export */   wt: () => (/* binding */ whySaid)
/* harmony export */ });
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1944);
/* harmony import */ var _said_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9778);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9924);
/** A sentence about an exception, how loud it is, and the pieces that several of them share. */




function ticketSaid(text) {
    return text === undefined ? undefined : (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `, ticket ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .ticket */ .bL)(text)}`;
}
function askedBy(person) {
    return person === undefined ? undefined : (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `, asked for by ${(0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .personName */ .hJ)(person)}`;
}
function whySaid(why) {
    return why === undefined ? undefined : (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `: ${why.replace(/[.\s]+$/, '')}`;
}
/** `service webshop`, `artifact sha256:9c2f…41ab`. */
function scopeSaid(scope) {
    const digest = /^(.{0,200}?)(sha256:[0-9a-f]{64})(.{0,200})$/.exec(scope);
    if (digest === null)
        return (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `${scope}`;
    return (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `${digest[1] ?? ''} ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)((0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .shortDigest */ .VK)(digest[2] ?? ''))}${digest[3] ?? ''}`;
}
/** The command that answers it; nothing where the id could be read as anything but an id. */
function commandSaid(command, id) {
    return /^[\w][\w-]{0,63}$/.test(id) ? (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) ` (${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(`${command} ${id}`)})` : undefined;
}
/** @param now RFC 3339: ages count from it */
function statementInMarkdown({ lines }, now) {
    return (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .mdJoin */ .q6)(lines.map((line) => (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .saidInMarkdown */ .sm)(line, now)), '<br>');
}
function statementInHtml({ lines }, now) {
    return (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .htmlJoin */ .YT)(lines.map((line) => (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .saidInHtml */ .oQ)(line, now)), '<br>');
}
/** One line. */
function statementInText({ lines }, now) {
    return lines.map((line) => (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .saidInText */ .GY)(line, now)).join(' ');
}


/***/ }),

/***/ 9110:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ci: () => (/* binding */ waiverOf),
/* harmony export */   T_: () => (/* binding */ waiversWithoutEffect),
/* harmony export */   kT: () => (/* binding */ waiversInForce),
/* harmony export */   vH: () => (/* binding */ notesFor)
/* harmony export */ });
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1944);
/* harmony import */ var _said_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9778);
/* harmony import */ var _statement_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7722);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4702);
/**
 * Waivers in words. Every state is said, and why a waiver does not count where it does not; what holds is told apart from
 * what does not.
 */




/** Waivers that count: those that end soon first, because somebody has to do something. */
function waiversInForce(decision) {
    return decision.waivers
        .filter(counts)
        .toSorted((a, b) => Number(b.state === 'expiring') - Number(a.state === 'expiring'))
        .map((waiver) => ({
        tone: waiver.state === 'expiring' ? 'wait' : 'warn',
        lines: [inForceSaid(waiver, decision)],
    }));
}
/** Waivers that do not count, and why: those that wait for somebody first. */
function waiversWithoutEffect(decision) {
    return decision.waivers
        .filter((waiver) => !counts(waiver))
        .toSorted((a, b) => Number(b.state === 'pending') - Number(a.state === 'pending'))
        .map((waiver) => ({
        tone: waiver.state === 'pending' ? 'wait' : 'off',
        lines: [withoutEffectSaid(waiver, decision)],
    }));
}
function counts({ state }) {
    return state === 'in-force' || state === 'expiring';
}
function inForceSaid(waiver, decision) {
    const { rule, policy, by, until, scope, reason, requestedBy } = waiver;
    const soon = waiver.state === 'expiring' ? (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) ` ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .strong */ .ko)('It ends soon')}: renew it or solve the check.` : undefined;
    const needed = decision.findings.some((finding) => waiverOf(finding, decision)?.id === waiver.id)
        ? undefined
        : (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) ` No check needs it now.`;
    return (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `The check ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .strong */ .ko)((0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .titleOf */ .Gg)(decision, rule, policy))} is waived by ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .strong */ .ko)((0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .personName */ .hJ)(by ?? 'nobody that is named'))} until ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__.at)(until ?? 'no end')} for ${(0,_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .scopeSaid */ .e9)(scope)}: ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(reason)}${(0,_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .ticketSaid */ .Ur)(waiver.ticket)}${(0,_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .askedBy */ .Ai)(requestedBy)}.${soon}${needed}`;
}
function withoutEffectSaid(waiver, decision) {
    const { rule, policy, scope, reason, requestedBy, until, state } = waiver;
    const end = state !== 'pending' || until === undefined ? undefined : (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `, until ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__.at)(until)}`;
    return (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `Waiver of ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .strong */ .ko)((0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .titleOf */ .Gg)(decision, rule, policy))} for ${(0,_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .scopeSaid */ .e9)(scope)} ${waiverState(waiver)}. Reason: ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(reason)}${end}${(0,_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .ticketSaid */ .Ur)(waiver.ticket)}${(0,_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .askedBy */ .Ai)(requestedBy)}.`;
}
/** In a few words, for a blocker: `asked for by k.jansen, not granted: waits for one of group:risk`. */
function waiverState(waiver) {
    const { state, by, until, why } = waiver;
    switch (state) {
        case 'pending':
            return (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `is ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .strong */ .ko)('asked for, not granted')}${(0,_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .whySaid */ .wt)(why)}${(0,_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .commandSaid */ .Pe)('turnpike waiver grant', waiver.id)}`;
        case 'expired':
            return (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .strong */ .ko)('has expired')}${until === undefined ? (0,_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .whySaid */ .wt)(why) : (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `, ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__.at)(until)}`}`;
        case 'revoked':
            return (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `was ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .strong */ .ko)('revoked')}${endedBy(waiver)}`;
        case 'refused':
            return (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `was ${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .strong */ .ko)('refused')}${endedBy(waiver)}`;
        case 'not-allowed':
            return (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .strong */ .ko)('does not count')}${by === undefined ? undefined : (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `, granted by ${(0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .personName */ .hJ)(by)}`}${(0,_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .whySaid */ .wt)(why)}`;
        case 'unreadable':
            return (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .strong */ .ko)('cannot be read')}, so it waives nothing${(0,_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .whySaid */ .wt)(why)}`;
        default:
            return (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `${(0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .strong */ .ko)('does not count')}, its state is ${state}${(0,_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .whySaid */ .wt)(why)}`;
    }
}
/** The record names only who granted it; who ended it stands in `why`. */
function endedBy({ why }) {
    const who = /^(?:refused|revoked) by (\S+)$/.exec(why ?? '')?.[1];
    if (who !== undefined)
        return (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) ` by ${(0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .personName */ .hJ)(who)}`;
    return why === undefined ? undefined : (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `${(0,_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .whySaid */ .wt)(why)}`;
}
/** Waivers of a check that blocks all the same, so that nobody looks for them: three at most, the newest first. */
function notesFor(finding, decision) {
    return decision.waivers
        .filter((waiver) => !counts(waiver) && isAbout(waiver, finding))
        .toSorted((a, b) => b.sequence - a.sequence)
        .slice(0, 3)
        .map((waiver) => (0,_said_js__WEBPACK_IMPORTED_MODULE_0__/* .say */ .cv) `A waiver of this check ${waiverState(waiver)}${(0,_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .ticketSaid */ .Ur)(waiver.ticket)}.`);
}
function waiverOf(finding, decision) {
    if (finding.result !== 'waived')
        return undefined;
    const { exception } = finding;
    return decision.waivers.find((waiver) => exception === undefined ? counts(waiver) && isAbout(waiver, finding) : waiver.id === exception);
}
function isAbout({ rule, policy }, finding) {
    return rule === finding.rule && (policy === undefined || (0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .isOfPolicy */ .mF)(finding, policy));
}


/***/ }),

/***/ 4702:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bv: () => (/* binding */ blocks),
/* harmony export */   Gg: () => (/* binding */ titleOf),
/* harmony export */   JK: () => (/* binding */ severalLayers),
/* harmony export */   K5: () => (/* binding */ modeNote),
/* harmony export */   L2: () => (/* binding */ verdictWords),
/* harmony export */   MD: () => (/* binding */ byOverride),
/* harmony export */   Ow: () => (/* binding */ evidenceLink),
/* harmony export */   PU: () => (/* binding */ eventsBefore),
/* harmony export */   Qw: () => (/* binding */ titleText),
/* harmony export */   U9: () => (/* binding */ count),
/* harmony export */   W8: () => (/* binding */ verdictTail),
/* harmony export */   Yg: () => (/* binding */ layerWord),
/* harmony export */   be: () => (/* binding */ blockersOf),
/* harmony export */   dD: () => (/* binding */ opensAt),
/* harmony export */   fR: () => (/* binding */ formerVerdict),
/* harmony export */   iq: () => (/* binding */ foundText),
/* harmony export */   kV: () => (/* binding */ resultWord),
/* harmony export */   mF: () => (/* binding */ isOfPolicy),
/* harmony export */   qv: () => (/* binding */ summarySentence),
/* harmony export */   r0: () => (/* binding */ verdictSign),
/* harmony export */   rR: () => (/* binding */ tone),
/* harmony export */   s0: () => (/* binding */ findingTone),
/* harmony export */   w4: () => (/* binding */ hostOf),
/* harmony export */   wI: () => (/* binding */ foundSentence),
/* harmony export */   yr: () => (/* binding */ strangersStrings)
/* harmony export */ });
/* unused harmony export VERDICT_SIGN */
/* harmony import */ var _ages_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5299);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9924);
/* harmony import */ var _policy_verdict_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6234);
/** What a decision says, in the words every report uses. Plain text, unescaped: the exits escape. */



/**
 * A result in a word, and the sign that stands beside it (never instead of it).
 * @param of the `anyOf` it is a member of: where another member passed, nobody has to mend this one
 */
function resultWord(finding, of) {
    if (isNotNeeded(finding, of))
        return { sign: '➖', word: 'not needed' };
    if (finding.enforce === 'warn' && finding.result === 'fail')
        return { sign: '⚠️', word: 'warns' };
    if (finding.enforce === 'warn' && finding.result === 'pending')
        return { sign: '⚠️', word: 'warns, waiting' };
    return RESULTS[finding.result] ?? { sign: '❗', word: finding.result };
}
/** What could not be judged stays what it is. */
function isNotNeeded({ result }, of) {
    return of?.result === 'pass' && (result === 'fail' || result === 'pending');
}
const RESULTS = {
    pass: { sign: '✅', word: 'passes' },
    fail: { sign: '⛔', word: 'fails' },
    pending: { sign: '⏳', word: 'waiting' },
    error: { sign: '❗', word: 'not judged' },
    waived: { sign: '⚠️', word: 'waived' },
    overridden: { sign: '⚠️', word: 'overridden' },
    'not-applicable': { sign: '➖', word: 'does not apply' },
    off: { sign: '➖', word: 'switched off' },
};
const VERDICT_SIGN = { allow: '✅', deny: '⛔', pending: '⏳', error: '❗' };
/** The verdict up to the environment's name: `Not ready for`. */
function verdictWords(decision) {
    const hypothetical = decision.mode === 'dry-run' || decision.mode === 'replay';
    switch (decision.verdict) {
        case 'allow':
            return hypothetical ? 'Would be ready for' : 'Ready for';
        case 'deny':
            return hypothetical ? 'Would not be ready for' : 'Not ready for';
        case 'pending':
            return 'Not ready yet for';
        case 'error':
            return 'No verdict for';
    }
}
/**
 * Does the gate open only because somebody broke the glass? Then nothing may look as if all were well: the words behind
 * the environment say so, in every report.
 */
function byOverride(decision) {
    return decision.verdict === 'allow' && judged(decision).some(({ result }) => result === 'overridden');
}
/** Behind the environment's name: ` by override`, or nothing. */
function verdictTail(decision) {
    return byOverride(decision) ? ' by override' : '';
}
/** The sign beside the verdict; no green tick on what only an override opened. */
function verdictSign(decision) {
    return byOverride(decision) ? '⚠️' : VERDICT_SIGN[decision.verdict];
}
/**
 * `2 of 7 checks fail`: the decision's own sentence without its full stop. On an allow it is said again from the checks:
 * those that are waived or overridden do not pass, whatever a record says.
 */
function summarySentence(decision) {
    const excepted = decision.findings.some(({ result }) => result === 'waived' || result === 'overridden');
    const sentence = decision.verdict === 'allow' && excepted ? (0,_policy_verdict_js__WEBPACK_IMPORTED_MODULE_1__/* .sayVerdict */ .F)('allow', decision.findings) : decision.summary;
    return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(sentence, 400).replace(/\.$/, '');
}
/** The checks that count for the verdict. */
function judged({ findings }) {
    return findings.filter(({ enforce, result }) => enforce === 'block' && result !== 'off' && result !== 'not-applicable');
}
/** What the mode means for the reader; undefined for `enforce`. */
function modeNote(decision) {
    switch (decision.mode) {
        case 'enforce':
            return undefined;
        case 'warn':
            return decision.verdict === 'allow'
                ? 'Mode warn: this gate only reports; it would not have stopped the pipeline.'
                : 'Mode warn: this verdict is reported, not enforced. The pipeline goes on although the gate is not open.';
        case 'dry-run':
            return 'Dry run: what the gate would say. It opens nothing.';
        case 'replay':
            return decision.replayOf === undefined
                ? 'Replay of an earlier question with the evidence of that time. It opens nothing.'
                : `Replay of decision ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(decision.replayOf, 60)} with the evidence of that time. It opens nothing.`;
    }
}
/** What keeps the gate closed: errors first, then failures, then what is waited for. */
function blockersOf(decision) {
    const rank = { error: 0, fail: 1, pending: 2 };
    return decision.findings
        .filter((finding) => blocks(finding))
        .sort((a, b) => (rank[a.result] ?? 9) - (rank[b.result] ?? 9));
}
/** An error closes the gate whatever the rule's `enforce`; warnings never do (design: verdict table). */
function blocks(finding) {
    if (finding.enforce === 'off')
        return false;
    if (finding.result === 'error')
        return true;
    return finding.enforce === 'block' && (finding.result === 'fail' || finding.result === 'pending');
}
/** `2 checks`, `1 check`. */
function count(n, one, many = `${one}s`) {
    return `${n} ${n === 1 ? one : many}`;
}
/** Do the checks come from more than one layer? Then a table says which. */
function severalLayers(findings) {
    return new Set(findings.map(({ layer }) => layer)).size > 1;
}
/** The layer of a check as people call it; undefined in records of earlier versions. */
function layerWord({ layer }) {
    return layer === 'file' ? 'file of the request' : layer;
}
/** Is it a check of this policy, or does it stand in for one that is? */
function isOfPolicy(finding, policy) {
    return finding.policy === policy || (finding.tightens ?? []).includes(`${policy}/${finding.rule}`);
}
/** The title of a rule of this decision, or its id when no finding has it (a rule that was switched off). */
function titleOf(decision, rule, policy) {
    const match = decision.findings.find((finding) => finding.rule === rule && (policy === undefined || isOfPolicy(finding, policy)));
    return match?.title ?? rule;
}
/** The host of a link, to say where it goes: `github.com`. */
function hostOf(address) {
    const target = (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .linkTarget */ .Cm)(address);
    return target === undefined ? undefined : new URL(target).host;
}
/** How a page colours a verdict: `pass`, `fail`, `wait`, `error`. Closed sets, safe as class names. */
function tone(decision) {
    if (byOverride(decision))
        return 'warn';
    return { allow: 'pass', deny: 'fail', pending: 'wait', error: 'error' }[decision.verdict] ?? 'error';
}
function findingTone(finding, of) {
    if (isNotNeeded(finding, of))
        return 'off';
    if (finding.result === 'waived' || finding.result === 'overridden')
        return 'warn';
    if (finding.enforce === 'warn' && (finding.result === 'fail' || finding.result === 'pending'))
        return 'warn';
    const tones = {
        pass: 'pass',
        fail: 'fail',
        pending: 'wait',
        error: 'error',
    };
    return tones[finding.result] ?? 'off';
}
/** The check's title; its id where a policy gave no visible title. */
function titleText(finding) {
    return [finding.title, finding.rule].find((text) => (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(text, 10) !== '') ?? 'untitled check';
}
/** What was found, in a word where nothing visible was. */
function foundText(finding) {
    return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(finding.found, 10) === '' ? 'nothing' : finding.found;
}
/** What was found, where no column or label says that this is what was found: `found nothing`. */
function foundSentence(finding) {
    const text = foundText(finding);
    return text === 'nothing' ? 'found nothing' : text;
}
/** `ready`, `not ready yet`: a verdict that was given before, whatever the mode of this decision is. */
function formerVerdict(decision, verdict) {
    return verdictWords({ ...decision, mode: 'enforce', verdict })
        .replace(/ for$/, '')
        .toLowerCase();
}
/** What strangers said in a finding and in the request: an address that one of them holds is not made a link. */
function strangersStrings(finding, decision) {
    const { request } = decision;
    const events = [...finding.evidence, ...finding.refused].flatMap(({ subject, source, says, id, uri }) => [
        subject,
        source,
        says,
        id,
        uri,
    ]);
    const asked = [
        request.environment,
        request.service,
        request.actor,
        request.run,
        request.change?.id,
        request.change?.author,
    ];
    return [finding.found, finding.by, ...events, ...asked].filter((text) => text !== undefined);
}
/** The first link among a finding's evidence, to be labelled with its host and nothing else. */
function evidenceLink(finding) {
    for (const { uri } of finding.evidence) {
        const host = hostOf(uri);
        if (host !== undefined && uri !== undefined)
            return { host, target: uri };
    }
    return undefined;
}
/**
 * The next moment at which time alone can open the gate a little: the earliest of what blocks. A decision's own `dueAt` may
 * also be the moment at which a check that passes now stops passing; nobody waits for that.
 */
function opensAt(decision) {
    const moments = blockersOf(decision).flatMap(({ dueAt }) => dueAt ?? []);
    return moments.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0];
}
/** The events before the decision, oldest first; the decision itself is drawn by the reports. */
function eventsBefore(decision) {
    const itself = (entry) => entry.what === 'gate.evaluated' && entry.sequence === undefined && entry.at === decision.decidedAt;
    return decision.timeline
        .filter((entry) => (0,_ages_js__WEBPACK_IMPORTED_MODULE_2__/* .moment */ .n$)(entry.at) !== undefined && !itself(entry))
        .map((entry) => ({ ...entry, label: labelOf(entry) }))
        .toSorted((a, b) => ((0,_ages_js__WEBPACK_IMPORTED_MODULE_2__/* .moment */ .n$)(a.at) ?? 0) - ((0,_ages_js__WEBPACK_IMPORTED_MODULE_2__/* .moment */ .n$)(b.at) ?? 0));
}
/**
 * A deployment is labelled with its environment, under whose name it stands: what was done there says more. An override
 * is labelled with its reason, which does not say that it is one.
 */
function labelOf({ what, label, environment }) {
    if (what.startsWith('service.') && label === environment)
        return what.replace('.', ' ');
    const own = /^turnpike-((?:override|waiver|lease|nonconformity)\.\w+)$/.exec(what)?.[1]?.replace('.', ' ');
    if (own !== undefined && label !== `turnpike-${own}`)
        return `${own}, ${label}`;
    return label.replace(/^turnpike-/, '');
}


/***/ })

};
