export const id = 4188;
export const ids = [4188];
export const modules = {

/***/ 4188:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   renderTrouble: () => (/* binding */ renderTrouble),
/* harmony export */   troubleInWords: () => (/* binding */ troubleInWords)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/* harmony import */ var _report_escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9924);
/* harmony import */ var _deliver_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8394);



const MAX_ROWS = 50;
/** A store's own words end with a full stop already. */
function sentence(reason) {
    const text = (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .explain */ .WE)(reason);
    return /[.!?]$/.test(text) ? text : `${text}.`;
}
/** Plain text, a line each. May hold strangers' strings. */
function troubleInWords(trouble) {
    const { undelivered, refused, reason, todo } = trouble;
    const lines = [];
    if (undelivered.length > 0) {
        lines.push(`${(0,_deliver_js__WEBPACK_IMPORTED_MODULE_2__/* .countOf */ .pq)(undelivered.length)} could not be delivered: ${sentence(reason)}`);
        lines.push(whatNext(trouble));
    }
    else if (reason !== undefined)
        lines.push(sentence(reason));
    if (todo !== undefined)
        lines.push(`What to do: ${todo}.`);
    for (const { receipt, event } of refused.slice(0, MAX_ROWS)) {
        lines.push(`${event?.context.type ?? receipt.id}: ${whyRefused(receipt)}`);
    }
    lines.push(...(trouble.more ?? []));
    return lines.join('\n');
}
/** GFM and GLFM, ends with an empty line. */
function renderTrouble(trouble) {
    const { undelivered, refused } = trouble;
    const lines = ['### ⚠️ Not everything is in the store', ''];
    if (undelivered.length > 0) {
        lines.push((0,_report_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .gfm */ .Te) `**${(0,_deliver_js__WEBPACK_IMPORTED_MODULE_2__/* .countOf */ .pq)(undelivered.length)} could not be delivered:** ${sentence(trouble.reason)}`.text, '');
        lines.push(...undelivered
            .slice(0, MAX_ROWS)
            .map(({ context, subject }) => (0,_report_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .gfm */ .Te) `- ${context.type} about ${subject.id}`.text));
        if (undelivered.length > MAX_ROWS)
            lines.push(`- and ${undelivered.length - MAX_ROWS} more`);
        lines.push('', (0,_report_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .gfm */ .Te) `${whatNext(trouble)}`.text, '');
    }
    for (const sentence of trouble.more ?? [])
        lines.push((0,_report_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .gfm */ .Te) `${sentence}`.text, '');
    if (trouble.todo !== undefined)
        lines.push((0,_report_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .gfm */ .Te) `**What to do:** ${(0,_report_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .mdInstructions */ .pu)(trouble.todo, [(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .explain */ .WE)(trouble.reason)], 1000)}.`.text, '');
    const unsaid = refused.filter(({ receipt }) => receipt.status === 'refused');
    if (unsaid.length > 0) {
        const why = undelivered.length === 0 && trouble.reason !== undefined ? (0,_report_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .gfm */ .Te) ` ${sentence(trouble.reason)}`.text : '';
        lines.push(`**Not taken by the store:**${why}`, '', ...rowsOf(unsaid), '');
    }
    const aside = refused.filter(({ receipt }) => receipt.status !== 'refused');
    if (aside.length > 0)
        lines.push('**In the store, but never evidence:**', '', ...rowsOf(aside), '');
    return `${lines.join('\n')}\n`;
}
function rowsOf(refused) {
    const rows = refused
        .slice(0, MAX_ROWS)
        .map(({ receipt, event }) => (0,_report_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .gfm */ .Te) `- ${event?.context.type ?? 'event'} ${receipt.id}: ${whyRefused(receipt)}`.text);
    return refused.length > MAX_ROWS ? [...rows, `- and ${refused.length - MAX_ROWS} more`] : rows;
}
function whatNext({ retried, folder, notKept }) {
    if (folder !== undefined)
        return `They are kept in ${folder}: the next Turnpike step of this run that finds them there sends them, or turnpike spool send.`;
    if (retried)
        return 'They are sent again by the next Turnpike step of this job, and when it ends if its first step is track.';
    const kept = notKept === undefined ? '' : `They could not be kept for a later step either (${notKept}). `;
    return `${kept}They are lost to the store, so a gate that needs them stays closed: run the job again when the store answers.`;
}
function whyRefused({ status, problems }) {
    if (status === 'conflict')
        return 'another event with the same id is there, with other content; give this one an id of its own';
    const said = problems.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ');
    const why = said === '' ? 'it does not say why' : said;
    return status === 'refused' ? `this job may not say it: ${why}` : `the store holds it for invalid: ${why}`;
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


/***/ })

};
