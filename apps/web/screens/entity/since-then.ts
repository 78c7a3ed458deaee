import type { HistoryEntry } from '../../api/history.ts'

/** A field that is no longer what it was; `entry` is the latest change of it. */
export type ChangeSince = { field: string; before: unknown; after: unknown; entry: HistoryEntry }

/** What became of the fields after a moment: one line per field. @param newestFirst the history, at least back to then */
export function sinceThen(newestFirst: readonly HistoryEntry[], moment: string): ChangeSince[] {
  const changes = new Map<string, ChangeSince>()
  for (const entry of newestFirst) {
    if (entry.at <= moment) break
    if (entry.action !== 'update') continue
    for (const { field, before, after } of entry.changed) {
      const later = changes.get(field)
      if (later) later.before = before
      else changes.set(field, { field, before, after, entry })
    }
  }
  return [...changes.values()].filter(
    ({ before, after }) => JSON.stringify(before ?? null) !== JSON.stringify(after ?? null),
  )
}
