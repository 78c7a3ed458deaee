import { describe, expect, it } from 'vitest'
import { dependencyCycles } from './dependency-cycles.ts'
import { dependenciesOf, importsAgainstDirection } from './import-direction.ts'
import { badFileNames, environmentReaders, forbiddenText } from './names-and-text.ts'
import { parseFile } from './parsed-file.ts'
import { impureDomain } from './pure-domain.ts'

const tree = (files: Record<string, string>) =>
  Object.entries(files).map(([path, text]) => parseFile({ path, text }))

const manifest = (...dependsOn: string[]): string =>
  `export const m = defineModule({ dependsOn: ${JSON.stringify(dependsOn)} })`

describe('direction of imports', () => {
  const refused: [what: string, path: string, text: string][] = [
    ['kernel to module', 'kernel/jobs/run.ts', `import { risk } from '#modules/program/risks/index.ts'`],
    [
      'kernel to module, by a type',
      'kernel/a.ts',
      `import type { Risk } from '#modules/program/risks/index.ts'`,
    ],
    [
      'kernel to module, by a relative path',
      'kernel/a.ts',
      `export * from '../modules/program/risks/index.ts'`,
    ],
    [
      'kernel to module, when called',
      'kernel/a.ts',
      `export const load = () => import('#modules/program/risks/index.ts')`,
    ],
    [
      'kernel to module, by a type of an import',
      'kernel/a.ts',
      `export type R = import('#modules/program/risks/index.ts').R`,
    ],
    ['design system to kernel', 'design-system/button.tsx', `import { id } from '#kernel/db/index.ts'`],
    [
      'a module to one that it does not name',
      'modules/program/risks/close.ts',
      `import { x } from '#modules/program/gates/index.ts'`,
    ],
    [
      'a module to the inside of another',
      'modules/program/risks/close.ts',
      `import { x } from '#modules/program/issues/store.ts'`,
    ],
    ['a module to an app', 'modules/program/risks/close.ts', `import { x } from '#apps/server/start.ts'`],
    [
      'server code to screens',
      'modules/program/risks/module.ts',
      `import { Screen } from './ui/register.tsx'`,
    ],
    ['a screen to the store', 'modules/program/risks/ui/register.tsx', `import { all } from '../store.ts'`],
    [
      'a screen to the database',
      'modules/program/risks/ui/register.tsx',
      `import { sql } from '#kernel/db/index.ts'`,
    ],
    [
      'an app to the inside of a module',
      'apps/server/start.ts',
      `import { x } from '#modules/program/risks/store.ts'`,
    ],
    ['the web app to the server', 'apps/web/main.tsx', `import { x } from '#apps/server/start.ts'`],
    ['product code to tests', 'kernel/db/open.ts', `import { fresh } from './testing/fresh.ts'`],
    ['the product to its tools', 'kernel/db/open.ts', `import { check } from '../../bin/check-run.ts'`],
  ]
  it.each(refused)('refuses %s', (_what, path, text) => {
    const files = tree({
      'modules/program/risks/index.ts': '',
      'modules/program/issues/module.ts': manifest(),
      ...(path.endsWith('module.ts')
        ? {}
        : { 'modules/program/risks/module.ts': manifest('program/issues') }),
      [path]: text,
    })
    expect(importsAgainstDirection(files)).toEqual([expect.stringContaining(path)])
  })

  it('allows what the house needs', () => {
    const files = tree({
      'modules/registry.ts': `import { risks } from './program/risks/module.ts'`,
      'modules/program/risks/module.ts': `import { defineModule } from '#kernel/module/index.ts'\n${manifest('program/issues')}`,
      'modules/program/risks/commands/close.ts': `import { raised } from '#modules/program/issues/events.ts'; import { store } from '../store.ts'`,
      'modules/program/risks/risks.test.ts': `import { anIssue } from '#modules/program/issues/testing/factory.ts'; import { house } from '#apps/server/testing.ts'`,
      'modules/program/risks/ui/register.tsx': `import { Button } from '#design-system/button.tsx'; import { routes } from '../contract.ts'`,
      'apps/server/start.ts': `import { modules } from '#modules/registry.ts'; import { open } from '#kernel/db/index.ts'`,
      'apps/web/main.tsx': `import { Button } from '#design-system/button.tsx'; export const load = () => import('#modules/program/risks/ui/register.tsx')`,
    })
    expect(importsAgainstDirection(files)).toEqual([])
  })

  it('does not take a comment or a string for an import', () => {
    const text = `// import { x } from '#modules/program/risks/index.ts'\nexport const s = "import x from '#modules/a/b/index.ts'"`
    expect(importsAgainstDirection(tree({ 'kernel/a.ts': text }))).toEqual([])
  })
})

