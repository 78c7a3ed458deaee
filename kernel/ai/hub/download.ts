import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AiError } from '../errors.ts'
import { reach, type Hub, type HubFile } from './hub-listing.ts'

/** A file on its way. */
export interface Download {
  hub: Hub
  address: string
  file: HubFile
  /** where it grows; what is there already is not asked for again */
  target: string
  /** bytes of the file that are there now */
  progress?: (bytes: number) => void
  signal?: AbortSignal | undefined
}

/** Connections tried for one file before it is left to another call. */
const attempts = 4

/**
 * Brings a file here, going on where an earlier attempt broke off, and checks it.
 * @throws AiError where the hub does not give it, the connection keeps breaking, or what came is not what was announced
 */
export const download = async (wanted: Download): Promise<void> => {
  const { file, target } = wanted
  await mkdir(dirname(target), { recursive: true })
  for (let attempt = 1; (await sizeOf(target)) < file.size; attempt += 1) {
    const broke = await receive(wanted, await sizeOf(target))
    if (broke && attempt >= attempts) throw broke
  }
  // an empty file was never asked for
  if (file.size === 0) await (await open(target, 'a')).close()
  if ((await checksumOf(target, file)) === file.checksum.hex) return
  await rm(target, { force: true })
  throw new AiError(
    'ai-invalid-output',
    `${file.path} is not what ${wanted.hub.url} announced: its checksum differs. It was thrown away; try again.`,
    { retryable: true },
  )
}

/** Receives what is missing; gives the error where the connection broke off. */
const receive = async (
  { hub, address, file, target, progress, signal }: Download,
  from: number,
): Promise<AiError | undefined> => {
  const answer = await reach(hub, address, from > 0 ? { range: `bytes=${from}-` } : {}, signal)
  if (!answer.ok || !answer.body)
    throw new AiError(
      'ai-unavailable',
      `${hub.url} answered ${answer.status} for ${file.path}. Try again later.`,
      {
        retryable: true,
      },
    )
  // a hub that knows no ranges sends everything again
  const goesOn = answer.status === 206
  const handle = await open(target, goesOn ? 'a' : 'w')
  let written = goesOn ? from : 0
  try {
    for await (const part of answer.body) {
      if (written + part.length > file.size) throw new Error('longer than announced')
      await handle.write(part)
      written += part.length
      progress?.(written)
    }
  } catch {
    if (signal?.aborted)
      throw new AiError(
        'ai-cancelled',
        'Pulling the model was cancelled. The same command goes on where it stopped.',
      )
  } finally {
    await handle.close()
  }
  if (written === file.size) return undefined
  return new AiError(
    'ai-unavailable',
    `The connection to ${hub.url} broke off after ${written} of ${file.size} bytes of ${file.path}. The same command goes on from there.`,
    { retryable: true },
  )
}

const sizeOf = async (path: string): Promise<number> => {
  const found = await stat(path).catch(() => undefined)
  return found?.size ?? 0
}

/** Git's id of a content is the SHA-1 of `blob`, its size, a zero byte and the content (git-scm.com, "Git Objects"). */
const hashFor = ({ checksum, size }: HubFile): Hash =>
  checksum.kind === 'sha256' ? createHash('sha256') : createHash('sha1').update(`blob ${size}\u0000`)

const checksumOf = async (path: string, file: HubFile): Promise<string> => {
  const hash = hashFor(file)
  for await (const part of createReadStream(path)) hash.update(part)
  return hash.digest('hex')
}
