import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, type ReactElement } from 'react'
import { useToast } from '#design-system/toast.tsx'
import { createEntity } from '../../api/entities.ts'
import type { KindInfo } from '../../api/kinds.ts'
import { projectKey } from '../../api/project.ts'
import { FieldDialog } from '../../entities/field-form.tsx'
import { useProject } from '../../frame/use-project.ts'
import { inSentence, t } from '../../messages/index.ts'
import { entityPlace } from '../../places.ts'

/** Creates an entity of any kind: what is required first, then the rest. */
export function CreateDialog(props: { kind: KindInfo; open: boolean; onClose: () => void }): ReactElement {
  const { kind } = props
  const project = useProject()
  const client = useQueryClient()
  const navigate = useNavigate()
  const announce = useToast()
  const fields = useMemo(() => {
    const writable = kind.fields.filter(
      (field) => field.writable && !field.computed && field.name !== kind.states?.field,
    )
    return [...writable.filter((field) => field.required), ...writable.filter((field) => !field.required)]
  }, [kind])
  return (
    <FieldDialog
      open={props.open}
      onClose={props.onClose}
      title={t('register.create', { one: inSentence(kind.label.one) })}
      fields={fields}
      submitLabel={t('general.create')}
      submit={async (values) => {
        const created = await createEntity(project, kind.collection, values)
        announce(t('register.created', { key: created.key }))
        void client.invalidateQueries({ queryKey: [...projectKey(project), kind.collection] })
        await navigate(entityPlace(project, kind.collection, created))
      }}
    />
  )
}
