export const id = 9366;
export const ids = [9366,799,3053];
export const modules = {

/***/ 779:
/***/ ((__unused_webpack_module, exports) => {

var __webpack_unused_export__;

__webpack_unused_export__ = ({ value: true });
__webpack_unused_export__ = __webpack_unused_export__ = exports.U9 = void 0;
function fmtDef(validate, compare) {
    return { validate, compare };
}
exports.U9 = {
    // date: http://tools.ietf.org/html/rfc3339#section-5.6
    date: fmtDef(date, compareDate),
    // date-time: http://tools.ietf.org/html/rfc3339#section-5.6
    time: fmtDef(getTime(true), compareTime),
    "date-time": fmtDef(getDateTime(true), compareDateTime),
    "iso-time": fmtDef(getTime(), compareIsoTime),
    "iso-date-time": fmtDef(getDateTime(), compareIsoDateTime),
    // duration: https://tools.ietf.org/html/rfc3339#appendix-A
    duration: /^P(?!$)((\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?|(\d+W)?)$/,
    uri,
    "uri-reference": /^(?:[a-z][a-z0-9+\-.]*:)?(?:\/?\/(?:(?:[a-z0-9\-._~!$&'()*+,;=:]|%[0-9a-f]{2})*@)?(?:\[(?:(?:(?:(?:[0-9a-f]{1,4}:){6}|::(?:[0-9a-f]{1,4}:){5}|(?:[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){4}|(?:(?:[0-9a-f]{1,4}:){0,1}[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){3}|(?:(?:[0-9a-f]{1,4}:){0,2}[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){2}|(?:(?:[0-9a-f]{1,4}:){0,3}[0-9a-f]{1,4})?::[0-9a-f]{1,4}:|(?:(?:[0-9a-f]{1,4}:){0,4}[0-9a-f]{1,4})?::)(?:[0-9a-f]{1,4}:[0-9a-f]{1,4}|(?:(?:25[0-5]|2[0-4]\d|[01]?\d\d?)\.){3}(?:25[0-5]|2[0-4]\d|[01]?\d\d?))|(?:(?:[0-9a-f]{1,4}:){0,5}[0-9a-f]{1,4})?::[0-9a-f]{1,4}|(?:(?:[0-9a-f]{1,4}:){0,6}[0-9a-f]{1,4})?::)|[Vv][0-9a-f]+\.[a-z0-9\-._~!$&'()*+,;=:]+)\]|(?:(?:25[0-5]|2[0-4]\d|[01]?\d\d?)\.){3}(?:25[0-5]|2[0-4]\d|[01]?\d\d?)|(?:[a-z0-9\-._~!$&'"()*+,;=]|%[0-9a-f]{2})*)(?::\d*)?(?:\/(?:[a-z0-9\-._~!$&'"()*+,;=:@]|%[0-9a-f]{2})*)*|\/(?:(?:[a-z0-9\-._~!$&'"()*+,;=:@]|%[0-9a-f]{2})+(?:\/(?:[a-z0-9\-._~!$&'"()*+,;=:@]|%[0-9a-f]{2})*)*)?|(?:[a-z0-9\-._~!$&'"()*+,;=:@]|%[0-9a-f]{2})+(?:\/(?:[a-z0-9\-._~!$&'"()*+,;=:@]|%[0-9a-f]{2})*)*)?(?:\?(?:[a-z0-9\-._~!$&'"()*+,;=:@/?]|%[0-9a-f]{2})*)?(?:#(?:[a-z0-9\-._~!$&'"()*+,;=:@/?]|%[0-9a-f]{2})*)?$/i,
    // uri-template: https://tools.ietf.org/html/rfc6570
    "uri-template": /^(?:(?:[^\x00-\x20"'<>%\\^`{|}]|%[0-9a-f]{2})|\{[+#./;?&=,!@|]?(?:[a-z0-9_]|%[0-9a-f]{2})+(?::[1-9][0-9]{0,3}|\*)?(?:,(?:[a-z0-9_]|%[0-9a-f]{2})+(?::[1-9][0-9]{0,3}|\*)?)*\})*$/i,
    // For the source: https://gist.github.com/dperini/729294
    // For test cases: https://mathiasbynens.be/demo/url-regex
    url: /^(?:https?|ftp):\/\/(?:\S+(?::\S*)?@)?(?:(?!(?:10|127)(?:\.\d{1,3}){3})(?!(?:169\.254|192\.168)(?:\.\d{1,3}){2})(?!172\.(?:1[6-9]|2\d|3[0-1])(?:\.\d{1,3}){2})(?:[1-9]\d?|1\d\d|2[01]\d|22[0-3])(?:\.(?:1?\d{1,2}|2[0-4]\d|25[0-5])){2}(?:\.(?:[1-9]\d?|1\d\d|2[0-4]\d|25[0-4]))|(?:(?:[a-z0-9\u{00a1}-\u{ffff}]+-)*[a-z0-9\u{00a1}-\u{ffff}]+)(?:\.(?:[a-z0-9\u{00a1}-\u{ffff}]+-)*[a-z0-9\u{00a1}-\u{ffff}]+)*(?:\.(?:[a-z\u{00a1}-\u{ffff}]{2,})))(?::\d{2,5})?(?:\/[^\s]*)?$/iu,
    email: /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i,
    hostname: /^(?=.{1,253}\.?$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[-0-9a-z]{0,61}[0-9a-z])?)*\.?$/i,
    // optimized https://www.safaribooksonline.com/library/view/regular-expressions-cookbook/9780596802837/ch07s16.html
    ipv4: /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/,
    ipv6: /^((([0-9a-f]{1,4}:){7}([0-9a-f]{1,4}|:))|(([0-9a-f]{1,4}:){6}(:[0-9a-f]{1,4}|((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3})|:))|(([0-9a-f]{1,4}:){5}(((:[0-9a-f]{1,4}){1,2})|:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3})|:))|(([0-9a-f]{1,4}:){4}(((:[0-9a-f]{1,4}){1,3})|((:[0-9a-f]{1,4})?:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(([0-9a-f]{1,4}:){3}(((:[0-9a-f]{1,4}){1,4})|((:[0-9a-f]{1,4}){0,2}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(([0-9a-f]{1,4}:){2}(((:[0-9a-f]{1,4}){1,5})|((:[0-9a-f]{1,4}){0,3}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(([0-9a-f]{1,4}:){1}(((:[0-9a-f]{1,4}){1,6})|((:[0-9a-f]{1,4}){0,4}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(:(((:[0-9a-f]{1,4}){1,7})|((:[0-9a-f]{1,4}){0,5}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:)))$/i,
    regex,
    // uuid: http://tools.ietf.org/html/rfc4122
    uuid: /^(?:urn:uuid:)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
    // JSON-pointer: https://tools.ietf.org/html/rfc6901
    // uri fragment: https://tools.ietf.org/html/rfc3986#appendix-A
    "json-pointer": /^(?:\/(?:[^~/]|~0|~1)*)*$/,
    "json-pointer-uri-fragment": /^#(?:\/(?:[a-z0-9_\-.!$&'()*+,;:=@]|%[0-9a-f]{2}|~0|~1)*)*$/i,
    // relative JSON-pointer: http://tools.ietf.org/html/draft-luff-relative-json-pointer-00
    "relative-json-pointer": /^(?:0|[1-9][0-9]*)(?:#|(?:\/(?:[^~/]|~0|~1)*)*)$/,
    // the following formats are used by the openapi specification: https://spec.openapis.org/oas/v3.0.0#data-types
    // byte: https://github.com/miguelmota/is-base64
    byte,
    // signed 32 bit integer
    int32: { type: "number", validate: validateInt32 },
    // signed 64 bit integer
    int64: { type: "number", validate: validateInt64 },
    // C-type float
    float: { type: "number", validate: validateNumber },
    // C-type double
    double: { type: "number", validate: validateNumber },
    // hint to the UI to hide input strings
    password: true,
    // unchecked string payload
    binary: true,
};
__webpack_unused_export__ = {
    ...exports.U9,
    date: fmtDef(/^\d\d\d\d-[0-1]\d-[0-3]\d$/, compareDate),
    time: fmtDef(/^(?:[0-2]\d:[0-5]\d:[0-5]\d|23:59:60)(?:\.\d+)?(?:z|[+-]\d\d(?::?\d\d)?)$/i, compareTime),
    "date-time": fmtDef(/^\d\d\d\d-[0-1]\d-[0-3]\dt(?:[0-2]\d:[0-5]\d:[0-5]\d|23:59:60)(?:\.\d+)?(?:z|[+-]\d\d(?::?\d\d)?)$/i, compareDateTime),
    "iso-time": fmtDef(/^(?:[0-2]\d:[0-5]\d:[0-5]\d|23:59:60)(?:\.\d+)?(?:z|[+-]\d\d(?::?\d\d)?)?$/i, compareIsoTime),
    "iso-date-time": fmtDef(/^\d\d\d\d-[0-1]\d-[0-3]\d[t\s](?:[0-2]\d:[0-5]\d:[0-5]\d|23:59:60)(?:\.\d+)?(?:z|[+-]\d\d(?::?\d\d)?)?$/i, compareIsoDateTime),
    // uri: https://github.com/mafintosh/is-my-json-valid/blob/master/formats.js
    uri: /^(?:[a-z][a-z0-9+\-.]*:)(?:\/?\/)?[^\s]*$/i,
    "uri-reference": /^(?:(?:[a-z][a-z0-9+\-.]*:)?\/?\/)?(?:[^\\\s#][^\s#]*)?(?:#[^\\\s]*)?$/i,
    // email (sources from jsen validator):
    // http://stackoverflow.com/questions/201323/using-a-regular-expression-to-validate-an-email-address#answer-8829363
    // http://www.w3.org/TR/html5/forms.html#valid-e-mail-address (search for 'wilful violation')
    email: /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i,
};
__webpack_unused_export__ = Object.keys(exports.U9);
function isLeapYear(year) {
    // https://tools.ietf.org/html/rfc3339#appendix-C
    return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
const DATE = /^(\d\d\d\d)-(\d\d)-(\d\d)$/;
const DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
function date(str) {
    // full-date from http://tools.ietf.org/html/rfc3339#section-5.6
    const matches = DATE.exec(str);
    if (!matches)
        return false;
    const year = +matches[1];
    const month = +matches[2];
    const day = +matches[3];
    return (month >= 1 &&
        month <= 12 &&
        day >= 1 &&
        day <= (month === 2 && isLeapYear(year) ? 29 : DAYS[month]));
}
function compareDate(d1, d2) {
    if (!(d1 && d2))
        return undefined;
    if (d1 > d2)
        return 1;
    if (d1 < d2)
        return -1;
    return 0;
}
const TIME = /^(\d\d):(\d\d):(\d\d(?:\.\d+)?)(z|([+-])(\d\d)(?::?(\d\d))?)?$/i;
function getTime(strictTimeZone) {
    return function time(str) {
        const matches = TIME.exec(str);
        if (!matches)
            return false;
        const hr = +matches[1];
        const min = +matches[2];
        const sec = +matches[3];
        const tz = matches[4];
        const tzSign = matches[5] === "-" ? -1 : 1;
        const tzH = +(matches[6] || 0);
        const tzM = +(matches[7] || 0);
        if (tzH > 23 || tzM > 59 || (strictTimeZone && !tz))
            return false;
        if (hr <= 23 && min <= 59 && sec < 60)
            return true;
        // leap second
        const utcMin = min - tzM * tzSign;
        const utcHr = hr - tzH * tzSign - (utcMin < 0 ? 1 : 0);
        return (utcHr === 23 || utcHr === -1) && (utcMin === 59 || utcMin === -1) && sec < 61;
    };
}
function compareTime(s1, s2) {
    if (!(s1 && s2))
        return undefined;
    const t1 = new Date("2020-01-01T" + s1).valueOf();
    const t2 = new Date("2020-01-01T" + s2).valueOf();
    if (!(t1 && t2))
        return undefined;
    return t1 - t2;
}
function compareIsoTime(t1, t2) {
    if (!(t1 && t2))
        return undefined;
    const a1 = TIME.exec(t1);
    const a2 = TIME.exec(t2);
    if (!(a1 && a2))
        return undefined;
    t1 = a1[1] + a1[2] + a1[3];
    t2 = a2[1] + a2[2] + a2[3];
    if (t1 > t2)
        return 1;
    if (t1 < t2)
        return -1;
    return 0;
}
const DATE_TIME_SEPARATOR = /t|\s/i;
function getDateTime(strictTimeZone) {
    const time = getTime(strictTimeZone);
    return function date_time(str) {
        // http://tools.ietf.org/html/rfc3339#section-5.6
        const dateTime = str.split(DATE_TIME_SEPARATOR);
        return dateTime.length === 2 && date(dateTime[0]) && time(dateTime[1]);
    };
}
function compareDateTime(dt1, dt2) {
    if (!(dt1 && dt2))
        return undefined;
    const d1 = new Date(dt1).valueOf();
    const d2 = new Date(dt2).valueOf();
    if (!(d1 && d2))
        return undefined;
    return d1 - d2;
}
function compareIsoDateTime(dt1, dt2) {
    if (!(dt1 && dt2))
        return undefined;
    const [d1, t1] = dt1.split(DATE_TIME_SEPARATOR);
    const [d2, t2] = dt2.split(DATE_TIME_SEPARATOR);
    const res = compareDate(d1, d2);
    if (res === undefined)
        return undefined;
    return res || compareTime(t1, t2);
}
const NOT_URI_FRAGMENT = /\/|:/;
const URI = /^(?:[a-z][a-z0-9+\-.]*:)(?:\/?\/(?:(?:[a-z0-9\-._~!$&'()*+,;=:]|%[0-9a-f]{2})*@)?(?:\[(?:(?:(?:(?:[0-9a-f]{1,4}:){6}|::(?:[0-9a-f]{1,4}:){5}|(?:[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){4}|(?:(?:[0-9a-f]{1,4}:){0,1}[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){3}|(?:(?:[0-9a-f]{1,4}:){0,2}[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){2}|(?:(?:[0-9a-f]{1,4}:){0,3}[0-9a-f]{1,4})?::[0-9a-f]{1,4}:|(?:(?:[0-9a-f]{1,4}:){0,4}[0-9a-f]{1,4})?::)(?:[0-9a-f]{1,4}:[0-9a-f]{1,4}|(?:(?:25[0-5]|2[0-4]\d|[01]?\d\d?)\.){3}(?:25[0-5]|2[0-4]\d|[01]?\d\d?))|(?:(?:[0-9a-f]{1,4}:){0,5}[0-9a-f]{1,4})?::[0-9a-f]{1,4}|(?:(?:[0-9a-f]{1,4}:){0,6}[0-9a-f]{1,4})?::)|[Vv][0-9a-f]+\.[a-z0-9\-._~!$&'()*+,;=:]+)\]|(?:(?:25[0-5]|2[0-4]\d|[01]?\d\d?)\.){3}(?:25[0-5]|2[0-4]\d|[01]?\d\d?)|(?:[a-z0-9\-._~!$&'()*+,;=]|%[0-9a-f]{2})*)(?::\d*)?(?:\/(?:[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2})*)*|\/(?:(?:[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2})+(?:\/(?:[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2})*)*)?|(?:[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2})+(?:\/(?:[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2})*)*)(?:\?(?:[a-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9a-f]{2})*)?(?:#(?:[a-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9a-f]{2})*)?$/i;
function uri(str) {
    // http://jmrware.com/articles/2009/uri_regexp/URI_regex.html + optional protocol + required "."
    return NOT_URI_FRAGMENT.test(str) && URI.test(str);
}
const BYTE = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/gm;
function byte(str) {
    BYTE.lastIndex = 0;
    return BYTE.test(str);
}
const MIN_INT32 = -(2 ** 31);
const MAX_INT32 = 2 ** 31 - 1;
function validateInt32(value) {
    return Number.isInteger(value) && value <= MAX_INT32 && value >= MIN_INT32;
}
function validateInt64(value) {
    // JSON and javascript max Int is 2**53, so any int that passes isInteger is valid for Int64
    return Number.isInteger(value);
}
function validateNumber() {
    return true;
}
const Z_ANCHOR = /[^\\]\\Z/;
function regex(str) {
    if (Z_ANCHOR.test(str))
        return false;
    try {
        new RegExp(str);
        return true;
    }
    catch (e) {
        return false;
    }
}
//# sourceMappingURL=formats.js.map

/***/ }),

/***/ 8394:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  V_: () => (/* binding */ BUDGET_MS),
  pq: () => (/* binding */ countOf),
  cK: () => (/* binding */ deliver),
  nc: () => (/* binding */ isHandedOver),
  rG: () => (/* binding */ senderFor),
  qz: () => (/* binding */ tell),
  Cc: () => (/* binding */ todoFor),
  C8: () => (/* binding */ withoutStore)
});

// EXTERNAL MODULE: ./build/client/address.js
var address = __webpack_require__(458);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/client/variables.js
var variables = __webpack_require__(2923);
;// CONCATENATED MODULE: ./build/client/sign.js


const WORDS = ['off', 'key', 'keyless', 'require'];
/** @throws TurnpikeError USAGE for words nobody knows, and where a key is demanded and there is none */
function signerFor({ sign, env, warn, mask }) {
    const { how, require } = wanted(sign, env);
    if (how === 'off')
        return undefined;
    if (how === 'key' && !hasKey(env)) {
        throw new errors/* TurnpikeError */.PJ('USAGE', 'Events are to be signed with a key, and there is none: set TURNPIKE_SIGNING_KEY (PEM) or TURNPIKE_SIGNING_KEY_FILE, or say sign: keyless.');
    }
    let made;
    let hasFailed = false;
    return async (attributes, data) => {
        // Every further event would wait as long for the same outage.
        if (hasFailed)
            return undefined;
        try {
            made ??= how === 'key' ? withKey(env) : keyless(env, mask);
            const { materialOf } = await __webpack_require__.e(/* import() */ 8520).then(__webpack_require__.bind(__webpack_require__, 8520));
            return await materialOf(attributes, data, await made);
        }
        catch (error) {
            if (require)
                throw new errors/* TurnpikeError */.PJ('NOT_SIGNED', `Events must be signed: ${(0,errors/* explain */.WE)(error)}`);
            if (!hasFailed) {
                hasFailed = true;
                await warn(`Events go unsigned: ${(0,errors/* explain */.WE)(error)}`);
            }
            return undefined;
        }
    };
}
function wanted(sign, env) {
    // A reference to a variable that does not exist is told of here: what is demanded must not be lost without a word.
    const text = (sign?.trim() || env['TURNPIKE_SIGN']?.trim()) ?? '';
    const words = text.split(/[\s,]+/u).filter((word) => word !== '');
    const unknown = words.find((word) => !WORDS.includes(word));
    const ways = words.filter((word) => word !== 'require');
    if (unknown !== undefined || ways.length > 1 || (ways[0] === 'off' && words.includes('require'))) {
        throw new errors/* TurnpikeError */.PJ('USAGE', `sign: '${text.slice(0, 60)}' is not a way to sign: off, key or keyless, and with key or keyless also require`);
    }
    const require = words.includes('require');
    const how = ways[0] ?? (require || hasKey(env) ? 'key' : 'off');
    return { how, require };
}
function hasKey(env) {
    return ((0,variables/* valueOf */.R)(env['TURNPIKE_SIGNING_KEY']) ?? (0,variables/* valueOf */.R)(env['TURNPIKE_SIGNING_KEY_FILE'])) !== undefined;
}
async function withKey(env) {
    const { privateKeyIn, signWith } = await __webpack_require__.e(/* import() */ 7006).then(__webpack_require__.bind(__webpack_require__, 7006));
    const held = (0,variables/* valueOf */.R)(env['TURNPIKE_SIGNING_KEY']);
    if (held !== undefined)
        return signWith(privateKeyIn(held, 'TURNPIKE_SIGNING_KEY'));
    const path = (0,variables/* valueOf */.R)(env['TURNPIKE_SIGNING_KEY_FILE']) ?? '';
    let pem;
    try {
        pem = process.getBuiltinModule('node:fs').readFileSync(path, 'utf8');
    }
    catch (cause) {
        throw new errors/* TurnpikeError */.PJ('USAGE', `TURNPIKE_SIGNING_KEY_FILE names ${path}, which cannot be read`, {
            cause,
        });
    }
    return signWith(privateKeyIn(pem, path));
}
async function keyless(env, mask) {
    const { keylessSigner } = await __webpack_require__.e(/* import() */ 754).then(__webpack_require__.bind(__webpack_require__, 754));
    return await keylessSigner({ env, ...(mask === undefined ? {} : { mask }) });
}

// EXTERNAL MODULE: ./build/client/credentials.js
var credentials = __webpack_require__(8024);
// EXTERNAL MODULE: ./build/actions/pending.js
var actions_pending = __webpack_require__(5815);
;// CONCATENATED MODULE: ./build/actions/deliver.js





/** What a step may spend on a store that does not answer: the job waits, and a later step tries again. */
const BUDGET_MS = {
    usual: 10_000,
    last: 20_000,
    /** One attempt may be silent for so long, also the one that begins before the time is over. */
    silence: 10_000,
    /** What a slow line may take for a hundred events. */
    batch: 1_000,
    /** What is on its way for longer is kept meanwhile. */
    held: 1_000,
};
/** More events than this are counted in the log, not listed. */
const MAX_LINES = 20;
/** @param events valid ones. Never throws for trouble on the way. */
async function deliver(events, to, host, deps) {
    if (to.store === undefined && !isHandedOver(to, deps))
        return await withoutStore(events.length, to, host);
    const store = to.store ?? '';
    const pending = await (0,actions_pending/* pendingFor */.R1)(`${to.format ?? 'turnpike'} ${store}`, deps, to.everybody === true ? 'everybody' : host.facts);
    const all = [...pending.events, ...events];
    if (pending.events.length > 0)
        host.log(`Sending ${countOf(pending.events.length)} again that did not arrive before.`);
    if (pending.skipped > 0)
        host.log(`${pending.skipped} lines that were kept before are no events; they are left out.`);
    const delivery = await sendInTime(all, senderFor(to, store, host, deps), to, pending);
    const kept = await pending.keep(delivery.undelivered);
    const eventOf = finder(all);
    logReceipts(delivery, eventOf, host);
    const refused = delivery.receipts.filter(({ status }) => status !== 'accepted' && status !== 'duplicate');
    const trouble = {
        undelivered: delivery.undelivered,
        reason: delivery.error,
        refused: refused.map((receipt) => ({ receipt, event: eventOf(receipt) })),
        retried: kept && to.last !== true,
        ...(kept && pending.folder !== undefined ? { folder: pending.folder } : {}),
        notKept: pending.trouble(),
        todo: await todoFor(delivery, to, deps),
    };
    const sent = delivery.receipts.length - refused.length;
    const code = await tell(trouble, to, host);
    return { sent, undelivered: delivery.undelivered.length, code };
}
/**
 * Sends, in bounded time: a store that trickles, or takes each batch slowly, must not hold the job up. What is on its way
 * for long is kept meanwhile, because whoever cancels the job ends this step at once.
 */
async function sendInTime(events, sender, to, pending) {
    const limit = new AbortController();
    const budget = to.last === true ? BUDGET_MS.last : BUDGET_MS.usual;
    const ends = setTimeout(() => limit.abort(), budget + BUDGET_MS.silence + Math.ceil(events.length / 100) * BUDGET_MS.batch);
    let holding;
    const holds = setTimeout(() => {
        holding = pending.hold(events);
    }, BUDGET_MS.held);
    try {
        const delivery = await sender.send(events, { signal: limit.signal });
        await holding;
        if (!limit.signal.aborted || delivery.undelivered.length === 0)
            return delivery;
        return { ...delivery, error: new errors/* TurnpikeError */.PJ('STORE_UNREACHABLE', TOO_SLOW, { cause: delivery.error }) };
    }
    finally {
        clearTimeout(ends);
        clearTimeout(holds);
    }
}
const TOO_SLOW = 'The store is too slow: this step does not wait any longer for it';
/** Does this job hand its events over, because it has nothing to show to a store? */
function isHandedOver(to, { env }) {
    return to.spool !== undefined && !(0,credentials/* canShowItself */.F7)({ explicit: to.token, env });
}
/** The way to a receiver, with this job's credential and signature; or into the file of a job that has none. */
function senderFor(to, url, host, deps) {
    if (isHandedOver(to, deps))
        return handover(to.spool ?? '', host);
    const { format = 'turnpike' } = to;
    const log = (line) => host.log(line);
    // Who runs any other receiver is nobody's business to know who this job is: it gets the token it was given, or none.
    const token = format === 'turnpike'
        ? (0,credentials/* credentialFor */.FX)({
            store: url,
            explicit: to.token,
            env: deps.env,
            mask: (secret) => host.secret(secret),
            log,
        })
        : to.token;
    const sign = signerFor({
        sign: to.sign,
        env: deps.env,
        warn: (message) => host.annotate({ level: 'warning', title: 'Turnpike: events not signed', message }),
        mask: (secret) => host.secret(secret),
    });
    const options = {
        url,
        allowPlainHttp: (0,address/* allowsPlainHttp */.lU)(deps.env),
        budgetMs: to.last === true ? BUDGET_MS.last : BUDGET_MS.usual,
        log,
        ...(token === undefined ? {} : { token }),
        ...(sign === undefined ? {} : { sign }),
    };
    return format === 'turnpike' ? deps.client(options) : deps.sink({ ...options, format });
}
/** Loaded when the first event is there. */
function handover(path, host) {
    let made;
    return {
        async send(events) {
            made ??= __webpack_require__.e(/* import() */ 2673).then(__webpack_require__.bind(__webpack_require__, 2673)).then(({ createHandover }) => createHandover(path, host));
            return await (await made).send(events);
        },
    };
}
/** What to do about a token that was missing or not taken. */
async function todoFor({ error }, to, deps) {
    if (error === undefined || to.store === undefined)
        return undefined;
    if (error.code !== 'NO_TOKEN' && error.status !== 401 && error.status !== 403)
        return undefined;
    const { tokenAdvice } = await __webpack_require__.e(/* import() */ 1624).then(__webpack_require__.bind(__webpack_require__, 1624));
    return tokenAdvice({ store: to.store, explicit: to.token, env: deps.env, status: error.status });
}
/** Says what went wrong wherever a person looks; nothing at all when all is well. @returns the exit code */
async function tell(trouble, to, host) {
    if (trouble.undelivered.length === 0 && trouble.refused.length === 0)
        return errors/* EXIT */.dc.allow;
    const { renderTrouble, troubleInWords } = await __webpack_require__.e(/* import() */ 4188).then(__webpack_require__.bind(__webpack_require__, 4188));
    await host.summary(renderTrouble(trouble));
    // Whoever demands signatures does not want to go on without.
    const failOnError = to.failOnError || trouble.reason?.code === 'NOT_SIGNED';
    return await warnOrFail(troubleInWords(trouble), errors/* EXIT */.dc.error, { ...to, failOnError }, host);
}
/** Nowhere to send to is told, too. @param count of the events that went nowhere */
async function withoutStore(count, to, host) {
    const message = `No store is given, so ${countOf(count)} went nowhere. Set the input store, or TURNPIKE_STORE for the whole job.`;
    const code = await warnOrFail(message, errors/* EXIT */.dc.usage, to, host);
    return { sent: 0, undelivered: count, code };
}
async function warnOrFail(message, failure, to, host) {
    if (to.failOnError) {
        await host.fail(message, failure);
        return failure;
    }
    await host.annotate({ level: 'warning', title: 'Turnpike: events not in the store', message });
    return errors/* EXIT */.dc.allow;
}
function logReceipts({ receipts }, eventOf, host) {
    for (const receipt of receipts.slice(0, MAX_LINES)) {
        const event = eventOf(receipt);
        const number = receipt.sequence === 0 ? '' : ` as number ${receipt.sequence}`;
        host.log(`${receipt.status}${number}: ${event?.context.type ?? 'event'} ${receipt.id}`);
    }
    if (receipts.length > MAX_LINES)
        host.log(`and ${receipts.length - MAX_LINES} more`);
}
function finder(events) {
    const byName = new Map(events.map((event) => [`${event.context.source} ${event.context.id}`, event]));
    return ({ source, id }) => byName.get(`${source} ${id}`);
}
function countOf(events) {
    return events === 1 ? '1 event' : `${events} events`;
}


/***/ }),

/***/ 5815:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R1: () => (/* binding */ pendingFor)
/* harmony export */ });
/* unused harmony exports RECEIVER_FILE, spoolFolder, filesIn, readAll, oncePerId */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9473);
/**
 * Events that wait for another attempt, in files: a folder for each receiver, because what was meant for one store is
 * never sent to another; a file for each step, with a name of its own, because steps may run side by side.
 *
 * Where TURNPIKE_SPOOL names a folder, they are there, and outlive the job. Elsewhere they are under the runner's
 * temporary folder, which lives as long as the job. Whoever can write into a folder that many jobs share can put words
 * into the mouth of the next one: so a job takes from there only what its own run left, and everything else waits for
 * somebody who says `turnpike spool send`.
 */




/** What a folder keeps for one receiver at most: a store that is gone for good must not fill a disk. */
const MAX_FOLDER_BYTES = 256 * 1024 * 1024;
/** The receiver's name in its folder, for `turnpike spool list`. */
const RECEIVER_FILE = 'receiver.txt';
/**
 * @param receiver whom the events are for: format and address
 * @param whose whose events are taken from a folder that outlives the job: those of this run, or everybody's; by default
 * nobody's
 */
async function pendingFor(receiver, deps, whose) {
    const lasting = deps.env.TURNPIKE_SPOOL?.trim() ?? '';
    const base = lasting === '' ? (deps.env.RUNNER_TEMP ?? '') : lasting;
    if (base === '')
        return {
            events: [],
            skipped: 0,
            hold: async () => undefined,
            keep: async () => false,
            trouble: () => undefined,
        };
    const folder = spoolFolder(base, receiver);
    const found = filesIn(folder);
    const read = found.length === 0 ? [] : await readAll(found);
    const taken = lasting === '' ? read : read.filter(({ events }) => mayTake(events, whose));
    let held;
    let trouble;
    // Names in the order of time, so that what happened first is sent first.
    const fresh = () => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, `${deps.now().replace(/\D/g, '')}-${deps.newId()}.ndjson`);
    return {
        events: oncePerId(taken.flatMap(({ events }) => events)),
        skipped: taken.reduce((sum, { skipped }) => sum + skipped, 0),
        ...(lasting === '' ? {} : { folder: base }),
        async hold(onTheirWay) {
            const file = fresh();
            if ((await write(file, onTheirWay, receiver)) === undefined)
                held = file;
        },
        async keep(undelivered) {
            trouble = undelivered.length === 0 ? undefined : await write(fresh(), undelivered, receiver);
            const kept = trouble === undefined;
            if (kept)
                for (const { file } of taken)
                    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)(file, { force: true });
            if (kept && held !== undefined)
                (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)(held, { force: true });
            // What was held is all there was on its way: as good as what could not be written now.
            return kept || held !== undefined;
        },
        trouble: () => (held === undefined ? trouble : undefined),
    };
}
/** Where events for a receiver wait. */
function spoolFolder(base, receiver) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(base, `turnpike-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(receiver).digest('hex').slice(0, 16)}`);
}
/** The files of a folder, oldest first. */
function filesIn(folder) {
    try {
        const names = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readdirSync)(folder).filter((name) => name.endsWith('.ndjson'));
        return names.sort().map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, name));
    }
    catch {
        // Nothing waits: the folder is made when something does.
        return [];
    }
}
/** What is in files, but for those that are larger than any that is written here; one that is gone is empty. */
async function readAll(files) {
    const { MAX_BYTES, readSpool } = await __webpack_require__.e(/* import() */ 873).then(__webpack_require__.bind(__webpack_require__, 873));
    return files.flatMap((file) => {
        try {
            return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.statSync)(file).size > MAX_BYTES ? [] : { file, ...readSpool((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(file, 'utf8')) };
        }
        catch {
            // Another step has taken it meanwhile.
            return { file, events: [], skipped: 0 };
        }
    });
}
function oncePerId(events) {
    return [...new Map(events.map((event) => [`${event.context.source} ${event.context.id}`, event])).values()];
}
/** Outside a forge's run there is no run to compare: the machine is the repository's then. */
function mayTake(events, whose) {
    if (whose === undefined || whose === 'everybody')
        return whose === 'everybody';
    return events.every(({ context, customData }) => {
        const block = customData?.turnpike;
        return context.source === whose.source && (whose.forge === 'shell' || block?.run === whose.run.id);
    });
}
/** @returns why not all is kept: telling that is all that is left */
async function write(file, events, receiver) {
    const { createSpool } = await __webpack_require__.e(/* import() */ 873).then(__webpack_require__.bind(__webpack_require__, 873));
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(file);
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.mkdirSync)(folder, { recursive: true, mode: 0o700 });
        if (sizeOf(folder) > MAX_FOLDER_BYTES)
            return `more than ${MAX_FOLDER_BYTES} bytes wait there already`;
        const named = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, RECEIVER_FILE);
        if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(named))
            (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.writeFileSync)(named, `${receiver}\n`, { mode: 0o600 });
        const left = createSpool(file).add(events);
        return left.length === 0 ? undefined : `there is room for ${events.length - left.length} of them`;
    }
    catch (error) {
        return (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .explain */ .WE)(error);
    }
}
function sizeOf(folder) {
    return filesIn(folder).reduce((sum, file) => {
        try {
            return sum + (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.statSync)(file).size;
        }
        catch {
            return sum; // another step took it
        }
    }, 0);
}


/***/ }),

/***/ 3053:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C3: () => (/* binding */ withProject),
/* harmony export */   H$: () => (/* binding */ warnOfProject),
/* harmony export */   findProject: () => (/* binding */ findProject)
/* harmony export */ });
/* unused harmony export lineOf */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9473);
/**
 * What the repository in the working directory says about itself, as defaults for a step. Where no such file is, this
 * costs a look at five names.
 */



/** The names each file is looked for by, the first one that is there counts. */
const NAMES = {
    'turnpike.yaml': ['turnpike.yaml', 'turnpike.yml'],
    'catalog-info.yaml': ['catalog-info.yaml', 'catalog-info.yml'],
    'score.yaml': ['score.yaml'],
};
/** Descriptions of a project have some kilobytes. Larger ones are other people's catalogs. */
const MOST_BYTES = 256 * 1024;
/**
 * @param folder the working directory
 * @param repository `owner/name`
 */
async function findProject(folder, repository) {
    const found = Object.entries(NAMES).flatMap(([file, names]) => {
        const path = names.find((name) => isFile((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name)));
        return path === undefined ? [] : [{ file: file, path }];
    });
    if (found.length === 0)
        return undefined;
    const { readProject } = await __webpack_require__.e(/* import() */ 3818).then(__webpack_require__.bind(__webpack_require__, 3818));
    const parts = {};
    const notes = [];
    for (const { file, path } of found) {
        const read = await partOf(file, path, folder, repository);
        if ('problems' in read)
            return { project: {}, files: found.map((each) => each.path), notes, problems: read.problems };
        parts[file] = read.part;
        notes.push(...read.notes);
    }
    return { project: readProject(parts), files: found.map(({ path }) => path), notes, problems: [] };
}
async function partOf(file, path, folder, repository) {
    try {
        const text = textOf((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, path));
        if (file === 'turnpike.yaml') {
            const { readProjectFile } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(837)]).then(__webpack_require__.bind(__webpack_require__, 3218));
            const read = readProjectFile(text);
            return 'problems' in read ? read : { ...read, notes: [] };
        }
        const documents = await documentsOf(text, path);
        if (file === 'score.yaml')
            return (await __webpack_require__.e(/* import() */ 9129).then(__webpack_require__.bind(__webpack_require__, 9129))).readScore(documents);
        return (await __webpack_require__.e(/* import() */ 56).then(__webpack_require__.bind(__webpack_require__, 56))).readBackstage(documents, repository);
    }
    catch (error) {
        // Others' files are others' business: what cannot be read is gone past, and said.
        if (file === 'turnpike.yaml')
            return { problems: [{ path: '', message: (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .explain */ .WE)(error) }] };
        return { part: {}, notes: [`${path} is not taken: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .explain */ .WE)(error)}`] };
    }
}
async function documentsOf(text, path) {
    const { readDocuments } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(950)]).then(__webpack_require__.bind(__webpack_require__, 950));
    return readDocuments(text, path);
}
function textOf(path) {
    const { size } = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path);
    if (size > MOST_BYTES)
        throw new Error(`it is larger than ${MOST_BYTES / 1024} KiB`);
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8');
}
function isFile(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path, { throwIfNoEntry: false })?.isFile() === true;
    }
    catch {
        return false;
    }
}
/**
 * The inputs of a step with what the project says where they are silent: the service. A warning for an environment whose
 * name looks mistyped, and for a `turnpike.yaml` that does not load.
 * @param options.quiet for the second half of a step, which has nothing new to warn of
 */
