import { z } from 'zod'
import { userEndpoint } from '#kernel/contract/index.ts'
import { notFound, Refusal } from '#kernel/module/index.ts'
import { createProject } from '#kernel/tenancy/organizations.ts'
import { loadDemo } from './load-demo.ts'

/**
 * Sets a demo project back to its beginning: the present one is put away with all that was done in it, and another of
 * the same name and address takes its place, with the same documents and records. Only for owners, and only for projects that
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
    const demo = { orgId: org.id, projectId: made.id, userId: access.user.id, requestId: facts.requestId }
    // its documents take a while to be read, and the project can be looked at meanwhile
    loadDemo(house, demo).catch((error: unknown) =>
      house.log.error({ err: error, request_id: facts.requestId }, 'loading the demo failed'),
    )
    return made
  },
})
