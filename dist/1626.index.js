export const id = 1626;
export const ids = [1626,2451,1624,4832];
export const modules = {

/***/ 1626:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ANSWERS: () => (/* binding */ ANSWERS),
  approvalOf: () => (/* binding */ approvalOf),
  runApprove: () => (/* binding */ runApprove),
  sentenceOf: () => (/* binding */ sentenceOf)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/cdevents/object.js
var object = __webpack_require__(4276);
// EXTERNAL MODULE: ./build/client/credentials.js
var credentials = __webpack_require__(8024);
// EXTERNAL MODULE: ./build/client/token-advice.js
var token_advice = __webpack_require__(1624);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/report/escape.js
var report_escape = __webpack_require__(9924);
// EXTERNAL MODULE: ./build/actions/inputs.js
var inputs = __webpack_require__(5355);
;// CONCATENATED MODULE: ./build/actions/approve-command.js
/**
 * `/turnpike approve production sha256:… because` in a comment → what is said. Pure, and strict: whoever reads the
 * comment must see what was said, and nothing else may count as it.
 *
 * Only a line that begins with `/turnpike` is one, and only the first. Lines of quotes, of code (fenced or indented) and
 * of HTML comments are somebody else's words, examples, or hidden. So is a line in whose paragraph a quote, a link or code
 * began before it (`[x]: /y "` takes all up to the next quotation mark, and shows nothing), and every line behind a tag
 * that its own line does not end: `<div title="` takes empty lines as well.
 */


/** Longest comment that is read, in UTF-8 bytes. GitHub takes 65,536 characters. */
const MOST_COMMENT_BYTES = 64 * 1024;
const VERBS = {
    approve: 'approved',
    reject: 'rejected',
    'request-changes': 'requestChanges',
    withdraw: 'cancelled',
};
const USAGE = 'write /turnpike approve <environment> sha256:<64 hex digits> <reason>; reject, request-changes and withdraw in place of approve say something else';
/** As the store takes them. */
const MOST_REASON = 1000;
const MOST_ENVIRONMENT = 256;
/**
 * Undefined for a comment without a command.
 * @throws TurnpikeError USAGE saying what is wrong with the command; TOO_LARGE
 */
function commandIn(comment) {
    if (Buffer.byteLength(comment) > MOST_COMMENT_BYTES)
        throw new errors/* TurnpikeError */.PJ('TOO_LARGE', `the comment has more than ${MOST_COMMENT_BYTES} bytes; it is not read`);
    const lines = spokenLines(comment).filter((line) => /^\/turnpike(?:[ \t]|$)/.test(line));
    const [first] = lines;
    return first === undefined ? undefined : readCommand(first, lines.length - 1);
}
function readCommand(line, more) {
    const wrong = (what) => new errors/* TurnpikeError */.PJ('USAGE', `the comment's command ${what}; ${USAGE}`);
    // What a reader does not see must not make one text look like another.
    if (/(?![ \t])[\p{Cc}\p{Cf}\p{Z}\p{Cn}\p{Co}]/u.test(line) || !line.isWellFormed())
        throw wrong('has invisible characters in it');
    const [, verb = '', environment = '', ...rest] = line.trim().split(/[ \t]+/);
    if (!isVerb(verb))
        throw wrong(verb === '' ? 'says nothing' : `${(0,inputs/* quote */.hD)(verb)} is not known`);
    if (environment === '')
        throw wrong('names no environment');
    if (environment.length > MOST_ENVIRONMENT || /^(sha256|pkg):/i.test(environment))
        throw wrong(`names ${(0,inputs/* quote */.hD)(environment)} as the environment`);
    const [named = ''] = rest;
    const isNamed = /^(sha-?(1|256|384|512)|pkg|md5)[:%]/i.test(named);
    if (isNamed && !/^sha256:[0-9a-f]{64}$/i.test(named))
        throw wrong(`names ${(0,inputs/* quote */.hD)(named)}, and a digest is written out in full`);
    const reason = (isNamed ? rest.slice(1) : rest).join(' ');
    if (reason.length > MOST_REASON)
        throw wrong(`gives a reason of more than ${MOST_REASON} characters`);
    return {
        verb,
        environment,
        more,
        ...(isNamed ? { digest: named.toLowerCase() } : {}),
        ...(reason === '' ? {} : { reason }),
    };
}
function isVerb(word) {
    return Object.hasOwn(VERBS, word);
}
/** The lines that the comment's author says: no quote, no code, nothing hidden. */
function spokenLines(comment) {
    const spoken = [];
    let fence;
    let hidden;
    let isOpen = false;
    for (const line of comment.split(/\r\n|\n|\r/)) {
        if (hidden !== undefined) {
            if (line.toLowerCase().includes(hidden))
                hidden = undefined;
            continue;
        }
        const mark = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line);
        if (fence !== undefined) {
            const [, ticks = '', after = ''] = mark ?? [];
            if (ticks.startsWith(fence) && after.trim() === '')
                fence = undefined;
            continue;
        }
        if (mark !== null && !(mark[1]?.startsWith('`') === true && mark[2]?.includes('`') === true)) {
            fence = mark[1] ?? '';
            continue;
        }
        hidden = opened(line);
        if (hidden === undefined && leavesTag(line))
            break;
        if (line.trim() === '' || COMMENT.test(line))
            isOpen = false;
        if (hidden === undefined && !isOpen)
            spoken.push(line);
        isOpen ||= opensMore(line);
    }
    return spoken;
}
/** A block of its own: what follows is another paragraph. */
const COMMENT = /^ {0,3}<!--(?:(?!-->).)*(?:-->\s*)?$/;
/** Whether lines of the same paragraph may belong to something that began in this one. */
function opensMore(line) {
    return /^ {0,3}>|\[|\$\$/.test(line) || line.replace(/(`+)[^`]+\1(?!`)/g, '').includes('`');
}
/** A tag without its end: browsers look for that in all that follows, whatever Markdown makes of it. */
function leavesTag(line) {
    const rest = line.replace(/<!--.*?-->|<\/?[a-z][\w-]*(?:\s+[a-z-]+(?:="[^"<>]*")?)*\s*\/?>/gi, '');
    return /<[a-z/!?]/i.test(rest);
}
/** What ends the HTML that a line leaves open: nothing between is shown as the author's own words. */
function opened(line) {
    const pairs = [
        ['<!--', '-->'],
        ['<pre', '</pre>'],
        ['<code', '</code>'],
        ['<blockquote', '</blockquote>'],
        ['<details', '</details>'],
        ['<script', '</script>'],
        ['<style', '</style>'],
        ['<textarea', '</textarea>'],
        ['<title', '</title>'],
        ['<template', '</template>'],
        ['<select', '</select>'],
        ['<xmp', '</xmp>'],
        ['<iframe', '</iframe>'],
        ['<noembed', '</noembed>'],
        ['<noframes', '</noframes>'],
        ['<noscript', '</noscript>'],
        ['<svg', '</svg>'],
        ['<math', '</math>'],
        ['<del', '</del>'],
        ['<q', '</q>'],
        ['<?', '?>'],
        ['<![cdata[', ']]>'],
        ['<!', '>'],
    ];
    const text = line.toLowerCase();
    return pairs.find(([start, stop]) => {
        const at = text.lastIndexOf(start);
        return at !== -1 && !text.includes(stop, at);
    })?.[1];
}

// EXTERNAL MODULE: ./build/cdevents/parse.js
var parse = __webpack_require__(6324);
;// CONCATENATED MODULE: ./build/actions/approve-comment.js
/**
 * The comment that a run was started for, from what the forge hands to the run. Nothing of it is believed beyond what
 * the token for the store says: the comment must be of the very person whom the token names.
 */



/** The event of a run may be 25 MB, for the forge adds the whole repository to it. */
const MOST_CHARACTERS = 32 * 1024 * 1024;
/**
 * Undefined when the run was started by something that is no new comment; `why` says by what.
 * @throws TurnpikeError USAGE where there is no event to read, or a comment that must not be read
 */
async function commentOf(env, readText) {
    if (env.GITHUB_ACTIONS === 'true')
        return fromGithub(env, await eventIn(env.GITHUB_EVENT_PATH, readText));
    if (env.TRIGGER_PAYLOAD !== undefined)
        return fromGitlab(await eventIn(env.TRIGGER_PAYLOAD, readText));
    throw new errors/* TurnpikeError */.PJ('USAGE', 'there is no comment to read: this takes a GitHub workflow on issue_comment, or a GitLab pipeline that a webhook for notes triggered (TRIGGER_PAYLOAD)');
}
async function eventIn(path, readText) {
    if (path === undefined || path === '')
        throw new errors/* TurnpikeError */.PJ('USAGE', 'the run has no event file');
    const text = await readText(path);
    if (text.length > MOST_CHARACTERS)
        throw new errors/* TurnpikeError */.PJ('TOO_LARGE', 'the event of the run is too large');
    const value = (0,parse/* parseJson */.q)(text);
    if (!(0,object/* isObject */.G)(value))
        throw new errors/* TurnpikeError */.PJ('USAGE', 'the event of the run is no JSON object');
    return value;
}
/** docs.github.com, "Webhook events and payloads": issue_comment. */
function fromGithub(env, event) {
    const name = env.GITHUB_EVENT_NAME ?? '';
    if (name !== 'issue_comment')
        return { why: `the run was started by ${name.slice(0, 60)}, not by a comment` };
    if (event.action !== 'created')
        return { why: 'the comment is not new: one that was changed later says nothing' };
    const { id, body, user, created_at: created, updated_at: updated } = record(event.comment);
    const author = numberIn(record(user).id);
    const number = numberIn(id);
    const repository = numberIn(record(event.repository).id);
    if (typeof body !== 'string' || author === undefined || number === undefined || repository === undefined)
        throw new errors/* TurnpikeError */.PJ('USAGE', 'the event of the run has no comment with an author in it');
    refuseEdited(created, updated);
    return { comment: { body, author, claim: 'actor_id', id: `github:${repository}:${number}` } };
}
/** docs.gitlab.com, "Webhook events": comment events; "Trigger pipelines": TRIGGER_PAYLOAD. */
function fromGitlab(event) {
    if (event.object_kind !== 'note')
        return { why: 'the pipeline was triggered by something that is no note' };
    const { id, note, action, author_id: writer, created_at: created, updated_at: updated, } = record(event.object_attributes);
    // Older GitLabs do not say; what they sent of a change has two different times.
    if (action !== undefined && action !== 'create')
        return { why: 'the note is not new: one that was changed later says nothing' };
    const author = numberIn(writer);
    const number = numberIn(id);
    const project = numberIn(event.project_id) ?? numberIn(record(event.project).id);
    if (typeof note !== 'string' || author === undefined || number === undefined || project === undefined)
        throw new errors/* TurnpikeError */.PJ('USAGE', 'TRIGGER_PAYLOAD has no note with an author in it');
    // Whoever changes a note is its user in the event, and its author stays who wrote it first.
    if (numberIn(record(event.user).id) !== author)
        throw new errors/* TurnpikeError */.PJ('USAGE', 'the note of TRIGGER_PAYLOAD was not sent by its author');
    refuseEdited(created, updated);
    return { comment: { body: note, author, claim: 'user_id', id: `gitlab:${project}:${number}` } };
}
/** @throws TurnpikeError USAGE */
function refuseEdited(created, updated) {
    if (typeof created === 'string' && created !== '' && created === updated)
        return;
    throw new errors/* TurnpikeError */.PJ('USAGE', 'the comment was changed after it was written; write a new one');
}
/**
 * The claims of a token, unverified: the store verifies it, and records whoever it names. They are read to refuse, never
 * to allow.
 */
function claimsOf(token) {
    const [, payload = ''] = token.split('.');
    try {
        return record((0,parse/* parseJson */.q)(Buffer.from(payload, 'base64url').toString('utf8')));
    }
    catch {
        return {};
    }
}
function numberIn(value) {
    return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? String(value) : undefined;
}
function record(value) {
    return (0,object/* isObject */.G)(value) ? value : {};
}

// EXTERNAL MODULE: ./build/actions/artifacts.js
var actions_artifacts = __webpack_require__(2451);
// EXTERNAL MODULE: ./build/actions/failure.js
var failure = __webpack_require__(4622);
// EXTERNAL MODULE: ./build/actions/store-client.js
var store_client = __webpack_require__(2441);
;// CONCATENATED MODULE: ./build/actions/approve.js
/**
 * An approval of artifacts for an environment, as whoever the token names; the store takes nobody's word for who it is.
 * Shared by the GitHub action, the GitLab component and the command line.
 */











/** What can be said, in words for inputs and options → in those of CDEvents. */
const ANSWERS = {
    approve: 'approved',
    reject: 'rejected',
    'request-changes': 'requestChanges',
    defer: 'deferred',
    escalate: 'escalated',
    delegate: 'delegate',
    withdraw: 'cancelled',
};
/**
 * The step fails when the approval was not recorded, and says what to do.
 * @returns 0; 2 for what the caller did wrong; 5 when the store did not take it
 */
async function runApprove(inputs, host, deps) {
    try {
        if (inputs.token !== undefined)
            await host.secret(inputs.token);
        const said = await approvalOf(inputs, host, deps);
        if ('why' in said) {
            host.log(`Nothing is approved: ${said.why}.`);
            return errors/* EXIT */.dc.allow;
        }
        const client = (0,store_client/* storeClient */.f)(inputs, host, deps);
        const recorded = readRecorded(await client.postJson('v1/approvals', said.approval));
        await tell(said.approval, recorded, host);
        return errors/* EXIT */.dc.allow;
    }
    catch (error) {
        return await refuse(error, inputs, host, deps);
    }
}
/**
 * What is to be recorded; or why there is nothing, where a comment says nothing to us.
 * @throws TurnpikeError USAGE
 */
async function approvalOf(inputs, host, deps) {
    const claims = await ownClaims(inputs, host, deps);
    if (inputs.from === 'comment')
        return await fromComment(inputs, claims, host, deps);
    const artifacts = await (0,actions_artifacts.resolveArtifacts)(inputs.artifact, deps);
    if (artifacts.length === 0)
        throw new errors/* TurnpikeError */.PJ('USAGE', 'input artifact: is empty; an approval is for a digest');
    const { environment, comment } = inputs;
    if (environment === undefined)
        throw new errors/* TurnpikeError */.PJ('USAGE', 'input environment: is empty; an approval is for one environment');
    const said = { artifacts, environment, decision: ANSWERS[inputs.decision] };
    return {
        approval: {
            ...said,
            key: keyOf(said, host.facts, claims),
            ...around(inputs),
            ...(inputs.delegate === undefined ? {} : { delegate: inputs.delegate }),
            ...(comment === undefined ? {} : { comment }),
        },
    };
}
/** What the token of this job says of itself. Nothing of a token that is no JSON Web Token. */
async function ownClaims(inputs, host, deps) {
    const credential = (0,credentials/* credentialFor */.FX)({
        store: inputs.store,
        explicit: inputs.token,
        env: deps.env,
        mask: (secret) => host.secret(secret),
    });
    const token = typeof credential === 'function' ? await credential(true) : credential;
    return token === undefined ? {} : claimsOf(token);
}
async function fromComment(inputs, claims, host, deps) {
    const found = await commentOf(deps.env, (file) => deps.readText(file));
    if ('why' in found)
        return found;
    const command = commandIn(found.comment.body);
    if (command === undefined)
        return { why: 'the comment has no line that begins with /turnpike' };
    refuseUnlessOwn(found.comment, claims);
    const { verb, environment, digest, reason, more } = command;
    if (more > 0)
        host.log(`Only the first command of the comment counts; ${more} more are not looked at.`);
    if (inputs.environment !== undefined && inputs.environment !== environment)
        throw new errors/* TurnpikeError */.PJ('USAGE', `the comment is about ${JSON.stringify(environment)}, and this workflow takes comments about ${JSON.stringify(inputs.environment)} only`);
    const artifacts = await artifactsFor(inputs, digest, deps);
    return {
        approval: {
            artifacts,
            environment,
            decision: VERBS[verb],
            // The comment is said once, however often its run is run again.
            key: found.comment.id,
            ...around(inputs),
            ...(reason === undefined ? {} : { comment: reason }),
        },
    };
}
/** @throws TurnpikeError USAGE */
async function artifactsFor(inputs, digest, deps) {
    const named = await (0,actions_artifacts.resolveArtifacts)(inputs.artifact, deps);
    if (digest !== undefined) {
        const known = named.find((artifact) => artifact.digest === digest);
        if (known !== undefined || named.length === 0)
            return [known ?? { digest }];
        throw new errors/* TurnpikeError */.PJ('USAGE', `the comment names ${digest}, and input artifact others`);
    }
    if (named.length === 1)
        return named;
    throw new errors/* TurnpikeError */.PJ('USAGE', 'the comment names no digest; write it out in full (sha256: and 64 hex digits), or let input artifact name the one artifact there is');
}
/** @throws TurnpikeError USAGE: a comment is its author's word, and nobody else's */
function refuseUnlessOwn({ author, claim }, claims) {
    const said = claims[claim];
    if (said === author)
        return;
    const who = typeof said === 'string' && said !== ''
        ? `the token of this job is that of user ${(0,report_escape/* plain */.pj)(said, 40)}`
        : 'this job has no token of the forge that says whose it is';
    throw new errors/* TurnpikeError */.PJ('USAGE', `the comment is by user ${author}, and ${who}: an approval is recorded for the one whom the token names, so this comment cannot be`);
}
function around({ service, change, policies, answers }) {
    const [first, ...others] = policies;
    return {
        ...(service === undefined ? {} : { service }),
        ...(change === undefined ? {} : { change }),
        ...(first === undefined ? {} : { policy: others.length === 0 ? first : policies }),
        ...(answers === undefined ? {} : { answers }),
    };
}
/**
 * The same for the same words of the same person in the same run: run again, perhaps by somebody else and much later, it
 * is the same approval and no new one.
 */
function keyOf({ artifacts, environment, decision }, { source, run, actor }, claims) {
    const who = claims.actor_id ?? claims.user_id ?? claims.sub ?? actor.uri;
    const digests = artifacts.map(({ digest }) => digest).sort();
    const all = [source, run.id.replace(/\/attempts\/\d+$/, ''), who, environment, decision, digests];
    return `run:${(0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(all)).digest('hex')}`;
}
/** @throws TurnpikeError STORE_ANSWER: what is not recorded must not look as if it were */
function readRecorded(value) {
    const answer = (0,object/* isObject */.G)(value) ? value : {};
    const { status, sequence, id, responder, decision, environment } = answer;
    const isRecorded = status === 'accepted' || status === 'duplicate';
    if (!isRecorded || typeof sequence !== 'number' || typeof responder !== 'string' || typeof id !== 'string')
        throw new errors/* TurnpikeError */.PJ('STORE_ANSWER', 'the answer does not say that the approval was recorded');
    return { status, sequence, id, responder, decision: String(decision), environment: String(environment) };
}
async function tell(approval, recorded, host) {
    const sentence = sentenceOf(recorded);
    host.log(sentence);
    await host.output('event-id', recorded.id);
    await host.output('sequence', String(recorded.sequence));
    await host.output('responder', (0,report_escape/* plain */.pj)(recorded.responder));
    await host.output('decision', approval.decision);
    await host.output('environment', (0,report_escape/* plain */.pj)(approval.environment));
    await host.output('artifact-digest', approval.artifacts.map(({ digest }) => digest).join(' '));
    await host.output('recorded', 'true');
    const digests = approval.artifacts.map(({ digest }) => (0,report_escape/* gfm */.Te) `\n- ${digest}`);
    try {
        await host.summary((0,report_escape/* gfm */.Te) `### ${sentence}\n${digests}\n\n`.text);
    }
    catch (error) {
        host.log(`Could not write the summary: ${(0,errors/* explain */.WE)(error)}`);
    }
}
const SAID = {
    approved: 'approved',
    rejected: 'rejected',
    requestChanges: 'asked for changes',
    escalated: 'escalated the approval',
    deferred: 'deferred the approval',
    delegate: 'delegated the approval',
    cancelled: 'took the approval back',
};
/** What was recorded, as a sentence in plain text. */
function sentenceOf({ status, sequence, responder, decision, environment, }) {
    const what = Object.hasOwn(SAID, decision) ? SAID[decision] : (0,report_escape/* plain */.pj)(decision, 60);
    const again = status === 'duplicate' ? ', as it was said before' : '';
    return `${(0,report_escape/* plain */.pj)(responder, 200)} ${what} for ${(0,report_escape/* plain */.pj)(environment, 100)}: event ${sequence}${again}.`;
}
async function refuse(error, inputs, host, deps) {
    if (!(error instanceof errors/* TurnpikeError */.PJ))
        throw error;
    const isCallers = ['USAGE', 'NOT_FOUND', 'TOO_LARGE'].includes(error.code);
    const code = isCallers ? errors/* EXIT */.dc.usage : errors/* EXIT */.dc.error;
    const lines = ['Nothing is approved.', ...(0,failure/* linesOf */.D)(error)];
    const todo = isCallers ? undefined : todoOf(error, inputs, deps);
    const all = [...lines, ...(todo === undefined ? [] : [`What to do: ${todo}`])];
    try {
        const [, ...why] = lines;
        const said = why.map((line) => (0,report_escape/* gfm */.Te) `${line}\n\n`);
        const advice = todo === undefined ? (0,report_escape/* gfm */.Te) `` : (0,report_escape/* gfm */.Te) `**What to do:** ${(0,report_escape/* mdInstructions */.pu)(todo, [inputs.store ?? ''])}\n\n`;
        await host.summary((0,report_escape/* gfm */.Te) `### ${(0,report_escape/* mdSign */.V4)('⛔')} Nothing is approved\n\n${said}${advice}`.text);
    }
    catch {
        // Said below all the same.
    }
    await host.fail(all.join('\n'), code);
    return code;
}
function todoOf({ status, code }, { store, token }, { env }) {
    if (status === 403)
        return 'ask whoever owns the trust document to grant this repository `approve: { as: self, environments: [...] }`, and to list the person under `people`; or sign in and approve on the page of the decision';
    if (status === 401 || code === 'NO_TOKEN')
        return (0,token_advice.tokenAdvice)({ store, explicit: token, env, status });
    if (status === 409 || status === 422 || status === 400)
        return 'correct the inputs of this step';
    return 'run the job again when the store answers: said twice by one run, it is one approval';
}


/***/ }),

/***/ 2451:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   resolveArtifacts: () => (/* binding */ resolveArtifacts)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _cdevents_purl_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5970);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9473);
/* harmony import */ var _sources_artifacts_purls_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9291);
/** What a person writes for an artifact → its digest and name. */




