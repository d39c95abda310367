export const id = 3032;
export const ids = [3032];
export const modules = {

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

/***/ 3032:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  exitCodeOf: () => (/* binding */ exitCodeOf),
  readDecision: () => (/* binding */ readDecision)
});

// UNUSED EXPORTS: decisionEvent

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
;// CONCATENATED MODULE: ./build/policy/decision.js
/** What a gate answers: the recorded verdict with all its findings (design: decision record). */
/** Where a policy stands: later layers add or tighten, never loosen. `file`: it came with the request. */
const LAYERS = ['baseline', 'environment', 'service', 'file'];
const CHANGE_CLASSES = ['standard', 'normal', 'major', 'emergency'];
const RESULTS = [
    'pass',
    'fail',
    'pending',
    'error',
    'waived',
    'overridden',
    'not-applicable',
    'off',
];

;// CONCATENATED MODULE: ./build/policy/duration.js
/** Durations as people write them, `15m`, `1h30m`, `7d`; and ages as people read them. */
const UNITS = {
    w: 604_800_000,
    d: 86_400_000,
    h: 3_600_000,
    m: 60_000,
    s: 1000,
};
/** The form of a duration, for schemas. */
const DURATION = '^([1-9][0-9]{0,5}w)?([1-9][0-9]{0,5}d)?([1-9][0-9]{0,5}h)?([1-9][0-9]{0,5}m)?([1-9][0-9]{0,5}s)?$';
/** Milliseconds, or undefined when the text is not a duration. Days are 24 hours. */
function parseDuration(text) {
    if (text === '' || !new RegExp(DURATION, 'u').test(text))
        return undefined;
    let total = 0;
    for (const [, count, unit] of text.matchAll(/([0-9]+)([wdhms])/g))
        total += Number(count) * UNITS[unit];
    return total;
}
/** The two largest units: `3 h 12 min`, `11 min`, `2 d`. */
function sayDuration(ms) {
    const parts = [];
    let rest = Math.max(0, Math.floor(ms / 1000));
    for (const [name, seconds] of [
        ['d', 86_400],
        ['h', 3600],
        ['min', 60],
        ['s', 1],
    ]) {
        const count = Math.floor(rest / seconds);
        rest -= count * seconds;
        if (count > 0)
            parts.push(`${count} ${name}`);
        else if (parts.length > 0)
            break;
        if (parts.length === 2)
            break;
    }
    return parts.length === 0 ? '0 s' : parts.join(' ');
}

;// CONCATENATED MODULE: ./build/policy/level.js
const LEVELS = ['recorded', 'logged', 'signed'];
/** What a finding says is asked for. */
const SAY_LEVEL = {
    recorded: 'from an authenticated sender',
    logged: 'logged',
    signed: 'signed',
};
/** Why an event is below a level; undefined when it is not. */
function belowLevel(stored, wanted) {
    if (wanted === undefined)
        return undefined;
    const { producer, logIndex, signature } = stored;
    const low = (explanation) => ({ reason: 'level-too-low', explanation });
    if (producer.kind === 'loopback')
        return low('its sender is not authenticated');
    if (wanted === 'recorded')
        return undefined;
    if (!Number.isSafeInteger(logIndex) || logIndex < 0)
        return low('it has no place in the log');
    if (wanted === 'logged')
        return undefined;
    if (signature === undefined)
        return low('it is not signed');
    if (signature.signer === undefined)
        return low('its signature was not verified: no signer was known when it came');
    return undefined;
}

;// CONCATENATED MODULE: ./build/policy/fields.js
/** Shapes that several rule kinds share. */


