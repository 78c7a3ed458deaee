import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { aiConfig, createAi, modelsDirOf, type UsagePort } from '#kernel/ai/index.ts'
import {
  defineSlice,
  fileCheckStore,
  kernelSlices,
  loadConfig,
  readEnvironment,
  resolveSecret,
  storageUrl,
  verifySecret,
  type Environment,
  type Slice,
} from '#kernel/config/index.ts'
import { fingerprintOf, migrate, openDatabase, type Database } from '#kernel/db/index.ts'
import { createIdentity, identityDerivedSql, ownOrigins } from '#kernel/identity/index.ts'
import { openJobs } from '#kernel/jobs/index.ts'
import { retentionSlice, type Retention } from '#kernel/maintenance/index.ts'
import { createLogger } from '#kernel/log/index.ts'
import { Registry, type House } from '#kernel/module/index.ts'
import { openTelemetry, type Telemetry } from '#kernel/telemetry/index.ts'
import { createMailer, createOutbound } from '#kernel/outbound/index.ts'
import { openHub } from '#kernel/realtime/hub.ts'
import { createBlobStore } from '#kernel/storage/index.ts'
import { guardTables } from '#kernel/tenancy/guard.ts'
import { createVault, rolePassword } from '#kernel/vault/index.ts'
import { modules } from './modules.ts'

/** What the command line may say instead of the environment. */
export interface HouseOptions {
  env?: Environment
  /** overrides of single variables */
  overrides?: Environment
}

/** Everything opened, in the order in which it depends on each other; `close` undoes it. */
export interface OpenHouse {
  house: House
  warnings: readonly string[]
  /** how long what is done with is kept */
  retention: Retention
  close(): Promise<void>
}

const aiSlice = defineSlice('AI', aiConfig)

/** The configuration of the kernel, the models and all modules. */
export const allSlices = (): readonly Slice[] => [
  ...kernelSlices,
  aiSlice,
  retentionSlice,
  ...modules.flatMap((module) => (module.config ? [defineSlice(module.title, module.config)] : [])),
]

/** Brings a database to the tables of this version. */
export const prepareDatabase = async (database: Database, registry: Registry): Promise<string[]> =>
  (await migrate(database, registry.migrationSources(), derivedStatements(registry))).applied

/** The fingerprint of the tables of this version. */
export const tablesOf = (registry: Registry): string =>
  fingerprintOf(registry.migrationSources(), derivedStatements(registry))

/** What follows from the manifests and is run again whenever it changes: guards, triggers, grants. */
export const derivedStatements = (registry: Registry): string[] => [
  ...guardTables(registry.tables(), [...registry.kinds.values()]),
  ...identityDerivedSql,
]

/**
 * Opens an installation: configuration, secret, database and its tables, files, models, queue.
 * @throws ConfigError, SecretError or Error with one line that says what to do
 */
export const openHouse = async (options: HouseOptions = {}): Promise<OpenHouse> => {
  const env = { ...(options.env ?? readEnvironment()), ...options.overrides }
  const { config, warnings } = loadConfig([...kernelSlices, aiSlice, retentionSlice], env)
  const { config: settings } = loadConfig(allSlices(), env)
  const dataDir = resolve(config.THROUGHLINE_DATA)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const log = createLogger({ LOG_LEVEL: config.LOG_LEVEL })
  const { secret } = await resolveSecret({ env, dataDir, embedded: config.DATABASE_URL === undefined })
  if (config.DATABASE_URL === undefined) await verifySecret(secret, fileCheckStore(dataDir))
  const vault = createVault(secret)
  const registry = new Registry(modules)
  const database = await openDatabase({
    databaseUrl: config.DATABASE_URL,
    dataDir,
    tables: tablesOf(registry),
    verifySecret: (known) => verifySecret(secret, known),
    rolePassword: rolePassword(vault),
    onError: (error) => log.warn({ err: error }, 'a database connection failed'),
  })
  try {
    const applied = await prepareDatabase(database, registry)
    if (applied.length > 0) log.info({ applied }, 'tables brought up to date')
    const { publicUrl, origins } = ownOrigins(config)
    const hub = await openHub(database, (error) => log.warn({ err: error }, 'waking other processes failed'))
    const jobs = await openJobs(database, registry.jobs.values(), (error) =>
      log.warn({ err: error }, 'the job queue failed'),
    )
    const telemetry = await openTelemetry(config, (message) => log.warn({ collector: message }, 'telemetry'))
    const usage = observedUsage(usagePort(database), telemetry)
    const ai = createAi({ config: config, usage, logger: log, modelsDir: modelsDirOf(dataDir) })
    for (const module of modules) module.ports?.offline?.(ai)
    const mailer = createMailer(config)
    const identity = createIdentity({
      database,
      secret: vault.hmac('identity', 'cookies'),
      publicUrl,
      alsoAt: [...origins],
      trustedProxies: config.TRUSTED_PROXIES,
      mailer: mailer.available ? mailer : undefined,
      sessionDays: config.SESSION_DAYS,
      allowSignUp: config.ALLOW_SIGN_UP,
      onError: (error) => log.error({ err: error }, 'identity failed'),
    })
    const closers: (() => Promise<void>)[] = []
    const house: House = {
      onClose: (stop) => void closers.push(stop),
      database,
      registry,
      config,
      settings,
      log,
      telemetry,
      vault,
      hub,
      jobs,
      ai,
      identity,
      mailer,
      dataDir,
      publicUrl,
      origins,
      outbound: createOutbound({
        allowPrivate: config.OUTBOUND_ALLOW_PRIVATE,
        timeoutMs: config.OUTBOUND_TIMEOUT_MS,
        maxBytes: config.OUTBOUND_MAX_BYTES,
      }),
      blobs: await createBlobStore(storageUrl(config)),
    }
    return {
      house,
      warnings,
      retention: config,
      async close() {
        await jobs.stop(10_000)
        await Promise.all(closers.map((stop) => stop()))
        await ai.close()
        await telemetry.close()
        await hub.close()
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** The port that a module fills; without one, spending is refused rather than forgotten. */
const usagePort = (database: Database): UsagePort => {
  const filled = modules.flatMap((module) => (module.ports?.usage ? [module.ports.usage(database)] : []))
  if (filled.length > 1) throw new Error('Two modules fill the usage port.')
  return filled[0] ?? { record: () => Promise.reject(new Error('no module records usage')) }
}

/** Tells of each model call that spent tokens; not on whose behalf. */
const observedUsage = (port: UsagePort, telemetry: Telemetry): UsagePort => ({
  ...port,
  record(event) {
    telemetry.observe({
      name: `${event.operation} ${event.model}`,
      kind: 'model-call',
      correlationId: event.correlationId,
      durationMs: event.durationMs,
      attributes: {
        'gen_ai.operation.name': event.operation,
        'gen_ai.provider.name': event.provider,
        'gen_ai.request.model': event.model,
        'throughline.purpose': event.purpose,
      },
      failed: event.outcome !== 'ok',
    })
    return port.record(event)
  },
})
