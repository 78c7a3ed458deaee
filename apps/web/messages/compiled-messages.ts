import { parse } from '@formatjs/icu-messageformat-parser'
import { parseSync, Visitor, type Plugin } from 'vite'

const messageFile = /\/messages\/[a-z]{2}\/[\w-]+\.ts$/

/**
 * Parses the ICU messages when the app is built, so that readers load no parser: each text with values becomes its
 * parsed form. Texts without values stay as they are.
 */
export const compiledMessages = (): Plugin => ({
  name: 'compiled-messages',
  enforce: 'pre',
  apply: 'build',
  config: () => ({
    resolve: {
      alias: [
        {
          find: /^@formatjs\/icu-messageformat-parser$/,
          replacement: '@formatjs/icu-messageformat-parser/no-parser.js',
        },
      ],
    },
  }),
  transform(code, id) {
    return messageFile.test(id) ? compile(code) : undefined
  },
})

/** A message file with every text that takes values in its parsed form. */
export function compile(code: string): string {
  const found: { start: number; end: number; text: string }[] = []
  new Visitor({
    Property({ value }) {
      if (value.type === 'Literal' && typeof value.value === 'string' && value.value.includes('{'))
        found.push({ start: value.start, end: value.end, text: value.value })
    },
  }).visit(parseSync('messages.ts', code).program)
  return found.reduceRight(
    (result, { start, end, text }) =>
      result.slice(0, start) + JSON.stringify(parse(text)) + result.slice(end),
    code,
  )
}
