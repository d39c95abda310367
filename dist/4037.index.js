export const id = 4037;
export const ids = [4037];
export const modules = {

/***/ 4037:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  collectDocuments: () => (/* binding */ collectDocuments)
});

// EXTERNAL MODULE: ./build/sources/reports/coverage-events.js
var coverage_events = __webpack_require__(7333);
// EXTERNAL MODULE: ./build/sources/reports/refusal.js
var refusal = __webpack_require__(6297);
;// CONCATENATED MODULE: ./build/sources/reports/coverage-lines.js
/**
 * Which lines, branches and functions of which files there are, and which of them ran. What a report has several times
 * (a file in the runs of several tests) is one, and ran if it ran in any of them. Pure.
 *
 * Lines are kept as two bits each, branches and functions by a hash of 52 bits while other files are read: so a report of
 * a gigabyte is held in some tens of megabytes. Bounds: 200,000 files, lines up to number 10,000,000, 500,000 stretches of
 * 256 lines, 4,000,000 branches and functions, 300,000 in one file.
 */

const MOST_FILES = 200_000;
const MOST_NAMES = 64 * 1024 * 1024;
const MOST_LINE = 10_000_000;
const PAGE_LINES = 256;
/** 32-bit words of a page: half say which lines there are, half which ran. */
const PAGE_WORDS = PAGE_LINES / 16;
const MOST_PAGES = 500_000;
/** Pages are made by so many: one list that doubles would be there twice as it grows. */
const BLOCK_PAGES = 1 << 13;
const BLOCK_WORDS = BLOCK_PAGES * PAGE_WORDS;
const MOST_KEYS = 4_000_000;
const MOST_KEYS_OF_FILE = 300_000;
/** Plain lists: a typed one of two numbers takes 200 bytes, and most are as short. */
const NONE = [];
function createLines() {
    const files = new Map();
    let names = 0;
    let open;
    const blocks = [];
    let pages = 0;
    const lines = { covered: 0, total: 0 };
    const branches = createKeys();
    const functions = createKeys();
    const pageOf = (file, number) => {
        const page = file.pages[number];
        if (page !== undefined)
            return page;
        if (pages >= MOST_PAGES)
            throw (0,refusal/* refusal */.x)('it has more lines than are counted here (128 million)');
        if (pages % BLOCK_PAGES === 0)
            blocks.push(new Uint32Array(BLOCK_WORDS));
        file.pages[number] = pages;
        return pages++;
    };
    const put = () => {
        if (open === undefined)
            return;
        open.branches = branches.put();
        open.functions = functions.put();
        open = undefined;
    };
    return {
        file(name) {
            put();
            open = files.get(name);
            if (open === undefined) {
                names += name.length;
                if (files.size >= MOST_FILES || names > MOST_NAMES)
                    throw (0,refusal/* refusal */.x)(`more than ${MOST_FILES} files`);
                open = { pages: [], branches: NONE, functions: NONE };
                // A copy: the name is a piece of a text that would stay with it.
                files.set(Buffer.from(name).toString(), open);
            }
            branches.take(open.branches);
            functions.take(open.functions);
        },
        line(number, ran) {
            if (open === undefined)
                throw (0,refusal/* refusal */.x)('a line that is in no file');
            if (!Number.isInteger(number) || number < 0 || number > MOST_LINE)
                throw (0,refusal/* refusal */.x)(`a line number that is none: ${number}`);
            const page = pageOf(open, Math.floor(number / PAGE_LINES));
            const words = blocks[Math.floor(page / BLOCK_PAGES)];
            const at = (page % BLOCK_PAGES) * PAGE_WORDS + ((number % PAGE_LINES) >> 5);
            const bit = 1 << (number & 31);
            if ((words[at] & bit) === 0) {
                words[at] |= bit;
                lines.total++;
            }
            const ranAt = at + PAGE_WORDS / 2;
            if (ran && (words[ranAt] & bit) === 0) {
                words[ranAt] |= bit;
                lines.covered++;
            }
        },
        branch: (key, ran) => branches.add(key, ran),
        function: (key, ran) => functions.add(key, ran),
        finish() {
            put();
            return {
                lines: { ...lines },
                ...(branches.part.total === 0 ? {} : { branches: { ...branches.part } }),
                ...(functions.part.total === 0 ? {} : { functions: { ...functions.part } }),
                files: files.size,
            };
        },
    };
}
/** Things of one file by a key, and whether they ran; those of other files are packed away. */
function createKeys() {
    const part = { covered: 0, total: 0 };
    let ranBy = new Map();
    return {
        part,
        take(packed) {
            if (ranBy.size > 0)
                ranBy = new Map();
            for (const each of packed)
                ranBy.set(Math.floor(each / 2), each % 2 === 1);
        },
        put() {
            return ranBy.size === 0 ? NONE : Array.from(ranBy, ([key, ran]) => key * 2 + (ran ? 1 : 0));
        },
        add(key, ran) {
            const hashed = hash52(key);
            const known = ranBy.get(hashed);
            if (known === undefined) {
                if (part.total >= MOST_KEYS || ranBy.size >= MOST_KEYS_OF_FILE)
                    throw (0,refusal/* refusal */.x)('it has more branches or functions than are counted here');
                part.total++;
            }
            if (ran && known !== true)
                part.covered++;
            if (known === undefined || (ran && !known))
                ranBy.set(hashed, ran);
        },
    };
}
/** Two rounds of FNV-1a, 32 and 20 bits of them. Whoever makes keys meet only hides branches of his own. */
function hash52(text) {
    let one = 0x811c9dc5;
    let two = 0x9e3779b9;
    for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at);
        one = Math.imul(one ^ code, 0x01000193);
        two = Math.imul(two ^ (code + at), 0x85ebca6b);
        two ^= two >>> 13;
    }
    return (one >>> 0) * 0x100000 + ((two >>> 0) & 0xfffff);
}

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/sources/reports/text-lines.js
var text_lines = __webpack_require__(4092);
;// CONCATENATED MODULE: ./build/sources/reports/lcov.js
/**
 * lcov tracefiles, as geninfo, node:test, Istanbul (Jest, Vitest, nyc, c8), coverage.py and grcov write them. Pure.
 *
 * Source: geninfo(1), "Tracefile format", lcov 1.x and 2.x. Read are SF, DA, BRDA, FN, FNDA, FNL, FNA; sums that a
 * record claims (LF, LH, BRF, …) are not.
 */



/** Characters of one line. */
const MOST_LENGTH = 100_000;
const WHOLE = /^\d{1,15}$/u;
/** `NaN`, `-1` and the like come of tools that count wrongly; they are read as "did not run". */
const COUNT = /^-?\d{1,20}$/u;
/** @throws TurnpikeError INVALID_REPORT with the line */
async function readLcov(bytes, lines) {
    const record = createRecord(lines);
    for await (const group of (0,text_lines/* readLines */.S)(bytes, MOST_LENGTH))
        for (const { text, number } of group) {
            if (text.length >= MOST_LENGTH)
                throw (0,refusal/* refusal */.x)(`line ${number}: longer than ${MOST_LENGTH} characters`);
            try {
                record.line(text);
            }
            catch (error) {
                throw error instanceof errors/* TurnpikeError */.PJ ? (0,refusal/* refusal */.x)(`line ${number}: ${error.message}`) : error;
            }
        }
    record.end();
}
function createRecord(lines) {
    let records = 0;
    let inside = false;
    /** How often a name has come: two functions of one name are two. */
    let seen = new Map();
    /** Where the functions of lcov 2 begin, by their index. */
    let begins = new Map();
    const nth = (kind, name) => {
        const key = `${kind}${name}`;
        const times = (seen.get(key) ?? 0) + 1;
        seen.set(key, times);
        return `${times} ${name}`;
    };
    const readers = {
        SF(value) {
            if (inside)
                throw (0,refusal/* refusal */.x)('SF before the end_of_record of the file before it');
            if (value === '')
                throw (0,refusal/* refusal */.x)('SF without the name of a file');
            inside = true;
            records++;
            seen = new Map();
            begins = new Map();
            lines.file(value);
        },
        DA(value) {
            const comma = value.indexOf(',');
            const end = value.indexOf(',', comma + 1);
            const number = value.slice(0, Math.max(0, comma));
            const count = value.slice(comma + 1, end === -1 ? undefined : end);
            if (!WHOLE.test(number) || !isCount(count))
                throw notSo('DA:<line>,<count>', value);
            lines.line(Number(number), ran(count));
        },
        BRDA(value) {
            const comma = value.lastIndexOf(',');
            const taken = value.slice(comma + 1);
            if (comma === -1 || !/^\d{1,15},/u.test(value) || (taken !== '-' && !isCount(taken)))
                throw notSo('BRDA:<line>,<block>,<branch>,<taken>', value);
            lines.branch(value.slice(0, comma), taken !== '-' && ran(taken));
        },
        FN(value) {
            const [, name] = /^\d{1,15},(?:\d{1,15},)?(.*)$/su.exec(value) ?? [];
            if (name === undefined)
                throw notSo('FN:<line>,<name>', value);
            lines.function(nth('FN', name), false);
        },
        FNDA(value) {
            const comma = value.indexOf(',');
            if (comma === -1 || !isCount(value.slice(0, comma)))
                throw notSo('FNDA:<count>,<name>', value);
            lines.function(nth('FNDA', value.slice(comma + 1)), ran(value.slice(0, comma)));
        },
        FNL(value) {
            const [index = '', line = ''] = value.split(',', 2);
            if (!WHOLE.test(index) || !WHOLE.test(line))
                throw notSo('FNL:<index>,<line>', value);
            begins.set(index, `at ${line}`);
            lines.function(`at ${line}`, false);
        },
        FNA(value) {
            const [index = '', count = ''] = value.split(',', 2);
            const begin = begins.get(index);
            if (begin === undefined || !isCount(count))
                throw notSo('FNA:<index>,<count>,<name>', value);
            lines.function(begin, ran(count));
        },
    };
    const fields = new Map(Object.entries(readers));
    return {
        line(text) {
            if (text === 'end_of_record') {
                if (!inside)
                    throw (0,refusal/* refusal */.x)('end_of_record where no file began');
                inside = false;
                return;
            }
            const colon = text.indexOf(':');
            const name = colon === -1 ? '' : text.slice(0, colon);
            const read = fields.get(name);
            if (read === undefined) {
                if (/^[A-Z]{2,10}$/u.test(name) || text.trim() === '' || text.startsWith('#'))
                    return;
                throw (0,refusal/* refusal */.x)(`${(0,refusal/* quoted */.T)(text)} is no line of lcov; is it an lcov file?`);
            }
            if (!inside && name !== 'SF')
                throw (0,refusal/* refusal */.x)(`${name} where no file (SF) began`);
            read(text.slice(colon + 1));
        },
        end() {
            if (inside)
                throw (0,refusal/* refusal */.x)('it ends in the middle of a record; was it cut off?');
            if (records === 0)
                throw (0,refusal/* refusal */.x)('there is no file (SF) in it; is it an lcov file?');
        },
    };
}
function isCount(text) {
    return COUNT.test(text) || text === 'NaN';
}
function ran(count) {
    return Number(count) > 0;
}
function notSo(wanted, found) {
    return (0,refusal/* refusal */.x)(`expected is ${wanted}, found ${(0,refusal/* quoted */.T)(found)}`);
}

