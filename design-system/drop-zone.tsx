import { useRef, useState, type DragEvent, type ReactElement, type ReactNode } from 'react'
import { droppedFiles } from './dropped-files.ts'

/** An area that takes dropped files and folders. `children` gets a function that opens the file chooser instead. */
export function DropZone(props: {
  label: string
  /** Takes nothing, and is no more than a box. */
  disabled?: boolean
  onFiles: (files: File[]) => void
  children: (browse: () => void) => ReactNode
}): ReactElement {
  const chooser = useRef<HTMLInputElement>(null)
  const depth = useRef(0)
  const [over, setOver] = useState(false)
  const takes = (event: DragEvent): boolean =>
    props.disabled !== true && event.dataTransfer.types.includes('Files')
  return (
    <div
      className="relative flex min-h-0 grow flex-col"
      onDragEnter={(event) => {
        if (!takes(event)) return
        depth.current += 1
        setOver(true)
      }}
      onDragLeave={() => {
        depth.current = Math.max(0, depth.current - 1)
        if (depth.current === 0) setOver(false)
      }}
      onDragOver={(event) => {
        if (takes(event)) event.preventDefault()
      }}
      onDrop={(event) => {
        if (!takes(event)) return
        event.preventDefault()
        depth.current = 0
        setOver(false)
        void droppedFiles(event.dataTransfer).then(props.onFiles)
      }}
    >
      {props.children(() => chooser.current?.click())}
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label={props.label}
        onChange={(event) => {
          props.onFiles([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      {over ? (
        <div className="pointer-events-none absolute inset-2 z-20 flex items-center justify-center rounded-lg border-2 border-dashed border-accent bg-accent-soft/90 text-lg font-strong text-accent">
          {props.label}
        </div>
      ) : null}
    </div>
  )
}
