export const id = 4758;
export const ids = [4758];
export const modules = {

/***/ 4758:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openFile: () => (/* binding */ openFile)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9473);
/** A file's bytes, piece by piece, with their digest on the way. Loaded only by what reads files of reports. */



/** Large enough that a gigabyte is few calls, small enough that it does not count. */
const PIECE_BYTES = 256 * 1024;
/** From here on, a little time is given for memory. */
const LARGE_BYTES = 32 * 1024 * 1024;
/** @throws TurnpikeError NOT_FOUND */
async function openFile(path) {
    let file;
    try {
        file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(path, 'r');
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TurnpikeError */ .PJ('NOT_FOUND', `${path} cannot be read`, { cause: error });
    }
    const before = await file.stat();
    if (!before.isFile()) {
        await file.close();
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TurnpikeError */ .PJ('NOT_FOUND', `${path} is not a file`);
    }
    if (before.size > LARGE_BYTES)
        favourMemory();
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    let size = 0;
    let whole;
    async function* bytes() {
        try {
            for (;;) {
                const piece = await next(file, path);
                if (piece === undefined)
                    break;
                size += piece.byteLength;
                // A file that is written faster than it is read would never end.
                if (size > before.size)
                    throw changed(path);
                hash.update(piece);
                yield piece;
            }
            const after = await file.stat();
            const there = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(path).catch(() => undefined);
            if (size !== before.size || after.mtimeMs !== before.mtimeMs || there?.ino !== before.ino)
                throw changed(path);
            whole = { bytes: size, digest: `sha256:${hash.digest('hex')}` };
        }
        finally {
            await file.close();
        }
    }
    return { bytes: bytes(), read: () => whole };
}
/**
 * V8 lets garbage grow for the sake of speed, to some 170 MiB of heap while it reads a gigabyte of JUnit of which it
 * holds 30. Measured with this flag: half the peak of the process (121 instead of 236 MiB), a quarter more of its time.
 */
function favourMemory() {
    process.getBuiltinModule('node:v8').setFlagsFromString('--optimize-for-size');
}
/** A buffer of its own for each piece: a reader may keep a part of it. */
async function next(file, path) {
    const buffer = Buffer.allocUnsafeSlow(PIECE_BYTES);
    try {
        const { bytesRead } = await file.read(buffer, 0, PIECE_BYTES, null);
        return bytesRead === 0 ? undefined : buffer.subarray(0, bytesRead);
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TurnpikeError */ .PJ('NOT_FOUND', `${path} cannot be read to its end`, { cause: error });
    }
}
function changed(path) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TurnpikeError */ .PJ('INVALID_REPORT', `${path} changed while it was read; run this step when whatever writes it has ended`);
}


/***/ })

};
