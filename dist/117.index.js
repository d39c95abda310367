export const id = 117;
export const ids = [117];
export const modules = {

/***/ 117:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readCobertura: () => (/* binding */ readCobertura)
});

;// CONCATENATED MODULE: ./build/sources/reports/cobertura-doctype.js
/** With the declaration before it. No `[`: in there would be entities. */
const NAMED = /^(?:\u00EF\u00BB\u00BF)?\s*(?:<\?xml[^<>]*\?>)?\s*(<!DOCTYPE\s+coverage\s+(?:SYSTEM|PUBLIC\s+"[^"<>[\]]*")\s+["'][^"'<>[\]]*["']\s*>)/u;
const HEAD = 1024;
/** The same bytes with spaces in place of it, so that lines and columns stay as they are. */
async function* withoutDoctype(bytes) {
    let head = Buffer.alloc(0);
    for await (const chunk of bytes) {
        if (head === undefined) {
            yield chunk;
            continue;
        }
        head = Buffer.concat([head, chunk]);
        if (head.length < HEAD)
            continue;
        yield blanked(head);
        head = undefined;
    }
    if (head !== undefined)
        yield blanked(head);
}
function blanked(head) {
    const [all = '', doctype = ''] = NAMED.exec(head.toString('latin1', 0, HEAD)) ?? [];
    return doctype === '' ? head : head.fill(0x20, all.length - doctype.length, all.length);
}

// EXTERNAL MODULE: ./build/sources/reports/refusal.js
var refusal = __webpack_require__(6297);
// EXTERNAL MODULE: ./build/sources/reports/xml.js + 2 modules
var xml = __webpack_require__(6704);
;// CONCATENATED MODULE: ./build/sources/reports/cobertura.js
/**
 * Cobertura XML, as Jest, coverage.py, coverlet, gcovr, PHPUnit and Cobertura write it. Pure.
 *
 * Counted are the `line` elements of classes. Those of methods say whether these ran; Istanbul names lines there that are
 * no statements, so they are lines only of a class that has no others. Rates and sums that the file claims are not read.
 * Source: Cobertura's coverage-04.dtd (which is never loaded).
 */



/** Lines of the methods of one class. */
const MOST_METHOD_LINES = 300_000;
/** Conditions of one line. */
const MOST_CONDITIONS = 10_000;
/** @throws TurnpikeError INVALID_REPORT with the line */
async function readCobertura(bytes, lines) {
    const state = { depth: 0, file: undefined, method: undefined, lines };
    for await (const pieces of (0,xml/* readXml */.k)(withoutDoctype(bytes)))
        for (const piece of pieces) {
            if (piece.is === 'open') {
                if (state.depth === 0 && piece.name !== 'coverage')
                    throw otherRoot(piece.name);
                state.depth++;
                begin(state, piece.name, piece.attributes, piece.line);
            }
            else if (piece.is === 'close') {
                state.depth--;
                end(state, piece.name);
            }
        }
}
function begin(state, name, attributes, at) {
    switch (name) {
        case 'project':
            if (state.depth === 2)
                throw (0,refusal/* refusal */.x)(`line ${at}: it is a Clover report; have the tool write Cobertura or lcov`);
            return;
        case 'class': {
            const { filename, name: className = '' } = attributes;
            if (filename === undefined || filename === '')
                throw (0,refusal/* refusal */.x)(`line ${at}: a class without filename`);
            state.file = { className, methods: new Map(), hasLines: false, ofMethods: [] };
            state.lines.file(filename);
            return;
        }
        case 'method': {
            if (state.file === undefined)
                return;
            const { className, methods } = state.file;
            const called = `${className} ${attributes['name'] ?? ''} ${attributes['signature'] ?? ''}`;
            const times = (methods.get(called) ?? 0) + 1;
            methods.set(called, times);
            state.method = { key: `${called} ${times}`, ran: Number(attributes['hits'] ?? 0) > 0 };
            return;
        }
        case 'line':
            if (state.file === undefined)
                throw (0,refusal/* refusal */.x)(`line ${at}: a <line> that is in no class`);
            if (state.method === undefined) {
                state.file.hasLines = true;
                line(state, attributes, at);
                return;
            }
            if (Number(attributes['hits']) > 0)
                state.method.ran = true;
            if (state.file.ofMethods.push([attributes, at]) > MOST_METHOD_LINES)
                throw (0,refusal/* refusal */.x)(`line ${at}: more than ${MOST_METHOD_LINES} lines in the methods of one class`);
    }
}
function end(state, name) {
    if (name === 'class') {
        if (state.file?.hasLines === false)
            for (const [attributes, at] of state.file.ofMethods)
                line(state, attributes, at);
        state.file = undefined;
    }
    if (name !== 'method' || state.method === undefined)
        return;
    state.lines.function(state.method.key, state.method.ran);
    state.method = undefined;
}
function line(state, attributes, at) {
    const { number = '', hits = '' } = attributes;
    if (!/^\d{1,9}$/u.test(number))
        throw (0,refusal/* refusal */.x)(`line ${at}: <line number=${(0,refusal/* quoted */.T)(number)}> is no line`);
    if (!/^-?\d{1,20}$/u.test(hits))
        throw (0,refusal/* refusal */.x)(`line ${at}: <line hits=${(0,refusal/* quoted */.T)(hits)}> is no count`);
    const ran = Number(hits) > 0;
    state.lines.line(Number(number), ran);
    const condition = attributes['condition-coverage'] ?? '';
    const [, covered = '', total = ''] = /\((\d{1,9})\/(\d{1,9})\)/u.exec(condition) ?? [];
    if (total === '')
        return;
    if (Number(covered) > Number(total) || Number(total) > MOST_CONDITIONS)
        throw (0,refusal/* refusal */.x)(`line ${at}: condition-coverage ${(0,refusal/* quoted */.T)(condition)} cannot be`);
    // Which of them ran is not said: where a line is there twice, the better of its two counts holds.
    for (let each = 0; each < Number(total); each++)
        state.lines.branch(`${number} ${each}`, each < Number(covered));
}
function otherRoot(name) {
    const hint = name === 'report' ? ' (JaCoCo has its own format; convert it)' : '';
    return (0,refusal/* refusal */.x)(`its root is <${name.slice(0, 80)}>, and Cobertura's is <coverage>${hint}`);
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
