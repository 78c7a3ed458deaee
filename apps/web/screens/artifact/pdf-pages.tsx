import { useQueries, useQuery } from '@tanstack/react-query'
import { getDocument, GlobalWorkerOptions, TextLayer } from 'pdfjs-dist'
// Vite gives the address of the file as the default of this import.
// oxlint-disable-next-line import/default
import workerAddress from 'pdfjs-dist/build/pdf.worker.min.mjs?url'
import { useEffect, useMemo, useState, type ReactElement, type RefObject } from 'react'
import { ErrorNotice, Loading } from '#design-system/notices.tsx'
import { PdfPage, type PageMark } from '#design-system/pdf-page.tsx'
import type { TextMark } from '#design-system/text-marks.ts'
import { artifactFileUrl, placeQuery, type SourcePage } from '../../api/artifacts.ts'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'

GlobalWorkerOptions.workerSrc = workerAddress
// one and the same each time: a page is drawn anew, and its selection lost, when it changes
const library = { TextLayer }

/** How many marks are placed on the pages; a source with more shows those of the sort that is looked at first. */
const placedAtMost = 120

/** The pages of a PDF as they were made, with what was found in them marked in its place. */
export function PdfPages(props: {
  id: string
  pages: readonly SourcePage[]
  marks: TextMark[]
  active: string | undefined
  scroller: RefObject<HTMLDivElement | null>
  onPick: (id: string) => void
}): ReactElement {
  const project = useProject()
  const { id, pages, active, scroller } = props
  const file = useQuery({
    queryKey: ['pdf', project.org, project.project, id],
    queryFn: () => getDocument({ url: `${artifactFileUrl(project, id)}?inline=1` }).promise,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  const marks = useMemo(
    () =>
      props.marks
        .toSorted((a, b) => Number(a.quiet ?? false) - Number(b.quiet ?? false))
        .slice(0, placedAtMost),
    [props.marks],
  )
  const places = useQueries({ queries: marks.map((mark) => placeQuery(project, id, mark)) })
  const widest = Math.max(...pages.map((page) => page.width), 1)
  const scale = useScale(scroller, widest)
  const placed = marks.flatMap((mark, index) => {
    const place = places[index]?.data
    return place && place.page !== null ? [{ mark, page: place.page, boxes: place.boxes }] : []
  })
  const shown = placed.find(({ mark }) => mark.id === active)
  const [page, box] = [shown?.page, shown?.boxes[0]]
  const top = box?.y
  useEffect(() => {
    if (page === undefined) return
    const element = scroller.current?.querySelector<HTMLElement>(`[data-page="${page}"]`)
    if (!element || !scroller.current) return
    scroller.current.scrollTo({ top: element.offsetTop + (top ?? 0) * scale - 160 })
  }, [page, top, scale, scroller, file.data])
  if (file.error)
    return <ErrorNotice title={t('artifact.pagesFailed')} text={t('artifact.pagesFailedText')} />
  const document = file.data
  if (!document || scale === 0) return <Loading label={t('general.loading')} lines={16} />
  return (
    <div className="relative px-4">
      {pages.map((each) => (
        <PdfPage
          key={each.number}
          library={library}
          document={document}
          number={each.number}
          width={each.width}
          height={each.height}
          scale={scale}
          label={t('artifact.page', { page: each.number })}
          onPick={props.onPick}
          marks={placed
            .filter((one) => one.page === each.number)
            .flatMap(({ mark, boxes }) =>
              boxes.map((rectangle): PageMark => ({
                ...rectangle,
                id: mark.id,
                active: mark.id === active,
                quiet: mark.quiet === true,
              })),
            )}
        />
      ))}
    </div>
  )
}

/** Pixels of a point, such that the widest page fits the view, following its size. */
function useScale(scroller: RefObject<HTMLDivElement | null>, widest: number): number {
  const [scale, setScale] = useState(0)
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const fit = () => setScale(Math.min(1.6, Math.max(0.3, (element.clientWidth - 40) / widest)))
    fit()
    const watch = new ResizeObserver(fit)
    watch.observe(element)
    return () => watch.disconnect()
  }, [scroller, widest])
  return scale
}
