export const id = 8647;
export const ids = [8647];
export const modules = {

/***/ 8647:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runEmit: () => (/* binding */ runEmit)
});

// EXTERNAL MODULE: ./build/cdevents/object.js
var object = __webpack_require__(4276);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/sources/described.js + 1 modules
var sources_described = __webpack_require__(7778);
// EXTERNAL MODULE: ./build/sources/description.js
var description = __webpack_require__(6851);
// EXTERNAL MODULE: ./build/cdevents/parse.js
var parse = __webpack_require__(6324);
// EXTERNAL MODULE: ./build/cdevents/repeated.js
var repeated = __webpack_require__(2777);
;// CONCATENATED MODULE: ./build/sources/read.js
/**
 * Texts that people write: YAML, JSON, several YAML documents, or one JSON a line. Pure. The `yaml` package (28 ms to
 * load and warm) is loaded only for a text that is not JSON.
 */




/** Longest text that is read, in UTF-16 units. */
const MAX_TEXT = 16 * 1024 * 1024;
/** Most items of one text. */
const MAX_ITEMS = 10_000;
/**
 * The values of a text: one document is one value, a list is its items, lines of JSON are one value each.
 * @param where what the text is, for messages: a file's name or an input's
 * @throws TurnpikeError INVALID_EVENT with every syntax problem, its line and column; TOO_LARGE
 */
async function readValues(text, where) {
    if (text.length > MAX_TEXT)
        throw tooLarge(`${where} is longer than 16 MiB; split it`);
    const body = text.replace(/^\uFEFF/, '');
    if (body.trim() === '')
        throw broken(where, [{ path: '', message: 'is empty' }]);
    const values = fromJson(body, where) ?? fromLines(body, where) ?? (await fromYaml(body, where));
    const items = values.flatMap((value) => (Array.isArray(value) ? value : [value]));
    if (items.length > MAX_ITEMS)
        throw tooLarge(`${where} holds ${items.length} items; at most ${MAX_ITEMS} are read`);
    if (items.length === 0)
        throw broken(where, [{ path: '', message: 'holds no event' }]);
    return items;
}
/**
 * A YAML or JSON object, as an input such as `content` holds one.
 * @throws as `readValues`
 */
async function readObject(text, where) {
    const values = fromJson(text, where) ?? (await fromYaml(text, where));
    const [value] = values;
    if (values.length === 1 && (0,object/* isObject */.G)(value))
        return value;
    throw broken(where, [{ path: '', message: 'must be an object, such as `outcome: success`' }]);
}
function fromJson(text, where) {
    // Two digits or words are YAML to a person and JSON to a parser; either way the value is the same.
    let value;
    try {
        value = (0,parse/* parseJson */.q)(text);
    }
    catch {
        return undefined;
    }
    refuseRepeated(text, where);
    return [value];
}
/** YAML refuses it by itself. A text pasted into JSON could say a second `outcome`, and the last one would count. */
function refuseRepeated(text, where, line) {
    const name = (0,repeated/* repeatedMember */.P)(text);
    if (name === undefined)
        return;
    const message = `the member ${JSON.stringify(name.slice(0, 100))} is there twice`;
    throw broken(where, [{ path: '', message, ...(line === undefined ? {} : { line, column: 1 }) }]);
}
/** One JSON object a line; `undefined` when the first line is not, an error when a later one is not. */
function fromLines(text, where) {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    if (lines.length < 2 || !lines[0]?.trim().startsWith('{'))
        return undefined;
    if (lines.length > MAX_ITEMS)
        throw tooLarge(`There are ${lines.length} lines; at most ${MAX_ITEMS} are read`);
    const values = [];
    for (const line of lines) {
        try {
            values.push((0,parse/* parseJson */.q)(line));
        }
        catch {
            return undefined;
        }
    }
    for (const [index, line] of lines.entries())
        refuseRepeated(line, where, index + 1);
    return values;
}
async function fromYaml(text, where) {
    const { parseAllDocuments } = await __webpack_require__.e(/* import() */ 8815).then(__webpack_require__.t.bind(__webpack_require__, 8815, 19));
    const documents = parseAllDocuments(text, { prettyErrors: true, uniqueKeys: true, logLevel: 'error' });
    const list = Array.isArray(documents) ? documents : [];
    const problems = list.flatMap(({ errors }) => errors.slice(0, 100).map(({ message, linePos }) => ({
        path: '',
        // The library's message goes on with a picture of the place.
        message: message.split(/ at line \d+|\n/)[0] ?? message,
        ...(linePos === undefined ? {} : { line: linePos[0].line, column: linePos[0].col }),
    })));
    if (problems.length > 0)
        throw broken(where, problems);
    try {
        // Few aliases: a real description needs none, and a thousand of them are an attack.
        return list
            .map((document) => document.toJS({ maxAliasCount: 20 }))
            .filter((value) => value !== null);
    }
    catch (error) {
        throw broken(where, [{ path: '', message: error instanceof Error ? error.message : 'cannot be read' }]);
    }
}
function broken(where, problems) {
    const told = problems.map(({ message, line, column }) => line === undefined ? message : `line ${line}, column ${column}: ${message}`);
    return new errors/* TurnpikeError */.PJ('INVALID_EVENT', `${where}: ${told.join('; ')}`, { problems });
}
function tooLarge(message) {
    return new errors/* TurnpikeError */.PJ('TOO_LARGE', message);
}

