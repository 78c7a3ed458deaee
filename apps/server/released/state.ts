import { readdirSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'

/** The tables as one released version had them: its table changes in order, and the statements that guarded them. */
export const releasedStateSchema = z.object({
  version: z.string().regex(/^[\w.-]+$/),
  sources: z.array(
    z.object({ owner: z.string(), migrations: z.array(z.object({ name: z.string(), sql: z.string() })) }),
  ),
  derived: z.array(z.string()),
})

/** What {@link releasedStateSchema} reads. */
export type ReleasedState = z.output<typeof releasedStateSchema>

/** Where released states are kept, one file each; `node bin/release-state.ts VERSION` writes one. */
export const statesFolder = `${import.meta.dirname}/states`

/** All released states that are kept, by version. */
export const releasedStates = (): ReleasedState[] =>
  filesIn(statesFolder).map((name) =>
    releasedStateSchema.parse(
      JSON.parse(gunzipSync(readFileSync(`${statesFolder}/${name}`)).toString('utf8')),
    ),
  )

const filesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json.gz'))
      .toSorted()
  } catch {
    // before the first release
    return []
  }
}