const IMAGE = /^(?<repository>[a-z0-9][\w.:/-]*)@(?<digest>sha256:[0-9a-f]{64})$/i;
/** Values that are looked up in files, by code that is loaded only for them. */
const LOOKED_UP = /^(?:checksums|image|oci):/u;
/**
 * Each value is a package URL with a digest, `sha256:<hex>`, an image by digest (`ghcr.io/acme/shop@sha256:…`), the path
 * of a file, whose digest is computed, or of an OCI layout (`./layout`, `oci:layout`); `checksums:<file>` for all that a
 * checksums file lists; `image:<file>` or the JSON itself for what a build tool says of its image; or `auto` for what the
 * job built. A JSON text may come line by line, as inputs are cut.
 * @param finding where to look, whether several may be meant, and who is told what was found; for a gate the default
 * @throws TurnpikeError USAGE naming every value that is none of these
 */
async function resolveArtifacts(values, deps, finding = {}) {
    const problems = [];
    const found = [];
    for (const { index, value } of withWholeJson(values)) {
        try {
            for (const artifact of await resolveArtifact(value, deps, finding))
                if (!found.some(({ digest }) => digest === artifact.digest))
                    found.push(artifact);
        }
        catch (error) {
            const reason = (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .explain */ .WE)(error);
            const message = reason.startsWith('artifact ') ? reason : `artifact ${shown(value)} ${reason}`;
            problems.push({ path: `/artifact/${index}`, message });
        }
    }
    if (problems.length > 0) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TurnpikeError */ .PJ('USAGE', problems.map(({ message }) => message).join('\n'), { problems });
    }
    return found;
}
async function resolveArtifact(value, deps, finding) {
    // A word of ours and a JSON text are never taken for a file: it would be for whoever names the files to decide.
    if (value === 'auto' || isJson(value))
        return await lookedUp(value, deps, finding);
    const named = namedArtifact(value);
    if (named === undefined && !LOOKED_UP.test(value))
        return await fileOrLayout(value, deps, finding);
    if (await isFile(value, deps)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TurnpikeError */ .PJ('USAGE', 'is the name of a file here, and of another artifact too; give the file as ./<name>, or another name');
    }
    return named === undefined ? await lookedUp(value, deps, finding) : [named];
}
async function lookedUp(value, deps, finding) {
    const { lookUp } = await __webpack_require__.e(/* import() */ 1731).then(__webpack_require__.bind(__webpack_require__, 1731));
    return await lookUp(value, deps, finding);
}
async function fileOrLayout(path, deps, finding) {
    let digest;
    try {
        digest = await deps.digestFile(path);
    }
    catch (cause) {
        const { findLayout } = await __webpack_require__.e(/* import() */ 1731).then(__webpack_require__.bind(__webpack_require__, 1731));
        const layout = await findLayout(path, deps, finding);
        if (layout !== undefined)
            return layout;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TurnpikeError */ .PJ('USAGE', 'is neither a package URL with a digest, nor sha256:<64 hex digits>, nor an image by digest, nor a file here', isMissing(cause) ? {} : { cause });
    }
    return [(0,_sources_artifacts_purls_js__WEBPACK_IMPORTED_MODULE_3__/* .fileArtifact */ .BA)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(path), digest)];
}
/** That there is none was said already; why one that is there cannot be read was not. */
function isMissing(error) {
    const cause = error instanceof Error ? error.cause : undefined;
    return cause instanceof Error && cause.code === 'ENOENT';
}
function namedArtifact(value) {
    if (/^(pkg:|sha256(:|%3A))/i.test(value))
        return (0,_cdevents_purl_js__WEBPACK_IMPORTED_MODULE_1__/* .artifactRef */ .AF)(value);
    const image = IMAGE.exec(value)?.groups;
    return image === undefined ? undefined : (0,_sources_artifacts_purls_js__WEBPACK_IMPORTED_MODULE_3__/* .imageArtifact */ .UZ)(image.repository, image.digest.toLowerCase());
}
/**
 * Whoever chooses the name of a file that a build makes (`shop@sha256:…`) must not choose what its tests are evidence
 * for.
 */
