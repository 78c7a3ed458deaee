import type { Span } from '../engine/index.ts'

/** What a labelled name names. Other types of a file are left out. */
export type NameType = 'PER' | 'ORG' | 'LOC'

/** A document of a CoNLL file as running text, with where each token and each labelled name stands in it. */
export interface LabelledDocument {
  text: string
  tokens: Span[]
  /** names as half-open ranges of token numbers */
  names: { type: NameType; from: number; to: number }[]
}

const TYPES: Readonly<Record<string, NameType>> = {
  per: 'PER',
  person: 'PER',
  org: 'ORG',
  organization: 'ORG',
  organisation: 'ORG',
  corporation: 'ORG',
  loc: 'LOC',
  location: 'LOC',
  place: 'LOC',
  gpe: 'LOC',
}

/**
 * Reads CoNLL columns (token first, tag last; IOB1 or IOB2): tokens joined by blanks, a sentence a line, documents
 * parted by `-DOCSTART-`, else every 50 sentences.
 */
export const readConll = (content: string): LabelledDocument[] => {
  const documents: LabelledDocument[] = []
  let sentences: { token: string; tag: string }[][] = []
  let sentence: { token: string; tag: string }[] = []
  const endSentence = (): void => {
    if (sentence.length > 0) sentences.push(sentence)
    sentence = []
  }
  const endDocument = (): void => {
    endSentence()
    if (sentences.length > 0) documents.push(documentOf(sentences))
    sentences = []
  }
  const marked = content.includes('-DOCSTART-')
  for (const line of content.split('\n')) {
    const columns = line.trim().split(/[\t ]+/)
    const [token = '', tag = 'O'] = [columns[0], columns.at(-1)]
    if (token === '-DOCSTART-') endDocument()
    else if (token === '') {
      endSentence()
      if (!marked && sentences.length === 50) endDocument()
    } else sentence.push({ token, tag })
  }
  endDocument()
  return documents
}

const documentOf = (sentences: readonly { token: string; tag: string }[][]): LabelledDocument => {
  const document: LabelledDocument = { text: '', tokens: [], names: [] }
  for (const sentence of sentences) {
    let open: { type: NameType; from: number; to: number; raw: string } | undefined
    const close = (): void => {
      if (open) document.names.push({ type: open.type, from: open.from, to: open.to })
      open = undefined
    }
    for (const [index, { token, tag }] of sentence.entries()) {
      const at = document.tokens.length
      if (index > 0) document.text += ' '
      document.tokens.push({ start: document.text.length, end: document.text.length + token.length })
      document.text += token
      const raw = tag.slice(2)
      const type = TYPES[raw.toLowerCase()]
      if (open && (tag.startsWith('B') || raw !== open.raw)) close()
      if (open) open.to = at + 1
      else if (type) open = { type, from: at, to: at + 1, raw }
    }
    close()
    document.text += '\n'
  }
  return document
}
