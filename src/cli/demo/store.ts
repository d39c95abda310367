/** The demo's store: `turnpike serve` in a process of its own. */
import { TurnpikeError } from '../../errors.ts'
import { cleanEnvironment, startCli } from './process.ts'

export interface DemoStore {
  url: string
  stop(): Promise<void>
}

export interface StoreOptions {
  folder: string
  database: string
  policies: string
  /** The trust document's file. */
  trust: string
}

/** @throws TurnpikeError STORE_FAILED with what it said when it does not come up */
export async function startStore({ folder, database, policies, trust }: StoreOptions): Promise<DemoStore> {
  const said: string[] = []
  const listening = Promise.withResolvers<string>()
  const args = [
    'serve',
    '--json',
    '--database',
    database,
    '--port',
    '0',
    '--policies',
    policies,
    '--trust',
    trust,
  ]
  const { child, ended } = startCli(args, {
    cwd: folder,
    env: cleanEnvironment(),
    onLine(line) {
      said.push(line)
      const url = urlIn(line)
      if (url !== undefined) listening.resolve(url)
    },
  })
  const gone = () =>
    listening.reject(new TurnpikeError('STORE_FAILED', `the store did not start: ${said.join(' / ')}`))
  ended.then(gone, gone)
  // Whatever ends the demo ends its store.
  const kill = () => void child.kill('SIGTERM')
  process.once('exit', kill)
  const url = await listening.promise
  return {
    url,
    async stop() {
      process.off('exit', kill)
      kill()
      await ended
    },
  }
}

function urlIn(line: string): string | undefined {
  try {
    return (JSON.parse(line) as { url?: string }).url
  } catch {
    return undefined
  }
}
