import { median } from './statistics.ts'

/** One measured figure: its runs and the bound that it has to keep. */
export interface Figure {
  name: string
  /** `ratio` compares two things measured in the same run; everything else depends on the machine */
  unit: 'ratio' | 'ms' | 's' | 'KB' | 'MB'
  runs: number[]
  bound: { kind: 'at least' | 'at most'; value: number }
  /** what a reader needs to know beside the number */
  note?: string
}

/** What every bench is told. */
export interface BenchOptions {
  /** fewer and smaller runs, for CI */
  short: boolean
  log: (line: string) => void
}

/** Measures one or several figures. */
export type Bench = (options: BenchOptions) => Promise<Figure[]>

/** A figure with what follows from its runs. */
export interface Judged extends Figure {
  median: number
  min: number
  max: number
  kept: boolean
  /** false: so far off that the short form fails; only ratios can be, since they do not depend on the machine */
  bearable: boolean
}

/** Compares a figure with its bound; half of a floor, or twice a ceiling, is no longer bearable. */
export const judge = (figure: Figure): Judged => {
  const middle = median(figure.runs)
  const { kind, value } = figure.bound
  const within = (factor: number): boolean =>
    kind === 'at least' ? middle >= value / factor : middle <= value * factor
  return {
    ...figure,
    median: middle,
    min: Math.min(...figure.runs),
    max: Math.max(...figure.runs),
    kept: within(1),
    bearable: figure.unit !== 'ratio' || within(2),
  }
}

const round = (value: number): string => value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2)

/** One line of the result table. */
export const lineOf = (figure: Judged): string =>
  [
    figure.kept ? 'kept  ' : 'missed',
    figure.name.padEnd(52),
    `${round(figure.median)} ${figure.unit}`.padStart(12),
    `(${round(figure.min)}–${round(figure.max)}, ${figure.runs.length} runs)`.padEnd(26),
    `${figure.bound.kind} ${figure.bound.value}`,
    figure.note ? ` ${figure.note}` : '',
  ].join(' ')