// EXTERNAL MODULE: ./build/sources/reports/text-pieces.js
var text_pieces = __webpack_require__(4044);
;// CONCATENATED MODULE: ./build/sources/reports/peek.js

const ENOUGH = 1024;
/** @returns the first characters, without a byte order mark and white space; and all of the bytes */
async function peek(bytes) {
    const iterator = bytes[Symbol.asyncIterator]();
    const first = [];
    let length = 0;
    let ended = false;
    while (length < ENOUGH && !ended) {
        const next = await iterator.next();
        if (next.done === true)
            ended = true;
        else {
            first.push(next.value);
            length += next.value.length;
        }
    }
    const bytesOfHead = Buffer.concat(first).subarray(0, ENOUGH);
    // UTF-32 has no decoder; its readers say so.
    const isWide = (0,text_pieces/* markedEncoding */.C)(bytesOfHead)?.startsWith('utf-16') === true;
    const head = new TextDecoder(isWide ? (0,text_pieces/* markedEncoding */.C)(bytesOfHead) : 'utf-8').decode(bytesOfHead).trimStart();
    return { head, all: resumed(first, iterator) };
}
async function* resumed(first, rest) {
    try {
        yield* first;
        for (let next = await rest.next(); next.done !== true; next = await rest.next())
            yield next.value;
    }
    finally {
        // A file that is refused half-way is closed.
        await rest.return?.();
    }
}

;// CONCATENATED MODULE: ./build/sources/reports/coverage.js
/** How much of the code ran in tests: lcov and Cobertura. Totals are counted line by line, never taken as claimed. Pure. */




/**
 * Several reports as one: a line that two of them name is one, and ran if it ran in either. Of two reports that are sent
 * apart, the later one would hide what the first says.
 */
function createCoverage() {
    const lines = createLines();
    let format;
    const isOf = (found) => {
        if (format !== undefined && format !== found)
            // The two name branches and functions differently: they cannot be told to be the same.
            throw (0,refusal/* refusal */.x)(`it is ${found}, and what was read before is ${format}; give one format of one measurement`);
        format = found;
    };
    return {
        async add(bytes) {
            const { head, all } = await peek(bytes);
            if (head.startsWith('<')) {
                isOf('Cobertura');
                await (await __webpack_require__.e(/* import() */ 117).then(__webpack_require__.bind(__webpack_require__, 117))).readCobertura(all, lines);
            }
            else {
                isOf('lcov');
                await readLcov(all, lines);
            }
        },
        finish: () => ({ format: format ?? 'lcov', ...lines.finish() }),
    };
}
/** @throws TurnpikeError INVALID_REPORT */
async function readCoverage(bytes) {
    const coverage = createCoverage();
    await coverage.add(bytes);
    return coverage.finish();
}

// EXTERNAL MODULE: ./build/cdevents/digest.js
var cdevents_digest = __webpack_require__(6767);
// EXTERNAL MODULE: ./build/cdevents/purl.js
var purl = __webpack_require__(5970);
// EXTERNAL MODULE: ./build/sources/reports/json-stream-places.js
var json_stream_places = __webpack_require__(2578);
// EXTERNAL MODULE: ./build/sources/reports/report-binding.js
var report_binding = __webpack_require__(4527);
// EXTERNAL MODULE: ./build/sources/reports/scan.js
var reports_scan = __webpack_require__(3852);
;// CONCATENATED MODULE: ./build/sources/reports/scan-events.js



const SCAN_TYPE = 'dev.cdeventsx.turnpike-scan.finished.0.1.0';
/**
 * `testsuiterun.finished` (what a rule that asks for an outcome takes) and `turnpike-scan.finished` (what a rule that
 * asks for numbers takes), for one scan. Scans of one suite belong together first: see `combineScans`.
 */
function scanDescriptions(scan, file, context, { failOn = 'high', suite = (0,reports_scan/* suiteOf */.Ee)(scan) } = {}) {
    const { outcome, reason } = (0,reports_scan/* judgeScan */.Bw)(scan, failOn);
    const { tool, counts, total, suppressed, levels, complaints } = scan;
    const severity = (0,reports_scan/* worstOf */.hm)(counts);
    const id = (0,json_stream_places/* clipped */.c)(suite, 300);
    const about = (0,report_binding/* boundTo */.s)(context);
    const report = { path: (0,json_stream_places/* clipped */.c)(file.path, 1000), digest: file.digest };
    return [
        {
            type: 'testsuiterun.finished',
            content: {
                testSuite: { id, name: tool.name, ...(tool.version === undefined ? {} : { version: tool.version }) },
                outcome,
                reason,
                ...(severity === undefined ? {} : { severity }),
            },
            ...about,
            customData: { turnpike: { scan: { total, suppressed, failOn }, report } },
        },
        {
            type: SCAN_TYPE,
            subject: `${context.facts.job.id}#${encodeURIComponent(id.toWellFormed())}`,
            content: {
                outcome,
                tool,
                counts,
                total,
                suppressed,
                ...(levels === undefined ? {} : { levels }),
                ...(complaints === undefined || complaints === 0 ? {} : { complaints }),
                failOn,
                reason,
            },
            ...about,
            customData: { turnpike: { report } },
        },
    ];
}

;// CONCATENATED MODULE: ./build/sources/reports/sbom-events.js
/** An SBOM as events, if it is of what the run made. Pure. */






const SBOM_TYPE = 'dev.cdeventsx.turnpike-sbom.published.0.1.0';
/**
 * `artifact.packaged` with the SBOM's address, and `turnpike-sbom.published` with what is in it; where it lists
 * vulnerabilities, a scan as well.
 * @throws TurnpikeError INVALID_REPORT when it is of another artifact: that is no evidence
 */
function sbomDescriptions(sbom, file, context, options = {}) {
    const { artifacts, by } = aboutWhat(sbom, context.artifacts);
    const about = (0,report_binding/* boundTo */.s)({ ...context, artifacts });
    const uri = file.uri ?? `urn:turnpike:sbom:${file.digest}`;
    const [described] = sbom.describes;
    const published = {
        type: SBOM_TYPE,
        subject: uri,
        content: {
            format: sbom.format,
            version: sbom.version,
            components: sbom.components,
            ...(sbom.files === 0 ? {} : { files: sbom.files }),
            licenses: sbom.licenses,
            digest: file.digest,
            ...(file.uri === undefined ? {} : { uri: file.uri }),
            ...(sbom.id === undefined ? {} : { id: sbom.id }),
            ...(sbom.created === undefined ? {} : { created: sbom.created }),
            tools: sbom.tools,
            ...(described === undefined ? {} : { describes: described }),
            match: by,
        },
        ...about,
        customData: { turnpike: { report: { path: (0,json_stream_places/* clipped */.c)(file.path, 1000), digest: file.digest } } },
    };
    const packaged = { type: 'artifact.packaged', content: { sbom: { uri } }, ...about };
    const scans = sbom.scan === undefined ? [] : scanDescriptions(sbom.scan, file, { ...context, artifacts }, options);
    return [...(artifacts.length > 0 && hasChange(context) ? [packaged] : []), published, ...scans];
}
/** `artifact.packaged` demands one; a plain shell without a repository has none. */
function hasChange({ change, facts }) {
    return change !== undefined || facts.change !== undefined || facts.commit !== '';
}
/**
 * 1. A digest that the SBOM says it is of must be one that the run names.
 * 2. Without a digest: a package URL of the same type must be of one that the run names, with its version.
 * 3. Of a package of another type (the SBOM of an application, for the image it is in) nothing can be compared.
 */
