import { once } from 'node:events'
import { rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startDispatcher } from '#kernel/events/index.ts'
import { httpFace, type HttpFace } from './http-server.ts'
import { openHouse, type HouseOptions, type OpenHouse } from './open-house.ts'

/** Parts of the work that one process may do. */
export type ServerRole = 'http' | 'worker' | 'realtime'

/** A server that runs. */
export interface RunningServer {
  open: OpenHouse
  url: string
  /** stops taking requests, lets running work finish within the grace, closes everything */
  stop(graceMs?: number): Promise<void>
}

const webFolder = fileURLToPath(new URL('../../dist/web', import.meta.url))

/** Opens the house and serves. @throws Error with one line that says what to do, for example when the port is taken */
export const startServer = async (options: HouseOptions & { roles?: readonly ServerRole[] } = {}): Promise<RunningServer> => {
  const roles = options.roles ?? ['http', 'worker', 'realtime']
  const open = await openHouse(options)
  const { house } = open
  const stops: (() => Promise<void>)[] = []
  try {
    let face: HttpFace | undefined
    let url = house.publicUrl
    if (roles.includes('http') || roles.includes('realtime')) {
      face = httpFace(house, webFolder)
      const address = await listen(face, house.config.HOST, house.config.PORT)
      url = `http://${house.config.HOST === '0.0.0.0' ? 'localhost' : house.config.HOST}:${address.port}`
      const { drain } = face
      stops.push(() => drain(10_000))
    }
    if (roles.includes('worker')) {
      await house.jobs.work(house)
      const dispatcher = startDispatcher(house)
      stops.push(() => dispatcher.stop())
    }
    const addressFile = join(house.dataDir, 'server.json')
    await writeFile(addressFile, JSON.stringify({ url, pid: process.pid }), { mode: 0o600 })
    stops.push(() => rm(addressFile, { force: true }))
    return {
      open,
      url,
      async stop() {
        for (const stop of stops) await stop()
        await open.close()
      },
    }
  } catch (error) {
    for (const stop of stops) await stop()
    await open.close()
    throw error
  }
}

const listen = async (face: HttpFace, host: string, port: number): Promise<AddressInfo> => {
  face.server.listen(port, host)
  try {
    await once(face.server, 'listening')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EADDRINUSE') throw new Error(`Port ${port} on ${host} is in use. Stop what uses it, or choose another with --port.`, { cause: error })
    if (code === 'EACCES') throw new Error(`Port ${port} may not be opened by this user. Choose one above 1023 with --port.`, { cause: error })
    throw error
  }
  const address = face.server.address()
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port')
  return address
}
