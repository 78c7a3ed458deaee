/**
 * How far an insight is trusted in a project, as SQL over `i` (the insight) and `f` (what people there said of insights
 * of its type): the engine's confidence c and the smoothed share r of useful ones, their odds multiplied:
 * c·r / (c·r + (1−c)·(1−r)), r = (useful + 2) / (judged + 4). Without any word of people it is c itself.
 */
export const trustExpression = `(
  i.confidence * (coalesce(f.useful, 0) + 2) / nullif(
    i.confidence * (coalesce(f.useful, 0) + 2) + (1 - i.confidence) * (coalesce(f.useless, 0) + 2), 0
  )
)::float8`

/** What people said of insights in a project, per type; joins to insights as `f`. Needs `$1` organization, `$2` project. */
export const feedbackByType = `(
  select type,
    count(*) filter (where coalesce(verdict = 'useful', rating >= 4) and dismissed_at is null) as useful,
    count(*) filter (where dismissed_at is not null or coalesce(verdict = 'useless', rating <= 2)) as useless
  from insight_feedback where org_id = $1 and project_id = $2 group by type
)`
