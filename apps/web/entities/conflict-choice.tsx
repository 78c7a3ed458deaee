import type { ReactElement } from 'react'
import { MergeDialog } from '#design-system/merge-dialog.tsx'
import type { Entity } from '../api/entities.ts'
import type { KindInfo } from '../api/kinds.ts'
import { t } from '../messages/index.ts'
import { fieldNamed } from './field-named.ts'
import { FieldValue } from './field-value.tsx'

/** Asks, field by field, whose word is to stand. */
export function ConflictChoice(props: {
  kind: KindInfo
  base: Entity
  newest: Entity
  wanted: Record<string, unknown>
  contested: string[]
  onApply: (fields: Record<string, unknown>) => void
  onClose: () => void
}): ReactElement {
  const { kind, base, newest, wanted, contested } = props
  return (
    <MergeDialog
      title={t('entity.conflictTitle')}
      text={t('entity.conflictText')}
      words={{
        mine: t('entity.conflictMine'),
        theirs: t('entity.conflictTheirs'),
        before: t('entity.conflictBefore'),
        apply: t('general.save'),
        cancel: t('general.cancel'),
        close: t('general.close'),
      }}
      choices={contested.map((name) => {
        const field = fieldNamed(kind.fields, name)
        return {
          id: name,
          label: field.label,
          mine: <FieldValue field={field} value={wanted[name]} />,
          theirs: <FieldValue field={field} value={newest[name]} />,
          before: <FieldValue field={field} value={base[name]} short />,
        }
      })}
      onClose={props.onClose}
      onApply={(mine) =>
        props.onApply(
          Object.fromEntries(Object.entries(wanted).filter(([name]) => keep(name, mine, contested))),
        )
      }
    />
  )
}

const keep = (name: string, mine: ReadonlySet<string>, contested: string[]): boolean =>
  mine.has(name) || !contested.includes(name)
