import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { UsageError } from './verb.ts'

/**
 * A password from stdin, never from the command line, where every process of the machine could read it: typed without
 * being shown where somebody sits at a terminal, else what is piped in, without the line's end.
 * @throws UsageError where there is none
 */
export const readPassword = async (prompt: string): Promise<string> => {
  const password = process.stdin.isTTY ? await typed(prompt) : await piped()
  if (password === '') throw new UsageError('No password was given. Type it when asked, or pipe it to stdin.')
  return password
}

/** What is piped to stdin, without the line's end; empty where nothing is. */
export const piped = async (): Promise<string> => (await text(process.stdin)).replace(/\r?\n$/, '')

const typed = async (prompt: string): Promise<string> => {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const reader = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  // as every program that is interrupted by its terminal: 128 + SIGINT
  reader.once('SIGINT', () => process.exit(130))
  process.stderr.write(prompt)
  try {
    return await reader.question('')
  } finally {
    reader.close()
    process.stderr.write('\n')
  }
}
