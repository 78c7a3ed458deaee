import type { FieldInfo } from '../api/kinds.ts'
import { t } from '../messages/index.ts'
import { formatDate, formatMoney, formatTime, formatWord } from './formats.ts'

/** A value as plain text: for copies, for names of groups, for what is read aloud. */
export function fieldText(field: FieldInfo, value: unknown, nameOf: (id: string) => string): string {
  if (value === null || value === undefined || value === '') return ''
  switch (field.type) {
    case 'enum':
      return formatWord(String(value))
    case 'boolean':
      return value === true ? t('general.yes') : t('general.no')
    case 'date':
      return formatDate(String(value))
    case 'timestamp':
      return formatTime(String(value))
    case 'money':
      return formatMoney(String(value))
    case 'user':
      return nameOf(String(value))
    case 'json':
      return JSON.stringify(value)
    case 'number':
    case 'integer':
    case 'entity':
    case 'text':
    case 'long_text':
      return String(value)
  }
}
