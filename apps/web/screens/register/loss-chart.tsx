import { useMemo, type ReactElement } from 'react'
import { LineChart } from '#design-system/chart/line-chart.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import type { Entity } from '../../api/entities.ts'
import { formatMoney, formatPercent, formatShortMoney } from '../../entities/formats.ts'
import { t } from '../../messages/index.ts'
import { lossCurve } from './loss-curve.ts'

/** What risks may cost together, as the chance of losing more than each amount. */
export function LossChart({ items }: { items: readonly Entity[] }): ReactElement {
  const curve = useMemo(() => lossCurve(items), [items])
  if (!curve) return <EmptyNotice title={t('register.risk.curve')} text={t('register.risk.noRange')} />
  const money = (amount: number) => formatShortMoney(amount, curve.currency)
  const at = (chance: number) => curve.points.findLast(({ y }) => y >= chance) ?? { x: 0, y: chance }
  return (
    <div className="max-w-3xl px-4 py-4">
      <LineChart
        title={t('register.risk.curve')}
        points={curve.points}
        xName={t('register.risk.loss')}
        yName={t('register.risk.chance')}
        xText={money}
        yText={formatPercent}
        marks={[
          { at: at(0.5), text: t('register.risk.median', { amount: money(at(0.5).x) }) },
          { at: at(0.1), text: t('register.risk.tail', { amount: money(at(0.1).x) }) },
        ]}
        note={
          <>
            {t('register.risk.expected', {
              amount: formatMoney(Math.round(curve.expected), curve.currency),
              count: curve.count,
              currency: curve.currency,
              others: curve.others,
            })}{' '}
            {t('register.risk.how')}
          </>
        }
      />
    </div>
  )
}
