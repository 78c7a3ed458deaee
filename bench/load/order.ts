/** What is asked: of both servers all but `filtered`, a page of open risks by score. */
export type Question = 'list' | 'filtered' | 'read' | 'edit'

/** What the load process is asked to do. */
export interface LoadOrder {
  port: number
  question: Question
  /** below `/api/v1/`: `orgs/ORG/projects/PROJECT` */
  place: string
  apiKey: string
  ids: readonly string[]
  connections: number
  milliseconds: number
  /** how long each connection rests before it asks again; not at all where absent */
  pauseMs?: number
}

/** What it measured. */
export interface LoadResult {
  /** answers per second, over all connections */
  perSecond: number
  answers: number
  /** milliseconds of single answers */
  p50: number
  p95: number
}
