export const id = 6027;
export const ids = [6027];
export const modules = {

/***/ 6027:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   writeReports: () => (/* binding */ writeReports)
/* harmony export */ });
/* harmony import */ var _host_clean_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1250);
/* harmony import */ var _host_gitlab_host_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4927);
/* harmony import */ var _gate_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4377);



/** Writes what was asked for, each file whole or not at all. */
async function writeReports(decision, reports, deps) {
    const write = async (path, render) => {
        if (path !== undefined)
            await deps.writeText(path, await render());
    };
    await write(reports.json, async () => `${JSON.stringify(decision, null, 2)}\n`);
    await write(reports.html, async () => (await Promise.all(/* import() */[__webpack_require__.e(6925), __webpack_require__.e(1056)]).then(__webpack_require__.bind(__webpack_require__, 1056))).renderHtml(decision));
    await write(reports.junit, async () => (await Promise.all(/* import() */[__webpack_require__.e(6925), __webpack_require__.e(4227)]).then(__webpack_require__.bind(__webpack_require__, 4227))).renderJUnit(decision));
    await write(reports.markdown, async () => (await Promise.all(/* import() */[__webpack_require__.e(6925), __webpack_require__.e(6335)]).then(__webpack_require__.bind(__webpack_require__, 6335))).renderSummary(decision, { flavour: 'gitlab' }));
    await write(reports.annotations, async () => (await Promise.all(/* import() */[__webpack_require__.e(6925), __webpack_require__.e(6241)]).then(__webpack_require__.bind(__webpack_require__, 6241))).renderAnnotationsReport(decision));
    await write(reports.dotenv, async () => renderDotenv(decision));
}
/** For a later GitLab job: the same names as the GitLab host writes its outputs under. */
function renderDotenv(decision) {
    return Object.entries((0,_gate_js__WEBPACK_IMPORTED_MODULE_1__.outputsOf)(decision))
        .map(([name, value]) => `${(0,_host_gitlab_host_js__WEBPACK_IMPORTED_MODULE_0__/* .variableOf */ .Q)(name)}=${(0,_host_clean_js__WEBPACK_IMPORTED_MODULE_2__/* .clean */ .uH)(value, 4096).replace(/['"`]/g, '')}\n`)
        .join('');
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