function aboutWhat({ describes }, artifacts) {
    const digests = new Set(describes.flatMap((each) => each.digests));
    if (artifacts.length === 0) {
        const [digest, other] = digests;
        if (digest === undefined || other !== undefined)
            return { artifacts: [], by: 'run' };
        const purl = describes
            .flatMap((each) => each.purls.flatMap(purlOr))
            .find((each) => (0,cdevents_digest/* digestOf */.o)(each) === digest);
        return { artifacts: [{ digest, ...(purl === undefined ? {} : { purl }) }], by: 'digest' };
    }
    if (digests.size > 0) {
        const same = artifacts.filter(({ digest }) => digests.has(digest));
        if (same.length > 0)
            return { artifacts: same, by: 'digest' };
        throw other([...digests].slice(0, 3).join(', '), artifacts);
    }
    const purls = describes.flatMap((each) => each.purls.flatMap(purlOr)).map(partsOf);
    const comparable = artifacts.flatMap((artifact) => {
        const purl = artifact.purl === undefined ? undefined : partsOf(artifact.purl);
        return purl !== undefined && purls.some(({ type }) => type === purl.type) ? [{ artifact, purl }] : [];
    });
    const same = comparable.filter(({ purl }) => purls.some((each) => isSame(each, purl)));
    if (same.length > 0)
        return { artifacts: same.map(({ artifact }) => artifact), by: 'purl' };
    if (comparable.length > 0)
        throw other(purls
            .map(({ whole }) => whole)
            .slice(0, 3)
            .join(', '), artifacts);
    return { artifacts, by: 'run' };
}
function purlOr(text) {
    try {
        return [(0,purl/* normalisePurl */.SC)(text)];
    }
    catch {
        return [];
    }
}
/** @param purl canonical */
function partsOf(purl) {
    const [, type = '', name = '', version] = /^pkg:([^/]+)\/([^@?#]+)(?:@([^?#]+))?/u.exec(purl) ?? [];
    return {
        type,
        name,
        ...(version === undefined || version.startsWith('sha256:') ? {} : { version }),
        whole: (0,json_stream_places/* clipped */.c)(purl, 300),
    };
}
function isSame(a, b) {
    return (a.type === b.type &&
        a.name === b.name &&
        (a.version === undefined || b.version === undefined || a.version === b.version));
}
function other(what, artifacts) {
    const own = artifacts
        .slice(0, 3)
        .map((each) => each.purl ?? each.digest)
        .join(', ');
    return (0,refusal/* refusal */.x)(`it is the SBOM of ${what}, and the artifact is ${own}; make it from the artifact that is released, or name the artifact that it is of`);
}

// EXTERNAL MODULE: ./build/sources/reports/cyclonedx.js
var reports_cyclonedx = __webpack_require__(9292);
// EXTERNAL MODULE: ./build/sources/reports/json-stream.js
var json_stream = __webpack_require__(6792);
// EXTERNAL MODULE: ./build/sources/reports/spdx.js
var reports_spdx = __webpack_require__(1318);
;// CONCATENATED MODULE: ./build/sources/reports/spdx3.js


const MOST_PACKAGES = 100_000;
const MOST_LICENSES = 20_000;
const MOST_ROOTS = 1000;
const id = { text: 300, loose: true };
const ids = { items: id, text: 300, loose: true };
/** What is wanted of an SPDX 3 document, and what became of it. */
function createSpdx3() {
    const packages = new Map();
    const concluded = new Map();
    const declared = new Map();
    const texts = new Map();
    const roots = new Map();
    const tools = new Map();
    const spdx = (0,reports_spdx/* createSpdx */["in"])();
    let document = { id: '' };
    const element = (kept) => {
        const found = (kept ?? {});
        const type = (found['type'] ?? found['@type'] ?? '');
        const name = (found['spdxId'] ?? found['@id'] ?? '');
        const info = (found['creationInfo'] ?? (type === 'CreationInfo' ? found : {}));
        const version = document.version ?? info['specVersion'];
        const created = document.created ?? info['created'];
        document = {
            ...document,
            ...(version === undefined ? {} : { version }),
            ...(created === undefined ? {} : { created }),
        };
        switch (type) {
            case 'SpdxDocument':
            case 'software_Sbom':
            case 'Bom':
                if (type === 'SpdxDocument')
                    document.id = name;
                bounded(roots, MOST_ROOTS, 'roots');
                roots.set(name, listOf(found['rootElement']));
                return;
            case 'software_File':
                spdx.file();
                return;
            case 'software_Package':
                bounded(packages, MOST_PACKAGES, 'packages');
                packages.set(name, packageOf(name, found));
                return;
            case 'simplelicensing_LicenseExpression':
                bounded(texts, MOST_LICENSES, 'licence expressions');
                texts.set(name, (found['simplelicensing_licenseExpression'] ?? ''));
                return;
            case 'Tool':
                if (tools.size < 20)
                    tools.set(name, (found['name'] ?? ''));
                return;
            case 'Relationship':
            case 'LifecycleScopedRelationship':
                relationship(found);
        }
    };
    const relationship = ({ relationshipType: kind, from, to }) => {
        const [first] = listOf(to);
        if (typeof from !== 'string' || first === undefined)
            return;
        const list = kind === 'hasConcludedLicense' ? concluded : kind === 'hasDeclaredLicense' ? declared : undefined;
        if (list !== undefined) {
            bounded(list, MOST_PACKAGES, 'relationships of licences');
            list.set(from, first);
        }
        if (kind === 'describes') {
            bounded(roots, MOST_ROOTS, 'roots');
            roots.set(from, [...(roots.get(from) ?? []), ...listOf(to)].slice(0, MOST_ROOTS));
        }
    };
    const licenseOf = (name) => {
        for (const list of [concluded, declared]) {
            const license = list.get(name);
            if (license === undefined || /NoAssertion/u.test(license))
                continue;
            const text = texts.get(license) ?? /^https:\/\/spdx\.org\/licenses\/(.+)$/u.exec(license)?.[1];
            const said = text ?? (/NoneLicense|\/None$/u.test(license) ? 'NONE' : 'an expression in parts');
            if (said !== '' && said !== 'NOASSERTION')
                return said;
        }
        return undefined;
    };
    return {
        members: {
            '@context': { text: 300, items: { text: 300, loose: true }, loose: true },
            '@graph': {
                items: {
                    members: {
                        type: id,
                        '@type': id,
                        spdxId: id,
                        '@id': id,
                        name: id,
                        creationInfo: { members: { specVersion: id, created: id }, loose: true },
                        specVersion: id,
                        created: id,
                        rootElement: ids,
                        relationshipType: id,
                        from: id,
                        to: ids,
                        software_packageVersion: id,
                        software_packageUrl: { text: 1000, loose: true },
                        verifiedUsing: { items: { members: { algorithm: id, hashValue: id }, loose: true }, loose: true },
                        externalIdentifier: {
                            items: { members: { externalIdentifierType: id, identifier: { text: 1000 } }, loose: true },
                            loose: true,
                        },
                        simplelicensing_licenseExpression: id,
                    },
                    loose: true,
                },
                each: element,
                loose: true,
            },
        },
        finish({ '@context': context }) {
            const version = document.version ?? /\/rdf\/(\d[\d.]*)\//u.exec(listOf(context)[0] ?? '')?.[1];
            if (version === undefined || !/^3\.0(\.\d+)?$/u.test(version))
                throw (0,refusal/* refusal */.x)(`SPDX of version ${(0,refusal/* quoted */.T)(version)} is not read; 2.2, 2.3 and 3.0 are`);
            // The document's root is the SBOM; the SBOM's is what it is of.
            const named = (roots.get(document.id) ?? [...roots.values()].flat()).slice(0, MOST_ROOTS);
            for (const root of named)
                for (const each of roots.get(root) ?? [root])
                    if (packages.has(each))
                        spdx.describes(each);
            for (const found of packages.values()) {
                const license = licenseOf(found.id);
                spdx.package({ ...found, ...(license === undefined ? {} : { license }) });
            }
            return {
                ...spdx.finish(version),
                ...(document.id === '' ? {} : { id: document.id }),
                ...(document.created === undefined ? {} : { created: document.created }),
                tools: [...tools.values()],
            };
        },
    };
}
function packageOf(id, found) {
    const { name, software_packageVersion: version, software_packageUrl: purl } = found;
    const purls = [
        ...(purl === undefined ? [] : [purl]),
        ...(found['externalIdentifier'] ?? []).flatMap((one) => one?.['externalIdentifierType'] === 'packageUrl' ? (one['identifier'] ?? []) : []),
    ].slice(0, 10);
    const listed = (found['verifiedUsing'] ?? []).flatMap((one) => one?.['algorithm'] === 'sha256' ? (0,reports_spdx/* sha256Of */.Bj)(one['hashValue']) : []);
    return {
        id,
        ...(name === undefined ? {} : { name: name }),
        ...(version === undefined ? {} : { version: version }),
        purls: [...new Set(purls)],
        digests: [...new Set([...listed, ...(0,reports_spdx/* digestsNamed */.bs)([version, ...purls])])],
    };
}
function listOf(kept) {
    return (Array.isArray(kept) ? kept : [kept]).filter((each) => typeof each === 'string');
}
function bounded(map, most, what) {
    if (map.size >= most)
        throw (0,refusal/* refusal */.x)(`more than ${most} ${what} in one SPDX 3 document`);
}

;// CONCATENATED MODULE: ./build/sources/reports/sbom.js
/**
 * A software bill of materials, told by what it says it is: CycloneDX 1.4 to 1.7 (JSON, XML), SPDX 2.2 and 2.3 (JSON,
 * tag-value), SPDX 3.0 (JSON-LD). Pure.
 */






/** @throws TurnpikeError INVALID_REPORT */
async function readSbom(bytes) {
    const { head, all } = await peek(bytes);
    if (head.startsWith('<'))
        return (await __webpack_require__.e(/* import() */ 5576).then(__webpack_require__.bind(__webpack_require__, 5576))).readCycloneDxXml(all);
    if (/^(?:#[^\n]*\n\s*)*[A-Za-z]+:/u.test(head))
        return (await __webpack_require__.e(/* import() */ 7583).then(__webpack_require__.bind(__webpack_require__, 7583))).readSpdxTags(all);
    const [cyclonedx, spdx2, spdx3] = [(0,reports_cyclonedx/* createCycloneDx */.C)(), (0,reports_spdx/* createSpdx2 */.Om)(), createSpdx3()];
    const root = (await (0,json_stream/* readJson */.V)(all, {
        members: { ...cyclonedx.members, ...spdx2.members, ...spdx3.members },
    }));
    const found = [
        root['bomFormat'] === 'CycloneDX' ? cyclonedx : [],
        root['spdxVersion'] === undefined ? [] : spdx2,
        root['@graph'] === undefined ? [] : spdx3,
    ].flat();
    const [format, another] = found;
    if (another !== undefined)
        throw (0,refusal/* refusal */.x)('it says that it is of several formats at once');
    if (format !== undefined)
        return format.finish(root);
    throw (0,refusal/* refusal */.x)('it is no SBOM that is known: it has neither bomFormat "CycloneDX", nor spdxVersion, nor the @graph of SPDX 3');
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/cdevents/object.js
var object = __webpack_require__(4276);
// EXTERNAL MODULE: ./build/cdevents/parse.js
var parse = __webpack_require__(6324);
// EXTERNAL MODULE: ./build/cdevents/dsse.js
var dsse = __webpack_require__(5846);
// EXTERNAL MODULE: ./build/cdevents/repeated.js
var repeated = __webpack_require__(2777);
;// CONCATENATED MODULE: ./build/sources/statement.js
/**
 * in-toto statements in what carries them: a DSSE envelope, or a Sigstore bundle with one. Read strictly, so that no
 * text has two meanings, and nothing in here says that a signature holds: whoever judges verifies it. Pure.
 *
 * Sources: in-toto Attestation Framework v1 (statement, envelope, digest_set), its v0.1; Sigstore bundle v0.1 to v0.3.
 */




/** The only type of payload: what else an envelope may hold is no statement. */
const STATEMENT_PAYLOAD = 'application/vnd.in-toto+json';
/** How a statement reaches the store: content `{ bundle }` or `{ envelope }`. */
const statement_ATTESTATION_TYPE = 'dev.cdeventsx.turnpike-attestation.published.0.1.0';
const STATEMENTS = ['https://in-toto.io/Statement/v1', 'https://in-toto.io/Statement/v0.1'];
/** `application/vnd.dev.sigstore.bundle+json;version=0.1`, `….bundle.v0.3+json`. */
const BUNDLE = /^application\/vnd\.dev\.sigstore\.bundle(?:\+json;version=0\.[123]|\.v0\.[123]\+json(?:;version=0\.[123])?)$/u;
/** Each costs a verification with every key that may have signed. */
const MAX_SIGNATURES = 4;
const SHA256 = /^[0-9a-f]{64}$/iu;
/** `{ bundle }` or `{ envelope }` as JSON. Never throws. */
function readCarried(carried) {
    const bundle = own(carried, 'bundle');
    const envelope = own(carried, 'envelope');
    if ((bundle === undefined) === (envelope === undefined))
        return { unreadable: 'it holds neither a bundle nor an envelope, or both' };
    return statement_readSigned(bundle ?? envelope);
}
/** A bundle or an envelope: told apart by what they have. Never throws. */
function statement_readSigned(value) {
    if (!(0,object/* isObject */.G)(value))
        return { unreadable: 'it is not a JSON object' };
    let text;
    try {
        text = JSON.stringify(value);
    }
    catch {
        return { unreadable: 'it nests too deeply' };
    }
    const read = readParts(value);
    if ('unreadable' in read)
        return read;
    return { ...read, digest: (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex') };
}
function readParts(value) {
    if (own(value, 'mediaType') === undefined && own(value, 'verificationMaterial') === undefined)
        return inEnvelope(value);
    const mediaType = own(value, 'mediaType');
    if (typeof mediaType !== 'string' || !BUNDLE.test(mediaType))
        return { unreadable: `${said(mediaType)} is no bundle of Sigstore v0.1 to v0.3` };
    const verificationMaterial = own(value, 'verificationMaterial');
    if (!(0,object/* isObject */.G)(verificationMaterial))
        return { unreadable: 'the bundle has no verificationMaterial' };
    const envelope = own(value, 'dsseEnvelope');
    if (envelope === undefined || own(value, 'messageSignature') !== undefined)
        return { unreadable: 'the bundle signs a file and holds no statement (no dsseEnvelope)' };
    if (!(0,object/* isObject */.G)(envelope))
        return { unreadable: "the bundle's dsseEnvelope is not a JSON object" };
    const read = inEnvelope(envelope);
    if ('unreadable' in read)
        return read;
    if (read.envelope.signatures.length !== 1)
        return { unreadable: `the bundle has ${read.envelope.signatures.length} signatures; it must have one` };
    return { ...read, bundle: { mediaType, verificationMaterial } };
}
function inEnvelope(value) {
    const envelope = (0,dsse/* readEnvelope */.HT)(JSON.stringify(value));
    if ('corrupted' in envelope)
        return { unreadable: envelope.corrupted };
    if (envelope.signatures.length > MAX_SIGNATURES)
        return {
            unreadable: `it has ${envelope.signatures.length} signatures; at most ${MAX_SIGNATURES} are tried`,
        };
    if (envelope.payloadType !== STATEMENT_PAYLOAD)
        return { unreadable: `the payload is ${said(envelope.payloadType)}, not ${STATEMENT_PAYLOAD}` };
    const statement = readStatement(envelope.payload);
    if ('unreadable' in statement)
        return statement;
    return {
        envelope,
        statement,
        payloadDigest: (0,external_node_crypto_.createHash)('sha256').update(envelope.payload).digest('hex'),
    };
}
/** The bytes of a statement. Never throws. */
function readStatement(payload) {
    const text = (0,dsse/* utf8 */.As)(payload);
    if (text === undefined)
        return { unreadable: 'the statement is not UTF-8' };
    const json = (0,dsse/* objectIn */.D7)(text);
    if (json === undefined)
        return { unreadable: 'the statement is not a JSON object' };
    const twice = (0,repeated/* repeatedMember */.P)(text);
    if (twice !== undefined)
        return { unreadable: `the statement has ${said(twice)} twice` };
    const type = own(json, '_type');
    if (typeof type !== 'string' || !STATEMENTS.includes(type))
        return { unreadable: `its _type is ${said(type)}, not an in-toto statement v1 or v0.1` };
    const predicateType = own(json, 'predicateType');
    if (typeof predicateType !== 'string' || predicateType === '')
        return { unreadable: 'the statement has no predicateType' };
    const predicate = own(json, 'predicate') ?? {};
    if (!(0,object/* isObject */.G)(predicate))
        return { unreadable: 'its predicate is not a JSON object' };
    const subjects = subjectsOf(own(json, 'subject'));
    if (subjects === undefined)
        return { unreadable: 'its subject is not a list of things with digests' };
    return { subjects, predicateType, predicate, json };
}
function subjectsOf(value) {
    if (!Array.isArray(value) || value.length === 0)
        return undefined;
    const digests = new Set();
    for (const subject of value) {
        const digest = (0,object/* isObject */.G)(subject) ? own(subject, 'digest') : undefined;
        if (!(0,object/* isObject */.G)(digest))
            return undefined;
        const sha256 = own(digest, 'sha256');
        if (sha256 === undefined)
            continue;
        if (typeof sha256 !== 'string' || !SHA256.test(sha256))
            return undefined;
        digests.add(`sha256:${sha256.toLowerCase()}`);
    }
    return digests;
}
function own(record, name) {
    return Object.hasOwn(record, name) ? record[name] : undefined;
}
function said(value) {
    const text = JSON.stringify(value) ?? 'missing';
    return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

;// CONCATENATED MODULE: ./build/sources/attestations.js
/** A file of signed statements (Sigstore bundles, DSSE envelopes) → descriptions of events that carry them. Pure. */



/** What an event binds by at most (`store/keys.ts`). */
const MAX_ARTIFACTS = 64;
/**
 * One description for each statement that is about one of the artifacts, bound to those that it is about. Nothing is
 * verified: who may have signed is the policy's to say.
 * @param text one JSON document, or one a line (`.intoto.jsonl`)
 * @param artifacts digests (`sha256:…`) and how each is to be named; none: whatever the statements are about
 * @throws TurnpikeError USAGE when something in the file is no statement, or an artifact is in none
 */
function describeAttestations(text, where, artifacts) {
    const problems = [];
    const covered = new Set();
    const placeOf = (line) => (line === undefined ? where : `${where}, line ${line}`);
    const refuse = (why, line) => new TurnpikeError('USAGE', `${placeOf(line)}: ${why}`);
    const found = documentsIn(text, refuse).flatMap(([line, document]) => {
        const read = readSigned(document);
        const place = placeOf(line);
        if ('unreadable' in read) {
            problems.push({ path: '', message: `${place}: ${read.unreadable}` });
            return [];
        }
        const { subjects } = read.statement;
        const named = [...(artifacts.size === 0 ? subjects : artifacts.keys())].filter((digest) => subjects.has(digest));
        named.forEach((digest) => covered.add(digest));
        if (artifacts.size === 0 && (named.length === 0 || named.length > MAX_ARTIFACTS))
            problems.push({
                path: '',
                message: `${place}: the statement names ${named.length} digests; say with --artifact which of them it is for`,
            });
        if (named.length === 0)
            return [];
        return {
            type: ATTESTATION_TYPE,
            subject: `urn:turnpike:statement:${read.payloadDigest}`,
            artifact: named.map((digest) => artifacts.get(digest) ?? digest),
            content: read.bundle === undefined ? { envelope: document } : { bundle: document },
        };
    });
    for (const digest of artifacts.keys())
        if (!covered.has(digest) && problems.length === 0)
            problems.push({ path: '', message: `${where}: no statement in it is about ${digest}` });
    if (problems.length === 0)
        return found;
    throw new TurnpikeError('USAGE', problems.map(({ message }) => message).join('\n'), { problems });
}
/**
 * Each document with its line, where there are several.
 * @param refuse makes the error: what is wrong (`is empty`), and on which line
 */
function documentsIn(text, refuse) {
    const whole = jsonIn(text);
    if (whole !== undefined)
        return [[undefined, whole]];
    const lines = text
        .split('\n')
        .flatMap((line, index) => (line.trim() === '' ? [] : [[index + 1, line]]));
    if (lines.length === 0)
        throw refuse('is empty');
    return lines.map(([number, line]) => {
        const document = jsonIn(line);
        if (document !== undefined)
            return [number, document];
        throw lines.length === 1
            ? refuse('is not JSON; give a Sigstore bundle, a DSSE envelope, or a file with one of them a line')
            : refuse('is not JSON', number);
    });
}
function jsonIn(text) {
    try {
        return (0,parse/* parseJson */.q)(text);
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/sources/reports/statements-vulns.js
/** in-toto vulns v0.1 and v0.2: what a scanner found, counted by the worst severity that any method gives. Pure. */



function scanIn(predicate) {
    const scanner = (0,object/* isObject */.G)(predicate['scanner']) ? predicate['scanner'] : {};
    const { uri, version, result } = scanner;
    const name = typeof uri === 'string' && uri !== '' ? (0,json_stream_places/* clipped */.c)(withoutVersion(uri), 300) : 'scanner';
    const tool = {
        name,
        ...(typeof version === 'string' && version !== '' ? { version: (0,json_stream_places/* clipped */.c)(version, 100) } : {}),
    };
    const counts = (0,reports_scan/* noCounts */.Yi)();
    if (!Array.isArray(result))
        return { tool, counts, total: 0, suppressed: 0, broken: 'the statement has no list of what was found' };
    for (const each of result)
        counts[severityOf(each)]++;
    return { tool, counts, total: result.length, suppressed: 0 };
}
/** v0.1 puts it into `vulnerability` in its text and not in its example. */
function vulnerabilityIn(each) {
    return (0,object/* isObject */.G)(each) && (0,object/* isObject */.G)(each['vulnerability']) ? each['vulnerability'] : each;
}
/** The worst that a method of one item of `scanner.result` says; unknown when none says anything that can be read. */
function severityOf(each) {
    const one = vulnerabilityIn(each);
    const severity = (0,object/* isObject */.G)(one) ? one['severity'] : undefined;
    const list = Array.isArray(severity) ? severity : [severity];
    const found = list.map(severityBy);
    return reports_scan/* SEVERITIES */.oC.find((one) => found.includes(one)) ?? 'unknown';
}
/** Scores of methods other than CVSS are on scales that nobody here knows; a word without a method is nobody's. */
function severityBy(said) {
    const { method, score } = (0,object/* isObject */.G)(said) ? said : {};
    if (typeof method !== 'string' || (typeof score !== 'string' && typeof score !== 'number'))
        return 'unknown';
    const word = (0,reports_scan/* severityOfWord */.Zx)(String(score));
    if (word !== 'unknown')
        return word;
    const number = (0,reports_scan/* scoreIn */.OB)(score);
    return number !== undefined && /cvss/iu.test(method) ? (0,reports_scan/* severityOfScore */.FL)(number) : 'unknown';
}
/** `pkg:oci/scanner@1.2` → `pkg:oci/scanner`. No regular expression: a stranger's text of `@` would take it hours. */
function withoutVersion(uri) {
    const at = uri.indexOf('@', uri.lastIndexOf('/') + 1);
    return at === -1 ? uri : uri.slice(0, at);
}

;// CONCATENATED MODULE: ./build/sources/reports/statements-say.js







const PROVENANCE = /^https:\/\/slsa\.dev\/provenance\/v(?:0\.[12]|1)(?:\.\d+)?$/u;
const TEST_RESULT = /^https:\/\/in-toto\.io\/attestation\/test-result\/v0\.1$/u;
const VULNS = /^https:\/\/in-toto\.io\/attestation\/vulns(?:\/v0\.[12])?$/u;
const SIGNED = 'https://sigstore.dev/cosign/sign/v1';
const SBOM = /^https:\/\/(?:cyclonedx\.org\/bom(?:\/v\d\.\d)?|spdx\.dev\/Document(?:\/v[\d.]+)?)$/u;
/**
 * | predicate | events |
 * |---|---|
 * | SLSA provenance v0.1, v0.2, v1 | `build.finished`, `artifact.packaged` |
 * | test-result v0.1 | `testsuiterun.finished` |
 * | vulns v0.1, v0.2 | `testsuiterun.finished`, `turnpike-scan.finished` |
 * | CycloneDX, SPDX | as of an SBOM's file |
 * | every other one, a verification summary too | none: only what carries it |
 *
 * In a Sigstore bundle, provenance and cosign's signature give `artifact.signed` as well.
 * @throws TurnpikeError INVALID_REPORT
 */
async function saidIn(saying, options) {
    const { statement, about, context, file } = saying;
    const { predicateType, predicate } = statement.statement;
    const kind = (0,json_stream_places/* clipped */.c)(predicateType, 300);
    const base = (more = {}) => ({
        ...(0,report_binding/* boundTo */.s)(context, about),
        customData: {
            turnpike: { statement: { predicateType: kind, digest: statement.payloadDigest, ...more } },
        },
    });
    if (PROVENANCE.test(predicateType))
        return [...built(predicate, base, context), ...signed(statement, base)];
    if (predicateType === SIGNED)
        return signed(statement, base);
    if (TEST_RESULT.test(predicateType))
        return [tested(predicate, base)];
    if (VULNS.test(predicateType))
        return scanDescriptions(scanIn(predicate), file, { ...context, artifacts: about }, options);
    if (SBOM.test(predicateType)) {
        const sbom = await readSbom(bytesOf(predicate));
        return sbomDescriptions(sbom, { ...file, digest: `sha256:${statement.payloadDigest}` }, { ...context, artifacts: about }, options);
    }
    return [];
}
function built(predicate, base, { change, facts }) {
    const builder = textIn(predicate, 'runDetails', 'builder', 'id') ?? textIn(predicate, 'builder', 'id');
    const run = textIn(predicate, 'runDetails', 'metadata', 'invocationId') ??
        textIn(predicate, 'metadata', 'buildInvocationId') ??
        textIn(predicate, 'metadata', 'buildInvocationID');
    const finished = textIn(predicate, 'runDetails', 'metadata', 'finishedOn') ??
        textIn(predicate, 'metadata', 'buildFinishedOn');
    const bound = base({
        ...(builder === undefined ? {} : { builder }),
        ...(finished === undefined ? {} : { finished }),
    });
    return [
        { type: 'build.finished', ...(run === undefined ? {} : { subject: run }), ...bound },
        // The type demands a change; a plain shell without a repository knows none.
        ...(change !== undefined || facts.change !== undefined || facts.commit !== ''
            ? [{ type: 'artifact.packaged', ...bound }]
            : []),
    ];
}
/** What is in a bundle was signed under somebody's identity. A plain envelope may be anybody's. */
function signed({ bundle, envelope }, base) {
    const [signature] = envelope.signatures;
    if (bundle === undefined || signature === undefined)
        return [];
    return [
        {
            type: 'artifact.signed',
            content: { signature: Buffer.from(signature.sig).toString('base64') },
            ...base(),
        },
    ];
}
/** in-toto test-result v0.1: only PASSED without a failed test is a success. */
function tested(predicate, base) {
    const { result, configuration } = predicate;
    const [passed, warned, failed] = ['passedTests', 'warnedTests', 'failedTests'].map((name) => Array.isArray(predicate[name]) ? predicate[name].length : 0);
    const first = Array.isArray(configuration) ? configuration[0] : undefined;
    const id = textIn(first, 'name') ?? textIn(first, 'uri') ?? textIn(first, 'downloadLocation') ?? 'test-result';
    const outcome = result === 'PASSED' && failed === 0
        ? 'success'
        : result === 'PASSED' || result === 'FAILED' || result === 'WARNED'
            ? 'failure'
            : 'error';
    const total = passed + warned + failed;
    const { customData, ...bound } = base();
    return {
        type: 'testsuiterun.finished',
        content: {
            testSuite: { id },
            outcome,
            reason: `${typeof result === 'string' ? (0,json_stream_places/* clipped */.c)(result, 60) : 'no result'}${total === 0 ? '' : `, ${failed} of ${total} failed`}`,
        },
        ...bound,
        customData: {
            turnpike: {
                ...customData?.['turnpike'],
                ...(total === 0 ? {} : { tests: { total, passed, warned, failed } }),
            },
        },
    };
}
async function* bytesOf(predicate) {
    yield Buffer.from(JSON.stringify(predicate));
}
/** A text that is there, not empty, and short. */
function textIn(value, ...path) {
    for (const step of path)
        value = (0,object/* isObject */.G)(value) && Object.hasOwn(value, step) ? value[step] : undefined;
    return typeof value === 'string' && value !== '' ? (0,json_stream_places/* clipped */.c)(value, 500) : undefined;
}

;// CONCATENATED MODULE: ./build/sources/reports/statements.js
/**
 * Signed statements from files (Sigstore bundles, DSSE envelopes; one document, or one a line) → an event that carries
 * each, and events for what it says. **Nothing is verified here**: these events are worth what their producer is worth, as
 * if he had written them himself. A policy that wants proof asks with a rule of kind `attestation`, which verifies what
 * the first event carries. Pure.
 *
 * Sources: in-toto Attestation Framework v1, SLSA provenance v0.1 to v1, Sigstore bundle v0.1 to v0.3.
 */









/** Statements of one file. */
const MOST = 1000;
/** An event is 1 MiB at most, and the statement is not all of it. */
const statements_MOST_LENGTH = 900 * 1024;
/** What an event binds by at most. */
const MOST_ARTIFACTS = 64;
/**
 * @param text all of the file
 * @param where the file's path
 * @throws TurnpikeError INVALID_REPORT when something in it cannot be read, is signed by nobody, or is about another
 *   artifact; then nothing of the file is evidence
 */
async function statementDescriptions(text, where, context, options = {}) {
    const file = {
        path: where,
        bytes: Buffer.byteLength(text),
        digest: `sha256:${(0,external_node_crypto_.createHash)('sha256').update(text).digest('hex')}`,
    };
    const documents = documentsIn(text, (why, line) => (0,refusal/* refusal */.x)(line === undefined ? `it ${why}` : `line ${line}: ${why}`));
    if (documents.length > MOST)
        throw (0,refusal/* refusal */.x)(`it holds more than ${MOST} statements`);
    const found = [];
    for (const [line, document] of documents) {
        try {
            found.push(...(await inDocument(document, file, context, options)));
        }
        catch (error) {
            if (line === undefined || !(error instanceof errors/* TurnpikeError */.PJ))
                throw error;
            throw (0,refusal/* refusal */.x)(`line ${line}: ${error.message}`);
        }
    }
    return found;
}
async function inDocument(document, file, context, options) {
    const ofFile = signatureOfFile(document, context);
    if (ofFile !== undefined)
        return [ofFile];
    const statement = statement_readSigned(document);
    if ('unreadable' in statement)
        throw (0,refusal/* refusal */.x)(textIn(document, '_type') === undefined
            ? statement.unreadable
            : 'it is a statement that nobody has signed; sign it (cosign attest, actions/attest), and give the bundle');
    const length = JSON.stringify(document).length;
    if (length > statements_MOST_LENGTH)
        throw (0,refusal/* refusal */.x)(`the statement has ${Math.ceil(length / 1024)} KiB; an event carries ${statements_MOST_LENGTH / 1024}`);
    const about = aboutWhich([...statement.statement.subjects], context.artifacts);
    const carrier = {
        type: statement_ATTESTATION_TYPE,
        subject: `urn:turnpike:statement:${statement.payloadDigest}`,
        content: statement.bundle === undefined ? { envelope: document } : { bundle: document },
        ...(0,report_binding/* boundTo */.s)(context, about),
    };
    return [carrier, ...(await saidIn({ statement, about, context, file }, options))];
}
/**
 * A bundle that signs a file and holds no statement (`cosign sign-blob --bundle`): that the artifact was signed is all it
 * says. Its digest is a hint that no signature covers, and is all there is to bind it by.
 */
function signatureOfFile(document, context) {
    if (!(0,object/* isObject */.G)(document) || !(0,object/* isObject */.G)(document['messageSignature']))
        return undefined;
    if (document['dsseEnvelope'] !== undefined)
        throw (0,refusal/* refusal */.x)('the bundle has a dsseEnvelope and a messageSignature');
    const signature = textIn(document, 'messageSignature', 'signature');
    const algorithm = textIn(document, 'messageSignature', 'messageDigest', 'algorithm');
    const hash = textIn(document, 'messageSignature', 'messageDigest', 'digest');
    const digest = algorithm === 'SHA2_256' && hash !== undefined
        ? (0,cdevents_digest/* digestOf */.o)(`sha256:${Buffer.from(hash, 'base64').toString('hex')}`)
        : undefined;
    if (signature === undefined || digest === undefined)
        throw (0,refusal/* refusal */.x)('the bundle signs a file, and has no signature with the SHA-256 digest of it');
    return {
        type: 'artifact.signed',
        content: { signature },
        ...(0,report_binding/* boundTo */.s)(context, aboutWhich([digest], context.artifacts)),
    };
}
/** Of the named artifacts, those that it is about; where none is named, all that it is about. */
function aboutWhich(subjects, artifacts) {
    if (artifacts.length === 0) {
        if (subjects.length > 0 && subjects.length <= MOST_ARTIFACTS)
            return subjects.map((digest) => ({ digest }));
        throw (0,refusal/* refusal */.x)(`the statement names ${subjects.length} SHA-256 digests; name the artifact that is meant`);
    }
    const about = artifacts.filter(({ digest }) => subjects.includes(digest));
    if (about.length > 0)
        return about;
    const few = subjects.slice(0, 3).join(', ');
    throw (0,refusal/* refusal */.x)(`the statement is about ${few === '' ? 'nothing with a SHA-256 digest' : few}, and not about ${artifacts
        .slice(0, 3)
        .map(({ digest }) => digest)
        .join(', ')}`);
}

;// CONCATENATED MODULE: ./build/actions/collect-scans.js



/**
 * All files of one call together: of two reports of one tool, the later one does not hide what the first one found. Whose
 * scan a file held that could not be read, nobody knows: so it makes every scan of the call an error.
 */
async function collectScans(paths, reading) {
    const { readSarif } = await __webpack_require__.e(/* import() */ 6394).then(__webpack_require__.bind(__webpack_require__, 6394));
    const found = [];
    let broken;
    for (const path of paths.sarif) {
        try {
            const opened = await reading.deps.openFile(path);
            const scans = await readSarif(opened.bytes);
            if (scans.length === 0)
                throw (0,refusal/* refusal */.x)('its list of runs is empty, so nothing was looked at');
            const file = reading.fileOf(path, opened);
            await reading.done('sarif', file);
            found.push(...scans.map((scan) => ({ scan, file })));
        }
        catch (error) {
            const { message } = reading.unreadable('sarif', path, error);
            broken ??= { why: `${path} could not be read: ${message}`, path };
        }
    }
    if (broken !== undefined && found.length === 0) {
        const scan = { tool: { name: 'SARIF' }, counts: (0,reports_scan/* noCounts */.Yi)(), total: 0, suppressed: 0 };
        found.push({ scan, file: { path: broken.path, bytes: 0, digest: NOTHING } });
    }
    await sayScans(found, broken?.why, reading);
}
/** Of no bytes: nothing of the file is known. */
const NOTHING = 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
/** @param broken why none of them is a scan that anybody may rest on */
async function sayScans(found, broken, reading) {
    const { asked, context } = reading;
    const fileOf = new Map();
    for (const { scan, file } of found)
        if (!fileOf.has((0,reports_scan/* suiteOf */.Ee)(scan)))
            fileOf.set((0,reports_scan/* suiteOf */.Ee)(scan), file);
    const scans = (0,reports_scan/* combineScans */.oL)(found.map(({ scan }) => scan));
    for (const scan of scans) {
        const file = fileOf.get((0,reports_scan/* suiteOf */.Ee)(scan));
        const suite = suiteFor(scan, scans.length, asked);
        const whole = broken === undefined || scan.broken !== undefined ? scan : { ...scan, broken };
        const said = scanDescriptions(whole, file, context, {
            failOn: asked.failOn,
            ...(suite === undefined ? {} : { suite }),
        });
        for (const description of said)
            noteScan(description, reading);
        await reading.say(said);
    }
}
/** The input names the suite of tests where there are some, and must not make two suites one. */
function suiteFor(scan, count, { suite, files }) {
    if (suite === undefined || files.junit !== undefined || files.tap !== undefined)
        return undefined;
    return count === 1 ? suite : `${suite}/${(0,reports_scan/* suiteOf */.Ee)(scan)}`;
}
/** A scan, as its event says it; anything else is passed over. */
function noteScan({ type, content = {} }, { into }) {
    if (!type.includes('turnpike-scan.finished'))
        return;
    const { tool, outcome, counts, total, suppressed, reason } = content;
    into.scans.push({
        tool: [tool?.name ?? 'scan', tool?.version].filter((part) => part !== undefined).join(' '),
        outcome: outcome ?? 'error',
        ...(reason === undefined ? {} : { reason }),
        counts: counts ?? {},
        total: total ?? 0,
        suppressed: suppressed ?? 0,
    });
}

;// CONCATENATED MODULE: ./build/actions/collect-documents.js






async function collectDocuments(paths, reading) {
    for (const path of paths.attestation)
        await readStatements(path, reading);
    for (const path of paths.sbom)
        await readOneSbom(path, reading);
    if (paths.sarif.length > 0)
        await collectScans(paths, reading);
    if (paths.coverage.length > 0)
        await collectCoverage(paths.coverage, reading);
}
async function readStatements(path, reading) {
    const { asked, context, into, deps } = reading;
    let said;
    try {
        said = await statementDescriptions(await deps.readText(path), path, context, { failOn: asked.failOn });
    }
    catch (error) {
        reading.unreadable('attestation', path, error);
        return;
    }
    into.files.push({ kind: 'attestation', path });
    into.statements += said.filter(({ type }) => type.includes('turnpike-attestation')).length;
    for (const description of said)
        noteScan(description, reading);
    await reading.say(said);
}
async function readOneSbom(path, reading) {
    const { asked, context, into, deps } = reading;
    try {
        const opened = await deps.openFile(path);
        const sbom = await readSbom(opened.bytes);
        const file = reading.fileOf(path, opened);
        const said = sbomDescriptions(sbom, file, context, { failOn: asked.failOn });
        await reading.done('sbom', file);
        into.sboms.push({ format: sbom.format, version: sbom.version, components: sbom.components, path });
        for (const description of said)
            noteScan(description, reading);
        await reading.say(said);
    }
    catch (error) {
        reading.unreadable('sbom', path, error);
    }
}
/**
 * The files of one call are one measurement: a line that two of them name counts once. When one of them cannot be read,
 * nothing is known of the whole: the event has no percentage then, which no threshold takes for enough.
 */
async function collectCoverage(paths, reading) {
    const { asked, context, into, deps } = reading;
    let together = createCoverage();
    let first;
    let broken;
    for (const path of paths) {
        try {
            const opened = await deps.openFile(path);
            await together.add(opened.bytes);
            const file = reading.fileOf(path, opened);
            first ??= file;
            await reading.done('coverage', file);
        }
        catch (error) {
            reading.unreadable('coverage', path, error);
            broken ??= { path, bytes: 0, digest: NOTHING };
            // What is wrong with the others is told as well.
            together = createCoverage();
        }
    }
    const file = broken ?? first;
    if (file === undefined)
        return;
    const coverage = broken === undefined ? together.finish() : UNKNOWN;
    if (broken === undefined)
        into.coverage = coverage.lines;
    const options = asked.suite === undefined ? {} : { suite: asked.suite };
    await reading.say((0,coverage_events/* coverageDescriptions */.c)(coverage, file, context, options));
}
const UNKNOWN = { format: 'lcov', lines: { covered: 0, total: 0 }, files: 0 };


/***/ }),

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

/***/ 9292:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ createCycloneDx)
/* harmony export */ });
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6297);
/* harmony import */ var _sbom_model_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28);
/* harmony import */ var _scan_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3852);
/* harmony import */ var _spdx_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1318);




const VERSIONS = ['1.4', '1.5', '1.6', '1.7'];
const OF_NO_CONCERN = [
    'not_affected',
    'false_positive',
    'resolved',
    'resolved_with_pedigree',
];
const text = { text: 300 };
function createCycloneDx() {
    const licenses = (0,_sbom_model_js__WEBPACK_IMPORTED_MODULE_1__/* .createLicenseCount */ .l)();
    let components = 0;
    let files = 0;
    const counts = (0,_scan_js__WEBPACK_IMPORTED_MODULE_2__/* .noCounts */ .Yi)();
    let vulnerabilities = 0;
    let suppressed = 0;
    const licence = {
        items: {
            members: {
                expression: { text: 300 },
                license: { members: { id: text, name: text } },
            },
        },
        loose: true,
    };
    const component = { members: { type: text, licenses: licence } };
    component.members['components'] = {
        items: component,
        each: (each) => countComponent(each),
    };
    const countComponent = (kept) => {
        const { type, licenses: list } = (kept ?? {});
        if (type === 'file') {
            files++;
            return;
        }
        components++;
        licenses.add(licenceOf(list));
    };
    const countVulnerability = (kept) => {
        const { ratings, analysis } = (kept ?? {});
        if (OF_NO_CONCERN.includes(analysis?.['state']))
            suppressed++;
        else {
            vulnerabilities++;
            counts[worstRating(ratings)]++;
        }
    };
    return {
        component: countComponent,
        vulnerability: countVulnerability,
        members: {
            bomFormat: { text: 30, loose: true },
            specVersion: { text: 30, loose: true },
            serialNumber: { text: 200, loose: true },
            metadata: {
                members: {
                    timestamp: { text: 60, loose: true },
                    component: {
                        members: {
                            name: text,
                            version: text,
                            purl: { text: 1000 },
                            hashes: { items: { members: { alg: { text: 30 }, content: { text: 200 } } } },
                            components: { items: component, each: countComponent },
                        },
                    },
                    tools: toolsSketch(),
                },
                loose: true,
            },
            components: { items: component, each: countComponent, loose: true },
            vulnerabilities: {
                items: {
                    members: {
                        ratings: {
                            items: {
                                members: {
                                    severity: { text: 30 },
                                    score: { number: true, text: 30, loose: true },
                                    method: { text: 30 },
                                },
                            },
                        },
                        analysis: { members: { state: { text: 60 } } },
                    },
                },
                each: (each) => countVulnerability(each),
                loose: true,
            },
        },
        finish({ specVersion, serialNumber, metadata }) {
            if (typeof specVersion !== 'string' || !VERSIONS.includes(specVersion))
                throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_0__/* .refusal */ .x)(`CycloneDX of version ${(0,_refusal_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .T)(specVersion)} is not read; versions ${VERSIONS.join(', ')} are`);
            const { timestamp, component: about, tools } = (metadata ?? {});
            const made = toolsOf(tools);
            return {
                format: 'CycloneDX',
                version: specVersion,
                ...(serialNumber === undefined ? {} : { id: serialNumber }),
                ...(timestamp === undefined ? {} : { created: timestamp }),
                tools: made.map(({ name, version }) => [name, version].filter(Boolean).join(' ')),
                describes: about === undefined ? [] : [describedBy(about)],
                components,
                files,
                licenses: licenses.finish(),
                // Some tools write an empty list when they have not looked: only what is found says that somebody did.
                ...(vulnerabilities + suppressed === 0
                    ? {}
                    : { scan: scanOf(made[0], { counts, total: vulnerabilities, suppressed }) }),
            };
        },
    };
}
function scanOf(tool, found) {
    return { tool: tool ?? { name: 'vulnerabilities' }, ...found };
}
function licenceOf(list) {
    if (!Array.isArray(list))
        return undefined;
    const names = list.flatMap((each) => {
        const { expression, license } = (each ?? {});
        const { id, name } = (license ?? {});
        return (expression ?? id ?? name ?? []);
    });
    return [...new Set(names)].slice(0, 20).join(' AND ').slice(0, 300);
}
/** The worst that a rating says, by its word, else by its score of a CVSS method. */
function worstRating(ratings) {
    const found = (ratings ?? []).map((rating) => {
        const { severity, score, method } = rating ?? {};
        if (typeof severity === 'string' && (0,_scan_js__WEBPACK_IMPORTED_MODULE_2__/* .severityOfWord */ .Zx)(severity) !== 'unknown')
            return (0,_scan_js__WEBPACK_IMPORTED_MODULE_2__/* .severityOfWord */ .Zx)(severity);
        const number = score === undefined ? undefined : (0,_scan_js__WEBPACK_IMPORTED_MODULE_2__/* .scoreIn */ .OB)(score);
        return number !== undefined && /^CVSS/iu.test(method ?? '')
            ? (0,_scan_js__WEBPACK_IMPORTED_MODULE_2__/* .severityOfScore */ .FL)(number)
            : 'unknown';
    });
    return _scan_js__WEBPACK_IMPORTED_MODULE_2__/* .SEVERITIES */ .oC.find((severity) => found.includes(severity)) ?? 'unknown';
}
function describedBy({ name, version, purl, hashes }) {
    const listed = (hashes ?? []).flatMap((hash) => hash?.['alg'] === 'SHA-256' ? (0,_spdx_js__WEBPACK_IMPORTED_MODULE_3__/* .sha256Of */ .Bj)(hash['content']) : []);
    const named = (0,_spdx_js__WEBPACK_IMPORTED_MODULE_3__/* .digestsNamed */ .bs)([version, purl]);
    return {
        ...(name === undefined ? {} : { name: name }),
        ...(version === undefined ? {} : { version: version }),
        purls: purl === undefined ? [] : [purl],
        digests: [...new Set([...listed, ...named])],
    };
}
/** A list until 1.4, an object of components and services since 1.5. */
function toolsSketch() {
    const tool = { members: { vendor: text, group: text, name: text, version: text } };
    return { items: tool, members: { components: { items: tool }, services: { items: tool } }, loose: true };
}
function toolsOf(kept) {
    const list = Array.isArray(kept)
        ? kept
        : [kept].flatMap((each) => {
            const { components, services } = (each ?? {});
            return [...(components ?? []), ...(services ?? [])];
        });
    return list.slice(0, 20).flatMap((each) => {
        const { vendor, group, name, version } = (each ?? {});
        if (typeof name !== 'string')
            return [];
        const by = (vendor ?? group);
        return {
            name: by === undefined || by === '' ? name : `${by}/${name}`,
            ...(version === undefined ? {} : { version: version }),
        };
    });
}


