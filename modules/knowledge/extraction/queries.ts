import { z } from 'zod'
import { projectQuery } from '#kernel/contract/index.ts'
import { entityById } from '#kernel/entities/index.ts'
import { artifact } from '#modules/knowledge/artifacts/index.ts'
import { findingsSchema, mentionSchema } from './finding-schemas.ts'
import { referent, topic } from './kinds.ts'
import { alikeTo, mentionsOf } from './referents/index.ts'
import { findingsOf } from './store.ts'
import { artifactsOf, topicTree } from './topics/index.ts'

/** What was found in one file. Spans are half-open UTF-16 offsets into exactly the text of the file. */
export const artifactFindings = projectQuery({
  path: 'artifacts/{id}/findings',
  name: 'artifacts.findings',
  summary: 'Persons, organizations, places, facts, topics and insights of a file',
  permit: { kind: 'artifact', action: 'view' },
  output: findingsSchema,
  handle: async (reader, { params }) =>
    findingsOf(reader, (await entityById(reader, artifact, params.id)).id),
})

/** Every file that names a person, organization or place, with the places of the name and why it was taken to mean this one. */
export const referentMentions = projectQuery({
  path: 'referents/{id}/mentions',
  name: 'referents.mentions',
  summary: 'Where a person, organization or place is named, and why it is taken to be this one',
  permit: { kind: 'referent', action: 'view' },
  output: z.object({ items: z.array(mentionSchema), next_cursor: z.null() }),
  handle: async (reader, { params }) => {
    const { id } = await entityById(reader, referent, params.id)
    return { items: await mentionsOf(reader, id), next_cursor: null }
  },
})

/** Records that may be the same as this one. */
export const referentCandidates = projectQuery({
  path: 'referents/{id}/candidates',
  name: 'referents.candidates',
  summary: 'Records that may be the same person, organization or place, with reasons',
  permit: { kind: 'referent', action: 'view' },
  output: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        key: z.string(),
        name: z.string(),
        confidence: z.number(),
        reasons: z.array(z.string()),
      }),
    ),
    next_cursor: z.null(),
  }),
  handle: async (reader, { params }) => ({
    items: await alikeTo(reader, await entityById(reader, referent, params.id)),
    next_cursor: null,
  }),
})

/** The topics of a project as a hierarchy. `documents` counts the files that have a topic or one below it. */
export const topicHierarchy = projectQuery({
  path: 'topic-tree',
  name: 'topics.tree',
  summary: 'Topics of a project as a hierarchy, with counts',
  permit: { kind: 'topic', action: 'view' },
  output: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        key: z.string(),
        name: z.string(),
        parent_id: z.uuid().nullable(),
        depth: z.int(),
        documents: z.int(),
        mentions: z.int(),
      }),
    ),
    next_cursor: z.null(),
  }),
  handle: async (reader) => ({ items: await topicTree(reader), next_cursor: null }),
})

/** The files of a topic and of those below it. */
export const topicArtifacts = projectQuery({
  path: 'topics/{id}/artifacts',
  name: 'topics.artifacts',
  summary: 'Files that have a topic or one below it',
  permit: { kind: 'topic', action: 'view' },
  output: z.object({
    items: z.array(
      z.object({
        artifact_id: z.uuid(),
        filename: z.string(),
        mentions: z.int(),
        topics: z.array(z.string()),
      }),
    ),
    next_cursor: z.null(),
  }),
  handle: async (reader, { params }) => ({
    items: await artifactsOf(reader, (await entityById(reader, topic, params.id)).id),
    next_cursor: null,
  }),
})
