import { useQuery } from '@tanstack/react-query'
import { useMemo, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { LineChart } from '#design-system/chart/line-chart.tsx'
import { ToolLine } from '#design-system/frame.tsx'
import { MatrixTable } from '#design-system/matrix-table.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { Segmented } from '#design-system/segmented.tsx'
import { Text } from '#design-system/text.tsx'
import type { Tone } from '#design-system/tone.ts'
import { headQuery, type Entity } from '../../api/entities.ts'
import type { KindInfo } from '../../api/kinds.ts'
import {
  formatMoney,
  formatNumber,
  formatPercent,
  formatShortMoney,
  formatWord,
} from '../../entities/formats.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { lossCurve } from './loss-curve.ts'
import { movements, placed, type RiskFace } from './risk-faces.ts'
import type { RegisterState } from './use-register.ts'
import { whereOf } from './where.ts'

/** Most records that the heat map and the curve look at. */
const looked = 500
const faces: RiskFace[] = ['inherent', 'residual', 'movement']

/** Risks by probability and impact, before and after treatment, and what they may cost together. */
export function RiskView({ kind, register }: { kind: KindInfo; register: RegisterState }): ReactElement {
  const project = useProject()
  const face = faces.find((each) => each === register.search.show) ?? 'inherent'
  const levels = kind.fields.find(({ name }) => name === 'probability')?.options ?? []
  const list = useQuery(
    headQuery(project, kind.collection, { q: register.search.q, filter: register.filters, limit: looked }),
  )
  return (
    <>
      <ToolLine>
        <Segmented
          label={t('register.risk.which')}
          value={face}
          options={faces.map((value) => ({ value, label: t(`register.risk.${value}`) }))}
          onChange={(show) => register.change({ show })}
        />
      </ToolLine>
      <QueryView query={list}>
        {({ items }) => (
          <div className="min-h-0 grow overflow-y-auto">
            <HeatMap items={items} face={face} levels={levels} register={register} />
            <LossChart items={items} />
          </div>
        )}
      </QueryView>
    </>
  )
}

const toneOf =
  (levels: readonly string[]) =>
  (row: string, column: string): Tone => {
    const score = (levels.indexOf(row) + 1) * (levels.indexOf(column) + 1)
    return score >= 12 ? 'bad' : score >= 5 ? 'attention' : 'good'
  }

function HeatMap(props: {
  items: readonly Entity[]
  face: RiskFace
  levels: readonly string[]
  register: RegisterState
}): ReactElement {
  const { items, face, levels, register } = props
  const sides = levels.map((id) => ({ id, name: formatWord(id) }))
  const moves = face === 'movement' ? movements(items) : []
  const cells = placed(items, face)
  const prefix = face === 'inherent' ? '' : 'residual_'
  if (face !== 'inherent' && cells.size === 0)
    return <EmptyNotice title={t('register.noMatchTitle')} text={t('register.risk.noMoves')} />
  return (
    <>
      <MatrixTable
        label={t(`register.risk.${face}`)}
        rowsName={t('register.risk.probability')}
        columnsName={t('register.risk.impact')}
        rows={sides.toReversed()}
        columns={sides}
        tone={toneOf(levels)}
        arrows={moves.filter(({ from, to }) => from.join() !== to.join())}
        cell={(row, column) => {
          const count = cells.get(`${row} ${column}`) ?? 0
          return count === 0 ? null : (
            <Button
              look="quiet"
              aria-label={`${formatWord(row)}, ${formatWord(column)}: ${count}`}
              onClick={() =>
                register.change({
                  as: undefined,
                  where: whereOf({
                    ...register.filters,
                    [`${prefix}probability`]: { eq: row },
                    [`${prefix}impact`]: { eq: column },
                  }),
                })
              }
            >
              <Text look="heading" tone={toneOf(levels)(row, column)}>
                {formatNumber(count)}
              </Text>
            </Button>
          )
        }}
      />
      {face === 'movement' ? (
        <ul aria-label={t('register.risk.moves')} className="px-4">
          {moves
            .filter(({ from, to }) => from.join() !== to.join())
            .map(({ from, to, weight }) => (
              <li key={`${from.join()} ${to.join()}`}>
                <Text look="small">
                  {from.map(formatWord).join(' × ')} → {to.map(formatWord).join(' × ')}:{' '}
                  {formatNumber(weight)}
                </Text>
              </li>
            ))}
        </ul>
      ) : null}
    </>
  )
}

function LossChart({ items }: { items: readonly Entity[] }): ReactElement {
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
