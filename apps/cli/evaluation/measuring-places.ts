import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verifySecret, type Config, type Environment } from '#kernel/config/index.ts'
import { readingIn, transactIn } from '#kernel/contract/index.ts'
import type { MeasuringPlace } from '#kernel/module/index.ts'
import { createOrganization, createProject } from '#kernel/tenancy/organizations.ts'
import { systemPlace } from '#kernel/tenancy/system-place.ts'
import { createVault, rolePassword } from '#kernel/vault/index.ts'
import { scratchDatabase } from '#apps/server/scratch-database.ts'
import { startServer, type RunningServer } from '#apps/server/start.ts'

/** An installation made for measuring: a database in a temporary folder, or one of its own beside that of `DATABASE_URL`. */
export interface MeasuringPlaces {
  /** a new project in an organization of its own */
  place(): Promise<MeasuringPlace>
  /** throws it all away */
  close(): Promise<void>
}

/** Prepares to make the installation, which is made when a place is first asked for. */
export const measuringPlaces = (env: Environment, config: Config): MeasuringPlaces => {
  let opening: Promise<{ server: RunningServer; close(): Promise<void> }> | undefined
  return {
    async place() {
      const { server } = await (opening ??= open(env, config))
      return newPlace(server)
    },
    async close() {
      await (await opening)?.close()
    },
  }
}

const open = async (
  env: Environment,
  { DATABASE_URL, THROUGHLINE_SECRET }: Config,
): Promise<{ server: RunningServer; close(): Promise<void> }> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'throughline-eval-'))
  const secret = THROUGHLINE_SECRET ?? randomBytes(32).toString('base64url')
  const scratch =
    DATABASE_URL === undefined
      ? undefined
      : await scratchDatabase(DATABASE_URL, 'eval', {
          rolePassword: rolePassword(createVault(secret)),
          verifySecret: (known) => verifySecret(secret, known),
        })
  const server = await startServer({
    // texts are put in without their files, which the round of checks would report
    env: { ...env, LOG_LEVEL: env.LOG_LEVEL ?? 'fatal' },
    overrides: {
      THROUGHLINE_DATA: dataDir,
      THROUGHLINE_SECRET: secret,
      STORAGE_URL: undefined,
      DATABASE_URL: scratch?.url,
    },
    roles: ['worker'],
    announced: false,
  })
  return {
    server,
    async close() {
      await server.stop()
      await scratch?.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

const newPlace = async (server: RunningServer): Promise<MeasuringPlace> => {
  const { house } = server.open
  const name = `measuring ${randomBytes(4).toString('hex')}`
  const user = await house.identity.createUser({
    name: 'Measuring',
    email: `${name.replace(' ', '-')}@example.org`,
    password: randomBytes(24).toString('base64url'),
  })
  const org = await createOrganization(house.database, { userId: user.id, requestId: 'eval' }, name)
  const actor = { type: 'user' as const, id: user.id }
  const scope = { orgId: org.id, projectIds: [], actor, requestId: 'eval' }
  const project = await house.database.tenant(scope, (tx) =>
    createProject(tx, scope, { name: 'Measured', blueprint: 'program' }),
  )
  const place = await systemPlace(house, org.id, project.id, { requestId: 'eval', actor })
  if (!place) throw new Error('the project for measuring cannot be entered')
  return {
    house,
    reading: readingIn(place),
    transaction: (work) => transactIn(place, work),
    settle: () => settled(server),
  }
}

/** Waits until no job is queued or running and no event undelivered. */
const settled = async ({ open: { house } }: RunningServer): Promise<void> => {
  for (let quiet = 0; quiet < 2;) {
    const [work] = await house.database.sql('maintenance').query<{ jobs: number; deliveries: number }>(
      `select (select count(*) from job_runs where state in ('queued', 'running')) as jobs,
         (select count(*) from event_deliveries where state = 'pending' and next_at <= now()) as deliveries`,
    )
    quiet = work?.jobs === 0 && work.deliveries === 0 ? quiet + 1 : 0
    if (quiet < 2) await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
