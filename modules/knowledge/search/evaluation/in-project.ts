import { createHash } from 'node:crypto'
import { insertEntity } from '#kernel/entities/index.ts'
import { uuidv7 } from '#kernel/db/index.ts'
import type { Context, MeasuringPlace } from '#kernel/module/index.ts'
import { artifact } from '#modules/knowledge/artifacts/index.ts'
import { indexArtifact } from '../index-records.ts'
import { embedJob } from '../jobs/embed.job.ts'
import { search } from '../queries/search.ts'
import type { TestDocument } from './beir.ts'
import type { RetrievalInstallation } from './evaluate-retrieval.ts'

/** How a project is worked in from within the process. */
export type ProjectDoor = Pick<MeasuringPlace, 'transaction' | 'reading' | 'settle'>

const batchSize = 50

/**
 * A project as a place to measure in. Texts become files with their text at once, many in a transaction, since nothing
 * has to be read out of bytes; passages, vectors and search are those of every other file.
 */
export const inProject = (
  door: ProjectDoor,
  progress: (done: number, total: number, about: string) => void = () => undefined,
): RetrievalInstallation => ({
  async ingest(documents) {
    const records = new Map<string, string>()
    for (let from = 0; from < documents.length; from += batchSize) {
      const added = await door.transaction(async (context) => {
        const ids: [string, string][] = []
        for (const document of documents.slice(from, from + batchSize))
          ids.push([document.id, await addText(context, document)])
        return ids
      })
      for (const [document, record] of added) records.set(document, record)
      progress(records.size, documents.length, 'documents')
    }
    await door.transaction((context) => context.send(embedJob, { entity_id: null }))
    await door.settle()
    return records
  },
  async search(query, { k, mode }) {
    const { hits, ms } = await search(door.reading, { query, k, mode, kinds: ['artifact'] })
    return { records: hits.map(({ id }) => id), ms }
  },
})

const addText = async (context: Context, { id, text }: TestDocument): Promise<string> => {
  const { scope, project, tx } = context
  const content = text.replaceAll('\u0000', ' ').toWellFormed()
  const sha256 = createHash('sha256').update(`${id}\n${content}`).digest('hex')
  const size = Buffer.byteLength(content)
  await tx.query(
    `insert into blobs (org_id, id, project_id, storage_key, sha256, size_bytes, media_type) values ($1, $2, $3, $4, $4, $5, 'text/plain')
     on conflict (org_id, project_id, sha256) do nothing`,
    [scope.orgId, uuidv7(), project.id, sha256, size],
  )
  const { id: artifactId } = await insertEntity(context, artifact, {
    filename: `document ${id}.txt`.slice(0, 255),
    media_type: 'text/plain',
    size_bytes: size,
    sha256,
    format: 'text',
    state: 'processed',
    text_length: content.length,
  })
  await tx.query(
    'insert into artifact_texts (org_id, artifact_id, project_id, content, blocks) values ($1, $2, $3, $4, $5::jsonb)',
    [scope.orgId, artifactId, project.id, content, '[]'],
  )
  await indexArtifact(context, artifactId)
  return artifactId
}
