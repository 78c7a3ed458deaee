/** Where a verb says things: the answer on stdout, everything else on stderr. */
export interface Output {
  readonly isJson: boolean
  /** whether somebody watches, so that progress is worth drawing */
  readonly isWatched: boolean
  /** the answer: one JSON document, or the text that people read */
  answer(document: unknown, text: (() => string) | string): void
  /** a message beside the answer */
  say(line: string): void
  /** shows how far long work is; erased when it ends */
  progress(done: number, total: number, about: string): void
  endProgress(): void
}

const barWidth = 24

/** The output of this process. */
export const createOutput = (isJson: boolean): Output => {
  const isWatched = process.stderr.isTTY
  let drawn = false
  const erase = (): void => {
    if (drawn) process.stderr.write('\r\u001B[K')
    drawn = false
  }
  return {
    isJson,
    isWatched,
    answer(document, text) {
      erase()
      const shown = isJson ? JSON.stringify(document, null, 2) : typeof text === 'string' ? text : text()
      if (shown !== '') process.stdout.write(shown.endsWith('\n') ? shown : `${shown}\n`)
    },
    say(line) {
      erase()
      process.stderr.write(`${line}\n`)
    },
    progress(done, total, about) {
      if (!isWatched) return
      const filled = total === 0 ? 0 : Math.round((done / total) * barWidth)
      const room = Math.max(0, (process.stderr.columns ?? 80) - barWidth - 20)
      process.stderr.write(
        `\r\u001B[K${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${done}/${total} ${about.slice(0, room)}`,
      )
      drawn = true
    },
    endProgress: erase,
  }
}

/** Rows under headings, in columns as wide as they need to be. */
export const table = (headings: readonly string[], rows: readonly (readonly unknown[])[]): string => {
  const cells = rows.map((row) => row.map((cell) => printable(cell)))
  const widths = headings.map((heading, column) =>
    Math.min(60, Math.max(heading.length, ...cells.map((row) => row[column]?.length ?? 0))),
  )
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => fit(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return [line(headings.map((heading) => heading.toUpperCase())), ...cells.map(line)].join('\n')
}

const fit = (cell: string, width: number): string =>
  cell.length > width ? `${cell.slice(0, width - 1)}…` : cell.padEnd(width)

/** `3 risk, 1 issue` */
export const countsOf = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ') || 'nothing'

/** A value on one line, without what could steer a terminal. */
export const printable = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  // oxlint-disable-next-line no-control-regex
  return text.replace(/\s+/g, ' ').replace(/[\u0000-\u001F\u007F-\u009F]/g, '')
}

/** Fields of a record, one on a line. */
export const record = (fields: Readonly<Record<string, unknown>>): string => {
  const shown = Object.entries(fields).filter(
    ([, value]) => value !== null && value !== undefined && value !== '',
  )
  const width = Math.max(0, ...shown.map(([name]) => name.length))
  return shown.map(([name, value]) => `${name.padEnd(width)}  ${printable(value)}`).join('\n')
}
