import { routes, type Operations, type Streams } from '../../generated/api.ts'
import { routeIn } from './route.ts'

/** Name of an operation: `search.find`. */
export type OperationName = keyof Operations

type Part<Name extends string, T> = [keyof T] extends [never] ? object : { [K in Name]: T }

/** What an operation is called with: the parameters of its path, and query and body where it has them. */
export type InputOf<N extends OperationName> = Part<'params', Operations[N]['params']> & {
  query?: Operations[N]['query']
} & (Operations[N]['body'] extends undefined ? object : { body: Operations[N]['body'] })

/** What an operation answers. */
export type AnswerOf<N extends OperationName> = Operations[N]['answer']

/** One item of what an operation lists. */
export type ItemOf<N extends OperationName> =
  AnswerOf<N> extends { items: readonly (infer Item)[] } ? Item : never

/** What can be asked in the address of an operation. */
export type QueryOf<N extends OperationName> = Operations[N]['query']

/** What an operation is told in its body. */
export type BodyOf<N extends OperationName> = Operations[N]['body']

/** A request as any transport can send it; `path` begins with `/api/v1/`. */
export interface PlainRequest {
  method: string
  path: string
  query: Readonly<Record<string, unknown>>
  body: unknown
}

/** Sends a request with what else its transport understands, such as a signal. It throws what the server refuses. */
export type Send<Options> = (request: PlainRequest, options: Options | undefined) => Promise<unknown>

/** Calls an operation of the contract by name. */
export type Call<Options = undefined> = <N extends OperationName>(
  name: N,
  input: InputOf<N>,
  options?: Options,
) => Promise<AnswerOf<N>>

/** A typed client over a transport. @throws TypeError for parameters that are no names */
export const callOver =
  <Options = undefined>(send: Send<Options>): Call<Options> =>
  async <N extends OperationName>(name: N, input: InputOf<N>, options?: Options): Promise<AnswerOf<N>> => {
    // the types are those of the contract from which the server's answer comes
    const answer: unknown = await send(requestOf(name, input), options)
    // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- the compiler refuses it without
    return answer as AnswerOf<N>
  }

/** What an operation is asked, as any transport can send it. */
export const requestOf = (
  name: OperationName | StreamName,
  { params = {}, query = {}, body }: Loosely,
): PlainRequest => {
  const [method, path] = routeIn(routes, name)
  const filled = path.replaceAll(/\{(\w+)\}/g, (_all, parameter: string) =>
    segmentOf(parameter, params[parameter]),
  )
  return { method, path: `/api/v1/${filled}`, query, body }
}

/** @throws TypeError for what an address would take as a place above, or as none */
const segmentOf = (parameter: string, value: unknown): string => {
  if (typeof value !== 'string' || ['', '.', '..'].includes(value))
    throw new TypeError(`${JSON.stringify(value)} is no ${parameter}.`)
  return encodeURIComponent(value)
}

interface Loosely {
  params?: Readonly<Record<string, unknown>>
  query?: Readonly<Record<string, unknown>>
  body?: unknown
}

/** Name of what reads or writes the stream itself, such as a file: `artifacts.upload`. */
export type StreamName = keyof Streams

/** What a stream answers, where that is JSON. */
export type StreamAnswerOf<N extends StreamName> = Streams[N]['answer']

/** Where a file can be had, or a live stream is. It begins with `/api/v1/`. @throws TypeError for parameters that are no names */
export const addressOf = <N extends StreamName>(name: N, params: Streams[N]['params']): string =>
  requestOf(name, { params }).path

/** Sends to a stream of the contract by name what is no JSON, such as a file. */
export type Upload<Options> = <N extends StreamName>(
  name: N,
  input: { params: Streams[N]['params']; query?: Streams[N]['query']; body: unknown },
  options?: Options,
) => Promise<StreamAnswerOf<N>>

/** The same as `callOver` for what is no JSON: the transport knows what to do with the body. */
export const uploadOver =
  <Options>(send: Send<Options>): Upload<Options> =>
  async <N extends StreamName>(
    name: N,
    input: Parameters<Upload<Options>>[1],
    options?: Options,
  ): Promise<StreamAnswerOf<N>> => {
    const answer: unknown = await send(requestOf(name, input), options)
    // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- the compiler refuses it without
    return answer as StreamAnswerOf<N>
  }

/** An event of a live stream, with its content. */
export type EventOf<N extends StreamName> = {
  [E in keyof Streams[N]['events']]: { event: E; content: Streams[N]['events'][E] }
}[keyof Streams[N]['events']]

/** An event as it came, with the types of the contract. @param content what it says, as JSON @throws SyntaxError */
export const eventOf = <N extends StreamName>(_of: N, event: string, content: string): EventOf<N> => {
  const told: unknown = { event, content: JSON.parse(content) }
  return told as EventOf<N>
}
