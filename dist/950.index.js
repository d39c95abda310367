export const id = 950;
export const ids = [950];
export const modules = {

/***/ 950:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readDocuments: () => (/* binding */ readDocuments)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/* harmony import */ var _policy_document_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4938);
/**
 * Several YAML documents of one text, as catalogs have them, each read as a policy document is: bounded, without aliases
 * and tags. A document that does not read leaves the others alone.
 */


const MOST_DOCUMENTS = 100;
/** @throws TurnpikeError USAGE when none of them can be read */
function readDocuments(text, where) {
    const texts = text
        .replace(/^\uFEFF/u, '')
        .split(/^---(?=\s|$)/mu)
        .filter((each) => withoutComments(each) !== '');
    if (texts.length > MOST_DOCUMENTS)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ('USAGE', `${where} holds more than ${MOST_DOCUMENTS} documents`);
    const read = texts.map(_policy_document_js__WEBPACK_IMPORTED_MODULE_1__/* .readDocument */ .u);
    const values = read.flatMap((each) => ('value' in each ? [each.value] : []));
    const [problem] = read.flatMap((each) => ('problems' in each ? each.problems : []));
    if (values.length === 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ('USAGE', `${where} ${problem?.message ?? 'holds no document'}`);
    return values;
}
function withoutComments(text) {
    return text
        .replace(/^[ \t]*#.*$/gmu, '')
        .replace(/^\.\.\.$/gmu, '')
        .trim();
}


/***/ }),

/***/ 4938:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ readDocument),
/* harmony export */   z: () => (/* binding */ inPlace)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8815);
/** YAML text → plain value, with the line and column of every place in it. Hostile text is refused, not expanded. */

