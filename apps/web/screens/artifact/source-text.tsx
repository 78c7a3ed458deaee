import { memo, useMemo, type ReactElement } from 'react'
import { MarkedText } from '#design-system/marked-text.tsx'
import {
  PageEdge,
  ReadingBlock,
  ReadingColumn,
  ReadingTable,
  type BlockLook,
} from '#design-system/reading.tsx'
import type { TextMark } from '#design-system/text-marks.ts'
import type { TextBlock } from '../../api/artifacts.ts'
import { t } from '../../messages/index.ts'
import { groupBlocks, type BlockGroup } from './block-groups.ts'

type SourceTextProps = {
  text: string
  blocks: readonly TextBlock[]
  marks: TextMark[]
  active: string | undefined
  onPick: (id: string) => void
}

/** The text of a source in its blocks, with page numbers and marks. Where there are no blocks, lines are. */
export function SourceText(props: SourceTextProps): ReactElement {
  const { text, blocks, marks, active } = props
  const groups = useMemo(() => groupBlocks(text, blocks), [text, blocks])
  return (
    <ReadingColumn>
      {groups.map((group, index) => {
        const touching = marks.filter((mark) => mark.start < group.end && mark.end > group.start)
        const page = group.page
        const turns = typeof page === 'number' && page !== groups[index - 1]?.page
        return (
          <div key={group.start}>
            {turns ? <PageEdge>{t('artifact.page', { page })}</PageEdge> : null}
            <Group
              text={text}
              group={group}
              marks={touching}
              active={touching.some((mark) => mark.id === active) ? active : undefined}
              onPick={props.onPick}
            />
          </div>
        )
      })}
    </ReadingColumn>
  )
}

type GroupProps = Omit<SourceTextProps, 'blocks'> & { group: BlockGroup }

/** Drawn again only when its own marks change, or become or cease to be active: a book has many blocks. */
const Group = memo(GroupView, (before, after) => {
  return (
    before.text === after.text &&
    before.group === after.group &&
    before.active === after.active &&
    before.marks.length === after.marks.length &&
    before.marks.every(
      (mark, index) =>
        mark.id === after.marks[index]?.id &&
        mark.start === after.marks[index].start &&
        mark.end === after.marks[index].end &&
        mark.quiet === after.marks[index].quiet,
    )
  )
})

function GroupView({ text, group, marks, active, onPick }: GroupProps): ReactElement {
  const marked = (block: { start: number; end: number }) => (
    <MarkedText
      text={text.slice(block.start, block.end)}
      from={block.start}
      marks={marks}
      active={active}
      onPick={onPick}
    />
  )
  if (group.rows)
    return (
      <ReadingTable
        rows={group.rows.map((row) => ({
          id: row[0]?.start ?? 0,
          cells: row.map((cell) => ({
            id: cell.start,
            note: cell.cell ? `${cell.cell.sheet} ${cell.cell.address}` : undefined,
            content: marked(cell),
          })),
        }))}
      />
    )
  return (
    <ReadingBlock look={lookOf(group.kind)} level={group.level}>
      {marked(group)}
    </ReadingBlock>
  )
}

function lookOf(kind: string): BlockLook {
  if (/heading|title/.test(kind)) return 'heading'
  if (/list/.test(kind)) return 'item'
  if (/code|pre/.test(kind)) return 'code'
  if (kind === 'table-row') return 'row'
  if (kind === 'quote' || kind === 'mail-header' || kind === 'running') return 'quote'
  return 'paragraph'
}
