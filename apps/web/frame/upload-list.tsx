import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { StateMark } from '#design-system/badge.tsx'
import { Button } from '#design-system/button.tsx'
import { plainLink } from '#design-system/navigation.tsx'
import { ProgressBar } from '#design-system/progress-bar.tsx'
import { Tray } from '#design-system/tray.tsx'
import { Text } from '#design-system/text.tsx'
import type { Tone } from '#design-system/tone.ts'
import { t } from '../messages/index.ts'
import { useUploads, type Upload } from './uploads.tsx'
import { useProject } from './use-project.ts'

/** The files on their way, those to one record where it is named, and how far they are. Gone when there are none. */
export function UploadList({ attachedTo }: { attachedTo?: string }): ReactElement | null {
  const { uploads: all, clear, resume } = useUploads()
  const uploads = attachedTo === undefined ? all : all.filter((upload) => upload.attachedTo === attachedTo)
  if (uploads.length === 0) return null
  const done = uploads.filter((upload) => !['waiting', 'sending', 'paused'].includes(upload.state)).length
  const sum = uploads.reduce((total, upload) => total + (upload.state === 'failed' ? 1 : upload.part), 0)
  return (
    <Tray label={t('library.uploads')}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
        <Text strong>{t('library.uploads')}</Text>
        <Text look="faint">{t('library.done', { done, total: uploads.length })}</Text>
        <div className="min-w-24 grow">
          <ProgressBar label={t('library.uploads')} value={sum / uploads.length} />
        </div>
        {uploads.some((upload) => upload.state === 'failed') ? (
          <Button
            size="small"
            icon="retry"
            onClick={() =>
              uploads.filter((upload) => upload.state === 'failed').forEach((upload) => resume(upload.id))
            }
          >
            {t('library.retryAll')}
          </Button>
        ) : null}
        <Button size="small" look="quiet" onClick={clear}>
          {t('library.clear')}
        </Button>
      </div>
      <ul className="flex max-h-40 flex-col overflow-y-auto pb-2">
        {uploads.map((upload) => (
          <UploadLine key={upload.id} upload={upload} />
        ))}
      </ul>
    </Tray>
  )
}

const tones: Record<Upload['state'], Tone> = {
  waiting: 'unknown',
  sending: 'accent',
  paused: 'attention',
  sent: 'good',
  duplicate: 'attention',
  failed: 'bad',
}

function UploadLine({ upload }: { upload: Upload }): ReactElement {
  const project = useProject()
  const { pause, resume, giveUp } = useUploads()
  const said = {
    waiting: t('library.waiting'),
    sending: `${Math.round(upload.part * 100)}%`,
    paused: t('library.paused'),
    sent: t('general.saved'),
    duplicate: t('library.duplicate'),
    failed: upload.problem ?? t('library.failed'),
  }[upload.state]
  return (
    <li className="flex min-h-7 flex-wrap items-center gap-x-3 px-4 py-0.5">
      <div className="min-w-32 flex-1">
        {upload.entityId ? (
          <Link
            to="/p/$org/$project/library/$id"
            params={{ ...project, id: upload.entityId }}
            className={plainLink}
          >
            <Text look="small" truncate>
              {upload.name}
            </Text>
          </Link>
        ) : (
          <Text look="small" truncate>
            {upload.name}
          </Text>
        )}
      </div>
      {upload.state === 'sending' ? (
        <div className="w-32">
          <ProgressBar label={upload.name} value={upload.part} />
        </div>
      ) : null}
      <span className="min-w-0" title={said}>
        <Text look="small">
          <StateMark tone={tones[upload.state]}>{said}</StateMark>
        </Text>
      </span>
      {upload.state === 'sending' || upload.state === 'waiting' ? (
        <Button size="small" look="quiet" onClick={() => pause(upload.id)}>
          {t('library.pause')}
        </Button>
      ) : null}
      {upload.state === 'paused' || upload.state === 'failed' ? (
        <>
          <Button size="small" onClick={() => resume(upload.id)}>
            {upload.state === 'paused' ? t('library.resume') : t('general.retry')}
          </Button>
          <Button size="small" look="quiet" onClick={() => giveUp(upload.id)}>
            {t('library.giveUp')}
          </Button>
        </>
      ) : null}
    </li>
  )
}
