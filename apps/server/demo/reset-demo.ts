import { z } from 'zod'
import { userEndpoint } from '#kernel/contract/index.ts'
import { notFound, Refusal, type House } from '#kernel/module/index.ts'
import { createProject } from '#kernel/tenancy/organizations.ts'
import { systemPlace } from '#kernel/tenancy/system-place.ts'
import { takeInFiles } from '#modules/knowledge/artifacts/contract.ts'
import { documents } from '../../../seed/fixtures/index.ts'

const maxDocumentBytes = 32 * 1024 * 1024

/**
 * Sets a demo project back to its beginning: the present one is put away with all that was done in it, and another of
 * the same name and address takes its place, read from the same documents. Only for owners, and only for projects that
 * were made as a demo.
 */
export const resetDemo = userEndpoint({
  method: 'POST',
  path: 'orgs/{org}/projects/{project}/reset-demo',
  name: 'demo.reset',
  summary: 'Set a demo project back to its beginning',
  permit: { signedIn: true },
  output: z.object({ id: z.uuid(), slug: z.string() }),
  handle: async ({ access, facts, house }, { params }) => {
    const org = access.orgs.find(({ id, slug }) => id === params.org || slug === params.org)
    const old = org?.projects.find(({ id, slug }) => id === params.project || slug === params.project)
    if (!org || !old) throw notFound('project')
    if (org.role !== 'owner' || access.actor.type !== 'user')
      throw new Refusal(403, 'forbidden', 'Only an owner of the organization can set the demo back.')
    if (old.settings.demo !== true)
      throw new Refusal(409, 'no-demo', 'This project was not made as a demo, so it is not set back.')
    const scope = {
      orgId: org.id,
      projectIds: [old.id],
      actor: { type: 'user' as const, id: access.user.id },
      requestId: facts.requestId,
      reason: 'the demo was set back to its beginning',
      ip: facts.ip,
    }
    const made = await house.database.tenant(scope, async (tx) => {
      await tx.query('update projects set deleted_at = now() where org_id = $1 and id = $2', [org.id, old.id])
      const project = await createProject(tx, scope, { name: old.name, blueprint: 'program' })
      await tx.query('update projects set settings = $3, slug = $4 where org_id = $1 and id = $2', [
        org.id,
        project.id,
        JSON.stringify({ demo: true }),
        old.slug,
      ])
      return { id: project.id, slug: old.slug }
    })
    house.hub.wake('access')
    await loadDemo(house, org.id, made.id, { userId: access.user.id, requestId: facts.requestId })
    return made
  },
})

/** Puts the documents of the demo into a project, through the same door as everybody's. */
const loadDemo = async (
  house: House,
  orgId: string,
  projectId: string,
  by: { userId: string; requestId: string },
): Promise<void> => {
  const place = await systemPlace(house, orgId, projectId, {
    requestId: by.requestId,
    actor: { type: 'user', id: by.userId },
  })
  if (!place) throw new Error('a project vanished right after it was made')
  await takeInFiles(place, documents, maxDocumentBytes)
}
