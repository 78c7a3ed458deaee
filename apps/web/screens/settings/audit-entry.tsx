import type { ReactElement } from 'react'
import { Dialog } from '#design-system/dialog.tsx'
import { Property, PropertyList } from '#design-system/rows.tsx'
import { SimpleTable } from '#design-system/simple-table.tsx'
import { Text } from '#design-system/text.tsx'
import type { AuditEntry } from '../../api/audit.ts'
import { actorName } from '../../entities/actor-name.ts'
import { formatTime, formatWord } from '../../entities/formats.ts'
import { t, textAt } from '../../messages/index.ts'

const written = (value: unknown): string => {
  if (value === null || value === undefined) return t('general.none')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** All that one entry of the audit log says. */
export function AuditEntryDialog(props: {
  entry: AuditEntry | undefined
  onClose: () => void
}): ReactElement {
  const { entry } = props
  return (
    <Dialog
      open={entry !== undefined}
      onClose={props.onClose}
      title={t('audit.details')}
      closeLabel={t('general.close')}
      wide
    >
      {entry ? (
        <div className="flex flex-col gap-4">
          <PropertyList>
            <Property name={t('audit.when')}>{formatTime(entry.occurred_at)}</Property>
            <Property name={t('audit.actor')}>{actorName(entry.actor)}</Property>
            <Property name={t('audit.action')}>
              {textAt(`audit.actions.${entry.action}`) ?? entry.action}
            </Property>
            <Property name={t('audit.table')}>{formatWord(entry.table)}</Property>
            {entry.reason ? <Property name={t('audit.reason')}>{entry.reason}</Property> : null}
            {entry.ip ? <Property name={t('audit.address')}>{entry.ip}</Property> : null}
            <Property name={t('audit.request')}>
              <Text look="code">{entry.request_id ?? t('general.none')}</Text>
            </Property>
            {entry.category === 'demo' ? (
              <Property name={t('audit.told')}>
                {t('audit.toldText', {
                  time: entry.sealed_at ? formatTime(entry.sealed_at) : t('audit.unsealed'),
                })}
              </Property>
            ) : null}
            <Property name={t('audit.seq')}>{entry.seq ?? t('audit.unsealed')}</Property>
            {entry.hash ? (
              <Property name={t('audit.hash')}>
                <Text look="code" truncate title={entry.hash}>
                  {entry.hash}
                </Text>
              </Property>
            ) : null}
          </PropertyList>
          <SimpleTable
            label={t('audit.changes')}
            headers={[t('audit.field'), t('audit.before'), t('audit.after')]}
            rows={entry.changed.map((field) => ({
              id: field,
              cells: [
                formatWord(field),
                <Text key="before" look="small" tone="unknown">
                  {written(entry.before?.[field])}
                </Text>,
                <Text key="after" look="small">
                  {written(entry.after?.[field])}
                </Text>,
              ],
            }))}
          />
        </div>
      ) : null}
    </Dialog>
  )
}
