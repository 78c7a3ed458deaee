import { expect, test } from 'vitest'
import { extractOffline } from '../index.ts'

test.each([
  ['Tom Okafor agreed to prepare the runbook by the end of April 2026.', 'Tom Okafor', '2026-04-30'],
  ['It was agreed that Priya Nair would draft the contract by 1 July 2026.', 'Priya Nair', '2026-07-01'],
  ['AI-3 Priya Nair shall provide the test data no later than 12 June 2026.', 'Priya Nair', '2026-06-12'],
  ['Todo (Maria): fix the login page by 3 May 2026', 'Maria', '2026-05-03'],
  ['Jonas Weber is to review the security concept by 8 May 2026.', 'Jonas Weber', '2026-05-08'],
  ['Could Tom Okafor please check the invoices by 9 May 2026?', 'Tom Okafor', '2026-05-09'],
  ['Jonas needs to order the licenses before 4 May 2026.', 'Jonas', '2026-05-04'],
])('an action has who does it and until when: %s', (text, owner, dueDate) => {
  expect(extractOffline({ text, blocks: [], format: 'text' }).insights).toMatchObject([
    { type: 'action', attributes: { owner, dueDate } },
  ])
})

test('items of a list of actions have their owners; what a body agrees on is a decision, and a word is no owner', () => {
  const { insights } = extractOffline({
    text: '## Next steps\n\n- Maria Lopez: order the licenses (due 3 May 2026)\n- [ ] Jonas Weber – book the room\n- Currently needs to be tested\n\n## Notes\n\nThe committee agreed to move the cutover to May.\n',
    blocks: [],
    format: 'markdown',
  })

  expect(insights.map(({ type, attributes }) => [type, attributes?.owner])).toEqual([
    ['action', 'Maria Lopez'],
    ['action', 'Jonas Weber'],
    ['action', undefined],
    ['decision', undefined],
  ])
})