const RULE_ID = '^[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?$';
const duration = {
    is: 'text',
    max: 40,
    pattern: DURATION,
    says: 'a duration such as 15m, 1h30m or 7d',
    about: 'A duration such as 15m, 1h30m or 7d.',
};
/** No two names that look the same because of what cannot be seen: white space at the ends, invisible characters. */
const fields_name = {
    is: 'text',
    max: 200,
    pattern: '^(?!\\s)[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}]+(?<!\\s)$',
    says: 'a name without invisible characters, and without white space at its ends',
};
const scalar = {
    is: 'either',
    of: [{ is: 'text', max: 1000 }, { is: 'number', min: -1e15, max: 1e15 }, { is: 'boolean' }],
};
const eventType = {
    is: 'text',
    max: 200,
    pattern: '^[A-Za-z0-9._-]+$',
    says: 'a type of event such as testsuiterun.finished',
    about: 'A CDEvents type: testsuiterun.finished, or dev.cdeventsx.<tool>-<subject>.<predicate>.',
};
const eventTypes = {
    is: 'either',
    of: [eventType, { is: 'list', of: eventType, min: 1, max: 16 }],
    about: 'One type of event, or several.',
};
const producer = {
    is: 'either',
    of: [
        { is: 'word', of: ['any'] },
        { is: 'list', of: { is: 'text', max: 100 }, min: 1, max: 50 },
    ],
    about: 'Whose events count: names from `producers`, or the word any.',
};
const level = {
    is: 'word',
    of: LEVELS,
    about: 'How well the origin of evidence must be known: recorded (its sender is authenticated), logged (and it has its place in the log), signed (and its signature was verified).',
};
const match = {
    is: 'map',
    key: '^[A-Za-z_][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+){0,12}$',
    keySays: 'a path such as testSuite.id or customData.scan.critical',
    min: 1,
    max: 20,
    of: { is: 'either', of: [...scalar.of, { is: 'list', of: scalar, min: 1, max: 50 }] },
    about: 'Fields of the event and the values they must have. Paths that say which thing it is about select.',
};
const where = {
    is: 'text',
    max: 1024,
    about: 'A CEL condition over one event: event, request, request.time.',
};
const onMissing = {
    is: 'word',
    of: ['deny', 'wait'],
    about: 'What it means that it is not there: deny (default), or wait for it.',
};
const applicability = {
    is: 'either',
    of: [
        { is: 'text', max: 1024 },
        {
            is: 'map',
            key: '^[A-Za-z]+(\\.[A-Za-z]+)?$',
            keySays: 'a fact of the request such as change.class',
            min: 1,
            max: 10,
            of: { is: 'either', of: [...scalar.of, { is: 'list', of: scalar, min: 1, max: 50 }] },
        },
    ],
};
const fields_text = (max, about) => ({ is: 'text', max, about });
/** Fields every rule has, also a member of `anyOf`. */
const described = {
    id: { is: 'text', max: 64, pattern: RULE_ID, says: 'an id (small letters, digits, . _ -)' },
    title: fields_text(200, 'What people read.'),
    controls: { is: 'list', of: fields_text(100, 'A clause, e.g. FitSM-1:PR12.4.'), max: 20 },
    remediation: fields_text(500, 'What to do to get past it.'),
    owner: fields_text(200, 'Whom to ask.'),
};
/** Fields every rule has that stands on its own. */
const standing = {
    enforce: { is: 'word', of: ['block', 'warn', 'off'], about: 'block (default), warn, or off.' },
    effectiveFrom: fields_text(40, 'Date or moment from which it applies, e.g. 2026-12-01 or 2026-12-01T08:00Z.'),
    effectiveUntil: fields_text(40, 'Date or moment up to which it applies.'),
    when: { ...applicability, about: 'The rule applies only then. Facts that are not known: it applies.' },
    unless: { ...applicability, about: 'The rule does not apply then. Facts that are not known: it applies.' },
    waivable: { is: 'boolean', about: 'May an approved exception cover it? Default false.' },
};
/** Defined once in the published schema. */
const SHARED = {
    ...described,
    ...standing,
    duration,
    scalar,
    name: fields_name,
    eventType,
    eventTypes,
    producer,
    level,
    match,
    where,
    onMissing,
    applicability,
};
/** The record of a rule kind: its own fields and those every rule has. */
function ruleShape(own, required, about, place = 'rule') {
    const common = place === 'rule' ? { ...described, ...standing } : described;
    return { is: 'record', fields: { ...common, ...own }, required: ['id', ...required], about };
}

