import { isFunctionWord } from '../reading/lexicon.ts'
import type { Passage } from '../reading/passages.ts'
import type { Span } from '../source.ts'

const DOTTED = String.raw`(?:B\.V|N\.V|S\.A|S\.p\.A|S\.r\.l|S\.L|L\.L\.C|L\.L\.P|L\.P|P\.L\.C)\.?(?!\p{L})`
const PART = String.raw`(?:${DOTTED}|\p{Lu}\p{M}*(?: ?\.)(?=[ \n]?\p{Lu})|(?:St|Ste|Mt|Ft|Pt)\.(?=[ \n]\p{Lu})|[\p{Lu}\d]*\p{Lu}[\p{L}\p{M}\d]*(?:['’&-][\p{L}\d][\p{L}\p{M}\d]*)*)`
const JOINER = String.raw`(?:(?:of|for|and|&|de|du|des|der|für)[ \t](?:(?:the|la)[ \t])?)`
const LEGAL = String.raw`(?:[ \t]?,[ \t]*(?=(?:Inc|INC|Ltd|LTD|LLC|LLP|L\.L\.C|Corp|CORP|Limited|LIMITED|N\.A)\b))`
/** Capitalized words in a row, joined by "of", "and" and the like, or by the comma before a legal form. */
const RUN = new RegExp(
  String.raw`(?<![\p{L}\p{N}_@/.-])${PART}(?:(?:${LEGAL}|[ \t]*(?:\n[ \t]*|[ \t])${JOINER}?|(?= '?s?)['’]s[ \t])${PART})*`,
  'gu',
)

/** "Ask Quillon Hosting": what begins a request is no part of the name. */
const REQUEST =
  /^(?:Ask|Tell|Call|Contact|Inform|Invite|Remind|Request|Notify|Pay|Email|Thank|Dear|Meet|Visit)$/

/** Words in a row that may name an organization or a place. */
export type NameRun = Span & { words: readonly string[]; before: string; after: string }

/** Every run of capitalized words of a passage, without joining words at its ends. */
export function runsIn(text: string, passage: Passage): NameRun[] {
  const body = text.slice(passage.start, passage.end)
  return [...body.matchAll(RUN)].flatMap((run) => {
    const parts = [...run[0].matchAll(/\S+/g)]
    let from = 0
    let to = parts.length
    while (from < to && isFunctionWord(parts[from]?.[0] ?? '')) from += 1
    if (to - from > 1 && REQUEST.test(parts[from]?.[0] ?? '')) from += 1
    while (to > from && isFunctionWord(parts[to - 1]?.[0] ?? '')) to -= 1
    const [first, last] = [parts[from], parts[to - 1]]
    if (!first || !last) return []
    const start = passage.start + run.index + first.index
    const end = passage.start + run.index + last.index + last[0].length
    return [
      {
        start,
        end,
        words: parts.slice(from, to).map(([word]) => word),
        before: text.slice(Math.max(passage.start, start - 40), start),
        after: text.slice(end, Math.min(passage.end, end + 40)),
      },
    ]
  })
}
