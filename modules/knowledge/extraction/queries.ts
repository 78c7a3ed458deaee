import { z } from 'zod'
import { projectQuery } from '#kernel/contract/index.ts'
import { entityById } from '#kernel/entities/index.ts'
import { artifact } from '#modules/knowledge/artifacts/index.ts'
import { findingsOf } from './store.ts'

const span = z.object({ start: z.int(), end: z.int() })
const loose = z.looseObject({ id: z.uuid(), confidence: z.number() })

/** What was found in one file. Spans are half-open UTF-16 offsets into exactly the text of the file. */
export const artifactFindings = projectQuery({
  path: 'artifacts/{id}/findings',
  name: 'artifacts.findings',
  summary: 'Persons, facts, topics and insights of a file',
  permit: { kind: 'artifact', action: 'view' },
  output: z.object({
    persons: z.array(loose.extend({ name: z.string(), mentions: z.int(), spans: z.array(span) })),
    facts: z.array(loose.extend({ type: z.string(), key: z.string(), value: z.string(), span })),
    topics: z.array(loose.extend({ name: z.string(), spans: z.array(span) })),
    insights: z.array(loose.extend({ type: z.string(), title: z.string(), spans: z.array(span) })),
  }),
  handle: async (reader, { params }) =>
    findingsOf(reader, (await entityById(reader, artifact, params.id)).id),
})