async function withProject(inputs, host, options = {}) {
    const found = await findProject(options.folder ?? '.', host.facts.repository.name);
    const project = found?.project ?? {};
    if (options.quiet !== true)
        await warn(inputs, found, host);
    if (project.service === undefined || inputs.service !== undefined)
        return inputs;
    const { projectDefaults } = await __webpack_require__.e(/* import() */ 3818).then(__webpack_require__.bind(__webpack_require__, 3818));
    host.log(`Service ${project.service.value}, as ${project.service.from} says.`);
    return projectDefaults(inputs, project);
}
/**
 * For a question to the gate, which takes nothing from these files: whoever may change them in a pull request would take
 * every policy for this service out of force by another name. Asked about no service, all of them judge.
 */
async function warnOfProject(inputs, host, options = {}) {
    const found = await findProject(options.folder ?? '.', host.facts.repository.name);
    await warn(inputs, found, host);
    const service = found?.project.service;
    if (service !== undefined && inputs.service === undefined)
        host.log(`Service ${service.value}, as ${service.from} says; a gate is asked about no service but the one that the step names.`);
}
async function warn({ environment }, found, host) {
    if (found !== undefined && found.problems.length > 0) {
        const told = found.problems.slice(0, 10).map(lineOf);
        await host.annotate({
            level: 'warning',
            title: 'Turnpike: turnpike.yaml does not load',
            message: ['Nothing is taken from the files of this repository.', ...told].join('\n'),
        });
    }
    if (environment === undefined)
        return;
    const { environmentProblem } = await __webpack_require__.e(/* import() */ 3818).then(__webpack_require__.bind(__webpack_require__, 3818));
    const problem = environmentProblem(environment, found?.project ?? {});
    if (problem !== undefined)
        await host.annotate({ level: 'warning', title: 'Turnpike: unknown environment', message: problem });
}
/** `line 3, column 5: …`, as for policies. */
function lineOf({ path, message, line, column }) {
    const place = line === undefined ? path : `line ${line}, column ${column ?? 1}`;
    return place === '' ? message : `${place}: ${message}`;
}


