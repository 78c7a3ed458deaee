import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { Dialog } from '#design-system/dialog.tsx'
import { textLink } from '#design-system/navigation.tsx'
import { Property, PropertyList } from '#design-system/rows.tsx'
import { SimpleTable } from '#design-system/simple-table.tsx'
import { Text } from '#design-system/text.tsx'
import { changeQuery, type Change } from '../../api/changes.ts'
import { actorName } from '../../entities/actor-name.ts'
import { formatTime, formatWord } from '../../entities/formats.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useKinds, useProject } from '../../frame/use-project.ts'
import { useUndo } from '../../frame/use-undo.ts'
import { t } from '../../messages/index.ts'
import { entityPlace } from '../../places.ts'

/** All that was done together with one entry of a history, and taking it back as a whole. */
export function WholeChange(props: { change: string; onClose: () => void }): ReactElement {
  const found = useQuery({ ...changeQuery(useProject(), props.change), staleTime: 0 })
  const undo = useUndo()
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('entity.wholeChange')}
      closeLabel={t('general.close')}
      wide
      footer={
        <>
          <Button onClick={props.onClose}>{t('general.close')}</Button>
          {found.data?.undoable ? (
            <Button
              look="primary"
              onClick={() => {
                undo(props.change)
                props.onClose()
              }}
            >
              {t('entity.takeBack')}
            </Button>
          ) : null}
        </>
      }
    >
      <QueryView query={found} loadingLines={5}>
        {(change) => <Done change={change} onClose={props.onClose} />}
      </QueryView>
    </Dialog>
  )
}

function Done({ change, onClose }: { change: Change; onClose: () => void }): ReactElement {
  const project = useProject()
  const { byKind } = useKinds()
  return (
    <div className="flex flex-col gap-4">
      <PropertyList>
        <Property name={t('audit.actor')}>{actorName(change.actor)}</Property>
        <Property name={t('audit.when')}>{formatTime(change.at)}</Property>
        {change.reason ? <Property name={t('audit.reason')}>{change.reason}</Property> : null}
      </PropertyList>
      {change.undoes === null ? null : <Text look="muted">{t('entity.tookBack')}</Text>}
      {change.records.length > 0 ? (
        <SimpleTable
          label={t('entity.changedRecords')}
          headers={[t('audit.record'), t('audit.action'), t('audit.changes')]}
          rows={change.records.map((record) => ({
            id: record.id,
            cells: [
              <span key="name" className="flex items-baseline gap-2">
                <Text look="key">{record.key}</Text>
                <Link
                  {...entityPlace(project, byKind(record.kind)?.collection ?? record.kind, record)}
                  className={textLink}
                  onClick={onClose}
                >
                  {record.label}
                </Link>
              </span>,
              t(`entity.effects.${record.effect}`),
              <Text key="fields" look="small" tone="unknown">
                {record.effect === 'changed' ? record.fields.map(formatWord).join(', ') : ''}
              </Text>,
            ],
          }))}
        />
      ) : null}
      {change.links.length > 0 ? (
        <Text look="muted">{t('entity.changedLinks', { count: change.links.length })}</Text>
      ) : null}
      {change.undoable ? null : <WhyNot change={change} />}
    </div>
  )
}

/** Why a change cannot be taken back: what somebody did since to the same, or what it was. */
const WhyNot = ({ change }: { change: Change }): ReactElement => (
  <div className="flex flex-col gap-1">
    <Text tone="attention">{change.refusal?.detail ?? t('entity.notUndoable')}</Text>
    {change.conflicts.length > 0 ? (
      <ul className="flex flex-col gap-1">
        {change.conflicts.map((conflict) => (
          <li key={`${conflict.record} ${conflict.field}`}>
            <Text look="small">
              {conflict.key} {formatWord(conflict.field)}: {conflict.message}
            </Text>
          </li>
        ))}
      </ul>
    ) : null}
  </div>
)
