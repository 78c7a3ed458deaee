import { expect, test } from 'vitest'
import { extractOffline } from '../index.ts'

const placesIn = (text: string): string[] => {
  const { places } = extractOffline({ text, blocks: [], format: 'text' })
  for (const { spans } of places)
    for (const { start, end } of spans) expect(text.slice(start, end).trim()).toBe(text.slice(start, end))
  return places
    .flatMap(({ name, spans }) => spans.map(({ start }) => ({ name, start })))
    .toSorted((a, b) => a.start - b.start)
    .map(({ name }) => name)
}

test.each([
  ['Our offices are in Zürich, Osijek and Chiang Mai.', ['Zürich', 'Osijek', 'Chiang Mai']],
  ['The server moved from Grantham to Frankfurt.', ['Grantham', 'Frankfurt']],
  [
    'It was built in Mobile, Alabama, and shipped to Reading, England.',
    ['Mobile', 'Alabama', 'Reading', 'England'],
  ],
  ['The team meets in Nice, France. Marseille follows.', ['Nice', 'France', 'Marseille']],
  ['Customer data stays within the European Union.', ['European Union']],
])('cities and countries that lists know are places: %s', (text, places) => {
  expect(placesIn(text)).toEqual(places)
})

test.each([
  ['Example Works, Hafenstrasse 12, Lindhaven\nBill to: Somebody', ['Lindhaven']],
  ['Our address is 14 Dock Road, Westerwick, and it stays.', ['Dock Road', 'Westerwick']],
  ['Lieferung an:\nWerkstrasse 4, 10999 Tannfurt', ['Tannfurt']],
  ['Date: 12 May 2026. Place: Lindhaven, room Estuary.', ['Lindhaven']],
  [
    'Heydour is a small village in the east. The hamlet of Aisdorf is near Heydour.',
    ['Heydour', 'Aisdorf', 'Heydour'],
  ],
])('a place that no list knows is found where the text says that it is one: %s', (text, places) => {
  expect(placesIn(text)).toEqual(places)
})

test.each([
  ['Reading the minutes takes long. Nice work, said the Mobile team in May.'],
  ['Paris Hilton and Austin Powers signed the offer of Bank of America.'],
  ['Section 12, Deliverables. Version 3, Beta. In March, Sales grew.'],
  ['The European Union adopted the act.'],
  ['It is written in Python. Python is slow, Python grows, and Python stays.'],
  ['Findings are shown in GraphQL, in V8 and in Excel format.'],
])('names of people, firms, months, things and everyday words are no places: %s', (text) => {
  expect(placesIn(text)).toEqual([])
})

test('a firm whose legal form has dots is an organization, a town beside it is not part of it', () => {
  const { organizations, places } = extractOffline({
    text: 'The agreement with Quillon Hosting B.V., Rotterdam, ends in June.',
    blocks: [],
    format: 'text',
  })

  expect(organizations.map(({ name }) => name)).toEqual(['Quillon Hosting B.V.'])
  expect(places.map(({ name }) => name)).toEqual(['Rotterdam'])
})