/***/ }),

/***/ 6792:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ readJson)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/* harmony import */ var _json_stream_places_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2578);
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6297);
/**
 * JSON of any size in bounded memory. A sketch says which members are wanted; only these are kept, everything else is
 * checked to be JSON and dropped as it comes. What is wanted and there twice, or of another kind than its format says,
 * is refused: it would mean one thing to us and another one to somebody else.
 *
 * Bounds: 256 levels, 4 MiB for one string, 10,000 items in a list that is kept, the length of kept texts as the sketch
 * says. Source: RFC 8259. Pure.
 */



/** Bytes of one token, or of the white space between two. */
const MOST_TOKEN = 4 * 1024 * 1024;
/** How much the tokenizer gets at once: the bound above is looked at in between. */
const SLICE = 256 * 1024;
/**
 * What the sketch keeps of one document.
 * @throws TurnpikeError INVALID_REPORT with the byte position: no JSON, cut off, not UTF-8, a wanted member that is
 *   there twice or of another kind, a bound
 */
async function readJson(bytes, sketch) {
    const { Tokenizer, TokenType } = await __webpack_require__.e(/* import() */ 5497).then(__webpack_require__.bind(__webpack_require__, 5497));
    const places = (0,_json_stream_places_js__WEBPACK_IMPORTED_MODULE_1__/* .createPlaces */ .B)(sketch, TokenType);
    // Without a buffer it keeps each digit as a text of its own: 300 MiB for a number of 8.
    const tokenizer = new Tokenizer({ numberBufferSize: 64 });
    let written = 0;
    let lastToken = 0;
    tokenizer.onToken = ({ token, value, offset }) => {
        lastToken = offset;
        places.token(token, value, offset);
    };
    for await (const chunk of bytes) {
        for (let from = 0; from < chunk.length; from += SLICE) {
            const slice = chunk.subarray(from, from + SLICE);
            if (written === 0)
                checkEncoding(slice);
            try {
                tokenizer.write(slice);
            }
            catch (error) {
                throw told(error, written);
            }
            written += slice.length;
            if (written - lastToken > MOST_TOKEN)
                throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .refusal */ .x)(`a string of more than ${MOST_TOKEN / 1024 / 1024} MiB`, lastToken);
        }
    }
    try {
        tokenizer.end();
    }
    catch (error) {
        throw told(error, written);
    }
    return places.end(written);
}
/** Windows PowerShell writes UTF-16 behind a `>`. */
function checkEncoding(head) {
    const [first = 0, second = 0] = head;
    if (first + second === 0xff + 0xfe || first === 0 || (second === 0 && head.length > 1))
        throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .refusal */ .x)('it is UTF-16 or UTF-32; JSON is UTF-8 (RFC 8259 §8.1), write it as that', 0);
}
/** The tokenizer's words as ours. What is no complaint about the text is passed on as it is. */
function told(error, written) {
    const { code, message } = error;
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
        return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .refusal */ .x)(`it is not UTF-8, at this byte or within ${SLICE / 1024} KiB after it`, written);
    if (typeof message !== 'string' || error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ)
        return error;
    const unexpected = /^Unexpected "(.*)" at chunk position .* \(absolute position "(\d+)"\)/su.exec(message);
    if (unexpected !== null)
        return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .refusal */ .x)(`not JSON: ${JSON.stringify(unexpected[1])} is not expected here`, Number(unexpected[2]));
    if (message.startsWith('Tokenizer ended in the middle of a token'))
        return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .refusal */ .x)('it ends in the middle of a word, a number or a string; was it cut off?', written);
    return error;
}


