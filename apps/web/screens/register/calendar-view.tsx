import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Button, IconButton } from '#design-system/button.tsx'
import { daysOfMonth } from '#design-system/days-of-month.ts'
import { ToolLine } from '#design-system/frame.tsx'
import { Select } from '#design-system/inputs.tsx'
import { MonthCalendar } from '#design-system/month-calendar.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { plainLink } from '#design-system/navigation.tsx'
import { Text } from '#design-system/text.tsx'
import { headQuery } from '../../api/entities.ts'
import type { KindInfo } from '../../api/kinds.ts'
import { dayName, firstDayOfWeek, monthName, today, weekdayName } from '../../entities/calendar.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { entityPlace } from '../../places.ts'
import type { RegisterState } from './use-register.ts'

/** The date fields of a kind: what a calendar can go by. */
export const dateFields = (kind: KindInfo) => kind.fields.filter(({ type }) => type === 'date')

const preferred = /due|target|review|end|until/

/** A register as a month, by one of its dates. */
export function CalendarView({ kind, register }: { kind: KindInfo; register: RegisterState }): ReactElement {
  const project = useProject()
  const fields = dateFields(kind)
  const { q, by, month = today().slice(0, 7) } = register.search
  const field =
    fields.find(({ name }) => name === by) ?? fields.find(({ name }) => preferred.test(name)) ?? fields[0]
  const name = field?.name ?? ''
  const firstDay = firstDayOfWeek()
  const days = daysOfMonth(month, firstDay)
  const list = useQuery(
    headQuery(project, kind.collection, {
      q,
      sort: name,
      limit: 500,
      filter: { ...register.filters, [name]: { gte: days[0] ?? '', lte: days.at(-1) ?? '' } },
    }),
  )
  const go = (months: number) => {
    const [year = 1970, number = 1] = month.split('-').map(Number)
    register.change({ month: new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7) })
  }
  return (
    <>
      <ToolLine>
        <IconButton icon="chevronLeft" label={t('register.previousMonth')} onClick={() => go(-1)} />
        <IconButton icon="chevronRight" label={t('register.nextMonth')} onClick={() => go(1)} />
        <Text as="h2" look="heading">
          {monthName(month)}
        </Text>
        <Button size="small" onClick={() => register.change({ month: undefined })}>
          {t('register.thisMonth')}
        </Button>
        <div className="grow" />
        {fields.length > 1 ? (
          <div className="w-44">
            <Select
              compact
              aria-label={t('register.dateField')}
              value={name}
              onChange={(event) => register.change({ by: event.target.value })}
            >
              {fields.map((each) => (
                <option key={each.name} value={each.name}>
                  {each.label}
                </option>
              ))}
            </Select>
          </div>
        ) : null}
      </ToolLine>
      <QueryView query={list}>
        {({ items }) => (
          <MonthCalendar
            label={`${kind.label.many}, ${monthName(month)}`}
            month={month}
            today={today()}
            firstDay={firstDay}
            weekday={weekdayName}
            dayName={dayName}
            none={<EmptyNotice icon="clock" title={t('register.nothingInMonth')} />}
            itemsOn={(day) =>
              items
                .filter((entity) => entity[name] === day)
                .map((entity) => (
                  <Link
                    key={entity.id}
                    {...entityPlace(project, kind.collection, entity)}
                    className={plainLink}
                    title={entity.label}
                  >
                    <Text look="key">{entity.key}</Text> <Text look="small">{entity.label}</Text>
                  </Link>
                ))
            }
          />
        )}
      </QueryView>
    </>
  )
}