async function isFile(value, deps) {
    try {
        await deps.digestFile(value);
        return true;
    }
    catch {
        return false;
    }
}
function isJson(value) {
    return value.startsWith('{') || value.startsWith('[');
}
/** Inputs are cut into lines, and a tool's JSON is written over many: they are put together again. */
function withWholeJson(values) {
    const whole = [];
    for (let index = 0; index < values.length; index++) {
        const start = index;
        let value = values[index] ?? '';
        if (isJson(value)) {
            let open = openBrackets(value);
            for (; open > 0 && index + 1 < values.length; open += openBrackets(values[index] ?? ''))
                value += `\n${values[++index] ?? ''}`;
        }
        whole.push({ index: start, value });
    }
    return whole;
}
/** How many brackets of a line of JSON stay open. A JSON string never goes on in the next line. */
function openBrackets(line) {
    let open = 0;
    for (const [mark] of line.matchAll(/"(?:[^"\\]|\\.)*"?|[{}[\]]/gu))
        open += mark === '{' || mark === '[' ? 1 : mark === '}' || mark === ']' ? -1 : 0;
    return open;
}
/** What was given, short enough for a message. */
function shown(value) {
    return JSON.stringify(value.length > 200 ? `${value.slice(0, 200)}…` : value);
}


/***/ }),

