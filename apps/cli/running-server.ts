import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const address = z.object({ url: z.string(), pid: z.int(), token: z.string() })

/** Where the server that holds a data folder is, and the token that its owner sends. */
export type RunningAddress = z.output<typeof address>

const patienceMs = 5_000

/** The server that holds a data folder; undefined where none answers, such as after a crash. */
export const runningServer = async (dataDir: string): Promise<RunningAddress | undefined> => {
  const text = await readFile(join(dataDir, 'server.json'), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const parsed = address.safeParse(parseJson(text))
  if (!parsed.success) return undefined
  try {
    // something else may have taken the port since; it does not know the token
    const answer = await fetch(`${parsed.data.url}/api/local/work`, {
      headers: { authorization: `Local ${parsed.data.token}` },
      signal: AbortSignal.timeout(patienceMs),
    })
    return answer.ok ? parsed.data : undefined
  } catch {
    return undefined
  }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
