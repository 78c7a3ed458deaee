import type { Passage } from '../reading/passages.ts'

/** How often a short passage must stand in a document to be its header or footer. */
const REPEATED = 3
const SHORT = 240

const BOILERPLATE =
  /\b(?:this (?:e-?mail|message|communication|document|fax)\b.{0,80}\b(?:confidential|privileged|intended (?:only|solely)|property of)|if you (?:are not|have received).{0,40}(?:intended recipient|in error)|all rights reserved|copyright (?:©|\(c\)|\d{4})|©\s?\d{4}|unsubscribe|terms (?:and conditions|of (?:use|service)) apply|errors and omissions excepted|no (?:responsibility|liability) (?:is|can be|will be) (?:accepted|assumed)|does not constitute (?:legal|financial|an? offer)|for informational purposes only|printed on recycled paper|please consider the environment|virus-free|scanned (?:for|by) .{0,20}virus|page \d+ of \d+|internal use only)\b/i

const ADDRESSED =
  /\b(?:(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|prompts?|rules?|guidelines?|the above|everything)|(?:new|updated|system) (?:instructions?|prompt)\s*[:–-]|you are (?:now |an? )?(?:an? )?(?:AI|assistant|language model|chatbot|LLM)|as an? (?:AI|language model|assistant)|(?:dear |attention,? |note to (?:the )?)?(?:AI|LLM|chatbot|language model|assistant|agent|model)s?(?: (?:reading|processing|summari[sz]ing|extracting|analy[sz]ing)\b.{0,60})?\s*(?::|,? (?:you )?(?:must|should|shall|please|are (?:to|required|instructed)))|do not (?:tell|inform|mention (?:this|it) to) the (?:user|reader|human)|(?:system|developer) (?:message|override)|reveal (?:your|the) (?:system )?prompt|<\/?(?:system|instructions?|prompt)>|\[\/?INST\]|<\|im_(?:start|end)\|>)/i

/**
 * What stands in a document without being said by it: headers and footers, legal boilerplate, and words that address
 * the program that reads it. A judge of passages; such passages give no insights.
 */
export function unmeantIn(text: string, passages: readonly Passage[]): (passage: Passage) => boolean {
  const counts = new Map<string, number>()
  for (const passage of passages) {
    const key = passage.kind === 'paragraph' ? shapeOf(text, passage) : undefined
    if (key) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return (passage) => {
    const words = text.slice(passage.start, passage.end)
    const key = passage.kind === 'paragraph' ? shapeOf(text, passage) : undefined
    return (key && (counts.get(key) ?? 0) >= REPEATED) || BOILERPLATE.test(words) || ADDRESSED.test(words)
  }
}

/** The words of a short passage with numbers taken out, so that "Page 3" and "Page 4" are alike; undefined for long ones. */
const shapeOf = (text: string, { start, end }: Passage): string | undefined =>
  end - start > SHORT
    ? undefined
    : text.slice(start, end).toLowerCase().replace(/\d+/g, '#').replace(/\s+/g, ' ').trim()
