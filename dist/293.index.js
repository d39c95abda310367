export const id = 293;
export const ids = [293];
export const modules = {

/***/ 293:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   renderHandover: () => (/* binding */ renderHandover)
/* harmony export */ });
/* unused harmony export placeOf */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _host_gitlab_host_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4927);
/* harmony import */ var _host_clean_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1250);
/**
 * What a GitLab job that deploys needs of the gate's job, as dotenv: lines `KEY=value`, at most 20 and 5 KB, without
 * quotes and line breaks. A shell reads it, so every value is of letters that need no care; what is not stays away.
 */



/** What is left of 5 KB beside the gate's own variables. */
const MOST_ARTIFACTS = 2400;
const MOST_TEXT = 400;
/** @param outputs the gate's, by name */
function renderHandover(outputs, begun, next) {
    const values = {
        ...Object.fromEntries(Object.entries(outputs).map(([name, value]) => [
            (0,_host_gitlab_host_js__WEBPACK_IMPORTED_MODULE_1__/* .variableOf */ .Q)(name),
            (0,_host_clean_js__WEBPACK_IMPORTED_MODULE_2__/* .clean */ .uH)(value, 4096).replace(/['"`]/g, ''),
        ])),
        TURNPIKE_DEPLOY_PLACE: placeOf(begun),
        // For a job that names none itself: turnpike.yaml may have.
        TURNPIKE_DEPLOY_ASKED_SERVICE: harmless(begun.service),
        TURNPIKE_DEPLOY_ARTIFACTS: artifactsOf(begun),
        TURNPIKE_DEPLOY_TYPE: next?.type ?? '',
        TURNPIKE_DEPLOY_KNOWN: next === undefined ? '' : String(next.known),
        TURNPIKE_DEPLOY_URI: harmless(next?.uri),
        TURNPIKE_DEPLOY_CHANGE: harmless(begun.change),
    };
    return Object.entries(values)
        .filter(([, value]) => value !== '')
        .map(([name, value]) => `${name}=${value}\n`)
        .join('');
}
/** Which environment and service an allow is for, so that a job never uses another one's. */
function placeOf({ environment, service }) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(`${environment}\n${service}`).digest('hex');
}
/** `sha256:…=pkg:…`, separated by spaces; digests alone when they do not all fit. */
function artifactsOf({ artifacts }) {
    const digests = artifacts.map(({ digest }) => digest).join(' ');
    const named = artifacts
        .map(({ digest, purl }) => (purl !== undefined && harmless(purl) === purl ? `${digest}=${purl}` : digest))
        .join(' ');
    return named.length <= MOST_ARTIFACTS ? named : digests;
}
/** A text of letters that mean nothing to a shell or to JSON; empty for any other. */
function harmless(text) {
    return text !== undefined && text.length <= MOST_TEXT && /^[\w.~:/?#@!&()*+,;=%[\]{}-]+$/.test(text)
        ? text
        : '';
}


/***/ }),

/***/ 4927:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ variableOf)
/* harmony export */ });
/* unused harmony export createGitlabHost */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/**
 * A GitLab job. GitLab has no page for summaries: outputs go to a dotenv report, links to an annotations report, the
 * summary to a file that the component offers as an artifact, and everything to the log.
 * Source: docs.gitlab.com, "CI/CD artifacts reports types" (dotenv: 5 KB, 20 variables, no line breaks, no quotes).
 */


const MAX_DOTENV_BYTES = (/* unused pure expression or super */ null && (5 * 1024));
const MAX_DOTENV_VARIABLES = 20;
/** `decision-id` → `TURNPIKE_DECISION_ID`: the variable that a later job reads. */
function variableOf(name) {
    return `TURNPIKE_${name.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`;
}
function createGitlabHost(facts, io, reports = {}) {
    const log = (text, options) => {
        for (const line of plainLines(text, options))
            io.print(`${line}\n`);
    };
    return {
        facts,
        async output(name, value) {
            if (reports.dotenv !== undefined)
                setVariable(io, reports.dotenv, variableOf(name), value);
        },
        async summary(markdown) {
            if (reports.summary === undefined)
                return;
            io.append(reports.summary, markdown.endsWith('\n') ? markdown : `${markdown}\n`);
        },
        async annotate({ level, title, message }) {
            const colour = { error: '\u001B[31;1m', warning: '\u001B[33;1m', notice: '\u001B[36;1m' }[level];
            io.print(`${colour}${plainLine(title)}\u001B[0m\n`);
            log(message);
        },
        log,
        // GitLab masks only what it was told of before the job began; a value that is never printed needs no mask.
        async secret() { },
        async fail(message, exitCode) {
            io.print(`\u001B[31;1m${plainLine(message)}\u001B[0m\n`);
            io.setExitCode(exitCode);
        },
        async link(label, url) {
            if (reports.annotations !== undefined)
                addLink(io, reports.annotations, plainLine(label), url);
        },
        section(title, lines) {
            const name = `turnpike_${io.random().replaceAll('-', '_')}`;
            const second = Math.floor(io.now() / 1000);
            io.print(`\u001B[0Ksection_start:${second}:${name}[collapsed=true]\r\u001B[0K${plainLine(title)}\n`);
            for (const line of lines)
                log(line);
            io.print(`\u001B[0Ksection_end:${second}:${name}\r\u001B[0K\n`);
        },
    };
}
function setVariable(io, path, name, value) {
    if (/[\r\n'"`]/.test(value)) {
        throw new TurnpikeError('USAGE', `${name} cannot be handed on: GitLab's dotenv takes no line breaks and no quotes`);
    }
    const kept = (io.read(path) ?? '').split('\n').filter((line) => line !== '' && !line.startsWith(`${name}=`));
    const lines = [...kept, `${name}=${value}`];
    const text = `${lines.join('\n')}\n`;
    if (lines.length > MAX_DOTENV_VARIABLES || Buffer.byteLength(text) > MAX_DOTENV_BYTES) {
        throw new TurnpikeError('TOO_LARGE', `${name} does not fit: GitLab's dotenv keeps 20 variables and 5 KB in all`);
    }
    io.write(path, text);
}
function addLink(io, path, label, url) {
    if (!/^https?:\/\//.test(url) || !URL.canParse(url))
        return;
    const links = linksOf(io.read(path));
    links.push({ external_link: { label, url: new URL(url).href } });
    io.write(path, `${JSON.stringify({ Turnpike: links })}\n`);
}
function linksOf(text) {
    if (text === undefined)
        return [];
    try {
        const { Turnpike: links } = JSON.parse(text);
        return Array.isArray(links) ? links : [];
    }
    catch {
        return [];
    }
}


/***/ })

};