/***/ 2441:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ storeClient)
/* harmony export */ });
/* harmony import */ var _client_address_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(458);
/* harmony import */ var _client_credentials_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8024);
/** The store, for what is asked of it beside events and verdicts. */


/** A question beside the main one must not hold a job for long. */
const BUDGET_MS = 10_000;
/** @throws TurnpikeError USAGE for an address that must not be used */
function storeClient({ store, token: explicit }, host, deps) {
    const token = (0,_client_credentials_js__WEBPACK_IMPORTED_MODULE_1__/* .credentialFor */ .FX)({
        store,
        explicit,
        env: deps.env,
        mask: (secret) => host.secret(secret),
    });
    return deps.client({
        url: store,
        budgetMs: BUDGET_MS,
        allowPlainHttp: (0,_client_address_js__WEBPACK_IMPORTED_MODULE_0__/* .allowsPlainHttp */ .lU)(deps.env),
        log: (line) => host.log(line),
        ...(token === undefined ? {} : { token }),
    });
}


/***/ }),

/***/ 6767:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ digestsIn),
/* harmony export */   o: () => (/* binding */ digestOf)
/* harmony export */ });
/** Reading the SHA-256 digest out of what names an artifact. Apart from `purl.ts`, which loads the purl parser. */
/** `sha256:` or `sha256%3A` and 64 hex digits, not inside a longer word. */
const DIGEST = /(?:^|[^0-9a-z]|%[0-9a-f]{2})sha256(?::|%3a)([0-9a-f]{64})(?![0-9a-z])/iu;
/** Nothing that names an artifact is longer. */
const LONGEST = 4096;
/**
 * The SHA-256 digest that a text names, as `sha256:<64 lower-case hex>`: a bare digest, the version of an oci or
 * docker purl (`:` or `%3A`), a `checksum=` qualifier, or an image reference `host/name@sha256:…`. Undefined when it
 * names none, or two different ones.
 */
function digestOf(text) {
    const digests = digestsIn(text);
    return digests.length === 1 ? digests[0] : undefined;
}
/** Every different SHA-256 digest that a text names, in the form of `digestOf`. */
function digestsIn(text) {
    const digests = new Set();
    if (text.length <= LONGEST) {
        for (let rest = text;;) {
            const found = DIGEST.exec(rest);
            if (found === null)
                break;
            digests.add(`sha256:${found[1]?.toLowerCase() ?? ''}`);
            rest = rest.slice(found.index + found[0].length);
        }
    }
    return [...digests];
}


/***/ }),

/***/ 5970:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AF: () => (/* binding */ artifactRef),
/* harmony export */   SC: () => (/* binding */ normalisePurl)
/* harmony export */ });
/* unused harmony export sameArtifact */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6767);
/**
 * Artifacts: named by package URL, identified by digest. Equal artifacts are told in many ways; here they are one.
 *
 * The parser is our own. The package for it (packageurl-js 2.0.1, against which ours is tested) adds a third to the
 * start of an emitting step (8 ms to 24, bundled), fails with a ReferenceError on Go versions such as `v1`, and writes
 * colons in qualifiers as `%3A`, which the specification (ECMA-427 §5.4) no longer does.
 */



const LONGEST = 4096;
const TYPE = /^[a-z][a-z0-9.+-]*$/u;
const QUALIFIER = /^[a-z][a-z0-9._-]*$/u;
/** Types whose names, namespaces or versions do not depend on case (purl type definitions). */
const LOWER_NAME = new Set('alpm apk bitbucket bitnami composer deb github gitlab hex npm oci pub pypi'.split(' '));
const LOWER_NAMESPACE = new Set('alpm apk bitbucket composer deb github gitlab hex npm pypi qpkg rpm'.split(' '));
const LOWER_VERSION = new Set(['huggingface', 'luarocks']);
/**
 * The canonical text of a package URL: type and, where its type says so, name in lower case, qualifiers in order,
 * percent-encoding as the specification writes it (`@sha256:…`, never `@sha256%3A…`), digests in lower case.
 * @throws TurnpikeError USAGE when the text is no package URL
 */
