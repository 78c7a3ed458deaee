import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** One text file of the project: its path from the root, with forward slashes, and what it says. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

const notOurs = new Set(['node_modules', 'dist', 'generated'])
const textual = /\.(ts|tsx|js|mjs|cjs|css|html|sql|sh|md|json|ya?ml|svg)$|(^|\/)[A-Za-z0-9]+$/

/** Every text file under the folder; hidden folders other than `.ci`, packages and generated files left out. */
export async function sourceTree(root: string, below = ''): Promise<SourceFile[]> {
  const entries = await readdir(join(root, below), { withFileTypes: true })
  const found = await Promise.all(
    entries.map(async (entry): Promise<SourceFile[]> => {
      const path = below ? `${below}/${entry.name}` : entry.name
      if (entry.isDirectory()) {
        const skipped = notOurs.has(entry.name) || (entry.name.startsWith('.') && entry.name !== '.ci')
        return skipped ? [] : sourceTree(root, path)
      }
      if (!textual.test(path) || entry.name === 'package-lock.json') return []
      return [{ path, text: await readFile(join(root, path), 'utf8') }]
    }),
  )
  return found.flat()
}

/** TypeScript files, the ones whose imports are looked at. */
export const isCode = ({ path }: SourceFile): boolean => /\.tsx?$/.test(path) && !path.endsWith('.d.ts')

/** Files that only tests load. */
export const isTest = (path: string): boolean =>
  /\.test\.tsx?$/.test(path) || /(^|\/)testing(\/|\.tsx?$)/.test(path) || /(^|\/)test-[^/]+\.ts$/.test(path)
