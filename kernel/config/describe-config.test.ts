import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { describeConfig, kernelSlices, listSettings, loadConfig } from './index.ts'

describe('describing the configuration', () => {
  it('documents every variable', () => {
    expect(listSettings().filter((each) => each.description.length < 10)).toEqual([])
    expect(listSettings()).toContainEqual({
      slice: 'Web',
      variable: 'PORT',
      default: '4680',
      description: 'Port to listen on; 0 takes a free one.',
    })
  })

  it('gives defaults that are accepted when they are set', () => {
    const defaults = listSettings().map((each) => [each.variable, each.default] as const)
    expect(loadConfig(kernelSlices, Object.fromEntries(defaults)).config).toEqual(
      loadConfig(kernelSlices, {}).config,
    )
  })

  it('writes a table for each slice', () => {
    const markdown = describeConfig()
    expect(markdown).toContain(
      '### Limits\n\n| variable | default | meaning |\n|---|---|---|\n| `UPLOAD_MAX_BYTES` | `512M` |',
    )
    expect(markdown).toContain('| `DATABASE_URL` | not set |')
    expect(markdown.match(/^\| `/gm)).toHaveLength(listSettings().length)
  })
})

describe('the environment', () => {
  it('is read in one file of the kernel', async () => {
    const kernel = join(import.meta.dirname, '..')
    const files = (await readdir(kernel, { recursive: true })).filter(
      (path) => path.endsWith('.ts') && !/\.test\.ts$|testing\/|(^|\/)test-/.test(path),
    )
    const readers: string[] = []
    for (const path of files) {
      const code = (await readFile(join(kernel, path), 'utf8')).replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
      if (/\bprocess\s*\.\s*env\b/.test(code)) readers.push(path)
    }
    expect(readers).toEqual([join('config', 'environment.ts')])
  })
})
