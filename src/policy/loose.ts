/** Invalid events, as far as they can be read. */
import { upgrade } from '../cdevents/convert.ts'
import type { CDEvent } from '../cdevents/event.ts'
import { isObject } from '../cdevents/object.ts'
import { parseJson } from '../cdevents/parse.ts'
import type { StoredEvent } from '../store/store.ts'

/**
 * What an invalid event says of what it is about, as far as that can be read: enough to object, never to support.
 * Undefined where it does not even name its subject: nothing could ever take such an objection back.
 */
export function readLoosely({
  body,
  type,
  id,
  source,
  subject,
  timestamp,
}: StoredEvent): CDEvent | undefined {
  if (type === '' || subject === '') return undefined
  try {
    const value = upgrade(parseJson(body) as CDEvent) as unknown as Record<string, unknown>
    const said = isObject(value['subject']) ? value['subject'] : {}
    return {
      context: { specversion: '', id, source, type, timestamp },
      subject: {
        id: subject,
        ...(typeof said['source'] === 'string' ? { source: said['source'] } : {}),
        content: isObject(said['content']) ? said['content'] : {},
      },
      ...(isObject(value['customData']) ? { customData: value['customData'] } : {}),
    }
  } catch {
    return undefined
  }
}