function normalisePurl(text) {
    const trimmed = text.trim();
    try {
        return canonical(trimmed);
    }
    catch (cause) {
        const why = cause instanceof URIError ? 'its percent-encoding is broken' : cause.message;
        const message = `not a package URL (${why}): "${shortened(trimmed)}"; write pkg:<type>/<name>@<version>`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ('USAGE', message, { cause });
    }
}
function canonical(text) {
    if (text.length > LONGEST)
        throw new Error(`longer than ${LONGEST} characters`);
    const scheme = /^pkg:\/*/iu.exec(text);
    if (scheme === null)
        throw new Error('it does not start with pkg:');
    const [beforeSubpath, subpath] = cutLast(text.slice(scheme[0].length), '#');
    const [beforeQualifiers, qualifiers] = cutLast(beforeSubpath, '?');
    const slash = beforeQualifiers.indexOf('/');
    const type = beforeQualifiers.slice(0, Math.max(slash, 0)).toLowerCase();
    if (!TYPE.test(type))
        throw new Error('it has no type');
    const path = beforeQualifiers.slice(slash + 1).replace(/^\/+|\/+$/gu, '');
    const [beforeVersion, rawVersion] = cutVersion(path);
    const version = decodePart(rawVersion);
    const segments = beforeVersion
        .split('/')
        .map(decodePart)
        .filter((segment) => segment !== '');
    const name = segments.pop() ?? '';
    if (name === '')
        throw new Error('it has no name');
    const namespace = LOWER_NAMESPACE.has(type) ? segments.map(lower) : segments;
    const parts = [...namespace, properName(type, name)].map(encode);
    return [
        `pkg:${type}/${parts.join('/')}`,
        version === '' ? '' : `@${encode(properVersion(type, version))}`,
        canonicalQualifiers(qualifiers),
        canonicalSubpath(subpath),
    ].join('');
}
function decodePart(text) {
    return decodeURIComponent(text).trim();
}
/** An `@` right behind a slash is a scope that somebody forgot to encode, not a version. */
function cutVersion(path) {
    const at = path.lastIndexOf('@');
    return at <= 0 || path[at - 1] === '/' ? [path, ''] : [path.slice(0, at), path.slice(at + 1)];
}
function properName(type, name) {
    const cased = LOWER_NAME.has(type) ? lower(name) : name;
    if (type === 'pypi')
        return cased.replaceAll('_', '-');
    return type === 'pub' ? cased.replaceAll('-', '_') : cased;
}
function properVersion(type, version) {
    return LOWER_VERSION.has(type) || /^sha256:/iu.test(version) ? lower(version) : version;
}
function canonicalQualifiers(text) {
    const pairs = new Map();
    for (const pair of text.split('&')) {
        if (pair === '')
            continue;
        const [rawKey, rawValue] = cutFirst(pair, '=');
        const key = lower(rawKey);
        if (!QUALIFIER.test(key))
            throw new Error(`"${shortened(rawKey)}" is not the name of a qualifier`);
        const value = decodePart(rawValue);
        if (value === '')
            continue;
        if (pairs.has(key))
            throw new Error(`the qualifier ${key} is there twice`);
        pairs.set(key, key === 'checksum' ? lower(value) : value);
    }
    const sorted = [...pairs].sort(([a], [b]) => (a < b ? -1 : 1));
    return sorted.length === 0 ? '' : `?${sorted.map(([key, value]) => `${key}=${encode(value)}`).join('&')}`;
}
function canonicalSubpath(text) {
    const segments = text.split('/').map(decodeURIComponent);
    const kept = segments.filter((segment) => segment.trim() !== '' && segment !== '.' && segment !== '..');
    return kept.length === 0 ? '' : `#${kept.map(encode).join('/')}`;
}
/** Everything but letters, digits, `.-_~` and the colon is percent-encoded. */
function encode(text) {
    return encodeURIComponent(text.toWellFormed())
        .replaceAll('%3A', ':')
        .replace(/[!'()*]/gu, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
function lower(text) {
    return text.toLowerCase();
}
function cutLast(text, mark) {
    const at = text.lastIndexOf(mark);
    return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
function cutFirst(text, mark) {
    const at = text.indexOf(mark);
    return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
function shortened(text) {
    return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
/**
 * An artifact from what a person wrote: a purl with a digest, or a bare digest.
 * @throws TurnpikeError USAGE when there is no digest: a tag or a version can be moved, a gate cannot rest on it
 */
function artifactRef(text) {
    const trimmed = text.trim();
    const digest = (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestOf */ .o)(trimmed);
    const purl = /^pkg:/iu.test(trimmed) ? normalisePurl(trimmed) : undefined;
    if (digest !== undefined)
        return purl === undefined ? { digest } : { digest, purl };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ('USAGE', `artifact "${shortened(trimmed)}" names no SHA-256 digest; give sha256:<64 hex>, pkg:oci/<name>@sha256:<64 hex> or pkg:<type>/<name>?checksum=sha256:<64 hex>`);
}
/** One and the same artifact? By digest; names do not matter. */
function sameArtifact(a, b) {
    const digest = digestOf(typeof a === 'string' ? a : a.digest);
    return digest !== undefined && digest === digestOf(typeof b === 'string' ? b : b.digest);
}


/***/ }),

/***/ 8024:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F7: () => (/* binding */ canShowItself),
/* harmony export */   FX: () => (/* binding */ credentialFor),
/* harmony export */   Ox: () => (/* binding */ audienceOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(458);
/* harmony import */ var _github_id_token_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(805);
/* harmony import */ var _variables_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2923);
/**
 * Which token is shown to a store: one that was given, else the CI's own identity, fresh for every request.
 *
 * In this order: what the caller gives, TURNPIKE_TOKEN, TURNPIKE_ID_TOKEN_FILE, TURNPIKE_ID_TOKEN, GitHub's token
 * service, none. A token of the CI is for one store only (`audienceOf`), and never travels readable: over plain http it
 * goes to this machine, or where TURNPIKE_ALLOW_PLAIN_HTTP says so; elsewhere there is none, and a store that wants one
 * says so.
 */




/** Longer ones are none: servers refuse headers of more than 16 KiB. */
const MAX_TOKEN = 16 * 1024;
/**
 * The token for a store, or where each request gets its own.
 * @throws TurnpikeError USAGE for a given token that no header can hold; the function: NO_TOKEN
 */
function credentialFor(options) {
    const { env } = options;
    const explicit = options.explicit?.trim() || (0,_variables_js__WEBPACK_IMPORTED_MODULE_3__/* .valueOf */ .R)(env.TURNPIKE_TOKEN);
    if (explicit !== undefined)
        return checked(explicit, 'USAGE', 'The token for the store');
    const url = URL.canParse(options.store) ? new URL(options.store) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol))
        return undefined;
    const fresh = freshToken(url, options);
    if (fresh === undefined || !mayTravel(url, env))
        return undefined;
    return async (asked) => {
        const token = await fresh(asked === true);
        if (token !== undefined)
            await options.mask?.(token);
        return token;
    };
}
/** Whether this job has anything to show: a token that was given, or an identity of its CI. */
function canShowItself({ explicit, env }) {
    if ((explicit?.trim() || (0,_variables_js__WEBPACK_IMPORTED_MODULE_3__/* .valueOf */ .R)(env.TURNPIKE_TOKEN)) !== undefined)
        return true;
    if (((0,_variables_js__WEBPACK_IMPORTED_MODULE_3__/* .valueOf */ .R)(env.TURNPIKE_ID_TOKEN_FILE) ?? (0,_variables_js__WEBPACK_IMPORTED_MODULE_3__/* .valueOf */ .R)(env.TURNPIKE_ID_TOKEN)) !== undefined)
        return true;
    return ((0,_variables_js__WEBPACK_IMPORTED_MODULE_3__/* .valueOf */ .R)(env.ACTIONS_ID_TOKEN_REQUEST_URL) !== undefined &&
        (0,_variables_js__WEBPACK_IMPORTED_MODULE_3__/* .valueOf */ .R)(env.ACTIONS_ID_TOKEN_REQUEST_TOKEN) !== undefined);
}
/** Whether a token of the CI may go to this address: not where anybody on the way can read it. */
function mayTravel(url, env) {
    return url.protocol === 'https:' || (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .isLoopback */ .U9)(url) || (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .allowsPlainHttp */ .lU)(env);
}
/** Whom a token for this store is for: its address without a trailing slash, query or fragment. */
function audienceOf(store) {
    return store.origin + store.pathname.replace(/\/+$/, '');
}
function freshToken(url, { env, log, clock }) {
    const file = (0,_variables_js__WEBPACK_IMPORTED_MODULE_3__/* .valueOf */ .R)(env.TURNPIKE_ID_TOKEN_FILE);
    // Kubernetes replaces the file long before the token in it ends.
    if (file !== undefined)
        return async () => readToken(file);
    const held = (0,_variables_js__WEBPACK_IMPORTED_MODULE_3__/* .valueOf */ .R)(env.TURNPIKE_ID_TOKEN);
    if (held !== undefined)
        return async () => checked(held, 'NO_TOKEN', 'TURNPIKE_ID_TOKEN');
    const service = (0,_variables_js__WEBPACK_IMPORTED_MODULE_3__/* .valueOf */ .R)(env.ACTIONS_ID_TOKEN_REQUEST_URL);
    const secret = (0,_variables_js__WEBPACK_IMPORTED_MODULE_3__/* .valueOf */ .R)(env.ACTIONS_ID_TOKEN_REQUEST_TOKEN);
    if (service === undefined || secret === undefined)
        return undefined;
    // A store on this machine mostly wants no token, and GitHub takes 100 ms and more for one: it has to ask first.
    let isWanted = !(0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .isLoopback */ .U9)(url);
    return async (asked) => {
        isWanted ||= asked;
        return isWanted
            ? await (0,_github_id_token_js__WEBPACK_IMPORTED_MODULE_2__/* .githubIdToken */ .e)({
                service,
                secret,
                audience: audienceOf(url),
                env,
                ...(log === undefined ? {} : { log }),
                ...(clock === undefined ? {} : { clock }),
            })
            : undefined;
    };
}
function readToken(path) {
    const fs = process.getBuiltinModule('node:fs');
    let text;
    try {
        if (fs.statSync(path).size > MAX_TOKEN)
            throw new Error(`it has more than ${MAX_TOKEN} bytes`);
        text = fs.readFileSync(path, 'utf8').trim();
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ('NO_TOKEN', `TURNPIKE_ID_TOKEN_FILE names ${path}, which cannot be read`, {
            cause,
        });
    }
    return checked(text, 'NO_TOKEN', `The file that TURNPIKE_ID_TOKEN_FILE names (${path})`);
}
/** A token that a header can hold (RFC 9110, field values). The message never has the token. */
function checked(token, code, what) {
    if (/^[\x21-\x7e]+$/.test(token) && token.length <= MAX_TOKEN)
        return token;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ(code, `${what} is no token: it is empty, longer than ${MAX_TOKEN} characters, or has spaces, line breaks or letters that no token has`);
}


/***/ }),

/***/ 805:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ githubIdToken)
/* harmony export */ });
/* harmony import */ var _cdevents_parse_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6324);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(458);
/* harmony import */ var _attempts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7434);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1992);
/**
 * An OIDC token of a GitHub job, from the runner's token service: for one audience, valid for some minutes.
 *
 * Not `core.getIDToken`: loading its HTTP client takes 50 ms of every step, and it waits 3 minutes for an answer.
 * Source: docs.github.com, "OpenID Connect reference"; actions/toolkit, `oidc-utils.ts`.
 */





