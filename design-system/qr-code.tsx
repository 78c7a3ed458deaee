import { useMemo, type ReactElement } from 'react'
import { encode } from 'uqr'

/** A text as a QR code, dark on light in both themes since cameras read it so. `label` says what it is. */
export function QrCode({ text, label }: { text: string; label: string }): ReactElement {
  const { data, size } = useMemo(() => encode(text, { border: 2 }), [text])
  const squares = data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('')
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-44 rounded border border-line bg-on-accent text-[#111114]"
    >
      <path d={squares} fill="currentColor" />
    </svg>
  )
}
