import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { Dialog } from '#design-system/dialog.tsx'
import { Field } from '#design-system/field.tsx'
import { Checkbox, TextInput } from '#design-system/inputs.tsx'
import { Menu, type MenuItem } from '#design-system/menu.tsx'
import { Text } from '#design-system/text.tsx'
import { useToast } from '#design-system/toast.tsx'
import type { KindInfo } from '../../api/kinds.ts'
import { deleteView, savedViewsQuery, saveView, type SavedView } from '../../api/saved-views.ts'
import { explain } from '../../frame/query-view.tsx'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { layoutOf, type RegisterSearch, type RegisterState } from './use-register.ts'

const nothingSet: RegisterSearch = {
  q: undefined,
  sort: undefined,
  where: undefined,
  as: undefined,
  group: undefined,
  by: undefined,
  month: undefined,
  show: undefined,
  view: undefined,
}

/** The views kept of a register: choose one, keep the present one under a name, delete one's own. */
export function ViewsMenu({ kind, register }: { kind: KindInfo; register: RegisterState }): ReactElement {
  const project = useProject()
  const client = useQueryClient()
  const navigate = useNavigate()
  const announce = useToast()
  const views = useQuery(savedViewsQuery(project, kind.collection))
  const [naming, setNaming] = useState(false)
  const current = views.data?.find(({ id }) => id === register.search.view)
  const open = (view: SavedView) => {
    const { layout, ...search } = view.arrangement
    const arranged = layoutOf(layout)
    if (arranged) register.setLayout(arranged)
    register.change({ ...nothingSet, ...search, view: view.id })
  }
  const remove = async (view: SavedView): Promise<void> => {
    try {
      await deleteView(project, view.id)
      announce(t('register.viewDeleted', { name: view.name }), {
        undo: () => void saveView(project, view).then(refresh),
      })
    } catch (cause) {
      announce(t('error.failed'), { tone: 'bad', detail: explain(cause).text })
    }
    await refresh()
  }
  const refresh = () => client.invalidateQueries(savedViewsQuery(project, kind.collection))
  const items: MenuItem[] = [
    {
      label: t('register.plainView'),
      icon: 'list',
      onSelect: () => {
        register.resetLayout()
        register.change(nothingSet)
      },
    },
    ...(views.data ?? []).map((view) => ({
      label: view.name,
      icon: view.id === current?.id ? ('check' as const) : ('columns' as const),
      ...(view.mine ? {} : { note: t('register.sharedBy', { owner: view.owner }) }),
      onSelect: () => open(view),
    })),
    'separator',
    { label: t('register.saveView'), icon: 'plus', onSelect: () => setNaming(true) },
    {
      label: t('settings.deleted'),
      icon: 'trash',
      onSelect: () =>
        void navigate({
          to: '/p/$org/$project/settings',
          params: project,
          search: { tab: 'deleted', register: kind.collection },
        }),
    },
    ...(current?.mine
      ? [
          {
            label: t('register.deleteView', { name: current.name }),
            icon: 'trash' as const,
            tone: 'bad' as const,
            onSelect: () => void remove(current),
          },
        ]
      : []),
  ]
  return (
    <>
      <Menu
        trigger={
          <Button look="quiet" icon="columns">
            {current?.name ?? t('register.views')}
          </Button>
        }
        items={items}
      />
      {naming ? (
        <NameDialog
          initial={current?.mine ? current.name : ''}
          onClose={() => setNaming(false)}
          onSave={async (name, shared) => {
            const { view: _, ...search } = register.search
            const kept = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined))
            const saved = await saveView(project, {
              collection: kind.collection,
              name,
              shared,
              arrangement: { ...kept, layout: register.layout },
            })
            announce(t('register.viewSaved', { name: saved.name }))
            await refresh()
            register.change({ view: saved.id })
          }}
        />
      ) : null}
    </>
  )
}

function NameDialog(props: {
  initial: string
  onClose: () => void
  onSave: (name: string, shared: boolean) => Promise<void>
}): ReactElement {
  const [name, setName] = useState(props.initial)
  const [shared, setShared] = useState(false)
  const [problem, setProblem] = useState<string>()
  const save = async (): Promise<void> => {
    try {
      await props.onSave(name, shared)
      props.onClose()
    } catch (cause) {
      setProblem(explain(cause).text)
    }
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('register.saveView')}
      closeLabel={t('general.close')}
      footer={
        <Button look="primary" disabled={name.trim() === ''} onClick={() => void save()}>
          {t('general.save')}
        </Button>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <Field label={t('register.viewName')} error={problem} required>
          {(control) => (
            <TextInput {...control} value={name} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        <Checkbox
          label={t('register.shareView')}
          checked={shared}
          onChange={(event) => setShared(event.target.checked)}
        />
        <Text look="faint">{t('register.viewHint')}</Text>
      </form>
    </Dialog>
  )
}
