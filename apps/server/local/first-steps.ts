import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { Refusal, type House } from '#kernel/module/index.ts'
import { createApiKey } from '#kernel/tenancy/api-keys.ts'
import { blueprints, createOrganization, createProject } from '#kernel/tenancy/organizations.ts'

/** What a new organization starts with. */
export const firstStepsBody = z.strictObject({
  org: z.string().trim().min(1).max(200),
  project: z.string().trim().min(1).max(200),
  email: z.string().trim().min(3).max(254),
  name: z.string().trim().min(1).max(200).optional(),
  blueprint: z.enum(blueprints).default('program'),
  /** absent: a random one that nobody knows, and a link to set another */
  password: z.string().max(1_000).optional(),
})

/** What was made; the API key is shown this once. */
export interface FirstSteps {
  org: string
  org_id: string
  project: string
  project_id: string
  user: string
  user_id: string
  api_key: string
  /** opens the account where no password was given; null for an account that was there before */
  reset_link: string | null
}

/**
 * Makes an organization with its owner, its first project and an API key for all of it. Somebody who has an account
 * keeps it and becomes the owner.
 * @throws Refusal, IdentityError about the address or the password
 */
export const firstSteps = async (
  house: House,
  body: z.output<typeof firstStepsBody>,
  options: { demo?: boolean } = {},
): Promise<FirstSteps> => {
  const known = await house.identity.userByEmail(body.email)
  if (known && body.password !== undefined)
    throw new Refusal(
      409,
      'email-taken',
      `${known.email} has an account already. Leave the password out to make it the owner.`,
    )
  const password = body.password ?? randomBytes(24).toString('base64url')
  const user =
    known ??
    (await house.identity.createUser({
      name: body.name ?? (body.email.split('@')[0] || body.email),
      email: body.email,
      password,
    }))
  const requestId = `init-${randomBytes(6).toString('hex')}`
  const org = await createOrganization(house.database, { userId: user.id, requestId }, body.org)
  const scope = { orgId: org.id, projectIds: [], actor: { type: 'user' as const, id: user.id }, requestId }
  const made = await house.database.tenant(scope, async (tx) => {
    const project = await createProject(tx, scope, { name: body.project, blueprint: body.blueprint })
    // what is marked so can be set back to its beginning
    if (options.demo)
      await tx.query('update projects set settings = $3 where org_id = $1 and id = $2', [
        org.id,
        project.id,
        JSON.stringify({ demo: true }),
      ])
    return { project, key: await createApiKey(tx, scope, user.id, { name: 'first key', scopes: ['admin'] }) }
  })
  house.hub.wake('access')
  return {
    org: org.slug,
    org_id: org.id,
    project: made.project.slug,
    project_id: made.project.id,
    user: user.email,
    user_id: user.id,
    api_key: made.key.api_key,
    reset_link: known || body.password !== undefined ? null : await house.identity.resetLink(user.email),
  }
}
