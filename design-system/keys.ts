import { useEffect, useRef } from 'react'

/** Keys and what they do. `mod+k` is Command on a Mac and Control elsewhere; two keys in a row are written `g i`. */
export type KeyBindings = Record<string, ((event: KeyboardEvent) => void) | undefined>

/** What the key of `mod+` is called on this machine, with what joins it to the next key. */
export const modKey = /Mac|iP/.test(navigator.platform) ? '⌘' : 'Ctrl '

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

const modalOpen = (): boolean => document.querySelector('dialog[open], [role="menu"]') !== null

/** First keys of the sequences that are bound anywhere now: after one of them no plain key is meant. */
const beginnings = new Map<string, number>()

const countBeginnings = (bindings: KeyBindings, by: 1 | -1): void => {
  for (const name of Object.keys(bindings)) {
    const [first = '', second] = name.split(' ')
    if (second !== undefined) beginnings.set(first, (beginnings.get(first) ?? 0) + by)
  }
}

/**
 * Binds keys for as long as the component is shown. Plain keys are left alone while someone types and while a dialog
 * or menu is open; `mod+` keys work everywhere.
 */
export function useKeys(bindings: KeyBindings, enabled = true): void {
  const latest = useRef(bindings)
  useEffect(() => {
    latest.current = bindings
  })
  useEffect(() => {
    if (!enabled) return
    const bound = latest.current
    countBeginnings(bound, 1)
    let pending = ''
    let pendingAt = 0
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return
      const mod = event.metaKey || event.ctrlKey
      const name = event.key.length === 1 ? event.key.toLowerCase() : event.key
      if (mod) {
        run(latest.current[`mod+${name}`], event)
        return
      }
      if (event.altKey || typing(event.target) || modalOpen()) return
      const begun = event.timeStamp - pendingAt < 900 && (beginnings.get(pending) ?? 0) > 0
      const sequence = `${pending} ${name}`
      pending = begun ? '' : name
      pendingAt = event.timeStamp
      if (begun) return run(latest.current[sequence], event)
      if (event.key === 'Enter' && ownsEnter(event.target)) return
      run(latest.current[name], event)
    }
    document.addEventListener('keydown', listen)
    return () => {
      countBeginnings(bound, -1)
      document.removeEventListener('keydown', listen)
    }
  }, [enabled])
}

/** A focused button or link answers Enter itself. */
const ownsEnter = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('a[href], button, summary, [role="tab"]') !== null

function run(binding: ((event: KeyboardEvent) => void) | undefined, event: KeyboardEvent): void {
  if (!binding) return
  event.preventDefault()
  binding(event)
}

/** Keys that move through a list: j/k, arrows, Home and End. */
export const moveKeys = (count: number, index: number, move: (index: number) => void): KeyBindings => {
  const to = (next: number) => () => {
    if (count > 0) move(Math.min(count - 1, Math.max(0, next)))
  }
  return {
    j: to(index + 1),
    ArrowDown: to(index + 1),
    k: to(index - 1),
    ArrowUp: to(index - 1),
    Home: to(0),
    End: to(count - 1),
  }
}
