/**
 * How soon does a waiting gate open? A store in one process, the gate's client here, the missing event posted by a
 * third process. Prints the time from the acknowledgement of the event to the gate's answer.
 *
 *   node bench/wait.ts [rounds=300] [other waiting gates=100]
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent } from 'node:http'
import { fileURLToPath } from 'node:url'
import { send, startProcess } from '../test/server/process.ts'
import { policy, testsPassed } from '../test/server/sample.ts'
import { figures } from './load.ts'

const agent = new Agent({ keepAlive: true })

/** CLOCK_MONOTONIC in ms: the same for every process of a machine. */
const clock = () => Number(process.hrtime.bigint()) / 1e6

interface Posted {
  sent: number
  acknowledged: number
}

if (process.send === undefined) await measure(Number(process.argv[2] ?? 300), Number(process.argv[3] ?? 100))
else postWhenTold(process.argv[2] ?? '')

/** The other process: posts the event it is given and tells when. */
function postWhenTold(url: string): void {
  process.on('message', (body: string) => {
    const sent = clock()
    void send(`${url}/v1/events`, { method: 'POST', body, agent }).then(({ status, text }) => {
      if (status !== 202 || !text.includes('"accepted"')) throw new Error(text)
      process.send!({ sent, acknowledged: clock() } satisfies Posted)
    })
  })
}

async function measure(rounds: number, others: number): Promise<void> {
  const store = await startProcess(':memory:')
  const poster = fork(fileURLToPath(import.meta.url), [store.url], { execArgv: [] })
  const headers = { 'content-type': 'application/yaml' }
  const put = await send(`${store.url}/v1/policies/production`, {
    method: 'PUT',
    body: policy({ onMissing: 'wait' }),
    headers,
  })
  if (put.status !== 201) throw new Error(put.text)
  const ask = (digest: string) => {
    const body = JSON.stringify({
      request: { artifacts: [{ digest }], environment: 'production' },
      wait: '10m',
    })
    return send(`${store.url}/v1/decisions`, { method: 'POST', body, agent: new Agent() })
  }

  const run = async (name: string) => {
    const afterSending: number[] = []
    const afterAcknowledgement: number[] = []
    for (let round = 0; round < rounds; round++) {
      const digest = digestOf(`${name}${round}`)
      const answered = ask(digest).then((reply) => ({ reply, at: clock() }))
      await sleep(15)
      poster.send(JSON.stringify(testsPassed({ digest, id: `${name}-${round}` })))
      const [posted] = (await once(poster, 'message')) as [Posted]
      const { reply, at } = await answered
      if (!reply.text.includes('"verdict":"allow"')) throw new Error(reply.text.slice(0, 500))
      afterSending.push(at - posted.sent)
      afterAcknowledgement.push(at - posted.acknowledged)
    }
    const acknowledged = figures(afterAcknowledgement, 1)
    const whole = figures(afterSending, 1)
    console.log(
      `${name.padEnd(34)} after the acknowledgement p50 ${ms(acknowledged.p50)} p99 ${ms(acknowledged.p99)}   after sending p50 ${ms(whole.p50)} p99 ${ms(whole.p99)}`,
    )
  }

  const floor: number[] = []
  for (let round = 0; round < rounds; round++) {
    const before = clock()
    await send(`${store.url}/healthz`, { agent })
    floor.push(clock() - before)
  }
  const request = figures(floor, 1)
  console.log(
    `${rounds} rounds; one request and its answer on this machine: p50 ${ms(request.p50)} p99 ${ms(request.p99)}`,
  )
  await run('one gate waits')
  const waiting = Array.from({ length: others }, (_, index) =>
    ask(digestOf(`other ${index}`)).catch(() => undefined),
  )
  await sleep(500)
  await run(`${others} other gates wait too`)
  poster.disconnect()
  store.process.kill('SIGTERM')
  await Promise.all([store.ended, ...waiting])
}

function digestOf(text: string): string {
  return `sha256:${Buffer.from(text.padEnd(32, '.').slice(-32)).toString('hex')}`
}

function sleep(duration: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, duration))
}

function ms(value: number): string {
  return `${value.toFixed(2)} ms`
}