// EXTERNAL MODULE: ./build/actions/deliver.js + 1 modules
var deliver = __webpack_require__(8394);
// EXTERNAL MODULE: ./build/actions/failure.js
var failure = __webpack_require__(4622);
// EXTERNAL MODULE: ./build/actions/project.js
var project = __webpack_require__(3053);
;// CONCATENATED MODULE: ./build/actions/emit.js








/**
 * Every event is made and checked before the first is sent.
 * @returns 0; 2 for invalid input, always; 5 for what was not delivered, when `failOnError` asks for it
 */
async function runEmit(inputs, host, deps) {
    return await (0,failure/* failUsage */.y)(host, async () => {
        if (inputs.token !== undefined)
            await host.secret(inputs.token);
        const events = await eventsOf(await (0,project/* withProject */.C3)(inputs, host), host, deps);
        const { sent, undelivered, code } = events.length === 0
            ? { sent: 0, undelivered: 0, code: errors/* EXIT */.dc.allow }
            : await (0,deliver/* deliver */.cK)(events, inputs, host, deps);
        await host.output('event-id', events[0]?.context.id ?? '');
        await host.output('sent', String(sent));
        await host.output('undelivered', String(undelivered));
        return code;
    });
}
async function eventsOf(inputs, host, deps) {
    if (inputs.fromFork !== undefined) {
        alone(inputs, [
            'file',
            'type',
            'subject',
            'content',
            'environment',
            'service',
            'change',
            'links',
            'customData',
        ]);
        const { eventsFromFork } = await __webpack_require__.e(/* import() */ 9645).then(__webpack_require__.bind(__webpack_require__, 9645));
        return await eventsFromFork(inputs.fromFork, host, deps);
    }
    const described = inputs.type === 'auto' && inputs.file === undefined
        ? await ownEvents(inputs, host, deps)
        : inputs.file === undefined
            ? [await fromInputs(inputs)]
            : await fromFile(inputs, inputs.file, deps);
    const { items, problems } = await allWithDigests(described, host, deps);
    const events = () => (0,sources_described/* describe */.q)(items, host.facts, deps.now());
    if (problems.length === 0)
        return events();
    // The rest is checked as if the artifacts were known, so that a person reads of everything at once.
    const more = problemsOf(events);
    throw new errors/* TurnpikeError */.PJ('INVALID_EVENT', 'not every artifact is known', {
        problems: [...problems, ...more],
    });
}
function problemsOf(make) {
    try {
        make();
        return [];
    }
    catch (error) {
        if (error instanceof errors/* TurnpikeError */.PJ)
            return error.problems;
        throw error;
    }
}
/** `type: auto`: what the event that started this run means; none when it means no change. */
async function ownEvents(inputs, host, deps) {
    const given = ['subject', 'content', 'links', 'customData', 'change'].filter((name) => inputs[name] !== undefined);
    if (given.length > 0)
        throw new errors/* TurnpikeError */.PJ('USAGE', `input type: auto takes what the event that started the run says, and ${given.join(', ')} ${given.length === 1 ? 'is' : 'are'} given; name a type, or leave them out`);
    const { readOwnEvents } = await __webpack_require__.e(/* import() */ 6926).then(__webpack_require__.bind(__webpack_require__, 6926));
    return await readOwnEvents(host, deps, defaultsOf(inputs));
}
async function fromInputs(inputs) {
    if (inputs.type === undefined) {
        throw new errors/* TurnpikeError */.PJ('USAGE', 'input type: is empty; say what happened, such as testsuiterun.finished, or give a file');
    }
    const { content, links, customData } = await parsed(inputs);
    return {
        type: inputs.type,
        ...defaultsOf(inputs),
        ...(inputs.subject === undefined ? {} : { subject: inputs.subject }),
        ...(content === undefined ? {} : { content }),
        ...(links === undefined ? {} : { links }),
        ...(customData === undefined ? {} : { customData }),
    };
}
/** The inputs that are YAML or JSON. @throws TurnpikeError INVALID_EVENT with the problems of all of them */
async function parsed(inputs) {
    const problems = [];
    const tryRead = async (text, read) => {
        if (text === undefined)
            return undefined;
        try {
            return await read(text);
        }
        catch (error) {
            problems.push({ path: '', message: (0,errors/* explain */.WE)(error) });
            return undefined;
        }
    };
    const content = await tryRead(inputs.content, (text) => readObject(text, 'input content'));
    const links = await tryRead(inputs.links, (text) => readValues(text, 'input links'));
    const customData = await tryRead(inputs.customData, (text) => readObject(text, 'input custom-data'));
    if (problems.length > 0) {
        throw new errors/* TurnpikeError */.PJ('INVALID_EVENT', problems.map(({ message }) => message).join('\n'), { problems });
    }
    return {
        ...(content === undefined ? {} : { content }),
        ...(links === undefined ? {} : { links }),
        ...(customData === undefined ? {} : { customData }),
    };
}
/** What comes from a fork says itself what it is about, and only that. */
function alone(inputs, others) {
    const given = others.filter((name) => inputs[name] !== undefined);
    if (given.length === 0 && inputs.artifact.length === 0)
        return;
    throw new errors/* TurnpikeError */.PJ('USAGE', `from-fork is given together with ${[...given, ...(inputs.artifact.length === 0 ? [] : ['artifact'])].join(', ')}; the events of a fork are bound to nothing but its run`);
}
/** What is said beside a file counts for every description in it that does not say it itself. */
async function fromFile(inputs, path, deps) {
    const alone = ['type', 'subject', 'content', 'links', 'customData'].filter((name) => inputs[name] !== undefined);
    if (alone.length > 0) {
        throw new errors/* TurnpikeError */.PJ('USAGE', `A file of events and ${alone.join(', ')} are given; describe events in one place`);
    }
    const items = await readValues(await deps.readText(path), path);
    return items.map((item) => (isDescription(item) ? { ...defaultsOf(inputs), ...item } : item));
}
function defaultsOf(inputs) {
    return {
        ...(inputs.artifact.length === 0 ? {} : { artifact: inputs.artifact }),
        ...(inputs.environment === undefined ? {} : { environment: inputs.environment }),
        ...(inputs.service === undefined ? {} : { service: inputs.service }),
        ...(inputs.change === undefined ? {} : { change: inputs.change }),
    };
}
/** Stands in for an artifact that is not known, while the rest of its event is checked. Never sent. */
const UNKNOWN = `sha256:${'0'.repeat(64)}`;
/** Paths and images become package URLs with digests. A file named by many items is read once. */
async function allWithDigests(described, host, deps) {
    const resolve = resolver(host, deps);
    const problems = [];
    const items = [];
    for (const [index, item] of described.entries()) {
        try {
            items.push(await withDigests(item, resolve));
        }
        catch (error) {
            if (!(error instanceof errors/* TurnpikeError */.PJ))
                throw error;
            const place = described.length === 1 ? '' : `/${index}`;
            problems.push(...error.problems.map(({ path, message }) => ({ path: place + path, message })));
            items.push({ ...item, artifact: UNKNOWN });
        }
    }
    return { items, problems };
}
/** What many items name in the same words is looked up and told once, and no file is read twice. */
function resolver(host, deps) {
    const digests = new Map();
    const known = new Map();
    const digestFile = (path) => remembered(digests, path, () => deps.digestFile(path));
    const finding = { several: true, log: (line) => host.log(line) };
    return (values) => remembered(known, JSON.stringify(values), async () => {
        const { resolveArtifacts } = await __webpack_require__.e(/* import() */ 4832).then(__webpack_require__.bind(__webpack_require__, 2451));
        const artifacts = await resolveArtifacts(values, { env: deps.env, digestFile }, finding);
        return artifacts.map(({ digest, purl }) => purl ?? digest);
    });
}
function remembered(known, key, make) {
    const value = known.get(key) ?? make();
    known.set(key, value);
    return value;
}
async function withDigests(item, resolve) {
    if (!isDescription(item))
        return item;
    const given = Array.isArray(item.artifact) ? item.artifact : [item.artifact];
    // What is no text at all is left for `describe` to tell.
    if (!given.every((value) => typeof value === 'string' && value !== ''))
        return item;
    return { ...item, artifact: await resolve(given) };
}
function isDescription(item) {
    return (0,object/* isObject */.G)(item) && !(0,description/* isFull */.u)(item) && !('data' in item);
}


