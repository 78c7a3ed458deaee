import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { Text } from '#design-system/text.tsx'
import { TimeSlider } from '#design-system/time-slider.tsx'
import type { Entity } from '../../api/entities.ts'
import { historyQuery } from '../../api/history.ts'
import type { KindInfo } from '../../api/kinds.ts'
import { actorName } from '../../entities/actor-name.ts'
import { fieldNamed } from '../../entities/field-named.ts'
import { formatDate, formatTime, formatWord } from '../../entities/formats.ts'
import { useProject } from '../../frame/use-project.ts'
import { t, textAt } from '../../messages/index.ts'

/** How long the slider rests before the entity of that time is read. */
const restMs = 120

const dayMs = 24 * 60 * 60_000

/** Times that people ask for; to the minute, so that the address of one stays the same for a while. */
const longAgo = (): { label: string; time: string }[] =>
  [
    { label: t('entity.aDayAgo'), days: 1 },
    { label: t('entity.aWeekAgo'), days: 7 },
    { label: t('entity.aMonthAgo'), days: 30 },
  ].map(({ label, days }) => ({
    label,
    time: new Date(Math.floor((Date.now() - days * dayMs) / 60_000) * 60_000).toISOString(),
  }))

/** Goes back and forth through the versions of an entity: the page shows it as it was, this line what changed then. */
export function TimeTravel(props: {
  kind: KindInfo
  entity: Entity
  asOf: string | undefined
}): ReactElement | null {
  const { kind, entity, asOf } = props
  const project = useProject()
  const navigate = useNavigate()
  const history = useInfiniteQuery(historyQuery(project, kind.collection, entity.id))
  const moments = (history.data?.pages.flatMap(({ items }) => items) ?? []).toReversed()
  const found = asOf === undefined ? moments.length - 1 : moments.findLastIndex(({ at }) => at <= asOf)
  const [wish, setWish] = useState<number>()
  const at = Math.max(0, Math.min(wish ?? found, moments.length - 1))
  const moment = moments[at]
  const wished = wish === undefined ? undefined : moments[wish]?.at
  const isLast = wish === moments.length - 1
  useEffect(() => {
    if (wished === undefined) return
    const timer = setTimeout(() => {
      void navigate({
        to: '.',
        search: (old) => ({ ...old, as_of: isLast ? undefined : wished }),
        replace: true,
      })
      setWish(undefined)
    }, restMs)
    return () => clearTimeout(timer)
  }, [wished, isLast, navigate])
  if (!moment || moments.length < 2) return null
  const past = longAgo().filter(({ time }) => (moments[0]?.at ?? time) < time)
  const who = actorName(moment.actor)
  const did = textAt(`entity.actions.${moment.action}`) ?? formatWord(moment.action)
  const what =
    moment.action === 'update'
      ? moment.changed.map(({ field }) => fieldNamed(kind.fields, field).label).join(', ')
      : ''
  return (
    <div className="flex flex-col gap-1 px-4 py-3">
      <TimeSlider
        label={t('entity.timeTravel')}
        count={moments.length}
        at={at}
        text={`${formatTime(moment.at)}, ${who} ${did} ${what}`}
        first={formatDate(moments[0]?.at ?? '')}
        last={t('entity.now')}
        onChange={setWish}
      />
      <div className="flex min-h-7 flex-wrap items-center gap-x-2">
        <Text look="small" strong>
          {formatTime(moment.at)}
        </Text>
        <Text look="small">
          {who} {did} {what}
        </Text>
        {moment.reason ? <Text look="muted">{t('entity.because', { reason: moment.reason })}</Text> : null}
        {past.map(({ label, time }) => (
          <Button
            key={label}
            size="small"
            onClick={() => void navigate({ to: '.', search: (old) => ({ ...old, as_of: time }) })}
          >
            {label}
          </Button>
        ))}
        {history.hasNextPage ? (
          <Button size="small" busy={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            {t('entity.moreHistory')}
          </Button>
        ) : null}
      </div>
    </div>
  )
}