/** How long a token may take, all attempts together: a step waits for it. */
const BUDGET_MS = 5_000;
const TIMEOUT_MS = 5_000;
/** A token is 2 KB. */
const MAX_ANSWER = 64 * 1024;
/** @throws TurnpikeError NO_TOKEN, with `status` 503 when another attempt later may help; never with a secret in it */
async function githubIdToken(request) {
    const url = serviceUrl(request);
    const clock = request.clock ?? _retry_js__WEBPACK_IMPORTED_MODULE_3__/* .systemClock */ .ml;
    return tokenIn(await answerOf(url, request, clock));
}
function serviceUrl({ service, secret, audience }) {
    const url = URL.canParse(service) ? new URL(service) : undefined;
    if (url === undefined || !(url.protocol === 'https:' || (url.protocol === 'http:' && (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .isLoopback */ .U9)(url)))) {
        throw noToken('ACTIONS_ID_TOKEN_REQUEST_URL is no https address, so nothing is sent there');
    }
    if (!/^[\x21-\x7e]+$/.test(secret))
        throw noToken('ACTIONS_ID_TOKEN_REQUEST_TOKEN is no token');
    // Appended, so that what GitHub put into the query stays as it is.
    url.search += `${url.search === '' ? '?' : '&'}audience=${encodeURIComponent(audience)}`;
    url.hash = '';
    return url;
}
async function answerOf(url, { secret, env, log }, clock) {
    const request = {
        method: 'GET',
        url,
        headers: { accept: 'application/json', 'user-agent': 'turnpike', authorization: `Bearer ${secret}` },
        timeoutMs: TIMEOUT_MS,
        maxBytes: MAX_ANSWER,
        env,
    };
    try {
        const answer = await (0,_attempts_js__WEBPACK_IMPORTED_MODULE_2__/* .sendUntilAnswered */ .Wf)(async () => request, {
            clock,
            deadline: clock.now() + BUDGET_MS,
            ...(log === undefined ? {} : { log: () => log('GitHub gave no id token yet; asking again') }),
        });
        return answer.body;
    }
    catch (error) {
        throw failed(url, error);
    }
}
/** What it answered is not repeated: an address it names, or a text, could hold a secret. */
function failed(url, error) {
    const status = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ ? error.status : undefined;
    if (status !== undefined)
        return noToken(`${url.origin} answers ${status}`, (0,_retry_js__WEBPACK_IMPORTED_MODULE_3__/* .isRetryable */ .r3)(status));
    const lost = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ && error.code === 'STORE_UNREACHABLE';
    return noToken(lost ? (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .explain */ .WE)(error.cause) || 'no answer' : (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .explain */ .WE)(error), lost);
}
/** @throws TurnpikeError NO_TOKEN; without a cause, because the parser's message quotes what it read */
function tokenIn(body) {
    let value;
    try {
        value = (0,_cdevents_parse_js__WEBPACK_IMPORTED_MODULE_4__/* .parseJson */ .q)(body)?.value;
    }
    catch {
        throw noToken('its answer is not JSON');
    }
    if (typeof value !== 'string' || value.length > 16_384 || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(value)) {
        throw noToken('its answer holds no token');
    }
    return value;
}
/** @param passes whether another attempt later may help */
function noToken(why, passes = false) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ('NO_TOKEN', `GitHub gave no id token: ${why}`, passes ? { status: 503 } : {});
}


/***/ }),

/***/ 1624:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   tokenAdvice: () => (/* binding */ tokenAdvice)
/* harmony export */ });
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(458);
/* harmony import */ var _credentials_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8024);
/* harmony import */ var _variables_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2923);
/** What a person can do when a store does not take what a job shows it. Loaded only then. */



/** A sentence without its full stop, plain text; may hold the store's address. */
function tokenAdvice({ store, explicit, env, status }) {
    if (explicit !== undefined || (0,_variables_js__WEBPACK_IMPORTED_MODULE_2__/* .valueOf */ .R)(env.TURNPIKE_TOKEN) !== undefined) {
        return 'give this step a token that the store knows and that may do this (input token, or TURNPIKE_TOKEN), or none, so that it shows who it is by itself; secrets are empty in pull requests from forks';
    }
    const url = URL.canParse(store) ? new URL(store) : undefined;
    const audience = url === undefined ? store : (0,_credentials_js__WEBPACK_IMPORTED_MODULE_1__/* .audienceOf */ .Ox)(url);
    if (url?.protocol === 'http:' && !(0,_address_js__WEBPACK_IMPORTED_MODULE_0__/* .isLoopback */ .U9)(url) && !(0,_address_js__WEBPACK_IMPORTED_MODULE_0__/* .allowsPlainHttp */ .lU)(env)) {
        return `use the store's https address: over plain http this job does not show who it is, because anybody on the way could read it`;
    }
    const github = env.GITHUB_ACTIONS === 'true';
    const gitlab = ((0,_variables_js__WEBPACK_IMPORTED_MODULE_2__/* .valueOf */ .R)(env.GITLAB_CI) ?? (0,_variables_js__WEBPACK_IMPORTED_MODULE_2__/* .valueOf */ .R)(env.CI_PROJECT_URL)) !== undefined;
    const hasToken = ((0,_variables_js__WEBPACK_IMPORTED_MODULE_2__/* .valueOf */ .R)(env.TURNPIKE_ID_TOKEN_FILE) ?? (0,_variables_js__WEBPACK_IMPORTED_MODULE_2__/* .valueOf */ .R)(env.TURNPIKE_ID_TOKEN)) !== undefined;
    if (hasToken || (github && (0,_variables_js__WEBPACK_IMPORTED_MODULE_2__/* .valueOf */ .R)(env.ACTIONS_ID_TOKEN_REQUEST_URL) !== undefined)) {
        return status === 403
            ? 'ask whoever owns the trust document of the store to grant this to this repository'
            : `compare what the store expects with what this job shows: a token for the audience ${audience}; the store's address must be written as the store itself writes it, and its trust document must name this CI`;
    }
    return adviceOf(env, audience, { github, gitlab });
}
/** How a job of this CI gets a token for the audience. */
function adviceOf(env, audience, { github, gitlab }) {
    // Forgejo's runner says that it is Gitea's and GitHub's, too.
    if (env.FORGEJO_ACTIONS === 'true') {
        return 'add `enable-openid-connect: true` to the job, so that Forgejo (15 or newer) gives it a token, or set TURNPIKE_TOKEN to one of the store; pull requests from forks never get one';
    }
    if (env.GITEA_ACTIONS === 'true') {
        return 'set TURNPIKE_TOKEN to a token of the store, from a secret: this runner gives the job none';
    }
    if (github) {
        return 'add `permissions: { id-token: write, contents: read }` to the job, so that GitHub gives it a token; pull requests from forks never get one, and hand their events over with the input spool (docs/forks.md)';
    }
    if (gitlab) {
        return `add \`id_tokens: { TURNPIKE_ID_TOKEN: { aud: ${audience} } }\` to the job, so that GitLab gives it a token (the components do it by themselves)`;
    }
    if (env.BUILDKITE === 'true') {
        return `run \`export TURNPIKE_ID_TOKEN=$(buildkite-agent oidc request-token --audience ${audience} --claim organization_id,pipeline_id)\` before`;
    }
    if (env.CIRCLECI === 'true') {
        return `run \`export TURNPIKE_ID_TOKEN=$(circleci run oidc get --claims '{"aud":"${audience}"}')\` before`;
    }
    return `set TURNPIKE_ID_TOKEN or TURNPIKE_ID_TOKEN_FILE to a token of this CI for the audience ${audience}, or TURNPIKE_TOKEN to one of the store's own`;
}


/***/ }),

/***/ 2923:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ valueOf)
/* harmony export */ });
/**
 * What a variable of a pipeline says; undefined where it says nothing. GitLab leaves a reference to a variable that does
 * not exist as it is, `$NAME`.
 */
function valueOf(text) {
    const value = text?.trim() ?? '';
    return value === '' || value.startsWith('$') ? undefined : value;
}


/***/ }),

/***/ 9924:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ar: () => (/* binding */ htmlLink),
/* harmony export */   Cm: () => (/* binding */ linkTarget),
/* harmony export */   Hg: () => (/* binding */ mermaidText),
/* harmony export */   Jj: () => (/* binding */ cut),
/* harmony export */   Te: () => (/* binding */ gfm),
/* harmony export */   V4: () => (/* binding */ mdSign),
/* harmony export */   W7: () => (/* binding */ mdHover),
/* harmony export */   YF: () => (/* binding */ mdLink),
/* harmony export */   YT: () => (/* binding */ htmlJoin),
/* harmony export */   _n: () => (/* binding */ xml),
/* harmony export */   bC: () => (/* binding */ mdText),
/* harmony export */   hw: () => (/* binding */ htmlInstructions),
/* harmony export */   js: () => (/* binding */ htmlText),
/* harmony export */   kc: () => (/* binding */ logText),
/* harmony export */   ob: () => (/* binding */ htm),
/* harmony export */   pj: () => (/* binding */ plain),
/* harmony export */   pu: () => (/* binding */ mdInstructions),
/* harmony export */   q6: () => (/* binding */ mdJoin),
/* harmony export */   xK: () => (/* binding */ xmlText),
/* harmony export */   xs: () => (/* binding */ mdCode)
/* harmony export */ });
/* unused harmony export escapeHtml */
/**
 * All escaping. Over 300 lines because it is one file on purpose: what is safe is decided here and nowhere else.
 * Every string in a decision may come from a stranger: a producer, a requester, a policy author.
 *
 * Two steps, always in this order:
 * 1. `plain` makes one line of visible text: controls, bidirectional marks, invisible characters and the marks
 *    that Turnpike itself uses for results are written out as `⟨U+202E⟩`, so nothing can hide and no tick can be
 *    forged; long strings are cut with `…`.
 * 2. The tagged templates `gfm`, `htm` and `xml` escape whatever is put into them for their language. Only what
 *    one of them built passes unescaped, so forgetting to escape is not possible, and a decision that was read
 *    from JSON cannot claim to be escaped already (the brand is a symbol).
 */
