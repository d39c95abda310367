/**
 * Who is next: gates that would take a lease of one environment are judged and recorded one after the other, whoever has
 * waited longest first. Without it all of them would judge at one position, and all but one in vain.
 *
 * It orders the gates of this process. Between processes the store's condition decides, in no particular order.
 */
import { setImmediate } from 'node:timers/promises'

export interface Turns {
  /** Runs the work when it is its turn among those of this name; a lower place goes first. */
  inTurn<T>(name: string, place: number, work: () => Promise<T>): Promise<T>
}

interface Queued {
  place: number
  go: () => void
}

export function createTurns(): Turns {
  /** Those who wait for their turn; a name is there while somebody has it. */
  const queues = new Map<string, Queued[]>()

  const next = (name: string) => {
    const queue = queues.get(name)
    if (queue === undefined) return
    let first = 0
    queue.forEach(({ place }, index) => {
      if (place < queue[first]!.place) first = index
    })
    const [chosen] = queue.splice(first, 1)
    if (chosen === undefined) queues.delete(name)
    else chosen.go()
  }

  return {
    async inTurn(name, place, work) {
      const queue = queues.get(name)
      if (queue === undefined) queues.set(name, [])
      else await new Promise<void>((go) => queue.push({ place, go }))
      try {
        return await work()
      } finally {
        // Requests of others get in between: a thousand judgements in a row would hold them all up.
        await setImmediate()
        next(name)
      }
    },
  }
}
