import { startServer, type ServerRole } from '#apps/server/start.ts'

// an installation in a process of its own, configured by the environment as any other
const roles = process.env['BENCH_ROLES']?.split(',') as ServerRole[] | undefined
const server = await startServer(roles ? { roles } : {})
process.send?.({ url: server.url })
process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)))
