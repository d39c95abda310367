/**
 * What a GitLab job that deploys needs of the gate's job, as dotenv: lines `KEY=value`, at most 20 and 5 KB, without
 * quotes and line breaks. A shell reads it, so every value is of letters that need no care; what is not stays away.
 */
import { createHash } from 'node:crypto'
import { variableOf } from '../host/gitlab-host.ts'
import { clean } from '../host/clean.ts'
import type { Begun } from './deploy-memory.ts'
import type { NextDeployment } from './deploy-next.ts'

/** What is left of 5 KB beside the gate's own variables. */
const MOST_ARTIFACTS = 2400
const MOST_TEXT = 400

/** @param outputs the gate's, by name */
export function renderHandover(
  outputs: Readonly<Record<string, string>>,
  begun: Begun,
  next: NextDeployment | undefined,
): string {
  const values = {
    ...Object.fromEntries(
      Object.entries(outputs).map(([name, value]) => [
        variableOf(name),
        clean(value, 4096).replace(/['"`]/g, ''),
      ]),
    ),
    TURNPIKE_DEPLOY_PLACE: placeOf(begun),
    // For a job that names none itself: turnpike.yaml may have.
    TURNPIKE_DEPLOY_ASKED_SERVICE: harmless(begun.service),
    TURNPIKE_DEPLOY_ARTIFACTS: artifactsOf(begun),
    TURNPIKE_DEPLOY_TYPE: next?.type ?? '',
    TURNPIKE_DEPLOY_KNOWN: next === undefined ? '' : String(next.known),
    TURNPIKE_DEPLOY_URI: harmless(next?.uri),
    TURNPIKE_DEPLOY_CHANGE: harmless(begun.change),
  }
  return Object.entries(values)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')
}

/** Which environment and service an allow is for, so that a job never uses another one's. */
export function placeOf({ environment, service }: Pick<Begun, 'environment' | 'service'>): string {
  return createHash('sha256').update(`${environment}\n${service}`).digest('hex')
}

/** `sha256:…=pkg:…`, separated by spaces; digests alone when they do not all fit. */
function artifactsOf({ artifacts }: Begun): string {
  const digests = artifacts.map(({ digest }) => digest).join(' ')
  const named = artifacts
    .map(({ digest, purl }) => (purl !== undefined && harmless(purl) === purl ? `${digest}=${purl}` : digest))
    .join(' ')
  return named.length <= MOST_ARTIFACTS ? named : digests
}

/** A text of letters that mean nothing to a shell or to JSON; empty for any other. */
function harmless(text: string | undefined): string {
  return text !== undefined && text.length <= MOST_TEXT && /^[\w.~:/?#@!&()*+,;=%[\]{}-]+$/.test(text)
    ? text
    : ''
}
