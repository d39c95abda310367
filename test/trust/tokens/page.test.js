/** `docs/identity.md` lists what is kept, neither more nor less. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { GITHUB_CLAIMS, GITLAB_CLAIMS, keptName } from '../../../src/trust/tokens/claims.js';
const page = readFileSync(resolve(import.meta.dirname, '../../../docs/identity.md'), 'utf8');
/** Names in the first column of the table under a heading that says what is kept. */
function listed(heading) {
    const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
    const [, table = ''] = section.split('| kept as | what for |\n');
    return [...table.matchAll(/^\| (.*?) \|/gm)]
        .flatMap(([, cell = '']) => [...cell.matchAll(/`(\w+)`/g)])
        .map(([, name = '']) => name)
        .sort();
}
test.each([
    ['GitHub', GITHUB_CLAIMS],
    ['GitLab', GITLAB_CLAIMS],
])('the claims kept of %s are those on the page', (heading, table) => {
    expect(listed(heading)).toEqual(Object.keys(table).map(keptName).sort());
});