/***/ }),

/***/ 2777:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ repeatedMember)
/* harmony export */ });
/* unused harmony export compactJson */
/* harmony import */ var _json_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7889);
/**
 * Members that are in a JSON object twice. `JSON.parse` takes the last one, others the first, so a text with two says
 * one thing to us and another to somebody else. RFC 8259 §4 warns of it; what is signed must have one meaning.
 */

/**
 * The first name that an object of this document has twice, at any depth, or undefined. Names are compared as they
 * read, so that `"a"` and `"\u0061"` are one.
 * @param text a document that `JSON.parse` accepts
 */
function repeatedMember(text) {
    // A list has no names; an object has those seen so far.
    const open = [];
    for (let at = 0; at < text.length; at++) {
        const mark = text[at];
        if (mark === '{')
            open.push(new Set());
        else if (mark === '[')
            open.push(undefined);
        else if (mark === '}' || mark === ']')
            open.pop();
        else if (mark === '"') {
            const end = (0,_json_text_js__WEBPACK_IMPORTED_MODULE_0__/* .afterString */ .AZ)(text, at);
            const names = open.at(-1);
            if (names !== undefined && text.charCodeAt((0,_json_text_js__WEBPACK_IMPORTED_MODULE_0__/* .afterSpace */ .dS)(text, end)) === _json_text_js__WEBPACK_IMPORTED_MODULE_0__/* .COLON */ .oH) {
                const name = nameIn(text.slice(at, end));
                if (names.has(name))
                    return name;
                names.add(name);
            }
            at = end - 1;
        }
    }
    return undefined;
}
/** Most names have no escape, and are read in a fraction of the time. */
function nameIn(string) {
    return string.includes('\\') ? JSON.parse(string) : string.slice(1, -1);
}
/**
 * The same document without white space between its marks; numbers, escapes and names stay as they are written.
 * @param text a document that `JSON.parse` accepts
 */
