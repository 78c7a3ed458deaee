import { useEffect, useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { Text } from '#design-system/text.tsx'
import { TimeSlider } from '#design-system/time-slider.tsx'
import { formatDate } from '../../entities/formats.ts'
import { t } from '../../messages/index.ts'

/** How long the slider rests before the risks of that day are read. */
const restMs = 150

/** Chooses a past day with which the present is compared; the last stands for none. */
export function RiskDays(props: {
  days: string[]
  day: string | undefined
  onDay: (day: string | undefined) => void
}): ReactElement {
  const { days, onDay } = props
  const last = days.length - 1
  const [wish, setWish] = useState<number>()
  const found = props.day === undefined ? last : days.indexOf(props.day)
  const at = wish ?? (found === -1 ? 0 : found)
  const text = at === last ? t('register.risk.today') : formatDate(days[at] ?? '')
  useEffect(() => {
    if (wish === undefined) return
    const timer = setTimeout(() => {
      onDay(wish === last ? undefined : days[wish])
      setWish(undefined)
    }, restMs)
    return () => clearTimeout(timer)
  })
  return (
    <div className="flex min-w-0 grow flex-wrap items-center gap-x-3 gap-y-1">
      <Text look="label">{t('register.risk.compare')}</Text>
      <div className="max-w-md min-w-40 grow">
        <TimeSlider
          label={t('register.risk.compare')}
          count={days.length}
          at={at}
          text={text}
          first={formatDate(days[0] ?? '')}
          last={t('register.risk.today')}
          onChange={setWish}
        />
      </div>
      {at === last ? null : (
        <>
          <Text look="small" strong>
            {text}
          </Text>
          <Button size="small" onClick={() => onDay(undefined)}>
            {t('entity.toNow')}
          </Button>
        </>
      )}
    </div>
  )
}
