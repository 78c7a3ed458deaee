import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A process of the bench that has said it is ready. */
export interface Child<T> {
  process: ChildProcess
  /** what it said when it was ready */
  said: T
  stop(): Promise<void>
}

/**
 * Starts a file of this folder in a process of its own and waits for its first message.
 * @throws Error when it ends before it said anything
 */
export const startChild = async <T>(
  file: string,
  env: Record<string, string> = {},
  execArgv: readonly string[] = [],
): Promise<Child<T>> => {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [], {
    env: { ...process.env, ...env },
    execArgv: [...execArgv],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const said = await new Promise<T>((resolve, reject) => {
    child.once('message', (message) => resolve(message as T))
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code} before it was ready`)))
  })
  return {
    process: child,
    said,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), 15_000)
      await ended
      clearTimeout(timer)
    },
  }
}