const MAX_BYTES = 256 * 1024;
/** Marks and words of the text. A parser builds a tree of them; this many take it a moment, more take it seconds. */
const MAX_TOKENS = 60_000;
/** Brackets and indentation nest at most this deep; a policy needs ten. */
const MAX_DEPTH = 64;
/** Never throws: a text that is no single plain YAML document is problems. */
function readDocument(text) {
    try {
        return parsed(text);
    }
    catch (error) {
        const why = error instanceof Error ? firstLine(error.message) : 'unreadable';
        return { problems: [{ path: '', message: `is not YAML: ${why}`, line: 1, column: 1 }] };
    }
}
function parsed(text) {
    const whole = (message) => ({
        problems: [{ path: '', message, line: 1, column: 1 }],
    });
    if (Buffer.byteLength(text) > MAX_BYTES)
        return whole(`the document is larger than ${MAX_BYTES / 1024} KiB`);
    // YAML breaks a line there, the parser does not: it looks through all of them again for each one.
    if (/\r(?!\n)/.test(text))
        return whole('has a carriage return that ends no line; use line feeds');
    const deep = tooDeep(text);
    if (deep !== undefined)
        return { problems: [{ path: '', message: `nests deeper than ${MAX_DEPTH}`, line: deep, column: 1 }] };
    if (hasTooMuch(text))
        return whole(`has more than ${MAX_TOKENS} words and marks`);
    const lines = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    const documents = (0,yaml__WEBPACK_IMPORTED_MODULE_0__.parseAllDocuments)(text, {
        lineCounter: lines,
        // Checked below: the parser compares every key with every other.
        uniqueKeys: false,
        merge: false,
        version: '1.2',
    });
    const document = documents[0];
    if (document === undefined)
        return whole('the document is empty');
    const problems = document.errors.slice(0, 100).map((error) => {
        const { line, col } = lines.linePos(error.pos[0]);
        return { path: '', message: firstLine(error.message), line, column: col };
    });
    if (documents.length > 1) {
        const { line, col } = lines.linePos(documents[1].range[0]);
        problems.push({
            path: '',
            message: 'holds several documents; each needs a file of its own',
            line,
            column: col,
        });
    }
    problems.push(...unwanted(document, lines));
    if (problems.length > 0)
        return { problems };
    if (document.contents === null)
        return whole('the document is empty');
    return {
        value: document.toJS({ maxAliasCount: 0 }),
        locate: (problem) => ({ ...problem, ...placeOf(document, problem.path, lines) }),
    };
}
function hasTooMuch(text) {
    let tokens = 0;
    for (const _ of new yaml__WEBPACK_IMPORTED_MODULE_0__/* .Lexer */ .JG().lex(text))
        if (++tokens > MAX_TOKENS)
            return true;
    return false;
}
/** Repeated keys, anchors, aliases, tags and keys that are not text: none of them is needed, each has been a way to attack. */
function unwanted(document, lines) {
    const problems = [];
    const complain = (node, message) => {
        const { line, col } = lines.linePos(node.range?.[0] ?? 0);
        if (problems.length < 100)
            problems.push({ path: '', message, line, column: col });
    };
    (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .visit */ .YR)(document, (key, node) => {
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isPair */ .tO)(node)) {
            if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node.key) || typeof node.key.value !== 'string')
                complain(node.key, 'a field name must be text (put it in quotes)');
            return undefined;
        }
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node)) {
            const seen = new Set();
            for (const { key } of node.items) {
                const name = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key) ? key.value : undefined;
                if (name !== undefined && seen.has(name))
                    complain(key, `${JSON.stringify(name)} is there twice; keys must be unique`);
                seen.add(name);
            }
        }
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(node))
            complain(node, 'aliases (*name) are not allowed; write it out');
        else if (((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node) || (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(node) || (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node)) && node.anchor !== undefined)
            complain(node, 'anchors (&name) are not allowed; write it out');
        if (((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node) || (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(node) || (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node)) && key !== 'key' && node.tag !== undefined)
            complain(node, `tags (${node.tag}) are not allowed`);
        return undefined;
    });
    return problems;
}
function placeOf(document, pointer, lines) {
    const steps = pointer
        .split('/')
        .slice(1)
        .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    let node = document.contents;
    let offset = document.contents?.range[0] ?? 0;
    for (const step of steps) {
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node)) {
            const pair = node.items.find(({ key }) => (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key) && key.value === step);
            if (pair === undefined)
                break;
            offset = pair.key.range?.[0] ?? offset;
            node = pair.value;
        }
        else if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(node)) {
            const item = node.items[Number(step)];
            if (item === undefined)
                break;
            offset = item.range?.[0] ?? offset;
            node = item;
        }
        else
            break;
    }
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
}
/** In the order of the document, as a person goes through it. */
function inPlace(problems) {
    return problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}
/** The line at which flow brackets, or `- - -` on one line, or indentation nest too deep for a recursive parser. */
function tooDeep(text) {
    let depth = 0;
    let line = 1;
    let quoted;
    const indents = [];
    for (const row of text.split('\n')) {
        const indent = row.length - row.trimStart().length;
        if (row.trim() !== '' && depth === 0) {
            while (indents.length > 0 && indents.at(-1) >= indent)
                indents.pop();
            indents.push(indent);
            const dashes = /^(?:[-?:]\s+)*/u.exec(row.trimStart())[0].split(/\s+/u).length;
            if (indents.length + dashes > MAX_DEPTH)
                return line;
        }
        for (const char of row) {
            if (quoted !== undefined) {
                if (char === quoted)
                    quoted = undefined;
            }
            else if (depth > 0 && (char === '"' || char === "'"))
                quoted = char;
            else if (char === '[' || char === '{')
                depth++;
            else if ((char === ']' || char === '}') && depth > 0)
                depth--;
            if (depth > MAX_DEPTH)
                return line;
        }
        line++;
    }
    return undefined;
}
function firstLine(message) {
    return message
        .split('\n')[0]
        .replace(/ at line \d+, column \d+:?$/u, '')
        .replace(/:$/u, '');
}


/***/ })

};
