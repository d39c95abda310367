export const id = 1731;
export const ids = [1731];
export const modules = {

/***/ 1731:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  findLayout: () => (/* binding */ findLayout),
  lookUp: () => (/* binding */ lookUp)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/cdevents/digest.js
var cdevents_digest = __webpack_require__(6767);
// EXTERNAL MODULE: ./build/cdevents/object.js
var object = __webpack_require__(4276);
// EXTERNAL MODULE: ./build/cdevents/parse.js
var parse = __webpack_require__(6324);
;// CONCATENATED MODULE: ./build/sources/artifacts/candidate.js

/** In the order in which they are looked for: what a tool said itself comes before what is read out of a file. */
const ORIGINS = [
    'turnpike.yaml',
    'image',
    'GITHUB_ARTIFACTS_LIST',
    'npm package',
    'Python package',
    'Maven package',
    'OCI layout',
    'Go binary',
    'checksums file',
];
/** Why a file is not what its name says; a sentence without its subject. INVALID_REPORT: told, and mostly gone past. */
function unreadable(why, cause) {
    return new errors/* TurnpikeError */.PJ('INVALID_REPORT', why, cause === undefined ? {} : { cause });
}

// EXTERNAL MODULE: ./build/sources/artifacts/purls.js
var purls = __webpack_require__(9291);
;// CONCATENATED MODULE: ./build/sources/artifacts/images.js
/**
 * What tools that build images say about what they made: buildx and docker/build-push-action (`metadata`), bake, jib,
 * Podman, Buildah, kaniko and ko. Pure.
 *
 * The image itself lies in a registry or a daemon, so its digest is the tool's word, as it is when a person writes it.
 */





/** Most images of one text: a bake file's targets, a line of ko's each. */
const MOST_IMAGES = 64;
const REFERENCE = /^(?<name>[a-z0-9][\w.:/-]{0,500})@(?<digest>sha256:[0-9a-f]{64})$/iu;
const NAME = /^[a-z0-9][\w.:/-]{0,500}$/iu;
/**
 * The images that a tool's text names: JSON (buildx metadata, bake's by target, jib's), or lines of `sha256:…` or
 * `name@sha256:…`.
 * @throws TurnpikeError INVALID_REPORT when it names none
 */
function readImages(text) {
    const body = text.replace(/^\uFEFF/u, '').trim();
    const images = /^[[{]/u.test(body) ? fromJson(body) : fromLines(body);
    if (images.length === 0)
        throw unreadable('names no image by digest, as a metadata file, a digest file or an image reference does');
    if (images.length > MOST_IMAGES)
        throw unreadable(`names ${images.length} images; at most ${MOST_IMAGES} are read`);
    return images;
}
function fromJson(text) {
    let value;
    try {
        value = (0,parse/* parseJson */.q)(text);
    }
    catch (cause) {
        throw unreadable('is not JSON', cause);
    }
    if (!(0,object/* isObject */.G)(value))
        return [];
    const own = imageOf(value);
    // bake: `{"<target>": {"containerimage.digest": …}}`, one for each target.
    return own.length > 0 ? own : Object.values(value).flatMap((part) => ((0,object/* isObject */.G)(part) ? imageOf(part) : []));
}
function imageOf(metadata) {
    // jib: {image, imageId, imageDigest, tags, imagePushed}; all others: buildx.
    const said = metadata['containerimage.digest'] ?? metadata.imageDigest;
    if (typeof said !== 'string' || !/^sha256:[0-9a-f]{64}$/iu.test(said))
        return [];
    const digest = said.toLowerCase();
    const names = [metadata['image.name'], metadata.image].flatMap((each) => typeof each === 'string' ? each.split(',') : []);
    // Several tags of one repository are one image; of several repositories the first one names it.
    const name = names
        .map((each) => each.trim().replace(/@sha256:[0-9a-f]{64}$/iu, ''))
        .find((each) => NAME.test(each));
    return [name === undefined ? { digest } : (0,purls/* imageArtifact */.UZ)(name, digest)];
}
function fromLines(text) {
    const lines = text.split(/\r?\n/u, MOST_IMAGES + 2).filter((line) => line.trim() !== '');
    return lines.map((line) => {
        const word = line.trim();
        const reference = REFERENCE.exec(word)?.groups;
        if (reference !== undefined)
            return (0,purls/* imageArtifact */.UZ)(reference.name, reference.digest.toLowerCase());
        const digest = word.length <= 80 && (0,cdevents_digest/* digestsIn */.V)(word).length === 1 ? (0,cdevents_digest/* digestOf */.o)(word) : undefined;
        if (digest === undefined || !/^sha256:/iu.test(word))
            throw unreadable('holds a line that is neither sha256:<64 hex digits> nor <image>@sha256:<64 hex digits>');
        return { digest };
    });
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/sources/artifacts/tar.js
/**
 * The few entries of a tar archive that say its name. Pure: nothing is written anywhere, and pieces of the archive come
 * in as they are read.
 *
 * Our own, because the packages for it are made to unpack: they bring streams, file systems and dozens of files, where
 * this needs to know where an entry begins. Formats: ustar, GNU long names, pax paths (POSIX.1-2017, "ustar Interchange
 * Format", "pax Header Block").
 */

const BLOCK = 512;
/** Longest entry that is kept: a package.json of more is none. */
const MOST_KEPT = 1024 * 1024;
const MOST_NAME = 4096;
const MOST_ENTRIES = 100_000;
/** All that is kept together. */
const MOST_ALL = 64 * 1024 * 1024;
/**
 * The bytes of the wanted entries, by name. All of the archive is read, so that a second entry of the same name, of
 * which tools take the one or the other, is seen.
 * @param most bytes that are read before the archive counts as too large
 * @throws TurnpikeError INVALID_REPORT
 */
async function readTar(pieces, wanted, most) {
    const source = createSource(pieces, most);
    const kept = new Map();
    let named;
    let sized;
    let all = 0;
    for (let count = 0;; count++) {
        if (count > MOST_ENTRIES)
            throw unreadable(`holds more than ${MOST_ENTRIES} entries`);
        const header = await source.take(BLOCK);
        if (header === undefined || header.every((byte) => byte === 0))
            return kept;
        const { size, kind, name } = readHeader(header);
        if (kind === 'L' || kind === 'x') {
            const body = await source.body(size, MOST_KEPT);
            const said = kind === 'L' ? { path: textOf(body) } : readPax(body);
            named = said.path ?? named;
            sized = said.size ?? sized;
            if (named !== undefined && named.length > MOST_NAME)
                throw unreadable('holds a name that is too long');
            continue;
        }
        const entry = (named ?? name).replace(/^(?:\.\/)+/u, '');
        // Global headers and long link names stand between an entry and what is said of it.
        if (kind !== 'g' && kind !== 'K') {
            if (sized !== undefined && sized !== String(size))
                throw unreadable('holds an entry of two sizes');
            named = sized = undefined;
        }
        if ((kind !== '0' && kind !== '7') || !wanted(entry, size)) {
            await source.skip(size);
            continue;
        }
        if (kept.has(entry))
            throw unreadable(`holds ${entry.slice(0, 200)} twice`);
        if ((all += size) > MOST_ALL)
            throw unreadable('holds too much that would have to be read');
        kept.set(entry, await source.body(size, MOST_KEPT));
    }
}
function readHeader(header) {
    const sum = header.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0);
    if (octal(header.subarray(148, 156)) !== sum)
        throw unreadable('is not a tar archive');
    const name = textOf(header.subarray(0, 100));
    const ustar = textOf(header.subarray(257, 262)) === 'ustar';
    const posix = ustar && header[262] === 0;
    const prefix = posix ? textOf(header.subarray(345, 500)) : '';
    const flag = header[156] ?? 0;
    return {
        name: prefix === '' ? name : `${prefix}/${name}`,
        size: octal(header.subarray(124, 136)),
        kind: flag === 0 ? '0' : String.fromCharCode(flag),
    };
}
/** Numbers in base 256 (over 8 GiB) are no number here: nothing that we look for is so large. */
function octal(field) {
    const text = textOf(field).trim();
    if (!/^[0-7]{1,12}$/u.test(text))
        throw unreadable('is not a tar archive');
    return Number.parseInt(text, 8);
}
function textOf(bytes) {
    const end = bytes.indexOf(0);
    return new TextDecoder().decode(end === -1 ? bytes : bytes.subarray(0, end));
}
/** `<length> path=<value>\n`, where the length counts the whole record in bytes. */
function readPax(body) {
    const said = {};
    for (let at = 0; at < body.length;) {
        const space = body.indexOf(0x20, at);
        const length = Number(textOf(body.subarray(at, space === -1 ? at : space)));
        if (!Number.isInteger(length) || length <= 0 || at + length > body.length)
            throw unreadable('holds a broken pax header');
        const record = new TextDecoder().decode(body.subarray(space + 1, at + length - 1));
        if (record.startsWith('path='))
            said.path = record.slice('path='.length);
        if (record.startsWith('size='))
            said.size = record.slice('size='.length);
        at += length;
    }
    return said;
}
function createSource(pieces, most) {
    const iterator = pieces[Symbol.asyncIterator]();
    let rest = new Uint8Array(0);
    let read = 0;
    const more = async () => {
        const next = await iterator.next();
        if (next.done === true)
            return false;
        const { value } = next;
        read += value.length;
        if (read > most)
            throw unreadable(`unpacks to more than ${Math.floor(most / 1024 / 1024)} MiB`);
        rest = rest.length === 0 ? value : joined(rest, value);
        return true;
    };
    const take = async (length) => {
        while (rest.length < length) {
            if (await more())
                continue;
            if (rest.length === 0)
                return undefined;
            throw unreadable('ends in the middle');
        }
        const taken = rest.subarray(0, length);
        rest = rest.subarray(length);
        return taken;
    };
    const skip = async (size) => {
        for (let left = padded(size); left > 0;) {
            if (rest.length === 0 && !(await more()))
                throw unreadable('ends in the middle');
            const step = Math.min(left, rest.length);
            rest = rest.subarray(step);
            left -= step;
        }
    };
    const body = async (size, bound) => {
        if (size > bound)
            throw unreadable(`holds an entry of ${size} bytes where at most ${bound} are read`);
        const taken = size === 0 ? new Uint8Array(0) : await take(padded(size));
        if (taken === undefined)
            throw unreadable('ends in the middle');
        return taken.slice(0, size);
    };
    return { take, skip, body };
}
function padded(size) {
    return Math.ceil(size / BLOCK) * BLOCK;
}
function joined(one, other) {
    const both = new Uint8Array(one.length + other.length);
    both.set(one);
    both.set(other, one.length);
    return both;
}

;// CONCATENATED MODULE: ./build/sources/artifacts/oci-layout.js
/** OCI image layouts (image-spec, "OCI Image Layout Specification"): a folder, or the same in a tar archive. Pure. */






/** More than any layout has images. */
const oci_layout_MOST_IMAGES = 64;
/** A real manifest has some kilobytes; all blobs up to this size are kept until the index says which they are. */
const MOST_MANIFEST = 256 * 1024;
const BLOB = /^blobs\/sha256\/[0-9a-f]{64}$/u;
/**
 * The images of a layout's `index.json`: what is pushed is each of the manifests (or indexes) it names, not itself.
 * @throws TurnpikeError INVALID_REPORT
 */
function readLayoutIndex(marker, index) {
    const version = objectIn(marker, 'oci-layout').imageLayoutVersion;
    if (version !== '1.0.0')
        throw unreadable('has an oci-layout of another version than 1.0.0');
    const { manifests } = objectIn(index, 'index.json');
    if (!Array.isArray(manifests) || manifests.length === 0)
        throw unreadable('has an index.json without manifests');
    if (manifests.length > oci_layout_MOST_IMAGES)
        throw unreadable(`names ${manifests.length} images; at most ${oci_layout_MOST_IMAGES} are read`);
    const images = new Map();
    for (const each of manifests) {
        const { digest, annotations } = (0,object/* isObject */.G)(each) ? each : {};
        if (typeof digest !== 'string' || !/^sha256:[0-9a-f]{64}$/u.test(digest))
            throw unreadable('has an index.json with a manifest that is not named by SHA-256');
        const name = nameIn((0,object/* isObject */.G)(annotations) ? annotations : {});
        const artifact = name === undefined ? { digest } : (0,purls/* imageArtifact */.UZ)(name, digest);
        if (images.get(digest)?.artifact.purl === undefined)
            images.set(digest, { artifact, blob: `blobs/sha256/${digest.slice('sha256:'.length)}` });
    }
    return [...images.values()];
}
/**
 * A layout in a tar archive, as `docker buildx build --output type=oci` and `skopeo copy … oci-archive:` write it. Every
 * image's manifest is hashed.
 * @throws TurnpikeError INVALID_REPORT
 */
async function readLayoutArchive(pieces, most) {
    const wanted = (name, size) => name === 'oci-layout' || name === 'index.json' || (BLOB.test(name) && size <= MOST_MANIFEST);
    const entries = await readTar(pieces, wanted, most);
    const text = (name) => {
        const bytes = entries.get(name);
        if (bytes === undefined)
            throw unreadable(`holds no ${name}`);
        return new TextDecoder().decode(bytes);
    };
    return readLayoutIndex(text('oci-layout'), text('index.json')).map(({ artifact, blob }) => {
        const bytes = entries.get(blob);
        if (bytes === undefined)
            throw unreadable(`holds no ${blob}`);
        mustBe(artifact.digest, `sha256:${(0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex')}`);
        return artifact;
    });
}
/** @throws TurnpikeError INVALID_REPORT when a manifest has other bytes than the index says */
function mustBe(claimed, computed) {
    if (claimed !== computed)
        throw unreadable(`names a manifest ${claimed} whose bytes are ${computed}`);
}
/**
 * buildx and containerd write the whole reference apart; `ref.name` is a whole reference or only a tag, which names
 * nothing.
 */
function nameIn(annotations) {
    const names = [annotations['io.containerd.image.name'], annotations['org.opencontainers.image.ref.name']];
    return names
        .filter((name) => typeof name === 'string')
        .map((name) => name.replace(/@sha256:[0-9a-f]{64}$/u, ''))
        .find((name) => name.length <= 500 && /^[a-z0-9][\w.-]*(?::\d+)?(?:[/:][\w.:/-]+)$/iu.test(name));
}
function objectIn(text, what) {
    try {
        const value = (0,parse/* parseJson */.q)(text);
        if ((0,object/* isObject */.G)(value))
            return value;
    }
    catch (cause) {
        throw unreadable(`has an ${what} that is not JSON`, cause);
    }
    throw unreadable(`has an ${what} that is not an object`);
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/sources/artifacts/checksums.js
/** Checksums files: `sha256sum` (text and binary marks), BSD style, and a bare digest beside a file. Pure. */

/** More lines than any release has files. */
const MOST_LINES = 10_000;
const LONGEST_NAME = 1024;
/** `<hex>  name`, `<hex> *name`; GNU puts a backslash first where the name has escapes. */
const GNU = /^(\\?)([0-9a-f]{64}) [ *](.+)$/iu;
const BSD = /^SHA-?256 ?\((.+)\) ?= ?([0-9a-f]{64})$/iu;
const BARE = /^[0-9a-f]{64}$/iu;
/** Is it the name of a checksums file: `SHA256SUMS`, `checksums.txt`, `shop_1.2_checksums.txt`, `shop.tgz.sha256`? */
function isChecksumsName(name) {
    return /^(?:sha256sums?(?:\.txt)?|(?:.+[-_.])?checksums?(?:[-_.]sha256)?(?:\.txt)?|.+\.sha256(?:sums?)?)$/iu.test(name);
}
/**
 * What a checksums file says. Lines of other algorithms (of another length, or BSD `MD5 (…)`) are left out; a file of one
 * bare digest speaks of the file it is named after.
 * @param name the checksums file's own name, without folders
 * @throws TurnpikeError USAGE when nothing in it is a SHA-256 line, a name is there with two digests, or it is too long
 */
function readChecksums(text, name) {
    const lines = text.replace(/^\uFEFF/u, '').split(/\r?\n/u);
    if (lines.length > MOST_LINES)
        throw new errors/* TurnpikeError */.PJ('USAGE', `${name} has ${lines.length} lines; at most ${MOST_LINES} are read`);
    const found = new Map();
    for (const [index, line] of lines.entries()) {
        const read = checksumOf(line.trimEnd(), name);
        if (read === undefined || read.file.length > LONGEST_NAME)
            continue;
        const known = found.get(read.file);
        if (known !== undefined && known.digest !== read.digest)
            throw new errors/* TurnpikeError */.PJ('USAGE', `${name} names ${JSON.stringify(read.file.slice(0, 200))} with two digests, in lines ${known.line} and ${index + 1}`);
        found.set(read.file, { ...read, line: index + 1 });
    }
    if (found.size === 0)
        throw new errors/* TurnpikeError */.PJ('USAGE', `${name} holds no line of SHA-256, such as "<64 hex digits>  shop.tgz" or "SHA256 (shop.tgz) = <64 hex digits>"`);
    return [...found.values()];
}
function checksumOf(line, name) {
    const gnu = GNU.exec(line);
    if (gnu !== null) {
        const [, escaped = '', hex = '', file = ''] = gnu;
        return { file: escaped === '' ? file : unescaped(file), digest: `sha256:${hex.toLowerCase()}` };
    }
    const bsd = BSD.exec(line);
    if (bsd !== null)
        return { file: bsd[1] ?? '', digest: `sha256:${(bsd[2] ?? '').toLowerCase()}` };
    const named = /^(.+)\.sha256(?:sums?)?$/iu.exec(name)?.[1];
    if (named !== undefined && BARE.test(line))
        return { file: named, digest: `sha256:${line.toLowerCase()}` };
    return undefined;
}
function unescaped(file) {
    return file.replace(/\\([\\nr])/gu, (_, mark) => ({ n: '\n', r: '\r' })[mark] ?? mark);
}

;// CONCATENATED MODULE: ./build/actions/checksums.js
/** Checksums files of the working directory: what they say, compared with the files that are there. */




const MOST_BYTES = 2 * 1024 * 1024;
/** Most files of one checksums file whose bytes are read. */
const MOST_CHECKED = 1000;
/**
 * Found without being asked for: only files that are here and are what their line says. A line for a file that is not
 * here is only somebody's word.
 * @throws TurnpikeError USAGE when a file here has other bytes than its line says
 */
async function checkedSums(files, place, deps, notes) {
    const found = [];
    const here = new Set(files);
    for (const where of files.filter((file) => isChecksumsName(external_node_path_.posix.basename(file)))) {
        const text = place.text(where, MOST_BYTES);
        if (text === undefined || !/[0-9a-f]{64}/iu.test(text))
            continue;
        const lines = readChecksums(text, external_node_path_.posix.basename(where));
        const present = lines.filter(({ file }) => here.has(beside(where, file) ?? ''));
        if (present.length < lines.length)
            notes.push(`${where} names ${lines.length - present.length} files that are not here; they are left out.`);
        for (const line of present.slice(0, MOST_CHECKED))
            found.push(await checked(line, where, place, deps));
    }
    return found;
}
/**
 * Asked for by name (`checksums:SHA256SUMS`): every line counts; those whose file is here are compared.
 * @throws TurnpikeError USAGE when it cannot be read, or a file here has other bytes than its line says
 */
async function namedSums(where, place, deps) {
    const text = place.outside(place.path(where), MOST_BYTES);
    if (text === undefined)
        throw new errors/* TurnpikeError */.PJ('USAGE', `names no checksums file here of at most ${MOST_BYTES / 1024 / 1024} MiB`);
    const found = [];
    for (const line of readChecksums(text, external_node_path_.posix.basename(where))) {
        const file = beside(where, line.file);
        if (file !== undefined && place.isFile(file))
            found.push(await checked(line, where, place, deps));
        else
            found.push(candidateOf(line, where));
    }
    return found;
}
async function checked(line, where, place, deps) {
    const file = beside(where, line.file) ?? '';
    const digest = await deps.digestFile(place.path(file));
    if (digest === line.digest)
        return candidateOf(line, where);
    throw new errors/* TurnpikeError */.PJ('USAGE', `${where}, line ${line.line}: ${JSON.stringify(line.file)} has ${digest}, not ${line.digest}; the file was changed after its checksum was written, or the line is wrong`);
}
function candidateOf({ file, digest }, where) {
    return {
        artifact: (0,purls/* fileArtifact */.BA)(external_node_path_.posix.basename(file.replaceAll('\\', '/')), digest),
        origin: 'checksums file',
        where,
    };
}
/** The file that a line is about; undefined when it would lie outside the working directory. */
function beside(where, file) {
    if (external_node_path_.posix.isAbsolute(file))
        return undefined;
    const path = external_node_path_.posix.join(external_node_path_.posix.dirname(where), file);
    return path === '..' || path.startsWith('../') ? undefined : path;
}

;// CONCATENATED MODULE: ./build/sources/artifacts/artifacts-list.js
/** `$GITHUB_ARTIFACTS_LIST`: what earlier steps of a GitHub job told the runner that they made. Pure. */





/** The runner's own bound. */
const MOST_SUBJECTS = 500;
const WHERE = 'GITHUB_ARTIFACTS_LIST';
/**
 * The runner's list: `{"version":1,"subjects":[{"name","digest","kind":"file"|"oci"}]}` (runner 2.336). It is made by the
 * runner and not by a file of the repository, so what it says is taken. An empty text is no list: the feature is off.
 * @throws TurnpikeError USAGE for anything else: a list that is there and cannot be read must not become "nothing built"
 */
function readArtifactsList(text) {
    if (text.trim() === '')
        return [];
    const list = parsed(text);
    if (!(0,object/* isObject */.G)(list) || list.version !== 1 || !Array.isArray(list.subjects))
        throw noList('is not {"version":1,"subjects":[…]}');
    if (list.subjects.length > MOST_SUBJECTS)
        throw noList(`holds ${list.subjects.length} subjects; a runner writes at most ${MOST_SUBJECTS}`);
    return list.subjects.map((subject, index) => artifacts_list_candidateOf(subject, index));
}
function artifacts_list_candidateOf(subject, index) {
    const { name, digest, kind } = (0,object/* isObject */.G)(subject) ? subject : {};
    if (typeof name !== 'string' || name === '' || name.length > 1024)
        throw noList(`says no name for subject ${index}`);
    if (typeof digest !== 'string' || !/^sha256:[0-9a-f]{64}$/iu.test(digest))
        throw noList(`says no sha256:<64 hex digits> for subject ${index}`);
    if (kind !== 'file' && kind !== 'oci')
        throw noList(`says neither file nor oci as the kind of subject ${index}`);
    const known = (0,cdevents_digest/* digestOf */.o)(digest) ?? '';
    const file = name
        .replace(/^file:\/\//u, '')
        .split(/[/\\]/u)
        .at(-1) ?? name;
    const image = name.replace(/^oci:\/\//u, '').replace(/@sha256:[0-9a-f]{64}$/iu, '');
    return {
        artifact: kind === 'oci' ? (0,purls/* imageArtifact */.UZ)(image, known) : (0,purls/* fileArtifact */.BA)(file, known),
        origin: 'GITHUB_ARTIFACTS_LIST',
        where: WHERE,
    };
}
function parsed(text) {
    try {
        return (0,parse/* parseJson */.q)(text);
    }
    catch (cause) {
        throw new errors/* TurnpikeError */.PJ('USAGE', `the file that ${WHERE} names is not JSON`, { cause });
    }
}
function noList(why) {
    return new errors/* TurnpikeError */.PJ('USAGE', `the file that ${WHERE} names ${why}; name the artifact yourself`);
}

;// CONCATENATED MODULE: ./build/sources/project/path-pattern.js
/**
 * Does a path fit a pattern with `*`, `?` and `**`? For files that were listed already: a pattern from a stranger's file
 * must neither walk about nor take long, so it is compared step by step, without a regular expression. Pure.
 */
/** `**` is any number of folders, none too. @param path with forward slashes, as `pattern` */
function fitsPattern(path, pattern) {
    return fits(path.split('/'), pattern.replace(/^(?:\.\/)+/u, '').split('/'), '**', fitsWord);
}
function fitsWord(word, pattern) {
    return fits([...word], [...pattern], '*', (letter, mark) => mark === '?' || letter === mark);
}
/** The usual walk with one way back: `any` takes as little as it can, and one part more whenever the rest does not fit. */
function fits(parts, marks, any, same) {
    let [at, mark] = [0, 0];
    let back;
    while (at < parts.length) {
        if (marks[mark] === any)
            back = { at, mark: mark++ };
        else if (mark < marks.length && same(parts[at] ?? '', marks[mark] ?? ''))
            [at, mark] = [at + 1, mark + 1];
        else if (back === undefined)
            return false;
        else
            [at, mark] = [++back.at, back.mark + 1];
    }
    return marks.slice(mark).every((rest) => rest === any);
}

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./build/sources/artifacts/go.js
/**
 * Programs that Go built say which module they are (`go version -m`). Pure.
 * Format: runtime/debug and debug/buildinfo of Go 1.18 and later, where the two texts stand behind the magic itself.
 */

const WORDS = [...new TextEncoder().encode(' Go buildinf:')];
const STEP = 1024 * 1024;
const HEADER = 32;
const MOST_SCANNED = 512 * 1024 * 1024;
const MOST_INFO = 512 * 1024;
/** Is it a program at all: ELF, Mach-O (also for several processors), PE? By its first four bytes. */
function isProgram(start) {
    const magic = [...start.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return (['7f454c46', 'feedface', 'feedfacf', 'cefaedfe', 'cffaedfe', 'cafebabe'].includes(magic) ||
        magic.startsWith('4d5a'));
}
/**
 * The module whose program this is.
 * @throws TurnpikeError INVALID_REPORT when Go did not build it, or it does not say its module
 */
async function readGoProgram(file) {
    const most = Math.min(file.size, MOST_SCANNED);
    // Pieces overlap, so that no place is cut in two.
    for (let at = 0; at < most; at += STEP) {
        const piece = await file.read(at, STEP + HEADER);
        for (let place = 0; place < STEP && place + HEADER <= piece.length; place += 16) {
            if (!isMagic(piece, place))
                continue;
            const module = moduleIn(await file.read(at + place + HEADER, MOST_INFO));
            if (module !== undefined)
                return module;
        }
    }
    throw unreadable('says no Go module');
}
/** The module that a `go.mod` declares. */
function moduleOf(goMod) {
    return /^module[ \t]+"?([^\s"]+)"?/mu.exec(goMod)?.[1];
}
/** 0xff, the words, the size of a pointer, and a flag: 2 for texts that stand right here. */
function isMagic(piece, at) {
    if (piece[at] !== 0xff || ((piece[at + 15] ?? 0) & 2) === 0)
        return false;
    return WORDS.every((byte, index) => piece[at + 1 + index] === byte);
}
/** The version of Go, then the module's lines between two marks of 16 bytes. Each text has its length (varint) first. */
function moduleIn(info) {
    const go = textAt(info, 0);
    const said = go === undefined ? undefined : textAt(info, go.end);
    if (go === undefined || said === undefined || !go.text.startsWith('go'))
        return undefined;
    const line = /^mod\t([^\t\n]{1,256})\t([^\t\n]{0,256})/mu.exec(said.text);
    const [, path = '', version = ''] = line ?? [];
    return path === '' || !/^[\w.~/-]+$/u.test(path) ? undefined : { path, version };
}
function textAt(bytes, at) {
    let length = 0;
    let place = at;
    for (let shift = 0; shift < 28; shift += 7) {
        const byte = bytes[place++];
        if (byte === undefined)
            return undefined;
        length += (byte & 0x7f) << shift;
        if (byte < 0x80) {
            const end = place + length;
            if (end > bytes.length)
                return undefined;
            return { text: new TextDecoder().decode(bytes.subarray(place, end)), end };
        }
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/sources/artifacts/zip.js
/**
 * The few entries of a zip archive (a wheel, a jar) that say its name. Pure: pieces of the file are asked for.
 *
 * Our own, because the packages for it are made to unpack. By the central directory, as every tool that installs a wheel
 * or runs a jar does (APPNOTE.TXT 6.3.10, 4.3.12 and 4.3.16). Zip64 is not read: what needs it is far larger than any
 * package whose name is looked for here.
 */

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** The end record has 22 bytes and a comment of up to 65,535 behind it. */
const MOST_END = 22 + 0xffff;
const MOST_DIRECTORY = 32 * 1024 * 1024;
const zip_MOST_KEPT = 1024 * 1024;
const MOST_WANTED = 1000;
/**
 * The bytes of the wanted entries, by name.
 * @throws TurnpikeError INVALID_REPORT when it is no zip archive, or says one thing in two ways
 */
async function readZip(file, wanted, inflate) {
    const kept = new Map();
    for (const entry of await directoryOf(file, wanted)) {
        if (kept.has(entry.name))
            throw unreadable(`holds ${entry.name.slice(0, 200)} twice`);
        if (kept.size >= MOST_WANTED)
            throw unreadable(`holds more than ${MOST_WANTED} files that name it`);
        kept.set(entry.name, await bodyOf(entry, file, inflate));
    }
    return kept;
}
async function directoryOf(file, wanted) {
    const start = Math.max(0, file.size - MOST_END);
    const tail = await file.read(start, file.size - start);
    const end = endRecord(tail);
    if (end === undefined)
        throw unreadable('is not a zip archive');
    const count = end.getUint16(10, true);
    const length = end.getUint32(12, true);
    const offset = end.getUint32(16, true);
    if (count === 0xffff || offset === 0xffffffff)
        throw unreadable('is a zip archive of the large kind (zip64)');
    if (length > MOST_DIRECTORY || offset + length > file.size)
        throw unreadable('has a broken directory');
    const bytes = await file.read(offset, length);
    const view = viewOf(bytes);
    const entries = [];
    let at = 0;
    for (let index = 0; index < count; index++) {
        if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL)
            throw unreadable('has a broken directory');
        const [nameLength, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
        const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + (nameLength ?? 0)));
        if (wanted(name))
            entries.push({
                name,
                method: view.getUint16(at + 10, true),
                packed: view.getUint32(at + 20, true),
                size: view.getUint32(at + 24, true),
                offset: view.getUint32(at + 42, true),
            });
        at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
    }
    return entries;
}
/** The last one whose comment reaches exactly to the end. */
function endRecord(tail) {
    const view = viewOf(tail);
    for (let at = tail.length - 22; at >= 0; at--) {
        if (view.getUint32(at, true) !== END)
            continue;
        if (at + 22 + view.getUint16(at + 20, true) === tail.length)
            return viewOf(tail.subarray(at));
    }
    return undefined;
}
async function bodyOf(entry, file, inflate) {
    const { name, method, packed, size, offset } = entry;
    if (size > zip_MOST_KEPT || packed > zip_MOST_KEPT)
        throw unreadable(`holds a ${name.slice(0, 200)} of more than ${zip_MOST_KEPT} bytes`);
    const header = await file.read(offset, 30);
    if (header.length < 30 || viewOf(header).getUint32(0, true) !== LOCAL)
        throw unreadable('has a broken directory');
    const nameLength = viewOf(header).getUint16(26, true);
    const extra = viewOf(header).getUint16(28, true);
    const local = new TextDecoder().decode(await file.read(offset + 30, nameLength));
    // Tools that go by the entry's own header would read another file than those that go by the directory.
    if (local !== name)
        throw unreadable(`names an entry ${name.slice(0, 200)} and also something else`);
    const body = await file.read(offset + 30 + nameLength + extra, packed);
    if (body.length !== packed)
        throw unreadable('ends in the middle');
    const whole = method === 0 ? body : method === 8 ? inflated(body, inflate) : undefined;
    if (whole === undefined)
        throw unreadable(`packs ${name.slice(0, 200)} in a way that is not read (${method})`);
    if (whole.length !== size)
        throw unreadable(`holds a ${name.slice(0, 200)} of two sizes`);
    return whole;
}
function inflated(body, inflate) {
    try {
        return inflate(body, zip_MOST_KEPT);
    }
    catch (cause) {
        throw unreadable('has a broken entry', cause);
    }
}
function viewOf(bytes) {
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

;// CONCATENATED MODULE: ./build/sources/artifacts/maven.js



const INSIDE = /^META-INF\/maven\/[^/]+\/[^/]+\/pom\.properties$/u;
/** Maven coordinates, and versions that are no longer an expression. */
const PART = /^[\w.-]{1,200}$/u;
const VERSION = /^[\w.+-]{1,200}$/u;
/**
 * A jar, war or ear, named by the pom.properties inside. A jar with others' code in it holds theirs too: then the one that
 * the file is named after counts.
 * @param beside what the project beside the jar is called, for jars that do not say it
 * @throws TurnpikeError INVALID_REPORT when none of them says it
 */
async function readJar(file, fileName, digest, inflate, beside) {
    const entries = await readZip(file, (name) => INSIDE.test(name), inflate);
    const inside = [...entries.values()].flatMap((bytes) => readPomProperties(new TextDecoder().decode(bytes)) ?? []);
    const stem = fileName.replace(/\.[a-z]+$/u, '');
    const own = inside.filter((each) => isNamedAfter(stem, each));
    const chosen = own[0] ?? (inside.length === 1 ? inside[0] : undefined) ?? (await beside());
    if (own.length > 1)
        throw unreadable('holds more than one pom.properties that its name fits');
    if (chosen === undefined)
        throw unreadable(inside.length === 0
            ? 'holds no META-INF/maven/**/pom.properties'
            : 'holds several pom.properties, and its name fits none');
    return (0,purls/* mavenArtifact */.cI)({ ...chosen, ...classifierOf(stem, chosen), type: typeOf(fileName) }, digest);
}
/** `groupId`, `artifactId` and `version` of a properties file; undefined when one is missing or no coordinate. */
function readPomProperties(text) {
    const said = new Map();
    for (const line of text.split(/\r?\n/u, 100)) {
        const [, key, value] = /^\s*(groupId|artifactId|version)\s*[=:](.*)$/u.exec(line) ?? [];
        if (key !== undefined && value !== undefined)
            said.set(key, value.trim());
    }
    return coordinates(said.get('groupId'), said.get('artifactId'), said.get('version'));
}
/** Undefined for anything that is missing, or still an expression such as `${revision}`. */
function coordinates(group, artifact, version) {
    if (group === undefined || artifact === undefined || version === undefined)
        return undefined;
    return PART.test(group) && PART.test(artifact) && VERSION.test(version)
        ? { group, artifact, version }
        : undefined;
}
/** `<artifact>-<version>`, with or without a classifier, or the artifact alone (`finalName`). */
function isNamedAfter(stem, { artifact, version }) {
    const whole = `${artifact}-${version}`;
    return stem === artifact || stem === whole || stem.startsWith(`${whole}-`);
}
function classifierOf(stem, { artifact, version }) {
    const start = `${artifact}-${version}-`;
    return stem.startsWith(start) && stem.length > start.length ? { classifier: stem.slice(start.length) } : {};
}
function typeOf(fileName) {
    return fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase();
}

;// CONCATENATED MODULE: ./build/sources/artifacts/npm.js





const MANIFEST = 'package/package.json';
/** What npm lets into its registry, and what older packages there are still named. */
const npm_NAME = /^(?:@[\w~-][\w.~-]*\/)?[\w~-][\w.~-]*$/u;
const npm_VERSION = /^\d{1,16}\.\d{1,16}\.\d{1,16}(?:[-+][0-9A-Za-z.+-]{1,200})?$/u;
/**
 * The package in a tarball: its name is the one inside, its digest that of the tarball's bytes.
 * @param pieces the archive, unpacked from gzip
 * @throws TurnpikeError INVALID_REPORT when it is no npm package
 */
async function readNpmPackage(pieces, digest, most) {
    const entries = await readTar(pieces, (name) => name === MANIFEST, most);
    const manifest = entries.get(MANIFEST);
    if (manifest === undefined)
        throw unreadable(`holds no ${MANIFEST}`);
    const { name, version } = npm_parsed(manifest);
    if (typeof name !== 'string' || name.length > 214 || !npm_NAME.test(name))
        throw unreadable(`${MANIFEST} has no name that npm takes`);
    if (typeof version !== 'string' || !npm_VERSION.test(version))
        throw unreadable(`${MANIFEST} has no version that npm takes`);
    return (0,purls/* npmArtifact */.a4)(name, version, digest);
}
function npm_parsed(bytes) {
    try {
        const value = (0,parse/* parseJson */.q)(new TextDecoder().decode(bytes).replace(/^\uFEFF/u, ''));
        if ((0,object/* isObject */.G)(value))
            return value;
    }
    catch {
        // told below
    }
    throw unreadable(`${MANIFEST} is not a JSON object`);
}

// EXTERNAL MODULE: ./build/sources/reports/xml.js + 2 modules
var xml = __webpack_require__(6704);
;// CONCATENATED MODULE: ./build/sources/artifacts/pom.js
/** What a `pom.xml` says its project is called. Pure. */




const WANTED = ['groupId', 'artifactId', 'version'];
/** Longer than any coordinate. */
const MAX_SAID = 500;
/**
 * Group and version may be the parent's. A document type is refused, and expressions (`${revision}`) are not worked out:
 * undefined then.
 * @throws TurnpikeError INVALID_REPORT for what is no XML
 */
async function readPom(text) {
    const said = new Map();
    const path = [];
    try {
        for await (const pieces of (0,xml/* readXml */.k)(bytesOf(text))) {
            for (const piece of pieces) {
                if (piece.is === 'open')
                    path.push(piece.name);
                else if (piece.is === 'close')
                    path.pop();
                else
                    take(path.join('/'), piece.text, said);
            }
        }
    }
    catch (error) {
        if (!(error instanceof errors/* TurnpikeError */.PJ))
            throw error;
        throw unreadable(`is not XML that can be read (${error.message})`, error);
    }
    const of = (name, parent) => (said.get(`project/${name}`) ?? (parent ? said.get(`project/parent/${name}`) : undefined))?.trim();
    return coordinates(of('groupId', true), of('artifactId', false), of('version', true));
}
function take(at, text, said) {
    if (!WANTED.some((name) => at === `project/${name}` || at === `project/parent/${name}`))
        return;
    said.set(at, `${said.get(at) ?? ''}${text}`.slice(0, MAX_SAID));
}
async function* bytesOf(text) {
    yield Buffer.from(text);
}

;// CONCATENATED MODULE: ./build/sources/artifacts/pypi.js




/** Core metadata specifications, "Name"; PEP 440 for versions, loosely. */
const pypi_NAME = /^[a-z0-9](?:[\w.-]*[a-z0-9])?$/iu;
const pypi_VERSION = /^[0-9a-z][\w.!+-]{0,127}$/iu;
/**
 * A wheel, named by the METADATA inside it (binary distribution format, "The .dist-info directory").
 * @param fileName without folders: it tells the wheels of one version apart
 * @throws TurnpikeError INVALID_REPORT when it is no wheel
 */
async function readWheel(file, fileName, digest, inflate) {
    const entries = await readZip(file, (name) => /^[^/]+\.dist-info\/METADATA$/u.test(name), inflate);
    return named([...entries.values()], 'METADATA', fileName, digest);
}
/**
 * A source distribution: everything is in one folder, with PKG-INFO at its top.
 * @param pieces the archive, unpacked from gzip
 * @throws TurnpikeError INVALID_REPORT when it is none
 */
async function readSdist(pieces, fileName, digest, most) {
    const entries = await readTar(pieces, (name) => /^[^/]+\/PKG-INFO$/u.test(name), most);
    return named([...entries.values()], 'PKG-INFO', fileName, digest);
}
function named(found, what, fileName, digest) {
    const [metadata, other] = found;
    if (metadata === undefined)
        throw unreadable(`holds no ${what}`);
    if (other !== undefined)
        throw unreadable(`holds more than one ${what}`);
    const text = new TextDecoder().decode(metadata);
    const [name, version] = [fieldOf(text, 'Name'), fieldOf(text, 'Version')];
    if (name.length > 200 || !pypi_NAME.test(name))
        throw unreadable(`has a ${what} without a name that PyPI takes`);
    if (!pypi_VERSION.test(version))
        throw unreadable(`has a ${what} without a version`);
    return (0,purls/* pypiArtifact */.Tw)(name, version, fileName, digest);
}
/** A header of the metadata: before the first empty line, there exactly once. */
function fieldOf(text, field) {
    const headers = text.split(/^\r?\n|\r?\n\r?\n/u, 1)[0] ?? '';
    const values = [...headers.matchAll(/^([A-Za-z-]+):[ \t]*(.*)$/gmu)].filter(([, name]) => name?.toLowerCase() === field.toLowerCase());
    if (values.length > 1)
        throw unreadable(`says its ${field} twice`);
    return values[0]?.[2]?.trim() ?? '';
}

;// CONCATENATED MODULE: ./build/actions/package-kinds.js
/** The layouts that `artifact: auto` knows: which files look like them, and how each is read. */











/** More unpacked bytes than any package has that is worth its name; a bomb ends here. */
const MOST_UNPACKED = 512 * 1024 * 1024;
const MOST_MODULES = 100;
const MOST_TEXT = 4 * 1024 * 1024;
const inflate = (bytes, most) => (0,external_node_zlib_.inflateRawSync)(bytes, { maxOutputLength: most });
const KINDS = [
    {
        origin: 'image',
        // What buildx, bake and jib call theirs by convention, and files that are named for the digest they hold.
        fits: (file) => /(?:^|\/)(?:[\w.-]*metadata[\w.-]*\.json|jib-image\.(?:json|digest))$/iu.test(file) ||
            /(?:^|\/)(?:[\w-]*[-_.]?(?:digest|digestfile|image-?refs?))(?:\.txt)?$/iu.test(file),
        read: async (file, { place }) => {
            const text = place.text(file, MOST_TEXT);
            return text === undefined || !/sha256:[0-9a-f]{64}/iu.test(text) ? undefined : imagesOf(file, text);
        },
    },
    {
        origin: 'npm package',
        fits: (file) => file.endsWith('.tgz'),
        read: async (file, { place, digest }) => [
            await readNpmPackage(place.unzipped(file), await digest(file), MOST_UNPACKED),
        ],
    },
    {
        origin: 'Python package',
        // Not every wheel: pip keeps those of dependencies in folders of its user's choice.
        fits: (file) => /(?:^|\/)(?:dist|wheelhouse|target\/wheels)\/[^/]+(?:\.whl|\.tar\.gz)$/u.test(file),
        read: async (file, { place, digest }) => {
            const name = external_node_path_.posix.basename(file);
            const known = await digest(file);
            if (name.endsWith('.tar.gz'))
                return [await readSdist(place.unzipped(file), name, known, MOST_UNPACKED)];
            return [await place.bytes(file, (bytes) => readWheel(bytes, name, known, inflate))];
        },
    },
    {
        origin: 'Maven package',
        fits: (file) => /(?:^|\/)(?:target|build\/libs)\/[^/]+\.(?:jar|war|ear)$/u.test(file) &&
            !/(?:^|\/)original-|-(?:sources|javadoc|tests|test-sources|plain)\.jar$/u.test(file),
        read: async (file, { place, digest }) => {
            const known = await digest(file);
            const name = external_node_path_.posix.basename(file);
            try {
                const beside = () => projectBeside(file, place);
                return [await place.bytes(file, (bytes) => readJar(bytes, name, known, inflate, beside))];
            }
            catch (error) {
                if (!(error instanceof errors/* TurnpikeError */.PJ) || error.code !== 'INVALID_REPORT')
                    throw error;
                // It lies where only a build puts it: Gradle's jars say no coordinates.
                return [(0,purls/* fileArtifact */.BA)(name, known)];
            }
        },
    },
    {
        origin: 'OCI layout',
        fits: (file) => /(?:^|\/)oci-layout$|\.oci\.tar$/u.test(file),
        read: async (file, look) => file.endsWith('.tar')
            ? await readLayoutArchive(look.place.pieces(file), MOST_UNPACKED * 16)
            : await layoutIn(external_node_path_.posix.dirname(file), look),
    },
    {
        origin: 'Go binary',
        fits: (file) => /^(?:(?:bin|dist|out|build|release)\/(?:[^/]+\/)?)?[\w-][\w-]*(?:\.exe)?$/u.test(file),
        read: async (file, { place, digest }) => {
            const program = await place.bytes(file, async (bytes) => isProgram(await bytes.read(0, 4)));
            if (!program)
                return undefined;
            const module = await package_kinds_moduleIn(file, place);
            if (module === undefined)
                return undefined;
            // A tool that was fetched into bin/ is somebody else's.
            if (!modulesHere(place).has(module.path))
                throw new errors/* TurnpikeError */.PJ('INVALID_REPORT', `is of ${module.path}, which no go.mod here is`);
            return [(0,purls/* goArtifact */.J6)(module.path, module.version, await digest(file))];
        },
    },
];
async function package_kinds_moduleIn(file, place) {
    try {
        return await place.bytes(file, readGoProgram);
    }
    catch (error) {
        if (error instanceof errors/* TurnpikeError */.PJ && error.code === 'INVALID_REPORT')
            return undefined;
        throw error;
    }
}
function modulesHere(place) {
    const files = place.list().files.filter((file) => /(?:^|\/)go\.mod$/u.test(file));
    return new Set(files.slice(0, MOST_MODULES).flatMap((file) => moduleOf(place.text(file, MOST_TEXT) ?? '') ?? []));
}
/** An index of many notes and a build's own metadata look alike by name: only what names an image is one. */
function imagesOf(file, text) {
    try {
        return readImages(text);
    }
    catch (error) {
        if (file.endsWith('.json'))
            return undefined;
        throw error;
    }
}
/**
 * The images of a layout in a folder; every manifest's bytes are hashed.
 * @throws TurnpikeError INVALID_REPORT
 */
async function layoutIn(folder, { place, digest }) {
    const [marker, index] = ['oci-layout', 'index.json'].map((name) => place.text(external_node_path_.posix.join(folder, name), MOST_TEXT));
    if (marker === undefined || index === undefined)
        throw new errors/* TurnpikeError */.PJ('INVALID_REPORT', 'holds no oci-layout and index.json');
    const images = readLayoutIndex(marker, index);
    for (const { artifact, blob } of images)
        mustBe(artifact.digest, await digest(external_node_path_.posix.join(folder, blob)));
    return images.map(({ artifact }) => artifact);
}
/** Maven's own note beside the jar, else the project's `pom.xml`. */
async function projectBeside(jar, place) {
    const folder = external_node_path_.posix.dirname(jar);
    const note = place.text(external_node_path_.posix.join(folder, 'maven-archiver', 'pom.properties'), MOST_TEXT);
    const noted = note === undefined ? undefined : readPomProperties(note);
    if (noted !== undefined)
        return noted;
    const pom = place.text(external_node_path_.posix.join(folder, '..', 'pom.xml'), MOST_TEXT);
    return pom === undefined ? undefined : await readPom(pom);
}

;// CONCATENATED MODULE: ./build/actions/found-artifacts.js
/**
 * `artifact: auto`: what the job built, found in what it left in the working directory and in what the runner knows.
 *
 * A digest is always that of bytes that are here, or was said by the tool that made an image, or by the runner. A name
 * may come out of a file; it can only name the file it came from. What is checked in was not built: a package, a digest
 * file or a checksums file that somebody commits finds nothing.
 */








const MOST_LIST_BYTES = 1024 * 1024;
/** Files that look like a package and are read for it. */
const MOST_READ = 500;
/**
 * Everything that the job may have built.
 * @param expected what `turnpike.yaml` says the artifact is; its path is one more place to look at
 * @throws TurnpikeError USAGE for a checksum that does not fit, and for a list of the runner's that cannot be read
 */
async function findArtifacts(place, deps, expected) {
    const listing = place.list();
    const notes = [];
    const look = { place, digest: (file) => deps.digestFile(place.path(file)) };
    const { candidates, cut } = await fromFiles(listing, look, notes);
    const built = listing.files.filter((file) => !listing.checkedIn(file));
    const found = [
        ...(await fromProject(expected, built, look, notes)),
        ...fromRunner(place, deps, notes),
        ...candidates,
        ...(await checkedSums(built, place, deps, notes)),
    ];
    if (cut || listing.cut)
        notes.push('There are more files here than are looked at; if something is missing, name it yourself.');
    found.sort((a, b) => ORIGINS.indexOf(a.origin) - ORIGINS.indexOf(b.origin));
    const known = new Map();
    for (const each of found) {
        const before = known.get(each.artifact.digest);
        if (before === undefined)
            known.set(each.artifact.digest, each);
        // A digest file says no name, and what comes later may.
        else if (before.artifact.purl === undefined && each.artifact.purl !== undefined)
            known.set(each.artifact.digest, { ...before, artifact: each.artifact });
    }
    return { candidates: [...known.values()], notes, cut: cut || listing.cut };
}
/** The files at the path that `turnpike.yaml` gives, by the name inside where their kind is known. */
async function fromProject(expected, built, look, notes) {
    if (expected === undefined || !('path' in expected))
        return [];
    const { path } = expected;
    const found = [];
    for (const where of built.filter((file) => fitsPattern(file, path)).slice(0, MOST_READ)) {
        const kind = KINDS.find(({ fits }) => fits(where));
        const named = kind === undefined ? undefined : await artifactsIn(where, kind, look, notes);
        const artifacts = named === undefined || named.length === 0
            ? [(0,purls/* fileArtifact */.BA)(external_node_path_.posix.basename(where), await look.digest(where))]
            : named;
        for (const artifact of artifacts)
            found.push({ artifact, origin: 'turnpike.yaml', where });
    }
    if (found.length === 0)
        notes.push(`turnpike.yaml names ${path}, and no file built here is that.`);
    return found;
}
function fromRunner(place, { env = {} }, notes) {
    const path = env.GITHUB_ARTIFACTS_LIST?.trim() ?? '';
    if (path === '')
        return [];
    const text = place.outside(path, MOST_LIST_BYTES);
    if (text === undefined)
        notes.push('The file that GITHUB_ARTIFACTS_LIST names cannot be read.');
    return text === undefined ? [] : readArtifactsList(text);
}
async function fromFiles({ files, checkedIn }, look, notes) {
    const candidates = [];
    let read = 0;
    for (const where of files) {
        const kind = KINDS.find(({ fits }) => fits(where));
        if (kind === undefined || checkedIn(where))
            continue;
        if (read >= MOST_READ)
            return { candidates, cut: true };
        const artifacts = await artifactsIn(where, kind, look, notes);
        if (artifacts === undefined)
            continue;
        read++;
        for (const artifact of artifacts)
            candidates.push({ artifact, origin: kind.origin, where });
    }
    return { candidates, cut: false };
}
/** Undefined for what only looked like one from outside. */
async function artifactsIn(where, kind, look, notes) {
    try {
        return await kind.read(where, look);
    }
    catch (error) {
        // Whatever a stranger's file is, it is no reason to stop; that it was gone past is said.
        const why = error instanceof errors/* TurnpikeError */.PJ && error.code === 'INVALID_REPORT' ? 'it ' : '';
        notes.push(`${where} is no ${kind.origin}: ${why}${(0,errors/* explain */.WE)(error)}.`);
        return [];
    }
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./build/sources/artifacts/git-index.js
/**
 * Which files are checked in, by git's own list (`.git/index`). What was checked out was not built: a package or a digest
 * file that somebody commits must not pass for the result of a job. Pure.
 * Format: git's "index-format", versions 2 to 4.
 */
const git_index_MOST_ENTRIES = 1_000_000;
/** The paths of all entries; undefined for a file that is no index of a known version (then nothing is known). */
function readGitIndex(bytes, hashBytes = 20) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length < 12 || view.getUint32(0) !== 0x44495243)
        return undefined;
    const version = view.getUint32(4);
    const count = view.getUint32(8);
    if (version < 2 || version > 4 || count > git_index_MOST_ENTRIES)
        return undefined;
    const paths = new Set();
    let at = 12;
    let before = new Uint8Array(0);
    for (let index = 0; index < count; index++) {
        const flagsAt = at + 40 + hashBytes;
        if (flagsAt + 2 > bytes.length)
            return undefined;
        const extended = version >= 3 && (view.getUint16(flagsAt) & 0x4000) !== 0;
        let name = flagsAt + (extended ? 4 : 2);
        let kept = 0;
        if (version === 4) {
            const cut = varint(bytes, name);
            if (cut === undefined || cut.value > before.length)
                return undefined;
            kept = before.length - cut.value;
            name = cut.end;
        }
        const end = bytes.indexOf(0, name);
        if (end === -1)
            return undefined;
        const path = new Uint8Array(kept + end - name);
        path.set(before.subarray(0, kept));
        path.set(bytes.subarray(name, end), kept);
        paths.add(new TextDecoder().decode(path));
        before = path;
        // Up to version 3, entries are padded to eights with one to eight zeros.
        at = version === 4 ? end + 1 : at + Math.ceil((end - at + 1) / 8) * 8;
    }
    return paths;
}
/** The offset encoding of pack files: each further byte counts one more. */
function varint(bytes, at) {
    let value = 0;
    for (let place = at; place < at + 5; place++) {
        const byte = bytes[place];
        if (byte === undefined)
            return undefined;
        value = (place === at ? 0 : (value + 1) * 128) + (byte & 0x7f);
        if (byte < 0x80)
            return { value, end: place + 1 };
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/actions/checked-in.js
/** Which files of the working directory are checked in, as far as git's own list is here. */



/** Larger than the index of any known repository. */
const checked_in_MOST_BYTES = 256 * 1024 * 1024;
const MOST_PARENTS = 16;
/**
 * Asks the repository that a file lies in: one in the working directory, the directory itself, or one around it. Without
 * git (a plain archive was unpacked) nothing counts as checked in.
 * @param repositories folders below `root` that hold a `.git`, `''` for the root itself
 */
function checkedIn(root, repositories) {
    const known = new Map();
    const indexOf = (folder) => {
        if (!known.has(folder))
            known.set(folder, indexIn(folder));
        return known.get(folder);
    };
    const inside = [...repositories].sort((a, b) => b.length - a.length);
    const around = inside.includes('') ? undefined : repositoryAround((0,external_node_path_.resolve)(root));
    return (file) => {
        const own = inside.find((folder) => folder === '' || file.startsWith(`${folder}/`));
        if (own !== undefined)
            return indexOf((0,external_node_path_.join)(root, own))?.has(own === '' ? file : file.slice(own.length + 1)) === true;
        if (around === undefined)
            return false;
        const above = (0,external_node_path_.relative)(around, (0,external_node_path_.resolve)(root)).split(external_node_path_.sep).join('/');
        return indexOf(around)?.has(external_node_path_.posix.join(above, file)) === true;
    };
}
function repositoryAround(root) {
    let folder = (0,external_node_path_.dirname)(root);
    for (let up = 0; up < MOST_PARENTS && folder !== (0,external_node_path_.dirname)(folder); up++) {
        if ((0,external_node_fs_.statSync)((0,external_node_path_.join)(folder, '.git'), { throwIfNoEntry: false })?.isDirectory() === true)
            return folder;
        folder = (0,external_node_path_.dirname)(folder);
    }
    return undefined;
}
function indexIn(folder) {
    try {
        const path = (0,external_node_path_.join)(folder, '.git', 'index');
        if ((0,external_node_fs_.statSync)(path).size > checked_in_MOST_BYTES)
            return undefined;
        const sha256 = /^\s*objectformat\s*=\s*sha256\s*$/imu.test((0,external_node_fs_.readFileSync)((0,external_node_path_.join)(folder, '.git', 'config'), 'utf8'));
        return readGitIndex((0,external_node_fs_.readFileSync)(path), sha256 ? 32 : 20);
    }
    catch {
        return undefined; // no commit yet, or somebody else's repository
    }
}

;// CONCATENATED MODULE: ./build/actions/place.js
/**
 * The working directory of a job, as far as Turnpike looks at it for artifacts: bounded, links not followed, nothing
 * written. Loaded only when somebody asks for that.
 */




/** Deeper than any layout of a build tool keeps what it made (`modules/a/build/libs/a.jar`). */
const MOST_DEPTH = 6;
const MOST_FILES = 50_000;
const place_MOST_NAME = 1024;
/** What is never made by the build itself: dependencies, caches and the repository's own records. */
const PASSED_OVER = new Set('node_modules bower_components vendor venv site-packages __pycache__ .git .svn .hg .m2 .npm .cache .gradle .tox .venv .nox'.split(' '));
function createPlace(root) {
    let listed;
    const path = (file) => (root === '' || root === '.' ? file : (0,external_node_path_.join)(root, file));
    return {
        root: root === '' ? '.' : root,
        path,
        list: () => (listed ??= walk(root === '' ? '.' : root)),
        isFile: (file) => factsOf(path(file)) !== undefined,
        text: (file, most) => place_textOf(path(file), most),
        outside: place_textOf,
        async bytes(file, use) {
            const { size } = (0,external_node_fs_.lstatSync)(path(file));
            const descriptor = (0,external_node_fs_.openSync)(path(file), 'r');
            try {
                return await use({ size, read: async (offset, length) => piece(descriptor, offset, length) });
            }
            finally {
                (0,external_node_fs_.closeSync)(descriptor);
            }
        },
        pieces: (file) => (0,external_node_fs_.createReadStream)(path(file)),
        unzipped: (file) => unzipped(path(file)),
    };
}
/** Of a plain file; undefined for anything else, and for what is no path at all. */
function factsOf(path) {
    try {
        const facts = (0,external_node_fs_.lstatSync)(path);
        return facts.isFile() ? facts : undefined;
    }
    catch {
        return undefined;
    }
}
function place_textOf(path, most) {
    const facts = factsOf(path);
    if (facts === undefined || facts.size > most)
        return undefined;
    return withFile(path, (descriptor) => new TextDecoder().decode(piece(descriptor, 0, facts.size)));
}
function walk(root) {
    const files = [];
    const repositories = [];
    let cut = false;
    const into = (folder, depth) => {
        if (cut)
            return;
        for (const entry of entriesOf(folder === '' ? root : (0,external_node_path_.join)(root, folder))) {
            const file = folder === '' ? entry.name : `${folder}/${entry.name}`;
            if (file.length > place_MOST_NAME)
                continue;
            if (entry.isDirectory()) {
                if (entry.name === '.git')
                    repositories.push(folder);
                if (depth < MOST_DEPTH && !PASSED_OVER.has(entry.name))
                    into(file, depth + 1);
            }
            else if (entry.isFile()) {
                if (files.length >= MOST_FILES)
                    cut = true;
                else
                    files.push(file);
            }
            if (cut)
                return;
        }
    };
    into('', 1);
    return { files, cut, checkedIn: checkedIn(root, repositories) };
}
function entriesOf(folder) {
    try {
        return (0,external_node_fs_.readdirSync)(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    }
    catch {
        return []; // a folder of somebody else's, or gone meanwhile
    }
}
/** The gzip's own error when the stream breaks off; the file is closed either way. */
async function* unzipped(path) {
    const file = (0,external_node_fs_.createReadStream)(path);
    const gunzip = (0,external_node_zlib_.createGunzip)();
    file.on('error', (error) => gunzip.destroy(error));
    file.pipe(gunzip);
    try {
        for await (const chunk of gunzip)
            yield chunk;
    }
    finally {
        file.destroy();
        gunzip.destroy();
    }
}
function withFile(path, use) {
    const descriptor = (0,external_node_fs_.openSync)(path, 'r');
    try {
        return use(descriptor);
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}
function piece(descriptor, offset, length) {
    const bytes = new Uint8Array(length);
    let read = 0;
    while (read < length) {
        const step = (0,external_node_fs_.readSync)(descriptor, bytes, read, length - read, offset + read);
        if (step === 0)
            break;
        read += step;
    }
    return bytes.subarray(0, read);
}

;// CONCATENATED MODULE: ./build/actions/auto-artifacts.js







/** A store looks at no more artifacts of one event. */
const MOST = 64;
const MOST_ARCHIVE = 16 * 1024 * 1024 * 1024;
const MOST_IMAGE_BYTES = 4 * 1024 * 1024;
/** Lines of one sort that are logged. */
const auto_artifacts_MOST_LINES = 20;
/** @throws TurnpikeError USAGE saying what to write instead */
async function lookUp(value, deps, finding) {
    const place = finding.place ?? createPlace('.');
    if (value === 'auto')
        return await found(place, deps, finding);
    if (value.startsWith('{') || value.startsWith('['))
        return imagesIn(value);
    const colon = value.indexOf(':');
    const [kind, path] = [value.slice(0, colon), value.slice(colon + 1)];
    if (kind === 'checksums') {
        const named = await namedSums(path, place, deps);
        if (named.length > MOST)
            throw usage(`lists ${named.length} files; an event names at most ${MOST} artifacts`);
        tell(named, [], finding);
        return named.map(({ artifact }) => artifact);
    }
    if (kind === 'image') {
        const text = place.outside(place.path(path), MOST_IMAGE_BYTES);
        if (text === undefined)
            throw usage('names no file here of at most 4 MiB');
        return imagesIn(text);
    }
    return (await layout(path, place, deps)) ?? notHere();
}
/**
 * The images of an OCI layout, a folder or a tar archive; undefined where there is none.
 * @throws TurnpikeError INVALID_REPORT for one that is not what it says
 */
async function findLayout(path, deps, finding) {
    return await layout(path, finding.place ?? createPlace('.'), deps);
}
async function layout(path, place, deps) {
    const look = { place, digest: (file) => deps.digestFile(place.path(file)) };
    const folder = path.replace(/(?<=.)\/+$/u, '');
    if (place.isFile(`${folder}/oci-layout`))
        return await layoutIn(folder, look);
    return place.isFile(path) ? await readLayoutArchive(place.pieces(path), MOST_ARCHIVE) : undefined;
}
function notHere() {
    throw usage('names no OCI layout here: neither a folder with oci-layout and index.json, nor a tar archive of one');
}
function imagesIn(text) {
    return readImages(text);
}
async function found(place, deps, finding) {
    const { findProject } = await __webpack_require__.e(/* import() */ 3053).then(__webpack_require__.bind(__webpack_require__, 3053));
    const expected = (await findProject(place.root, ''))?.project.artifact?.value;
    const { candidates: all, notes, cut } = await findArtifacts(place, deps, expected);
    // What a file of the repository says may choose what events are bound to, never what a gate lets through.
    const candidates = finding.several === true ? chosen(all, expected) : all;
    tell(candidates, notes, finding);
    if (candidates.length === 0)
        throw usage('finds nothing that this job built: no image metadata, nothing in GITHUB_ARTIFACTS_LIST, no package of npm, Python or Maven, no OCI layout, no Go binary and no checksums file; name a file, or an image by digest');
    const origins = new Set(candidates.map(({ origin }) => origin));
    if (finding.several !== true && origins.size > 1)
        throw usage(`finds more than one, and a gate does not guess: ${candidates.slice(0, auto_artifacts_MOST_LINES).map(said).join(', ')}; write the one that is to be deployed`);
    if (finding.several !== true && cut)
        throw usage('cannot look at all the files here, and a gate does not guess; name what is to be deployed');
    if (candidates.length > MOST && finding.several !== true)
        throw usage(`finds ${candidates.length} artifacts; at most ${MOST} can be asked about at once`);
    if (candidates.length > MOST)
        finding.log?.(`${candidates.length - MOST} more artifacts are left out: an event names at most ${MOST}.`);
    return candidates.slice(0, MOST).map(({ artifact }) => artifact);
}
/** @throws TurnpikeError USAGE when nothing that was found is what turnpike.yaml says */
function chosen(all, expected) {
    if (expected === undefined || all.length === 0)
        return all;
    const fits = (each) => 'path' in expected ? each.origin === 'turnpike.yaml' : isNamed(each.artifact.purl ?? '', expected);
    const fitting = all.filter(fits);
    if (fitting.length > 0)
        return fitting;
    const wanted = 'path' in expected ? expected.path : `${expected.type} ${expected.name ?? ''}`.trim();
    const found = all.slice(0, auto_artifacts_MOST_LINES).map(said).join(', ');
    throw usage(`finds nothing that is ${wanted}, as turnpike.yaml says; here are: ${found}`);
}
function isNamed(purl, { type, name }) {
    const start = `pkg:${type}/`;
    if (!purl.startsWith(start))
        return false;
    const path = purl.slice(start.length).split(/[@?#]/u, 1)[0] ?? '';
    return name === undefined || decodeURIComponent(path).toLowerCase() === name.toLowerCase();
}
function tell(candidates, notes, { log }) {
    if (log === undefined)
        return;
    for (const each of candidates.slice(0, auto_artifacts_MOST_LINES))
        log(`Artifact found: ${said(each)}`);
    if (candidates.length > auto_artifacts_MOST_LINES)
        log(`and ${candidates.length - auto_artifacts_MOST_LINES} more`);
    for (const note of notes.slice(0, auto_artifacts_MOST_LINES))
        log(note);
}
function said({ artifact, origin, where }) {
    return `${artifact.purl ?? artifact.digest} (${origin}${where === origin ? '' : ` ${where}`})`;
}
function usage(message) {
    return new errors/* TurnpikeError */.PJ('USAGE', message);
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
