import { lazy, Suspense, type ReactElement } from 'react'

// The parser is needed by few texts.
const Marked = lazy(async () => ({ default: (await import('./rich-text/marked-down.tsx')).MarkedDown }))

/** Whether anything in a text could mean more than itself. */
export const hasMarks = (text: string): boolean =>
  /[*_`[\]<>#]|^ {0,3}(?:[-+]|\d{1,9}[.)])\s|https?:/m.test(text)

/**
 * A text that people wrote in Markdown: emphasis, lists, headings, quotes, code and links. HTML in it stays text, pictures
 * are links, and links lead only to web and mail addresses. Lines stay lines.
 */
export function RichText({ text }: { text: string }): ReactElement {
  const plain = <div className="break-words whitespace-pre-wrap">{text}</div>
  if (!hasMarks(text)) return plain
  return (
    <Suspense fallback={plain}>
      <Marked text={text} />
    </Suspense>
  )
}
