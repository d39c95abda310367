/** What wakes one waiting gate: a ring, or its time. */
/** Time as a wait needs it, so that tests bring their own. */
export interface WaitClock {
  /** Milliseconds; only differences count. */
  now(): number
  /** Calls once the time is over; returns how to stop it. */
  after(ms: number, call: () => void): () => void
}

/** The process's. */
export const SYSTEM: WaitClock = {
  now: () => performance.now(),
  after(ms, call) {
    const timer = setTimeout(call, ms)
    return () => clearTimeout(timer)
  },
}

/** Wakes one waiter: by a ring, or when its time has come. Rings of one burst count once. */
export function createAlarm(clock: WaitClock) {
  let rang = false
  let wakeUp: ((why: 'ring') => void) | undefined
  let stopTimer = () => {}
  return {
    ring: () => {
      rang = true
      const wake = wakeUp
      // The rest of a burst is committed by the end of this turn of the event loop.
      if (wake !== undefined) setImmediate(() => wake('ring'))
    },
    rung: async (ms: number): Promise<'ring' | 'time'> => {
      let why: 'ring' | 'time' = 'ring'
      if (!rang) {
        why = await new Promise((resolve) => {
          wakeUp = resolve
          stopTimer = clock.after(Math.max(0, ms), () => resolve('time'))
        })
        stopTimer()
        wakeUp = undefined
      }
      rang = false
      return why
    },
    stop: () => stopTimer(),
  }
}
