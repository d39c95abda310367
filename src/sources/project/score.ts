/** Score's `score.yaml`: one workload and its containers' images. Pure. Source: docs.score.dev, "Score specification". */
import { at } from '../../host/clean.ts'
import { serviceIn, word } from './names.ts'
import type { ProjectPart } from './project.ts'

const MOST_IMAGES = 20

/** @param documents the documents of the file, parsed: a Score file is one */
export function readScore(documents: readonly unknown[]): { part: ProjectPart; notes: string[] } {
  const [workload] = documents
  if (documents.length !== 1 || !/^score\.dev\/v1b/u.test(word(at(workload, 'apiVersion'), 50)))
    return { part: {}, notes: ['score.yaml is not one document of score.dev/v1b1.'] }
  const service = serviceIn(at(workload, 'metadata'))
  const containers = at(workload, 'containers')
  const images = Object.values(typeof containers === 'object' && containers !== null ? containers : {})
    .slice(0, MOST_IMAGES)
    .map((container) => word(at(container, 'image'), 300))
    // A dot stands for the image that is built here, and has no name yet.
    .filter((image) => image !== '' && image !== '.')
  return {
    part: { ...(service === undefined ? {} : { service }), ...(images.length === 0 ? {} : { images }) },
    notes: [],
  }
}