function compactJson(text) {
    let compact = '';
    let at = 0;
    while ((at = afterSpace(text, at)) < text.length) {
        const start = at;
        at = text.charCodeAt(at) === QUOTE ? afterString(text, at) : at + 1;
        compact += text.slice(start, at);
    }
    return compact;
}


/***/ }),

/***/ 7778:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  q: () => (/* binding */ describe)
});

// EXTERNAL MODULE: ./build/cdevents/binding.js
var binding = __webpack_require__(842);
// EXTERNAL MODULE: ./build/cdevents/create.js
var create = __webpack_require__(8459);
// EXTERNAL MODULE: ./build/cdevents/canonical.js
var canonical = __webpack_require__(9541);
// EXTERNAL MODULE: ./build/cdevents/envelope.js
var envelope = __webpack_require__(4915);
// EXTERNAL MODULE: ./build/cdevents/identity.js
var identity = __webpack_require__(197);
// EXTERNAL MODULE: ./build/cdevents/links.js
var links = __webpack_require__(4530);
// EXTERNAL MODULE: ./build/cdevents/purl.js
var purl = __webpack_require__(5970);
// EXTERNAL MODULE: ./build/cdevents/validate.js + 5 modules
var validate = __webpack_require__(5742);
// EXTERNAL MODULE: ./build/cdevents/vocabulary.js
var vocabulary = __webpack_require__(7811);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/host/repository.js
var repository = __webpack_require__(1883);
;// CONCATENATED MODULE: ./build/sources/defaults.js


