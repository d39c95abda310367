export const id = 837;
export const ids = [837];
export const modules = {

/***/ 3218:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readProjectFile: () => (/* binding */ readProjectFile)
});

// UNUSED EXPORTS: projectSchema

// EXTERNAL MODULE: ./build/policy/document.js
var policy_document = __webpack_require__(4938);
// EXTERNAL MODULE: ./build/policy/shape.js + 1 modules
var shape = __webpack_require__(5138);
;// CONCATENATED MODULE: ./build/sources/project/turnpike-file.js
/** Environments may be a plain list of names. */
function readTurnpikeFile(file) {
    const { service, system, owner, artifact, environments, suites } = file;
    const named = Array.isArray(environments)
        ? environments.map((name) => [name, {}])
        : Object.entries(environments ?? {}).map(([name, said]) => [name, said]);
    return {
        ...(service === undefined ? {} : { service }),
        ...(system === undefined ? {} : { system }),
        ...(owner === undefined ? {} : { owner }),
        ...(artifact === undefined ? {} : { artifact }),
        ...(environments === undefined ? {} : { environments: Object.fromEntries(named) }),
        ...(suites === undefined ? {} : { suites }),
    };
}

;// CONCATENATED MODULE: ./build/actions/project-file.js




const NAME = '^[A-Za-z0-9]([A-Za-z0-9._/-]{0,198}[A-Za-z0-9])?$';
const ENVIRONMENT = '^[A-Za-z0-9]([A-Za-z0-9._ /-]{0,198}([A-Za-z0-9]|/\\*|-\\*))?$';
const project_file_name = (about) => ({
    is: 'text',
    max: 200,
    pattern: NAME,
    says: 'a name (letters, digits, . _ / -)',
    about,
});
const environmentName = {
    is: 'text',
    max: 200,
    pattern: ENVIRONMENT,
    says: 'the name of an environment, or a beginning such as review/*',
};
function projectShape() {
    return {
        is: 'record',
        about: 'What Turnpike takes from a repository where a pipeline does not say it. Defaults only: no gate believes it.',
        required: ['apiVersion', 'kind'],
        fields: {
            apiVersion: { is: 'word', of: ['turnpike/v1'] },
            kind: { is: 'word', of: ['Project'] },
            service: project_file_name('The service that is built here. Default for the input service.'),
            system: project_file_name('The system the service belongs to.'),
            owner: { is: 'text', max: 200, about: 'Whose it is: a team, or a URI of a person.' },
            artifact: {
                is: 'either',
                about: 'Which of all that artifact: auto finds is meant.',
                of: [
                    {
                        is: 'record',
                        about: 'By the name in its package URL.',
                        required: ['type'],
                        fields: {
                            type: {
                                is: 'text',
                                max: 50,
                                pattern: '^[a-z][a-z0-9.+-]*$',
                                says: 'the type of a package URL, such as npm or oci',
                                about: 'The type of its package URL.',
                            },
                            name: {
                                is: 'text',
                                max: 214,
                                about: 'Its name in the package URL, with the namespace: @acme/webshop, org.acme/webshop.',
                            },
                        },
                    },
                    {
                        is: 'record',
                        about: 'By the path of its file.',
                        required: ['path'],
                        fields: {
                            path: {
                                is: 'text',
                                max: 500,
                                pattern: '^[^/\\\\]',
                                says: 'a path below the working directory',
                                about: 'From the working directory, with * and **.',
                            },
                        },
                    },
                ],
            },
            environments: {
                is: 'either',
                about: 'The environments there are. Another name gives a warning.',
                of: [
                    { is: 'list', min: 1, max: 100, of: environmentName },
                    {
                        is: 'map',
                        key: ENVIRONMENT,
                        keySays: 'the name of an environment, or a beginning such as review/*',
                        min: 1,
                        max: 100,
                        of: {
                            is: 'record',
                            required: [],
                            fields: {
                                url: { is: 'text', max: 1000, pattern: '^https?://', says: 'an http or https address' },
                                policy: project_file_name("The store's policy that is to judge for it."),
                            },
                        },
                    },
                ],
            },
            suites: {
                is: 'list',
                max: 100,
                of: { is: 'text', max: 200 },
                about: 'The test suites whose results are expected for an artifact.',
            },
        },
    };
}
/** The published JSON Schema 2020-12. */
function projectSchema() {
    return {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        $id: 'https://turnpike.dev/schemas/project.schema.json',
        title: 'Turnpike project',
        ...schemaOf(projectShape()),
    };
}
/** The text of a `turnpike.yaml` → what it says, or every problem with its line and column. Never throws. */
function readProjectFile(text) {
    const document = (0,policy_document/* readDocument */.u)(text);
    if ('problems' in document)
        return { problems: (0,policy_document/* inPlace */.z)(document.problems) };
    const problems = (0,shape/* checkShape */.eA)(projectShape(), document.value);
    if (problems.length > 0)
        return { problems: (0,policy_document/* inPlace */.z)(problems.map((each) => document.locate(each))) };
    return { part: readTurnpikeFile(document.value) };
}


