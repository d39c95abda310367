export const id = 873;
export const ids = [873];
export const modules = {

/***/ 873:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ MAX_EVENTS),
/* harmony export */   MAX_BYTES: () => (/* binding */ MAX_BYTES),
/* harmony export */   createSpool: () => (/* binding */ createSpool),
/* harmony export */   readSpool: () => (/* binding */ readSpool)
/* harmony export */ });
/* harmony import */ var _cdevents_parse_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6324);
/* harmony import */ var _cdevents_validate_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5742);


/** What one file keeps at most. */
const MAX_EVENTS = 10_000;
const MAX_BYTES = 16 * 1024 * 1024;
/** @param path in a folder that exists and lives as long as the job */
function createSpool(path) {
    const fs = process.getBuiltinModule('node:fs');
    return {
        add(events) {
            if (events.length === 0)
                return [];
            const before = fs.existsSync(path) ? readSpool(fs.readFileSync(path, 'utf8')).events : [];
            const { text, kept } = spoolText([...before, ...events]);
            const unfinished = `${path}.${globalThis.crypto.randomUUID()}.part`;
            try {
                // Events name people: for the owner only.
                fs.writeFileSync(unfinished, text, { mode: 0o600, flag: 'wx' });
                fs.renameSync(unfinished, path);
            }
            catch (error) {
                fs.rmSync(unfinished, { force: true });
                throw error;
            }
            return events.slice(Math.max(0, kept - before.length));
        },
    };
}
/**
 * The valid events of a spool's text, each once by source and id, oldest first. Lines that are not valid events, such
 * as one that a dying process left half-written, are passed over and counted.
 */
function readSpool(text) {
    const events = new Map();
    let skipped = 0;
    for (const line of text.slice(0, MAX_BYTES).split('\n')) {
        if (line.trim() === '')
            continue;
        const event = eventOf(line);
        if (event === undefined || events.size >= MAX_EVENTS)
            skipped++;
        else
            events.set(JSON.stringify([event.context.source, event.context.id]), event);
    }
    return { events: [...events.values()], skipped };
}
/** Events as lines, as many from the start as 10,000 events and 16 MiB allow. */
function spoolText(events) {
    const lines = [];
    let bytes = 0;
    for (const event of events.slice(0, MAX_EVENTS)) {
        const line = `${JSON.stringify(event)}\n`;
        bytes += Buffer.byteLength(line);
        if (bytes > MAX_BYTES)
            break;
        lines.push(line);
    }
    return { text: lines.join(''), kept: lines.length };
}
function eventOf(line) {
    try {
        const verdict = (0,_cdevents_validate_js__WEBPACK_IMPORTED_MODULE_0__/* .validate */ .t)((0,_cdevents_parse_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .q)(line));
        return verdict.valid ? verdict.event : undefined;
    }
    catch {
        return undefined;
    }
}


/***/ })

};
