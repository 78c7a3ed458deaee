import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Share } from '#design-system/chart/share.tsx'
import { TimeBars } from '#design-system/chart/time-bars.tsx'
import { plainLink } from '#design-system/navigation.tsx'
import { Text } from '#design-system/text.tsx'
import type { KindInfo } from '../../api/kinds.ts'
import { overviewQuery, type KindOverview } from '../../api/overview.ts'
import { formatNumber, formatWord } from '../../entities/formats.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useKinds, useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'

/** Each register in figures: how many, in which states, how many came each week, how many rest on a source. */
export function Figures(): ReactElement {
  const project = useProject()
  const overview = useQuery(overviewQuery(project))
  const { byKind } = useKinds()
  return (
    <QueryView query={overview} loadingLines={4}>
      {(kinds) => (
        <ul className="grid gap-x-10 gap-y-6 py-4 sm:grid-cols-2 xl:grid-cols-3">
          {kinds.map((figures) => {
            const kind = byKind(figures.kind)
            return kind?.states && kind.creatable ? (
              <KindCard key={figures.kind} kind={kind} figures={figures} />
            ) : null
          })}
        </ul>
      )}
    </QueryView>
  )
}

function KindCard({ kind, figures }: { kind: KindInfo; figures: KindOverview }): ReactElement {
  const project = useProject()
  const states = Object.entries(figures.states)
    .map(([state, count]) => `${formatNumber(count)} ${formatWord(state).toLowerCase()}`)
    .join(' · ')
  return (
    <li className="flex min-w-0 flex-col gap-2">
      <div className="flex items-baseline gap-2">
        <Text look="title">{formatNumber(figures.total)}</Text>
        <Link
          to="/p/$org/$project/$collection"
          params={{ ...project, collection: kind.collection }}
          className={plainLink}
        >
          <Text strong>{kind.label.many}</Text>
        </Link>
        <span className="min-w-0 grow">
          <Text look="faint" truncate>
            {states}
          </Text>
        </span>
      </div>
      <TimeBars
        label={`${kind.label.many}, ${t('overview.perWeek')}`}
        bars={figures.created.map((value, index) => ({
          label: String(index - figures.created.length + 1),
          value,
          text: formatNumber(value),
        }))}
      />
      {figures.total > 0 ? (
        <div className="flex flex-col">
          <Text look="faint">{t('overview.evidence')}</Text>
          <Share
            label={t('overview.evidence')}
            value={figures.evidenced / figures.total}
            text={t('overview.evidenceOf', { count: figures.evidenced, total: figures.total })}
          />
        </div>
      ) : null}
    </li>
  )
}
