import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names.ts'

/** The column of a text made for reading: as wide as the eye likes. */
export function ReadingColumn({ children }: { children: ReactNode }): ReactElement {
  return <div className="mx-auto max-w-3xl px-6 py-6 text-read lg:px-10">{children}</div>
}

/** How a block of a text looks. */
export type BlockLook = 'heading' | 'paragraph' | 'item' | 'code' | 'row' | 'quote'

const looks: Record<BlockLook, string> = {
  heading: 'pt-4 pb-1 font-strong',
  paragraph: 'py-1.5 whitespace-pre-wrap',
  item: 'list-item list-inside list-disc py-0.5 pl-2 whitespace-pre-wrap',
  code: 'my-2 rounded bg-sunken p-3 font-mono text-sm whitespace-pre-wrap',
  quote: 'border-l-2 border-line-strong py-0.5 pl-3 text-muted whitespace-pre-wrap',
  row: 'border-b border-line py-1 text-sm whitespace-pre-wrap',
}

/** A block of a text. Off screen it costs no layout. */
export function ReadingBlock(props: { look: BlockLook; level?: number; children: ReactNode }): ReactElement {
  const Tag =
    props.look === 'heading' ? (props.level === 1 ? 'h2' : 'h3') : props.look === 'code' ? 'pre' : 'p'
  return (
    <Tag
      className={classNames(
        'offscreen-skip break-words',
        looks[props.look],
        props.look === 'heading' && props.level === 1 && 'text-xl',
      )}
    >
      {props.children}
    </Tag>
  )
}

/** Cells in rows. */
export function ReadingTable(props: {
  rows: { id: number; cells: { id: number; note?: string | undefined; content: ReactNode }[] }[]
}): ReactElement {
  return (
    <div className="offscreen-skip my-3 overflow-x-auto">
      <table className="min-w-full border-collapse text-sm">
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.id}>
              {row.cells.map((cell) => (
                <td key={cell.id} title={cell.note} className="border border-line px-2 py-1 align-top">
                  {cell.content}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Where a page begins. */
export function PageEdge({ children }: { children: ReactNode }): ReactElement {
  return (
    <div className="flex items-center gap-3 py-3 text-xs text-faint first:pt-0">
      <span className="h-px grow bg-line" />
      {children}
      <span className="h-px grow bg-line" />
    </div>
  )
}
