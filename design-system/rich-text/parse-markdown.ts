import type { Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'

/** Longest text that is read as Markdown; a longer one is shown as it is. In characters. */
const longest = 100_000

/** The parts of a text in CommonMark. */
export const parseMarkdown = (text: string): Root =>
  text.length > longest
    ? { type: 'root', children: [{ type: 'paragraph', children: [{ type: 'text', value: text }] }] }
    : fromMarkdown(text)

const allowed = new Set(['http:', 'https:', 'mailto:'])

/** An address to which a text may lead: of the web or a mailbox, and whole. */
export function safeAddress(address: string): string | undefined {
  try {
    const { protocol, href } = new URL(address)
    return allowed.has(protocol) ? href : undefined
  } catch {
    return undefined
  }
}
