export const id = 8303;
export const ids = [8303];
export const modules = {

/***/ 8303:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   toBinary: () => (/* binding */ toBinary)
/* harmony export */ });
/* unused harmony exports toStructuredHttp, toBatch, fromHttp */
/* harmony import */ var cloudevents__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2973);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9473);
/* harmony import */ var _envelope_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4915);
/**
 * CloudEvents over HTTP with the `cloudevents` package: binary, structured and batch, both ways. For the edges; hot
 * paths use `envelope.ts`, since the package takes 38 ms to load and five times as long as parsing and judging.
 *
 * What comes in is read for its data alone. `ce-id`, `ce-source` and `ce-time` are often wrong in the wild (random
 * ids on every delivery, no time), and `HTTP.toEvent` makes up an id where there is none: whoever wants to know whether
 * two are the same asks the CDEvent's own `context.source` and `context.id`.
 */




const STRUCTURED = 'application/cloudevents+json';
const BATCH = 'application/cloudevents-batch+json';
/** One event, its attributes in `ce-` headers, the CDEvent as the body. */
function toBinary(event) {
    const { headers, body } = cloudevents__WEBPACK_IMPORTED_MODULE_0__.HTTP.binary(envelope(event));
    // The binding makes this type a must and the time that of the event; the package writes others.
    const own = { ...headers, 'content-type': 'application/json', 'ce-time': event.context.timestamp };
    const written = Object.entries(own).map(([name, value]) => [name, headerText(String(value))]);
    return { headers: Object.fromEntries(written), body: String(body) };
}
/** One event as one JSON object. */
function toStructuredHttp(event) {
    return { headers: { 'content-type': STRUCTURED }, body: JSON.stringify(attributes(event)) };
}
/** Any number of events as a JSON list. */
function toBatch(events) {
    return { headers: { 'content-type': BATCH }, body: JSON.stringify(events.map(attributes)) };
}
function attributes(event) {
    return { ...envelope(event).toJSON(), time: event.context.timestamp };
}
/**
 * Not strict: whether the event is fit to be sent is decided by its own schema. The time is put in afterwards, as the
 * event has it: the package rewrites it and throws on a leap second.
 */
function envelope(event) {
    return new cloudevents__WEBPACK_IMPORTED_MODULE_0__.CloudEvent({ ...(0,_envelope_js__WEBPACK_IMPORTED_MODULE_2__/* .toStructured */ .V)(event), time: '1970-01-01T00:00:00Z' }, false);
}
/** CloudEvents HTTP binding §3.1.3.2: what is not printable ASCII, space, quote and percent are percent-encoded. */
function headerText(value) {
    return value.toWellFormed().replace(/[^!#-$&-~]+/gu, (part) => encodeURIComponent(part));
}
/**
 * The CDEvents in an HTTP message of any of the three modes, not yet judged.
 * @throws TurnpikeError INVALID_EVENT when it is no CloudEvent, or one of a batch holds no CDEvent as its data
 */
function fromHttp(message) {
    const body = typeof message.body === 'string' ? message.body : Buffer.from(message.body).toString('utf8');
    const headers = Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name.toLowerCase(), value]));
    const [type = ''] = String(headers['content-type'] ?? '')
        .toLowerCase()
        .split(';');
    const mediaType = type.trim();
    // The package refuses a whole batch for one envelope it does not like, and types with an unusual charset.
    if (mediaType === BATCH)
        return list(body).map(inside);
    return [inside(read({ headers: { ...headers, 'content-type': mediaType }, body }))];
}
function inside(envelope) {
    const event = unwrap(envelope);
    if (typeof event === 'object' && event !== null && 'context' in event)
        return event;
    throw new TurnpikeError('INVALID_EVENT', 'the CloudEvent holds no CDEvent as its data');
}
function list(body) {
    const value = parsed(body);
    if (Array.isArray(value))
        return value;
    throw new TurnpikeError('INVALID_EVENT', 'a CloudEvents batch must be a JSON list');
}
function parsed(body) {
    try {
        return parseJson(body);
    }
    catch (cause) {
        throw new TurnpikeError('INVALID_EVENT', 'the body is not JSON', { cause });
    }
}
function read(message) {
    if (message.headers['content-type'] === STRUCTURED)
        return parsed(message.body);
    try {
        const received = HTTP.toEvent(message);
        return { specversion: '1.0', data: (Array.isArray(received) ? received[0] : received)?.data };
    }
    catch (cause) {
        const why = cause instanceof Error ? cause.message : 'unknown reason';
        throw new TurnpikeError('INVALID_EVENT', `not a CloudEvent over HTTP: ${why}`, { cause });
    }
}


/***/ })

};
