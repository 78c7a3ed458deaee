import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import {
  rawEndpoint,
  rawOrgEndpoint,
  type Endpoint,
  type RawOrgRequest,
  type RawRequest,
} from '../contract/endpoint.ts'
import { onlyOnce, repeatableBytes } from '../contract/idempotency.ts'
import type { House } from '../module/house.ts'
import { Refusal } from '../module/refusal.ts'
import { BlobError } from '../storage/index.ts'
import { spool } from '../storage/spool.ts'
import { BackupError } from './backup-error.ts'
import { exportProject } from './project-export.ts'
import { importProject } from './project-import.ts'

const imported = z.object({
  id: z.uuid(),
  slug: z.string(),
  /** records by kind */
  counts: z.record(z.string(), z.int()),
  files: z.int(),
  /** rows about people who are not members here */
  skipped: z.int(),
})

/** Whole projects as files, out and in. */
export const projectFileEndpoints: readonly Endpoint[] = [
  rawEndpoint({
    method: 'GET',
    path: 'export',
    name: 'projects.export',
    summary: 'The whole project as one ZIP archive: records, history, links, files',
    // whoever may delete files of a project is its administrator
    permit: { kind: 'artifact', action: 'delete' },
    query: z.strictObject({}),
    produces: 'application/zip',
    handle: sendProject,
  }),
  rawOrgEndpoint({
    method: 'POST',
    path: 'projects/import',
    name: 'projects.import',
    summary: 'Make a project from an exported one: the same records, history, links and files under new ids',
    permit: { orgRole: 'admin' },
    consumes: 'application/zip',
    produces: 'application/json',
    successStatus: 201,
    answers: {
      402: 'The plan allows no further project',
      413: 'Larger than UPLOAD_MAX_BYTES, or unpacks to more than PROJECT_IMPORT_MAX_BYTES',
      422: 'No exported project, a damaged one, or one of another version',
    },
    output: imported,
    handle: takeProject,
  }),
]

async function sendProject({ reading, response, signal }: RawRequest): Promise<void> {
  const { house, org, project } = reading
  await withFile(house, async (file) => {
    // a snapshot into a file first: a slow reader must not hold the database up
    await exportProject(house, { orgId: org.id, projectId: project.id }, file)
    response.setHeader('content-type', 'application/zip')
    response.setHeader('content-disposition', `attachment; filename="${project.slug}.zip"`)
    response.setHeader('cache-control', 'private, no-store')
    await pipeline(createReadStream(file), response, { signal }).catch((error: unknown) => {
      // whoever asked is gone
      if (!signal.aborted) throw error
    })
  })
}

async function takeProject(open: RawOrgRequest): Promise<void> {
  const { house, request, response, org, scope, facts } = open
  await withFile(house, async (file) => {
    const { key: sha256 } = await spool(
      file,
      request.iterator({ destroyOnReturn: false }),
      house.config.UPLOAD_MAX_BYTES,
    ).catch((error: unknown) => {
      request.resume()
      throw fromStorage(error, house.config.UPLOAD_MAX_BYTES)
    })
    const repeatable = repeatableBytes(open, 'projects/import', sha256)
    const made = await importProject(
      house,
      { orgId: org.id, userId: facts.access.user.id, requestId: facts.requestId },
      file,
      {
        maxBytes: house.config.PROJECT_IMPORT_MAX_BYTES,
        once: (tx, load) => onlyOnce(tx, scope, facts, repeatable, load),
      },
    ).catch((error: unknown) => {
      throw fromBackup(error)
    })
    response.statusCode = 201
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(made))
  })
}

/** A file of the data folder that is gone afterwards. */
const withFile = async (house: House, work: (file: string) => Promise<void>): Promise<void> => {
  const folder = join(house.dataDir, 'passing')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `${randomUUID()}.zip`)
  try {
    await work(file)
  } finally {
    await rm(file, { force: true })
  }
}

const fromBackup = (error: unknown): unknown => {
  if (!(error instanceof BackupError)) return error
  return new Refusal(error.code === 'too-large' ? 413 : 422, error.code, error.message)
}

const fromStorage = (error: unknown, maxBytes: number): unknown => {
  if (!(error instanceof BlobError))
    return new Refusal(400, 'upload-incomplete', 'The archive broke off before its end. Send it again.')
  return error.code === 'too-large'
    ? new Refusal(413, 'too-large', `The archive is larger than the ${maxBytes} bytes that are allowed.`)
    : error
}
