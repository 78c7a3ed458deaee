import {
  createContext,
  useCallback,
  useContext,
  useRef,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react'
import { Button, IconButton } from './button.tsx'
import { StateMark } from './badge.tsx'
import { useKeys } from './keys.ts'
import type { Tone } from './tone.ts'

type Toast = {
  id: number
  text: string
  tone: Tone
  detail?: string | undefined
  undo?: (() => void) | undefined
  action?: ToastAction | undefined
}

/** Where a toast leads: to what was made, say. */
type ToastAction = { label: string; run: () => void }

/** Says something in passing: what was done, or what went wrong; with `undo`, how to take it back. */
export type Announce = (
  text: string,
  options?: {
    tone?: Tone
    detail?: string | undefined
    undo?: (() => void) | undefined
    action?: ToastAction
  },
) => void

const ToastContext = createContext<Announce>(() => undefined)

/** The function that shows a toast. */
export const useToast = (): Announce => useContext(ToastContext)

/**
 * Shows toasts over its children. `z` undoes the latest that can be undone. Bad news stays until dismissed, what can be undone for twelve seconds, the rest for
 * five.
 */
export function ToastProvider(props: {
  dismissLabel: string
  undoLabel: string
  children: ReactNode
}): ReactElement {
  const [toasts, setToasts] = useState<Toast[]>([])
  const next = useRef(1)
  const dismiss = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), [])
  const announce = useCallback<Announce>(
    (text, options) => {
      const toast: Toast = {
        id: next.current++,
        text,
        tone: options?.tone ?? 'good',
        detail: options?.detail,
        undo: options?.undo,
        action: options?.action,
      }
      setToasts((all) => [...all.slice(-3), toast])
      if (toast.tone !== 'bad')
        setTimeout(() => dismiss(toast.id), toast.undo || toast.action ? 12_000 : 5_000)
    },
    [dismiss],
  )
  const undoable = toasts.findLast((toast) => toast.undo)
  useKeys({
    z: undoable
      ? () => {
          dismiss(undoable.id)
          undoable.undo?.()
        }
      : undefined,
  })
  return (
    <ToastContext value={announce}>
      {props.children}
      <div role="status" className="pointer-events-none fixed right-4 bottom-4 z-50 flex w-80 flex-col gap-2">
        {toasts.map((toast) => (
          <div
            key={toast.id}
            className="pointer-events-auto flex items-start gap-2 rounded border border-line-strong bg-raised py-2 pr-1 pl-3 text-sm shadow-float"
          >
            <div className="min-w-0 grow py-1">
              <StateMark tone={toast.tone}>
                <span className="whitespace-normal">{toast.text}</span>
              </StateMark>
              {toast.detail ? <p className="pl-5 text-xs text-muted">{toast.detail}</p> : null}
            </div>
            {toast.action ? (
              <Button
                size="small"
                onClick={() => {
                  dismiss(toast.id)
                  toast.action?.run()
                }}
              >
                {toast.action.label}
              </Button>
            ) : null}
            {toast.undo ? (
              <Button
                size="small"
                shortcut="Z"
                onClick={() => {
                  dismiss(toast.id)
                  toast.undo?.()
                }}
              >
                {props.undoLabel}
              </Button>
            ) : null}
            <IconButton icon="close" label={props.dismissLabel} onClick={() => dismiss(toast.id)} />
          </div>
        ))}
      </div>
    </ToastContext>
  )
}
