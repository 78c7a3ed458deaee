import { useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react'
import { createPortal } from 'react-dom'

/** How long the pointer rests before the text shows, and how long it may take to get over to it, in milliseconds. */
const restMs = 400
const crossMs = 120

/**
 * A short text on hover and on keyboard focus; Escape hides it. It repeats or shortens; it never holds the only copy of
 * something needed.
 */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactNode }): ReactElement {
  const holder = useRef<HTMLSpanElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [place, setPlace] = useState<{ top: number; left: number; above: boolean }>()
  const later = (ms: number, act: () => void) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(act, ms)
  }
  const show = () => {
    const around = holder.current?.firstElementChild?.getBoundingClientRect()
    if (around)
      setPlace({
        above: around.top > 40,
        top: around.top > 40 ? around.top - 4 : around.bottom + 4,
        left: Math.min(Math.max(around.left + around.width / 2, 72), innerWidth - 72),
      })
  }
  const hide = () => setPlace(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return (
    <span
      ref={holder}
      className="contents"
      onPointerEnter={(event) => {
        if (event.pointerType === 'mouse') later(restMs, show)
      }}
      onPointerLeave={() => later(crossMs, hide)}
      onPointerDown={() => later(0, hide)}
      onFocus={(event) => {
        if (event.target.matches(':focus-visible')) later(restMs, show)
      }}
      onBlur={() => later(0, hide)}
      onKeyDown={() => later(0, hide)}
    >
      {children}
      {place
        ? createPortal(
            <span
              role="tooltip"
              onPointerEnter={() => clearTimeout(timer.current)}
              onPointerLeave={() => later(crossMs, hide)}
              className="fixed z-50 max-w-72 rounded-sm bg-ink px-2 py-1 text-xs text-surface"
              style={{ left: place.left, top: place.top, translate: `-50% ${place.above ? '-100%' : '0'}` }}
            >
              {text}
            </span>,
            holder.current?.closest('dialog') ?? document.body,
          )
        : null}
    </span>
  )
}
