import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, Visitor } from 'vite'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..', '..')
const readable = new Set([
  'title',
  'label',
  'text',
  'placeholder',
  'alt',
  'hint',
  'note',
  'lead',
  'aria-label',
])

const screens = ['apps/web', 'design-system'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx') && !name.startsWith('gallery'))
    .map((name) => `${folder}/${name}`),
)

/** Text for people in the code itself, and texts taken before the reader's language is known. */
function mistakesIn(path: string, source: string): string[] {
  const found: string[] = []
  const complain = (at: number, what: string) =>
    found.push(`${path}:${source.slice(0, at).split('\n').length} ${what}`)
  let depth = 0
  const enter = () => void (depth += 1)
  const leave = () => void (depth -= 1)
  new Visitor({
    FunctionDeclaration: enter,
    'FunctionDeclaration:exit': leave,
    ArrowFunctionExpression: enter,
    'ArrowFunctionExpression:exit': leave,
    JSXText(node) {
      if (/\p{L}{2}/u.test(node.value)) complain(node.start, `“${node.value.trim()}” belongs in messages/`)
    },
    JSXAttribute(node) {
      const name = node.name.type === 'JSXIdentifier' ? node.name.name : ''
      if (
        readable.has(name) &&
        node.value?.type === 'Literal' &&
        typeof node.value.value === 'string' &&
        /\p{L}{2}/u.test(node.value.value)
      )
        complain(node.start, `“${node.value.value}” belongs in messages/`)
    },
    CallExpression(node) {
      if (depth === 0 && node.callee.type === 'Identifier' && /^(t|term|textAt)$/.test(node.callee.name))
        complain(node.start, 'a text is taken when the file loads: take it when it is shown')
    },
  }).visit(parseSync(path, source, { lang: 'tsx' }).program)
  return found
}

test('every text that people read stands in the message files', () => {
  expect(screens.length).toBeGreaterThan(50)
  expect(screens.flatMap((path) => mistakesIn(path, readFileSync(join(root, path), 'utf8')))).toEqual([])
})

test('the rule sees literal text and texts taken too early', () => {
  const bad = `const early = t('general.save')\nexport const A = () => <p title="Over there">Some words {t('general.no')}</p>`
  expect(mistakesIn('bad.tsx', bad)).toHaveLength(3)
})
