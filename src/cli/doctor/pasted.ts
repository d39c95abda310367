/** Lines that a person pastes into a pipeline or a trust document. Values in them are checked or quoted. */
import type { Facts } from '../../host/host.ts'

/** The job gets a token. Undefined where that is not a matter of lines. */
export function tokenLines(forge: Facts['forge'], audience: string): string[] | undefined {
  switch (forge) {
    case 'github':
      return ['permissions:', '  contents: read', '  id-token: write']
    case 'gitlab':
      return ['id_tokens:', '  TURNPIKE_ID_TOKEN:', `    aud: ${quoted(audience)}`]
    case 'circleci':
      return [
        '- run: |',
        `    TURNPIKE_ID_TOKEN=$(circleci run oidc get --claims '{"aud":"${shellSafe(audience)}"}')`,
        '    echo "export TURNPIKE_ID_TOKEN=$TURNPIKE_ID_TOKEN" >> "$BASH_ENV"',
      ]
    case 'buildkite':
      return [
        `export TURNPIKE_ID_TOKEN="$(buildkite-agent oidc request-token --audience '${shellSafe(audience)}')"`,
      ]
    default:
      return undefined
  }
}

/** A grant for whoever the token says this is. */
export function grantLines(
  claims: Readonly<Record<string, unknown>> | undefined,
  action: string,
  environment?: string,
): string[] | undefined {
  const to = whom(claims)
  if (to === undefined) return undefined
  const place = quoted(environment ?? '*')
  const may =
    action === 'write'
      ? `write: { types: [build.*, artifact.*, testsuiterun.*, taskrun.*, pipelinerun.*], sources: [own], environments: [${place}] }`
      : `${action}: { environments: [${place}] }`
  return ['grants:', '  - name: this pipeline', `    to: ${to}`, '    may:', `      ${may}`]
}

/** By what no rename changes. */
function whom(claims: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const idOf = (name: string) => {
    const value = claims?.[name]
    return typeof value === 'string' && /^\d{1,19}$/.test(value) ? value : undefined
  }
  const repository = idOf('repository_id')
  if (repository !== undefined) return `{ issuer: github, repositoryId: '${repository}' }`
  const project = idOf('project_id')
  return project === undefined ? undefined : `{ issuer: gitlab, projectId: '${project}' }`
}

/** The job names its environment, so that its token does. */
export function environmentLines(forge: Facts['forge'], environment: string): string[] | undefined {
  if (forge === 'github') return [`environment: ${quoted(environment)}`]
  return forge === 'gitlab' ? ['environment:', `  name: ${quoted(environment)}`] : undefined
}

/** A YAML 1.2 double-quoted text is a JSON text. */
function quoted(text: string): string {
  return /^[\w./:-]+$/.test(text) && !/^(?:[\d.+-]|true$|false$|null$)/i.test(text)
    ? text
    : JSON.stringify(text)
}

function shellSafe(text: string): string {
  return text.replace(/[^\w./:@-]/g, '')
}
