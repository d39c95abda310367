/**
 * Where a repository is for people: every CI names it in its own way (`git@github.com:acme/shop.git`,
 * `https://token@host/acme/shop.git`), and the chain of a commit is a function of one of them. Pure.
 */
import { clean, cleanUrl } from './clean.ts'

/** Hosts for git over the port of https, and Azure's for ssh: the pages are elsewhere. */
const PAGES: Readonly<Record<string, string>> = {
  'ssh.github.com': 'github.com',
  'altssh.gitlab.com': 'gitlab.com',
  'altssh.bitbucket.org': 'bitbucket.org',
}

const AZURE_SSH = /^(?:ssh\.dev\.azure\.com|vs-ssh\.visualstudio\.com)$/

/**
 * The page of a repository from whatever git calls it: https without credentials, `.git` and port of ssh; `''` when it
 * is no address of a host (a path, `file:`). An `http:` address stays one, since nobody knows whether https answers.
 */
export function repositoryPage(address: unknown): string {
  const text = clean(address, 2048)
  const remote = ofScp(text) ?? ofUrl(text)
  if (remote === undefined) return ''
  const { scheme, host, path } = remote
  const name = path
    .replace(/^\/+/, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/i, '')
  if (name === '' || host === '') return ''
  const page = AZURE_SSH.test(host) ? azurePage(name) : `${scheme}://${PAGES[host] ?? host}/${name}`
  return cleanUrl(page)
}

interface Remote {
  scheme: 'https' | 'http'
  /** With the port, for http(s). */
  host: string
  path: string
}

/** `user@host:path`, the way of scp; a path of Windows (`C:\\x`) is none, nor is another scheme. */
function ofScp(text: string): Remote | undefined {
  const [, user, host, path] = /^([\w.+-]+@)?([\w.-]{2,255}):(?!\/\/)([^\\]+)$/.exec(text) ?? []
  if (host === undefined || path === undefined || (user === undefined && !host.includes('.')))
    return undefined
  return { scheme: 'https', host: host.toLowerCase(), path }
}

function ofUrl(text: string): Remote | undefined {
  const [, scheme = '', rest = ''] = /^(https?|ssh|git|git\+ssh|git\+https):\/\/(.+)$/i.exec(text) ?? []
  // Read as an https address, so that host and path are parsed and escaped by one rule.
  if (rest === '' || !URL.canParse(`https://${rest}`)) return undefined
  const { host, hostname, pathname } = new URL(`https://${rest}`)
  const isWeb = /https?$/i.test(scheme)
  return { scheme: /^http$/i.test(scheme) ? 'http' : 'https', host: isWeb ? host : hostname, path: pathname }
}

/** `v3/organisation/project/repository` of Azure's ssh. */
function azurePage(name: string): string {
  const [, organisation, project, repository] = /^v3\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(name) ?? []
  return repository === undefined ? '' : `https://dev.azure.com/${organisation}/${project}/_git/${repository}`
}

export type ForgeKind = 'github' | 'gitlab' | 'gitea' | 'bitbucket' | 'bitbucket-server' | 'azure'

const KNOWN_HOSTS: Readonly<Record<string, ForgeKind>> = {
  'github.com': 'github',
  'gitlab.com': 'gitlab',
  'bitbucket.org': 'bitbucket',
  'codeberg.org': 'gitea',
  'gitea.com': 'gitea',
  'dev.azure.com': 'azure',
}

/** Which forge's pages an address has; undefined for a host of an organisation's own, which may be any of them. */
export function forgeOf(page: string): ForgeKind | undefined {
  if (!URL.canParse(page)) return undefined
  const { host, pathname } = new URL(page)
  if (/\/_git\//.test(pathname)) return 'azure'
  if (/\/projects\/[^/]+\/repos\/[^/]+$/.test(pathname)) return 'bitbucket-server'
  return KNOWN_HOSTS[host] ?? (host.endsWith('.ghe.com') ? 'github' : undefined)
}

/** The page of a pull or merge request; `''` where the forge is not known, since a wrong address would be worse. */
export function changePage(
  page: string,
  number: string,
  kind: ForgeKind | undefined = forgeOf(page),
): string {
  if (page === '' || number === '' || kind === undefined) return ''
  const folders = {
    github: 'pull',
    gitlab: '-/merge_requests',
    gitea: 'pulls',
    bitbucket: 'pull-requests',
    'bitbucket-server': 'pull-requests',
    azure: 'pullrequest',
  }
  return `${page}/${folders[kind]}/${number}`
}

/** The page of a commit. A forge of an unknown kind most likely has GitHub's shape; GitLab leads on from there. */
export function commitPage(
  page: string,
  commit: string,
  kind: ForgeKind | undefined = forgeOf(page),
): string {
  if (kind === 'gitlab') return `${page}/-/commit/${commit}`
  const folder = kind === 'bitbucket' || kind === 'bitbucket-server' ? 'commits' : 'commit'
  return `${page}/${folder}/${commit}`
}
