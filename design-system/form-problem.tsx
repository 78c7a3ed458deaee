import type { ReactElement } from 'react'

/** Why a form was not taken, at its end and said aloud. Nothing where there is no problem. */
export function FormProblem({ text }: { text: string | undefined }): ReactElement | null {
  return text === undefined ? null : (
    <p role="alert" className="col-span-full text-sm text-bad wrap-anywhere">
      {text}
    </p>
  )
}
