import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState, type ReactElement } from 'react'
import { useKeys } from '#design-system/keys.ts'
import { EmptyNotice } from '#design-system/notices.tsx'
import type { TextMark } from '#design-system/text-marks.ts'
import { findingsQuery, textQuery } from '../../api/artifacts.ts'
import { ProblemError } from '../../api/request.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { FindingsPanel } from './findings-panel.tsx'
import { listFindings, marksOf, type Sort } from './findings.ts'
import { SourceText } from './source-text.tsx'

const noFindings = { persons: [], facts: [], topics: [], insights: [] }

/** The mark of the passage that the address names. */
const passageId = 'passage'

/** Text and findings side by side: picking one shows the other. `n` and `p` walk through the findings shown. */
export function Reader(props: {
  id: string
  passage: { start: number; end: number } | undefined
}): ReactElement {
  const { passage } = props
  const project = useProject()
  const text = useQuery(textQuery(project, props.id))
  const findings = useQuery(findingsQuery(project, props.id))
  const [active, setActive] = useState<string | undefined>(passage ? passageId : undefined)
  const [chosen, setSort] = useState<Sort>()
  const scroller = useRef<HTMLDivElement>(null)

  // A text that is still being read is no failure.
  const unread = text.error instanceof ProblemError && text.error.status === 409
  const all = useMemo(() => listFindings(findings.data ?? noFindings), [findings.data])
  const sort = chosen ?? all[0]?.sort ?? 'insights'
  const shown = useMemo(() => all.filter((finding) => finding.sort === sort), [all, sort])
  const start = passage?.start
  const end = passage?.end
  const marks = useMemo((): TextMark[] => {
    const named = start === undefined || end === undefined ? [] : [{ id: passageId, start, end }]
    return [...named, ...marksOf(all, sort)]
  }, [all, sort, start, end])

  useEffect(() => setActive(start === undefined ? undefined : passageId), [start, end])
  useEffect(() => {
    if (active === undefined) return
    const mark = scroller.current?.querySelector('mark[data-active]')
    mark?.scrollIntoView({ block: 'center', behavior: 'instant' })
  }, [active, text.data])

  const pick = (id: string) => {
    setActive(id)
    const finding = all.find((candidate) => candidate.id === id)
    if (finding) setSort(finding.sort)
  }
  const step = (by: number) => () => {
    const at = shown.findIndex((finding) => finding.id === active)
    const next = shown[at === -1 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length]
    if (next) setActive(next.id)
  }
  useKeys({ n: step(1), p: step(-1), j: step(1), k: step(-1) })

  return (
    <div className="flex min-h-0 grow flex-col lg:flex-row">
      <div ref={scroller} className="min-h-0 min-w-0 grow overflow-y-auto" tabIndex={0}>
        <QueryView query={unread ? { ...text, error: null } : text} loadingLines={16}>
          {(loaded) =>
            loaded.text.trim() === '' ? (
              <EmptyNotice icon="file" title={t('artifact.noText')} />
            ) : (
              <SourceText
                text={loaded.text}
                blocks={loaded.blocks}
                marks={marks}
                active={active}
                onPick={pick}
              />
            )
          }
        </QueryView>
      </div>
      <FindingsPanel
        query={findings}
        findings={all}
        sort={sort}
        onSort={setSort}
        active={active}
        onPick={setActive}
      />
    </div>
  )
}
