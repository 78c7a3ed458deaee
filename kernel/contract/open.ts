import { uuidv7, type TenantScope, type Tx } from '../db/index.ts'
import { writeEvent } from '../events/emit.ts'
import type { Context, Reading } from '../module/context.ts'
import type { House } from '../module/house.ts'
import { notFound } from '../module/refusal.ts'
import type { Topic } from '../realtime/hub.ts'
import { capped, type OrgAccess, type ProjectAccess } from '../tenancy/access.ts'
import type { RequestFacts } from './request.ts'

/** Finds the organization in what the caller may see. @throws Refusal 404 */
export const orgOf = (facts: RequestFacts, reference: string): OrgAccess => {
  const org = facts.access.orgs.find(({ id, slug }) => id === reference || slug === reference)
  if (!org) throw notFound('organization')
  return org
}

/** Finds the project in what the caller may see. @throws Refusal 404 */
export const projectOf = (org: OrgAccess, reference: string): ProjectAccess => {
  const project = org.projects.find(({ id, slug }) => id === reference || slug === reference)
  if (!project) throw notFound('project')
  return project
}

/** The tenant scope of a request in one organization; `projects` are those that its rows may belong to. */
export const scopeOf = (
  facts: RequestFacts,
  org: OrgAccess,
  projects: readonly ProjectAccess[],
): TenantScope => ({
  orgId: org.id,
  projectIds: projects.map(({ id }) => id),
  actor: facts.access.actor,
  requestId: facts.requestId,
  reason: facts.reason,
  ip: facts.ip,
  userAgent: facts.userAgent,
})

interface Place {
  house: House
  org: OrgAccess
  project: ProjectAccess
  scope: TenantScope
  role: ProjectAccess['role']
  userId: string | null
  correlationId: string
  causationId?: string | null
}

/** Opens a project for a request. */
export const placeOf = (
  house: House,
  facts: RequestFacts,
  org: OrgAccess,
  project: ProjectAccess,
): Place => ({
  house,
  org,
  project,
  scope: scopeOf(facts, org, [project]),
  role: capped(project.role, facts.access.scopes),
  userId: facts.access.user.id,
  correlationId: facts.requestId,
})

const base = (place: Place) => ({
  house: place.house,
  org: { id: place.org.id, slug: place.org.slug },
  project: { id: place.project.id, slug: place.project.slug, settings: place.project.settings },
  caller: { userId: place.userId, role: place.role },
  scope: place.scope,
  correlationId: place.correlationId,
  causationId: place.causationId ?? null,
  now: place.scope.toldAt ?? new Date().toISOString(),
})

/** A context for reading: each query is a transaction of its own, in one round trip. */
export const readingIn = (place: Place): Reading => ({
  ...base(place),
  tx: { query: (text, params, running) => place.house.database.read(place.scope, text, params, running) },
})

/** Runs work in one tenant transaction of a project. */
export const transactIn = <T>(place: Place, work: (context: Context) => Promise<T>): Promise<T> =>
  place.house.database.tenant(place.scope, (tx) => work(contextOn(place, tx)))

/** A context on an open transaction. */
export const contextOn = (place: Place, tx: Tx): Context => {
  const { house, scope } = place
  const told = new Set<Topic>()
  const tell = (topic: Topic): void => {
    if (!told.has(topic)) tx.afterCommit(() => house.hub.wake(topic))
    told.add(topic)
  }
  return {
    ...base(place),
    tx,
    emit(event) {
      writeEvent(
        tx,
        house.registry,
        scope,
        {
          projectId: place.project.id,
          correlationId: place.correlationId,
          causationId: place.causationId ?? null,
        },
        event,
      )
      tell('events')
      if (house.registry.reactionsTo(event.type).length > 0) tell('deliveries')
    },
    async send(job, input, about) {
      const runId = uuidv7()
      await house.jobs.send(tx, {
        runId,
        job,
        input: job.input.parse(input),
        scope,
        projectId: place.project.id,
        entityId: about?.entityId ?? null,
        after: about?.after,
        correlationId: place.correlationId,
      })
      return runId
    },
  }
}