const LANGUAGE = Symbol('language of the markup');
/** Characters shown of one string, unless the caller says otherwise. */
const DEFAULT_LENGTH = 300;
/**
 * Signs that look like a result. Turnpike writes its own; a stranger's are written out, or a test run named
 * “✅ approved” would stand in the page as if the gate had said it.
 */
const RESULT_SIGNS = '\u2705\u2713\u2714\u2611\u2612\u237B\u221A\u26D4\u274C\u274E\u2716\u2717\u2718\u26A0\u23F3\u231B\u2757\u2755' +
    '\u2796\u23ED\u{1F5F8}\u{1F5F9}\u{1F5F4}\u{1F5F5}\u{1F6AB}\u{1F6D1}\u{1F7E0}-\u{1F7EB}\u{1F534}\u{1F535}' +
    '\u{1F197}\u{1F49A}\u{1F44D}\u{1F44E}';
/** Printable ASCII with single spaces between: most strings, and nothing to do. */
const HARMLESS = /^(?:[!-~]+(?: [!-~]+)*)?$/;
const SPACES = /[\s\u0085\u001C-\u001F]+/gu;
/**
 * Controls, format characters (bidirectional marks, zero width, tags), private use, non-characters, everything
 * a font may leave blank, and the result signs. Variation selectors and joiners are handled before.
 */
const SUSPECT = new RegExp(`[\\p{Cc}\\p{Cf}\\p{Co}\\p{Default_Ignorable_Code_Point}\\p{Noncharacter_Code_Point}\\u2800${RESULT_SIGNS}]`, 'gu');
const VARIATION_SELECTORS = /[\uFE0E\uFE0F]/gu;
/** Joiners that a script or an emoji needs: between two pictures, or two letters of a joining script. */
const HONEST_JOINER = /(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Script=Arabic}|\p{Script=Devanagari}|\p{M})[\u200C\u200D](?=\p{Extended_Pictographic}|\p{Script=Arabic}|\p{Script=Devanagari})/gu;
/** More marks on one letter than any language needs: they would run over the lines above and below. */
const STACKED_MARKS = /(\p{M}{3})\p{M}+/gu;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
/**
 * One line of visible text of at most `length` characters (code points), cut with `…`.
 * Everything invisible or misleading is written as `⟨U+XXXX⟩`; runs of white space become one space.
 */