/***/ }),

/***/ 28:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ createLicenseCount)
/* harmony export */ });
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6297);

const MOST_LICENSES = 100;
/** Different texts that are counted apart; a hostile file has a new one in each component. */
const MOST_DISTINCT = 20_000;
function createLicenseCount() {
    const counts = new Map();
    let unknown = 0;
    return {
        add(license, components = 1) {
            if (license === undefined || license === '')
                unknown += components;
            else if (counts.size < MOST_DISTINCT || counts.has(license))
                counts.set(license, (counts.get(license) ?? 0) + components);
            else
                throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_0__/* .refusal */ .x)(`more than ${MOST_DISTINCT} different licences`);
        },
        remove(license) {
            const count = counts.get(license ?? '');
            if (count === undefined)
                unknown--;
            else if (count === 1)
                counts.delete(license);
            else
                counts.set(license, count - 1);
        },
        finish: () => ({
            unknown,
            distinct: counts.size,
            most: [...counts]
                .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
                .slice(0, MOST_LICENSES)
                .map(([license, components]) => ({ license, components })),
        }),
    };
}


/***/ }),

/***/ 3852:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bw: () => (/* binding */ judgeScan),
/* harmony export */   Ee: () => (/* binding */ suiteOf),
/* harmony export */   FL: () => (/* binding */ severityOfScore),
/* harmony export */   OB: () => (/* binding */ scoreIn),
/* harmony export */   Yi: () => (/* binding */ noCounts),
/* harmony export */   Zx: () => (/* binding */ severityOfWord),
/* harmony export */   hm: () => (/* binding */ worstOf),
/* harmony export */   oC: () => (/* binding */ SEVERITIES),
/* harmony export */   oL: () => (/* binding */ combineScans)
/* harmony export */ });
/* unused harmony export sayCounts */
/** Worst first. `info` is nothing to mend; `unknown` is whatever has no severity that can be read. */
const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info', 'unknown'];
function noCounts() {
    return { critical: 0, high: 0, medium: 0, low: 0, info: 0, unknown: 0 };
}
/** The explicit table of words; what is not in it is unknown. */
const WORDS = {
    critical: 'critical',
    high: 'high',
    important: 'high',
    medium: 'medium',
    moderate: 'medium',
    low: 'low',
    negligible: 'low',
    minimal: 'low',
    info: 'info',
    informational: 'info',
    none: 'info',
};
function severityOfWord(word) {
    const key = word.trim().toLowerCase();
    return Object.hasOwn(WORDS, key) ? WORDS[key] : 'unknown';
}
/** A CVSS score as a word: its qualitative rating scale (v3.1 §5, v4.0 §2.1). */
function severityOfScore(score) {
    if (!(score >= 0 && score <= 10))
        return 'unknown';
    if (score >= 9)
        return 'critical';
    if (score >= 7)
        return 'high';
    if (score >= 4)
        return 'medium';
    return score > 0 ? 'low' : 'info';
}
/** A decimal number and nothing else. */
function scoreIn(text) {
    if (typeof text === 'number')
        return text;
    return /^\d{1,2}(\.\d{1,10})?$/u.test(text.trim()) ? Number(text) : undefined;
}
/**
 * | found | outcome |
 * |---|---|
 * | the scan itself is broken | error |
 * | something at or above the threshold, or of SARIF's level error | failure |
 * | something whose severity nobody can read | error |
 * | nothing of these | success |
 *
 * With `none`, what was found makes no difference.
 */