/***/ }),

/***/ 842:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ bindingOf),
/* harmony export */   o: () => (/* binding */ bind)
/* harmony export */ });
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6767);
/* harmony import */ var _object_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4276);
/**
 * What an event is about beyond its own fields. Tests, runs and approvals have no artifact in CDEvents; every event we
 * make carries what it is about at `customData.turnpike`, and what typed fields say is read beside it.
 */


/** Custom data with the binding in it; other custom data is kept. */
function bind(customData, binding) {
    return { ...customData, turnpike: { ...blockOf(customData), ...binding } };
}
/** The most artifacts of one event that are looked at. */
const MOST_ARTIFACTS = 64;
/** What an event (of the newest shape) is about: typed content first, then `customData.turnpike`. Never throws. */
function bindingOf(event) {
    const block = blockOf(event.customData);
    const [subject = ''] = event.context.type.replace(/^dev\.cdeventsx?\./u, '').split('.');
    const content = (0,_object_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(event.subject.content) ? event.subject.content : {};
    const named = subject === 'artifact' ? event.subject.id : text(content.artifactId);
    const own = named === undefined ? undefined : refOf(named);
    const listed = artifactsOf(block.artifacts);
    const bound = { artifacts: merged(own, listed) };
    const typed = {
        environment: subject === 'environment' ? event.subject.id : idOf(content.environment),
        service: subject === 'service' ? event.subject.id : idOf(content.service),
        change: subject === 'change' ? event.subject.id : idOf(content.change),
        commit: undefined,
        run: subject === 'pipelinerun' ? event.subject.id : idOf(content.pipelineRun),
    };
    for (const [name, value] of Object.entries(typed)) {
        const chosen = value ?? text(block[name]);
        if (chosen !== undefined)
            bound[name] = name === 'commit' ? chosen.toLowerCase() : chosen;
    }
    const inconsistent = ambiguous(named, block.artifacts) ??
        artifactConflict(subject, own, listed) ??
        placeConflict(subject, typed, block);
    if (inconsistent !== undefined)
        bound.inconsistent = inconsistent;
    return bound;
}
/** A name with two digests, or a listed artifact whose purl is another one's, could be read as either. */
function ambiguous(named, listed) {
    const names = (Array.isArray(listed) ? listed.slice(0, MOST_ARTIFACTS) : []).map((each) => (0,_object_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(each) ? [each.digest, each.purl] : [each]);
    for (const name of [[named], ...names]) {
        const [one, other] = new Set(name.flatMap((part) => (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestsIn */ .V)(text(part) ?? '')));
        if (other !== undefined)
            return `one name of an artifact holds two digests, ${one ?? ''} and ${other}`;
    }
    return undefined;
}
/**
 * An event about one artifact must not be passed off as being about another. Artifact events name exactly one; what
 * is deployed or built may have siblings in the block, but must be among them.
 */
function artifactConflict(subject, own, listed) {
    if (own === undefined || listed.length === 0)
        return undefined;
    const other = listed.find((each) => each.digest !== own.digest);
    if (other === undefined)
        return undefined;
    if (subject !== 'artifact' && listed.some((each) => each.digest === own.digest))
        return undefined;
    return `the event names ${own.digest}, its customData.turnpike.artifacts names ${other.digest}`;
}
/** Where something was deployed to is said once. Test runs may well run elsewhere than where they count. */
function placeConflict(subject, typed, block) {
    if (subject !== 'service' && subject !== 'environment')
        return undefined;
    for (const name of ['environment', 'service']) {
        const said = text(block[name]);
        if (typed[name] !== undefined && said !== undefined && said !== typed[name]) {
            return `the event names ${name} "${typed[name]}", its customData.turnpike.${name} names "${said}"`;
        }
    }
    return undefined;
}
function blockOf(customData) {
    return (0,_object_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(customData) && (0,_object_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(customData.turnpike) ? customData.turnpike : {};
}
function artifactsOf(value) {
    if (!Array.isArray(value))
        return [];
    return value.slice(0, MOST_ARTIFACTS).flatMap((each) => {
        if (typeof each === 'string')
            return refOf(each) ?? [];
        if (!(0,_object_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(each))
            return [];
        const digest = (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestOf */ .o)(text(each.digest) ?? '');
        const purl = text(each.purl);
        return digest === undefined ? [] : [purl === undefined ? { digest } : { digest, purl }];
    });
}
function refOf(named) {
    const digest = (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestOf */ .o)(named);
    if (digest === undefined)
        return undefined;
    return named.startsWith('pkg:') ? { digest, purl: named } : { digest };
}
function merged(own, listed) {
    const byDigest = new Map();
    for (const each of own === undefined ? listed : [own, ...listed]) {
        const known = byDigest.get(each.digest);
        if (known?.purl === undefined)
            byDigest.set(each.digest, each);
    }
    return [...byDigest.values()];
}
function idOf(value) {
    return (0,_object_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(value) ? text(value.id) : undefined;
}
function text(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}


/***/ }),

/***/ 8459:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ create)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/* harmony import */ var _links_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4530);
/* harmony import */ var _object_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4276);
/* harmony import */ var _validate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5742);
/* harmony import */ var _vocabulary_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7811);
/** Making events: what comes out is valid, or nothing comes out. */





