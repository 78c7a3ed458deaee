import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement, ReactNode } from 'react'
import { StateMark } from '#design-system/badge.tsx'
import { Section } from '#design-system/frame.tsx'
import { textLink } from '#design-system/navigation.tsx'
import { SimpleTable } from '#design-system/simple-table.tsx'
import { Text } from '#design-system/text.tsx'
import type { KindInfo } from '../../api/kinds.ts'
import { activityQuery } from '../../api/overview.ts'
import { formatChange, formatDate, formatRelative, formatTime, formatWord } from '../../entities/formats.ts'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { fieldsOf, scoreOf, type Cell, type Moved } from './risk-faces.ts'

/** Most changes that are looked through for who moved what. */
const looked = 200

/** The risks that stand elsewhere than on a day: from where to where, by how much, and who moved them last, when and why. */
export function MovedRisks(props: {
  kind: KindInfo
  face: 'inherent' | 'residual'
  levels: readonly string[]
  moved: readonly Moved[]
  day: string
  since: string
}): ReactElement {
  const { kind, face, levels, moved } = props
  const project = useProject()
  const story = useQuery(
    activityQuery(project, {
      kind: kind.kind,
      fields: fieldsOf(face).join(),
      since: props.since,
      limit: looked,
    }),
  )
  const place = (cell: Cell | undefined): string =>
    cell ? `${cell.map(formatWord).join(' × ')} (${scoreOf(cell, levels)})` : t('general.none')
  const cellsOf = ({ item, from, to }: Moved): ReactNode[] => {
    const by = scoreOf(to, levels) - scoreOf(from, levels)
    const last = story.data?.find(({ entity }) => entity.id === item.id)
    return [
      <span key="risk" className="block min-w-48">
        <Link
          to="/p/$org/$project/$collection/$key"
          params={{ ...project, collection: kind.collection, key: item.key }}
          search={{ tab: 'history' }}
          className={textLink}
        >
          {item.key} {item.label}
        </Link>
      </span>,
      <span key="from" className="whitespace-nowrap">
        {place(from)}
      </span>,
      <span key="to" className="whitespace-nowrap">
        {place(to)}
      </span>,
      from && to ? (
        <StateMark key="by" tone={by > 0 ? 'bad' : by < 0 ? 'good' : 'unknown'}>
          {formatChange(by)}
        </StateMark>
      ) : to ? (
        t('register.risk.placed')
      ) : (
        t('register.risk.gone')
      ),
      last ? (last.actor.name ?? formatWord(last.actor.type)) : t('general.none'),
      last ? (
        <span title={formatTime(last.at)} className="whitespace-nowrap">
          {formatRelative(last.at)}
        </span>
      ) : (
        t('general.none')
      ),
      <span key="why" className="block min-w-40">
        {last?.reason}
      </span>,
    ]
  }
  return (
    <div className="px-4 pt-2 pb-4">
      <Section title={t('register.risk.movedSince', { day: formatDate(props.day), count: moved.length })}>
        {moved.length === 0 ? (
          <p className="py-3">
            <Text look="muted">{t('register.risk.nothingMoved')}</Text>
          </p>
        ) : (
          <SimpleTable
            label={t('register.risk.movedSince', { day: formatDate(props.day), count: moved.length })}
            headers={[
              kind.label.one,
              t('register.risk.before'),
              t('register.risk.now'),
              t('register.risk.change'),
              t('register.risk.who'),
              t('register.risk.when'),
              t('register.risk.why'),
            ]}
            rows={moved.map((each) => ({ id: each.item.id, cells: cellsOf(each) }))}
          />
        )}
      </Section>
    </div>
  )
}
