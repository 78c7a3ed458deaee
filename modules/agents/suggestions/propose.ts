import { createHash } from 'node:crypto'
import { insertEntity } from '#kernel/entities/write.ts'
import { linkEntities, spanFor } from '#kernel/graph/index.ts'
import { kindsSwitchedOff } from '#kernel/tenancy/modules-off.ts'
import { entityById, runCommand, type Entity } from '#kernel/entities/index.ts'
import type { Context } from '#kernel/module/index.ts'
import { evidenceFor } from '#modules/knowledge/artifacts/index.ts'
import { insightsOf, type StoredInsight } from '#modules/knowledge/extraction/index.ts'
import { duplicatesOf } from './duplicates.ts'
import { suggestion, type Evidence } from './kinds.ts'
import { suggestionSettingsOf } from './settings.ts'

const levelOf: Record<string, string> = { low: 'low', medium: 'medium', high: 'high', critical: 'very_high' }

/** The record that an insight would become; undefined for insights that stay notes. */
export const payloadOf = (
  insight: StoredInsight,
): { kind: string; payload: Record<string, unknown> } | undefined => {
  const { attributes } = insight
  const base = {
    title: insight.title,
    description: insight.description,
    ...(insight.category ? { category: insight.category } : {}),
  }
  switch (insight.type) {
    case 'risk': {
      const fallback = levelOf[insight.severity ?? ''] ?? 'medium'
      return {
        kind: 'risk',
        payload: {
          ...base,
          probability: attributes.probability ?? 'medium',
          impact: attributes.impact ?? fallback,
          ...(insight.suggested_action ? { mitigation: insight.suggested_action } : {}),
        },
      }
    }
    case 'issue':
      return {
        kind: 'issue',
        payload: {
          ...base,
          priority: attributes.priority ?? insight.severity ?? 'medium',
          severity: attributes.severity ?? insight.severity ?? 'medium',
        },
      }
    case 'decision': {
      const alternatives = Array.isArray(attributes.alternatives)
        ? attributes.alternatives.join('\n')
        : undefined
      return {
        kind: 'decision',
        payload: {
          ...base,
          rationale: attributes.rationale ?? insight.description,
          ...(alternatives ? { alternatives } : {}),
        },
      }
    }
    default:
      return undefined
  }
}

/** The same words proposing the same kind of record are one suggestion, however often a file is read. */
export const fingerprintOf = (
  targetKind: string,
  artifactId: string,
  evidence: readonly Pick<Evidence, 'start' | 'end' | 'quote'>[],
): string =>
  createHash('sha256')
    .update(
      [targetKind, artifactId, ...evidence.map(({ start, end, quote }) => `${start}-${end} ${quote}`)].join(
        '\u001f',
      ),
    )
    .digest('hex')

/** The suggestion with this fingerprint, whatever became of it. */
export const proposedBefore = async (context: Context, fingerprint: string): Promise<Entity | undefined> => {
  const [known] = await context.tx.query<{ id: string }>(
    'select id from suggestions where org_id = $1 and project_id = $2 and fingerprint = $3',
    [context.scope.orgId, context.project.id, fingerprint],
  )
  return known && entityById(context, suggestion, known.id, true)
}

/** Turns the insights of an artifact into suggestions, and accepts those that the project's autonomy setting allows. */
export const proposeFromArtifact = async (
  context: Context,
  artifactId: string,
  engine: string,
): Promise<number> => {
  let made = 0
  const off = kindsSwitchedOff(context.house.registry, context.project.settings)
  for (const insight of await insightsOf(context, artifactId)) {
    const proposed = payloadOf(insight)
    if (!proposed || off.has(proposed.kind) || !context.house.registry.kinds.has(proposed.kind)) continue
    if (insight.trust < minimumTrust(context)) continue
    const evidence = await evidenceFor(context, artifactId, insight.spans)
    const fingerprint = fingerprintOf(proposed.kind, artifactId, evidence)
    if (await proposedBefore(context, fingerprint)) continue
    await propose(context, {
      title: insight.title,
      rationale: insight.description,
      confidence: insight.confidence,
      trust: insight.trust,
      insightId: insight.id,
      proposed,
      evidence,
      fingerprint,
      artifactId,
      engine,
    })
    made += 1
  }
  return made
}

/** What a project trusts less than this is not proposed; its setting `suggestion_threshold` goes before the installation's. */
const minimumTrust = ({ house, project }: Context): number => {
  const own = project.settings.suggestion_threshold
  return typeof own === 'number' ? own : suggestionSettingsOf(house).SUGGESTION_MINIMUM_TRUST
}

/** A record that is proposed, and the words it rests on. */
export interface Proposal {
  title: string
  rationale: string
  /** 0…1 */
  confidence: number
  /** the confidence as people's feedback in the project bends it, 0…1; the confidence itself where absent */
  trust?: number
  insightId?: string
  proposed: { kind: string; payload: Record<string, unknown> }
  evidence: readonly Evidence[]
  fingerprint: string
  artifactId: string
  engine: string
}

/** Makes a suggestion that rests on its evidence, and accepts it where the project's autonomy setting allows. */
export const propose = async (context: Context, proposal: Proposal): Promise<Entity> => {
  const { proposed, evidence } = proposal
  const trust = proposal.trust ?? proposal.confidence
  const kind = context.house.registry.kind(proposed.kind)
  const made = await insertEntity(context, suggestion, {
    title: proposal.title,
    action: 'create',
    target_kind: proposed.kind,
    payload: proposed.payload,
    rationale: proposal.rationale,
    confidence: proposal.confidence.toFixed(4),
    trust: trust.toFixed(4),
    evidence,
    possible_duplicates: kind
      ? await duplicatesOf(context, { kind, title: proposal.title, payload: proposed.payload })
      : [],
    engine: proposal.engine,
    fingerprint: proposal.fingerprint,
    artifact_id: proposal.artifactId,
    insight_id: proposal.insightId ?? null,
  })
  for (const words of evidence) {
    const spanId = await spanFor(context, {
      ...words,
      artifactId: words.artifact_id,
      page: words.page ?? undefined,
      cell: words.cell ?? undefined,
      boxes: words.boxes ?? undefined,
    })
    await linkEntities(context, {
      sourceId: made.id,
      relation: 'rests_on',
      targetId: words.artifact_id,
      spanId,
      confidence: proposal.confidence,
      origin: 'agent',
    })
  }
  const threshold = context.project.settings.autonomy_threshold
  const sure = Math.min(proposal.confidence, trust)
  if (typeof threshold === 'number' && sure >= threshold) {
    await runCommand(context, suggestion, made.id, 'accept', {
      reason: `accepted by the project's autonomy setting: confidence ${sure.toFixed(4)} is at least ${threshold}`,
    })
  }
  return made
}
