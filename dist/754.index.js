export const id = 754;
export const ids = [754,8520];
export const modules = {

/***/ 4308:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ bytesOfBase64)
/* harmony export */ });
/** Base64 as RFC 4648 has it, read strictly: `Buffer.from` takes anything and leaves out what it does not know. */
const STANDARD = /^[A-Za-z0-9+/]*$/u;
const URL_SAFE = /^[A-Za-z0-9_-]*$/u;
/**
 * The bytes behind a base64 text in the standard or the URL-safe alphabet (DSSE v1.0.2 allows both), with its padding
 * or without. Undefined for everything else: a mix of the alphabets, white space, wrong padding, bits left over. So
 * one sequence of bytes has few texts, and no text has two meanings.
 */
function bytesOfBase64(text) {
    const end = text.endsWith('==') ? -2 : text.endsWith('=') ? -1 : undefined;
    const digits = text.slice(0, end);
    if (end !== undefined && text.length % 4 !== 0)
        return undefined;
    if (!STANDARD.test(digits) && !URL_SAFE.test(digits))
        return undefined;
    const bytes = Buffer.from(digits, 'base64');
    const written = bytes.toString('base64url');
    return written === digits.replaceAll('+', '-').replaceAll('/', '_') ? bytes : undefined;
}


/***/ }),

/***/ 5846:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   As: () => (/* binding */ utf8),
/* harmony export */   D7: () => (/* binding */ objectIn),
/* harmony export */   HT: () => (/* binding */ readEnvelope),
/* harmony export */   JC: () => (/* binding */ preAuthEncoding),
/* harmony export */   NJ: () => (/* binding */ sayName),
/* harmony export */   q$: () => (/* binding */ envelopeText)
/* harmony export */ });
/* harmony import */ var _base64_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4308);
/* harmony import */ var _object_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4276);
/* harmony import */ var _parse_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6324);
/* harmony import */ var _repeated_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2777);
/**
 * DSSE v1.0.2 (Dead Simple Signing Envelope): the bytes that are signed, and the JSON that carries them. Who signed,
 * and with what, is the caller's.
 */




/** More signatures than these in one envelope are refused: each may cost a verification. */
const MAX_SIGNATURES = 16;
/** The bytes a signature is over: `DSSEv1 SP len(type) SP type SP len(body) SP body` (protocol v1.0.2). */
function preAuthEncoding(payloadType, payload) {
    const type = Buffer.from(payloadType, 'utf8');
    return Buffer.concat([
        Buffer.from(`DSSEv1 ${type.length} `, 'latin1'),
        type,
        Buffer.from(` ${payload.length} `, 'latin1'),
        payload,
    ]);
}
/** An envelope as JSON. `more` holds members of the signature that others ignore. */
function envelopeText(payloadType, payload, signatures) {
    return JSON.stringify({
        payloadType,
        payload: Buffer.from(payload).toString('base64'),
        signatures: signatures.map(({ keyid, sig, more }) => ({
            keyid,
            sig: Buffer.from(sig).toString('base64'),
            ...more,
        })),
    });
}
/** Reads an envelope's JSON; members nobody knows are ignored (v1.0.2, envelope). Never throws. */
function readEnvelope(text) {
    const json = objectIn(text);
    if (json === undefined)
        return { corrupted: 'the envelope is not a JSON object' };
    const twice = (0,_repeated_js__WEBPACK_IMPORTED_MODULE_0__/* .repeatedMember */ .P)(text);
    if (twice !== undefined)
        return { corrupted: `the envelope has ${sayName(twice)} twice` };
    const { payloadType, payload, signatures } = json;
    if (typeof payloadType !== 'string')
        return { corrupted: 'the envelope has no payloadType' };
    const body = typeof payload === 'string' ? (0,_base64_js__WEBPACK_IMPORTED_MODULE_1__/* .bytesOfBase64 */ .G)(payload) : undefined;
    if (body === undefined)
        return { corrupted: "the envelope's payload is not base64" };
    if (!Array.isArray(signatures) || signatures.length === 0)
        return { corrupted: 'the envelope has no signatures' };
    if (signatures.length > MAX_SIGNATURES)
        return {
            corrupted: `the envelope has ${signatures.length} signatures; at most ${MAX_SIGNATURES} are read`,
        };
    const read = [];
    for (const signature of signatures) {
        if (!(0,_object_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G)(signature))
            return { corrupted: 'a signature is not a JSON object' };
        const { keyid = '', sig } = signature;
        const bytes = typeof sig === 'string' ? (0,_base64_js__WEBPACK_IMPORTED_MODULE_1__/* .bytesOfBase64 */ .G)(sig) : undefined;
        if (bytes === undefined || bytes.length === 0)
            return { corrupted: 'a signature is not base64' };
        if (typeof keyid !== 'string' && keyid !== null)
            return { corrupted: "a signature's keyid is not text" };
        read.push({ keyid: keyid ?? '', sig: bytes, json: signature });
    }
    return { payloadType, payload: body, signatures: read };
}
/** A JSON object, or undefined for everything else. */
function objectIn(text) {
    try {
        const value = (0,_parse_js__WEBPACK_IMPORTED_MODULE_3__/* .parseJson */ .q)(text);
        return (0,_object_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G)(value) ? value : undefined;
    }
    catch {
        return undefined;
    }
}
/** UTF-8 as strict as RFC 3629; a byte order mark is no part of JSON and stays in the text. */
function utf8(bytes) {
    try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    }
    catch {
        return undefined;
    }
}
function sayName(name) {
    return JSON.stringify(name.length > 60 ? `${name.slice(0, 57)}…` : name);
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

/***/ 8520:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Uc: () => (/* binding */ PAYLOAD_TYPE),
  materialOf: () => (/* binding */ materialOf)
});

