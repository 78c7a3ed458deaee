/** What a line of the table is: a row with its place among all rows, or the head of a group. */
export type GridLine<Row> =
  | { kind: 'row'; row: Row; at: number }
  | { kind: 'group'; id: string; count: number; open: boolean }

/**
 * The lines to draw. Rows of one group need not stand together: groups come in the order in which they are first met,
 * and keep the order of their rows.
 */
export function gridLines<Row>(
  rows: readonly Row[],
  groupOf: ((row: Row) => string) | undefined,
  closed: ReadonlySet<string>,
): GridLine<Row>[] {
  if (!groupOf) return rows.map((row, at) => ({ kind: 'row', row, at }))
  const groups = new Map<string, { row: Row; at: number }[]>()
  rows.forEach((row, at) => {
    const id = groupOf(row)
    const group = groups.get(id)
    if (group) group.push({ row, at })
    else groups.set(id, [{ row, at }])
  })
  return [...groups].flatMap(([id, members]): GridLine<Row>[] => [
    { kind: 'group', id, count: members.length, open: !closed.has(id) },
    ...(closed.has(id) ? [] : members.map(({ row, at }) => ({ kind: 'row' as const, row, at }))),
  ])
}