function judgeScan(scan, failOn) {
    const { counts, levels, total, broken } = scan;
    if (broken !== undefined)
        return { outcome: 'error', reason: broken };
    const found = total === 0 ? 'nothing found' : `${total} found: ${sayCounts(counts)}`;
    if (failOn === 'none')
        return { outcome: 'success', reason: found };
    const bad = SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1).some((severity) => counts[severity] > 0);
    if (bad || (levels?.error ?? 0) > 0)
        return { outcome: 'failure', reason: found };
    if (counts.unknown > 0)
        return { outcome: 'error', reason: `${counts.unknown} of ${total} have no severity that can be read` };
    return { outcome: 'success', reason: found };
}
function sayCounts(counts) {
    return SEVERITIES.filter((severity) => counts[severity] > 0)
        .map((severity) => `${counts[severity]} ${severity}`)
        .join(', ');
}
/** The worst that was found, in the words of `testsuiterun.finished`. */
function worstOf(counts) {
    return ['critical', 'high', 'medium', 'low'].find((severity) => counts[severity] > 0);
}
/** The suite that a scan is a run of: what a policy selects by. */
function suiteOf({ tool, category }) {
    return category === undefined ? tool.name : `${tool.name}/${category}`;
}
/**
 * Scans of one suite as one: of two reports of one linter, the later one must not hide what the first one found.
 * In the order of the first of each.
 */