/** Where tests run when nobody says where: their types demand an environment. */
const TEST_ENVIRONMENT = 'ci';
/** The content as said, with the fields filled in that the type has and nobody said. */
function filledContent(row, said) {
    const content = { ...said.description.content };
    for (const [field, value] of Object.entries(knownFields(row, said))) {
        if (value !== undefined && Object.hasOwn(row.content, field) && content[field] === undefined)
            content[field] = value;
    }
    return content;
}
function knownFields(row, { description, artifacts, facts }) {
    const { service } = description;
    const environment = description.environment ?? facts.environment ?? (isTest(row) ? TEST_ENVIRONMENT : undefined);
    const artifact = nameOf(artifacts[0]);
    const { run, job } = facts;
    const actor = facts.actor.uri || undefined;
    return {
        environment: environment === undefined ? undefined : { id: environment },
        service: service === undefined ? undefined : { id: service },
        artifactId: artifact,
        ...(row.subject === 'artifact' ? { change: referenceTo(changeOf(description, facts)) } : {}),
        ...(row.subject === 'branch' || row.subject === 'change'
            ? { repository: referenceTo(facts.repository.url || undefined) }
            : {}),
        ...(row.subject === 'pipelinerun' ? { pipelineName: run.name, uri: run.url } : {}),
        ...(row.subject === 'taskrun'
            ? { taskName: job.name, uri: job.url, pipelineRun: { id: run.id, source: facts.source } }
            : {}),
        ...(row.subject === 'approval'
            ? {
                approvalDetailsUrl: run.url,
                resourceTargetUrl: artifact ?? changeOf(description, facts),
                requestor: actor,
                responder: actor,
            }
            : {}),
        ...(row.subject === 'environment' ? { name: environment } : {}),
    };
}
/**
 * The subject's id: as said, or what the type is about in this run.
 * @throws TurnpikeError INVALID_EVENT saying what to write when nothing is known
 */
