import type { Nodes } from 'mdast'
import { useMemo, type ReactElement, type ReactNode } from 'react'
import { parseMarkdown, safeAddress } from './parse-markdown.ts'

/** A text in Markdown, drawn from its parsed form: nothing of it ever becomes HTML. */
export function MarkedDown({ text }: { text: string }): ReactElement {
  const root = useMemo(() => parseMarkdown(text), [text])
  return <div className="flex flex-col gap-2 break-words whitespace-pre-wrap">{inside(root)}</div>
}

const inside = (node: Nodes): ReactNode =>
  'children' in node ? node.children.map((child, at) => <Part key={at} node={child} />) : null

function Part({ node }: { node: Nodes }): ReactNode {
  switch (node.type) {
    case 'text':
    case 'html':
      return node.value
    case 'paragraph':
      return <p>{inside(node)}</p>
    case 'heading':
      return <p className="font-strong">{inside(node)}</p>
    case 'emphasis':
      return <em>{inside(node)}</em>
    case 'strong':
      return <strong className="font-strong">{inside(node)}</strong>
    case 'inlineCode':
      return <code className="rounded-sm bg-sunken px-1 font-mono text-sm">{node.value}</code>
    case 'code':
      return <pre className="rounded bg-sunken p-3 font-mono text-sm whitespace-pre-wrap">{node.value}</pre>
    case 'blockquote':
      return (
        <blockquote className="flex flex-col gap-2 border-l-2 border-line-strong pl-3">
          {inside(node)}
        </blockquote>
      )
    case 'list':
      return node.ordered ? (
        <ol start={node.start ?? 1} className="list-decimal pl-6 whitespace-normal">
          {inside(node)}
        </ol>
      ) : (
        <ul className="list-disc pl-6 whitespace-normal">{inside(node)}</ul>
      )
    case 'listItem':
      return <li className="whitespace-pre-wrap">{inside(node)}</li>
    case 'link':
      return <Address to={node.url}>{inside(node)}</Address>
    case 'image':
      return <Address to={node.url}>{node.alt || node.url}</Address>
    case 'break':
      return <br />
    case 'thematicBreak':
      return <hr className="border-line" />
    default:
      return inside(node)
  }
}

/** A link outside; one that would do anything else than lead somewhere is only its words. */
function Address({ to, children }: { to: string; children: ReactNode }): ReactElement {
  const address = safeAddress(to)
  if (address === undefined) return <>{children}</>
  return (
    <a
      href={address}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="text-accent underline underline-offset-2"
    >
      {children}
    </a>
  )
}
