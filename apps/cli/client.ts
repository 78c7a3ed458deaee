import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { callOver, type Call } from '#apps/client/call.ts'
import { flatQuery } from '#apps/client/flat-query.ts'
import { CommandError } from './verb.ts'

/** Values of a query; undefined ones are left out. */
export type Query = Readonly<Record<string, string | number | undefined>>

/** Sends requests to a server and gives what it answers. Every method throws CommandError with the server's own code. */
export interface Client {
  readonly url: string
  /** the whole header, for what speaks to the same server in another way */
  readonly authorization: string
  /** an operation of the contract by its name, with the types that follow from it */
  readonly call: Call
  get<T>(path: string, query?: Query): Promise<T>
  send<T>(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown, query?: Query): Promise<T>
  /** a file as it is, for uploads */
  upload<T>(path: string, form: () => Promise<FormData>): Promise<T>
  /** the bytes of one file as the whole body */
  sendFile<T>(path: string, content: () => Promise<Blob>, type: string): Promise<T>
  /** what is no JSON, as it comes */
  download(path: string): Promise<ReadableStream<Uint8Array>>
  /** work that takes minutes: the answer wraps what came of it */
  long<T>(method: 'GET' | 'POST', path: string, body?: unknown, query?: Query): Promise<T>
}

const problem = z.object({
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).default([]),
  request_id: z.string().optional(),
})

const slow = z.union([z.object({ problem }), z.object({ result: z.unknown() })])
const mostTries = 8

/** Makes a client. @param authorization the whole header */
export const createClient = (url: string, authorization: string): Client => {
  const ask = async (
    method: string,
    path: string,
    content: () => Promise<{ body?: BodyInit; type?: string }>,
    query: Query = {},
  ): Promise<Response> => {
    const address = new URL(path, url)
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) address.searchParams.set(name, String(value))
    for (let tries = 1; ; tries += 1) {
      const { body, type } = await content()
      const answer = await reach(address, {
        method,
        headers: {
          authorization,
          'user-agent': 'throughline-cli',
          ...(type ? { 'content-type': type } : {}),
        },
        ...(body === undefined ? {} : { body }),
      })
      // the server says when it is worth asking again
      const wait =
        (answer.status === 429 || answer.status === 503) && tries < mostTries
          ? Number(answer.headers.get('retry-after') ?? tries)
          : Number.NaN
      if (Number.isNaN(wait)) return answer
      await answer.arrayBuffer()
      await sleep(Math.min(60, Math.max(wait, 0.2)) * 1_000)
    }
  }
  const request = async (...asked: Parameters<typeof ask>): Promise<unknown> => read(await ask(...asked))
  const json = (body: unknown) => () =>
    Promise.resolve(body === undefined ? {} : { body: JSON.stringify(body), type: 'application/json' })
  return {
    url,
    authorization,
    call: callOver(({ method, path, query, body }) => request(method, path, json(body), flatQuery(query))),
    get: async <T>(path: string, query?: Query) => (await request('GET', path, json(undefined), query)) as T,
    send: async <T>(method: string, path: string, body?: unknown, query?: Query) =>
      (await request(method, path, json(body), query)) as T,
    upload: async <T>(path: string, form: () => Promise<FormData>) =>
      (await request('POST', path, async () => ({ body: await form() }))) as T,
    sendFile: async <T>(path: string, content: () => Promise<Blob>, type: string) =>
      (await request('POST', path, async () => ({ body: await content(), type }))) as T,
    async download(path) {
      const answer = await ask('GET', path, json(undefined))
      if (answer.ok && answer.body) return answer.body
      throw await refusalIn(answer)
    },
    async long<T>(method: string, path: string, body?: unknown, query?: Query) {
      const answer = slow.parse(await request(method, path, json(body), query))
      if ('problem' in answer) throw refused(answer.problem)
      return answer.result as T
    },
  }
}

const reach = async (address: URL, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(address, init)
  } catch (error) {
    const why =
      error instanceof Error && error.cause instanceof Error
        ? error.cause.message
        : error instanceof Error
          ? error.message
          : String(error)
    throw new CommandError('unreachable', `${address.origin} cannot be reached: ${why}`, { cause: error })
  }
}

const read = async (answer: Response): Promise<unknown> => {
  const body = answer.ok ? parseJson(await answer.text()) : undefined
  if (body !== undefined) return body
  throw await refusalIn(answer)
}

const refusalIn = async (answer: Response): Promise<CommandError> => {
  const told = problem.safeParse(answer.bodyUsed ? undefined : parseJson(await answer.text()))
  if (told.success) return refused(told.data)
  return new CommandError(
    'unexpected-answer',
    `${new URL(answer.url).origin} answered ${answer.status} with something that is no answer of this product.`,
  )
}

const refused = (told: z.output<typeof problem>): CommandError =>
  new CommandError(told.code, told.detail, { errors: told.errors, requestId: told.request_id })

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
