import { z } from 'zod'
import type { Reader } from '#kernel/entities/index.ts'
import { notFound, type Context } from '#kernel/module/index.ts'
import { feedbackByType, trustExpression } from './trust.ts'

/** An insight as it is stored, with what people said of it. `trust` is the confidence as the project's feedback bends it. */
export interface StoredInsight {
  id: string
  artifact_id: string
  type: 'risk' | 'issue' | 'decision' | 'action' | 'commitment' | 'question'
  category: string | null
  title: string
  description: string
  severity: string | null
  suggested_action: string | null
  impacted_modules: string[]
  attributes: Record<string, unknown>
  spans: { start: number; end: number }[]
  confidence: number
  trust: number
  rating: number | null
  feedback: string | null
  dismissed_at: string | null
}

const columns = `i.id, i.artifact_id, i.type, i.category, i.title, i.description, i.severity, i.suggested_action, i.impacted_modules,
  i.attributes, i.spans, i.confidence::float8 as confidence, ${trustExpression} as trust, i.rating, i.feedback, i.dismissed_at`

/** The insights of an artifact in the order of its text; dismissed ones only where asked for. */
export const insightsOf = (
  reader: Reader,
  artifactId: string,
  { dismissed = false }: { dismissed?: boolean } = {},
): Promise<StoredInsight[]> =>
  reader.tx.query<StoredInsight>(
    `select ${columns} from artifact_insights i left join ${feedbackByType} f on f.type = i.type
     where i.org_id = $1 and i.project_id = $2 and i.artifact_id = $3 and (i.dismissed_at is null or $4)
     order by (i.spans -> 0 ->> 'start')::int, i.id`,
    [reader.scope.orgId, reader.project.id, artifactId, dismissed],
  )

/** Which insights of a project are listed. */
export interface InsightFilter {
  type?: string | undefined
  severity?: string | undefined
  artifactId?: string | undefined
  dismissed: boolean
  minimumTrust: number
  limit: number
  offset: number
}

/** The insights of a project, the most trusted first. */
export const insightsIn = (reader: Reader, filter: InsightFilter): Promise<StoredInsight[]> =>
  reader.tx.query<StoredInsight>(
    `select * from (
       select ${columns} from artifact_insights i
       join entities e on e.org_id = i.org_id and e.id = i.artifact_id
       left join ${feedbackByType} f on f.type = i.type
       where i.org_id = $1 and i.project_id = $2 and e.deleted_at is null
         and ($3::text is null or i.type = $3) and ($4::text is null or i.severity = $4)
         and ($5::uuid is null or i.artifact_id = $5) and (i.dismissed_at is not null) = $6
     ) ranked where trust >= $7 order by trust desc, id limit $8 offset $9`,
    [
      reader.scope.orgId,
      reader.project.id,
      filter.type ?? null,
      filter.severity ?? null,
      filter.artifactId ?? null,
      filter.dismissed,
      filter.minimumTrust,
      filter.limit,
      filter.offset,
    ],
  )

/** What somebody says of an insight; what is left out stays as it was. */
export interface Word {
  rating?: number | undefined
  feedback?: string | undefined
  /** true puts it aside, false takes it back */
  dismissed?: boolean | undefined
  /** `none` takes back what was said before */
  verdict?: 'useful' | 'useless' | 'none' | undefined
}

/** Keeps what somebody says of an insight, with the insight and beyond a new reading of its file. @throws Refusal 404 */
export const keepFeedback = async (
  context: Context,
  insightId: string,
  word: Word,
): Promise<StoredInsight> => {
  const { scope, project, tx } = context
  if (!z.uuid().safeParse(insightId).success) throw notFound('insight')
  const [insight] = await tx.query<{ artifact_id: string; fingerprint: string; type: string }>(
    'select artifact_id, fingerprint, type from artifact_insights where org_id = $1 and project_id = $2 and id = $3',
    [scope.orgId, project.id, insightId],
  )
  if (!insight) throw notFound('insight')
  await tx.query(
    `insert into insight_feedback as f (org_id, project_id, artifact_id, fingerprint, type, rating, feedback, dismissed_at, dismissed_by, verdict, updated_by)
     values ($1, $2, $3, $4, $5, $6, $7, case when $8 then now() end, case when $8 then $9::uuid end, nullif($10, 'none'), $9)
     on conflict (org_id, artifact_id, fingerprint) do update set rating = coalesce(excluded.rating, f.rating),
       feedback = coalesce(excluded.feedback, f.feedback), verdict = case when $10 = 'none' then null else coalesce(excluded.verdict, f.verdict) end,
       dismissed_at = case when $8::boolean is null then f.dismissed_at else excluded.dismissed_at end,
       dismissed_by = case when $8::boolean is null then f.dismissed_by else excluded.dismissed_by end,
       updated_at = now(), updated_by = excluded.updated_by`,
    [
      scope.orgId,
      project.id,
      insight.artifact_id,
      insight.fingerprint,
      insight.type,
      word.rating ?? null,
      word.feedback ?? null,
      word.dismissed ?? null,
      scope.actor.id,
      word.verdict ?? null,
    ],
  )
  await recallFeedback(context, insight.artifact_id)
  const [kept] = await tx.query<StoredInsight>(
    `select ${columns} from artifact_insights i left join ${feedbackByType} f on f.type = i.type where i.org_id = $1 and i.project_id = $2 and i.id = $3`,
    [scope.orgId, project.id, insightId],
  )
  if (!kept) throw notFound('insight')
  return kept
}

/** Writes what people said of a file's insights onto the insights, as they are after a new reading. */
export const recallFeedback = (context: Context, artifactId: string): Promise<unknown> =>
  context.tx.query(
    `update artifact_insights i set rating = f.rating, feedback = f.feedback, dismissed_at = f.dismissed_at, dismissed_by = f.dismissed_by
     from insight_feedback f where i.org_id = $1 and i.artifact_id = $2 and f.org_id = i.org_id and f.artifact_id = i.artifact_id and f.fingerprint = i.fingerprint`,
    [context.scope.orgId, artifactId],
  )
