import type { ReactElement } from 'react'
import { Badge, LevelMark, StateMark } from '#design-system/badge.tsx'
import { RichText } from '#design-system/rich-text.tsx'
import { Text } from '#design-system/text.tsx'
import type { FieldInfo } from '../api/kinds.ts'
import { t } from '../messages/index.ts'
import { formatDate, formatMoney, formatNumber, formatRelative, formatTime, formatWord } from './formats.ts'
import { Person } from './person.tsx'
import { Reference } from './reference.tsx'
import { levelOf, stateTone } from './state-tone.ts'

/** Whether there is nothing to show. */
export const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** The value of a field as people read it. `short` is for a cell of one line. */
export function FieldValue(props: { field: FieldInfo; value: unknown; short?: boolean }): ReactElement {
  const { field, value } = props
  if (isEmpty(value)) return <Text look="faint">{t('general.none')}</Text>
  switch (field.type) {
    case 'enum':
      return <Word word={String(value)} options={field.options ?? []} />
    case 'boolean':
      return <>{value === true ? t('general.yes') : t('general.no')}</>
    case 'number':
    case 'integer':
      return <>{Number.isNaN(Number(value)) ? String(value) : formatNumber(Number(value))}</>
    case 'money':
      return <>{moneyText(value)}</>
    case 'date':
      return <>{formatDate(String(value))}</>
    case 'timestamp':
      return <span title={formatTime(String(value))}>{formatRelative(String(value))}</span>
    case 'user':
      return <Person value={value} />
    case 'entity':
      return <Reference kind={field.refers_to ?? ''} id={String(value)} />
    case 'json':
      return <JsonValue value={value} short={props.short === true} />
    case 'long_text':
      return props.short ? <>{String(value)}</> : <RichText text={String(value)} />
    case 'text':
      return <>{String(value)}</>
  }
}

/** A word of a list, with a mark where the word has a meaning; grades show how high they are. */
function Word({ word, options }: { word: string; options: readonly string[] }): ReactElement {
  const tone = stateTone(word)
  const level = levelOf(word, options)
  if (level)
    return (
      <LevelMark tone={tone} {...level}>
        {formatWord(word)}
      </LevelMark>
    )
  return tone === 'unknown' ? <>{formatWord(word)}</> : <StateMark tone={tone}>{formatWord(word)}</StateMark>
}

/** An amount, alone or with its currency. */
function moneyText(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'amount' in value) {
    const currency = 'currency' in value && typeof value.currency === 'string' ? value.currency : undefined
    return formatMoney(String(value.amount), currency)
  }
  return formatMoney(String(value))
}

function JsonValue({ value, short }: { value: unknown; short: boolean }): ReactElement {
  if (Array.isArray(value) && value.every((item) => typeof item === 'string' || typeof item === 'number'))
    return (
      <span className="inline-flex flex-wrap gap-1">
        {value.map((item) => (
          <Badge key={item}>{item}</Badge>
        ))}
      </span>
    )
  if (typeof value !== 'object') return <>{String(value)}</>
  return (
    <Text look="code" as={short ? 'span' : 'pre'} truncate={short}>
      {JSON.stringify(value, null, short ? 0 : 2)}
    </Text>
  )
}