/***/ }),

/***/ 5816:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ distance)
/* harmony export */ });
/** Edits (insert, delete, replace, swap of neighbours) from one word to another. Its work is the product of their lengths. */
function distance(from, to) {
    let before = [];
    let last = Array.from({ length: to.length + 1 }, (_, index) => index);
    for (let i = 1; i <= from.length; i++) {
        const row = [i];
        for (let j = 1; j <= to.length; j++) {
            const cost = from[i - 1] === to[j - 1] ? 0 : 1;
            let steps = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost);
            if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
                steps = Math.min(steps, before[j - 2] + 1);
            row.push(steps);
        }
        before = last;
        last = row;
    }
    return last[to.length];
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


/***/ }),

/***/ 5138:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  eA: () => (/* binding */ checkShape)
});

// UNUSED EXPORTS: escape, own, quote

// EXTERNAL MODULE: ./build/cdevents/object.js
var object = __webpack_require__(4276);
// EXTERNAL MODULE: ./build/cdevents/distance.js
var distance = __webpack_require__(5816);
;// CONCATENATED MODULE: ./build/policy/suggest.js

/** ` (did you mean "x"?)` when one of the allowed words is close to what was written, else nothing. */
function nearest(written, allowed) {
    if (typeof written !== 'string' || written.length > 100)
        return '';
    let best;
    let least = Math.max(1, Math.floor(written.length / 3)) + 1;
    for (const word of allowed) {
        if (Math.abs(word.length - written.length) >= least)
            continue;
        const steps = (0,distance/* distance */.I)(written.toLowerCase(), word.toLowerCase());
        if (steps < least)
            [least, best] = [steps, word];
    }
    return best === undefined ? '' : ` (did you mean "${best}"?)`;
}

;// CONCATENATED MODULE: ./build/policy/shape.js
/**
 * What a document may look like, said once. The same shape checks a document (`checkShape`) and is published as JSON
 * Schema 2020-12 (`shape-schema.ts`), so that an editor and the loader cannot disagree.
 */


