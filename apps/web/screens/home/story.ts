import type { Activity } from '../../api/overview.ts'

/** What one person did to one record in one go. */
export type Told = { latest: Activity; more: number }

/**
 * Gathers what happened, newest first, so that a record is told once per person and stretch: who works an hour on one
 * record leaves one line, not thirty.
 */
export function tellOnce(activities: readonly Activity[]): Told[] {
  const told = new Map<string, Told>()
  for (const activity of activities) {
    const name = `${activity.actor.type} ${activity.actor.id ?? ''} ${activity.entity.id}`
    const known = told.get(name)
    if (!known) told.set(name, { latest: activity, more: 0 })
    // that it was made says more than that it was changed right after
    else if (activity.action === 'create')
      told.set(name, { latest: { ...activity, at: known.latest.at }, more: 0 })
    else told.set(name, { ...known, more: known.more + 1 })
  }
  return [...told.values()]
}
