import type { ReactElement, ReactNode } from 'react'

/** A page of settings: sections one under the other, as wide as a form reads well. */
export const Panel = (props: { wide?: boolean; children: ReactNode }): ReactElement => (
  <div className={`flex flex-col gap-8 p-4 md:px-8 md:py-6 ${props.wide ? '' : 'max-w-3xl'}`}>
    {props.children}
  </div>
)
