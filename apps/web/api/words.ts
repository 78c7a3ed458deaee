import type { AnswerOf } from '#apps/client/call.ts'
import { createLink } from './links.ts'
import type { ProjectRef } from './project.ts'
import { call } from './request.ts'

/** Words of a source: half-open UTF-16 offsets into its text. */
export type Words = { start: number; end: number }

/** Makes a record that rests on words of a source. */
export const recordFromWords = (
  ref: ProjectRef,
  id: string,
  body: Words & { kind: string; fields: Record<string, unknown> },
): Promise<AnswerOf<'artifacts.record'>> => call('artifacts.record', { params: { ...ref, id }, body })

/** Lets a record rest on words of a source. */
export async function restOnWords(
  ref: ProjectRef,
  record: { collection: string; id: string },
  artifactId: string,
  { start, end }: Words,
): Promise<void> {
  const span = await call('artifacts.keep_span', {
    params: { ...ref, id: artifactId },
    body: { start, end },
  })
  await createLink(ref, record.collection, record.id, {
    relation: 'rests_on',
    target_id: span.artifact_id,
    span_id: span.id,
  })
}
