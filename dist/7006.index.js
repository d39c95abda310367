export const id = 7006;
export const ids = [7006];
export const modules = {

/***/ 7006:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   privateKeyIn: () => (/* binding */ privateKeyIn),
/* harmony export */   signWith: () => (/* binding */ signWith)
/* harmony export */ });
/* unused harmony exports publicKeyIn, keyIdOf, isSignedBy */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9473);
/** Keys that sign events: Ed25519, and ECDSA over P-256 with SHA-256. Nothing else, and nothing is negotiated. */


/** A private key from PEM (PKCS #8). @throws TurnpikeError USAGE, which never holds the text */
function privateKeyIn(pem, where) {
    return fit(() => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)(pem), where, 'a private key in PEM (PKCS #8, without a passphrase)');
}
/** A public key from PEM (SPKI). @throws TurnpikeError USAGE */
function publicKeyIn(pem, where) {
    // A private key would be taken as well, and a trust document is no place for one.
    if (pem.includes('PRIVATE KEY'))
        throw new TurnpikeError('USAGE', `${where}: holds a private key; write down the public one`);
    return fit(() => createPublicKey(pem), where, 'a public key in PEM (SPKI)');
}
function fit(read, where, allowed) {
    let key;
    try {
        key = read();
    }
    catch (cause) {
        const code = cause.code;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TurnpikeError */ .PJ('USAGE', `${where}: is not ${allowed}${typeof code === 'string' ? ` (${code})` : ''}`);
    }
    if (key.asymmetricKeyType === 'ed25519' || isP256(key))
        return key;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TurnpikeError */ .PJ('USAGE', `${where}: is a key of type ${key.asymmetricKeyType ?? 'unknown'}; use Ed25519 or ECDSA P-256`);
}
function isP256(key) {
    return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
}
/** `sha256:<hex>` of the public key's SPKI bytes: what signatures of it have as `keyid`. */
function keyIdOf(key) {
    const open = key.type === 'private' ? (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)(key) : key;
    const spki = open.export({ type: 'spki', format: 'der' });
    return `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(spki).digest('hex')}`;
}
/** Signs with a private key; ECDSA signatures are `r` and `s` after each other, as the extension's vectors have them. */
function signWith(key, keyid = keyIdOf(key)) {
    return (bytes) => ({
        keyid,
        sig: isP256(key) ? (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.sign)('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }) : (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.sign)(null, bytes, key),
    });
}
/** Is this a signature of the key over these bytes? ECDSA also in DER, which other libraries write. Never throws. */
function isSignedBy(key, bytes, sig) {
    try {
        if (!isP256(key))
            return sig.length === 64 && verify(null, bytes, key, sig);
        return verify('sha256', bytes, { key, dsaEncoding: sig.length === 64 ? 'ieee-p1363' : 'der' }, sig);
    }
    catch {
        return false;
    }
}


/***/ })

};
