/** The three questions that are asked of both servers. */
export type Question = 'list' | 'read' | 'edit'

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
