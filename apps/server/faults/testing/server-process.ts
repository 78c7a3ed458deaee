import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Environment } from '#kernel/config/index.ts'

/** How a process ended. */
export interface Ending {
  code: number | null
  signal: NodeJS.Signals | null
  /** everything that it wrote to stderr */
  errors: string
}

/** A server that runs as a process of its own. */
export interface ServerProcess {
  url: string
  pid: number
  /** sends a signal and waits for the end */
  end(signal: NodeJS.Signals): Promise<Ending>
}

/** The secret of servers under test. */
export const secretUnderTest = 'a secret of tests that is long enough to be one'

const entry = fileURLToPath(new URL('./serve-child.ts', import.meta.url))
const ready = z.object({ url: z.url(), pid: z.int() })

const quiet: Environment = {
  LOG_LEVEL: 'error',
  AI_EMBEDDING_MODEL: 'none',
  RATE_LIMIT_PER_MINUTE: '1000000',
  RATE_LIMIT_ANONYMOUS_PER_MINUTE: '1000000',
  THROUGHLINE_SECRET: secretUnderTest,
}

/** Sign-in wants the address that people open, so the port is known beforehand. */
const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('there is no free port')
  return address.port
}

const launch = async (env: Environment) => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry], {
    env: { PATH: process.env['PATH'], ...quiet, PORT: String(await freePort()), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (errors += piece))
  const ended = once(child, 'close').then((): Ending => ({
    code: child.exitCode,
    signal: child.signalCode,
    errors,
  }))
  return { child, ended }
}

/** Starts a server on a data folder and waits until it answers. @throws Error with what it said, when it ended instead */
export const startProcess = async (env: Environment): Promise<ServerProcess> => {
  const { child, ended } = await launch(env)
  const said = once(child.stdout.setEncoding('utf8'), 'data').then(([line]) =>
    ready.parse(JSON.parse(String(line))),
  )
  const first = await Promise.race([said, ended])
  if (!('url' in first)) throw new Error(`the server ended with ${first.code}: ${first.errors}`)
  return {
    ...first,
    async end(signal) {
      child.kill(signal)
      return ended
    },
  }
}

/** Starts a server that is not expected to come up, and says how it ended. One that does come up is ended and named so. */
export const startRefused = async (env: Environment): Promise<Ending> => {
  const { child, ended } = await launch(env)
  const cameUp = once(child.stdout, 'data').then(() => 'up' as const)
  if ((await Promise.race([cameUp, ended])) === 'up') {
    child.kill('SIGKILL')
    await ended
    throw new Error('the server came up where it should have refused to start')
  }
  return ended
}
