import type { Context, Reading } from '#kernel/module/index.ts'
import { placeFor } from '../queries/place.ts'
import { chooseWeight, leastQueries, type Calibration } from './choose-weight.ts'
import { knownItems } from './known-items.ts'
import { maskedLists, type MaskedLists } from './masked-lists.ts'

/** What finding out needs: short looks into the project, and vectors. */
export interface CalibrationDoor {
  read<T>(work: (reader: Reading | Context) => Promise<T>): Promise<T>
  embed(texts: readonly string[], side: 'query' | 'passage'): Promise<readonly Float32Array[]>
  signal?: AbortSignal
  progress?(share: number): void
}

/** Texts embedded at once. */
const batchSize = 24

/**
 * Finds out on a project's own passages what an embedding model may say beside the words: sentences are asked for the
 * passages they were taken out of. Nothing is written. Undefined where the project has too few passages to tell.
 */
export const calibrate = async (
  door: CalibrationDoor,
  about: { model: string; queries: number; general: number },
): Promise<Calibration | undefined> => {
  const items = await door.read((reader) => knownItems(reader, about.queries))
  if (items.length < leastQueries) return undefined
  const place = await door.read((reader) => placeFor(reader, {}, 1))
  const lists: MaskedLists[] = []
  for (let from = 0; from < items.length; from += batchSize) {
    door.signal?.throwIfAborted()
    const batch = items.slice(from, from + batchSize)
    const asked = await door.embed(
      batch.map(({ sentence }) => sentence),
      'query',
    )
    const left = await door.embed(
      batch.map(({ rest }) => rest),
      'passage',
    )
    for (const [at, item] of batch.entries()) {
      const [sentence, rest] = [asked[at], left[at]]
      if (!sentence || !rest) continue
      lists.push(
        await door.read((reader) => maskedLists(reader, place, item, { model: about.model, sentence, rest })),
      )
    }
    door.progress?.(lists.length / items.length)
  }
  return chooseWeight(lists, about.general)
}
