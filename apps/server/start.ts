import { once } from 'node:events'
import { rename, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { readEnvironment, type Environment } from '#kernel/config/index.ts'
import { startDispatcher } from '#kernel/events/index.ts'
import { addressOf } from '#kernel/identity/index.ts'
import { createSealer } from '#kernel/ledger/index.ts'
import { createMaintenance, createVacuum } from '#kernel/maintenance/index.ts'
import { httpFace, type HttpFace } from './http-server.ts'
import { openHouse, type HouseOptions, type OpenHouse } from './open-house.ts'

/** Parts of the work that one process may do. */
export type ServerRole = 'http' | 'worker' | 'realtime'

/** A server that runs. */
export interface RunningServer {
  open: OpenHouse
  url: string
  /** what the operator's requests send as `Authorization: Local …`; empty where this process answers none */
  localToken: string
  /** stops taking requests, lets running work finish for a while, closes everything; @throws Error when that does not end */
  stop(): Promise<void>
}

/** How a server is started. */
export interface ServerOptions extends HouseOptions {
  roles?: readonly ServerRole[]
  /** whether the data folder says where the server is, for the command line; default true */
  announced?: boolean
}

/** Entries of the audit log are chained within seconds of being written. */
const sealEveryMs = 2_000

const webFolder = fileURLToPath(new URL('../../dist/web', import.meta.url))

/** Opens the house and serves. @throws Error with one line that says what to do, for example when the port is taken */
export const startServer = async (options: ServerOptions = {}): Promise<RunningServer> => {
  const roles = options.roles ?? ['http', 'worker', 'realtime']
  const open = await openHouse({ env: await withPort(options) })
  const { house } = open
  const stops: (() => Promise<void>)[] = []
  try {
    let face: HttpFace | undefined
    let url = house.publicUrl
    let localToken = ''
    if (roles.includes('http') || roles.includes('realtime')) {
      face = httpFace(house, webFolder)
      const address = await listen(face, house.config.HOST, house.config.PORT)
      url = addressOf(house.config.HOST, address.port)
      const { drain } = face
      localToken = face.operator.token
      stops.push(() => drain(10_000))
    }
    if (roles.includes('worker')) {
      await house.jobs.work(house)
      const dispatcher = startDispatcher(house)
      const sealer = createSealer(house)
      sealer.start(sealEveryMs)
      const maintenance = createMaintenance(house, open.retention)
      maintenance.start()
      stops.push(
        () => dispatcher.stop(),
        () => maintenance.stop(),
        () => sealer.stop(),
      )
      if (house.database.engine.kind === 'embedded') {
        const vacuum = createVacuum(house)
        vacuum.start()
        stops.push(() => vacuum.stop())
      }
    }
    if (localToken !== '' && (options.announced ?? true)) {
      const addressFile = join(house.dataDir, 'server.json')
      await announce(addressFile, { url, pid: process.pid, token: localToken })
      stops.push(() => rm(addressFile, { force: true }))
    }
    return {
      open,
      url,
      localToken,
      async stop() {
        const orderly = async (): Promise<'ended'> => {
          for (const stop of stops) await stop()
          await open.close()
          return 'ended'
        }
        const { STOP_TIMEOUT_MS: limit } = house.config
        if ((await Promise.race([orderly(), setTimeout(limit, 'late', { ref: false })])) === 'late')
          throw new Error(
            `What is under way did not end within ${limit / 1_000} s, perhaps since the database does not answer. What was committed is safe; the rest is taken up again at the next start.`,
          )
      },
    }
  } catch (error) {
    for (const stop of stops) await stop()
    await open.close()
    throw error
  }
}

/** Links and cookies carry the address, so a port that the system is to choose is chosen before the house is opened. */
const withPort = async ({ env = readEnvironment(), overrides = {} }: HouseOptions): Promise<Environment> => {
  const all = { ...env, ...overrides }
  if (all.PORT?.trim() !== '0') return all
  const probe = createServer().listen(0, all.HOST ?? '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  return typeof address === 'object' && address !== null ? { ...all, PORT: String(address.port) } : all
}

/** Written beside and moved into place, so that nobody reads half of it; the token in it is for its owner only. */
const announce = async (
  path: string,
  address: { url: string; pid: number; token: string },
): Promise<void> => {
  const draft = `${path}.${process.pid}`
  await writeFile(draft, JSON.stringify(address), { mode: 0o600 })
  await rename(draft, path)
}

const listen = async (face: HttpFace, host: string, port: number): Promise<AddressInfo> => {
  face.server.listen(port, host)
  try {
    await once(face.server, 'listening')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EADDRINUSE')
      throw new Error(
        `Port ${port} on ${host} is in use. Stop what uses it, or choose another with --port.`,
        { cause: error },
      )
    if (code === 'EACCES')
      throw new Error(`Port ${port} may not be opened by this user. Choose one above 1023 with --port.`, {
        cause: error,
      })
    throw error
  }
  const address = face.server.address()
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port')
  return address
}