/**
 * Makes a valid event, frozen to the bottom.
 *
 * Its version is 0.5.1, and 0.6.0-draft for types that only that has and when a link ends at a domain id.
 * @param type short name, `testsuiterun.finished`, or a custom type in full
 * @throws TurnpikeError INVALID_EVENT with every problem
 */
function create(type, facts, { id, now }) {
    const row = (0,_vocabulary_js__WEBPACK_IMPORTED_MODULE_3__/* .describeType */ .MF)(type);
    if (row === undefined)
        throw invalid(type, unknownType(type));
    const specversion = facts.links?.some(endsAtDomainId) ? _vocabulary_js__WEBPACK_IMPORTED_MODULE_3__/* .DRAFT */ .Ww : (0,_vocabulary_js__WEBPACK_IMPORTED_MODULE_3__/* .versionFor */ .GX)(row);
    const context = {
        specversion,
        id,
        source: facts.source,
        type: (0,_vocabulary_js__WEBPACK_IMPORTED_MODULE_3__/* .typeOf */ .QP)(type, specversion),
        timestamp: now,
        ...(facts.schemaUri !== undefined && { schemaUri: facts.schemaUri }),
        ...(facts.chainId !== undefined && { chainId: facts.chainId }),
        ...(facts.links !== undefined && facts.links.length > 0 && { links: [...facts.links] }),
    };
    const { content, ...subject } = facts.subject;
    const event = {
        context,
        subject: { ...subject, content: content ?? {} },
        ...(facts.customData !== undefined && { customData: facts.customData }),
        ...(facts.customDataContentType !== undefined && { customDataContentType: facts.customDataContentType }),
    };
    // A copy: what is frozen must not be the caller's, and what JSON cannot say must not look as if it were there.
    const copy = asJson(type, event);
    const verdict = (0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .validate */ .t)(copy);
    if (!verdict.valid)
        throw invalid(type, verdict.problems);
    return frozen(copy);
}
/** Links may come from a file a person wrote: what is no link at all is for the validation to tell. */
function endsAtDomainId(link) {
    if (!(0,_object_js__WEBPACK_IMPORTED_MODULE_4__/* .isObject */ .G)(link))
        return false;
    const target = (0,_links_js__WEBPACK_IMPORTED_MODULE_1__/* .linkTarget */ .Cm)(link);
    return (0,_object_js__WEBPACK_IMPORTED_MODULE_4__/* .isObject */ .G)(target) && target.domainId !== undefined;
}
function asJson(type, event) {
    try {
        return JSON.parse(JSON.stringify(event));
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ('INVALID_EVENT', `not a valid ${type} event: it cannot be written as JSON`, {
            cause,
        });
    }
}
function unknownType(type) {
    return (0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .validate */ .t)({ context: { specversion: '0.5.1', type } }).problems.filter((problem) => problem.path === '/context/type');
}
function invalid(type, problems) {
    const told = problems.map((problem) => `${problem.path} ${problem.message}`).join('; ');
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TurnpikeError */ .PJ('INVALID_EVENT', `not a valid ${type} event: ${told}`, { problems });
}
function frozen(value) {
    if (typeof value === 'object' && value !== null) {
        for (const each of Object.values(value))
            frozen(each);
        Object.freeze(value);
    }
    return value;
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

/***/ 6968:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DD: () => (/* binding */ FILLED),
/* harmony export */   E9: () => (/* binding */ TIME),
/* harmony export */   Ik: () => (/* binding */ object),
/* harmony export */   MA: () => (/* binding */ openObject),
/* harmony export */   Mf: () => (/* binding */ suggested),
/* harmony export */   S8: () => (/* binding */ VERSIONS),
/* harmony export */   XP: () => (/* binding */ since),
/* harmony export */   Xi: () => (/* binding */ formerly),
/* harmony export */   a$: () => (/* binding */ TEXT),
/* harmony export */   aL: () => (/* binding */ words),
/* harmony export */   gu: () => (/* binding */ REFERENCE),
/* harmony export */   mw: () => (/* binding */ required),
/* harmony export */   rl: () => (/* binding */ LIST),
/* harmony export */   rz: () => (/* binding */ URI)
/* harmony export */ });
/**
 * The kinds of value a field of an event can have. The table in `rows.ts` is written in them; the checker, the JSON
 * Schemas, the reference page and the TypeScript types are all derived from what is said here.
 */
/** The versions of the vocabulary that are understood. 0.5.0 is read as 0.5.1 (its own schemas admit no event). */
const VERSIONS = ['0.3.0', '0.4.1', '0.5.1', '0.6.0-draft'];
const TEXT = { kind: 'text' };
const FILLED = { kind: 'text', filled: true };
const URI = { kind: 'uri' };
const REFERENCE = { kind: 'reference' };
const TIME = { kind: 'time' };
const LIST = { kind: 'list' };
function words(...allowed) {
    return { kind: 'words', words: allowed };
}
function suggested(...usual) {
    return { kind: 'suggested', words: usual };
}
function object(fields) {
    return { kind: 'object', fields };
}
function openObject(fields) {
    return { kind: 'object', fields, open: true };
}
function required(field) {
    return { ...field, required: true };
}
function since(version, field) {
    return { ...field, since: version };
}
/** A field that 0.3 and 0.4.1 knew under another name or as another kind. */
function formerly(before, field) {
    return { ...field, before };
}


/***/ }),

/***/ 4530:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ae: () => (/* binding */ path),
/* harmony export */   Cm: () => (/* binding */ linkTarget),
/* harmony export */   JW: () => (/* binding */ relation)
/* harmony export */ });
/* unused harmony exports end, domainId, parseDomainId */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/** The links that travel inside an event (links.md), and the 0.6 draft's domain ids. */

/** This event was caused by that one, which it follows on the path of the chain. @param from context id or domain id */
function path(from, tags) {
    return { linkType: 'PATH', from: endOf(from), ...(tags && { tags }) };
}
/** This event has to do with that one. @param kind free word, e.g. `ARTIFACT`, `TRIGGER` */
function relation(kind, target, tags) {
    return { linkType: 'RELATION', linkKind: kind, target: endOf(target), ...(tags && { tags }) };
}
/** The chain ends with this event. @param from the event before */
function end(from, tags) {
    return { linkType: 'END', ...(from !== undefined && { from: endOf(from) }), ...(tags && { tags }) };
}
function endOf(given) {
    if (typeof given !== 'string')
        return given;
    return given.startsWith(DOMAIN) ? { domainId: given } : { contextId: given };
}
const DOMAIN = 'cdevents:v0:';
/**
 * The text of a domain id, `cdevents:v0:github::org:repo:pr:42`.
 * @throws TurnpikeError USAGE when type or resource id is empty
 */
function domainId(id) {
    if (id.type === '' || id.resourceId === '') {
        throw new TurnpikeError('USAGE', 'a domain id needs a type and a resource id');
    }
    const groups = (id.groups ?? []).map((group) => encodeURIComponent(group.toWellFormed())).join('/');
    const parts = [id.provider, id.providerId, id.namespace].map((part) => encodeURIComponent((part ?? '').toWellFormed()));
    return [
        DOMAIN + parts.join(':'),
        groups,
        encodeURIComponent(id.type.toWellFormed()),
        encodeURIComponent(id.resourceId.toWellFormed()),
    ].join(':');
}
/** Reads the text of a domain id; undefined when it is none. */
function parseDomainId(text) {
    if (!text.startsWith(DOMAIN))
        return undefined;
    const parts = text.slice(DOMAIN.length).split(':');
    // The resource id is what is left: it may hold colons.
    const resource = parts.slice(5).join(':');
    const [provider = '', providerId = '', namespace = '', groups = '', type = ''] = parts;
    if (parts.length < 6 || type === '' || resource === '')
        return undefined;
    if (groups.startsWith('/') || groups.endsWith('/'))
        return undefined;
    try {
        return {
            provider: decodeURIComponent(provider),
            providerId: decodeURIComponent(providerId),
            namespace: decodeURIComponent(namespace),
            groups: groups === '' ? [] : groups.split('/').map(decodeURIComponent),
            type: decodeURIComponent(type),
            resourceId: decodeURIComponent(resource),
        };
    }
    catch {
        return undefined;
    }
}
/** What a link points at: its context id and domain id, where it has them. */
function linkTarget(link) {
    return (link.linkType === 'RELATION' ? link.target : link.from) ?? {};
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

/***/ 7182:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $5: () => (/* binding */ OUTPUT_TYPE),
/* harmony export */   C$: () => (/* binding */ SEVERITY),
/* harmony export */   IJ: () => (/* binding */ TRIGGER_TYPE),
/* harmony export */   Ir: () => (/* binding */ ROWS),
/* harmony export */   aN: () => (/* binding */ TEST_TYPE),
/* harmony export */   u0: () => (/* binding */ SUBJECTS),
/* harmony export */   vg: () => (/* binding */ OUTCOME)
/* harmony export */ });
/* harmony import */ var _kinds_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6968);
/**
 * The table: every event type of CDEvents 0.3.0, 0.4.1, 0.5.1 and the approvals of the 0.6 draft, a row each. Facts are
 * those of the official schemas (cdevents/spec, tags v0.3.0, v0.4.1, v0.5.1, main at 8917b18), not of the prose, which
 * differs from them in places. Over 300 lines, because it is one table and is read as a whole.
 *
 * `versions` are the type's own versions in 0.3.0, 0.4.1, 0.5.1 and, if it differs from 0.5.1's, the draft; `-` = not
 * there.
 */


