import type { Reader } from '#kernel/entities/index.ts'
import { textOf } from '../store.ts'

/** Paths of the members of an archive that wait for a password; none of a file that is no archive or was not read. */
export const lockedMembers = async (reader: Reader, artifactId: string): Promise<string[]> =>
  pathsOf((await textOf(reader, artifactId))?.metadata['locked'])

/** The paths that stand one a line in the facts of an archive. */
export const pathsOf = (locked: string | undefined): string[] => locked?.split('\n') ?? []
