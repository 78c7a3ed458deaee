import { useEffect, useRef, useState, type ReactElement } from 'react'
import type { PDFDocumentProxy, TextLayer } from 'pdfjs-dist'

/** A marked rectangle on a page, in points from its upper left corner. */
export type PageMark = {
  id: string
  x: number
  y: number
  width: number
  height: number
  active: boolean
  quiet: boolean
}

type Library = { TextLayer: typeof TextLayer }

/**
 * One page of a PDF: drawn once it comes near the view, with its text above it for selecting, and marks over it. Sizes
 * are points; `scale` says how many pixels a point takes.
 */
export function PdfPage(props: {
  library: Library
  document: PDFDocumentProxy
  number: number
  width: number
  height: number
  scale: number
  label: string
  marks: PageMark[]
  onPick: (id: string) => void
}): ReactElement {
  const { library, document: file, number, scale } = props
  const frame = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const text = useRef<HTMLDivElement>(null)
  const [near, setNear] = useState(false)

  useEffect(() => {
    const element = frame.current
    if (!element) return
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setNear(true)
      },
      { rootMargin: '600px' },
    )
    watch.observe(element)
    return () => watch.disconnect()
  }, [])

  useEffect(() => {
    const [surface, layer] = [canvas.current, text.current]
    if (!near || !surface || !layer) return
    let stop = (): void => undefined
    let gone = false
    const draw = async (): Promise<void> => {
      const page = await file.getPage(number)
      if (gone) return
      const sharp = Math.min(window.devicePixelRatio, 2)
      const viewport = page.getViewport({ scale })
      surface.width = Math.floor(viewport.width * sharp)
      surface.height = Math.floor(viewport.height * sharp)
      const work = page.render({
        canvas: surface,
        viewport,
        ...(sharp === 1 ? {} : { transform: [sharp, 0, 0, sharp, 0, 0] }),
      })
      layer.replaceChildren()
      const words = new library.TextLayer({
        textContentSource: page.streamTextContent(),
        container: layer,
        viewport,
      })
      stop = () => {
        work.cancel()
        words.cancel()
      }
      await Promise.all([work.promise, words.render()])
    }
    // Leaving the page while it is drawn is no failure.
    draw().catch(() => undefined)
    return () => {
      gone = true
      stop()
    }
  }, [near, file, library, number, scale])

  return (
    <div
      ref={frame}
      role="region"
      aria-label={props.label}
      data-page={number}
      className="relative mx-auto my-3 scroll-my-4 overflow-hidden border border-line bg-on-accent"
      style={{
        width: props.width * scale,
        height: props.height * scale,
        ['--total-scale-factor' as string]: String(scale),
      }}
    >
      <canvas ref={canvas} className="absolute inset-0 size-full" />
      {props.marks.map((mark, index) => (
        <div
          key={`${mark.id} ${index}`}
          data-active={mark.active || undefined}
          onClick={() => props.onPick(mark.id)}
          className={`absolute z-[2] cursor-pointer rounded-[2px] mix-blend-multiply ${mark.active ? 'bg-[#ffdf70] shadow-[0_2px_0_#8a5a00]' : mark.quiet ? 'border-b border-dotted border-[#8e8e98]' : 'bg-[#fff3c4]'}`}
          style={{
            left: mark.x * scale,
            top: mark.y * scale,
            width: mark.width * scale,
            height: mark.height * scale,
          }}
        />
      ))}
      <div ref={text} className="pdf-text" />
    </div>
  )
}
