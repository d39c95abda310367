/** Who the claims of GitHub and GitLab make. */
import { expect } from '@jest/globals';
import { issuerOf } from '../../../../src/trust/tokens/issuer.js';
import { claims, gitlab, GITHUB_URL, signed } from '../case.js';
const githubs = [
    {
        name: 'a job on github.com: its repository is its source, its actor the person',
        token: signed(),
        identity: (identity) => {
            expect(identity).toMatchObject({
                person: 'urn:github:user:1234',
                sources: ['https://github.com/acme/shop'],
            });
            expect(identity).not.toHaveProperty('foreignCode');
        },
    },
    {
        name: 'a renamed repository is the same principal, with another source',
        token: signed({ repository: 'acme/webshop' }),
        identity: ({ principal, sources }) => {
            expect(principal.id).toBe(`${GITHUB_URL}#repository:74`);
            expect(sources).toEqual(['https://github.com/acme/webshop']);
        },
    },
    {
        name: 'a recreated repository of the same name is another principal',
        token: signed({ repository_id: '99' }),
        identity: ({ principal }) => {
            expect(principal.id).toBe(`${GITHUB_URL}#repository:99`);
        },
    },
    {
        name: 'a run again, perhaps by somebody else, proves no person',
        token: signed({ run_attempt: '2' }),
        identity: (identity) => {
            expect(identity).not.toHaveProperty('person');
        },
    },
    {
        name: 'a schedule proves no person',
        token: signed({ event_name: 'schedule' }),
        identity: (identity) => {
            expect(identity).not.toHaveProperty('person');
        },
    },
    {
        name: 'an enterprise of github.com with an issuer of its own',
        token: ({ issuer }) => issuer.sign(claims({ iss: `${GITHUB_URL}/acme-corp` })),
        issuers: () => [issuerOf({ name: 'github', kind: 'github', url: `${GITHUB_URL}/acme-corp` })],
        identity: ({ principal, sources, person }) => {
            expect(principal.id).toBe(`${GITHUB_URL}/acme-corp#repository:74`);
            expect(sources).toEqual(['https://github.com/acme/shop']);
            expect(person).toBe('urn:github:user:1234');
        },
    },
];
const gitlabUrl = GITHUB_URL;
const asGitlab = () => [issuerOf({ name: 'gitlab', kind: 'gitlab', url: GITHUB_URL })];
const onGitlab = (given = {}) => ({ issuer }) => issuer.sign(gitlab(gitlabUrl, given));
const gitlabs = [
    {
        name: 'a job on GitLab: the project it runs in',
        token: onGitlab(),
        issuers: asGitlab,
        identity: (identity) => {
            expect(identity).toMatchObject({
                principal: {
                    kind: 'oidc',
                    id: `${gitlabUrl}#project:20`,
                    claims: { runnerId: '1', jobProjectPath: 'acme/shop', userId: '17' },
                },
                person: 'urn:gitlab:token.actions.githubusercontent.com:user:17',
                sources: [`${gitlabUrl}/acme/shop`],
            });
            expect(identity).not.toHaveProperty('foreignCode');
            expect(JSON.stringify(identity)).not.toMatch(/alice/);
        },
    },
    {
        name: 'a merge request of a fork whose pipeline runs in the parent',
        token: onGitlab({
            project_id: '31',
            project_path: 'mallory/shop',
            namespace_id: '99',
            pipeline_source: 'merge_request_event',
        }),
        issuers: asGitlab,
        identity: (identity) => {
            expect(identity).toMatchObject({
                principal: { id: `${gitlabUrl}#project:20` },
                sources: [`${gitlabUrl}/acme/shop`],
                foreignCode: true,
            });
        },
    },
    {
        name: 'a merge request of a fork whose pipeline runs in the fork is the fork',
        token: onGitlab({
            project_id: '31',
            project_path: 'mallory/shop',
            job_project_id: '31',
            job_project_path: 'mallory/shop',
            pipeline_source: 'merge_request_event',
        }),
        issuers: asGitlab,
        identity: (identity) => {
            expect(identity).toMatchObject({
                principal: { id: `${gitlabUrl}#project:31` },
                sources: [`${gitlabUrl}/mallory/shop`],
            });
            expect(identity).not.toHaveProperty('foreignCode');
        },
    },
    {
        name: 'a merge request on a GitLab before 18.4 may be of a fork',
        token: onGitlab({
            job_project_id: undefined,
            job_project_path: undefined,
            pipeline_source: 'merge_request_event',
        }),
        issuers: asGitlab,
        identity: (identity) => {
            expect(identity).toMatchObject({ principal: { id: `${gitlabUrl}#project:20` }, foreignCode: true });
        },
    },
    {
        name: 'a push on a GitLab before 18.4',
        token: onGitlab({ job_project_id: undefined, job_project_path: undefined }),
        issuers: asGitlab,
        identity: (identity) => {
            expect(identity.principal.id).toBe(`${gitlabUrl}#project:20`);
            expect(identity).not.toHaveProperty('foreignCode');
        },
    },
    {
        name: 'the id of one project with the path of another',
        token: onGitlab({ job_project_path: undefined }),
        issuers: asGitlab,
        refused: ['claims', /'job_project_path' must be there/],
    },
    {
        name: 'a project_id that is a number',
        token: onGitlab({ project_id: 20 }),
        issuers: asGitlab,
        refused: ['claims', /'project_id' must be a string of up to 20 digits; it is a number/],
    },
    {
        name: 'a job_project_id that is a list',
        token: onGitlab({ job_project_id: ['20'] }),
        issuers: asGitlab,
        refused: ['claims', /'job_project_id' must be/],
    },
    {
        name: 'a runner_id with a fraction',
        token: onGitlab({ runner_id: 1.5 }),
        issuers: asGitlab,
        refused: ['claims', /'runner_id' must be/],
    },
    {
        name: 'a runner_id that has lost its digits',
        token: onGitlab({ runner_id: 2 ** 60 }),
        issuers: asGitlab,
        refused: ['claims', /'runner_id' must be/],
    },
    {
        name: 'a scheduled pipeline proves no person',
        token: onGitlab({ pipeline_source: 'schedule' }),
        issuers: asGitlab,
        identity: (identity) => {
            expect(identity).not.toHaveProperty('person');
        },
    },
    {
        name: 'GitLab under a path of its server',
        token: ({ issuer }) => issuer.sign(gitlab(`${GITHUB_URL}/gitlab`)),
        issuers: () => [issuerOf({ name: 'gitlab', kind: 'gitlab', url: `${GITHUB_URL}/gitlab` })],
        identity: ({ principal, sources }) => {
            expect(principal.id).toBe(`${GITHUB_URL}/gitlab#project:20`);
            expect(sources).toEqual([`${GITHUB_URL}/gitlab/acme/shop`]);
        },
    },
];
export const forges = [...githubs, ...gitlabs];
