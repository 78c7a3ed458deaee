import type { Actor } from '../db/index.ts'
import type { House } from '../module/house.ts'
import { placeOf } from '../contract/open.ts'
import { rememberAccess, type Remembered } from './remembered.ts'

interface PlaceRow {
  org_slug: string
  org_name: string
  slug: string
  name: string
  blueprint: string
  settings: Record<string, unknown>
}

const remembered = new WeakMap<House, Remembered<PlaceRow>>()

const rememberedOf = (house: House): Remembered<PlaceRow> => {
  const known = remembered.get(house) ?? rememberAccess<PlaceRow>(house.hub)
  remembered.set(house, known)
  return known
}

const find = async (house: House, orgId: string, projectId: string): Promise<PlaceRow | undefined> => {
  const [row] = await house.database.sql('identity').query<PlaceRow>(
    `select o.slug as org_slug, o.name as org_name, p.slug, p.name, p.blueprint, p.settings
     from projects p join organizations o on o.org_id = p.org_id where p.org_id = $1 and p.id = $2`,
    [orgId, projectId],
  )
  return row
}

/** A project entered by the installation itself, in a job or a reaction, on behalf of `actor` where there is one. */
export const systemPlace = async (
  house: House,
  orgId: string,
  projectId: string | null,
  about: { requestId: string; causationId?: string; actor?: Actor },
): Promise<ReturnType<typeof placeOf> | undefined> => {
  if (!projectId) return undefined
  const row = await rememberedOf(house).get(`${orgId} ${projectId}`, () => find(house, orgId, projectId))
  if (!row) return undefined
  const project = {
    id: projectId,
    slug: row.slug,
    name: row.name,
    blueprint: row.blueprint,
    settings: row.settings,
    role: 'admin' as const,
  }
  const org = {
    id: orgId,
    slug: row.org_slug,
    name: row.org_name,
    role: 'admin' as const,
    projects: [project],
  }
  const actor = about.actor ?? { type: 'system', id: null }
  return {
    house,
    org,
    project,
    scope: { orgId, projectIds: [projectId], actor, requestId: about.requestId },
    role: 'admin',
    userId: actor.type === 'user' ? actor.id : null,
    correlationId: about.requestId,
    causationId: about.causationId ?? null,
  }
}