// UNUSED EXPORTS: MAX_MATERIAL, compareDigests, readMaterial

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/cdevents/dsse.js
var dsse = __webpack_require__(5846);
// EXTERNAL MODULE: ./build/cdevents/base64.js
var base64 = __webpack_require__(4308);
;// CONCATENATED MODULE: ./build/cdevents/attribute-bytes.js
/** CloudEvents context attributes as the bytes that are hashed (extension `dssematerial`, canonical value serialisation). */

/** The core attributes in the order of their digests; the data comes after them. */
const CORE_ATTRIBUTES = [
    'id',
    'source',
    'specversion',
    'type',
    'datacontenttype',
    'dataschema',
    'subject',
    'time',
];
const TIME = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d):(\d\d)(?:\.\d+)?([Zz]|[+-]\d\d:\d\d)?$/u;
/** CloudEvents 1.0 §3.1: integers have 32 bits. */
const MAX_INTEGER = 2 ** 31;
/**
 * A time in UTC with whole seconds, cut and not rounded; without a zone it is UTC. Undefined when it is not RFC 3339 or
 * does not exist. An offset is whole minutes, so the seconds stay what they are, a leap second too.
 */
function wholeSeconds(time) {
    const [, day = '', minute = '', second = '', zone = 'Z'] = TIME.exec(time) ?? [];
    if (day === '' || minute > '23:59' || minute.slice(3) > '59' || second > '60')
        return undefined;
    const utc = Date.parse(`${day}T${minute}:00Z`);
    if (Number.isNaN(utc) || new Date(utc).toISOString().slice(0, 10) !== day)
        return undefined;
    const offset = /^[Zz]$/u.test(zone) ? 0 : minutesIn(zone);
    if (offset === undefined)
        return undefined;
    const moved = new Date(utc - offset * 60_000).toISOString();
    // A year of five digits is written with a sign, and is no RFC 3339.
    return moved.length === 24 ? `${moved.slice(0, 16)}:${second}Z` : undefined;
}
function minutesIn(zone) {
    const [hours = 0, minutes = 0] = zone.slice(1).split(':').map(Number);
    if (hours > 23 || minutes > 59)
        return undefined;
    return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
/**
 * The bytes of an extension attribute's value: those of JSON's own type where it has one, else of the type named.
 * An absent value has none. Undefined for what is no CloudEvents value (lists, objects, fractions).
 */
function bytesOfAttribute(value, type) {
    if (value === undefined || value === null)
        return Buffer.alloc(0);
    if (value instanceof Uint8Array)
        return Buffer.from(value);
    if (typeof value === 'boolean')
        return Buffer.from(String(value));
    if (typeof value === 'number') {
        const fits = Number.isInteger(value) && value >= -MAX_INTEGER && value < MAX_INTEGER;
        return fits ? Buffer.from(String(value === 0 ? 0 : value)) : undefined;
    }
    if (typeof value !== 'string' || !value.isWellFormed())
        return undefined;
    if (type === 'Timestamp') {
        const time = wholeSeconds(value);
        return time === undefined ? undefined : Buffer.from(time);
    }
    return type === 'Binary' ? (0,base64/* bytesOfBase64 */.G)(value) : Buffer.from(value);
}

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
;// CONCATENATED MODULE: ./build/cdevents/verifiable.js
/**
 * Verifiable CloudEvents with DSSE (the CloudEvents extension `dssematerial`, payload type v0.1): what a signature is
 * over, how the material is written, and everything of its verification protocol but the keys (step 7), which are the
 * caller's. Pure.
 */






const PAYLOAD_TYPE = 'https://cloudevents.io/verifiability/dsse/v0.1';
/** The base64 text of the material may be this long; a Sigstore certificate and log entry take about 10 KiB. */
const MAX_MATERIAL = (/* unused pure expression or super */ null && (64 * 1024));
/** Each signed extension attribute costs a digest. */
const MAX_SIGNED_ATTRIBUTES = 64;
/** CloudEvents 1.0 §3.1: lower-case letters and digits. `data` is reserved. */
const ATTRIBUTE_NAME = /^[a-z0-9]{1,128}$/u;
/**
 * The value of `dssematerial` for an event: base64 of a DSSE envelope.
 * @throws TurnpikeError INVALID_EVENT for attributes that cannot be signed: not text, no readable time, unfit names
 */
async function materialOf(attributes, data, sign, { extensions = [], typeOf = attributeType } = {}) {
    const core = coreDigest(attributes, data);
    const unfit = namesProblem(extensions);
    if (unfit !== undefined)
        throw cannotSign(unfit);
    if ('problem' in core)
        throw cannotSign(core.problem);
    const untyped = extensions.find((name) => typeOf(name) === undefined);
    if (untyped !== undefined)
        throw cannotSign(`the type of the attribute ${(0,dsse/* sayName */.NJ)(untyped)} is not known`);
    const ext = extensions.length === 0 ? undefined : extDigest(attributes, extensions, typeOf);
    if (ext !== undefined && 'problem' in ext)
        throw cannotSign(ext.problem);
    const payload = Buffer.from(JSON.stringify({
        core: core.digest.toString('base64'),
        ...(ext === undefined ? {} : { ext: ext.digest.toString('base64'), signedextattrs: extensions }),
    }));
    const signature = await sign((0,dsse/* preAuthEncoding */.JC)(PAYLOAD_TYPE, payload), payload);
    return Buffer.from((0,dsse/* envelopeText */.q$)(PAYLOAD_TYPE, payload, [signature])).toString('base64');
}
/** Reads `dssematerial` as it came. Bounded, strict where the extension says discard; never throws. */
function readMaterial(base64) {
    if (base64.length > MAX_MATERIAL)
        return { corrupted: `the material has ${base64.length} characters; at most ${MAX_MATERIAL} are read` };
    const bytes = bytesOfBase64(base64);
    if (bytes === undefined)
        return { corrupted: 'the material is not base64' };
    const text = utf8(bytes);
    if (text === undefined)
        return { corrupted: 'the material is not UTF-8' };
    const envelope = readEnvelope(text);
    if ('corrupted' in envelope)
        return envelope;
    if (envelope.payloadType !== PAYLOAD_TYPE)
        return { corrupted: `the payloadType is ${sayName(envelope.payloadType)}, not ${PAYLOAD_TYPE}` };
    const payload = readPayload(envelope.payload);
    if ('corrupted' in payload)
        return payload;
    return { envelope, signed: preAuthEncoding(PAYLOAD_TYPE, envelope.payload), ...payload };
}
function readPayload(bytes) {
    const text = utf8(bytes);
    const json = text === undefined ? undefined : objectIn(text);
    if (text === undefined || json === undefined)
        return { corrupted: 'the payload is not a JSON object' };
    const twice = repeatedMember(text);
    if (twice !== undefined)
        return { corrupted: `the payload has ${sayName(twice)} twice` };
    const core = digestIn(json['core']);
    if (core === undefined)
        return { corrupted: 'the core digest is not base64 of 32 bytes' };
    const hasExt = Object.hasOwn(json, 'ext');
    const names = Object.hasOwn(json, 'signedextattrs') ? json['signedextattrs'] : undefined;
    if (!hasExt && names === undefined)
        return { core };
    if (!hasExt || names === undefined)
        return { corrupted: 'one of ext and signedextattrs is there without the other' };
    const digest = digestIn(json['ext']);
    if (digest === undefined)
        return { corrupted: 'the ext digest is not base64 of 32 bytes' };
    if (!Array.isArray(names) || !names.every((name) => typeof name === 'string'))
        return { corrupted: 'signedextattrs is not a list of names' };
    if (names.length === 0)
        return { corrupted: 'signedextattrs is empty' };
    const unfit = namesProblem(names);
    return unfit === undefined ? { core, ext: { digest, names: names } } : { corrupted: unfit };
}
/**
 * Are these the event's digests (protocol steps 8 and 9)? Says what is covered, or why the event has to be discarded.
 * To be asked after a signature was found right: without that, the digests are anybody's.
 */
function compareDigests(material, attributes, data, typeOf = attributeType) {
    const core = coreDigest(attributes, data);
    if ('problem' in core)
        return { differs: core.problem };
    if (!core.digest.equals(material.core))
        return { differs: 'the data or a context attribute is not what was signed' };
    if (material.ext === undefined)
        return { covered: 'core' };
    const { names, digest } = material.ext;
    if (names.some((name) => typeOf(name) === undefined))
        return { covered: 'core, extensions skipped' };
    const ext = extDigest(attributes, names, typeOf);
    if ('problem' in ext)
        return { differs: ext.problem };
    if (!ext.digest.equals(digest))
        return { differs: 'a signed extension attribute is not what was signed' };
    return { covered: 'core and extensions' };
}
/** The digest of nine digests, in this order; what is absent or empty counts as no bytes (signing protocol, step 3). */
function coreDigest(attributes, data) {
    const parts = [];
    for (const name of CORE_ATTRIBUTES) {
        const value = verifiable_valueOf(attributes, name) ?? '';
        if (typeof value !== 'string' || !value.isWellFormed())
            return { problem: `the attribute ${name} is not Unicode text` };
        const text = name === 'time' && value !== '' ? wholeSeconds(value) : value;
        if (text === undefined)
            return { problem: 'the time is not RFC 3339' };
        parts.push(sha256(text));
    }
    parts.push(sha256(data));
    return { digest: sha256(Buffer.concat(parts)) };
}
function extDigest(attributes, names, typeOf) {
    const parts = [];
    for (const name of names) {
        const bytes = bytesOfAttribute(verifiable_valueOf(attributes, name), typeOf(name) ?? 'String');
        if (bytes === undefined)
            return { problem: `the extension attribute ${(0,dsse/* sayName */.NJ)(name)} is not of a CloudEvents type` };
        parts.push(sha256(bytes));
    }
    return { digest: sha256(Buffer.concat(parts)) };
}
function namesProblem(names) {
    if (names.length > MAX_SIGNED_ATTRIBUTES)
        return `signedextattrs has ${names.length} names; at most ${MAX_SIGNED_ATTRIBUTES} are read`;
    if (new Set(names).size < names.length)
        return 'signedextattrs has a name twice';
    for (const name of names) {
        if (name === 'dssematerial' || CORE_ATTRIBUTES.includes(name))
            return `signedextattrs must not have ${(0,dsse/* sayName */.NJ)(name)}`;
        if (!ATTRIBUTE_NAME.test(name) || name === 'data')
            return `signedextattrs has ${(0,dsse/* sayName */.NJ)(name)}, which is no name of an attribute`;
    }
    return undefined;
}
/**
 * The type of an extension attribute. JSON has text where CloudEvents has five types; text is a String there unless
 * the attribute is registered as something else (CloudEvents extensions `expirytime`, `recordedtime`).
 */
function attributeType(name) {
    return name === 'expirytime' || name === 'recordedtime' ? 'Timestamp' : 'String';
}
function verifiable_valueOf(attributes, name) {
    return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}
function digestIn(value) {
    const bytes = typeof value === 'string' ? bytesOfBase64(value) : undefined;
    return bytes?.length === 32 ? bytes : undefined;
}
function sha256(data) {
    return (0,external_node_crypto_.hash)('sha256', data, 'buffer');
}
function cannotSign(why) {
    return new errors/* TurnpikeError */.PJ('INVALID_EVENT', `the event cannot be signed: ${why}`);
}


/***/ }),

