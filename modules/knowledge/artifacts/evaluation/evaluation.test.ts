import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { workbookOf } from '../reading/testing/documents.ts'
import { evaluateReading } from './evaluate-reading.ts'

test('every file of a folder is read and compared with what the folder knows of it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-evaluation-'))
  await mkdir(join(folder, 'gold_csv'))
  await writeFile(join(folder, 'note.txt'), 'A note.')
  await writeFile(join(folder, 'nothing.bin'), Uint8Array.of(1, 2, 0, 3))
  await writeFile(
    join(folder, 'offer.eml'),
    'From: a@example.org\nSubject: Offer\nMessage-ID: <1@x>\n\nHello',
  )
  await writeFile(join(folder, 'costs.xlsx'), workbookOf({ Costs: { A1: 'Disk', B1: 'Rack' } }))
  await writeFile(join(folder, 'gold_csv', 'costs.xlsx.0.csv'), 'Disk,Shelf\n')
  await writeFile(
    join(folder, 'gold.jsonl'),
    '{"file":"note.txt","category":"normal"}\n{"file":"offer.eml","subject":"Offer","attachments":[]}\n',
  )

  const result = await evaluateReading({ folder })
  await rm(folder, { recursive: true })

  expect(result).toMatchObject({
    files: 4,
    processed: 3,
    failed: { unsupported: 1 },
    unexplained: [],
    gold: {
      'ordinary files with text': { right: 1, of: 1 },
      subjects: { right: 1, of: 1 },
      'numbers of attachments': { right: 1, of: 1 },
      'cells at their address': { right: 1, of: 2 },
    },
  })
})