function subjectOf(row, said, content) {
    const { description } = said;
    if (description.subject !== undefined)
        return description.subject;
    const known = knownSubject(row, said, content);
    if (known !== undefined && known !== '')
        return known;
    const how = HINTS[row.subject] ?? 'say subject: <its id>';
    const message = `is missing, and the run does not know it; ${how}`;
    throw new errors/* TurnpikeError */.PJ('INVALID_EVENT', message, { problems: [{ path: '/subject', message }] });
}
const HINTS = {
    artifact: 'say artifact: <package URL with a digest>',
    service: 'say service: <name>',
    environment: 'say environment: <name>',
    change: 'say change: <address of the pull or merge request>',
    approval: 'say artifact and environment, or subject: <id of the approval>',
    incident: 'say subject: <id of the incident>',
    ticket: 'say subject: <id of the ticket>',
};
function knownSubject(row, { description, artifacts, facts }, content) {
    const { run, job } = facts;
    if (row.custom)
        return job.id;
    switch (row.subject) {
        case 'artifact':
            return nameOf(artifacts[0]);
        case 'service':
            return description.service;
        case 'environment':
            return description.environment ?? facts.environment;
        case 'change':
            return description.change ?? facts.change?.id;
        case 'approval':
            return approvalOf(artifacts[0], description.environment ?? facts.environment);
        case 'branch':
            return facts.ref.replace(/^refs\/heads\//, '');
        case 'repository':
            return facts.repository.url;
        case 'pipelinerun':
            return run.id;
        case 'taskrun':
        case 'build':
            return job.id;
        case 'testsuiterun':
            return partOf(job.id, content.testSuite);
        case 'testcaserun':
            return partOf(job.id, content.testCase);
        case 'testoutput':
            return typeof content.uri === 'string' ? content.uri : undefined;
        default:
            return undefined;
    }
}
function approvalOf(artifact, environment) {
    if (artifact === undefined || environment === undefined)
        return undefined;
    return `urn:turnpike:approval:${encodeURIComponent(environment.toWellFormed())}:${artifact.digest}`;
}
/** Two suites of one job are two subjects. */
function partOf(job, part) {
    const id = part?.id;
    return typeof id === 'string' && id !== '' ? `${job}#${encodeURIComponent(id.toWellFormed())}` : job;
}
/** The pull or merge request, or else the commit's page: `artifact.packaged` demands a change, and a build is of one. */
function changeOf({ change }, facts) {
    const known = change ?? facts.change?.id;
    if (known !== undefined || facts.commit === '')
        return known;
    const { url } = facts.repository;
    if (url === '')
        return facts.commit;
    return (0,repository/* commitPage */.b2)(url, facts.commit, facts.forge === 'gitlab' ? 'gitlab' : undefined);
}
function nameOf(artifact) {
    return artifact?.purl ?? artifact?.digest;
}
function referenceTo(id) {
    return id === undefined ? undefined : { id };
}
function isTest({ subject }) {
    return subject === 'testsuiterun' || subject === 'testcaserun';
}

// EXTERNAL MODULE: ./build/sources/description.js
var sources_description = __webpack_require__(6851);
// EXTERNAL MODULE: ./build/sources/pipeline.js
var pipeline = __webpack_require__(9563);
;// CONCATENATED MODULE: ./build/sources/described.js
/**
 * What a person writes → events. A line or two suffice: what the run knows fills in the rest, and nothing is sent
 * before every item is valid. Pure.
 */













/**
 * Descriptions (or full CDEvents) as events, in order. A description of an artifact event with several artifacts gives
 * one event for each.
 *
 * An id is a function of the run, the job and all that is said, the moment included: what is sent again is the same
 * event, what happens again is another one.
 * @param now RFC 3339
 * @throws TurnpikeError INVALID_EVENT with every problem of every item; paths are of the description
 */
function describe(descriptions, facts, now) {
    const events = [];
    const problems = [];
    descriptions.forEach((item, index) => {
        // A single description is what somebody wrote into inputs: its paths need no number.
        const place = descriptions.length === 1 ? '' : `/${index}`;
        try {
            events.push(...eventsOf(item, facts, now));
        }
        catch (error) {
            if (!(error instanceof errors/* TurnpikeError */.PJ))
                throw error;
            for (const problem of problemsOf(error))
                problems.push({ ...problem, path: place + problem.path });
        }
    });
    if (problems.length === 0)
        return events;
    throw new errors/* TurnpikeError */.PJ('INVALID_EVENT', toldShortly(problems), {
        problems: problems.slice(0, MAX_PROBLEMS),
    });
}
/** Longest item, in UTF-16 units. */
const MAX_ITEM = 1024 * 1024;
/** The most problems that are told; a person mends the first of a thousand equal ones. */
const MAX_PROBLEMS = 1000;
function eventsOf(item, facts, now) {
    const given = (0,envelope/* unwrap */.o)(asJson(item));
    if ((0,sources_description/* isFull */.u)(given))
        return [passedThrough(given)];
    const description = (0,sources_description/* readDescription */.X)(given);
    const row = (0,vocabulary/* describeType */.MF)(description.type);
    // `create` knows best how to say that a type does not exist.
    if (row === undefined)
        return [createDescribed(description, undefined, [], facts, now)];
    const artifacts = artifactsOf(description);
    if (row.subject !== 'artifact' || artifacts.length < 2) {
        return [createDescribed(description, row, artifacts, facts, now)];
    }
    if (description.subject !== undefined) {
        throw problem('/subject', 'names one subject for several artifacts; leave it out, each artifact is its own subject');
    }
    return artifacts.map((artifact) => createDescribed(description, row, [artifact], facts, now));
}
/** A copy that is certainly a tree: an anchor in YAML may refer to itself, and a reader of JSON would never end. */
function asJson(item) {
    let text;
    try {
        text = JSON.stringify(item);
    }
    catch {
        throw problem('', 'cannot be written as JSON: it refers to itself, or is nested too deeply');
    }
    if (text !== undefined && text.length > MAX_ITEM)
        throw problem('', 'is over 1 MiB; a store takes no larger event');
    return text === undefined ? undefined : JSON.parse(text);
}
function passedThrough(value) {
    const verdict = (0,validate/* validate */.t)(value);
    if (verdict.valid)
        return verdict.event;
    throw new errors/* TurnpikeError */.PJ('INVALID_EVENT', 'not a valid CDEvent', { problems: verdict.problems });
}
function createDescribed(description, row, artifacts, facts, now) {
    const said = { description, artifacts, facts };
    const source = description.source ?? facts.source;
    const timestamp = description.timestamp ?? now;
    const content = row === undefined ? { ...description.content } : filledContent(row, said);
    const subject = row === undefined ? 'unknown' : subjectOf(row, said, content);
    const links = description.links?.map(linkOf);
    const customData = (0,binding/* bind */.o)(description.customData, describedBinding(row, said, content));
    const id = description.id ??
        (0,identity/* eventId */.Q)({
            source,
            type: description.type,
            run: facts.run.id,
            attempt: facts.run.attempt,
            subject: (0,canonical/* digestOfJson */.Q)([facts.job.id, subject, timestamp, content, customData, links ?? null]),
            order: (0,pipeline/* runOrder */.wW)(facts),
        });
    const event = (0,create/* create */.v)(description.type, {
        source,
        subject: { id: subject, content },
        chainId: description.chainId ?? facts.chainId,
        ...(links === undefined ? {} : { links }),
        customData,
    }, { id, now: timestamp });
    const { inconsistent } = (0,binding/* bindingOf */.h)(event);
    if (inconsistent !== undefined)
        throw problem('', `${inconsistent}: such an event would never be evidence`);
    return event;
}
function describedBinding(row, { description, artifacts, facts }, content) {
    const { service } = description;
    // CDEvents has no field for it in builds; they name it as artifact.packaged does.
    const change = row?.subject === 'build' ? changeOf(description, facts) : description.change;
    // Where the type has a field for it, the field says it; a test ran somewhere, but counts wherever it is asked for.
    const environment = description.environment ?? (content.environment === undefined ? facts.environment : undefined);
    return {
        ...(0,pipeline/* runBinding */.hT)(facts),
        ...(artifacts.length === 0 ? {} : { artifacts }),
        ...(environment === undefined || row?.subject === 'environment' ? {} : { environment }),
        ...(service === undefined ? {} : { service }),
        ...(change === undefined ? {} : { change }),
    };
}
function artifactsOf({ artifact = [] }) {
    const texts = typeof artifact === 'string' ? [artifact] : artifact;
    const byDigest = new Map();
    const problems = [];
    for (const text of texts) {
        try {
            const ref = (0,purl/* artifactRef */.AF)(text);
            byDigest.set(ref.digest, ref);
        }
        catch (error) {
            if (!(error instanceof errors/* TurnpikeError */.PJ))
                throw error;
            problems.push({ path: '/artifact', message: error.message });
        }
    }
    if (problems.length > 0)
        throw new errors/* TurnpikeError */.PJ('INVALID_EVENT', 'not an artifact', { problems });
    return [...byDigest.values()];
}
/** A plain text is the id of the event that caused this one. Everything else is judged by `create`. */
function linkOf(link) {
    return typeof link === 'string' ? (0,links/* path */.Ae)(link) : link;
}
/** Where the event says it → where the description says it. */
function problemsOf({ problems, message }) {
    if (problems.length === 0)
        return [{ path: '', message }];
    return problems.map((each) => ({
        ...each,
        path: each.path
            .replace(/^\/subject\/content/, '/content')
            .replace(/^\/subject\/id$/, '/subject')
            .replace(/^\/context\//, '/'),
    }));
}
function problem(at, message) {
    return new errors/* TurnpikeError */.PJ('INVALID_EVENT', message, { problems: [{ path: at, message }] });
}
function toldShortly(problems) {
    const first = problems
        .slice(0, 5)
        .map(({ path: at, message }) => (at === '' ? message : `${at}: ${message}`));
    const more = problems.length - first.length;
    return first.join('; ') + (more > 0 ? `; and ${more} more` : '');
}


/***/ }),

