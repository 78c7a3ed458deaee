import { startServer } from '../../start.ts'

// A server in a process of its own, so that it can be killed. Prints one line of JSON when it answers.
const running = await startServer().catch((error: unknown) => {
  process.stderr.write(`throughline: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
process.once('SIGTERM', () => {
  running.stop().then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`stopping failed: ${String(error)}\n`)
      process.exit(1)
    },
  )
})
process.stdout.write(`${JSON.stringify({ url: running.url, pid: process.pid })}\n`)
