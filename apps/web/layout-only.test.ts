import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const looks =
  /(?<![\w-])(?:\w+:)*(?:text-(?!left|right|center)|bg-|font-|shadow|rounded|ring-|outline|decoration-|underline|border(?!-0)|opacity-|italic|uppercase|leading-|tracking-)[\w-]*/

test('screens arrange and do not style: looks live in the design system', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.tsx'),
  )
  const styled = files.flatMap((name) => {
    const source = readFileSync(join(import.meta.dirname, name), 'utf8')
    const classes = [...source.matchAll(/className=(?:"([^"]*)"|\{`([^`]*)`\}|\{([^}]*)\})/g)]
    return classes
      .map(
        (found) =>
          (
            found[1] ??
            found[2] ??
            [...(found[3] ?? '').matchAll(/'([^']*)'/g)].map((part) => part[1]).join(' ')
          ).match(looks)?.[0],
      )
      .filter((look) => look !== undefined)
      .map((look) => `${name}: ${look}`)
  })
  expect(files.length).toBeGreaterThan(20)
  expect(styled).toEqual([])
})
