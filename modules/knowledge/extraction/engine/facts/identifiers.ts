import type { Fact } from '../schema.ts'
import { factAt } from './fact-at.ts'

type Rule = { key: string; type: 'identifier' | 'contact'; pattern: RegExp; confidence: number }

const NUMBERED = '(?:no|num|number|nr|id|ref|reference)\\.?'
const RULES: readonly Rule[] = [
  {
    key: 'email',
    type: 'contact',
    confidence: 0.97,
    pattern: /(?<![\w.+-])(?<v>[\w.+-]{1,64}@[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)*\.[A-Za-z]{2,})(?![\w-])/g,
  },
  { key: 'url', type: 'contact', confidence: 0.95, pattern: /(?<v>https?:\/\/[^\s<>()[\]"'`]+[\w/#])/g },
  {
    key: 'phone',
    type: 'contact',
    confidence: 0.8,
    pattern:
      /\b(?:tel|phone|fax|mobile|hotline)\b[ .:#-]{0,4}(?:no\.?[ :]{0,2})?(?<v>\+?\(?\d[\d ()-]{6,18}\d)/gi,
  },
  {
    key: 'iban',
    type: 'identifier',
    confidence: 0.95,
    pattern: /\b(?<v>[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){3,7}(?: ?[A-Z\d]{1,3})?)\b/g,
  },
  {
    key: 'ip address',
    type: 'identifier',
    confidence: 0.85,
    pattern: /(?<![\d.])(?<v>(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d))(?![\d.])/g,
  },
  {
    key: 'uuid',
    type: 'identifier',
    confidence: 0.97,
    pattern: /\b(?<v>[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12})\b/gi,
  },
  {
    key: 'invoice number',
    type: 'identifier',
    confidence: 0.88,
    pattern: new RegExp(
      `\\b(?:invoice|inv|receipt|bill|doc(?:ument)?)\\s*(?:${NUMBERED}|#)\\s*[:#]{0,2}\\s*(?<v>(?=[A-Z\\d/-]*\\d)[A-Z\\d][A-Z\\d/-]{2,30})`,
      'gi',
    ),
  },
  {
    key: 'tax number',
    type: 'identifier',
    confidence: 0.88,
    pattern: new RegExp(
      `\\b(?:gst|vat|tax|ust-?id)\\s*(?:reg\\.?|registration|id)?\\s*(?:${NUMBERED})?\\s*[:.]{0,2}\\s*(?<v>[A-Z]{0,2}\\d{8,14})\\b`,
      'gi',
    ),
  },
  {
    key: 'order number',
    type: 'identifier',
    confidence: 0.85,
    pattern: new RegExp(
      `\\b(?:purchase order|order|po|contract|account|customer|ticket|case)\\s*(?:${NUMBERED}|#)\\s*:?\\s*(?<v>(?=[A-Z\\d/-]*\\d)[A-Z\\d][A-Z\\d/-]{2,30})`,
      'gi',
    ),
  },
  {
    key: 'issue',
    type: 'identifier',
    confidence: 0.75,
    pattern:
      /(?<![\w/&-])(?<v>(?!(?:UTF|ISO|SHA|AES|RFC|GPT|COVID|IPV)-)[A-Z][A-Z\d]{1,9}-\d{1,6})(?![\w-])/g,
  },
  {
    key: 'issue',
    type: 'identifier',
    confidence: 0.7,
    pattern: /(?<![\w&.-])(?<v>(?:[\w.-]{1,60}\/[\w.-]{1,60}|[A-Za-z][\w-]{0,20})?#\d{1,6})(?![\w-])/g,
  },
  {
    key: 'standard',
    type: 'identifier',
    confidence: 0.8,
    pattern: /\b(?<v>(?:ISO(?:\/IEC)?|RFC|CVE|IEEE|EN|DIN|NIST SP)[ -]\d[\d.:-]*\d)\b/g,
  },
]

/** Addresses, numbers and keys by which things outside the document are known. */
export function identifierFacts(text: string): Fact[] {
  return RULES.flatMap(({ key, type, pattern, confidence }) =>
    [...text.matchAll(pattern)].flatMap((m) => {
      const value = m.groups?.['v']
      if (!value) return []
      const start = m.index + m[0].lastIndexOf(value)
      return [factAt(text, { start, end: start + value.length }, { type, key, confidence })]
    }),
  )
}