const SUBJECTS = {
    approval: { type: 'approval', about: 'a human or automated decision that something may go on' },
    artifact: { type: 'artifact', about: 'something that was built and can be delivered, named by its purl' },
    branch: { type: 'branch', about: 'a line of change in a repository' },
    build: { type: 'build', about: 'the making of artifacts from source' },
    change: { type: 'change', about: 'a set of source changes under review, such as a pull or merge request' },
    environment: { type: 'environment', about: 'a place where services run' },
    incident: { type: 'incident', about: 'a problem in a running environment' },
    pipelinerun: { type: 'pipelineRun', about: 'one run of a pipeline' },
    repository: { type: 'repository', about: 'a place where source is kept' },
    service: { type: 'service', about: 'something that runs in an environment for its users' },
    taskrun: { type: 'taskRun', about: 'one run of a task, usually inside a pipeline run' },
    testcaserun: { type: 'testCaseRun', about: 'one run of one test case', loose: true },
    testoutput: { type: 'testOutput', about: 'something a test case run left behind', loose: true },
    testsuiterun: { type: 'testSuiteRun', about: 'one run of a set of test cases', loose: true },
    ticket: { type: 'ticket', about: 'an issue, a request or a task in a tracker' },
};
const REF = (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ik)({ id: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .FILLED */ .DD), source: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .REFERENCE */ .gu });
const LOOSE_REF = (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ik)({ id: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .FILLED */ .DD), source: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .TEXT */ .a$ });
const SBOM = (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .since */ .XP)('0.4.1', (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ik)({ uri: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .REFERENCE */ .gu) }));
/** Before 0.5 every `uri` of a content was a `url`, and any string. */
const URL_BEFORE = { name: 'url', as: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .TEXT */ .a$ };
const OUTCOME = (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .words */ .aL)('success', 'failure', 'cancel', 'error');
const TEST_OUTCOME = (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .formerly */ .Xi)({ as: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .words */ .aL)('pass', 'fail', 'cancel', 'error') }, OUTCOME);
const SEVERITY = (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .words */ .aL)('low', 'medium', 'high', 'critical');
const TRIGGER_TYPE = (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .words */ .aL)('manual', 'pipeline', 'event', 'schedule', 'other');
const TRIGGER = (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .openObject */ .MA)({ type: TRIGGER_TYPE, uri: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .URI */ .rz });
const TEST_TYPE = (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .words */ .aL)('performance', 'functional', 'unit', 'security', 'compliance', 'integration', 'e2e', 'other');
const OUTPUT_TYPE = (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .words */ .aL)('report', 'video', 'image', 'log', 'other');
const TEST_CASE = (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ik)({ id: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .FILLED */ .DD), version: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .TEXT */ .a$, name: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .TEXT */ .a$, type: TEST_TYPE, uri: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .URI */ .rz });
const TEST_SUITE = (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ik)({ id: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .FILLED */ .DD), version: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .TEXT */ .a$, name: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .TEXT */ .a$, uri: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .URI */ .rz });
/** `testsuiterun.queued` alone had `url` before 0.5. */
const QUEUED_SUITE = (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ik)({
    id: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .FILLED */ .DD),
    version: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .TEXT */ .a$,
    name: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .TEXT */ .a$,
    uri: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .formerly */ .Xi)({ name: 'url', as: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .URI */ .rz }, _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .URI */ .rz),
});
const REPOSITORY = {
    name: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .TEXT */ .a$,
    owner: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .TEXT */ .a$,
    uri: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .formerly */ .Xi)(URL_BEFORE, _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .URI */ .rz),
    viewUrl: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .formerly */ .Xi)({ as: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .TEXT */ .a$ }, _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .URI */ .rz),
};
const INCIDENT = { description: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .TEXT */ .a$, environment: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(REF), service: REF, artifactId: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .FILLED */ .DD };
const DEPLOYMENT = { environment: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(REF), artifactId: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .FILLED */ .DD) };
const PIPELINE = { pipelineName: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .TEXT */ .a$, uri: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .formerly */ .Xi)(URL_BEFORE, _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .URI */ .rz) };
const TASK = { taskName: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .TEXT */ .a$, uri: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .formerly */ .Xi)(URL_BEFORE, _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .URI */ .rz), pipelineRun: REF };
const TEST_CASE_RUN = { environment: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(REF), testSuiteRun: LOOSE_REF, testCase: TEST_CASE };
const RESULT = { outcome: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(TEST_OUTCOME), severity: SEVERITY, reason: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .TEXT */ .a$ };
const TICKET = {
    summary: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .TEXT */ .a$,
    ticketType: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .suggested */ .Mf)('bug', 'enhancement', 'incident', 'task', 'question'),
    group: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .TEXT */ .a$,
    creator: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .FILLED */ .DD,
    assignees: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .LIST */ .rl,
    priority: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .suggested */ .Mf)('low', 'medium', 'high'),
    labels: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .LIST */ .rl,
    milestone: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .TEXT */ .a$,
    uri: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .REFERENCE */ .gu),
};
const RESOLUTION = {
    ...(0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .suggested */ .Mf)('completed', 'withdrawn', 'duplicate'),
    filled: true,
    required: true,
};
const APPROVAL = { approvalDetailsUrl: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .FILLED */ .DD), resourceTargetUrl: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .FILLED */ .DD) };
const DECISION = (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .words */ .aL)('escalated', 'delegate', 'deferred', 'requestChanges', 'approved', 'rejected');
const STATUS = (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .words */ .aL)('approved', 'rejected', 'cancelled', 'expired');
const ROWS = {
    'approval.created': {
        versions: '- - - 0.1.0',
        when: 'an approval is asked for',
        content: { ...APPROVAL, requestor: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .URI */ .rz) },
    },
    'approval.updated': {
        versions: '- - - 0.1.0',
        when: 'somebody says something on an approval',
        content: { ...APPROVAL, responder: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .URI */ .rz), decision: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(DECISION) },
    },
    'approval.closed': {
        versions: '- - - 0.1.0',
        when: 'an approval is over',
        content: {
            ...APPROVAL,
            responder: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .URI */ .rz),
            decision: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(DECISION),
            status: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(STATUS),
        },
    },
    'artifact.deleted': {
        versions: '- 0.1.0 0.2.0',
        when: 'an artifact is removed from a registry',
        content: { user: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .FILLED */ .DD },
    },
    'artifact.downloaded': {
        versions: '- 0.1.0 0.2.0',
        when: 'an artifact is fetched from a registry',
        content: { user: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .FILLED */ .DD },
    },
    'artifact.packaged': {
        versions: '0.1.1 0.2.0 0.3.0',
        when: 'an artifact is made from a change',
        content: { change: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(REF), sbom: SBOM },
    },
    'artifact.published': {
        versions: '0.1.1 0.2.0 0.3.0',
        when: 'an artifact is put into a registry',
        content: { sbom: SBOM, user: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .since */ .XP)('0.4.1', _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .FILLED */ .DD) },
    },
    'artifact.signed': {
        versions: '0.1.0 0.2.0 0.3.0',
        when: 'an artifact is signed',
        content: { signature: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .FILLED */ .DD) },
    },
    'branch.created': {
        versions: '0.1.2 0.2.0 0.3.0',
        when: 'a branch is made',
        content: { repository: REF },
    },
    'branch.deleted': {
        versions: '0.1.2 0.2.0 0.3.0',
        when: 'a branch is removed',
        content: { repository: REF },
    },
    'build.queued': { versions: '0.1.1 0.2.0 0.3.0', when: 'a build waits to start', content: {} },
    'build.started': { versions: '0.1.1 0.2.0 0.3.0', when: 'a build starts', content: {} },
    'build.finished': {
        versions: '0.1.1 0.2.0 0.3.0',
        when: 'a build ends, well or not (it has no outcome)',
        content: { artifactId: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .TEXT */ .a$ },
    },
    'change.created': {
        versions: '0.1.2 0.3.0 0.4.0',
        when: 'a change is proposed',
        content: { description: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .since */ .XP)('0.4.1', _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .FILLED */ .DD), repository: REF },
    },
    'change.reviewed': {
        versions: '0.1.2 0.2.0 0.3.0',
        when: 'a change is reviewed',
        content: { repository: REF },
    },
    'change.updated': {
        versions: '0.1.2 0.2.0 0.3.0',
        when: 'a change is changed',
        content: { repository: REF },
    },
    'change.merged': {
        versions: '0.1.2 0.2.0 0.3.0',
        when: 'a change is merged',
        content: { repository: REF },
    },
    'change.abandoned': {
        versions: '0.1.2 0.2.0 0.3.0',
        when: 'a change is given up',
        content: { repository: REF },
    },
    'environment.created': {
        versions: '0.1.1 0.2.0 0.3.0',
        when: 'an environment is made',
        content: { name: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .TEXT */ .a$, uri: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .formerly */ .Xi)(URL_BEFORE, _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .URI */ .rz) },
    },
    'environment.modified': {
        versions: '0.1.1 0.2.0 0.3.0',
        when: 'an environment is changed',
        content: { name: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .TEXT */ .a$, uri: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .formerly */ .Xi)(URL_BEFORE, _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .URI */ .rz) },
    },
    'environment.deleted': {
        versions: '0.1.1 0.2.0 0.3.0',
        when: 'an environment is removed',
        content: { name: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .TEXT */ .a$ },
    },
    'incident.detected': {
        versions: '0.1.0 0.2.0 0.3.0',
        when: 'a problem is seen in an environment',
        content: INCIDENT,
    },
    'incident.reported': {
        versions: '0.1.0 0.2.0 0.3.0',
        when: 'a problem is written down in a ticket',
        content: { ...INCIDENT, ticketURI: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .URI */ .rz) },
    },
    'incident.resolved': {
        versions: '0.1.0 0.2.0 0.3.0',
        when: 'a problem is over',
        content: INCIDENT,
    },
    'pipelinerun.queued': {
        versions: '0.1.1 0.2.0 0.3.0',
        when: 'a pipeline run waits to start',
        content: PIPELINE,
    },
    'pipelinerun.started': {
        versions: '0.1.1 0.2.0 0.3.0',
        when: 'a pipeline run starts',
        content: { pipelineName: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .TEXT */ .a$), uri: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(PIPELINE.uri) },
    },
    'pipelinerun.finished': {
        versions: '0.1.1 0.2.0 0.3.0',
        when: 'a pipeline run ends',
        content: { ...PIPELINE, outcome: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .formerly */ .Xi)({ as: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .TEXT */ .a$ }, OUTCOME), errors: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .TEXT */ .a$ },
    },
    'repository.created': {
        versions: '0.1.1 0.2.0 0.3.0',
        when: 'a repository is made',
        content: {
            ...REPOSITORY,
            name: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .FILLED */ .DD),
            uri: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)((0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .formerly */ .Xi)({ name: 'url', as: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .FILLED */ .DD }, _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .URI */ .rz)),
        },
    },
    'repository.modified': {
        versions: '0.1.1 0.2.0 0.3.0',
        when: 'a repository is renamed, moved or changed',
        content: REPOSITORY,
    },
    'repository.deleted': {
        versions: '0.1.1 0.2.0 0.3.0',
        when: 'a repository is removed',
        content: REPOSITORY,
    },
    'service.deployed': {
        versions: '0.1.1 0.2.0 0.3.0',
        when: 'a service is put into an environment for the first time',
        content: DEPLOYMENT,
    },
    'service.upgraded': {
        versions: '0.1.1 0.2.0 0.3.0',
        when: 'a running service gets a newer artifact',
        content: DEPLOYMENT,
    },
    'service.rolledback': {
        versions: '0.1.1 0.2.0 0.3.0',
        when: 'a running service goes back to an earlier artifact',
        content: DEPLOYMENT,
    },
    'service.removed': {
        versions: '0.1.1 0.2.0 0.3.0',
        when: 'a service is taken out of an environment',
        content: { environment: REF },
    },
    'service.published': {
        versions: '0.1.1 0.2.0 0.3.0',
        when: 'a service can be reached by its users',
        content: { environment: REF },
    },
    'taskrun.started': { versions: '0.1.1 0.2.0 0.3.0', when: 'a task run starts', content: TASK },
    'taskrun.finished': {
        versions: '0.1.1 0.2.0 0.3.0',
        when: 'a task run ends',
        // Free text up to 0.5.1, a closed list in the draft, under the same version of the type.
        content: { ...TASK, outcome: { ...(0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .suggested */ .Mf)(...OUTCOME.words), draft: OUTCOME }, errors: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .TEXT */ .a$ },
    },
    'testcaserun.queued': {
        versions: '0.1.0 0.2.0 0.3.0',
        when: 'a test case waits to run',
        content: { trigger: TRIGGER, ...TEST_CASE_RUN },
    },
    'testcaserun.started': {
        versions: '0.1.0 0.2.0 0.3.0',
        when: 'a test case starts to run',
        content: { trigger: TRIGGER, ...TEST_CASE_RUN },
    },
    'testcaserun.finished': {
        versions: '0.1.0 0.2.0 0.3.0',
        when: 'a test case has run',
        content: { ...RESULT, ...TEST_CASE_RUN },
    },
    'testcaserun.skipped': {
        versions: '- 0.1.0 0.2.0',
        when: 'a test case is not run on purpose',
        content: { reason: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .TEXT */ .a$, environment: REF, testSuiteRun: LOOSE_REF, testCase: TEST_CASE },
    },
    'testoutput.published': {
        versions: '0.1.0 0.2.0 0.3.0',
        when: 'a test case run leaves a report, a log or a recording',
        content: {
            outputType: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(OUTPUT_TYPE),
            format: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .TEXT */ .a$),
            uri: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .URI */ .rz,
            testCaseRun: LOOSE_REF,
        },
    },
    'testsuiterun.queued': {
        versions: '0.1.0 0.2.0 0.3.0',
        when: 'a test suite waits to run',
        content: { trigger: TRIGGER, environment: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(REF), testSuite: QUEUED_SUITE },
    },
    'testsuiterun.started': {
        versions: '0.1.0 0.2.0 0.3.0',
        when: 'a test suite starts to run',
        content: { trigger: TRIGGER, environment: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(REF), testSuite: TEST_SUITE },
    },
    'testsuiterun.finished': {
        versions: '0.1.0 0.2.0 0.3.0',
        when: 'a test suite has run',
        content: { environment: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(REF), testSuite: TEST_SUITE, ...RESULT },
    },
    'ticket.created': {
        versions: '- 0.1.0 0.2.0',
        when: 'a ticket is opened',
        content: { ...TICKET, summary: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .TEXT */ .a$), creator: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .required */ .mw)(_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .FILLED */ .DD) },
    },
    'ticket.updated': {
        versions: '- 0.1.0 0.2.0',
        when: 'a ticket is changed',
        content: { ...TICKET, updatedBy: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .TEXT */ .a$ },
    },
    'ticket.closed': {
        versions: '- 0.1.0 0.2.0',
        when: 'a ticket is done with',
        content: { ...TICKET, resolution: RESOLUTION, updatedBy: _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .TEXT */ .a$ },
    },
};


