import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readEnvironment } from '#kernel/config/index.ts'
import { startServer, type RunningServer } from '#apps/server/start.ts'

/** How the program ended, and what it wrote. */
export interface Ran {
  code: number
  stdout: string
  stderr: string
}

/** The program as its users run it, beside a server that holds the data folder `folder/data`. */
export interface CommandLine {
  /** a folder of its own, thrown away at the end */
  folder: string
  server: RunningServer
  program: string
  /** runs a verb in a process of its own */
  run(words: readonly string[], env?: Record<string, string>): Promise<Ran>
  close(): Promise<void>
}

const program = fileURLToPath(new URL('../../bin/throughline', import.meta.url))

/** Runs the program in a process of its own, with nothing in its environment but this; `stdin` is piped to it. */
export const runProgram = (
  words: readonly string[],
  { env = {}, stdin }: { env?: Record<string, string>; stdin?: string } = {},
): Promise<Ran> =>
  new Promise((resolve) => {
    const { PATH, HOME } = readEnvironment()
    const child = execFile(
      process.execPath,
      [program, ...words],
      { env: { PATH, HOME, ...env } },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    )
    child.stdin?.end(stdin)
  })

/** Starts a server without embeddings, and gives the program that speaks to it. */
export const openCommandLine = async (): Promise<CommandLine> => {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-cli-'))
  const data = join(folder, 'data')
  const server = await startServer({
    env: {},
    overrides: { THROUGHLINE_DATA: data, PORT: '0', LOG_LEVEL: 'error', AI_EMBEDDING_MODEL: 'none' },
  })
  return {
    folder,
    server,
    program,
    run: (words, env = {}) => runProgram(words, { env: { THROUGHLINE_DATA: data, ...env } }),
    async close() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
