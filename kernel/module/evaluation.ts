import type { Context, Reading } from './context.ts'
import type { House } from './house.ts'

/** A project of an installation that was made for measuring, and is thrown away afterwards. */
export interface MeasuringPlace {
  house: House
  reading: Reading
  transaction<T>(work: (context: Context) => Promise<T>): Promise<T>
  /** waits until jobs have run and events are delivered */
  settle(): Promise<void>
}

/** What an evaluation is told beyond its folder. */
export interface EvaluationOptions {
  /** measure only the first so many documents or questions */
  maxDocuments?: number
  /** how many failures are described at most; default 50 */
  maxFailures?: number
  /** files that are named one by one instead of by their usual place in the folder */
  files?: Partial<Record<'gold' | 'corpus' | 'queries' | 'qrels', string>>
  /** one of several ways to do what is measured, such as the mode of a search */
  mode?: string
  /** a new project to measure in; each call makes another one. Absent where there is no installation. */
  place?(): Promise<MeasuringPlace>
  /** says how far long work is */
  progress?(done: number, total: number, about: string): void
}

/** Figures by name, alone or by what they are of: `{ documents: 75, PER: { precision: 0.91, … } }`. Ratios 0…1, counts, milliseconds. */
export type Metrics = Record<string, number | Record<string, number>>

/** What was measured, and in words what failed. */
export interface EvaluationResult {
  metrics: Metrics
  failures: string[]
}

/** A measurement of quality, on labelled files of the user's own or on a public set laid out alike. */
export interface Evaluation {
  name: string
  /** one line: what is measured and how the folder is laid out */
  summary: string
  /** beginnings of the names of folders that it measures where a whole collection of sets is given: `ir_` */
  sets?: readonly string[]
  /** @throws Error naming the file that is missing or does not fit */
  run(folder: string, options?: EvaluationOptions): Promise<EvaluationResult>
}
