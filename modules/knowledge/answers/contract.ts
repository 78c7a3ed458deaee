import { z } from 'zod'
import { projectAction, projectInquiry, projectQuery } from '#kernel/contract/index.ts'
import { answerSchema, outcomeSchema } from './answer.ts'
import { askedFrom, askedSchema } from './asked.ts'
import { ask } from './asking/ask.ts'
import { keepAnswer } from './commands/keep-answer.ts'
import { proposeRecord } from './commands/propose-record.ts'
import { answerOf, forgetAnswer, recentAnswers } from './store.ts'

const seeFiles = { kind: 'artifact', action: 'view' } as const
const record = z.looseObject({ id: z.uuid() })

/** Asks and waits for the whole answer. */
export const askEndpoint = projectInquiry({
  path: 'answers',
  name: 'answers.ask',
  summary: 'Ask the documents of a project; the answer cites the words it rests on',
  permit: seeFiles,
  body: askedSchema,
  output: answerSchema,
  handle: (reader, { body }) => ask(reader, askedFrom(body)),
})

/** What the caller asked before, newest first. */
export const listEndpoint = projectQuery({
  path: 'answers',
  name: 'answers.list',
  summary: 'Questions that you asked',
  permit: seeFiles,
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
  output: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        question: z.string(),
        outcome: outcomeSchema,
        engine: z.string(),
        created_at: z.string(),
      }),
    ),
    next_cursor: z.null(),
  }),
  handle: async (reader, { query }) => ({
    items: await recentAnswers(reader, query.limit),
    next_cursor: null,
  }),
})

/** One answer that the caller was given. */
export const showEndpoint = projectQuery({
  path: 'answers/{id}',
  name: 'answers.get',
  summary: 'An answer that you were given',
  permit: seeFiles,
  output: answerSchema,
  handle: (reader, { params }) => answerOf(reader, params.id),
})

/** Forgets an answer. */
export const forgetEndpoint = projectAction({
  method: 'DELETE',
  path: 'answers/{id}',
  name: 'answers.delete',
  summary: 'Forget an answer that you were given',
  permit: seeFiles,
  output: z.object({ deleted: z.literal(true) }),
  handle: async (context, { params }) => {
    await forgetAnswer(context, params.id)
    return { deleted: true }
  },
})

/** Keeps an answer as a file. */
export const keepEndpoint = projectAction({
  method: 'POST',
  path: 'answers/{id}/keep',
  name: 'answers.keep',
  summary: 'Keep an answer as a file that rests on the words it cites',
  permit: { kind: 'artifact', action: 'create' },
  successStatus: 201,
  body: z.strictObject({
    filename: z.string().trim().min(1).max(200).optional(),
    folder: z.string().min(1).max(100).optional(),
  }),
  output: record,
  handle: (context, { params, body }) => keepAnswer(context, params.id, body),
})

/** Turns an answer into a suggested record. */
export const proposeEndpoint = projectAction({
  method: 'POST',
  path: 'answers/{id}/propose',
  name: 'answers.propose',
  summary: 'Suggest a record (a risk, an issue, a decision …) that rests on the words an answer cites',
  permit: { kind: 'suggestion', action: 'accept' },
  successStatus: 201,
  body: z.strictObject({
    kind: z.string().min(1).max(100),
    fields: z.record(z.string(), z.unknown()).optional(),
  }),
  output: record,
  handle: (context, { params, body }) => proposeRecord(context, params.id, body),
})
