import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState, type ReactElement } from 'react'
import { Button, IconButton } from '#design-system/button.tsx'
import { Menu } from '#design-system/menu.tsx'
import type { Entity } from '../../api/entities.ts'
import type { KindInfo, VerbInfo } from '../../api/kinds.ts'
import { fieldsOfInput } from '../../entities/field-draft.ts'
import { FieldDialog } from '../../entities/field-form.tsx'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import type { EntityActionSet } from '../../entities/use-entity-actions.tsx'
import { useRole } from '../settings/use-role.ts'

const ErasePerson = lazy(async () => ({
  default: (await import('../erasure/erase-person.tsx')).ErasePerson,
}))

/** How many verbs stand as buttons; the rest are in the menu. */
const buttons = 2

/** The verbs that the caller may use now, and the menu with the rest. */
export function EntityActions(props: {
  kind: KindInfo
  entity: Entity
  actions: EntityActionSet
  /** verbs that stand elsewhere on the page */
  without?: readonly string[] | undefined
}): ReactElement {
  const { kind, entity, actions } = props
  const project = useProject()
  const navigate = useNavigate()
  const [verb, setVerb] = useState<VerbInfo>()
  const [deleting, setDeleting] = useState(false)
  const [erasing, setErasing] = useState(false)
  const { isAdmin } = useRole()
  const allowed = kind.verbs.filter(
    ({ name }) => entity.abilities.verbs[name] === true && !props.without?.includes(name),
  )
  const fields = verb ? fieldsOfInput(verb.input) : []
  const menu = [
    ...allowed
      .slice(buttons)
      .map((candidate) => ({ label: candidate.label, onSelect: () => setVerb(candidate) })),
    ...(entity.abilities.delete && !entity.deleted_at
      ? [
          {
            label: t('entity.delete'),
            icon: 'trash' as const,
            tone: 'bad' as const,
            onSelect: () => setDeleting(true),
          },
        ]
      : []),
    ...(isAdmin && kind.personal
      ? [
          {
            label: t('erasure.erase'),
            icon: 'trash' as const,
            tone: 'bad' as const,
            onSelect: () => setErasing(true),
          },
        ]
      : []),
  ]
  return (
    <>
      {allowed.slice(0, buttons).map((candidate) => (
        <Button key={candidate.name} onClick={() => setVerb(candidate)}>
          {candidate.label}
        </Button>
      ))}
      {menu.length > 0 ? (
        <Menu align="end" trigger={<IconButton icon="more" label={t('entity.more')} />} items={menu} />
      ) : null}
      <FieldDialog
        open={verb !== undefined}
        onClose={() => setVerb(undefined)}
        title={t('entity.verbNow', { verb: verb?.label ?? '', key: entity.key })}
        fields={fields}
        {...(fields.length === 0 ? { note: t('entity.noInput') } : {})}
        submitLabel={verb?.label ?? t('entity.run')}
        submit={(values) => (verb ? actions.run(verb.name, verb.label, values) : Promise.resolve())}
      />
      <FieldDialog
        open={deleting}
        onClose={() => setDeleting(false)}
        title={t('entity.deleteTitle')}
        fields={[]}
        note={t('entity.deleteText')}
        submitLabel={t('entity.delete')}
        danger
        submit={async () => {
          await actions.remove()
          await navigate({
            to: '/p/$org/$project/$collection',
            params: { ...project, collection: kind.collection },
          })
        }}
      />
      {isAdmin && kind.personal ? (
        <Suspense>
          <ErasePerson entity={entity} open={erasing} onClose={() => setErasing(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
