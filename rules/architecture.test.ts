import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dependencyCycles } from './architecture/dependency-cycles.ts'
import { dependenciesOf, importsAgainstDirection } from './architecture/import-direction.ts'
import { badFileNames, environmentReaders, forbiddenText } from './architecture/names-and-text.ts'
import { parseFile } from './architecture/parsed-file.ts'
import { impureDomain } from './architecture/pure-domain.ts'
import { isCode, sourceTree } from './architecture/source-tree.ts'

const files = await sourceTree(join(import.meta.dirname, '..'))
const parsed = files.filter(isCode).map(parseFile)

describe('the project', () => {
  it('is seen by these rules', () => {
    const seen = new Set(parsed.map(({ path }) => path.split('/')[0]))
    expect([...seen]).toEqual(expect.arrayContaining(['kernel', 'modules', 'apps', 'design-system']))
    expect(parsed.flatMap((file) => file.imports).length).toBeGreaterThan(parsed.length)
  })

  it('imports in one direction only', () => {
    expect(importsAgainstDirection(parsed)).toEqual([])
  })

  it('has no cycle among its modules', () => {
    expect(dependencyCycles(dependenciesOf(parsed))).toEqual([])
  })

  it('keeps I/O out of domain files', () => {
    expect(impureDomain(parsed)).toEqual([])
  })

  it('names files by their meaning, in kebab-case', () => {
    expect(badFileNames(files.map(({ path }) => path))).toEqual([])
  })

  it('reads the environment in one file', () => {
    expect(environmentReaders(parsed)).toEqual([])
  })

  it('holds no mark of unfinished work, no path of a machine and no address of a registry', () => {
    expect(forbiddenText(files)).toEqual([])
  })
})
