import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { ToolLine } from '#design-system/frame.tsx'
import { Banner, EmptyNotice } from '#design-system/notices.tsx'
import { Segmented } from '#design-system/segmented.tsx'
import { Text } from '#design-system/text.tsx'
import { headQuery, type Entity } from '../../api/entities.ts'
import type { KindInfo } from '../../api/kinds.ts'
import { formatDate, formatNumber, formatWord } from '../../entities/formats.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { HeatMap } from './heat-map.tsx'
import { LossChart } from './loss-chart.tsx'
import { MovedRisks } from './moved-risks.tsx'
import { NothingHere } from './nothing-here.tsx'
import { daysSince, endOf } from './past-days.ts'
import { RiskDays } from './risk-days.tsx'
import { movedSince, placed, treatments, ways, type RiskFace, type Way } from './risk-faces.ts'
import { RiskWeeks } from './risk-weeks.tsx'
import type { RegisterState } from './use-register.ts'

/** Most records that the heat map and the curve look at. */
const looked = 500
const faces: RiskFace[] = ['inherent', 'residual', 'treatment']

/** Risks by probability and impact, before and after treatment, now and on a past day, and what they may cost together. */
export function RiskView(props: {
  kind: KindInfo
  register: RegisterState
  onCreate: () => void
}): ReactElement {
  const { kind, register } = props
  const project = useProject()
  const { search } = register
  const face = faces.find((each) => each === search.show) ?? 'inherent'
  const levels = kind.fields.find(({ name }) => name === 'probability')?.options ?? []
  const asked = { q: search.q, filter: register.filters, limit: looked }
  const since = endOf(search.day)
  const now = useQuery(headQuery(project, kind.collection, asked))
  const past = useQuery({
    ...headQuery(project, kind.collection, { ...asked, as_of: since }),
    enabled: since !== undefined,
    placeholderData: (before) => before,
  })
  const first = useQuery(headQuery(project, kind.collection, { sort: 'created_at', limit: 1 }))
  const days = daysSince(first.data?.items[0]?.created_at ?? '')
  const earlier = since === undefined ? undefined : past.data?.items
  return (
    <>
      <ToolLine>
        <Segmented
          label={t('register.risk.which')}
          value={face}
          options={faces.map((value) => ({ value, label: t(`register.risk.${value}`) }))}
          onChange={(show) => register.change({ show })}
        />
        {days.length > 1 ? (
          <RiskDays days={days} day={search.day} onDay={(day) => register.change({ day })} />
        ) : null}
      </ToolLine>
      <QueryView query={since === undefined ? now : past}>
        {() => (
          <QueryView query={now}>
            {({ items }) =>
              items.length === 0 && !earlier?.length ? (
                <NothingHere kind={kind} register={register} onCreate={props.onCreate} />
              ) : (
                <div className="min-h-0 grow overflow-y-auto">
                  <Faces
                    kind={kind}
                    face={face}
                    levels={levels}
                    items={items}
                    past={
                      earlier && since && search.day ? { items: earlier, day: search.day, since } : undefined
                    }
                    register={register}
                  />
                  {face === 'treatment' ? null : (
                    <RiskWeeks kind={kind} face={face} levels={levels} days={days} register={register} />
                  )}
                  <LossChart items={items} />
                </div>
              )
            }
          </QueryView>
        )}
      </QueryView>
    </>
  )
}

/** The map of one face, and what moved on it. Treatment has a way of its own, and is shown as it was on the day. */
function Faces(props: {
  kind: KindInfo
  face: RiskFace
  levels: readonly string[]
  items: readonly Entity[]
  past: { items: readonly Entity[]; day: string; since: string } | undefined
  register: RegisterState
}): ReactElement {
  const { kind, face, levels, past, register } = props
  const shared = { face, levels, register }
  if (face === 'treatment') {
    const items = past?.items ?? props.items
    const found = ways(treatments(items))
    return (
      <>
        {past ? (
          <Banner tone="accent">{t('register.risk.asOn', { day: formatDate(past.day) })}</Banner>
        ) : null}
        {placed(items, face).size === 0 ? (
          <EmptyNotice title={t('register.noMatchTitle')} text={t('register.risk.noMoves')} />
        ) : (
          <HeatMap {...shared} cells={placed(items, face)} ways={found} />
        )}
        <Ways ways={found} />
      </>
    )
  }
  const moved = past ? movedSince(past.items, props.items, face, levels) : []
  return (
    <>
      <HeatMap
        {...shared}
        cells={placed(props.items, face)}
        before={past && placed(past.items, face)}
        ways={ways(moved)}
      />
      {past ? (
        <MovedRisks kind={kind} face={face} levels={levels} moved={moved} day={past.day} since={past.since} />
      ) : null}
    </>
  )
}

function Ways({ ways: found }: { ways: Way[] }): ReactElement {
  return (
    <ul aria-label={t('register.risk.moves')} className="px-4">
      {found.map(({ from, to, weight }) => (
        <li key={`${from.join()} ${to.join()}`}>
          <Text look="small">
            {from.map(formatWord).join(' × ')} → {to.map(formatWord).join(' × ')}: {formatNumber(weight)}
          </Text>
        </li>
      ))}
    </ul>
  )
}
