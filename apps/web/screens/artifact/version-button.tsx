import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { FileButton } from '#design-system/file-button.tsx'
import { projectKey } from '../../api/project.ts'
import { uploadVersion } from '../../api/uploads.ts'
import { useAct } from '../../frame/use-act.ts'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'

/** Adds a newer version of a source and goes there. */
export function VersionButton({ id }: { id: string }): ReactElement {
  const project = useProject()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { act, busy } = useAct()
  return (
    <FileButton
      label={t('artifact.addVersion')}
      busy={busy}
      onFile={(file) =>
        void act(async () => {
          const made = await uploadVersion(project, id, file)
          await client.invalidateQueries({ queryKey: [...projectKey(project), 'artifacts'] })
          await navigate({ to: '/p/$org/$project/library/$id', params: { ...project, id: made.id } })
        }, t('artifact.versionAdded'))
      }
    />
  )
}