;// CONCATENATED MODULE: ./build/policy/request-shape.js
/** What a gate's question looks like. */

const identity = {
    is: 'text',
    max: 500,
    pattern: '^[^\\p{Cc}]+$',
    says: 'an identity without control characters',
};
const requestShape = {
    is: 'record',
    required: ['artifacts', 'environment'],
    fields: {
        artifacts: {
            is: 'list',
            min: 1,
            max: 20,
            of: {
                is: 'record',
                required: ['digest'],
                fields: {
                    digest: {
                        is: 'text',
                        max: 100,
                        pattern: '^sha256:[0-9a-fA-F]{64}$',
                        says: 'a digest: sha256: and 64 hexadecimal digits',
                    },
                    purl: { is: 'text', max: 1000 },
                },
            },
        },
        environment: fields_name,
        service: fields_name,
        change: {
            is: 'record',
            required: ['id'],
            fields: {
                id: identity,
                class: { is: 'word', of: ['standard', 'normal', 'major', 'emergency'] },
                author: identity,
            },
        },
        actor: identity,
        run: { is: 'text', max: 1000, pattern: '^[^\\p{Cc}]+$', says: 'a run without control characters' },
        policies: { is: 'list', of: { is: 'text', max: 100 }, max: 50 },
    },
};

;// CONCATENATED MODULE: ./build/policy/record-shape.js


