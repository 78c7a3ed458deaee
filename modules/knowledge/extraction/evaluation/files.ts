import { existsSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'

/** The files below a folder whose names end so, in order; the folder may be such a file itself. @throws Error where there is none */
export const filesUnder = async (folder: string, ending: string): Promise<string[]> => {
  if ((await stat(folder)).isFile()) return [folder]
  const names = await readdir(folder, { recursive: true })
  const files = names.filter((name) => name.endsWith(ending)).toSorted()
  if (files.length === 0) throw new Error(`${folder} has no files that end in ${ending}.`)
  return files.map((name) => join(folder, name))
}

/** Labels name their files from the folder of the documents or from where the labels stand. */
export const labelledFile = (name: string, folder: string, labelFile: string): string => {
  const inFolder = join(folder, name)
  const places = [inFolder, join(dirname(labelFile), name), join(folder, basename(name))]
  return places.find(existsSync) ?? inFolder
}

/** The lines of a JSON Lines file, parsed. @throws Error naming file and line that do not fit */
export const readLines = async <T>(file: string, line: z.ZodType<T>): Promise<T[]> =>
  (await readFile(file, 'utf8')).split('\n').flatMap((text, index) => {
    if (text.trim() === '') return []
    try {
      return [line.parse(JSON.parse(text))]
    } catch (error) {
      throw new Error(
        `${file}: line ${index + 1} does not fit: ${error instanceof Error ? error.message : String(error)}`,
        { cause: error },
      )
    }
  })
