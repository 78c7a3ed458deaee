import { Refusal, type Context } from '#kernel/module/index.ts'
import { keepFeedback } from '#modules/knowledge/extraction/index.ts'

const verdictOf = { accepted: 'useful', rejected: 'useless', pending: 'none' } as const

/**
 * Tells the insight behind a suggestion how the suggestion stands judged, also when a decision was taken back. An
 * insight that a new reading of its file no longer has hears nothing.
 */
export const noteVerdict = async (context: Context, suggestionId: string | null): Promise<void> => {
  const [row] = await context.tx.query<{ insight_id: string | null; state: keyof typeof verdictOf }>(
    'select insight_id, state from suggestions where org_id = $1 and project_id = $2 and id = $3',
    [context.scope.orgId, context.project.id, suggestionId],
  )
  if (!row?.insight_id) return
  try {
    await keepFeedback(context, row.insight_id, { verdict: verdictOf[row.state] })
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 404) throw error
  }
}
