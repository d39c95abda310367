/** Who the claims of an issuer without a form of its own make: Kubernetes, Buildkite, CircleCI, Jenkins. */
import { expect } from '@jest/globals';
import { issuerOf } from '../../../../src/trust/tokens/issuer.js';
import { AUDIENCE, GITHUB_URL, SECOND } from '../case.js';
/** Tokens of an issuer at another address of the same machine, as that issuer makes them. */
function of(settings, path) {
    const url = `${GITHUB_URL}${path}`;
    return [issuerOf({ name: 'ci', url, ...settings })];
}
const at = SECOND;
const common = (path) => ({
    iss: `${GITHUB_URL}${path}`,
    aud: AUDIENCE,
    iat: at,
    nbf: at,
    exp: at + 3600,
});
export const others = [
    {
        name: 'a service account of Kubernetes',
        token: ({ issuer }) => issuer.sign({
            ...common('/cluster'),
            aud: [AUDIENCE],
            jti: 'e51f1fbc-4733-4b85-a59f-ba80c0523874',
            'kubernetes.io': {
                namespace: 'ci',
                serviceaccount: { name: 'builder', uid: 'e6a8680e' },
                warnafter: at + 3000,
            },
            sub: 'system:serviceaccount:ci:builder',
        }, { header: { typ: undefined } }),
        issuers: () => of({ kind: 'other', sources: ['https://ci.example.org/'] }, '/cluster'),
        identity: (identity) => {
            expect(identity).toEqual({
                principal: {
                    kind: 'oidc',
                    id: `${GITHUB_URL}/cluster#system:serviceaccount:ci:builder`,
                    claims: { issuer: `${GITHUB_URL}/cluster` },
                },
                sources: ['https://ci.example.org/'],
            });
        },
    },
    {
        name: 'a token of a pod as Kubernetes mounts it by default, which lives for a year',
        token: ({ issuer }) => issuer.sign({ ...common('/cluster'), exp: at + 31_536_000, sub: 'system:serviceaccount:ci:default' }),
        issuers: () => of({ kind: 'other' }, '/cluster'),
        refused: ['time', /lives for 8760 h, longer than 24 h/],
    },
    {
        name: "a job of Buildkite, known by its pipeline's id",
        token: ({ issuer }) => issuer.sign({
            ...common('/buildkite'),
            sub: `organization:acme:pipeline:shop:ref:refs/heads/main:commit:${'1'.repeat(40)}:step:build`,
            organization_slug: 'acme',
            organization_id: 'a0b1',
            pipeline_slug: 'shop',
            pipeline_id: 'c2d3',
            build_number: 7,
            build_branch: 'main',
            step_key: null,
        }),
        issuers: () => of({
            kind: 'other',
            identity: ['organization_id', 'pipeline_id'],
            claims: ['build_number', 'build_branch'],
        }, '/buildkite'),
        identity: ({ principal }) => {
            expect(principal).toEqual({
                kind: 'oidc',
                id: `${GITHUB_URL}/buildkite#a0b1 c2d3`,
                claims: { issuer: `${GITHUB_URL}/buildkite`, build_number: '7', build_branch: 'main' },
            });
        },
    },
    {
        name: "a job of CircleCI, known by its project's id and not by who pushed",
        token: ({ issuer }) => issuer.sign({
            ...common('/org/6f1d'),
            sub: 'org/6f1d/project/88aa/user/99bb',
            'oidc.circleci.com/project-id': '88aa',
            'oidc.circleci.com/context-ids': ['c1'],
            'oidc.circleci.com/vcs-ref': 'refs/heads/main',
        }),
        issuers: () => of({ kind: 'other', identity: ['oidc.circleci.com/project-id'], claims: ['oidc.circleci.com/vcs-ref'] }, '/org/6f1d'),
        identity: ({ principal }) => {
            expect(principal.id).toBe(`${GITHUB_URL}/org/6f1d#88aa`);
            expect(principal.claims).toEqual({
                issuer: `${GITHUB_URL}/org/6f1d`,
                'oidc.circleci.com/vcs-ref': 'refs/heads/main',
            });
        },
    },
    {
        name: 'a build of Jenkins, known by the address of its job',
        token: ({ issuer }) => issuer.sign({
            ...common('/oidc'),
            nbf: undefined,
            sub: 'https://jenkins.example.org/job/shop/',
            build_number: 42,
            protected: true,
        }),
        issuers: () => of({ kind: 'other', claims: ['build_number', 'protected', 'absent'] }, '/oidc'),
        identity: ({ principal }) => {
            expect(principal).toEqual({
                kind: 'oidc',
                id: `${GITHUB_URL}/oidc#https://jenkins.example.org/job/shop/`,
                claims: { issuer: `${GITHUB_URL}/oidc`, build_number: '42', protected: 'true' },
            });
        },
    },
    {
        name: 'an identity that is a list',
        token: ({ issuer }) => issuer.sign({ ...common('/ci'), sub: ['a'] }),
        issuers: () => of({ kind: 'other' }, '/ci'),
        refused: ['claims', /'sub' must be a string/],
    },
    {
        name: 'an identity that is missing',
        token: ({ issuer }) => issuer.sign(common('/ci')),
        issuers: () => of({ kind: 'other' }, '/ci'),
        refused: ['claims', /'sub' must be there: it is the identity/],
    },
    {
        name: 'an identity that is empty',
        token: ({ issuer }) => issuer.sign({ ...common('/ci'), sub: '' }),
        issuers: () => of({ kind: 'other' }, '/ci'),
        refused: ['claims', /'sub' must be there/],
    },
    {
        name: 'an identity with a newline',
        token: ({ issuer }) => issuer.sign({ ...common('/ci'), sub: 'a\nb' }),
        issuers: () => of({ kind: 'other' }, '/ci'),
        refused: ['claims', /'sub' must be a string without control/],
    },
    {
        name: 'an identity of two claims, one of them with the space between',
        token: ({ issuer }) => issuer.sign({ ...common('/ci'), a: 'x y', b: 'z' }),
        issuers: () => of({ kind: 'other', identity: ['a', 'b'] }, '/ci'),
        refused: ['claims', /'a' must be without a space, since it is joined/],
    },
    {
        name: 'an identity with a space, alone',
        token: ({ issuer }) => issuer.sign({ ...common('/ci'), sub: 'x y' }),
        issuers: () => of({ kind: 'other' }, '/ci'),
    },
    {
        name: 'an identity that only the prototype has',
        token: ({ issuer }) => issuer.sign(common('/ci')),
        issuers: () => of({ kind: 'other', identity: ['constructor'] }, '/ci'),
        refused: ['claims', /'constructor' must be there/],
    },
    {
        name: 'a kept claim that is an object',
        token: ({ issuer }) => issuer.sign({ ...common('/ci'), sub: 'a', build: { id: 1 } }),
        issuers: () => of({ kind: 'other', claims: ['build'] }, '/ci'),
        refused: ['claims', /'build' must be a string.*an object/],
    },
    {
        name: 'settings that ask for what is never kept, or for another name of the issuer',
        token: ({ issuer }) => issuer.sign({ ...common('/ci'), sub: 'a', email: 'alice@example.org', issuer: 'https://evil.example' }),
        issuers: () => of({ kind: 'other', claims: ['email', 'sub', 'issuer'] }, '/ci'),
        identity: ({ principal }) => {
            expect(principal.claims).toEqual({ issuer: `${GITHUB_URL}/ci` });
        },
    },
    {
        name: 'settings that have a mail address as the identity',
        token: ({ issuer }) => issuer.sign({ ...common('/ci'), email: 'alice@example.org' }),
        issuers: () => of({ kind: 'other', identity: ['email'] }, '/ci'),
        refused: ['claims', /has 'email' as the identity of .*; claims about people are not kept/],
    },
];
