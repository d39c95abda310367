/**
 * Which claims of a token are kept, and under which names. Pure data.
 *
 * Kept: what a policy or a grant can rely on, by immutable id where the forge has one. Never kept: `sub` (its form is
 * configurable, and changed in 2026 on GitHub), names, logins and mail addresses of people, branch names that a
 * contributor chooses (`head_ref`, `base_ref`).
 */

/** `id`: digits. `path`: names with slashes. `text`: anything printable. */
export type ClaimKind = 'id' | 'path' | 'text'

/** Name in the token → kind. The kept name is the same in camelCase. */
export type ClaimTable = Readonly<Record<string, ClaimKind>>

/** Source: GitHub's OpenID Connect reference, and tokens as they are. Every claim there is a string. */
export const GITHUB_CLAIMS: ClaimTable = {
  repository_id: 'id',
  repository_owner_id: 'id',
  repository: 'path',
  repository_visibility: 'text',
  workflow_ref: 'text',
  workflow_sha: 'text',
  job_workflow_ref: 'text',
  job_workflow_sha: 'text',
  environment: 'text',
  ref: 'text',
  ref_type: 'text',
  ref_protected: 'text',
  event_name: 'text',
  runner_environment: 'text',
  run_id: 'id',
  run_attempt: 'id',
  sha: 'text',
  actor_id: 'id',
  enterprise_id: 'id',
}

/** Source: GitLab's page on ID tokens. `runner_id` is a number there, every other claim a string. */
export const GITLAB_CLAIMS: ClaimTable = {
  project_id: 'id',
  project_path: 'path',
  job_project_id: 'id',
  job_project_path: 'path',
  namespace_id: 'id',
  namespace_path: 'path',
  job_namespace_id: 'id',
  ref: 'text',
  ref_type: 'text',
  ref_path: 'text',
  ref_protected: 'text',
  environment: 'text',
  environment_protected: 'text',
  deployment_tier: 'text',
  pipeline_id: 'id',
  pipeline_source: 'text',
  job_id: 'id',
  runner_id: 'id',
  runner_environment: 'text',
  sha: 'text',
  ci_config_ref_uri: 'text',
  ci_config_sha: 'text',
  job_source: 'text',
  job_policy_ref_uri: 'text',
  user_id: 'id',
}

/** Claims about people, which are never kept, also when an issuer's settings ask for them. */
export const PERSONAL: readonly string[] = [
  ...['sub', 'name', 'given_name', 'family_name', 'middle_name', 'nickname', 'preferred_username', 'email'],
  ...['email_verified', 'phone_number', 'address', 'birthdate', 'gender', 'picture', 'profile', 'website'],
  ...['actor', 'user_login', 'user_email', 'user_identities', 'upn', 'unique_name', 'login', 'username'],
]

/** `job_workflow_ref` → `jobWorkflowRef`. */
export function keptName(claim: string): string {
  return claim.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase())
}