/** Every way in which `value` breaks `shape`, as pointer and sentence; empty when it does not. Never throws. */
function checkShape(shape, value) {
    const problems = [];
    walk(shape, value, '', problems);
    return problems;
}
function walk(shape, value, path, problems) {
    if (problems.length >= 100)
        return;
    const complain = (message, at = path) => void problems.push({ path: at, message });
    switch (shape.is) {
        case 'text': {
            if (typeof value !== 'string')
                return complain(`must be text, not ${nameOf(value)}`);
            if (value === '' && shape.empty !== true)
                return complain('must not be empty');
            if (lengthOf(value) > (shape.max ?? 1000))
                return complain(`is longer than ${shape.max ?? 1000} characters`);
            if (shape.pattern !== undefined && !new RegExp(shape.pattern, 'u').test(value))
                complain(`${quote(value)} is not ${shape.says ?? 'of the right form'}`);
            return;
        }
        case 'integer':
        case 'number': {
            if (typeof value !== 'number' || !Number.isFinite(value))
                return complain(`must be a number, not ${nameOf(value)}`);
            if (shape.is === 'integer' && !Number.isInteger(value))
                return complain('must be a whole number');
            if (value < shape.min || value > shape.max)
                complain(`must be from ${shape.min} to ${shape.max}, not ${value}`);
            return;
        }
        case 'boolean':
            if (typeof value !== 'boolean')
                complain(`must be true or false, not ${nameOf(value)}`);
            return;
        case 'word':
            if (typeof value !== 'string' || !shape.of.includes(value))
                complain(`${quote(value)} is not allowed; allowed: ${shape.of.join(', ')}${nearest(value, shape.of)}`);
            return;
        case 'list': {
            if (!Array.isArray(value))
                return complain(`must be a list, not ${nameOf(value)}`);
            if (value.length < (shape.min ?? 0))
                return complain(tooFew(shape.min));
            if (value.length > shape.max)
                return complain(`has ${value.length} entries; at most ${shape.max} are allowed`);
            value.forEach((item, index) => walk(shape.of, item, `${path}/${index}`, problems));
            return;
        }
        case 'map': {
            if (!(0,object/* isObject */.G)(value))
                return complain(`must be a mapping, not ${nameOf(value)}`);
            const names = Object.keys(value);
            if (names.length < (shape.min ?? 0))
                return complain(tooFew(shape.min));
            if (names.length > shape.max)
                return complain(`has ${names.length} entries; at most ${shape.max} are allowed`);
            for (const name of names) {
                const at = `${path}/${shape_escape(name)}`;
                if (!new RegExp(shape.key, 'u').test(name))
                    complain(`${quote(name)} is not ${shape.keySays}`, at);
                walk(shape.of, value[name], at, problems);
            }
            return;
        }
        case 'either': {
            const fitting = shape.of.filter((option) => fits(option, value));
            if (fitting.length === 1)
                return walk(fitting[0], value, path, problems);
            for (const option of fitting)
                if (checkShape(option, value).length === 0)
                    return;
            if (fitting.length > 0)
                return walk(fitting[0], value, path, problems);
            return complain(`must be ${shape.of.map(kindName).join(' or ')}, not ${nameOf(value)}`);
        }
        case 'record':
            if (!(0,object/* isObject */.G)(value))
                return complain(`must be a mapping, not ${nameOf(value)}`);
            return walkRecord(shape, value, path, problems);
        case 'choice': {
            if (!(0,object/* isObject */.G)(value))
                return complain(`must be a mapping, not ${nameOf(value)}`);
            const word = own(value, shape.by);
            if (word === undefined)
                return complain(`${shape.by} is missing; one of ${Object.keys(shape.of).join(', ')}`);
            const at = `${path}/${shape.by}`;
            const chosen = typeof word === 'string' ? own(shape.of, word) : undefined;
            if (chosen !== undefined)
                return walkRecord(chosen, value, path, problems, shape.by);
            const options = Object.keys(shape.of);
            return complain(`${quote(word)} is not a ${shape.by}; allowed: ${options.join(', ')}${nearest(word, options)}`, at);
        }
    }
}
function tooFew(min) {
    return min === 1 ? 'must not be empty' : `needs at least ${min} entries`;
}
function walkRecord(shape, value, path, problems, by) {
    const allowed = Object.keys(shape.fields);
    for (const name of Object.keys(value)) {
        if (name === by)
            continue;
        const field = own(shape.fields, name);
        const at = `${path}/${shape_escape(name)}`;
        if (field !== undefined)
            walk(field, value[name], at, problems);
        else if (shape.open !== true)
            problems.push({
                path: at,
                message: `${quote(name)} is not a known field here; known: ${allowed.join(', ')}${nearest(name, allowed)}`,
            });
    }
    for (const name of shape.required)
        if (own(value, name) === undefined)
            problems.push({ path, message: `${name} is missing` });
    if (shape.someOf !== undefined && !shape.someOf.some((name) => own(value, name) !== undefined))
        problems.push({ path, message: `needs at least one of ${shape.someOf.join(', ')}` });
}
function fits(shape, value) {
    switch (shape.is) {
        case 'list':
            return Array.isArray(value);
        case 'record':
        case 'map':
        case 'choice':
            return (0,object/* isObject */.G)(value);
        case 'number':
        case 'integer':
            return typeof value === 'number';
        case 'boolean':
            return typeof value === 'boolean';
        case 'either':
            return shape.of.some((option) => fits(option, value));
        default:
            return typeof value === 'string';
    }
}
function kindName(shape) {
    if (shape.is === 'word')
        return shape.of.map((word) => `"${word}"`).join(' or ');
    if (shape.is === 'list')
        return 'a list';
    if (shape.is === 'number' || shape.is === 'integer')
        return 'a number';
    if (shape.is === 'boolean')
        return 'true or false';
    return shape.is === 'text' ? 'text' : 'a mapping';
}
function nameOf(value) {
    if (value === null || value === undefined)
        return 'nothing';
    if (Array.isArray(value))
        return 'a list';
    if (typeof value === 'object')
        return 'a mapping';
    return `${typeof value === 'string' ? 'text' : typeof value} ${quote(value)}`;
}
/** A value as shown in a message: short, on one line. */
function quote(value) {
    const text = JSON.stringify(value) ?? String(value);
    return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
/** An own property, so that `constructor` and `__proto__` in a document are never found. */
function own(value, name) {
    return Object.hasOwn(value, name) ? value[name] : undefined;
}
/** One step of a JSON pointer (RFC 6901). */
function shape_escape(name) {
    return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
function lengthOf(text) {
    return [...text].length;
}


/***/ })

};
