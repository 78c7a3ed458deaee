import { Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useState, type ReactElement } from 'react'
import { AppFrame } from '#design-system/frame.tsx'
import { useKeys } from '#design-system/keys.ts'
import { t } from '../messages/index.ts'
import { ProblemError } from '../api/problem.ts'
import { ConnectionNotice } from './connection-notice.tsx'
import { MissingView } from './crash-view.tsx'
import { Line } from './line.tsx'
import { Palette } from './palette.tsx'
import { SessionGuard } from './session-guard.tsx'
import { ShortcutList } from './shortcut-list.tsx'
import { SideBar } from './side-bar.tsx'
import { SideContext } from './side-context.ts'
import { UploadsProvider } from './uploads.tsx'
import { useKeptFocus } from './use-kept-focus.ts'
import { useKinds, useProject } from './use-project.ts'
import { useDesktopNotices } from './use-unread.ts'
import { useLiveUpdates } from './use-live-updates.ts'

/** What surrounds every screen of a project: side bar, palette, shortcuts, live updates, uploads. */
export function ProjectFrame(): ReactElement {
  const project = useProject()
  const { kinds, query } = useKinds()
  const isNowhere = query.error instanceof ProblemError && query.error.status === 404
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const [sideOpen, setSideOpen] = useState(false)
  const [paletteOpen, setPaletteOpen] = useState(false)
  const [helpOpen, setHelpOpen] = useState(false)
  useLiveUpdates(project, kinds)
  useDesktopNotices()
  useEffect(() => localStorage.setItem('project', `${project.org}/${project.project}`), [project])
  const closeSide = useCallback(() => setSideOpen(false), [])
  useEffect(closeSide, [closeSide, pathname])
  useKeptFocus()

  useKeys({
    'mod+k': () => setPaletteOpen((open) => !open),
    '/': () => void navigate({ to: '/p/$org/$project/search', params: project }),
    'g h': () => void navigate({ to: '/p/$org/$project', params: project }),
    'g l': () => void navigate({ to: '/p/$org/$project/library', params: project }),
    'g n': () => void navigate({ to: '/p/$org/$project/notifications', params: project }),
    'g i': () => void navigate({ to: '/p/$org/$project/inbox', params: project }),
    '?': () => setHelpOpen(true),
  })

  return (
    <UploadsProvider key={`${project.org}/${project.project}`} project={project}>
      <SideContext value={() => setSideOpen(true)}>
        <AppFrame
          skipLabel={t('general.skip')}
          sideOpen={sideOpen}
          onSideClose={closeSide}
          side={<SideBar onPalette={() => setPaletteOpen(true)} onHelp={() => setHelpOpen(true)} />}
        >
          <ConnectionNotice />
          {isNowhere ? <MissingView /> : <Outlet />}
        </AppFrame>
        <Palette open={paletteOpen} onClose={() => setPaletteOpen(false)} />
        <SessionGuard />
        <Line />
        <ShortcutList open={helpOpen} onClose={() => setHelpOpen(false)} />
      </SideContext>
    </UploadsProvider>
  )
}