/***/ }),

/***/ 5742:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  t: () => (/* binding */ validate)
});

// UNUSED EXPORTS: versionOf

// EXTERNAL MODULE: ./node_modules/ajv-formats/dist/formats.js
var formats = __webpack_require__(779);
;// CONCATENATED MODULE: ./build/cdevents/formats.js
/**
 * The formats that the schemas assert. The verdict is that of ajv-formats, whose own patterns decide; a plain URI, as
 * nearly all are, is recognised by a small pattern that admits a part of what theirs admits. That is for speed: the
 * first use of each of their two URI patterns costs 3 ms, a tenth of a process's start.
 */

const dateTime = formats/* fullFormats */.U9['date-time'].validate;
const uri = formats/* fullFormats */.U9.uri;
const reference = formats/* fullFormats */.U9['uri-reference'];
/** Scheme, then host and path or path alone, then query and fragment; no user, no percent, no IP literal. */
const PLAIN_URI = /^[a-z][a-z0-9+.-]*:(?:\/\/[a-z0-9._~-]+(?::\d+)?(?:\/[\w.~!$&'()*+,;=:@/-]*)?|[\w.~!$&'()*+,;=:@-][\w.~!$&'()*+,;=:@-]*(?:\/[\w.~!$&'()*+,;=:@-]*)*)(?:\?[\w.~!$&'()*+,;=:@/?-]*)?(?:#[\w.~!$&'()*+,;=:@/?-]*)?$/i;
const PLAIN_PATH = /^\/?[\w.~-]+(?:\/[\w.~-]+)*$/;
/** The first 28 days of a month, no leap second: the rest is for the full check. */
const PLAIN_TIME = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-][01]\d:[0-5]\d)$/;
/** RFC 3339 `date-time`, as ajv-formats reads it (it lets white space stand for the `T`). */
function isDateTime(text) {
    return PLAIN_TIME.test(text) || dateTime(text);
}
/** An absolute URI (RFC 3986). */
function isUri(text) {
    return PLAIN_URI.test(text) || uri(text);
}
/** A URI or a relative reference (RFC 3986); may be empty. */
function isUriReference(text) {
    return PLAIN_URI.test(text) || PLAIN_PATH.test(text) || reference.test(text);
}

// EXTERNAL MODULE: ./build/cdevents/object.js
var object = __webpack_require__(4276);
;// CONCATENATED MODULE: ./build/cdevents/say.js
const SHOWN = 80;
/** Any value in a few words, bounded: it comes from a stranger. */
function shown(value) {
    if (typeof value === 'string') {
        if (value === '')
            return 'an empty string';
        return JSON.stringify(value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value);
    }
    if (value === null || typeof value === 'boolean')
        return String(value);
    if (typeof value === 'number')
        return `the number ${value}`;
    if (Array.isArray(value))
        return 'a list';
    if (typeof value === 'object')
        return 'an object';
    return value === undefined ? 'nothing' : `a ${typeof value}`;
}
/** What a field must be, as the end of "must be …". */
function wanted(node) {
    switch (node.kind) {
        case 'text':
            return node.filled === true ? 'a string that is not empty' : 'a string';
        case 'suggested':
            return `a string${node.filled === true ? ' that is not empty' : ''}, usually ${either(node.words)}`;
        case 'words':
            return node.words.length === 1 ? JSON.stringify(node.words[0]) : `one of ${either(node.words)}`;
        case 'uri':
            return 'an absolute URI, such as https://example.com/path';
        case 'reference':
            return `a URI or a relative reference${node.empty === true ? '' : ' that is not empty'}`;
        case 'time':
            return 'a date and time with its zone (RFC 3339), such as 2026-11-21T14:03:00Z';
        case 'pattern':
            return `of the form ${node.form}`;
        case 'list':
            return 'a list of strings';
        case 'object':
            return 'an object';
        case 'data':
            return 'an object, or a string that holds base64';
        case 'links':
            return 'a list of links';
    }
}
function either(words) {
    return words.length === 1 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}
/** The words other versions and other tools use for what is now a closed list. */
const SYNONYMS = {
    pass: 'success',
    passed: 'success',
    succeeded: 'success',
    ok: 'success',
    fail: 'failure',
    failed: 'failure',
    cancelled: 'cancel',
    canceled: 'cancel',
    url: 'uri',
    version: 'specversion',
};
/** What was probably meant: the same word in another spelling, or an older name; undefined when nothing is near. */
function nearest(given, allowed) {
    if (given.length > 40)
        return undefined;
    const lower = given.toLowerCase();
    const synonym = SYNONYMS[lower];
    let best;
    let bestDistance = given.length < 5 ? 2 : 3;
    for (const word of allowed) {
        if (word === synonym)
            return word;
        const distance = steps(lower, word.toLowerCase(), bestDistance);
        if (distance < bestDistance) {
            best = word;
            bestDistance = distance;
        }
    }
    return best;
}
/**
 * Edits (insert, delete, replace) from one word to another, or `limit` when it is at least that many. A swap is two of
 * them, other than in distance.ts: the short words of the vocabulary are too alike for one.
 */
function steps(from, to, limit) {
    if (Math.abs(from.length - to.length) >= limit)
        return limit;
    let row = Array.from({ length: to.length + 1 }, (_, at) => at);
    for (let i = 1; i <= from.length; i++) {
        const next = [i];
        for (let j = 1; j <= to.length; j++) {
            const same = from[i - 1] === to[j - 1] ? 0 : 1;
            next.push(Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + same));
        }
        row = next;
    }
    return Math.min(row[to.length] ?? limit, limit);
}

;// CONCATENATED MODULE: ./build/cdevents/check.js



/** More problems than this are not told; the search ends there. */
const MOST_PROBLEMS = 100;
/**
 * @param problems where to tell problems; null = only the verdict is wanted
 * @param path JSON pointer of the value
 */
function check(node, value, path, problems) {
    if (node.kind === 'object')
        return checkObject(node, value, path, problems);
    if (node.kind === 'links')
        return checkLinks(node, value, path, problems);
    if (node.kind === 'list')
        return checkList(value, path, problems);
    if (fits(node, value))
        return true;
    if (problems !== null)
        tell(problems, path, misfit(node, value));
    return false;
}
function fits(node, value) {
    if (node.kind === 'data')
        return typeof value === 'string' || (0,object/* isObject */.G)(value);
    if (typeof value !== 'string')
        return false;
    switch (node.kind) {
        case 'text':
        case 'suggested':
            return node.filled !== true || value !== '';
        case 'words':
            return node.words.includes(value);
        case 'uri':
            return isUri(value);
        case 'reference':
            return (node.empty === true || value !== '') && isUriReference(value);
        case 'time':
            return isDateTime(value);
        case 'pattern':
            return node.pattern.test(value) && (node.reference !== true || isUriReference(value));
        default:
            return false;
    }
}
function checkObject(node, value, path, problems) {
    if (!(0,object/* isObject */.G)(value)) {
        if (problems !== null)
            tell(problems, path, `must be an object, was ${shown(value)}`);
        return false;
    }
    let good = true;
    let present = 0;
    for (const member of node.members) {
        const given = value[member.name];
        if (given === undefined) {
            if (!member.required)
                continue;
            if (problems === null)
                return false;
            tell(problems, `${path}/${member.name}`, `is missing; it must be ${wanted(member.node)}`);
            good = false;
            continue;
        }
        present++;
        const at = problems === null ? '' : `${path}/${member.name}`;
        if (check(member.node, given, at, problems))
            continue;
        if (problems === null)
            return false;
        good = false;
    }
    if (node.some !== undefined && node.some.every((name) => value[name] === undefined)) {
        if (problems === null)
            return false;
        tell(problems, path, `must have ${node.some.join(' or ')}`);
        good = false;
    }
    if (!node.open && !noOthers(node, value, present, path, problems))
        return false;
    return good;
}
function noOthers(node, value, present, path, problems) {
    let all = 0;
    for (const _ in value)
        all++;
    if (all === present)
        return true;
    let good = true;
    for (const name in value) {
        if (node.names.has(name))
            continue;
        if (problems === null || problems.length >= MOST_PROBLEMS)
            return false;
        good = false;
        const missing = node.members.filter((member) => value[member.name] === undefined);
        const meant = nearest(name, missing.length === 0 ? node.names : missing.map((member) => member.name));
        const allowed = node.members.length === 0 ? 'no field at all' : [...node.names].join(', ');
        const hint = meant === undefined ? `allowed here: ${allowed}` : `did you mean ${meant}?`;
        tell(problems, `${path}/${escapePointer(name)}`, `is not a field of the vocabulary; ${hint}`);
    }
    return good;
}
/** A link is judged by its linkType, so that one mistake gives one problem. */
function checkLinks(node, value, path, problems) {
    if (!Array.isArray(value)) {
        if (problems !== null)
            tell(problems, path, misfit(node, value));
        return false;
    }
    let good = true;
    for (let at = 0; at < value.length; at++) {
        const link = value[at];
        const linkType = (0,object/* isObject */.G)(link) ? link.linkType : undefined;
        const shape = typeof linkType === 'string' ? node.byType.get(linkType) : undefined;
        if (shape !== undefined && check(shape, link, problems === null ? '' : `${path}/${at}`, problems))
            continue;
        if (problems === null || problems.length >= MOST_PROBLEMS)
            return false;
        good = false;
        if (shape !== undefined)
            continue;
        if (!(0,object/* isObject */.G)(link))
            tell(problems, `${path}/${at}`, `must be an object, was ${shown(link)}`);
        else
            tell(problems, `${path}/${at}/linkType`, linkTypeProblem(linkType));
    }
    return good;
}
function linkTypeProblem(given) {
    const rule = 'must be one of PATH, RELATION or END';
    if (given === undefined)
        return `is missing; it ${rule}`;
    if (given === 'START')
        return `${rule}; START is never sent inside an event: a chain starts with its first event`;
    return `${rule}, was ${shown(given)}`;
}
function checkList(value, path, problems) {
    if (!Array.isArray(value)) {
        if (problems !== null)
            tell(problems, path, `must be a list of strings, was ${shown(value)}`);
        return false;
    }
    let good = true;
    for (let at = 0; at < value.length; at++) {
        if (typeof value[at] === 'string')
            continue;
        if (problems === null || problems.length >= MOST_PROBLEMS)
            return false;
        tell(problems, `${path}/${at}`, `must be a string, was ${shown(value[at])}`);
        good = false;
    }
    return good;
}
function misfit(node, value) {
    const sentence = `must be ${wanted(node)}, was ${shown(value)}`;
    if (node.kind !== 'words' || typeof value !== 'string')
        return sentence;
    const meant = nearest(value, node.words);
    return meant === undefined || node.words.length === 1 ? sentence : `${sentence}; did you mean ${meant}?`;
}
function tell(problems, path, message) {
    if (problems.length < MOST_PROBLEMS)
        problems.push({ path, message });
}
/** One step of a JSON pointer (RFC 6901), bounded. */
function escapePointer(name) {
    const short = name.length > 100 ? `${name.slice(0, 100)}…` : name;
    return short.replaceAll('~', '~0').replaceAll('/', '~1');
}

