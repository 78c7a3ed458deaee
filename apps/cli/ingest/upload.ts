import { openAsBlob } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '../client.ts'
import type { Entity } from '../kinds.ts'
import type { Project } from '../project.ts'
import { CommandError } from '../verb.ts'
import type { FoundFile } from './files-under.ts'

/** What became of a file. */
export interface IngestedFile {
  /** null where it was refused before it became one of the library */
  id: string | null
  key?: string
  path: string
  status: 'pending' | 'processed' | 'failed' | 'duplicate'
  reason?: string
  chunks: number
  persons: number
  facts: number
  topics: number
  insights: number
  /** from sending it to its last known state */
  ms: number
}

/** Where files go. */
export interface Place {
  client: Client
  project: Project
  folder: string | undefined
  /** id or key of the record to which the files are attached */
  attachTo?: string | undefined
}

/** Called with how many files are done and the latest of them. */
export type Progress = (done: number, path: string) => void

const atOnce = 4

/** Sends all files, a few at a time. One that is refused does not stop the others. */
export const uploadAll = async (
  place: Place,
  files: readonly FoundFile[],
  progress: Progress,
): Promise<IngestedFile[]> => {
  const ingested: IngestedFile[] = []
  let next = 0
  let done = 0
  const sender = async (): Promise<void> => {
    for (let index = next++; index < files.length; index = next++) {
      const file = files[index]
      if (!file) return
      ingested[index] = await uploadOne(place, file)
      done += 1
      progress(done, file.path)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, files.length) }, sender))
  return ingested
}

const uploadOne = async (
  { client, project, folder, attachTo }: Place,
  file: FoundFile,
): Promise<IngestedFile> => {
  const started = performance.now()
  const inFolder = [folder, file.folder].filter((part) => part !== undefined && part !== '').join('/')
  try {
    const entity = await client.upload<Entity & { duplicate_of?: string }>(
      project.path('artifacts'),
      async () => {
        const form = new FormData()
        if (inFolder !== '') form.set('folder', inFolder)
        if (attachTo !== undefined) form.set('attached_to', attachTo)
        form.set('file', await contentOf(file.path), basename(file.path))
        return form
      },
    )
    const known = { ...counts(entity), id: entity.id, key: entity.key, path: file.path, ms: elapsed(started) }
    return entity.duplicate_of === undefined
      ? { ...known, ...stateOf(entity) }
      : { ...known, status: 'duplicate', reason: `the same content as ${entity.key}` }
  } catch (error) {
    if (!isAboutTheFile(error)) throw error
    return {
      ...counts({}),
      id: null,
      path: file.path,
      status: 'failed',
      reason: `${error.message} (${error.code})`,
      ms: elapsed(started),
    }
  }
}

/** Files up to this many bytes are read at once; larger ones are streamed from where they lie. */
const atOnceBytes = 16 * 1024 * 1024

const contentOf = async (path: string): Promise<Blob> => {
  const { size } = await stat(path)
  return size > atOnceBytes ? openAsBlob(path) : new Blob([await readFile(path)])
}

/** What says no to this file, and not to every file. */
const isAboutTheFile = (error: unknown): error is CommandError =>
  error instanceof CommandError &&
  ![
    'unreachable',
    'not-signed-in',
    'forbidden',
    'not-found',
    'storage-full',
    'database-unavailable',
    'no-such-endpoint',
    'unexpected-answer',
  ].includes(error.code)

const elapsed = (started: number): number => Math.round(performance.now() - started)

const count = (value: unknown): number => (typeof value === 'number' ? value : 0)

const counts = (entity: Readonly<Record<string, unknown>>) => ({
  chunks: count(entity.chunk_count),
  persons: count(entity.person_count),
  facts: count(entity.fact_count),
  topics: count(entity.topic_count),
  insights: count(entity.insight_count),
})

const stateOf = ({ state, failure_reason: reason }: Entity): Pick<IngestedFile, 'status' | 'reason'> => {
  if (state === 'processed') return { status: 'processed' }
  if (state === 'failed')
    return { status: 'failed', reason: typeof reason === 'string' ? reason : 'it could not be read' }
  return { status: 'pending' }
}

const pollMs = 250

/** Waits until every file is processed or failed and nothing that follows from them is left to do. Fills in what was found. */
export const followUp = async (place: Place, ingested: IngestedFile[], progress: Progress): Promise<void> => {
  const started = performance.now()
  const waiting = new Map(
    ingested.flatMap((each, index) =>
      each.id !== null && each.status === 'pending' ? [[each.id, index] as const] : [],
    ),
  )
  const sent = new Map(ingested.map((each, index) => [index, each.ms]))
  while (waiting.size > 0) {
    const open = await unfinished(place)
    for (const [id, index] of waiting) {
      if (open.has(id)) continue
      ingested[index] = await lookAgain(place, ingested[index], (sent.get(index) ?? 0) + elapsed(started))
      if (ingested[index]?.status === 'pending') continue
      waiting.delete(id)
      progress(ingested.length - waiting.size, ingested[index]?.path ?? '')
    }
    if (waiting.size > 0) await sleep(pollMs)
  }
  await quiet(place)
  // what is cut for search is counted after the file is done
  for (const [index, each] of ingested.entries())
    if (each.id !== null) ingested[index] = await lookAgain(place, each, each.ms)
}

const lookAgain = async (
  { client, project }: Place,
  file: IngestedFile | undefined,
  ms: number,
): Promise<IngestedFile> => {
  if (!file?.id) throw new Error('a file without an id cannot be looked up')
  const entity = await client.get<Entity>(project.path(`artifacts/${file.id}`))
  return { ...file, ...counts(entity), ...(file.status === 'duplicate' ? {} : stateOf(entity)), ms }
}

const unfinished = async ({ client, project }: Place): Promise<Set<string>> => {
  const ids = new Set<string>()
  let cursor: string | undefined
  do {
    const page = await client.get<{ items: Entity[]; next_cursor: string | null }>(
      project.path('artifacts'),
      { 'filter[state]': 'pending,processing', limit: 500, cursor },
    )
    for (const { id } of page.items) ids.add(id)
    cursor = page.next_cursor ?? undefined
  } while (cursor !== undefined)
  return ids
}

/** What follows from a file follows in turn: findings, what they suggest, its search index, the vectors of that. */
const turns = 3

/**
 * Waits for what follows from the files: the search index, suggestions. What others do in the project meanwhile is not
 * waited for, as they may never rest.
 */
const quiet = async ({ client, project }: Place): Promise<void> => {
  const open = (before?: string) =>
    client.get<{ jobs: number; deliveries: number; at: string }>(project.path('work'), { before })
  for (let turn = 0; turn < turns; turn += 1) {
    const { at } = await open()
    for (let left = await open(at); left.jobs + left.deliveries > 0; left = await open(at))
      await sleep(pollMs)
  }
}
