import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { StateMark } from '#design-system/badge.tsx'
import { Button } from '#design-system/button.tsx'
import { MarkedText } from '#design-system/marked-text.tsx'
import { textLink } from '#design-system/navigation.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { Quote } from '#design-system/rows.tsx'
import { Text } from '#design-system/text.tsx'
import { textQuery } from '../../api/artifacts.ts'
import type { Entity } from '../../api/entities.ts'
import type { KindInfo } from '../../api/kinds.ts'
import { isA, type RecordOf } from '../../api/records.ts'
import { FieldDialog } from '../../entities/field-form.tsx'
import type { EntityActionSet } from '../../entities/use-entity-actions.tsx'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { passageParameter } from '../../places.ts'

type Side = RecordOf<'conflict'>['sides'][number]

/** Which of the two holds; `neither` where both are wrong. */
type Holds = NonNullable<RecordOf<'conflict'>['holds']>
const isConflict = isA('conflict')
const order: Holds[] = ['first', 'second']

/** Letters of the source that are shown before and after the words. */
const around = 280

/** Two sources that say different things, each in its own words, and the choice of which one holds. */
export function TwoPassages(props: {
  kind: KindInfo
  entity: Entity
  actions: EntityActionSet
}): ReactElement {
  const { entity, actions } = props
  const [choosing, setChoosing] = useState<Holds>()
  const may = entity.abilities.verbs['resolve'] === true
  if (!isConflict(entity) || entity.sides.length < 2)
    return <EmptyNotice icon="file" title={t('passages.none')} />
  const { sides, holds } = entity
  const said = choosing === 'neither' ? t('passages.neither') : sides[choosing === 'second' ? 1 : 0]?.value
  return (
    <div className="flex flex-col gap-4 px-4 py-3">
      <div className="grid gap-6 xl:grid-cols-2">
        {sides.slice(0, 2).map((one, at) => (
          <Passage
            key={`${one.artifact_id} ${one.start}`}
            side={one}
            holds={holds === order[at]}
            onChoose={may ? () => setChoosing(order[at]) : undefined}
          />
        ))}
      </div>
      {may ? (
        <div>
          <Button onClick={() => setChoosing('neither')}>{t('passages.chooseNeither')}</Button>
        </div>
      ) : null}
      {holds === 'neither' ? <StateMark tone="attention">{t('passages.neither')}</StateMark> : null}
      <FieldDialog
        open={choosing !== undefined}
        onClose={() => setChoosing(undefined)}
        title={t('passages.title', { value: said ?? '' })}
        note={t('passages.text')}
        fields={[
          { name: 'reason', label: t('passages.reason'), type: 'long_text', required: true, writable: true },
        ]}
        submitLabel={t('passages.settle')}
        submit={(values) =>
          actions.run('resolve', t('passages.settle'), { ...values, holds: choosing ?? 'neither' })
        }
      />
    </div>
  )
}

function Passage(props: { side: Side; holds: boolean; onChoose: (() => void) | undefined }): ReactElement {
  const { side: one } = props
  const project = useProject()
  const read = useQuery(textQuery(project, one.artifact_id))
  const from = Math.max(0, one.start - around)
  return (
    <section aria-label={one.filename} className="flex min-w-0 flex-col items-start gap-2">
      <Link
        to="/p/$org/$project/library/$id"
        params={{ ...project, id: one.artifact_id }}
        search={{ at: passageParameter(one) }}
        className={textLink}
      >
        {one.filename}
      </Link>
      <Text look="title">{one.value}</Text>
      {props.holds ? <StateMark tone="good">{t('passages.holds')}</StateMark> : null}
      <Quote>
        {read.data ? (
          <MarkedText
            text={read.data.text.slice(from, one.end + around)}
            from={from}
            marks={[{ id: 'words', start: one.start, end: one.end }]}
            active="words"
          />
        ) : (
          one.quote
        )}
      </Quote>
      {props.onChoose ? (
        <Button
          look="primary"
          onClick={props.onChoose}
          aria-label={t('passages.choose', { value: one.value })}
        >
          {t('passages.chooseThis')}
        </Button>
      ) : null}
    </section>
  )
}
