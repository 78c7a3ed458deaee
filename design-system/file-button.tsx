import { useRef, type ReactElement } from 'react'
import { Button } from './button.tsx'

/** A button that asks for one file. */
export function FileButton(props: {
  label: string
  busy?: boolean
  accept?: string
  onFile: (file: File) => void
}): ReactElement {
  const chooser = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button icon="upload" busy={props.busy === true} onClick={() => chooser.current?.click()}>
        {props.label}
      </Button>
      <input
        ref={chooser}
        type="file"
        hidden
        aria-label={props.label}
        accept={props.accept}
        onChange={({ target }) => {
          const [file] = target.files ?? []
          target.value = ''
          if (file) props.onFile(file)
        }}
      />
    </>
  )
}
