import { useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { copyRows } from '#design-system/data-grid/copied-rows.ts'
import type { GridColumn } from '#design-system/data-grid.tsx'
import { SelectionLine } from '#design-system/selection-line.tsx'
import { useToast } from '#design-system/toast.tsx'
import type { Entity } from '../../api/entities.ts'
import type { KindInfo } from '../../api/kinds.ts'
import { FieldDialog } from '../../entities/field-form.tsx'
import { t } from '../../messages/index.ts'
import { isSettable } from './columns.tsx'
import { SetFieldDialog } from './set-field-dialog.tsx'
import { useBulkActions } from './use-bulk-actions.ts'

/** What can be done with the chosen rows. */
export function SelectionBar(props: {
  kind: KindInfo
  entities: readonly Entity[]
  columns: GridColumn<Entity>[]
  onDone: () => void
}): ReactElement {
  const { kind, entities, onDone } = props
  const count = entities.length
  const announce = useToast()
  const actions = useBulkActions(kind, entities)
  const [asking, setAsking] = useState<'field' | 'delete'>()
  const fields = kind.fields.filter((field) => isSettable(kind, field) && field.name !== kind.title)
  return (
    <SelectionLine text={t('register.chosen', { count })}>
      {fields.length > 0 && entities.every((entity) => entity.abilities.edit) ? (
        <Button size="small" icon="edit" onClick={() => setAsking('field')}>
          {t('register.setField')}
        </Button>
      ) : null}
      <Button
        size="small"
        icon="columns"
        onClick={() =>
          void copyRows(props.columns, entities).then(() => announce(t('register.copied', { count })))
        }
      >
        {t('register.copy')}
      </Button>
      {entities.every((entity) => entity.abilities.delete) ? (
        <Button size="small" look="danger" icon="trash" onClick={() => setAsking('delete')}>
          {t('entity.delete')}
        </Button>
      ) : null}
      <Button size="small" look="quiet" icon="close" onClick={onDone}>
        {t('register.unchoose')}
      </Button>
      {asking === 'field' ? (
        <SetFieldDialog
          fields={fields}
          count={count}
          onClose={() => setAsking(undefined)}
          onSubmit={actions.edit}
        />
      ) : null}
      <FieldDialog
        open={asking === 'delete'}
        onClose={() => setAsking(undefined)}
        title={t('register.deleteTitle', { count })}
        fields={[]}
        note={t('register.deleteText')}
        submitLabel={t('entity.delete')}
        danger
        submit={async () => {
          await actions.remove()
          onDone()
        }}
      />
    </SelectionLine>
  )
}