// EXTERNAL MODULE: ./build/cdevents/kinds.js
var kinds = __webpack_require__(6968);
// EXTERNAL MODULE: ./build/cdevents/rows.js
var rows = __webpack_require__(7182);
// EXTERNAL MODULE: ./build/cdevents/vocabulary.js
var vocabulary = __webpack_require__(7811);
;// CONCATENATED MODULE: ./build/cdevents/shape.js
/** A row of the table at one version of the vocabulary, ready to be checked: names, kinds and duties decided. */



const DATA = { kind: 'data' };
const ANYTHING = { kind: 'object', fields: {}, open: true };
/** The draft's form of a domainId; enforced there in the target of RELATION alone. */
const DOMAIN_ID = {
    kind: 'pattern',
    pattern: /^cdevents:v0:[^:]*:[^:]*:[^:]*:([^:/]([^:]*[^:/])?)?:[^:]+:.+$/u,
    form: 'cdevents:v0:<provider>:<provider id>:<namespace>:<groups>:<type>:<resource id>',
    reference: true,
};
/** The three links that may travel inside an event. START never does: it is told by the context. */
function linkFields(version) {
    const draft = version === '0.6.0-draft';
    const contextId = kinds/* FILLED */.DD;
    // Up to 0.5.1 nothing about a RELATION's target is required.
    const target = draft
        ? { ...openEnd({ contextId, domainId: DOMAIN_ID }), some: ['contextId', 'domainId'] }
        : openEnd({ contextId });
    const from = draft
        ? {
            ...openEnd({ contextId, domainId: { kind: 'reference', empty: true } }),
            some: ['contextId', 'domainId'],
        }
        : openEnd({ contextId: (0,kinds/* required */.mw)(contextId) });
    return {
        PATH: { linkType: (0,kinds/* required */.mw)((0,kinds/* words */.aL)('PATH')), from: (0,kinds/* required */.mw)(from), tags: ANYTHING },
        RELATION: {
            linkType: (0,kinds/* required */.mw)((0,kinds/* words */.aL)('RELATION')),
            linkKind: (0,kinds/* required */.mw)(kinds/* FILLED */.DD),
            target: (0,kinds/* required */.mw)(target),
            tags: ANYTHING,
        },
        END: { linkType: (0,kinds/* required */.mw)((0,kinds/* words */.aL)('END')), from, tags: ANYTHING },
    };
}
function openEnd(fields) {
    return { kind: 'object', fields, open: true };
}
/** The whole event of a type (or, without a row, of any type) as one object. */
function eventFields(row, version) {
    const subject = row === undefined ? undefined : rows/* SUBJECTS */.u0[row.subject];
    const old = version === '0.3.0' || version === '0.4.1';
    const type = row?.types[version];
    return {
        context: (0,kinds/* required */.mw)((0,kinds/* object */.Ik)({
            specversion: (0,kinds/* formerly */.Xi)({ name: 'version', as: kinds/* FILLED */.DD }, (0,kinds/* required */.mw)(kinds/* FILLED */.DD)),
            id: (0,kinds/* required */.mw)(kinds/* FILLED */.DD),
            source: (0,kinds/* required */.mw)(subject?.loose === true ? kinds/* FILLED */.DD : kinds/* REFERENCE */.gu),
            type: (0,kinds/* required */.mw)(row?.custom === true
                ? {
                    kind: 'pattern',
                    pattern: vocabulary/* CUSTOM_TYPE */.ze,
                    form: 'dev.cdeventsx.<tool>-<subject>.<predicate>.<M.m.p>, letters only, one digit per version part',
                }
                : type === undefined
                    ? kinds/* TEXT */.a$
                    : (0,kinds/* words */.aL)(type)),
            timestamp: (0,kinds/* required */.mw)(kinds/* TIME */.E9),
            schemaUri: (0,kinds/* since */.XP)('0.4.1', kinds/* URI */.rz),
            chainId: (0,kinds/* since */.XP)('0.4.1', kinds/* FILLED */.DD),
            links: (0,kinds/* since */.XP)('0.4.1', { kind: 'links' }),
        })),
        subject: (0,kinds/* required */.mw)((0,kinds/* object */.Ik)({
            id: (0,kinds/* required */.mw)(kinds/* FILLED */.DD),
            source: subject?.loose === true ? kinds/* TEXT */.a$ : kinds/* REFERENCE */.gu,
            ...subjectType(row, old),
            content: (0,kinds/* required */.mw)(row === undefined || row.custom ? ANYTHING : (0,kinds/* object */.Ik)(row.content)),
        })),
        customData: DATA,
        customDataContentType: kinds/* TEXT */.a$,
    };
}
/** `subject.type`: required up to 0.4.1, refused since, but for `ticket.closed`, where it was forgotten. */
function subjectType(row, old) {
    if (row === undefined)
        return old ? { type: (0,kinds/* required */.mw)(kinds/* FILLED */.DD) } : {};
    const named = (0,kinds/* words */.aL)(rows/* SUBJECTS */.u0[row.subject]?.type ?? row.subject);
    if (!old)
        return row.name === 'ticket.closed' ? { type: named } : {};
    if (!row.custom)
        return { type: (0,kinds/* required */.mw)(named) };
    return {
        type: (0,kinds/* required */.mw)({ kind: 'pattern', pattern: /^[a-zA-Z0-9]+-[a-zA-Z]+$/u, form: '<tool>-<subject>' }),
    };
}
/** By version, then by row; custom types share one shape. */
const shapes = new Map();
/** The shape of a type's events at a version; without a row, what every event has in common. Made once, on first use. */
function shapeOf(row, version) {
    const byRow = shapes.get(version) ?? new Map();
    shapes.set(version, byRow);
    const key = row?.custom === true ? 'custom' : row;
    const known = byRow.get(key);
    if (known !== undefined)
        return known;
    const made = resolve({ kind: 'object', fields: eventFields(row, version) }, version);
    byRow.set(key, made);
    return made;
}
function resolve(kind, version) {
    if (kind.kind === 'object') {
        const members = [];
        for (const [name, field] of Object.entries(kind.fields)) {
            if (field.since !== undefined && version < field.since)
                continue;
            members.push(member(name, field, version));
        }
        const names = new Set(members.map((each) => each.name));
        return { kind: 'object', members, names, open: kind.open === true, ...(kind.some && { some: kind.some }) };
    }
    if (kind.kind === 'links') {
        const byType = Object.entries(linkFields(version)).map(([type, fields]) => [type, resolve({ kind: 'object', fields }, version)]);
        return { kind: 'links', byType: new Map(byType) };
    }
    return kind;
}
function member(name, field, version) {
    const old = version === '0.3.0' || version === '0.4.1';
    const before = old ? field.before : undefined;
    const kind = before?.as ?? (version === '0.6.0-draft' ? field.draft : undefined) ?? field;
    return { name: before?.name ?? name, required: field.required === true, node: resolve(kind, version) };
}

// EXTERNAL MODULE: ./build/cdevents/purl.js
var purl = __webpack_require__(5970);
;// CONCATENATED MODULE: ./build/cdevents/strict.js




/** Every check by name, and what it asks for. */
const STRICT = {
    timestamp: 'there is a `T` between date and time and the zone has a colon (the schemas let white space pass)',
    specversion: 'the version is one that exists (no schema says so)',
    id: '`context.id` is a UUID',
    chainId: '`context.chainId` is a UUID',
    purl: '`subject.id` of artifact events and every `artifactId` is a package URL',
    source: '`context.source` is an absolute URI, so that ids are unique everywhere',
    customData: '`customData` as a string is base64',
    approval: 'an approval closed as approved or rejected was decided so',
    outcome: 'a finished pipeline or task run says its outcome, in a word of the standard',
};
const STRICT_CHECKS = Object.keys(STRICT);
const RFC3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/u;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/u;
const ABSOLUTE = /^[a-z][a-z0-9+.-]*:/iu;
const FINISHED = /^dev\.cdevents\.(?:pipelinerun|taskrun)\.finished\./u;
/**
 * @param event one that its schema accepts
 * @param checks all, or those named
 */
function strictProblems(event, checks) {
    if (checks === false)
        return [];
    const chosen = checks === true ? STRICT_CHECKS : checks;
    return chosen.flatMap((name) => CHECKS[name](event));
}
const CHECKS = {
    timestamp: ({ context }) => unless(RFC3339.test(context.timestamp), '/context/timestamp', 'must be RFC 3339 with a T', context.timestamp),
    specversion: ({ context }) => {
        const { specversion, version } = context;
        const given = specversion ?? version ?? '';
        const known = given === '0.5.0' || kinds/* VERSIONS */.S8.some((each) => each === given);
        const path = specversion === undefined ? '/context/version' : '/context/specversion';
        return unless(known, path, `must be one of ${kinds/* VERSIONS */.S8.join(', ')}`, given);
    },
    id: ({ context }) => unless(UUID.test(context.id), '/context/id', 'must be a UUID', context.id),
    chainId: ({ context: { chainId } }) => chainId === undefined ? [] : unless(UUID.test(chainId), '/context/chainId', 'must be a UUID', chainId),
    purl: (event) => artifactFields(event).flatMap(([path, text]) => unless(isPurl(text), path, 'must be a package URL', text)),
    source: ({ context }) => unless(ABSOLUTE.test(context.source), '/context/source', 'must be an absolute URI', context.source),
    customData: ({ customData }) => typeof customData === 'string'
        ? unless(BASE64.test(customData), '/customData', 'must be an object or base64', customData)
        : [],
    approval: ({ context, subject: { content } }) => {
        if (!context.type.startsWith('dev.cdevents.approval.closed.'))
            return [];
        const { status, decision } = content;
        const settled = status === 'approved' || status === 'rejected';
        const message = `must be ${shown(status)} when the status is`;
        return unless(!settled || status === decision, '/subject/content/decision', message, decision);
    },
    outcome: ({ context, subject: { content } }) => {
        if (!FINISHED.test(context.type) || rows/* OUTCOME */.vg.words.some((word) => word === content.outcome))
            return [];
        const message = `must be one of ${rows/* OUTCOME */.vg.words.join(', ')}, was ${shown(content.outcome)}`;
        return [{ path: '/subject/content/outcome', message }];
    },
};
function artifactFields({ context, subject }) {
    const { artifactId } = subject.content;
    const fields = [];
    if (context.type.startsWith('dev.cdevents.artifact.'))
        fields.push(['/subject/id', subject.id]);
    if (typeof artifactId === 'string') {
        fields.push(['/subject/content/artifactId', artifactId]);
    }
    return fields;
}
function isPurl(text) {
    try {
        return (0,purl/* normalisePurl */.SC)(text) !== '';
    }
    catch {
        return false;
    }
}
function unless(good, path, rule, given) {
    return good ? [] : [{ path, message: `${rule}, was ${shown(given)}` }];
}

;// CONCATENATED MODULE: ./build/cdevents/validate.js






/**
 * Judges a value as the official schema of its type and version does.
 *
 * Which schema: `context.version` without `context.specversion` means 0.3 or 0.4.1 (the type's own version tells
 * which); `specversion` 0.6… means the draft; anything else means 0.5.1, also 0.5.0, whose own schemas admit no event,
 * and unknown words, which no schema forbids.
 *
 * Never throws; the work is bounded by the shape of the type, whatever the value. At most 100 problems are told.
 * `event` is the value itself, of the shape of its own version: `upgrade` lifts it.
 */