describe('cycles', () => {
  it('finds one of three modules and names it once', () => {
    const files = tree({
      'modules/a/one/module.ts': manifest('a/two'),
      'modules/a/two/module.ts': manifest('a/three'),
      'modules/a/three/module.ts': manifest('a/one'),
    })
    expect(dependencyCycles(dependenciesOf(files))).toEqual([
      'modules rest on each other: a/one → a/two → a/three → a/one',
    ])
  })

  it('allows two ways to the same module', () => {
    const files = tree({
      'modules/a/one/module.ts': manifest('a/two', 'a/three'),
      'modules/a/two/module.ts': manifest('a/three'),
      'modules/a/three/module.ts': manifest(),
    })
    expect(dependencyCycles(dependenciesOf(files))).toEqual([])
  })

  it('names a dependency that does not exist', () => {
    expect(dependencyCycles(dependenciesOf(tree({ 'modules/a/one/module.ts': manifest('a/gone') })))).toEqual(
      ['a/one depends on a/gone, which does not exist'],
    )
  })
})

describe('domain files', () => {
  it.each([
    `import { readFile } from 'node:fs'`,
    `import { Pool } from 'pg'`,
    `import { sql } from '#kernel/db/index.ts'`,
    `import { all } from './store.ts'`,
  ])('refuse %s', (text) => {
    expect(impureDomain(tree({ 'modules/program/risks/risk.ts': text }))).toHaveLength(1)
    expect(impureDomain(tree({ 'modules/program/risks/store.ts': text }))).toEqual([])
  })

  it('may name a type of what does I/O', () => {
    expect(
      impureDomain(
        tree({ 'modules/program/risks/risk.ts': `import type { Sql } from '#kernel/db/index.ts'` }),
      ),
    ).toEqual([])
  })
})

describe('the environment', () => {
  it.each([
    `export const a = process.env.HOME`,
    `export const a = process['env']`,
    `export const a = globalThis.process.env`,
    `const { env } = process`,
    `import { env } from 'node:process'`,
  ])('is not read by %s', (text) => {
    expect(environmentReaders(tree({ 'kernel/db/open.ts': text }))).toHaveLength(1)
    expect(environmentReaders(tree({ 'kernel/config/environment.ts': text }))).toEqual([])
    expect(environmentReaders(tree({ 'bin/check-run.ts': text }))).toEqual([])
  })

  it('is not meant by every property called env', () => {
    expect(environmentReaders(tree({ 'kernel/a.ts': `export const a = config.env` }))).toEqual([])
  })
})

describe('names and text', () => {
  it.each([
    'kernel/utils.ts',
    'kernel/db/date-helpers.ts',
    'apps/common/a.ts',
    'kernel/handle-error.ts',
    'kernel/data.ts',
    'kernel/dbOpen.ts',
    'apps/web/Button.tsx',
  ])('refuses %s', (path) => expect(badFileNames([path])).toHaveLength(1))

  it.each([
    'kernel/db/open.ts',
    'kernel/db/tables/0001_entities.sql',
    'modules/a/jobs/settle.handler.ts',
    'kernel/identity/common-passwords.ts',
    'apps/web/vite.config.ts',
  ])('accepts %s', (path) => expect(badFileNames([path])).toEqual([]))

  it('finds the marks and addresses that stay out, and only those', () => {
    const bad = [
      ['// TO', 'DO: later'],
      ['cd /ho', 'me/ann'],
      ['get from registry.npm', 'js.org'],
      ['Coming ', 'soon'],
    ].map((halves) => halves.join(''))
    const fine = ['a todo list', '/api/v1/home/page', 'the npm registry', 'soon']

    const problems = forbiddenText([{ path: 'a.md', text: [...bad, ...fine].join('\n') }])

    expect(problems.map((problem) => problem.split(':')[1])).toEqual(['1', '2', '3', '4'])
  })
})
