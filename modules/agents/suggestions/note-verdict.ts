import { Refusal, type Context } from '#kernel/module/index.ts'
import { keepFeedback } from '#modules/knowledge/extraction/index.ts'

/** Tells the insight behind a suggestion how it was judged; an insight that a new reading of its file no longer has hears nothing. */
export const noteVerdict = async (
  context: Context,
  insightId: string | null,
  verdict: 'useful' | 'useless',
): Promise<void> => {
  if (insightId === null) return
  try {
    await keepFeedback(context, insightId, { verdict })
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 404) throw error
  }
}
