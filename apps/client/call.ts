import { routes, type Operations } from '../../generated/api.ts'

/** Name of an operation: `search.find`. */
export type OperationName = keyof Operations

type Part<Name extends string, T> = [keyof T] extends [never] ? object : { [K in Name]: T }

/** What an operation is called with: the parameters of its path, and query and body where it has them. */
export type InputOf<N extends OperationName> = Part<'params', Operations[N]['params']> & {
  query?: Operations[N]['query']
} & (Operations[N]['body'] extends undefined ? object : { body: Operations[N]['body'] })

/** What an operation answers. */
export type AnswerOf<N extends OperationName> = Operations[N]['answer']

/** A request as any transport can send it; `path` begins with `/api/v1/`. */
export interface PlainRequest {
  method: string
  path: string
  query: Readonly<Record<string, unknown>>
  body: unknown
}

/** Calls an operation of the contract by name. */
export type Call = <N extends OperationName>(name: N, input: InputOf<N>) => Promise<AnswerOf<N>>

/** A typed client over a transport, which throws what the server refuses. @throws TypeError for parameters that are no names */
export const callOver =
  (send: (request: PlainRequest) => Promise<unknown>): Call =>
  async <N extends OperationName>(name: N, input: InputOf<N>): Promise<AnswerOf<N>> => {
    const [method, path] = routes[name]
    const { params = {}, query = {}, body }: Loosely = input
    const filled = path.replaceAll(/\{(\w+)\}/g, (_all, parameter: string) =>
      segmentOf(parameter, params[parameter]),
    )
    // the types are those of the contract from which the server's answer comes
    const answer: unknown = await send({ method, path: `/api/v1/${filled}`, query, body })
    // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- the compiler refuses it without
    return answer as AnswerOf<N>
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
