import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useMemo, useRef, useState, type ReactElement } from 'react'
import { useKeys } from '#design-system/keys.ts'
import { EmptyNotice } from '#design-system/notices.tsx'
import type { TextMark } from '#design-system/text-marks.ts'
import { findingsQuery, textQuery, type Findings } from '../../api/artifacts.ts'
import { linksQuery } from '../../api/links.ts'
import { ProblemError } from '../../api/problem.ts'
import { QueryView, Waiting } from '../../frame/query-view.tsx'
import { useProject } from '../../frame/use-project.ts'
import { reading, t } from '../../messages/index.ts'
import { FindingsPanel } from './findings-panel.tsx'
import { listFindings, marksOf, type Sort } from './findings.ts'
import { SourceText } from './source-text.tsx'
import { useWords } from './use-words.ts'
import { sentenceAfter } from './words-selected.ts'
import { WordsBar } from './words-bar.tsx'

// The PDF library is large and needed by few.
const PdfPages = lazy(() => import('./pdf-pages.tsx').then(({ PdfPages: Pages }) => ({ default: Pages })))

const noFindings: Findings = {
  persons: [],
  organizations: [],
  places: [],
  facts: [],
  topics: [],
  insights: [],
}

/** The mark of the passage that the address names. */
const passageId = 'passage'

/** The mark of the words that are selected. */
const selectedId = 'selected'

/**
 * Text or pages and findings side by side: picking one shows the other. `n` and `p` walk through the findings shown.
 * Whatever words are selected can become a record that rests on them.
 */
export function Reader(props: {
  id: string
  passage: { start: number; end: number } | undefined
  view: 'text' | 'pages'
  /** Whether what was found is marked. */
  layer: boolean
}): ReactElement {
  const { passage, layer } = props
  const project = useProject()
  const text = useQuery(textQuery(project, props.id))
  const findings = useQuery(findingsQuery(project, props.id))
  const links = useQuery(linksQuery(project, 'artifacts', props.id))
  const [active, setActive] = useState<string | undefined>(passage ? passageId : undefined)
  const [chosen, setSort] = useState<Sort | 'resting'>()
  const scroller = useRef<HTMLDivElement>(null)
  const { words, set, clear } = useWords(scroller, text.data)
  const read = text.data?.text

  // A text that is still being read is no failure.
  const unread = text.error instanceof ProblemError && text.error.status === 409
  const all = useMemo(() => listFindings(findings.data ?? noFindings), [findings.data])
  const resting = useMemo(
    () =>
      (links.data?.items ?? []).filter(
        (link) => link.direction === 'in' && link.span && link.other.kind !== 'suggestion',
      ),
    [links.data],
  )
  const sort = chosen ?? all[0]?.sort ?? 'insights'
  const shown = useMemo(() => all.filter((finding) => finding.sort === sort), [all, sort])
  const start = passage?.start
  const end = passage?.end
  const marks = useMemo((): TextMark[] => {
    const named = start === undefined || end === undefined ? [] : [{ id: passageId, start, end }]
    const selected = words ? [{ id: selectedId, ...words }] : []
    if (!layer) return [...named, ...selected]
    const rested = resting.flatMap((link) =>
      link.span
        ? [
            {
              id: `resting-${link.id}`,
              start: link.span.start,
              end: link.span.end,
              quiet: sort !== 'resting',
            },
          ]
        : [],
    )
    return [...named, ...selected, ...rested, ...marksOf(all, sort)]
  }, [all, layer, resting, sort, start, end, words])

  useEffect(() => setActive(start === undefined ? undefined : passageId), [start, end])
  useEffect(() => {
    if (active === undefined || props.view === 'pages') return
    const mark = scroller.current?.querySelector('mark[data-active]')
    mark?.scrollIntoView({ block: 'center', behavior: 'instant' })
  }, [active, text.data, props.view, words?.end])

  const pick = (id: string) => {
    setActive(id)
    const finding = all.find((candidate) => candidate.id === id)
    if (finding) setSort(finding.sort)
    else if (id.startsWith('resting-')) setSort('resting')
  }
  const step = (by: number) => () => {
    const ids = sort === 'resting' ? resting.map((link) => `resting-${link.id}`) : shown.map(({ id }) => id)
    const at = ids.indexOf(active ?? '')
    const next = ids[at === -1 ? (by > 0 ? 0 : ids.length - 1) : (at + by + ids.length) % ids.length]
    if (next !== undefined) setActive(next)
  }
  const nextSentence = (widen: boolean) => () => {
    if (read === undefined) return
    const next = sentenceAfter(read, words?.end ?? passage?.start ?? 0, reading.language)
    if (!next) return
    set(widen && words ? { start: words.start, end: next.end } : next)
    setActive(selectedId)
  }
  useKeys({
    n: step(1),
    p: step(-1),
    j: step(1),
    k: step(-1),
    s: nextSentence(false),
    w: nextSentence(true),
    m: () => document.querySelector<HTMLElement>('[role="toolbar"] button')?.focus(),
    Escape: clear,
  })

  return (
    <div className="flex min-h-0 grow flex-col lg:flex-row">
      <div ref={scroller} className="relative min-h-0 min-w-0 grow overflow-y-auto" tabIndex={0}>
        <QueryView query={unread ? { ...text, error: null } : text} loadingLines={16}>
          {(loaded) =>
            props.view === 'pages' && loaded.pages ? (
              <Suspense fallback={<Waiting />}>
                <PdfPages
                  id={props.id}
                  pages={loaded.pages}
                  marks={marks}
                  active={active}
                  scroller={scroller}
                  onPick={pick}
                />
              </Suspense>
            ) : loaded.text.trim() === '' ? (
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
        {words && text.data ? (
          <WordsBar artifactId={props.id} text={text.data.text} words={words} onDone={clear} />
        ) : null}
      </div>
      <FindingsPanel
        query={findings}
        findings={all}
        resting={resting}
        sort={sort}
        onSort={setSort}
        active={active}
        onPick={setActive}
      />
    </div>
  )
}
