/** An issuer's settings: what they are when nothing is said, and what is wrong with them. */
import { describe, expect, test } from '@jest/globals';
import { keptName } from '../../../src/trust/tokens/claims.js';
import { addressProblem, githubServer, issuerOf, issuerProblems } from '../../../src/trust/tokens/issuer.js';
import { readKeySet } from '../../../src/trust/tokens/key-set.js';
const HOUR = 3_600_000;
test.each([
    ['github', { algorithms: ['RS256'], identity: [], maxAge: HOUR / 4 }],
    ['gitlab', { algorithms: ['RS256'], identity: [], maxAge: 24 * HOUR }],
    ['other', { algorithms: ['RS256', 'ES256'], identity: ['sub'], maxAge: HOUR }],
    ['people', { algorithms: ['RS256', 'ES256'], identity: ['sub'], maxAge: HOUR }],
])('%s has what is usual for it', (kind, usual) => {
    const issuer = issuerOf({ name: 'x', kind, url: 'https://ci.example.org' });
    expect(issuer).toEqual({
        name: 'x',
        kind,
        url: 'https://ci.example.org',
        claims: [],
        sources: [],
        once: false,
        ...usual,
    });
    expect(Object.isFrozen(issuer)).toBe(true);
});
test('GitHub without an address is github.com, and nobody else has one by default', () => {
    expect(issuerOf({ name: 'x', kind: 'github' }).url).toBe('https://token.actions.githubusercontent.com');
    expect(issuerOf({ name: 'x', kind: 'gitlab' }).url).toBe('');
});
test.each([
    ['https://token.actions.githubusercontent.com', 'https://github.com'],
    ['https://token.actions.githubusercontent.com/octo-corp', 'https://github.com'],
    ['https://ghe.example.org/_services/token', 'https://ghe.example.org'],
    ['https://ghe.example.org:8443/_services/token', 'https://ghe.example.org:8443'],
    ['http://127.0.0.1:8080/_services/token', 'http://127.0.0.1:8080'],
    ['https://token.actions.octo.ghe.com', 'https://octo.ghe.com'],
    ['https://token.actions.githubusercontent.com/', undefined],
    ['https://token.actions.githubusercontent.com/a/b', undefined],
    ['https://token.actions.githubusercontent.com.evil.example', undefined],
    ['https://token.actions.octo.ghe.com.evil.example', undefined],
    ['https://token.actions.ghe.com', undefined],
    ['https://ghe.example.org/_services/token/', undefined],
    ['https://ghe.example.org/x/_services/token', undefined],
    ['https://user@ghe.example.org/_services/token', undefined],
    ['https://ghe.example.org', undefined],
])('%s speaks for %s', (url, server) => {
    expect(githubServer(url)).toBe(server);
});
test.each([
    ['https://ci.example.org', undefined],
    ['https://ci.example.org:8443/oidc', undefined],
    ['http://127.0.0.1:8080', undefined],
    ['http://localhost:8080', undefined],
    ['http://ci.example.org', /must begin with https/],
    ['ftp://ci.example.org', /must begin with https/],
    ['https://user:secret@ci.example.org', /user or password/],
    ['https://ci.example.org/?tenant=1', /must not have/],
    ['https://ci.example.org/#x', /must not have/],
    [' https://ci.example.org', /must not have/],
    ['ci.example.org', /is not an address/],
    ['', /is not an address/],
])('the address %j', (text, problem) => {
    if (problem === undefined)
        expect(addressProblem(text, true)).toBeUndefined();
    else
        expect(addressProblem(text, true)).toMatch(problem);
});
describe('what is wrong with an issuer', () => {
    const url = 'https://ci.example.org';
    test.each([
        [
            'a GitHub at an address that is none of its',
            { name: 'x', kind: 'github', url },
            'url',
            /none of GitHub's forms/,
        ],
        [
            'a GitLab with a slash at the end',
            { name: 'x', kind: 'gitlab', url: `${url}/` },
            'url',
            /must not end with/,
        ],
        ['no address', { name: 'x', kind: 'other' }, 'url', /is not an address/],
        [
            'keys over plain http',
            { name: 'x', kind: 'other', url, keysUrl: 'http://ci.example.org/keys' },
            'keysUrl',
            /https/,
        ],
        [
            'a shared secret',
            { name: 'x', kind: 'other', url, algorithms: ['RS256', 'HS256'] },
            'algorithms',
            /shared secret/,
        ],
        [
            'no signature',
            { name: 'x', kind: 'other', url, algorithms: ['none'] },
            'algorithms',
            /must be some of RS256/,
        ],
        [
            'no algorithm at all',
            { name: 'x', kind: 'other', url, algorithms: [] },
            'algorithms',
            /must be some of/,
        ],
        [
            'a window of a month',
            { name: 'x', kind: 'gitlab', url, maxAge: 31 * 24 * HOUR },
            'maxAge',
            /between 1s and 7d/,
        ],
        ['no window', { name: 'x', kind: 'gitlab', url, maxAge: 0 }, 'maxAge', /between/],
        [
            'a mail address as identity',
            { name: 'x', kind: 'other', url, identity: ['email'] },
            'identity',
            /'email': claims about people are not kept/,
        ],
        ['no identity', { name: 'x', kind: 'other', url, identity: [] }, 'identity', /at least one claim/],
        [
            'an identity for GitHub',
            { name: 'x', kind: 'github', identity: ['repository'] },
            'identity',
            /is fixed for github/,
        ],
        ['a name kept', { name: 'x', kind: 'other', url, claims: ['build', 'name'] }, 'claims', /'name'/],
        ['sub kept', { name: 'x', kind: 'other', url, claims: ['sub'] }, 'claims', /'sub'/],
        [
            'a claim that would pass for the issuer',
            { name: 'x', kind: 'other', url, claims: ['issuer'] },
            'claims',
            /called "issuer"/,
        ],
        ['a claim with a space', { name: 'x', kind: 'other', url, claims: ['a b'] }, 'claims', /called "a b"/],
        [
            'forty claims',
            { name: 'x', kind: 'other', url, claims: Array.from({ length: 40 }, (_, at) => `c${at}`) },
            'claims',
            /at most 32/,
        ],
        [
            'claims for GitLab',
            { name: 'x', kind: 'gitlab', url, claims: ['user_email'] },
            'claims',
            /are fixed for gitlab/,
        ],
    ])('%s', (_name, settings, member, message) => {
        const found = issuerProblems(issuerOf(settings)).filter((problem) => problem.member === member);
        expect(found.map((problem) => problem.message).join()).toMatch(message);
    });
    test('nothing, with what is usual', () => {
        expect(issuerProblems(issuerOf({ name: 'x', kind: 'github' }))).toEqual([]);
        expect(issuerProblems(issuerOf({ name: 'x', kind: 'gitlab', url }))).toEqual([]);
        expect(issuerProblems(issuerOf({ name: 'x', kind: 'other', url, claims: ['build_number', 'oidc.circleci.com/project-id'] }))).toEqual([]);
        expect(issuerProblems(issuerOf({ name: 'x', kind: 'gitlab', url: 'http://127.0.0.1:1' }), {
            allowPlainHttpLoopback: true,
        })).toEqual([]);
    });
});
test('claims are kept under the names that policies use', () => {
    expect(['job_workflow_ref', 'ref', 'ci_config_ref_uri'].map(keptName)).toEqual([
        'jobWorkflowRef',
        'ref',
        'ciConfigRefUri',
    ]);
});
test('of a published key only the public members are used, and the same key twice is one', () => {
    const key = {
        kty: 'OKP',
        crv: 'Ed25519',
        x: 'A'.repeat(43),
        kid: 'a',
        alg: 'EdDSA',
        use: 'sig',
        ext: true,
        x5c: ['MII'],
    };
    const { keys, refused } = readKeySet(JSON.stringify({ keys: [key, key, { ...key, kid: undefined }] }));
    expect(keys).toEqual([
        { kid: 'a', algorithms: ['EdDSA'], jwk: { kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) } },
        { kid: undefined, algorithms: ['EdDSA'], jwk: { kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) } },
    ]);
    expect(refused.size).toBe(0);
});
