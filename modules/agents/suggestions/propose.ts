import { createHash } from 'node:crypto'
import { kindsSwitchedOff } from '#kernel/tenancy/modules-off.ts'
import { entityById, insertEntities, runCommand, type Entity } from '#kernel/entities/index.ts'
import type { Context } from '#kernel/module/index.ts'
import { evidenceFor, type EvidenceWords, type PlacedWords } from '#modules/knowledge/artifacts/index.ts'
import { insightsOf, type StoredInsight } from '#modules/knowledge/extraction/index.ts'
import { duplicatesOfAll, type Duplicate } from './duplicates.ts'
import { proposedInRelated, wordsKey } from './same-words.ts'
import { linkEvidence } from './link-evidence.ts'
import { suggestion } from './kinds.ts'
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
  evidence: readonly Pick<PlacedWords, 'start' | 'end' | 'quote'>[],
): string =>
  createHash('sha256')
    .update(
      [targetKind, artifactId, ...evidence.map(({ start, end, quote }) => `${start}-${end} ${quote}`)].join(
        '\u001f',
      ),
    )
    .digest('hex')

/** Those of the fingerprints of which there is a suggestion, whatever became of it, with its id. */
const proposedAmong = async (
  { tx, scope, project }: Context,
  fingerprints: readonly string[],
): Promise<Map<string, string>> => {
  const known = await tx.query<{ id: string; fingerprint: string }>(
    'select id, fingerprint from suggestions where org_id = $1 and project_id = $2 and fingerprint = any ($3::text[])',
    [scope.orgId, project.id, fingerprints],
  )
  return new Map(known.map(({ id, fingerprint }) => [fingerprint, id]))
}

/** The suggestion with this fingerprint, whatever became of it. */
export const proposedBefore = async (context: Context, fingerprint: string): Promise<Entity | undefined> => {
  const known = (await proposedAmong(context, [fingerprint])).get(fingerprint)
  return known === undefined ? undefined : entityById(context, suggestion, known, true)
}

/** Suggestions that are written in one transaction: others wait for no longer than that. */
export const together = 50

/** Turns the first insights of an artifact into suggestions. Gives how many are left over. */
export const proposeFirst = async (context: Context, artifactId: string, engine: string): Promise<number> => {
  const fresh = await freshProposals(context, artifactId, engine)
  await proposeAnew(context, fresh.slice(0, together))
  return Math.max(0, fresh.length - together)
}

/** What the insights of an artifact propose and was not proposed before. */
export const freshProposals = async (
  context: Context,
  artifactId: string,
  engine: string,
): Promise<Proposal[]> => {
  const off = kindsSwitchedOff(context.house.registry, context.project.settings)
  const proposals = new Map<string, Proposal>()
  const related = await proposedInRelated(context, artifactId)
  for (const insight of await insightsOf(context, artifactId)) {
    const proposed = payloadOf(insight)
    if (!proposed || off.has(proposed.kind) || !context.house.registry.kinds.has(proposed.kind)) continue
    if (insight.trust < minimumTrust(context)) continue
    const evidence = await evidenceFor(context, artifactId, insight.spans)
    const fingerprint = fingerprintOf(proposed.kind, artifactId, evidence)
    if (proposals.has(fingerprint) || related.has(wordsKey(proposed.kind, evidence))) continue
    proposals.set(fingerprint, {
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
  }
  return notProposed(context, [...proposals.values()])
}

/** Makes suggestions of those of which there is none yet, and accepts those that the project's autonomy setting allows. */
export const proposeAnew = async (context: Context, proposals: readonly Proposal[]): Promise<void> => {
  const fresh = await notProposed(context, proposals)
  // what is accepted at once may be what a later one repeats
  const size = autonomyThreshold(context) === undefined ? fresh.length : 1
  for (let from = 0; from < fresh.length; from += size)
    await proposeAll(context, fresh.slice(from, from + size))
}

const notProposed = async (context: Context, proposals: readonly Proposal[]): Promise<Proposal[]> => {
  const known = await proposedAmong(
    context,
    proposals.map(({ fingerprint }) => fingerprint),
  )
  return proposals.filter(({ fingerprint }) => !known.has(fingerprint))
}

/** The confidence from which a project lets suggestions be accepted by themselves, 0…1; undefined where people accept all. */
const autonomyThreshold = ({ project }: Context): number | undefined => {
  const { autonomy_threshold: threshold } = project.settings
  return typeof threshold === 'number' ? threshold : undefined
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
  evidence: readonly EvidenceWords[]
  fingerprint: string
  artifactId: string
  engine: string
}

/** Makes a suggestion that rests on its evidence, and accepts it where the project's autonomy setting allows. */
export const propose = async (context: Context, proposal: Proposal): Promise<Entity> => {
  const [made] = await proposeAll(context, [proposal])
  if (!made) throw new Error('a suggestion vanished inside its own transaction')
  return made
}

const proposeAll = async (context: Context, proposals: readonly Proposal[]): Promise<Entity[]> => {
  const { registry } = context.house
  const likely = proposals.flatMap((proposal) => {
    const kind = registry.kind(proposal.proposed.kind)
    return kind ? [{ proposal, kind, title: proposal.title, payload: proposal.proposed.payload }] : []
  })
  const duplicates = await duplicatesOfAll(context, likely)
  const duplicatesBy = new Map(likely.map(({ proposal }, at) => [proposal, duplicates[at] ?? []]))
  const rows = proposals.map((proposal) => valuesOf(proposal, duplicatesBy.get(proposal) ?? []))
  const made = await insertEntities(context, suggestion, rows)
  await linkEvidence(
    context,
    proposals.flatMap(({ evidence, confidence }, at) => {
      const row = made[at]
      return row ? [{ id: row.id, evidence, confidence }] : []
    }),
  )
  const threshold = autonomyThreshold(context)
  for (const [at, { confidence, trust = confidence }] of proposals.entries()) {
    const row = made[at]
    const sure = Math.min(confidence, trust)
    if (!row || threshold === undefined || sure < threshold) continue
    await runCommand(context, suggestion, row.id, 'accept', {
      reason: `accepted by the project's autonomy setting: confidence ${sure.toFixed(4)} is at least ${threshold}`,
    })
  }
  return made
}

const valuesOf = (proposal: Proposal, duplicates: readonly Duplicate[]): Record<string, unknown> => ({
  title: proposal.title,
  action: 'create',
  target_kind: proposal.proposed.kind,
  payload: proposal.proposed.payload,
  rationale: proposal.rationale,
  confidence: proposal.confidence.toFixed(4),
  trust: (proposal.trust ?? proposal.confidence).toFixed(4),
  evidence: proposal.evidence,
  possible_duplicates: duplicates,
  engine: proposal.engine,
  fingerprint: proposal.fingerprint,
  artifact_id: proposal.artifactId,
  insight_id: proposal.insightId ?? null,
})
