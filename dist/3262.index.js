export const id = 3262;
export const ids = [3262];
export const modules = {

/***/ 3262:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   byProxy: () => (/* binding */ byProxy)
/* harmony export */ });
/**
 * @param proxy the proxy's address under the name of the variable that says it
 * @throws Error for an address that is none; it may hold a password, so it is not repeated
 */
function byProxy(url, proxy, options, waits) {
    const to = proxyIn(proxy);
    if (url.protocol === 'https:') {
        const https = process.getBuiltinModule('node:https');
        const createConnection = (_, done) => {
            tunnel(url, to, waits).then((socket) => done(null, secured(url, socket)), (error) => done(error, undefined));
            return undefined;
        };
        // Node takes a way to connect only where there is no agent.
        return { outgoing: https.request(url, { ...options, createConnection }), told: (error) => error };
    }
    const outgoing = moduleOf(to.url).request({
        ...options,
        ...addressOf(to.url),
        path: url.href,
        headers: {
            ...options.headers,
            host: url.host,
            ...(to.authorization === undefined ? {} : { 'proxy-authorization': to.authorization }),
        },
        agent: false,
    });
    const isTheWay = (error) => error.syscall === 'connect' || error.syscall === 'getaddrinfo';
    return { outgoing, told: (error) => (isTheWay(error) ? lost(to, error) : error) };
}
function proxyIn(proxy) {
    const [[name, text] = ['', '']] = Object.entries(proxy);
    // Many write it without its scheme.
    const written = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
    const url = URL.canParse(written) ? new URL(written) : undefined;
    if (url === undefined || url.hostname === '' || !/^https?:$/.test(url.protocol))
        throw new Error(`${name} is not the address of an http or https proxy, such as http://proxy.example.org:3128`);
    const user = decoded(url.username);
    const authorization = user === '' ? undefined : `Basic ${Buffer.from(`${user}:${decoded(url.password)}`).toString('base64')}`;
    return { url, authorization };
}
function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}
/** The connection to the host behind the proxy; what the proxy says instead is the error. */
function tunnel(url, proxy, { timeoutMs, signal }) {
    const { promise, resolve, reject } = Promise.withResolvers();
    const target = `${url.hostname}:${url.port || '443'}`;
    const asking = moduleOf(proxy.url).request({
        ...addressOf(proxy.url),
        method: 'CONNECT',
        path: target,
        headers: {
            host: target,
            ...(proxy.authorization === undefined ? {} : { 'proxy-authorization': proxy.authorization }),
        },
        agent: false,
        ...(signal === undefined ? {} : { signal }),
    });
    // The request itself has no socket yet that could be silent.
    const timer = setTimeout(() => asking.destroy(silent(proxy, timeoutMs)), timeoutMs);
    asking.once('connect', (answer, socket, head) => {
        clearTimeout(timer);
        if (answer.statusCode === 200) {
            if (head.length > 0)
                socket.unshift(head);
            resolve(socket);
            return;
        }
        socket.destroy();
        reject(refused(proxy, answer.statusCode ?? 0));
    });
    asking.once('response', (answer) => {
        clearTimeout(timer);
        answer.destroy();
        reject(refused(proxy, answer.statusCode ?? 0));
    });
    asking.on('error', (error) => {
        clearTimeout(timer);
        reject(lost(proxy, error));
    });
    asking.end();
    return promise;
}
function secured(url, socket) {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const isName = process.getBuiltinModule('node:net').isIP(host) === 0;
    return process
        .getBuiltinModule('node:tls')
        .connect({ socket, host, ALPNProtocols: ['http/1.1'], ...(isName ? { servername: host } : {}) });
}
function moduleOf(url) {
    return url.protocol === 'https:'
        ? process.getBuiltinModule('node:https')
        : process.getBuiltinModule('node:http');
}
function addressOf(url) {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    return { host, port: url.port || (url.protocol === 'https:' ? '443' : '80') };
}
const HINTS = {
    407: ': it wants a name and a password, such as http://name:password@proxy.example.org:3128',
    403: ': it does not let this host through',
};
function refused({ url }, status) {
    return Object.assign(new Error(`the proxy ${url.host} answers ${status}${HINTS[status] ?? ''}`), {
        code: 'ERR_PROXY_TUNNEL',
    });
}
function silent({ url }, timeoutMs) {
    return Object.assign(new Error(`no answer from the proxy ${url.host} within ${timeoutMs / 1000} s`), {
        code: 'ETIMEDOUT',
    });
}
/** Says that it is the proxy: otherwise people look for what is wrong with the store. */
function lost({ url }, error) {
    if (error.code === 'ETIMEDOUT' || error.name === 'AbortError')
        return error;
    return Object.assign(new Error(`the proxy ${url.host} cannot be reached: ${error.message}`), {
        code: error.code,
    });
}


/***/ })

};
