import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { TimeBars } from '#design-system/chart/time-bars.tsx'
import { Figure } from '#design-system/figure.tsx'
import { Section } from '#design-system/frame.tsx'
import { Banner, EmptyNotice } from '#design-system/notices.tsx'
import { Segmented } from '#design-system/segmented.tsx'
import { SimpleTable } from '#design-system/simple-table.tsx'
import { usageQuery, type UsageTotal } from '../../api/usage.ts'
import { formatDate, formatMoney, formatNumber } from '../../entities/formats.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { ModelPrices } from './model-prices.tsx'
import { Panel } from './panel.tsx'
import { daysBetween, sumUsage, type UsageSum } from './usage-sums.ts'
import { useRole } from './use-role.ts'

const route = getRouteApi('/signed-in/p/$org/$project/settings')
const ranges = [7, 30, 90]

/** What models were called for, how much, and what it cost. */
export function Usage(): ReactElement {
  const { org } = useProject()
  const { days = 30 } = route.useSearch()
  const navigate = useNavigate()
  const to = new Date().toISOString().slice(0, 10)
  const from = new Date(Date.now() - (days - 1) * 86_400_000).toISOString().slice(0, 10)
  const usage = useQuery(usageQuery(org, { from, to }))
  return (
    <Panel wide>
      <Section
        title={t('settings.usage')}
        actions={
          <Segmented
            label={t('usage.range')}
            value={String(days)}
            options={ranges.map((count) => ({ value: String(count), label: t('usage.days', { count }) }))}
            onChange={(value) =>
              void navigate({ to: '.', search: (old) => ({ ...old, days: Number(value) }), replace: true })
            }
          />
        }
      >
        <QueryView query={usage} loadingLines={8}>
          {(totals) =>
            totals.length === 0 ? (
              <EmptyNotice icon="spark" title={t('usage.none')} text={t('usage.noneText')} />
            ) : (
              <Totals totals={totals} days={daysBetween(from, to)} />
            )
          }
        </QueryView>
      </Section>
      <ModelPrices org={org} />
    </Panel>
  )
}

const costText = (sum: UsageSum): string =>
  Object.entries(sum.cost)
    .map(([currency, amount]) => formatMoney(amount, currency))
    .join(' + ') || t('usage.noPrice')

function Totals({ totals, days }: { totals: readonly UsageTotal[]; days: string[] }): ReactElement {
  const { organization } = useRole()
  const all = sumUsage(totals)
  const perDay = days.map((day) => ({ day, sum: sumUsage(totals.filter((total) => total.day === day)) }))
  const rows = (keyOf: (total: UsageTotal) => string) =>
    [...Map.groupBy(totals, keyOf)]
      .map(([key, some]) => ({ key, sum: sumUsage(some) }))
      .toSorted((a, b) => b.sum.calls - a.sum.calls)
  const cells = (sum: UsageSum) => [
    formatNumber(sum.calls),
    formatNumber(sum.failed),
    formatNumber(sum.input),
    formatNumber(sum.output),
    costText(sum),
  ]
  const headers = [
    t('usage.calls'),
    t('usage.failed'),
    t('usage.tokensIn'),
    t('usage.tokensOut'),
    t('usage.cost'),
  ]
  const projectName = (id: string): string =>
    organization?.projects.find((project) => project.id === id)?.name ?? t('usage.outside')
  return (
    <div className="flex flex-col gap-6 py-4">
      {all.unpriced > 0 ? (
        <Banner tone="attention">{t('usage.unpriced', { count: all.unpriced })}</Banner>
      ) : null}
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-5">
        <Figure value={formatNumber(all.calls)} label={t('usage.calls')} />
        <Figure value={formatNumber(all.failed)} label={t('usage.failed')} />
        <Figure value={formatNumber(all.input)} label={t('usage.tokensIn')} />
        <Figure value={formatNumber(all.output)} label={t('usage.tokensOut')} />
        <Figure value={costText(all)} label={t('usage.cost')} />
      </div>
      <Section title={t('usage.callsPerDay')}>
        <div className="pt-3">
          <TimeBars
            tall
            label={t('usage.callsPerDay')}
            bars={perDay.map(({ day, sum }) => ({
              label: formatDate(day),
              value: sum.calls,
              text: formatNumber(sum.calls),
            }))}
          />
        </div>
      </Section>
      {Object.keys(all.cost).map((currency) => (
        <Section key={currency} title={t('usage.costPerDay', { currency })}>
          <div className="pt-3">
            <TimeBars
              tall
              label={t('usage.costPerDay', { currency })}
              bars={perDay.map(({ day, sum }) => ({
                label: formatDate(day),
                value: sum.cost[currency] ?? 0,
                text: formatMoney(sum.cost[currency] ?? 0, currency),
              }))}
            />
          </div>
        </Section>
      ))}
      <Section title={t('usage.by')}>
        <SimpleTable
          label={t('usage.by')}
          headers={[t('usage.model'), t('usage.purpose'), ...headers]}
          rows={rows((total) => `${total.provider}:${total.model}\n${total.purpose}`).map(({ key, sum }) => ({
            id: key,
            cells: [...key.split('\n'), ...cells(sum)],
          }))}
        />
      </Section>
      <Section title={t('usage.byProject')}>
        <SimpleTable
          label={t('usage.byProject')}
          headers={[t('settings.project'), ...headers]}
          rows={rows((total) => total.project_id ?? '').map(({ key, sum }) => ({
            id: key,
            cells: [projectName(key), ...cells(sum)],
          }))}
        />
      </Section>
    </div>
  )
}
