import { oneLine } from '../clean-text.ts'

/** Ids of messages as mail writes them: `<id@host>`. */
const messageId = /<[^<>\s]{1,500}>/g

// A thread that goes on for longer than this is found by its younger messages.
const mostReferences = 50

/**
 * What the headers of a message (as raw lines, RFC 5322) say of its thread: `message-id`, `in-reply-to` and
 * `references`, each as ids in angle brackets, several with spaces between them; and `answers-id`, the one message that
 * it answers: the first of In-Reply-To, else the last of References.
 */
export function threadFacts(headers: string): Record<string, string> {
  const facts: Record<string, string> = {}
  const unfolded = headers.replace(/\r?\n[ \t]+/g, ' ')
  for (const name of ['message-id', 'in-reply-to', 'references']) {
    const line = new RegExp(`^${name}:(.*)$`, 'im').exec(unfolded)?.[1]
    const ids = idsIn(line ?? '')
    if (ids.length > 0) facts[name] = ids.join(' ')
  }
  const answered = facts['in-reply-to']?.split(' ')[0] ?? facts['references']?.split(' ').at(-1)
  if (answered !== undefined && answered !== facts['message-id']) facts['answers-id'] = answered
  return facts
}

/** The ids of messages in the value of a header, the last fifty. */
export function idsIn(value: string): string[] {
  return [...oneLine(value).matchAll(messageId)].map(([id]) => id).slice(-mostReferences)
}
