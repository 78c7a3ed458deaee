import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { MarkedDown } from './marked-down.tsx'
import { parseMarkdown, safeAddress } from './parse-markdown.ts'

test('an address that would run something, or that is none, is no link', () => {
  const hostile = [
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//elsewhere.example',
    '/settings',
    'file:///etc/passwd',
  ]
  expect(hostile.map(safeAddress)).toEqual(hostile.map(() => undefined))
  expect(safeAddress('https://example.org/a?b')).toBe('https://example.org/a?b')
  expect(safeAddress('mailto:a@example.org')).toBe('mailto:a@example.org')
})

test('markup in a text stays text, hostile links are words, and emphasis becomes structure', () => {
  const text =
    'A <img src=x onerror=alert(1)>, [a](javascript:alert(1)), [b](https://example.org) and **bold**'
  const shown = renderToStaticMarkup(createElement(MarkedDown, { text }))

  expect(shown).not.toContain('<img')
  expect(shown).not.toContain('javascript:')
  expect(shown).toContain('href="https://example.org/"')
  expect(shown).toMatch(/<strong[^>]*>bold<\/strong>/)
})

test('a text beyond all measure is shown as it is', () => {
  expect(parseMarkdown('*'.repeat(100_001)).children).toHaveLength(1)
})
