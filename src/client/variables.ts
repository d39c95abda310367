/**
 * What a variable of a pipeline says; undefined where it says nothing. GitLab leaves a reference to a variable that does
 * not exist as it is, `$NAME`.
 */
export function valueOf(text: string | undefined): string | undefined {
  const value = text?.trim() ?? ''
  return value === '' || value.startsWith('$') ? undefined : value
}
