import { startServer, type RunningServer, type ServerRole } from '#apps/server/start.ts'
import { record, type Output } from '../output.ts'
import { settingsOf } from '../settings.ts'
import { whenFree } from '../when-free.ts'
import { dataOptions, UsageError, type Invocation, type Verb } from '../verb.ts'

/** For a former server that was killed and is still going down. */
const patienceMs = 3_000

const roles = ['http', 'worker', 'realtime'] as const satisfies readonly ServerRole[]

/** `start`: serve until told to stop. */
export const verb: Verb = {
  options: {
    ...dataOptions,
    port: { type: 'string', value: 'N', help: 'port to listen on (PORT, else 4680); 0 takes a free one' },
    host: { type: 'string', value: 'ADDRESS', help: 'address to listen on (HOST, else 127.0.0.1)' },
    role: {
      type: 'string',
      value: 'ROLES',
      help: 'http, worker, realtime: which parts of the work, separated by commas; default all',
    },
    'no-demo': { type: 'boolean', help: 'begin empty; else the first start brings a demo organization' },
  },
  async run(invocation) {
    const { output } = invocation
    const wanted = rolesOf(invocation.text('role'))
    const stopAsked = untilStopped()
    const server = await started(invocation, wanted)
    const { house } = server.open
    for (const warning of server.open.warnings) output.say(warning)
    const readyMs = Math.round(performance.now())
    const ready = {
      url: server.url,
      database: house.config.DATABASE_URL === undefined ? 'embedded' : 'postgresql',
      ai: house.ai.describe().model,
      ready_ms: readyMs,
    }
    output.answer(ready, () =>
      record({
        address: server.url,
        database: ready.database,
        models: ready.ai,
        ready: `in ${(readyMs / 1_000).toFixed(1)} s`,
      }),
    )
    const stopping = new AbortController()
    const greeting = wanted.includes('http')
      ? greet(server, output, !invocation.flag('no-demo'), stopping.signal).catch((error: unknown) =>
          output.say(
            `the demo could not be loaded: ${error instanceof Error ? error.message : String(error)}`,
          ),
        )
      : Promise.resolve()
    const signal = await stopAsked
    output.say(`${signal}: letting what is under way finish …`)
    stopping.abort()
    await greeting
    await server.stop()
    output.say('stopped')
    return 0
  },
}

const rolesOf = (text: string | undefined): readonly ServerRole[] => {
  if (text === undefined) return roles
  const named = text.split(',').map((role) => role.trim())
  const wanted = roles.filter((role) => named.includes(role))
  if (wanted.length === 0 || named.some((role) => !(roles as readonly string[]).includes(role)))
    throw new UsageError(
      `--role takes ${roles.join(', ')}, separated by commas, not ${JSON.stringify(text)}.`,
    )
  return wanted
}

const started = async (invocation: Invocation, wanted: readonly ServerRole[]): Promise<RunningServer> => {
  const { env } = settingsOf(invocation, {
    ...given('PORT', invocation.text('port')),
    ...given('HOST', invocation.text('host')),
  })
  return whenFree(patienceMs, () =>
    startServer({ env: { ...env, LOG_LEVEL: env.LOG_LEVEL ?? 'warn' }, roles: wanted }),
  )
}

const given = (name: string, value: string | undefined): Record<string, string> =>
  value === undefined ? {} : { [name]: value }

/** The first signal asks to stop; the second means it. */
const untilStopped = (): Promise<NodeJS.Signals> =>
  new Promise((resolve) => {
    let asked = false
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (asked) process.exit(1)
        asked = true
        resolve(signal)
      })
    }
  })

/** What a first start says, and the demo where it is wanted; loading it goes on while the server serves. */
const greet = async (
  server: RunningServer,
  output: Output,
  wantsDemo: boolean,
  stop: AbortSignal,
): Promise<void> => {
  const { demoFor } = await import('../demo.ts')
  const demo = await demoFor(server.open.house, wantsDemo)
  if (demo.kind === 'empty') {
    output.say(
      'There are no accounts yet: make the first with "throughline init", or sign up in the browser.',
    )
    return
  }
  if (demo.kind === 'none') return
  if (demo.link !== undefined) output.say(`Sign in once, within 15 minutes: ${demo.link}`)
  await demo.load(stop)
}
