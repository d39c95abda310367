/** What claims may be: what a stranger could write into them, and what an issuer could get wrong. */
import { expect } from '@jest/globals';
import { claims, GITHUB_URL, signed, written } from '../case.js';
const wrongIds = [
    ['a number', 74, /it is a number/],
    ['a list', ['74'], /it is a list/],
    ['a list of lists', [['74']], /it is a list/],
    ['an object', { id: '74' }, /it is an object/],
    ['a truth', true, /it is a boolean/],
    ['null', null, /it is null/],
    ['missing', undefined, /it is missing/],
    ['empty', '', /it is missing/],
    ['of digits that are not ASCII', '٧٤', /it is "٧٤"/],
    ['in hexadecimal', '0x4a', /it is "0x4a"/],
    ['signed', '+74', /it is "\+74"/],
    ['with a newline behind', '74\n', /it is "74\\n"/],
    ['with a NUL behind', '74\0', /it is "74\\u0000"/],
    ['of a hundred digits', '7'.repeat(100), /it is "7{80}…"/],
    ['with a trailing star', '7*', /it is "7\*"/],
];
const ids = wrongIds.map(([name, value, message]) => ({
    name: `a repository_id that is ${name}`,
    token: signed({ repository_id: value }),
    refused: ['claims', new RegExp(`'repository_id' must be .*${message.source}`)],
}));
const wrongTexts = [
    [
        'a ref that is a list',
        { ref: ['refs/heads/main'] },
        /'ref' must be a string without control characters; it is a list/,
    ],
    ['an environment that is an object', { environment: { name: 'production' } }, /'environment' must be/],
    [
        'an environment with a newline',
        { environment: 'production\nx' },
        /'environment' must be .*"production\\nx"/,
    ],
    ['a ref with a NUL', { ref: 'refs/heads/main\0' }, /'ref' must be a string without control/],
    ['a ref with a line separator', { ref: 'refs/heads/\u2028' }, /'ref' must be .*\\u\{2028\}/],
    ['a ref with an escape of the terminal', { ref: 'refs/heads/\u001b[31m' }, /'ref' must be/],
    ['a ref with half of a pair', { ref: 'refs/heads/\ud800' }, /'ref' must be/],
    ['a ref of 2,000 letters', { ref: 'x'.repeat(2000) }, /'ref' must be at most 1024 characters long/],
    ['ref_protected as a truth', { ref_protected: true }, /'ref_protected' must be a string.*a boolean/],
    [
        'run_attempt as a number',
        { run_attempt: 1 },
        /'run_attempt' must be a string of up to 20 digits; it is a number/,
    ],
    ['an actor_id with a name', { actor_id: 'alice' }, /'actor_id' must be a string of up to 20 digits/],
    ['a repository with a way up', { repository: 'acme/../other' }, /'repository' must be names joined by/],
    ['a repository with a dot', { repository: 'acme/.' }, /'repository' must be names joined by/],
    ['a repository with a question', { repository: 'acme/shop?x=1' }, /'repository' must be names/],
    ['a repository with two slashes', { repository: 'acme//shop' }, /'repository' must be names/],
    [
        'a repository that is an address',
        { repository: 'https://github.com/acme/shop' },
        /'repository' must be names/,
    ],
    ['a repository that is missing', { repository: undefined }, /'repository' must be there/],
];
const texts = wrongTexts.map(([name, given, message]) => ({
    name,
    token: signed(given),
    refused: ['claims', message],
}));
const tricks = [
    {
        name: 'an id in a prototype is not its own',
        token: written(undefined, JSON.stringify({ ...claims(), repository_id: undefined }).replace('{', '{"__proto__":{"repository_id":"1"},')),
        refused: ['claims', /'repository_id' must be there/],
    },
    {
        name: 'a member called __proto__ changes nothing',
        token: written(undefined, JSON.stringify(claims()).replace('{', '{"__proto__":{"repository_id":"1","isAdmin":true},')),
        identity: ({ principal }) => {
            expect(principal.id).toBe(`${GITHUB_URL}#repository:74`);
            expect(Object.keys(principal.claims ?? {})).not.toContain('__proto__');
        },
    },
    {
        name: 'members called constructor and toString',
        token: signed({ constructor: 'x', toString: 'y', hasOwnProperty: 'z' }),
    },
    {
        name: "nothing personal is kept, and nothing of a contributor's choice",
        token: signed({ head_ref: 'evil', base_ref: 'main', email: 'alice@example.org' }),
        identity: ({ principal }) => {
            const kept = principal.claims ?? {};
            expect(Object.keys(kept)).toEqual(expect.not.arrayContaining(['sub', 'actor', 'headRef', 'baseRef', 'email']));
            expect(Object.values(kept).filter((value) => /alice|evil/.test(value))).toEqual([]);
            expect(kept).toMatchObject({
                issuer: GITHUB_URL,
                repositoryId: '74',
                repositoryOwnerId: '4567',
                actorId: '1234',
            });
        },
    },
    {
        name: 'another form of sub makes no difference',
        token: signed({ sub: 'repo:acme@4567/other@99:environment:production' }),
        identity: ({ principal }) => {
            expect(principal.id).toBe(`${GITHUB_URL}#repository:74`);
        },
    },
];
export const claimCases = [...ids, ...texts, ...tricks];
