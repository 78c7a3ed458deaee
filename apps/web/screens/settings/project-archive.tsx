import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { FileButton } from '#design-system/file-button.tsx'
import { Section } from '#design-system/frame.tsx'
import { textLink } from '#design-system/navigation.tsx'
import { Text } from '#design-system/text.tsx'
import { importArchive, projectArchiveUrl, type ImportedProject } from '../../api/exchange.ts'
import { meQuery } from '../../api/me.ts'
import { useAct } from '../../frame/use-act.ts'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { useRole } from './use-role.ts'

/** The whole project as one file, and such a file as a new project. */
export function ProjectArchive(): ReactElement {
  const project = useProject()
  const client = useQueryClient()
  const { isAdmin } = useRole()
  const { act, busy } = useAct()
  const [made, setMade] = useState<ImportedProject>()
  const take = (file: File) =>
    void act(async () => {
      setMade(undefined)
      setMade(await importArchive(project.org, file))
      await client.refetchQueries(meQuery)
    })
  return (
    <Section title={t('exchange.archive')}>
      <div className="flex flex-col items-start gap-3 py-3">
        <Text look="muted">{t('exchange.archiveText')}</Text>
        {isAdmin ? (
          <div className="flex flex-wrap gap-2">
            <Button asChild>
              <a href={projectArchiveUrl(project)} download>
                {t('exchange.archiveOut')}
              </a>
            </Button>
            <FileButton
              label={busy ? t('exchange.archiveBusy') : t('exchange.archiveIn')}
              accept=".zip,application/zip"
              busy={busy}
              onFile={take}
            />
          </div>
        ) : (
          <Text look="muted">{t('settings.readOnly')}</Text>
        )}
        {made ? (
          <div role="status" className="flex flex-wrap items-center gap-3">
            <Text tone="good">
              {t('exchange.archiveMade', {
                count: Object.values(made.counts).reduce((sum, count) => sum + count, 0),
                files: made.files,
              })}
            </Text>
            {made.skipped > 0 ? (
              <Text look="muted">{t('exchange.archiveSkipped', { count: made.skipped })}</Text>
            ) : null}
            <Link
              to="/p/$org/$project"
              params={{ org: project.org, project: made.slug }}
              className={textLink}
            >
              {t('exchange.archiveOpen')}
            </Link>
          </div>
        ) : null}
      </div>
    </Section>
  )
}
