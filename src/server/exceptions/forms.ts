/** How a form is answered: by the page it came from. */
import { redirect } from '../people/login.ts'
import type { People } from '../people/people.ts'
import { localTarget } from '../people/target.ts'
import type { AnswerForm } from './handling.ts'

export function formsOf(people: People | undefined): AnswerForm {
  return ({ form, back }) => {
    const place = people?.place
    return form && place !== undefined ? redirect(`${place.origin}${localTarget(place, back)}`) : undefined
  }
}
