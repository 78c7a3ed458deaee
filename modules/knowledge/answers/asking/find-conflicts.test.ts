import { expect, test } from 'vitest'
import { valuesIn } from './find-conflicts.ts'

const normal = (text: string): string[] => valuesIn(text, 'number').map((value) => value.normal)

test('numbers with units of one measure are equal where they say the same', () => {
  expect(normal('It is down for 24 hours.')).toEqual(normal('It is down for 1 day.'))
  expect(normal('It is down for 24 hours.')).not.toEqual(normal('It is down for 2 days.'))
  expect(normal('It keeps 2 TB.')).toEqual(normal('It keeps 2,000 GB.'))
  expect(normal('It serves 412,000 customers.')).toEqual(['412000'])
  expect(valuesIn('It is down for 24 hours.', 'number')).toMatchObject([{ written: '24 hours' }])
})
