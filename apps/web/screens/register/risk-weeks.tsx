import { useQueries } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { StackedBars } from '#design-system/chart/stacked-bars.tsx'
import { countsQuery, type Counts } from '../../api/counts.ts'
import type { KindInfo } from '../../api/kinds.ts'
import { formatDate, formatNumber } from '../../entities/formats.ts'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { endOf, weekly } from './past-days.ts'
import { bandOf, bandTones, fieldsOf, type Band, type Cell } from './risk-faces.ts'
import type { RegisterState } from './use-register.ts'

/** Most weeks that are shown. */
const most = 12
const bands: Band[] = ['low', 'middle', 'high']

/** How many risks stood in each band of scores, week by week. Nothing until there are two weeks to compare. */
export function RiskWeeks(props: {
  kind: KindInfo
  face: 'inherent' | 'residual'
  levels: readonly string[]
  days: string[]
  register: RegisterState
}): ReactElement | null {
  const { kind, face, levels, register } = props
  const project = useProject()
  const fields = fieldsOf(face)
  const weeks = weekly(props.days, most)
  const counts = useQueries({
    queries: weeks.map((day) => ({
      ...countsQuery(project, kind.collection, {
        q: register.search.q,
        filter: register.filters,
        by: fields,
        as_of: endOf(day),
      }),
      enabled: weeks.length > 1,
    })),
  })
  if (weeks.length < 2 || counts.some(({ data }) => data === undefined)) return null
  return (
    <div className="max-w-3xl px-4 py-4">
      <StackedBars
        title={t('register.risk.weeks')}
        timeName={t('register.risk.day')}
        parts={bands.map((band) => ({
          id: band,
          name: t(`register.risk.bands.${band}`),
          tone: bandTones[band],
        }))}
        bars={weeks.map((day, at) => ({
          id: day,
          name: formatDate(day),
          values: inBands(counts[at]?.data?.groups ?? [], fields, levels),
        }))}
        text={formatNumber}
      />
    </div>
  )
}

function inBands(groups: Counts['groups'], fields: Cell, levels: readonly string[]): Record<Band, number> {
  const sums = { low: 0, middle: 0, high: 0 }
  for (const { values, count } of groups) {
    const [probability, impact] = fields.map((name) => values[name])
    if (probability && impact) sums[bandOf([probability, impact], levels)] += count
  }
  return sums
}