const record_shape_text = { is: 'text', max: 2000 };
const filled = { is: 'text', max: 2000, empty: true };
const moment = {
    is: 'text',
    max: 40,
    pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})$',
    says: 'a moment (RFC 3339)',
};
const count = { is: 'integer', min: 0, max: Number.MAX_SAFE_INTEGER };
const list = (of, max = 1000) => ({ is: 'list', of, max });
const record = (fields, optional = []) => ({
    is: 'record',
    open: true,
    fields,
    required: Object.keys(fields).filter((field) => !optional.includes(field)),
});
const evidenceFields = {
    sequence: count,
    source: filled,
    id: filled,
    type: filled,
    digest: filled,
    producer: filled,
    producerName: filled,
    signer: filled,
    receivedAt: filled,
    timestamp: filled,
    subject: filled,
    says: filled,
    uri: record_shape_text,
};
const findingFields = {
    rule: record_shape_text,
    policy: record_shape_text,
    kind: record_shape_text,
    title: record_shape_text,
    result: { is: 'word', of: RESULTS },
    layer: { is: 'word', of: LAYERS },
    tightens: list(record_shape_text),
    exception: record_shape_text,
    enforce: { is: 'word', of: ['block', 'warn', 'off'] },
    reason: record_shape_text,
    required: filled,
    found: filled,
    at: filled,
    by: filled,
    remediation: filled,
    owner: record_shape_text,
    controls: list(record_shape_text),
    evidence: list(record(evidenceFields, ['uri', 'signer', 'producerName'])),
    refused: list(record({ ...evidenceFields, reason: record_shape_text, explanation: filled }, ['uri', 'signer', 'producerName'])),
    refusedMore: count,
    dueAt: moment,
};
const OPTIONAL = [
    'layer',
    'tightens',
    'exception',
    'at',
    'by',
    'remediation',
    'owner',
    'refusedMore',
    'dueAt',
    'members',
];
const member = record(findingFields, OPTIONAL);
const finding = record({ ...findingFields, members: list(member) }, OPTIONAL);
const verdict = { is: 'word', of: ['allow', 'deny', 'pending', 'error'] };
const decisionShape = record({
    apiVersion: { is: 'word', of: ['turnpike/v1'] },
    kind: { is: 'word', of: ['Decision'] },
    id: { is: 'text', max: 100 },
    verdict,
    mode: { is: 'word', of: ['enforce', 'warn', 'dry-run', 'replay'] },
    summary: record_shape_text,
    organisation: record_shape_text,
    request: { ...requestShape, open: true },
    requester: record({ kind: record_shape_text, id: record_shape_text, name: record_shape_text }, ['name']),
    policies: list(record({
        name: record_shape_text,
        digest: record_shape_text,
        owner: record_shape_text,
        origin: { is: 'word', of: ['store', 'file'] },
        layer: { is: 'word', of: LAYERS },
        rules: count,
    }, ['owner', 'layer'])),
    files: list(record_shape_text),
    trust: record_shape_text,
    change: record({
        id: record_shape_text,
        class: { is: 'word', of: CHANGE_CLASSES },
        from: { is: 'word', of: ['record', 'claimed', 'unknown'] },
        author: filled,
    }, ['id', 'author']),
    evaluator: record({ name: record_shape_text, version: record_shape_text }),
    position: count,
    watermarks: list(record({ feed: record_shape_text, lastSeen: record_shape_text }, ['lastSeen'])),
    decidedAt: moment,
    expiresAt: moment,
    dueAt: moment,
    findings: list(finding, 10_000),
    disabled: list(record({ rule: record_shape_text, policy: record_shape_text, why: filled }), 10_000),
    notices: list(record_shape_text),
    waivers: list(record({
        id: record_shape_text,
        state: record_shape_text,
        rule: filled,
        policy: filled,
        by: filled,
        requestedBy: filled,
        reason: filled,
        ticket: filled,
        until: filled,
        scope: filled,
        why: filled,
        sequence: count,
    }, ['policy', 'by', 'requestedBy', 'ticket', 'until', 'why'])),
    overrides: list(record({
        id: record_shape_text,
        state: record_shape_text,
        by: filled,
        second: filled,
        secondDue: filled,
        reason: filled,
        ticket: filled,
        until: filled,
        artifact: filled,
        concerns: { is: 'boolean' },
        rules: list(filled),
        review: record({
            state: { is: 'word', of: ['open', 'overdue', 'done'] },
            due: filled,
            by: filled,
            ticket: filled,
        }, ['due', 'by', 'ticket']),
        why: filled,
        sequence: count,
    }, ['second', 'secondDue', 'ticket', 'why'])),
    nonconformities: list(record({
        sequence: count,
        deployment: count,
        at: filled,
        artifact: filled,
        service: filled,
        by: filled,
        says: filled,
    }, ['artifact', 'service'])),
    lease: record({ id: record_shape_text, environment: filled, service: filled, fencing: count, holder: filled, until: moment }, ['service']),
    previous: record({ id: record_shape_text, verdict, decidedAt: moment, changes: list(record_shape_text) }),
    timeline: list(record({ at: filled, what: record_shape_text, label: filled, outcome: filled, environment: filled, sequence: count }, ['outcome', 'environment', 'sequence'])),
    replayOf: record_shape_text,
    url: record_shape_text,
}, [
    'expiresAt',
    'dueAt',
    'previous',
    'url',
    'files',
    'trust',
    'change',
    'nonconformities',
    'lease',
    'replayOf',
]);

// EXTERNAL MODULE: ./build/policy/shape.js + 1 modules
var shape = __webpack_require__(5138);
// EXTERNAL MODULE: ./build/policy/verdict.js
var policy_verdict = __webpack_require__(6234);
;// CONCATENATED MODULE: ./build/policy/record.js




const DECISION_TYPE = 'dev.cdeventsx.turnpike-gate.evaluated.0.1.0';
const MAX_CONTENT_BYTES = (/* unused pure expression or super */ null && (900 * 1024));
const MAX_LINKS = 200;
/**
 * The event that records a decision: its content is the whole decision, its links lead to the evidence. Bounded below
 * 900 KiB; what had to be left out is said in its notices.
 */
