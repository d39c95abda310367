/** How events travel: to a Turnpike store, or to any CDEvents sink in one of the CloudEvents HTTP modes. */
export const FORMATS = ['turnpike', 'structured', 'binary', 'batch'] as const
export type Format = (typeof FORMATS)[number]
