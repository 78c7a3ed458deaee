import type { Activity } from '../../api/overview.ts'

/** What one person did to one record in one go; `alike` further records of its kind that came of themselves. */
export type Told = { latest: Activity; more: number; alike: number }

/** A stretch in which what comes of itself belongs together. */
const stretchMs = 60 * 60 * 1_000

/**
 * Gathers what happened, newest first, so that a record is told once per person and stretch: who works an hour on one
 * record leaves one line, not thirty.
 */
export function tellOnce(activities: readonly Activity[]): Told[] {
  const told = new Map<string, Told>()
  for (const activity of activities) {
    const name = `${activity.actor.type} ${activity.actor.id ?? ''} ${activity.entity.id}`
    const known = told.get(name)
    if (!known) told.set(name, { latest: activity, more: 0, alike: 0 })
    // that it was made says more than that it was changed right after
    else if (activity.action === 'create')
      told.set(name, { latest: { ...activity, at: known.latest.at }, more: 0, alike: 0 })
    else told.set(name, { ...known, more: known.more + 1 })
  }
  return gathered([...told.values()])
}

/** What came of itself, such as the topics of a new file, is told once for its kind and stretch, by the first of it. */
function gathered(all: readonly Told[]): Told[] {
  const kept: Told[] = []
  for (const told of all) {
    const { actor, action, entity } = told.latest
    const ofItself = actor.type === 'system' && action === 'create'
    const before = kept.find(
      ({ latest }) =>
        ofItself &&
        latest.actor.type === 'system' &&
        latest.action === 'create' &&
        latest.entity.kind === entity.kind &&
        Date.parse(latest.at) - Date.parse(told.latest.at) < stretchMs,
    )
    if (before) before.alike += 1
    else kept.push({ ...told })
  }
  return kept
}