/***/ 754:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   keylessSigner: () => (/* binding */ keylessSigner)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _cdevents_dsse_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5846);
/* harmony import */ var _cdevents_object_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(4276);
/* harmony import */ var _cdevents_parse_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(6324);
/* harmony import */ var _cdevents_verifiable_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8520);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9473);
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(458);
/* harmony import */ var _attempts_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7434);
/* harmony import */ var _github_id_token_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(805);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1992);
/* harmony import */ var _variables_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2923);
/**
 * Sigstore keyless: a key that lives as long as this process, a certificate of Fulcio that says whose job it is, and
 * Rekor's entry that says when the signature was there. One certificate serves all the events of a step; each event has
 * an entry of its own in the log. Certificate and entry ride in the signature as its member `sigstore`, in the JSON of a
 * Sigstore bundle (v0.3), so that `@sigstore/verify` reads them as one.
 *
 * Two requests in this project's own HTTP client: it honours proxies, bounds answers and never shows a token, and
 * `@sigstore/sign` brings 1.3 MB and loads parts of itself while it runs, which the one-file CLI cannot have.
 * Sources: Fulcio `POST /api/v2/signingCert`, Rekor v1 `POST /api/v1/log/entries` (entry type `dsse` 0.0.1).
 */











const FULCIO = 'https://fulcio.sigstore.dev';
const REKOR = 'https://rekor.sigstore.dev';
/** Whom a token for Fulcio is for. */
const AUDIENCE = 'sigstore';
const MEDIA_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';
/** Each of Fulcio and Rekor has this long: a step waits for it. */
const BUDGET_MS = 5000;
const MAX_ANSWER = 1024 * 1024;
/** Fulcio's certificates hold for 10 minutes. */
const RENEW_MS = 8 * 60_000;
/** What it returns throws TurnpikeError NO_TOKEN when this job has no identity, STORE_UNREACHABLE, STORE_REFUSED, STORE_ANSWER. */
async function keylessSigner({ env, mask }) {
    const { privateKey, publicKey } = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.generateKeyPairSync)('ec', { namedCurve: 'P-256' });
    const signed = (data) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.sign)('sha256', data, privateKey);
    const fulcio = addressOf(env['TURNPIKE_FULCIO_URL'], FULCIO, 'TURNPIKE_FULCIO_URL');
    const rekor = addressOf(env['TURNPIKE_REKOR_URL'], REKOR, 'TURNPIKE_REKOR_URL');
    const certify = async () => {
        const token = await identityToken(env, mask);
        const answer = await post('Fulcio', new URL('api/v2/signingCert', fulcio), env, {
            credentials: { oidcIdentityToken: token },
            publicKeyRequest: {
                publicKey: { algorithm: 'ECDSA', content: publicKey.export({ type: 'spki', format: 'pem' }) },
                proofOfPossession: signed(Buffer.from(subjectOf(token))).toString('base64'),
            },
        });
        return certificateIn(answer);
    };
    let held;
    const certificate = () => {
        if (held !== undefined && Date.now() <= held.until)
            return held.certificate;
        const asked = { certificate: certify(), until: Date.now() + RENEW_MS };
        held = asked;
        // What failed is asked for again, by whoever signs next.
        asked.certificate.catch(() => (held = held === asked ? undefined : held));
        return asked.certificate;
    };
    return async (bytes, payload) => {
        const pem = await certificate();
        const sig = signed(bytes);
        const answer = await post('Rekor', new URL('api/v1/log/entries', rekor), env, {
            apiVersion: '0.0.1',
            kind: 'dsse',
            spec: {
                proposedContent: {
                    envelope: (0,_cdevents_dsse_js__WEBPACK_IMPORTED_MODULE_7__/* .envelopeText */ .q$)(_cdevents_verifiable_js__WEBPACK_IMPORTED_MODULE_1__/* .PAYLOAD_TYPE */ .Uc, payload, [{ keyid: '', sig }]),
                    verifiers: [Buffer.from(pem).toString('base64')],
                },
            },
        });
        const verificationMaterial = {
            certificate: { rawBytes: pem.replace(/-----[^-]+-----|\s/gu, '') },
            tlogEntries: [entryIn(answer)],
        };
        return { keyid: '', sig, more: { sigstore: { mediaType: MEDIA_TYPE, verificationMaterial } } };
    };
}
/** A token says whose job it is: it travels encrypted, or to this machine. */
function addressOf(given, standard, where) {
    const text = (0,_variables_js__WEBPACK_IMPORTED_MODULE_8__/* .valueOf */ .R)(given) ?? standard;
    const url = URL.canParse(text) ? new URL(text.endsWith('/') ? text : `${text}/`) : undefined;
    if (url !== undefined && (url.protocol === 'https:' || (url.protocol === 'http:' && (0,_address_js__WEBPACK_IMPORTED_MODULE_3__/* .isLoopback */ .U9)(url))))
        return url;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TurnpikeError */ .PJ('USAGE', `${where} is no https address`);
}
async function post(who, url, env, body) {
    const request = {
        method: 'POST',
        url,
        headers: { 'content-type': 'application/json', accept: 'application/json', 'user-agent': 'turnpike' },
        body: JSON.stringify(body),
        timeoutMs: BUDGET_MS,
        maxBytes: MAX_ANSWER,
        env,
    };
    const deadline = _retry_js__WEBPACK_IMPORTED_MODULE_6__/* .systemClock */ .ml.now() + BUDGET_MS;
    try {
        const answer = await (0,_attempts_js__WEBPACK_IMPORTED_MODULE_4__/* .sendUntilAnswered */ .Wf)(async () => request, { clock: _retry_js__WEBPACK_IMPORTED_MODULE_6__/* .systemClock */ .ml, deadline });
        const value = (0,_cdevents_parse_js__WEBPACK_IMPORTED_MODULE_9__/* .parseJson */ .q)(answer.body);
        if ((0,_cdevents_object_js__WEBPACK_IMPORTED_MODULE_10__/* .isObject */ .G)(value))
            return value;
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TurnpikeError */ .PJ))
            throw unreadable(who);
        // What it answered is not repeated: it may quote the token.
        const why = error.status === undefined ? 'does not answer' : `answers ${error.status}`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TurnpikeError */ .PJ(error.code, `${who} (${url.origin}) ${why}`);
    }
    throw unreadable(who);
}
function unreadable(who) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TurnpikeError */ .PJ('STORE_ANSWER', `${who}'s answer cannot be used`);
}
function certificateIn(answer) {
    const signed = answer['signedCertificateEmbeddedSct'] ?? answer['signedCertificateDetachedSct'];
    const chain = (0,_cdevents_object_js__WEBPACK_IMPORTED_MODULE_10__/* .isObject */ .G)(signed) ? signed['chain'] : undefined;
    const certificates = (0,_cdevents_object_js__WEBPACK_IMPORTED_MODULE_10__/* .isObject */ .G)(chain) ? chain['certificates'] : undefined;
    const [first] = Array.isArray(certificates) ? certificates : [];
    if (typeof first !== 'string' || !first.includes('BEGIN CERTIFICATE'))
        throw unreadable('Fulcio');
    return first;
}
/** Rekor's entry, under its number, in the words of a bundle. */
function entryIn(answer) {
    try {
        const [entry] = Object.values(answer);
        const { signedEntryTimestamp, inclusionProof: proof } = entry.verification;
        const kind = (0,_cdevents_parse_js__WEBPACK_IMPORTED_MODULE_9__/* .parseJson */ .q)(Buffer.from(entry.body, 'base64').toString('utf8'));
        const base64 = (hex) => Buffer.from(hex, 'hex').toString('base64');
        return {
            logIndex: String(entry.logIndex),
            logId: { keyId: base64(entry.logID) },
            kindVersion: { kind: kind.kind, version: kind.apiVersion },
            integratedTime: String(entry.integratedTime),
            inclusionPromise: { signedEntryTimestamp },
            inclusionProof: {
                logIndex: String(proof.logIndex),
                rootHash: base64(proof.rootHash),
                treeSize: String(proof.treeSize),
                hashes: proof.hashes.map(base64),
                checkpoint: { envelope: proof.checkpoint },
            },
            canonicalizedBody: entry.body,
        };
    }
    catch {
        throw unreadable('Rekor');
    }
}
async function identityToken(env, mask) {
    const token = (0,_variables_js__WEBPACK_IMPORTED_MODULE_8__/* .valueOf */ .R)(env['SIGSTORE_ID_TOKEN']) ?? (await fromGithub(env));
    await mask?.(token);
    return token;
}
async function fromGithub(env) {
    const service = (0,_variables_js__WEBPACK_IMPORTED_MODULE_8__/* .valueOf */ .R)(env['ACTIONS_ID_TOKEN_REQUEST_URL']);
    const secret = (0,_variables_js__WEBPACK_IMPORTED_MODULE_8__/* .valueOf */ .R)(env['ACTIONS_ID_TOKEN_REQUEST_TOKEN']);
    if (service !== undefined && secret !== undefined)
        return await (0,_github_id_token_js__WEBPACK_IMPORTED_MODULE_5__/* .githubIdToken */ .e)({ service, secret, audience: AUDIENCE, env });
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TurnpikeError */ .PJ('NO_TOKEN', "this job has no identity for Sigstore: on GitHub give it 'permissions: id-token: write'; on GitLab an id_token SIGSTORE_ID_TOKEN with 'aud: sigstore'");
}
/** What Fulcio has signed as proof of the key: the mail address that the issuer verified, else the subject. */
function subjectOf(token) {
    let claims;
    try {
        claims = (0,_cdevents_parse_js__WEBPACK_IMPORTED_MODULE_9__/* .parseJson */ .q)(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    }
    catch {
        claims = undefined;
    }
    const { email, email_verified: isVerified, sub } = (0,_cdevents_object_js__WEBPACK_IMPORTED_MODULE_10__/* .isObject */ .G)(claims) ? claims : {};
    const subject = typeof email === 'string' && isVerified === true ? email : sub;
    if (/^[\w-]+\.[\w-]+\.[\w-]*$/u.test(token) && typeof subject === 'string')
        return subject;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TurnpikeError */ .PJ('NO_TOKEN', 'SIGSTORE_ID_TOKEN is no token');
}


/***/ })

};
