import type { Query } from './client.ts'
import { UsageError } from './verb.ts'

const operators: readonly (readonly [sign: string, name: string])[] = [
  ['!=', 'ne'],
  ['>=', 'gte'],
  ['<=', 'lte'],
  ['=', 'eq'],
  ['>', 'gt'],
  ['<', 'lt'],
  ['~', 'contains'],
]

/** `score>=12` → `filter[score][gte]=12`. @throws UsageError for what is no condition */
export const queryOf = (conditions: readonly string[]): Query =>
  Object.fromEntries(
    conditions.map((condition) => {
      const [, field, sign, value] =
        /^\s*([a-z]\w*)\s*(!=|>=|<=|=|>|<|~)\s*([^]*?)\s*$/i.exec(condition) ?? []
      const operator = operators.find(([each]) => each === sign)?.[1]
      if (field === undefined || operator === undefined)
        throw new UsageError(
          `${JSON.stringify(condition)} is no condition. Write it as field=value, field>=value or field~words.`,
        )
      return [operator === 'eq' ? `filter[${field}]` : `filter[${field}][${operator}]`, value ?? '']
    }),
  )
