export const id = 7583;
export const ids = [7583];
export const modules = {

/***/ 7583:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readSpdxTags: () => (/* binding */ readSpdxTags)
/* harmony export */ });
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6297);
/* harmony import */ var _spdx_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1318);
/* harmony import */ var _text_lines_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4092);
/** SPDX 2.2 and 2.3 as tag-value text. Source: SPDX specification 2.3, clauses 6 to 11. Pure. */



/** Characters of a line that are read. */
const MOST_LENGTH = 10_000;
/** @throws TurnpikeError INVALID_REPORT with the line */
async function readSpdxTags(bytes) {
    const spdx = (0,_spdx_js__WEBPACK_IMPORTED_MODULE_1__/* .createSpdx */ ["in"])();
    const document = {
        creators: [],
    };
    let open;
    let inText = false;
    const put = () => {
        if (open === undefined)
            return;
        const one = (tag) => open?.get(tag)?.[0];
        const [id = '', name, version] = [one('SPDXID'), one('PackageName'), one('PackageVersion')];
        const purls = (open.get('ExternalRef') ?? [])
            .flatMap((text) => /^PACKAGE-MANAGER\s+purl\s+(\S+)/iu.exec(text)?.[1] ?? [])
            .slice(0, 10);
        const listed = (open.get('PackageChecksum') ?? []).flatMap((text) => (0,_spdx_js__WEBPACK_IMPORTED_MODULE_1__/* .sha256Of */ .Bj)(/^SHA256:\s*(\S+)/u.exec(text)?.[1]));
        const license = (0,_spdx_js__WEBPACK_IMPORTED_MODULE_1__/* .licenseOf */ .L3)(one('PackageLicenseConcluded'), one('PackageLicenseDeclared'));
        spdx.package({
            id,
            ...(name === undefined ? {} : { name }),
            ...(version === undefined ? {} : { version }),
            purls,
            digests: [...new Set([...listed, ...(0,_spdx_js__WEBPACK_IMPORTED_MODULE_1__/* .digestsNamed */ .bs)([version, ...purls])])],
            ...(license === undefined ? {} : { license }),
        });
        open = undefined;
    };
    const tag = (name, value) => {
        switch (name) {
            case 'SPDXVersion':
                document.version = value;
                return;
            case 'DocumentNamespace':
                document.namespace = value;
                return;
            case 'Created':
                document.created = value;
                return;
            case 'Creator':
                if (document.creators.length < 100)
                    document.creators.push(value);
                return;
            case 'Relationship': {
                const [from = '', type, to = ''] = value.split(/\s+/u);
                if (type === 'DESCRIBES' && from === 'SPDXRef-DOCUMENT')
                    spdx.describes(to);
                if (type === 'DESCRIBED_BY' && to === 'SPDXRef-DOCUMENT')
                    spdx.describes(from);
                return;
            }
            case 'FileName':
                put();
                spdx.file();
                return;
            case 'SnippetSPDXID':
            case 'LicenseID':
                put();
                return;
            case 'PackageName':
                put();
                open = new Map();
        }
        const values = open?.get(name);
        if (values === undefined)
            open?.set(name, [value]);
        else if (values.length < 1000)
            values.push(value);
    };
    for await (const lines of (0,_text_lines_js__WEBPACK_IMPORTED_MODULE_2__/* .readLines */ .S)(bytes, MOST_LENGTH))
        for (const { text, number } of lines) {
            if (inText) {
                inText = !text.includes('</text>');
                continue;
            }
            if (text.trim() === '' || text.startsWith('#'))
                continue;
            const [, name, value] = /^([A-Za-z]+):\s*(.*)$/su.exec(text) ?? [];
            if (name === undefined || value === undefined)
                throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_0__/* .refusal */ .x)(`line ${number}: ${(0,_refusal_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .T)(text)} is no tag of SPDX`);
            inText = value.startsWith('<text>') && !value.includes('</text>');
            tag(name, value.replace(/^<text>|<\/text>$/gu, '').trim());
        }
    put();
    const { version = '', namespace, created, creators } = document;
    if (inText)
        throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_0__/* .refusal */ .x)('it ends inside of a <text>; was it cut off?');
    if (!(0,_spdx_js__WEBPACK_IMPORTED_MODULE_1__/* .isVersion */ .lF)(version))
        throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_0__/* .refusal */ .x)(`${(0,_refusal_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .T)(version)} is not read; SPDX-2.2, SPDX-2.3 and SPDX 3.0 are`);
    return {
        ...spdx.finish(version.slice('SPDX-'.length)),
        ...(namespace === undefined ? {} : { id: namespace.slice(0, 500) }),
        ...(created === undefined ? {} : { created: created.slice(0, 60) }),
        tools: (0,_spdx_js__WEBPACK_IMPORTED_MODULE_1__/* .toolsOf */ .Fu)(creators),
    };
}


/***/ })

};
