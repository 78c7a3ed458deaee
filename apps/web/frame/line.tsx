import { lazy, Suspense, useEffect, useRef, useState, type ReactElement } from 'react'
import { useKeys } from '#design-system/keys.ts'
import { LineMark } from '#design-system/line-mark.tsx'
import { t } from '../messages/index.ts'
import { elementAtKeyboard, targetOf, type LineTarget } from './line-target.ts'

const LineDialog = lazy(async () => ({ default: (await import('./line-dialog.tsx')).LineDialog }))

/**
 * The line: one gesture from anything shown to what it rests on and what rests on it. `l` asks it of what the keyboard
 * or the pointer is at; a mark beside what the pointer rests on does the same.
 */
export function Line(): ReactElement {
  const [target, setTarget] = useState<LineTarget>()
  const hovered = useRef<Element>(undefined)
  const [mark, setMark] = useState<{ top: number; left: number; element: Element }>()

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const over = (event: PointerEvent) => {
      if (event.pointerType !== 'mouse' || !(event.target instanceof Element)) return
      const element = event.target
      if (element.closest('[data-line-mark]')) return
      hovered.current = element
      clearTimeout(timer)
      timer = setTimeout(() => setMark(placeFor(element)), 250)
    }
    const away = () => {
      clearTimeout(timer)
      setMark(undefined)
    }
    document.addEventListener('pointerover', over)
    document.addEventListener('scroll', away, { capture: true, passive: true })
    document.addEventListener('keydown', away)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('pointerover', over)
      document.removeEventListener('scroll', away, { capture: true })
      document.removeEventListener('keydown', away)
    }
  }, [])

  useKeys({
    l: () => setTarget(targetOf(elementAtKeyboard()) ?? targetOf(hovered.current) ?? pageTarget()),
  })
  return (
    <>
      {mark ? (
        <LineMark
          label={t('line.show')}
          top={mark.top}
          left={mark.left}
          onClick={() => {
            setTarget(targetOf(mark.element))
            setMark(undefined)
          }}
        />
      ) : null}
      {target ? (
        <Suspense>
          <LineDialog
            key={`${target.id} ${target.field}`}
            target={target}
            onTarget={setTarget}
            onClose={() => setTarget(undefined)}
          />
        </Suspense>
      ) : null}
    </>
  )
}

/** The entity that a page is about, where nothing in particular is pointed at. */
const pageTarget = (): LineTarget | undefined => targetOf(document.querySelector('main [data-line-page]'))

function placeFor(element: Element): { top: number; left: number; element: Element } | undefined {
  const holder = element.closest('[data-line-field]') ?? element.closest('[data-line]:not([data-line-page])')
  if (!holder || holder.querySelector('input, textarea, select')) return undefined
  const place = holder.getBoundingClientRect()
  return {
    top: place.top + Math.min(place.height / 2, 16) - 10,
    left: Math.min(place.right, innerWidth - 8) - 24,
    element,
  }
}