function combineScans(scans) {
    const bySuite = new Map();
    for (const scan of scans) {
        const suite = suiteOf(scan);
        const other = bySuite.get(suite);
        bySuite.set(suite, other === undefined ? scan : together(other, scan));
    }
    return [...bySuite.values()];
}
function together(one, other) {
    const counts = noCounts();
    for (const severity of SEVERITIES)
        counts[severity] = one.counts[severity] + other.counts[severity];
    const levels = { error: 0, warning: 0, note: 0, none: 0 };
    for (const level of ['error', 'warning', 'note', 'none'])
        levels[level] = (one.levels?.[level] ?? 0) + (other.levels?.[level] ?? 0);
    const broken = one.broken ?? other.broken;
    return {
        ...one,
        counts,
        total: one.total + other.total,
        suppressed: one.suppressed + other.suppressed,
        ...(one.levels === undefined && other.levels === undefined ? {} : { levels }),
        ...((one.complaints ?? other.complaints) === undefined
            ? {}
            : { complaints: (one.complaints ?? 0) + (other.complaints ?? 0) }),
        ...(broken === undefined ? {} : { broken }),
    };
}


/***/ }),

/***/ 1318:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bj: () => (/* binding */ sha256Of),
/* harmony export */   Fu: () => (/* binding */ toolsOf),
/* harmony export */   L3: () => (/* binding */ licenseOf),
/* harmony export */   Om: () => (/* binding */ createSpdx2),
/* harmony export */   bs: () => (/* binding */ digestsNamed),
/* harmony export */   "in": () => (/* binding */ createSpdx),
/* harmony export */   lF: () => (/* binding */ isVersion)
/* harmony export */ });
/* harmony import */ var _cdevents_digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6767);
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6297);
/* harmony import */ var _sbom_model_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28);
/**
 * SPDX 2.2 and 2.3 as JSON, in one pass. Source: SPDX specification 2.3, clauses 6 to 11. Pure.
 *
 * What it describes is named by `documentDescribes`, or by a relationship DESCRIBES of the document, which may come
 * after the package. So packages are kept, up to a bound; one that is described and comes after it is not found.
 */



