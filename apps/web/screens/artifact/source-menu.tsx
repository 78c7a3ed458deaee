import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState, type ReactElement } from 'react'
import { IconButton } from '#design-system/button.tsx'
import { Menu, type MenuItem } from '#design-system/menu.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { useToast } from '#design-system/toast.tsx'
import type { Artifact } from '../../api/artifacts.ts'
import { newChange } from '../../api/changes.ts'
import { deleteEntity } from '../../api/entities.ts'
import { projectKey } from '../../api/project.ts'
import { FieldDialog } from '../../entities/field-form.tsx'
import { useProject } from '../../frame/use-project.ts'
import { useUndo } from '../../frame/use-undo.ts'
import { t } from '../../messages/index.ts'

const FindAnew = lazy(async () => ({ default: (await import('./find-anew.tsx')).FindAnew }))

/** What is done with a source less often: going through it anew, its page as a record, deleting it. */
export function SourceMenu({ source }: { source: Artifact }): ReactElement {
  const project = useProject()
  const navigate = useNavigate()
  const client = useQueryClient()
  const announce = useToast()
  const undo = useUndo()
  const [asked, setAsked] = useState<'anew' | 'delete'>()
  const close = () => setAsked(undefined)
  const present = source.deleted_at === null
  const items: MenuItem[] = [
    {
      label: t('artifact.asRecord'),
      icon: 'clock',
      onSelect: () =>
        void navigate({
          to: '/p/$org/$project/$collection/$key',
          params: { ...project, collection: 'artifacts', key: source.key },
        }),
    },
    ...(present && source.abilities.edit && source.state === 'processed'
      ? [{ label: t('artifact.findAnew'), icon: 'spark' as const, onSelect: () => setAsked('anew') }]
      : []),
    ...(present && source.abilities.delete
      ? [
          {
            label: t('entity.delete'),
            icon: 'trash' as const,
            tone: 'bad' as const,
            onSelect: () => setAsked('delete'),
          },
        ]
      : []),
  ]
  return (
    <>
      <Menu align="end" trigger={<IconButton icon="more" label={t('entity.more')} />} items={items} />
      {asked === 'anew' ? (
        <Suspense>
          <FindAnew source={source} onClose={close} />
        </Suspense>
      ) : null}
      <FieldDialog
        open={asked === 'delete'}
        onClose={close}
        title={t('entity.deleteTitle')}
        note={t('artifact.deleteText')}
        fields={[]}
        danger
        submitLabel={t('entity.delete')}
        submit={async () => {
          const change = newChange()
          await deleteEntity(project, 'artifacts', source, change)
          announce(t('entity.deleted'), { undo: () => undo(change) })
          await client.invalidateQueries({ queryKey: projectKey(project) })
          await navigate({ to: '/p/$org/$project/library', params: project })
        }}
      />
    </>
  )
}
