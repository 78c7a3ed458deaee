import { useContext, type ReactElement, type ReactNode } from 'react'
import { IconButton } from '#design-system/button.tsx'
import { ViewHeader } from '#design-system/frame.tsx'
import { t } from '../messages/index.ts'
import { SideContext } from './side-context.ts'

/** The head of a screen, with the button for the side bar where that is hidden. */
export function Head(props: { title: ReactNode; children?: ReactNode }): ReactElement {
  const openSide = useContext(SideContext)
  return (
    <ViewHeader
      title={props.title}
      before={
        <span className="md:hidden">
          <IconButton icon="menu" label={t('frame.openMenu')} onClick={openSide} />
        </span>
      }
    >
      {props.children}
    </ViewHeader>
  )
}
