import { AiError } from '#kernel/ai/index.ts'
import { uuidv7 } from '#kernel/db/index.ts'
import type { Context, Reading } from '#kernel/module/index.ts'
import {
  findPassages,
  longestQuery,
  type FoundPassage,
  type QueryTerms,
  type SearchFilters,
} from '#modules/knowledge/search/index.ts'
import { keptCategory, type Answer, type ConsideredSource, type Draft } from '../answer.ts'
import { formerAnswers, keepAnswered } from '../store.ts'
import { findConflict, type UnitConflict } from './find-conflicts.ts'
import { knownConflicts, placeOf, unsettled } from './known-conflicts.ts'
import { modelDraft } from './model-draft.ts'
import { notFound, offlineDraft } from './offline-draft.ts'
import { pickUnits, rankUnits, type PickedUnit } from './pick-units.ts'
import { partsOf, questionFrom, type Question } from './question.ts'
import { weigh, type Weighed } from './weighing.ts'

/** A question and where its answer may come from. */
export interface Asked extends Omit<SearchFilters, 'kinds' | 'onlyCurrent' | 'withoutCategories'> {
  question: string
  /** id of an answer of the same person that this question follows on */
  follows?: string | undefined
}

/** How to hear of an answer while it is made, and to stop it. */
export interface Listening {
  signal?: AbortSignal
  onSources?(sources: readonly ConsideredSource[]): void
  /** text of the answer as a model writes it; the finished answer replaces it */
  onText?(delta: string): void
}

/** Passages of one file at most. */
const perFile = 3

/**
 * Answers a question from the files of a project: in their own words offline, in a model's words where one is
 * configured, every sentence cited and checked. The answer is stored for who asked.
 * @throws Refusal 404 for an unknown former answer or folder, 422 for a question without a word
 */
export const ask = async (
  reader: Reading | Context,
  asked: Asked,
  { signal, onSources, onText }: Listening = {},
): Promise<Answer> => {
  const began = performance.now()
  const id = uuidv7()
  const { question: text, follows, ...filters } = asked
  const former = follows === undefined ? [] : await formerAnswers(reader, follows)
  const last = former.at(-1)
  const question = questionFrom(text, last && { understoodAs: last.understood_as })
  const draft = await drafted(reader, question, filters, {
    id,
    former,
    question: text,
    signal,
    hear: (delta) => onText?.(delta),
    onSources: (sources) => onSources?.(sources),
  })
  signal?.throwIfAborted()
  const ms = Math.round(performance.now() - began)
  return keepAnswered(reader, {
    ...draft,
    id,
    question: text,
    follows: follows ?? null,
    understood_as: question.understoodAs,
    ms,
    created_at: reader.now,
  })
}

interface Task {
  id: string
  former: readonly Answer[]
  question: string
  signal: AbortSignal | undefined
  hear(delta: string): void
  onSources(sources: readonly ConsideredSource[]): void
}

const drafted = async (
  reader: Reading | Context,
  question: Question,
  filters: SearchFilters,
  task: Task,
): Promise<Draft> => {
  const { ai, config } = reader.house
  const { offline } = ai.describe()
  const found = await findPassages(reader, {
    // marks that mean something in a search mean nothing in a question
    query: question.understoodAs
      .replaceAll(/["“”„*]|(?<!\S)-+/g, ' ')
      .slice(0, longestQuery)
      .toWellFormed(),
    mode: 'hybrid',
    limit: config.ANSWER_PASSAGES,
    perRecord: perFile,
    filters: { ...filters, kinds: ['artifact'], onlyCurrent: true, withoutCategories: [keptCategory] },
  })
  // a passage without offsets is the name of a file: nothing to cite
  const passages = found.passages.filter(({ start }) => start !== null)
  task.onSources(
    passages.map(({ entityId, key, title, page, heading }) => ({
      artifact_id: entityId,
      key,
      title,
      page,
      heading: heading || null,
    })),
  )
  const parts: ReadPart[] = []
  for (const part of partsOf(question)) parts.push(await readPart(reader, part, found.terms, passages))
  const weighed = parts[0]?.weighed
  const picked = parts.flatMap((part) => part.picked)
  const conflict = parts.find((part) => part.conflict)?.conflict
  const unknownWords = question.words.filter((word) => {
    const stem = weighed?.stem(word) ?? null
    return stem !== null && found.terms.terms.some((term) => term.term === stem && term.chunks === 0)
  })
  const inSources = async (): Promise<Draft> =>
    picked.length === 0
      ? notFound('offline', unknownWords)
      : { ...(await fromSources(reader, parts)), notice: silentOn(parts) }
  if (offline || !weighed || passages.length === 0) return inSources()
  try {
    return await modelDraft(reader, weighed, conflict, { ...task, maxOutputTokens: config.ANSWER_MAX_TOKENS })
  } catch (error) {
    if (!(error instanceof AiError) || error.code === 'ai-cancelled') throw error
    return {
      ...(await inSources()),
      notice: `The model did not answer (${error.message}). These are the words of the sources.`,
    }
  }
}

/** The answer in the words of the sources, with what is on record of where they differ. */
const fromSources = async (reader: Reading | Context, parts: readonly ReadPart[]): Promise<Draft> => {
  const picked = parts.flatMap((part) => part.picked)
  const seen = parts.find((part) => part.conflict)?.conflict
  const differing = seen?.statements.map((each) => each.picked) ?? []
  const known = await knownConflicts(reader, [...picked, ...differing].map(placeOf))
  return offlineDraft(reader, {
    picked,
    conflict: unsettled(seen, known),
    known,
    expects: new Set(parts.map(({ question }) => question.expects)),
  })
}

interface ReadPart {
  question: Question
  weighed: Weighed
  picked: PickedUnit[]
  conflict: UnitConflict | undefined
}

const readPart = async (
  reader: Reading | Context,
  question: Question,
  terms: QueryTerms,
  passages: readonly FoundPassage[],
): Promise<ReadPart> => {
  const weighed = await weigh(reader, question, terms, passages)
  const ranked = rankUnits(weighed.wanted, question.expects, weighed.passages)
  const picked = pickUnits(ranked, weighed.wanted)
  const conflict = picked.length > 0 ? findConflict(ranked, question.expects, weighed.wanted) : undefined
  return { question, weighed, picked, conflict }
}

const silentOn = (parts: readonly ReadPart[]): string | null => {
  const open = parts.filter(({ picked }) => picked.length === 0).map(({ question }) => question.text)
  return open.length === 0 ? null : `These documents do not say: ${open.join('; ')}`
}
