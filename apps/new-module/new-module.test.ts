import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))
let copy: string

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'throughline-new-module-'))
  for (const part of [
    'apps',
    'bin',
    'kernel',
    'modules',
    'seed',
    'package.json',
    'tsconfig.json',
    'vitest.config.ts',
  ]) {
    await cp(join(root, part), join(copy, part), { recursive: true })
  }
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
  const git = (...words: string[]) =>
    run('git', ['-C', copy, '-c', 'user.name=test', '-c', 'user.email=test@example.org', ...words])
  await git('init', '-q')
  await git('add', 'apps', 'bin', 'kernel', 'modules', 'package.json', 'tsconfig.json', 'vitest.config.ts')
  await git('commit', '-qm', 'before')
})
afterAll(() => rm(copy, { recursive: true, force: true }))

test('a new module is one folder and one line, and its own test passes at once', async () => {
  await run(process.execPath, [join(copy, 'bin/new-module'), 'program/lessons', 'lesson', 'LES'])

  const status = await run('git', [
    '-C',
    copy,
    'status',
    '--porcelain',
    '--',
    'apps',
    'bin',
    'kernel',
    'modules',
  ])
  const registry = await run('git', ['-C', copy, 'diff', '--numstat', '--', 'modules/registry.ts'])
  const tests = await run(
    process.execPath,
    [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--root', copy, 'modules/program/lessons'],
    { cwd: copy },
  )

  expect(
    status.stdout
      .trim()
      .split('\n')
      .map((line) => line.slice(2).trim())
      .toSorted(),
  ).toEqual(['modules/program/lessons/', 'modules/registry.ts'])
  expect(registry.stdout).toMatch(/^1\t0\t/)
  expect(tests.stdout).toContain('1 passed')
}, 120_000)

test('names that do not fit are refused and nothing is written', async () => {
  const before = await readFile(join(copy, 'modules/registry.ts'), 'utf8')

  const attempt = await run(process.execPath, [
    join(copy, 'bin/new-module'),
    '../escape',
    'lesson',
    'LES',
  ]).catch((error: { code: number; stderr: string }) => error)

  expect(attempt).toMatchObject({ code: 1 })
  expect(await readFile(join(copy, 'modules/registry.ts'), 'utf8')).toBe(before)
})
