import { isoDate } from '../iso-date.ts'
import type { TextWriter } from '../text-writer.ts'
import { decodeBytes, encodingOfCharset, encodingOfPage } from './rtf-encoding.ts'
import { RtfParagraphs } from './rtf-paragraphs.ts'
import type { RtfToken } from './rtf-tokens.ts'

/** Where text of a group goes. */
type Destination = 'body' | 'skip' | 'fonts' | 'styles' | 'info' | 'label' | 'running' | 'note'

type Group = {
  to: Destination
  /** the entry of the document's information that is being read */
  entry: string
  font: number
  /** characters to leave out after each \u */
  skip: number
  hidden: boolean
  starred: boolean
}

const skipped = new Set(
  (
    'colortbl pict object objdata result themedata colorschememapping datastore latentstyles listtable ' +
    'listoverridetable list listoverride listlevel leveltext levelnumbers listname rsidtbl generator xmlnstbl fldinst bkmkstart bkmkend nonshppict sp filetbl revtbl ' +
    'listpicture mmathPr annotation atnid atnauthor atnref atndate atnicn template userprops pgptbl xe tc'
  ).split(' '),
)
// Of the groups that old readers may ignore, those whose text is the document's own.
const kept = new Set(['shpinst', 'shptxt', 'footnote', 'listtext', 'pntext', 'pn'])
const entries = new Set(['title', 'subject', 'author', 'keywords', 'company', 'operator', 'doccomm'])
const characters = new Map([
  ['tab', '\t'],
  ['line', '\n'],
  ['lquote', '\u2018'],
  ['rquote', '\u2019'],
  ['ldblquote', '\u201C'],
  ['rdblquote', '\u201D'],
  ['bullet', '\u2022'],
  ['endash', '\u2013'],
  ['emdash', '\u2014'],
  ['emspace', ' '],
  ['enspace', ' '],
])

/** A rich text document in the making: takes its pieces one after the other and writes blocks. */
export class RtfDocument {
  readonly info = new Map<string, string>()
  readonly dates = new Map<string, string>()
  readonly #paragraphs: RtfParagraphs
  readonly #fonts = new Map<number, string>()
  #encoding = 'windows-1252'
  #groups: Group[] = []
  #group: Group = { to: 'body', entry: '', font: 0, skip: 1, hidden: false, starred: false }
  #bytes: number[] = []
  #leaveOut = 0
  #time: { name: string; parts: Map<string, number> } | undefined

  constructor(writer: TextWriter) {
    this.#paragraphs = new RtfParagraphs(writer)
  }

  /** Takes the next piece. */
  take(token: RtfToken): void {
    if (token.kind === 'text' || token.kind === 'byte') {
      this.#gather(token)
      return
    }
    this.#flush()
    if (token.kind === 'open') {
      this.#groups.push(this.#group)
      this.#group = { ...this.#group, starred: false }
      this.#leaveOut = 0
    } else if (token.kind === 'close') this.#close()
    else this.#word(token.word, token.value)
  }

  /** Writes what is still open. */
  end(): void {
    this.#flush()
    this.#paragraphs.end()
  }

  // Letters of many encodings are two bytes, of which the second may stand there as plain text.
  #gather(token: { kind: 'text'; text: string } | { kind: 'byte'; byte: number }): void {
    const codes =
      token.kind === 'byte' ? [token.byte] : Array.from(token.text, (letter) => letter.charCodeAt(0))
    const from = Math.min(this.#leaveOut, codes.length)
    this.#leaveOut -= from
    for (let index = from; index < codes.length; index += 1) this.#bytes.push(codes[index] ?? 0)
  }

  #flush(): void {
    if (this.#bytes.length === 0) return
    const text = decodeBytes(this.#bytes, this.#fonts.get(this.#group.font) ?? this.#encoding)
    this.#bytes = []
    this.#say(text)
  }

  #say(text: string): void {
    const { to, hidden, entry } = this.#group
    if (to === 'info') this.info.set(entry, (this.info.get(entry) ?? '') + text)
    else if (to === 'styles') this.#paragraphs.styleText(text)
    else if (!hidden && to !== 'skip' && to !== 'fonts') this.#paragraphs.say(text, to)
  }

  #close(): void {
    const { to } = this.#group
    const outer = this.#groups.pop()
    if (!outer) return
    if (to === 'styles') this.#paragraphs.endStyle()
    if (to !== outer.to && (to === 'running' || to === 'note')) this.#paragraphs.endAside(to)
    if (this.#time && outer.to === 'info') this.#endTime()
    this.#group = outer
    this.#leaveOut = 0
  }

  #word(word: string, value: number | undefined): void {
    if (word === 'u') {
      this.#say(String.fromCharCode((value ?? 0) & 0xffff))
      this.#leaveOut = value === 0xa0 || value === 0x2011 || value === 0xad ? 0 : this.#group.skip
      return
    }
    if (this.#leaveOut > 0) {
      this.#leaveOut -= 1
      return
    }
    const group = this.#group
    if (word === '*') group.starred = true
    else if (group.to === 'skip') return
    else if (this.#destination(word)) return
    else if (word === 'ansicpg') this.#encoding = encodingOfPage(value ?? 1_252)
    else if (word === 'mac') this.#encoding = 'macintosh'
    else if (word === 'uc') group.skip = value ?? 1
    else if (word === 'f') group.font = value ?? 0
    else if (word === 'plain') group.hidden = false
    else if (word === 'v') group.hidden = value !== 0
    else if (word === 'deleted') group.hidden = value !== 0
    else if (group.to === 'fonts' && word === 'fcharset') this.#font(value ?? 0)
    else if (group.to === 'info') this.#time?.parts.set(word, value ?? 0)
    else if (characters.has(word)) this.#say(characters.get(word) ?? '')
    else this.#paragraphs.control(word, value, group.to)
  }

  /** Whether a word begins a destination; then the group's text goes there. */
  #destination(word: string): boolean {
    const group = this.#group
    if (skipped.has(word) || (group.starred && !kept.has(word))) group.to = 'skip'
    else if (word === 'fonttbl') group.to = 'fonts'
    else if (word === 'stylesheet') group.to = 'styles'
    else if (word === 'info') Object.assign(group, { to: 'info', entry: '' })
    else if (group.to === 'info' && entries.has(word)) group.entry = word
    else if (group.to === 'info' && /^(?:creatim|revtim|printim|buptim)$/.test(word))
      this.#time = { name: word, parts: new Map() }
    else if (word === 'listtext' || word === 'pntext') group.to = 'label'
    else if (/^(?:header|footer)[lrf]?$/.test(word)) group.to = 'running'
    else if (word === 'footnote') group.to = 'note'
    else return false
    group.starred = false
    return true
  }

  #font(charset: number): void {
    const encoding = encodingOfCharset(charset)
    if (encoding) this.#fonts.set(this.#group.font, encoding)
  }

  #endTime(): void {
    const { name, parts } = this.#time ?? { name: '', parts: new Map<string, number>() }
    this.#time = undefined
    const two = (key: string): string => String(parts.get(key) ?? 1).padStart(2, '0')
    const date = isoDate(`${String(parts.get('yr') ?? 0).padStart(4, '0')}-${two('mo')}-${two('dy')}`)
    if (date && parts.has('yr')) this.dates.set(name, date)
  }
}
