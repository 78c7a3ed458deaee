import { readingIn } from '#kernel/contract/index.ts'
import type { House, Reading } from '#kernel/module/index.ts'
import { systemPlace } from '#kernel/tenancy/system-place.ts'
import type { Place } from '../rows.ts'
import type { MadeText } from './corpus.ts'

/** A tenant as it is searched: a reader under row-level security whose queries get the vectors that were made for them. */
export interface Asker extends Place {
  reader: Reading
  /** says which vector belongs to a text; a search with this text then uses it */
  know(query: MadeText): Float32Array
}

/**
 * Opens a tenant for searching. The embedder of the installation is asked for each query where `embeds`, so that its
 * time counts; the vector that it gives is then replaced by the one that was made, since it knows no made words.
 */
export const askerOf = async (
  house: House,
  place: Place,
  { model, embeds }: { model: string; embeds: boolean },
): Promise<Asker> => {
  const vectors = new Map<string, Float32Array>()
  const ai: House['ai'] = {
    ...house.ai,
    async embed(call) {
      if (embeds) await house.ai.embed(call)
      const made = call.texts.map((text) => vectors.get(text) ?? new Float32Array())
      return { vectors: made, model, dimensions: made[0]?.length ?? 0 }
    },
  }
  const found = await systemPlace({ ...house, ai }, place.orgId, place.projectId, { requestId: 'bench' })
  if (!found) throw new Error('a tenant of the bench is gone')
  return {
    ...place,
    reader: readingIn(found),
    know({ text, vector }) {
      const numbers = Float32Array.from(JSON.parse(vector) as number[])
      vectors.set(text, numbers)
      return numbers
    },
  }
}