function decisionEvent(decision, options) {
    const content = bounded(decision);
    return {
        context: {
            specversion: '0.5.1',
            id: decision.id,
            source: options.source,
            type: DECISION_TYPE,
            timestamp: decision.decidedAt,
            ...linksOf(decision),
        },
        subject: {
            id: decision.id,
            source: options.source,
            content: content,
        },
    };
}
function linksOf(decision) {
    const ids = new Set(everyFinding(decision).flatMap(({ evidence }) => evidence.map(({ id }) => id)));
    const links = [...ids]
        .slice(0, MAX_LINKS)
        .map((contextId) => ({ linkType: 'RELATION', linkKind: 'EVIDENCE', target: { contextId } }));
    return links.length === 0 ? {} : { links };
}
function everyFinding({ findings }) {
    return findings.flatMap((finding) => [finding, ...(finding.members ?? [])]);
}
/** Leaves out, in this order and only as far as needed: the timeline, refused events, evidence beyond the newest. */
function bounded(decision) {
    const steps = [
        (d) => d,
        (d) => ({ ...d, timeline: [] }),
        (d) => ({ ...d, findings: d.findings.map((finding) => shorter(finding, 20, 1)) }),
        (d) => ({ ...d, findings: d.findings.map((finding) => shorter(finding, 1, 0)) }),
        (d) => ({ ...d, findings: d.findings.map((finding) => shorter(finding, 0, 0)) }),
    ];
    let current = decision;
    for (const [index, step] of steps.entries()) {
        current = step(current);
        const said = index === 0
            ? current
            : {
                ...current,
                notices: [...decision.notices, 'The record was shortened: not every event is listed.'],
            };
        if (Buffer.byteLength(JSON.stringify(said)) <= MAX_CONTENT_BYTES)
            return said;
    }
    throw new TurnpikeError('TOO_LARGE', `decision ${decision.id} is larger than ${MAX_CONTENT_BYTES} bytes; use fewer rules`);
}
function shorter(finding, evidence, refused) {
    const more = (finding.refusedMore ?? 0) + Math.max(0, finding.refused.length - refused);
    return {
        ...finding,
        evidence: finding.evidence.slice(0, evidence),
        refused: finding.refused.slice(0, refused),
        ...(more === 0 ? {} : { refusedMore: more }),
        ...(finding.members === undefined
            ? {}
            : { members: finding.members.map((member) => shorter(member, evidence, refused)) }),
    };
}
/**
 * A decision as a store answered it, or as it was recorded. Strict where a gate depends on it: an allow must be one by
 * its own findings and say until when it holds.
 * @throws TurnpikeError STORE_ANSWER naming what is wrong
 */
function readDecision(value) {
    const problems = (0,shape/* checkShape */.eA)(decisionShape, value);
    if (problems.length > 0)
        throw new errors/* TurnpikeError */.PJ('STORE_ANSWER', `the store's answer is not a decision: ${problems[0].path || '/'} ${problems[0].message}`, { problems });
    const decision = value;
    const wrong = contradiction(decision);
    if (wrong !== undefined)
        throw new errors/* TurnpikeError */.PJ('STORE_ANSWER', `the store's decision ${decision.id} contradicts itself: ${wrong}`);
    return decision;
}
function contradiction(decision) {
    if (decision.verdict !== 'allow')
        return undefined;
    const found = (0,policy_verdict/* verdictOf */.V)(decision.findings);
    if (found !== 'allow')
        return `it says allow, its findings say ${found}`;
    if (decision.mode === 'replay')
        return undefined;
    if (decision.expiresAt === undefined)
        return 'it allows without an end';
    if (!(Date.parse(decision.expiresAt) > Date.parse(decision.decidedAt)))
        return 'it ends before it begins';
    return undefined;
}
/**
 * The exit code of CLI, action and component. A gate that only warns, and a dry run of an allow, end 0; a replay never
 * does: it opens no gate.
 */
function exitCodeOf(decision) {
    if (decision.mode === 'warn')
        return errors/* EXIT */.dc.allow;
    if (decision.mode === 'replay' && decision.verdict === 'allow')
        return errors/* EXIT */.dc.deny;
    return errors/* EXIT */.dc[decision.verdict];
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


/***/ }),

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


/***/ })

};
