import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { EmptyNotice, ErrorNotice } from '#design-system/notices.tsx'
import { t } from '../messages/index.ts'
import { explain } from './query-view.tsx'

/** Shown instead of a screen that failed. */
export function CrashView({ error }: { error: unknown }): ReactElement {
  return (
    <ErrorNotice alone {...explain(error)}>
      <Button onClick={() => location.reload()} icon="retry">
        {t('general.reload')}
      </Button>
    </ErrorNotice>
  )
}

/** Shown where an address leads nowhere, in the frame of a project or without. */
export function MissingView(): ReactElement {
  return (
    <EmptyNotice alone icon="search" title={t('error.notFound')} text={t('error.notFoundText')}>
      <Button asChild>
        <Link to="/">{t('error.goHome')}</Link>
      </Button>
    </EmptyNotice>
  )
}