function plain(value, length = DEFAULT_LENGTH) {
    if (typeof value === 'string' && value.length <= length && HARMLESS.test(value))
        return value;
    const given = typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
    const text = (given ?? '')
        // A bound on the work first: a megabyte of text is not scanned to show 300 characters.
        .slice(0, length * 4 + 64)
        .toWellFormed()
        .replace(SPACES, ' ')
        .trim()
        .replace(VARIATION_SELECTORS, '')
        .replace(STACKED_MARKS, '$1');
    const kept = new Set();
    for (const match of text.matchAll(HONEST_JOINER))
        kept.add(match.index);
    const visible = text.replace(SUSPECT, (sign, offset) => (kept.has(offset) ? sign : written(sign)));
    return cut(visible, length);
}
function written(sign) {
    const code = sign.codePointAt(0) ?? 0;
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
/** At most `length` code points, the last one `…` where something was cut; never half a character. */
function cut(text, length) {
    if (text.length <= length)
        return text;
    const points = Array.from(text);
    return points.length <= length
        ? text
        : `${points
            .slice(0, Math.max(0, length - 1))
            .join('')
            .trimEnd()}…`;
}
/**
 * Text for a log line. `##[…]`, `##vso[…]` and `##teamcity[…]` are commands to some runners wherever they stand in a
 * line; `::name::` only where a line begins, so log lines begin with a word of ours.
 */
function logText(value, length = DEFAULT_LENGTH) {
    return plain(value, length).replace(/##(?=[[a-z])/giu, '# #');
}
/** The address, normalised, when it is a plain http or https link; else undefined (it is shown as text then). */
function linkTarget(value) {
    if (value === undefined ||
        value.length > 2000 ||
        value.endsWith('…') ||
        !/^https?:\/\/[^\s\p{C}]+$/iu.test(value))
        return undefined;
    if (!URL.canParse(value))
        return undefined;
    const url = new URL(value);
    // `https://github.com@evil.example` reads like another host than it opens.
    if (url.username !== '' || url.password !== '')
        return undefined;
    return url.href;
}
/* ---------- Markdown (GitHub and GitLab) ---------- */
/** Ends a text node, so that the forges' own filters do not see a mention, a reference or an emoji code. */
const SPLIT = '<span></span>';
/**
 * Escapes for every inline place of GFM and GLFM, table cells included. Entities, not backslashes: an entity is never
 * structure, in no parser. Mentions, references, emoji codes, maths and bare links are found by the forges *after*
 * Markdown, in text nodes, where escapes are gone; there only an element between the characters helps.
 */
function escapeMarkdown(text) {
    return (text
        .replace(/[&<>`*_\\|\]]/g, (sign) => `&#${sign.charCodeAt(0)};`)
        .replace(/\bwww\./gi, (match) => `${match.slice(0, 3)}${SPLIT}.`)
        .replace(/\bGH-(?=\d)/gi, (match) => `${match}${SPLIT}`)
        // `://` is a link, `:name:` a picture (but `:52:` in a time is not: no picture has a name of two digits).
        .replace(/:\/\//g, `:${SPLIT}/${SPLIT}/`)
        .replace(/:(?!\d\d:)(?=[\w+-]+:)/g, `:${SPLIT}`)
        .replace(/\$/g, '<span>$</span>')
        // Not the `#` of an entity just written.
        .replace(/(?<!&)#|[@!~^%[{}]/g, (sign) => `&#${sign.charCodeAt(0)};${SPLIT}`)
        .replace(/&#38;/g, `&amp;${SPLIT}`)
        .replace(/^[-+]/, (sign) => `&#${sign.charCodeAt(0)};`)
        .replace(/^(\d{1,9})([.)])(?=\s|$)/, (_, digits, sign) => `${digits}&#${sign.charCodeAt(0)};`));
}
/** Isolates right-to-left text, so that it does not reorder what stands beside it. */
function isolated(text) {
    return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}
function gfm(strings, ...parts) {
    return build('markdown', strings, parts, (text) => isolated(escapeMarkdown(plain(text))));
}
/** Markdown text with a length of its own. */
function mdText(text, length) {
    return markup('markdown', isolated(escapeMarkdown(plain(text, length))));
}
/** The signs Turnpike itself writes beside its words. Nothing else gets past `plain` as a sign. */
const OWN_SIGNS = new Set(['✅', '⛔', '⏳', '❗', '⚠️', '➖']);
function mdSign(sign) {
    return markup('markdown', OWN_SIGNS.has(sign) ? sign : '');
}
/** The parts that are there, with a separator of ours between them. */
function mdJoin(parts, separator) {
    const there = parts.filter((part) => part !== undefined);
    return markup('markdown', there.map((part) => gfm `${part}`.text).join(separator));
}
/**
 * Instructions: `code` between backticks becomes code, and an address becomes a link that shows exactly where it goes.
 * Nothing else in it is markup. An address that also stands in one of the `strangers`' strings stays text: instructions
 * are the policy author's, but may quote a producer.
 */
function mdInstructions(text, strangers = [], length = 600) {
    const pieces = instructionPieces(text, strangers, length).map(({ kind, text: piece }) => {
        if (kind === 'code')
            return mdCode(piece, length).text;
        if (kind === 'link')
            return mdLink(mdText(linkTarget(piece) ?? piece, length), piece).text;
        return isolated(escapeMarkdown(piece));
    });
    return markup('markdown', pieces.join(''));
}
function instructionPieces(text, strangers, length) {
    return plain(text, length)
        .split(/(`[^`]+`|https?:\/\/[^\s<>"'`|]*[^\s<>"'`|.,;:!?)\]…])/iu)
        .filter((piece) => piece !== '')
        .map((piece) => {
        if (piece.length > 2 && piece.startsWith('`') && piece.endsWith('`'))
            return { kind: 'code', text: piece.slice(1, -1) };
        const ours = linkTarget(piece) !== undefined && !strangers.some((said) => said.includes(piece));
        return { kind: ours ? 'link' : 'text', text: piece };
    });
}
/** A link when the target may be one, else just the label. */
function mdLink(label, target) {
    const href = linkTarget(target);
    if (href === undefined)
        return gfm `${label}`;
    // Inside a destination only what RFC 3986 leaves unreserved and the delimiters Markdown does not know stay.
    const safe = href.replace(/[^A-Za-z0-9\-._~:/?#@&;=%+,]/g, (sign) => encodeURIComponent(sign).replace(/[!'()*]/g, hex));
    return markup('markdown', `[${gfm `${label}`.text}](${safe.replaceAll('&', '&amp;')})`);
}
/** Fixed-width text, e.g. a digest. An element, not backticks: it is closed by nothing that it can hold. */
function mdCode(text, length) {
    return markup('markdown', `<code>${escapeMarkdown(plain(text, length))}</code>`);
}
/** Text with an explanation on hover. `abbr` with `title` is what both forges' sanitizers let through. */
function mdHover(text, hover) {
    // Kept on one line: an age that is broken over three lines is what makes a narrow column hard to read.
    const kept = plain(text, 80)
        .split(' ')
        .map((word) => escapeMarkdown(word))
        .join('&nbsp;');
    return markup('markdown', `<abbr title="${escapeAttribute(plain(hover, 80))}">${kept}</abbr>`);
}
/** An attribute inside a table cell: no pipe, no character that Markdown looks at. */
function escapeAttribute(text) {
    return text.replace(/[^A-Za-z0-9 .,:/\u0080-\u{10FFFF}-]/gu, (sign) => `&#${sign.codePointAt(0)};`);
}
/* ---------- HTML and XML ---------- */
function escapeHtml(text) {
    return text.replace(/[&<>"'`]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
function htm(strings, ...parts) {
    return build('html', strings, parts, (text) => {
        const escaped = escapeHtml(plain(text));
        // Not an element: the place may be an attribute or an SVG text.
        return isolated(escaped);
    });
}
function htmlText(text, length) {
    return markup('html', isolated(escapeHtml(plain(text, length))));
}
function htmlLink(label, target) {
    const href = linkTarget(target);
    if (href === undefined)
        return htm `${label}`;
    return markup('html', `<a href="${escapeHtml(href)}" rel="noopener noreferrer nofollow">${htm `${label}`.text}</a>`);
}
function htmlJoin(parts, separator) {
    const there = parts.filter((part) => part !== undefined);
    return markup('html', there.map((part) => htm `${part}`.text).join(separator));
}
function htmlInstructions(text, strangers = [], length = 600) {
    const pieces = instructionPieces(text, strangers, length).map(({ kind, text: piece }) => {
        if (kind === 'code')
            return htm `<code>${htmlText(piece, length)}</code>`.text;
        if (kind === 'link')
            return htmlLink(htmlText(linkTarget(piece) ?? piece, length), piece).text;
        return isolated(escapeHtml(piece));
    });
    return markup('html', pieces.join(''));
}
/** GitLab takes `[[ATTACHMENT|path]]` in JUnit output as the path of a file to show. */
function escapeXml(text) {
    return text
        .replace(/\[\[(?=\s*ATTACHMENT)/gi, '[ [')
        .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
function xml(strings, ...parts) {
    return build('xml', strings, parts, (text) => escapeXml(plain(text, 600)));
}
/** XML text with a length of its own. */
function xmlText(text, length) {
    return markup('xml', escapeXml(plain(text, length)));
}
/* ---------- Mermaid ---------- */
/**
 * Text for a Mermaid label. Its grammar has no escape that works everywhere (`:`, `;` and `#` end a label, `%%` starts a
 * comment or a directive), so only what is surely harmless stays.
 */
function mermaidText(text, length = 40) {
    return plain(text, length)
        .replace(/[^\p{L}\p{N}\p{M} ._/+…()-]/gu, ' ')
        .replace(/--+/g, '-')
        .replace(/ +/g, ' ')
        .trim();
}
/* ---------- the templates' one engine ---------- */
function markup(language, text) {
    return Object.freeze({ [LANGUAGE]: language, text });
}
function build(language, strings, parts, escape) {
    const render = (part) => {
        if (part === undefined)
            return '';
        if (typeof part === 'string')
            return escape(part);
        if (typeof part === 'number')
            return String(part);
        if (Array.isArray(part))
            return part.map(render).join('');
        const one = part;
        // Anything else (a value from JSON with the wrong type) is text like any other.
        return one[LANGUAGE] === language ? one.text : escape(JSON.stringify(part) ?? '');
    };
    return markup(language, strings.map((fixed, at) => fixed + (at < parts.length ? render(parts[at]) : '')).join(''));
}
function hex(sign) {
    return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}


/***/ }),

/***/ 9291:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BA: () => (/* binding */ fileArtifact),
/* harmony export */   J6: () => (/* binding */ goArtifact),
/* harmony export */   Tw: () => (/* binding */ pypiArtifact),
/* harmony export */   UZ: () => (/* binding */ imageArtifact),
/* harmony export */   a4: () => (/* binding */ npmArtifact),
/* harmony export */   cI: () => (/* binding */ mavenArtifact)
/* harmony export */ });
/* harmony import */ var _cdevents_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6767);
/* harmony import */ var _cdevents_purl_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5970);
/**
 * Package URLs of what a build made, as the type definitions of the purl specification (ECMA-427) say them. Every one of
 * them carries the digest of the bytes: in the version of an image, in `checksum` for everything else. Pure.
 */


/** Longest name or version that is taken from inside a file: npm's own bound for names is 214. */
const LONGEST = 256;
/**
 * The artifact with these bytes and this name. Where the name does not fit into a package URL, or names another digest,
 * the digest alone says what it is.
 * @param digest `sha256:<hex>`, computed from the bytes
 */
function withPurl(digest, parts) {
    const purl = purlOf(parts);
    if (purl === undefined)
        return { digest };
    const [only, other] = (0,_cdevents_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestsIn */ .V)(purl);
    return only === digest && other === undefined ? { digest, purl } : { digest };
}
/** `@scope/name` → `pkg:npm/%40scope/name@version?checksum=…`. npm: the scope is the namespace, with its `@`. */
function npmArtifact(name, version, digest) {
    const slash = name.startsWith('@') ? name.indexOf('/') : -1;
    const namespace = slash === -1 ? [] : [name.slice(0, slash)];
    const checksum = { checksum: digest };
    return withPurl(digest, {
        type: 'npm',
        namespace,
        name: name.slice(slash + 1),
        version,
        qualifiers: checksum,
    });
}
/**
 * pypi: no namespace; the name in lower case with dashes. Runs of `-`, `_` and `.` are one dash, as PEP 503 says it.
 * `file_name` tells the wheels and the source distribution of one version apart.
 */
function pypiArtifact(name, version, fileName, digest) {
    return withPurl(digest, {
        type: 'pypi',
        name: normalisedPypiName(name),
        version,
        qualifiers: { checksum: digest, file_name: fileName },
    });
}
/** PEP 503, "Normalized Names". */
function normalisedPypiName(name) {
    return name.replace(/[-_.]+/gu, '-').toLowerCase();
}
/** maven: the groupId is the namespace, in one piece and with its case. */
function mavenArtifact(name, digest) {
    return withPurl(digest, {
        type: 'maven',
        namespace: [name.group],
        name: name.artifact,
        version: name.version,
        qualifiers: { checksum: digest, classifier: name.classifier, type: name.type },
    });
}
/**
 * oci: the name is the last segment of the repository, in lower case; registry and path go to `repository_url`, without a
 * tag; the version is the digest.
 * @param repository `ghcr.io/acme/shop`, with or without a tag
 */
function imageArtifact(repository, digest, tag) {
    const untagged = repository.replace(/:[\w.-]+$/u, (end) => (repository.includes('/') ? '' : end));
    const name = untagged.split('/').at(-1) ?? untagged;
    return withPurl(digest, {
        type: 'oci',
        name: name.toLowerCase(),
        version: digest,
        qualifiers: { repository_url: untagged.toLowerCase(), tag },
    });
}
/** golang: namespace and name in lower case; the module's path is cut at its last slash. */
function goArtifact(module, version, digest) {
    const segments = module.toLowerCase().split('/');
    const name = segments.pop() ?? '';
    return withPurl(digest, {
        type: 'golang',
        namespace: segments,
        name,
        ...(version === '' || version === '(devel)' ? {} : { version }),
        qualifiers: { checksum: digest },
    });
}
/** A file that is nothing else: by its own name. A name with a digest in it would make a package URL of two. */
function fileArtifact(fileName, digest) {
    if (/sha-?256/iu.test(fileName))
        return { digest };
    return withPurl(digest, { type: 'generic', name: fileName, qualifiers: { checksum: digest } });
}
function purlOf({ type, namespace = [], name, version, qualifiers = {} }) {
    const texts = [...namespace, name, version ?? ''];
    if (name === '' || texts.some((text) => text.length > LONGEST || UNFIT.test(text)))
        return undefined;
    const path = [...namespace, name].map(encode).join('/');
    const query = Object.entries(qualifiers).flatMap(([key, value]) => value === undefined || value === '' ? [] : [`${key}=${encode(value)}`]);
    try {
        return (0,_cdevents_purl_js__WEBPACK_IMPORTED_MODULE_0__/* .normalisePurl */ .SC)(`pkg:${type}/${path}${version === undefined ? '' : `@${encode(version)}`}?${query.join('&')}`);
    }
    catch {
        return undefined;
    }
}
/** Control characters and marks that turn the direction of writing belong in no name; nor do half characters. */
const UNFIT = /[\p{Cc}\p{Cs}\u061C\u200B-\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/u;
function encode(text) {
    return encodeURIComponent(text);
}


/***/ })

};
