import { z } from 'zod'
import { notFound, type Context, type Reading } from '#kernel/module/index.ts'
import { answerSchema, type Answer } from './answer.ts'

const stored = answerSchema.omit({ id: true })

/** Former questions that are taken along at most. */
const mostFormer = 3

/** Stores an answer for who asked, and forgets their answers that are older than `ANSWER_DAYS`. */
export const keepAnswered = async (reader: Reading | Context, answer: Answer): Promise<Answer> => {
  const { id, ...content } = answer
  await reader.tx.query(
    `with old as (
       delete from answers where org_id = $1 and project_id = $3 and asked_by is not distinct from $4 and created_at < now() - make_interval(days => $10::int)
     )
     insert into answers (org_id, id, project_id, asked_by, follows_id, question, understood_as, outcome, engine, content)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $11::jsonb)`,
    [
      reader.scope.orgId,
      id,
      reader.project.id,
      reader.caller.userId,
      answer.follows,
      answer.question,
      answer.understood_as,
      answer.outcome,
      answer.engine,
      reader.house.config.ANSWER_DAYS,
      JSON.stringify(content),
    ],
  )
  return answer
}

/** An answer that the caller was given. @throws Refusal 404 */
export const answerOf = async (reader: Reading | Context, id: string): Promise<Answer> => {
  const rows = z.uuid().safeParse(id).success
    ? await reader.tx.query<{ id: string; follows_id: string | null; content: Record<string, unknown> }>(
        `select id, follows_id, content from answers where org_id = $1 and project_id = $2 and id = $3 and asked_by is not distinct from $4`,
        [reader.scope.orgId, reader.project.id, id, reader.caller.userId],
      )
    : []
  const [row] = rows
  if (!row) throw notFound('answer')
  // what it followed on may have been forgotten
  return { id: row.id, ...stored.parse({ ...row.content, follows: row.follows_id }) }
}

/** An answer and those before it, oldest first. @throws Refusal 404 */
export const formerAnswers = async (reader: Reading | Context, id: string): Promise<Answer[]> => {
  const answers = [await answerOf(reader, id)]
  for (let first = answers[0]; first?.follows && answers.length < mostFormer; first = answers[0])
    answers.unshift(await answerOf(reader, first.follows))
  return answers
}

/** What the caller asked, newest first. */
export const recentAnswers = (
  reader: Reading | Context,
  limit: number,
): Promise<{ id: string; question: string; outcome: string; engine: string; created_at: string }[]> =>
  reader.tx.query(
    `select id, question, outcome, engine, created_at from answers where org_id = $1 and project_id = $2 and asked_by is not distinct from $3
     order by created_at desc, id desc limit $4`,
    [reader.scope.orgId, reader.project.id, reader.caller.userId, limit],
  )

/** Takes an answer of the caller's away. @throws Refusal 404 */
export const forgetAnswer = async (context: Context, id: string): Promise<void> => {
  const { id: known } = await answerOf(context, id)
  await context.tx.query('delete from answers where org_id = $1 and id = $2', [context.scope.orgId, known])
}
