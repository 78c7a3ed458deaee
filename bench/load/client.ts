import { setTimeout as pause } from 'node:timers/promises'
import { quantile } from '../statistics.ts'
import { openConnection } from './connection.ts'
import type { LoadOrder, LoadResult } from './order.ts'

// versions by server and record, so that every edit names the right one
const versions = new Map<string, number>()

/** Asks on all connections until the time is over. @throws Error on any answer but 200 */
const load = async (order: LoadOrder): Promise<LoadResult> => {
  const times: number[] = []
  const started = performance.now()
  const until = started + order.milliseconds
  await Promise.all(
    Array.from({ length: order.connections }, async (_, index) => {
      const connection = openConnection(order.port)
      // each connection has records of its own: nobody waits for another's lock, no version moves on unseen
      const ids = order.ids.filter((_id, at) => at % order.connections === index)
      for (let turn = 0; performance.now() < until; turn += 1) {
        const id = ids[turn % ids.length] ?? ''
        const asked = performance.now()
        const answer = await connection.ask(requestFor(order, id))
        times.push(performance.now() - asked)
        if (answer.status !== 200) throw new Error(`${order.question} was answered ${answer.status}`)
        if (order.question === 'edit' && answer.etag) versions.set(`${order.port} ${id}`, answer.etag)
        if (order.pauseMs) await pause(order.pauseMs)
      }
      connection.close()
    }),
  )
  return {
    perSecond: times.length / ((performance.now() - started) / 1_000),
    answers: times.length,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
  }
}

const requestFor = ({ question, place, apiKey, port }: LoadOrder, id: string): string => {
  const head = `Host: 127.0.0.1:${port}\r\nAuthorization: Bearer ${apiKey}\r\n`
  const base = `/api/v1/${place}/risks`
  if (question === 'list') return `GET ${base}?limit=200 HTTP/1.1\r\n${head}\r\n`
  if (question === 'filtered')
    return `GET ${base}?filter[state]=open&sort=-score&limit=50 HTTP/1.1\r\n${head}\r\n`
  if (question === 'read') return `GET ${base}/${id} HTTP/1.1\r\n${head}\r\n`
  const version = versions.get(`${port} ${id}`) ?? 1
  const body = JSON.stringify({ impact: version % 2 === 1 ? 'high' : 'low' })
  return `PATCH ${base}/${id} HTTP/1.1\r\n${head}If-Match: "${version}"\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
}

process.on('message', (order: LoadOrder) => {
  load(order).then(
    (result) => process.send?.(result),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})
process.send?.('ready')