function validate(value, options = {}) {
    try {
        return judge(value, options);
    }
    catch (error) {
        // A getter or a proxy that throws, or a string too long for a pattern: not an event either way.
        const why = error instanceof Error ? error.message : 'unknown reason';
        return { valid: false, problems: [{ path: '', message: `cannot be read: ${why}` }] };
    }
}
function judge(value, options) {
    const context = (0,object/* isObject */.G)(value) && (0,object/* isObject */.G)(value.context) ? value.context : {};
    const { type } = context;
    const specversion = context.specversion ?? context.version;
    const row = typeof type === 'string' ? (0,vocabulary/* describeType */.MF)(type) : undefined;
    const version = versionOf(context, row);
    const known = row !== undefined && row.types[version] === type;
    const shape = shapeOf(known ? row : undefined, version);
    const strict = options.strict ?? false;
    if (known && strict === false && check(shape, value, '', null))
        return accepted(value, type, specversion);
    const problems = [];
    // The context is told with the claimed type's own rules where there are such, else with what all types share.
    check(shape, value, '', problems);
    if (!known && typeof type === 'string')
        problems.push({ path: '/context/type', message: strange(type, version) });
    if (problems.length === 0 && strict !== false)
        problems.push(...strictProblems(value, strict));
    if (problems.length === 0)
        return accepted(value, type, specversion);
    return {
        valid: false,
        ...(typeof type === 'string' && { type }),
        ...(typeof specversion === 'string' && { specversion }),
        problems,
    };
}
function accepted(value, type, specversion) {
    return {
        valid: true,
        event: value,
        type: type,
        specversion: specversion,
        problems: [],
    };
}
/** The version of the vocabulary whose rules an event is under. */
function versionOf(context, row) {
    if (context.specversion === undefined && context.version !== undefined) {
        return row !== undefined && !row.custom && row.types['0.3.0'] === context.type ? '0.3.0' : '0.4.1';
    }
    const { specversion } = context;
    return typeof specversion === 'string' && specversion.startsWith('0.6') ? '0.6.0-draft' : '0.5.1';
}
function strange(type, version) {
    const row = (0,vocabulary/* describeType */.MF)(type) ?? (0,vocabulary/* describeType */.MF)(withoutVersion(type));
    const here = row?.types[version];
    if (here !== undefined) {
        return `is not the type of ${row?.name ?? ''} in CDEvents ${version}: there it is ${here}`;
    }
    if (row !== undefined) {
        const others = Object.keys(row.types).join(', ');
        return `does not exist in CDEvents ${version}; ${row.name} is in ${others}`;
    }
    if (type.startsWith('dev.cdeventsx.')) {
        return 'must be of the form dev.cdeventsx.<tool>-<subject>.<predicate>.<M.m.p>, letters only in subject and predicate, one digit per version part';
    }
    const meant = nearest(withoutVersion(type).replace(/^dev\.cdevents\./u, ''), vocabulary/* EVENT_TYPES */.Ru);
    const hint = meant === undefined ? 'custom types start with dev.cdeventsx.' : `did you mean ${meant}?`;
    return `is not a type of CDEvents, was ${shown(type)}; ${hint}`;
}
function withoutVersion(type) {
    return type.slice(0, 200).replace(/(?:\.\d+){1,3}$/u, '');
}


/***/ }),

/***/ 7811:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GX: () => (/* binding */ versionFor),
/* harmony export */   MF: () => (/* binding */ describeType),
/* harmony export */   QP: () => (/* binding */ typeOf),
/* harmony export */   Ru: () => (/* binding */ EVENT_TYPES),
/* harmony export */   Ww: () => (/* binding */ DRAFT),
/* harmony export */   ze: () => (/* binding */ CUSTOM_TYPE)
/* harmony export */ });
/* unused harmony exports CURRENT, searchedType */
/* harmony import */ var _kinds_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6968);
/* harmony import */ var _rows_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7182);


/** The version events are made in. */
const CURRENT = '0.5.1';
/** Where the approvals and `domainId` links are. */
const DRAFT = '0.6.0-draft';
/** The custom type pattern of the official schema: one digit per version part, letters only in subject and predicate. */
const CUSTOM_TYPE = /^dev\.cdeventsx\.[a-zA-Z0-9]+-[a-zA-Z]+\.[a-zA-Z]+\.[0-9]\.[0-9]\.[0-9]$/u;
/** All standard short names, in the order of the table. */
const EVENT_TYPES = Object.keys(_rows_js__WEBPACK_IMPORTED_MODULE_1__/* .ROWS */ .Ir);
const byName = new Map();
const byType = new Map();
for (const name of EVENT_TYPES)
    index(name, _rows_js__WEBPACK_IMPORTED_MODULE_1__/* .ROWS */ .Ir[name]);
function index(name, row) {
    const dot = name.indexOf('.');
    const own = row.versions.split(' ');
    const types = {};
    const entry = {
        name,
        subject: name.slice(0, dot),
        predicate: name.slice(dot + 1),
        when: row.when,
        content: row.content,
        types,
        custom: false,
    };
    byName.set(name, entry);
    _kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .VERSIONS */ .S8.forEach((version, at) => {
        // A type's own version in the draft is that of 0.5.1 unless the row says otherwise.
        const ownVersion = own[at] ?? own.at(-1) ?? '-';
        if (ownVersion === '-')
            return;
        const type = `dev.cdevents.${name}.${ownVersion}`;
        types[version] = type;
        byType.set(type, entry);
    });
}
/**
 * The row of an event type.
 * @param type a full type of any version, a full type without its version, a short name, or a custom type
 */
function describeType(type) {
    const known = byType.get(type) ?? byName.get(type);
    if (known !== undefined)
        return known;
    if (type.startsWith('dev.cdevents.'))
        return byName.get(type.slice('dev.cdevents.'.length));
    return CUSTOM_TYPE.test(type) ? customRow(type) : undefined;
}
/**
 * A type as it is searched for, every version of it: `dev.cdevents.service.deployed` for `service.deployed`,
 * `dev.cdeventsx.turnpike-gate.evaluated` for `turnpike-gate.evaluated`. A full type stays as it is.
 * @returns undefined for what is no type
 */
function searchedType(name) {
    if (name.startsWith('dev.'))
        return name;
    if (byName.has(name))
        return `dev.cdevents.${name}`;
    return /^[A-Za-z0-9]+-[A-Za-z0-9]+\.[A-Za-z0-9]+$/.test(name) ? `dev.cdeventsx.${name}` : undefined;
}
function customRow(type) {
    const [subject = '', predicate = ''] = type.slice('dev.cdeventsx.'.length).split('.');
    const when = 'something outside the standard vocabulary happens';
    const types = Object.fromEntries(_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .VERSIONS */ .S8.map((version) => [version, type]));
    return { name: `${subject}.${predicate}`, subject, predicate, when, content: {}, types, custom: true };
}
/**
 * The full type string of a short name, e.g. `dev.cdevents.build.finished.0.3.0`; a custom type is returned as it is.
 * @param specversion default: that of new events, 0.5.1, or the draft where only that has the type
 * @returns what was given, when that version has no such type
 */
function typeOf(short, specversion) {
    const types = describeType(short)?.types;
    return (specversion === undefined ? (types?.[CURRENT] ?? types?.[DRAFT]) : types?.[specversion]) ?? short;
}
/** The version of the vocabulary that new events of a type are made in: 0.5.1 wherever it has the type. */
function versionFor(row) {
    return row.types[CURRENT] === undefined ? DRAFT : CURRENT;
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

/***/ 9563:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kd: () => (/* binding */ pipelineRunFinished),
/* harmony export */   LG: () => (/* binding */ taskRunFinished),
/* harmony export */   hT: () => (/* binding */ runBinding),
/* harmony export */   v5: () => (/* binding */ pipelineRunStarted),
/* harmony export */   wW: () => (/* binding */ runOrder),
/* harmony export */   yH: () => (/* binding */ taskRunStarted)
/* harmony export */ });
/* harmony import */ var _cdevents_binding_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(842);
/* harmony import */ var _cdevents_create_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8459);
/* harmony import */ var _cdevents_identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(197);
/* harmony import */ var _cdevents_links_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4530);
/* harmony import */ var _outcome_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9921);
/**
 * The life of a run and its jobs as events. Pure; ids are functions of the facts, so a retry is the same event.
 *
 * `pipelinerun.started` may be sent by every job of a run and is one event, byte for byte: its content is a function of
 * what all jobs know (repository, commit, run), never of the job, the actor of the job, or its environment. Its
 * timestamp cannot be the clock of whichever job is first. It is, in this order:
 *  1. the moment the run began, where the forge tells every job the same one (`facts.run.startedAt`);
 *  2. otherwise (a re-run, a dispatch, a schedule) the first moment of the day, in UTC, on which the job runs;
 *     `customData.turnpike.timestampPrecision` then says `day`. Jobs of one day agree.
 * The id carries that moment (and, outside the two forges, what else one job may know and another not). So a run that
 * passes midnight under 2 gives a second event with a second id, and never one id with two contents, which a store keeps
 * as a conflict. When exactly a run was first heard of is the store's `receivedAt`.
 */





/** The run has begun. The same event from every job of a run; see above. @throws TurnpikeError INVALID_EVENT */
function pipelineRunStarted(facts, now) {
    return (0,_cdevents_create_js__WEBPACK_IMPORTED_MODULE_0__/* .create */ .v)('pipelinerun.started', {
        source: facts.source,
        subject: { id: facts.run.id, content: { pipelineName: facts.run.name, uri: facts.run.url } },
        chainId: facts.chainId,
        customData: (0,_cdevents_binding_js__WEBPACK_IMPORTED_MODULE_4__/* .bind */ .o)(undefined, runBinding(facts, {
            ...(facts.parent === undefined ? {} : { parentRun: facts.parent }),
            ...(facts.run.startedAt === undefined ? { timestampPrecision: 'day' } : {}),
        })),
    }, { id: idOf(facts, 'pipelinerun.started', now), now: startOf(facts, now) });
}
/** The run has ended. Sent by one job, the last. @throws TurnpikeError INVALID_EVENT */
function pipelineRunFinished(facts, outcome, now, extra = {}) {
    return (0,_cdevents_create_js__WEBPACK_IMPORTED_MODULE_0__/* .create */ .v)('pipelinerun.finished', {
        source: facts.source,
        subject: {
            id: facts.run.id,
            content: { pipelineName: facts.run.name, uri: facts.run.url, outcome, ...errorsOf(extra) },
        },
        chainId: facts.chainId,
        links: [(0,_cdevents_links_js__WEBPACK_IMPORTED_MODULE_2__/* .path */ .Ae)(idOf(facts, 'pipelinerun.started', now))],
        customData: (0,_cdevents_binding_js__WEBPACK_IMPORTED_MODULE_4__/* .bind */ .o)(undefined, runBinding(facts, bindingOf(extra))),
    }, { id: idOf(facts, 'pipelinerun.finished', now), now });
}
/** A job has begun. @throws TurnpikeError INVALID_EVENT */
function taskRunStarted(facts, now, extra = {}) {
    return taskRun(facts, 'taskrun.started', now, {}, [(0,_cdevents_links_js__WEBPACK_IMPORTED_MODULE_2__/* .path */ .Ae)(idOf(facts, 'pipelinerun.started', now))], extra);
}
/** A job has ended. @throws TurnpikeError INVALID_EVENT */
function taskRunFinished(facts, outcome, now, extra = {}) {
    const links = [(0,_cdevents_links_js__WEBPACK_IMPORTED_MODULE_2__/* .path */ .Ae)(idOf(facts, 'taskrun.started', now))];
    return taskRun(facts, 'taskrun.finished', now, { outcome, ...errorsOf(extra) }, links, extra);
}
function taskRun(facts, type, now, content, links, extra) {
    const environment = extra.environment ?? facts.environment;
    return (0,_cdevents_create_js__WEBPACK_IMPORTED_MODULE_0__/* .create */ .v)(type, {
        source: facts.source,
        subject: {
            id: facts.job.id,
            content: {
                taskName: facts.job.name,
                uri: facts.job.url,
                pipelineRun: runReference(facts),
                ...content,
            },
        },
        chainId: facts.chainId,
        links,
        customData: (0,_cdevents_binding_js__WEBPACK_IMPORTED_MODULE_4__/* .bind */ .o)(undefined, runBinding(facts, { ...bindingOf(extra), ...(environment === undefined ? {} : { environment }) })),
    }, { id: idOf(facts, type, now), now });
}
function runReference(facts) {
    return { id: facts.run.id, source: facts.source };
}
function idOf(facts, type, now) {
    const subject = type.startsWith('pipelinerun.') ? facts.run.id : facts.job.id;
    return (0,_cdevents_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .eventId */ .Q)({
        source: facts.source,
        type,
        run: facts.run.id,
        attempt: facts.run.attempt,
        subject: type === 'pipelinerun.started' ? `${subject}#${beginningOf(facts, now)}` : subject,
        order: runOrder(facts),
    });
}
/**
 * What tells one beginning of a run from another. Jobs of the two forges all know the same; elsewhere one may know more
 * than another (Jenkins has GIT_COMMIT after a checkout only), and what it says must not be the same event then.
 */
function beginningOf(facts, now) {
    const start = startOf(facts, now);
    if (facts.forge === 'github' || facts.forge === 'gitlab')
        return start;
    const { run, chainId, commit, change, parent } = facts;
    return JSON.stringify([start, chainId, commit, change?.id ?? null, run.name, run.url, parent ?? null]);
}
/** When the run began, as every job of it says it. */
function startOf({ run }, now) {
    return run.startedAt ?? `${new Date(now).toISOString().slice(0, 10)}T00:00:00Z`;
}
/** The forge's number of the run, which only grows: 0 when there is none. */
function runOrder(facts) {
    const digits = /\/(?:runs|pipelines)\/(\d{1,15})(?:\/|$)/.exec(facts.run.id)?.[1] ??
        /^\d{1,15}$/.exec(facts.run.number)?.[0];
    return digits === undefined ? 0 : Number(digits);
}
/** What every event of a run is bound to. */
function runBinding(facts, more = {}) {
    return {
        ...(facts.commit === '' ? {} : { commit: facts.commit }),
        run: facts.run.id,
        ...(facts.change === undefined ? {} : { change: facts.change.id }),
        ...more,
    };
}
function bindingOf({ artifacts, environment, service }) {
    return {
        ...(artifacts === undefined || artifacts.length === 0 ? {} : { artifacts }),
        ...(environment === undefined ? {} : { environment }),
        ...(service === undefined ? {} : { service }),
    };
}
function errorsOf({ errors }) {
    return errors === undefined || errors === '' ? {} : { errors: errors.slice(0, 4096) };
}


/***/ })

};