const VERSIONS = ['SPDX-2.2', 'SPDX-2.3'];
/** Packages of which more than a number is kept. */
const MOST_KEPT = 50_000;
const MOST_DESCRIBED = 1000;
const id = { text: 300 };
/** Packages as they come, and which of them are what the document is of. */
function createSpdx() {
    const licenses = (0,_sbom_model_js__WEBPACK_IMPORTED_MODULE_1__/* .createLicenseCount */ .l)();
    /** As text: fifty thousand of them as objects were 130 MiB. */
    const kept = new Map();
    const described = new Set();
    let packages = 0;
    let files = 0;
    return {
        package(found) {
            packages++;
            licenses.add(found.license);
            if (kept.size < MOST_KEPT || described.has(found.id))
                kept.set(found.id, JSON.stringify(found));
        },
        file() {
            files++;
        },
        describes(name) {
            if (described.size >= MOST_DESCRIBED && !described.has(name))
                throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_0__/* .refusal */ .x)(`it describes more than ${MOST_DESCRIBED} things`);
            described.add(name);
        },
        finish(version) {
            const about = [...described].flatMap((name) => {
                const text = kept.get(name);
                if (text !== undefined)
                    return JSON.parse(text);
                if (packages <= MOST_KEPT)
                    return [];
                throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_0__/* .refusal */ .x)(`it says only behind ${MOST_KEPT} packages what it is of; have documentDescribes written before the packages`);
            });
            // Where it is of every package there is, these are its components.
            const inside = packages > about.length ? packages - about.length : packages;
            if (inside !== packages)
                for (const each of about)
                    licenses.remove(each.license);
            return {
                format: 'SPDX',
                version,
                describes: about.map(({ name, version: its, purls, digests }) => ({
                    ...(name === undefined ? {} : { name }),
                    ...(its === undefined ? {} : { version: its }),
                    purls,
                    digests,
                })),
                components: inside,
                files,
                licenses: licenses.finish(),
            };
        },
    };
}
/** What is wanted of an SPDX 2 document, and what became of it. */
function createSpdx2() {
    const spdx = createSpdx();
    return {
        members: {
            spdxVersion: { text: 30, loose: true },
            documentNamespace: { text: 500, loose: true },
            creationInfo: {
                members: { created: { text: 60 }, creators: { items: { text: 200 } } },
                loose: true,
            },
            documentDescribes: { items: id, each: (each) => spdx.describes(each), loose: true },
            files: { items: { loose: true }, each: () => spdx.file(), loose: true },
            packages: {
                items: {
                    members: {
                        SPDXID: id,
                        name: { text: 300 },
                        versionInfo: { text: 300 },
                        licenseConcluded: { text: 300 },
                        licenseDeclared: { text: 300 },
                        externalRefs: {
                            items: { members: { referenceType: { text: 100 }, referenceLocator: { text: 1000 } } },
                        },
                        checksums: { items: { members: { algorithm: { text: 30 }, checksumValue: { text: 200 } } } },
                    },
                },
                each: (each) => spdx.package(packageOf((each ?? {}))),
                loose: true,
            },
            relationships: {
                items: {
                    members: { spdxElementId: id, relationshipType: { text: 60 }, relatedSpdxElement: id },
                },
                each: (each) => {
                    const { spdxElementId: from, relationshipType: type, relatedSpdxElement: to, } = (each ?? {});
                    if (type === 'DESCRIBES' && from === 'SPDXRef-DOCUMENT')
                        spdx.describes(to);
                    if (type === 'DESCRIBED_BY' && to === 'SPDXRef-DOCUMENT')
                        spdx.describes(from);
                },
                loose: true,
            },
        },
        finish({ spdxVersion, documentNamespace, creationInfo }) {
            if (typeof spdxVersion !== 'string' || !isVersion(spdxVersion))
                throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_0__/* .refusal */ .x)(`${(0,_refusal_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .T)(spdxVersion)} is not read; ${VERSIONS.join(', ')} and SPDX 3.0 are`);
            const { created, creators } = (creationInfo ?? {});
            return {
                ...spdx.finish(spdxVersion.slice('SPDX-'.length)),
                ...(documentNamespace === undefined ? {} : { id: documentNamespace }),
                ...(created === undefined ? {} : { created: created }),
                tools: toolsOf(creators),
            };
        },
    };
}
function packageOf(found) {
    const { SPDXID, name, versionInfo, externalRefs, checksums } = found;
    const purls = (externalRefs ?? [])
        .filter((one) => one?.['referenceType'] === 'purl' && one['referenceLocator'] !== undefined)
        .map((one) => one['referenceLocator'])
        .slice(0, 10);
    const listed = (checksums ?? []).flatMap((one) => one?.['algorithm'] === 'SHA256' ? sha256Of(one['checksumValue']) : []);
    const license = licenseOf(found['licenseConcluded'], found['licenseDeclared']);
    return {
        id: (SPDXID ?? ''),
        ...(name === undefined ? {} : { name: name }),
        ...(versionInfo === undefined ? {} : { version: versionInfo }),
        purls,
        digests: [...new Set([...listed, ...digestsNamed([versionInfo, ...purls])])],
        ...(license === undefined ? {} : { license }),
    };
}
/** The digest of a hash that a document lists; nothing where it is no SHA-256. */
function sha256Of(hash) {
    return typeof hash === 'string' && /^[0-9a-f]{64}$/iu.test(hash) ? [`sha256:${hash.toLowerCase()}`] : [];
}
function isVersion(text) {
    return VERSIONS.includes(text);
}
/** Of an image, tools write the digest as its version and into its purl. */
function digestsNamed(names) {
    return names.flatMap((name) => (typeof name === 'string' ? ((0,_cdevents_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestOf */ .o)(name) ?? []) : []));
}
/** What somebody concluded, else what the package says; `NOASSERTION` is nothing. */
function licenseOf(concluded, declared) {
    for (const license of [concluded, declared])
        if (typeof license === 'string' && license !== '' && license !== 'NOASSERTION')
            return license;
    return undefined;
}
function toolsOf(creators) {
    return (creators ?? [])
        .flatMap((each) => (typeof each === 'string' ? (/^Tool: ?(.+)$/su.exec(each)?.[1] ?? []) : []))
        .slice(0, 20);
}


/***/ }),

/***/ 4092:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ readLines)
/* harmony export */ });
/* harmony import */ var _text_pieces_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4044);

/**
 * Lines in groups, as the bytes come. UTF-8, or UTF-16 with a byte order mark (as PowerShell redirects write it).
 * @param most characters of a line that are kept
 * @throws TurnpikeError INVALID_REPORT for UTF-32
 */
async function* readLines(bytes, most) {
    let open = '';
    let number = 0;
    for await (const text of (0,_text_pieces_js__WEBPACK_IMPORTED_MODULE_0__/* .decoded */ .D)(bytes, 4, (head) => (0,_text_pieces_js__WEBPACK_IMPORTED_MODULE_0__/* .markedEncoding */ .C)(head) ?? 'utf-8')) {
        const [first = '', ...rest] = text.split('\n');
        const lines = [];
        open = kept(open, first, most);
        for (const next of rest) {
            lines.push({ text: ended(open), number: ++number });
            open = kept('', next, most);
        }
        if (lines.length > 0)
            yield lines;
    }
    if (open !== '')
        yield [{ text: ended(open), number: number + 1 }];
}
function kept(open, more, most) {
    return open.length >= most ? open : open + more.slice(0, most - open.length);
}
function ended(line) {
    return line.endsWith('\r') ? line.slice(0, -1) : line;
}


/***/ }),

/***/ 4044:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ markedEncoding),
/* harmony export */   D: () => (/* binding */ decoded)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/** Bytes of a text file → text, in pieces of bounded size, whatever its lines. Pure. */

/** Bytes that are decoded in one go. Small, because readers look at their bounds between pieces only. */
const PIECE = 16 * 1024;
/**
 * @param first how many bytes the encoding is told by (fewer where the file has fewer)
 * @param encodingOf a label of the WHATWG Encoding Standard
 * @throws TurnpikeError INVALID_REPORT for an encoding that is not known. Bytes that are no text become U+FFFD
 */
async function* decoded(bytes, first, encodingOf) {
    let decoder;
    let head = new Uint8Array(0);
    for await (const chunk of bytes) {
        let rest = chunk;
        if (decoder === undefined) {
            head = joined(head, chunk);
            if (head.length < first)
                continue;
            decoder = decoderFor(encodingOf(head));
            rest = head;
        }
        for (let at = 0; at < rest.length; at += PIECE)
            yield decoder.decode(rest.subarray(at, at + PIECE), { stream: true });
    }
    if (decoder === undefined) {
        decoder = decoderFor(encodingOf(head));
        yield decoder.decode(head, { stream: true });
    }
    const last = decoder.decode();
    if (last !== '')
        yield last;
}
/** What a byte order mark says. */
function markedEncoding([a, b, c, d]) {
    if (a === 0xff && b === 0xfe)
        return c === 0 && d === 0 ? 'UTF-32' : 'utf-16le';
    if (a === 0xfe && b === 0xff)
        return 'utf-16be';
    if (a === 0 && b === 0 && c === 0xfe && d === 0xff)
        return 'UTF-32';
    return a === 0xef && b === 0xbb && c === 0xbf ? 'utf-8' : undefined;
}
function joined(head, chunk) {
    const both = new Uint8Array(head.length + chunk.length);
    both.set(head);
    both.set(chunk, head.length);
    return both;
}
function decoderFor(name) {
    try {
        return new TextDecoder(name);
    }
    catch {
        const message = `line 1: the file says it is in the encoding ${JSON.stringify(name)}, which is not known here; write it as UTF-8`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ('INVALID_REPORT', message, { problems: [{ path: '', message, line: 1 }] });
    }
}


/***/ })

};
