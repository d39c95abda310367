/** Work under one name, one after the other. */
export type Turns = <T>(name: string, work: () => Promise<T>) => Promise<T>

/** In this process; several processes over one store may still do the same at once. */
export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>()
  return async (name, work) => {
    const before = last.get(name) ?? Promise.resolve()
    const mine = before.then(work, work)
    const done = mine.catch(() => undefined)
    last.set(name, done)
    try {
      return await mine
    } finally {
      if (last.get(name) === done) last.delete(name)
    }
  }
}
