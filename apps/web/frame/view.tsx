import { useContext, type ReactElement, type ReactNode } from 'react'
import { IconButton } from '#design-system/button.tsx'
import { ViewHeader } from '#design-system/frame.tsx'
import { t } from '../messages/index.ts'
import { SideContext } from './side-context.ts'
import { useWindowTitle } from './use-window-title.ts'

/**
 * The head of a screen, with the button for the side bar where that is hidden. The window is called after it: after its
 * title where that is text, else after `name`.
 */
export function Head(props: { title: ReactNode; name?: string; children?: ReactNode }): ReactElement {
  const openSide = useContext(SideContext)
  useWindowTitle(props.name ?? (typeof props.title === 'string' ? props.title : undefined))
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