/***/ 6851:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ readDescription),
/* harmony export */   u: () => (/* binding */ isFull)
/* harmony export */ });
/* harmony import */ var _cdevents_object_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4276);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/** The form of a description, checked by hand so that every mistake is told in the writer's own words. Pure. */


const TEXTS = [
    'type',
    'subject',
    'environment',
    'service',
    'change',
    'id',
    'source',
    'timestamp',
    'chainId',
];
const OBJECTS = ['content', 'customData'];
const KEYS = [...TEXTS, ...OBJECTS, 'artifact', 'links'];
/** A CDEvent rather than a description of one: it has a context. */
function isFull(value) {
    return (0,_cdevents_object_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(value) && Object.hasOwn(value, 'context');
}
/** @throws TurnpikeError INVALID_EVENT with every problem */
function readDescription(value) {
    if (!(0,_cdevents_object_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(value)) {
        throw invalid([
            { path: '', message: 'must be an object such as { type: build.started }, or a full CDEvent' },
        ]);
    }
    const problems = [];
    const tell = (key, message) => problems.push({ path: `/${key}`, message });
    // What is left empty (`service:` in YAML, an input nobody filled in) is not there.
    const given = Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null && each !== undefined));
    for (const key of Object.keys(given))
        if (!KEYS.includes(key))
            tell(pointer(key), strangeKey(key));
    if (given.type === undefined)
        tell('type', 'is missing; say what happened, such as type: build.started');
    for (const key of TEXTS) {
        if (given[key] !== undefined && !isText(given[key]))
            tell(key, 'must be a text that is not empty');
    }
    for (const key of OBJECTS) {
        if (given[key] !== undefined && !(0,_cdevents_object_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(given[key]))
            tell(key, 'must be an object');
    }
    const { artifact, links } = given;
    if (artifact !== undefined && !isText(artifact) && !(Array.isArray(artifact) && artifact.every(isText))) {
        tell('artifact', 'must be a text or a list of texts');
    }
    if (links !== undefined && !Array.isArray(links))
        tell('links', 'must be a list');
    if (problems.length > 0)
        throw invalid(problems);
    return given;
}
function strangeKey(key) {
    const shown = JSON.stringify(key.slice(0, 80));
    if (key === 'subjectId')
        return `${shown} is not known here; write subject`;
    if (key === 'artifacts')
        return `${shown} is not known here; write artifact, it takes a list too`;
    return `${shown} is not known here; known are ${KEYS.join(', ')}. Fields of the event's own go under content`;
}
/** A key as a part of a JSON pointer (RFC 6901). */
function pointer(key) {
    return key.slice(0, 80).replaceAll('~', '~0').replaceAll('/', '~1');
}
function isText(value) {
    return typeof value === 'string' && value !== '';
}
function invalid(problems) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ('INVALID_EVENT', 'not a description of an event', { problems });
}


/***/ })

};
