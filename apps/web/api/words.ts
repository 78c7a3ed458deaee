import * as z from 'zod/mini'
import { entityPath, entityShape, type Entity } from './entities.ts'
import type { ProjectRef } from './project.ts'
import { request } from './request.ts'

/** Words of a source: half-open UTF-16 offsets into its text. */
export type Words = { start: number; end: number }

/** Makes a record that rests on words of a source. */
export const recordFromWords = (
  ref: ProjectRef,
  artifactId: string,
  input: Words & { kind: string; fields: object },
): Promise<Entity> =>
  request(entityShape, `${entityPath(ref, 'artifacts', artifactId)}/records`, { method: 'POST', body: input })

/** Lets a record rest on words of a source. */
export async function restOnWords(
  ref: ProjectRef,
  record: { collection: string; id: string },
  artifactId: string,
  { start, end }: Words,
): Promise<void> {
  const span = await request(
    z.object({ id: z.string(), artifact_id: z.string() }),
    `${entityPath(ref, 'artifacts', artifactId)}/spans`,
    { method: 'POST', body: { start, end } },
  )
  await request(z.unknown(), `${entityPath(ref, record.collection, record.id)}/links`, {
    method: 'POST',
    body: { relation: 'rests_on', target_id: span.artifact_id, span_id: span.id },
  })
}
