import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mulberry32 } from '#modules/knowledge/search/evaluation/bootstrap.ts'
import { euros, longDate, story } from '../../seed/fixtures/story.ts'
import { writeDocx } from '../../seed/fixtures/writers/docx.ts'
import { writePdf } from '../../seed/fixtures/writers/pdf.ts'
import { writeXlsx } from '../../seed/fixtures/writers/xlsx.ts'

/** A file to be ingested. */
export interface MadeFile {
  name: string
  bytes: Uint8Array
}

/** All files of a folder and of those in it, by name. */
export const filesIn = async (folder: string): Promise<MadeFile[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  return Promise.all(
    paths
      .toSorted()
      .map(async (path) => ({ name: path.slice(folder.length + 1), bytes: await readFile(path) })),
  )
}

/** How many files of each kind. */
export interface Library {
  /** of 20 pages */
  pdf: number
  /** of about 10 pages */
  docx: number
  /** of 400 rows */
  xlsx: number
  /** of about 3 pages */
  md: number
}

const people = Object.values(story.people)
const places = 'northern southern eastern western inner outer upper lower coastal rural'.split(' ')
const subjects =
  'billing metering sign-in hosting staging archiving reporting monitoring training invoicing printing routing tariffs complaints payments mobile search backup network storage licensing audit support onboarding forecasting'.split(
    ' ',
  )
const doings = 'interface team rollout contract rehearsal database schedule inventory upgrade handbook'.split(
  ' ',
)
const hosts = ['alp-web-01', 'alp-app-02', 'alp-db-01', 'idp-01', 'meter-gw-01']

/** What a library says: the words of the demo's program in ever new sentences, with names, dates and amounts to be found. */
export const writer = (seed: number) => {
  const random = mulberry32(seed)
  const upTo = (below: number): number => Math.floor(random() * below)
  const one = (of: readonly string[]): string => of[upTo(of.length)] ?? ''
  const area = (): string => `${one(places)} ${one(subjects)} ${one(doings)}`
  const day = (): string => new Date(Date.UTC(2026, upTo(12), 1 + upTo(28))).toISOString().slice(0, 10)
  const amount = (): number => 1_000 * (1 + upTo(900))
  const sentences: readonly (() => string)[] = [
    () => `${one(people)} reports that ${area()} will be ready by ${longDate(day())}.`,
    () => `The work on ${area()} costs ${euros(amount())}, of which ${upTo(100)} % were spent so far.`,
    () => `It was decided to move ${one(hosts)} to ${story.newPlatform} before ${area()} is switched over.`,
    () =>
      `There is a risk that ${area()} delays ${area()} by ${2 + upTo(9)} weeks; ${one(people)} looks into it.`,
    () =>
      `${story.supplier} delivers ${area()} to ${story.customer} under contract ${story.contractNumber}, clause ${1 + upTo(40)}.${upTo(9)}.`,
    () => `Who tells the users of ${one(hosts)} what changes for them?`,
    () => `In the week of ${day()} the peak was ${100 + upTo(4_000)} requests per minute on ${one(hosts)}.`,
    () => `Action: ${one(people)} agrees with ${story.hosting} on ${area()} until ${longDate(day())}.`,
    () =>
      `Nothing else was said about ${area()}, which remains as it is described in chapter ${1 + upTo(30)}.`,
    () =>
      `The tests of ${area()} took ${1 + upTo(30)} days and found ${upTo(60)} defects, ${upTo(5)} of them severe.`,
  ]
  const sentence = (): string => sentences[upTo(sentences.length)]?.() ?? ''
  return {
    title: () => `${story.program}: ${area()} ${seed}`,
    heading: () => `About ${area()} on ${one(hosts)}`,
    paragraph: () => Array.from({ length: 4 + upTo(4) }, sentence).join(' '),
    row: (at: number) => [at, one(people), area(), { date: day() }, amount(), sentence()],
  }
}

/** The same files each time, no two alike. */
export const makeLibrary = (library: Library): MadeFile[] => {
  let seed = 0
  const times = (count: number, make: (write: ReturnType<typeof writer>) => MadeFile): MadeFile[] =>
    Array.from({ length: count }, () => make(writer((seed += 1))))
  return [
    ...times(library.pdf, (write) => ({
      name: `report ${seed}.pdf`,
      bytes: writePdf(write.title(), pagesOf(write, 20)),
    })),
    ...times(library.docx, (write) => ({
      name: `minutes ${seed}.docx`,
      bytes: writeDocx([{ heading: write.title() }, ...chapters(write, 16).flat()]),
    })),
    ...times(library.xlsx, (write) => ({ name: `list ${seed}.xlsx`, bytes: sheetOf(write, 400) })),
    ...times(library.md, (write) => ({ name: `notes ${seed}.md`, bytes: markdownOf(write) })),
  ]
}

type Write = ReturnType<typeof writer>

/** A PDF's blocks for so many pages. */
export const pagesOf = (write: Write, pages: number) =>
  Array.from({ length: pages }, () => [
    { heading: write.heading() },
    ...Array.from({ length: 6 }, () => ({ text: write.paragraph() })),
    { newPage: true } as const,
  ]).flat()

const chapters = (write: Write, count: number) =>
  Array.from({ length: count }, () => [
    { heading: write.heading() },
    ...Array.from({ length: 4 }, () => ({ text: write.paragraph() })),
  ])

const sheetOf = (write: Write, rows: number): Uint8Array =>
  writeXlsx([
    {
      name: 'List',
      rows: [
        ['Number', 'Owner', 'Area', 'Due', 'Cost', 'Remark'],
        ...Array.from({ length: rows }, (_, at) => write.row(at + 1)),
      ],
    },
  ])

const markdownOf = (write: Write): Uint8Array =>
  new TextEncoder().encode(
    [
      `# ${write.title()}`,
      ...chapters(write, 5).map(([heading, ...texts]) =>
        [
          `## ${heading && 'heading' in heading ? heading.heading : ''}`,
          ...texts.map((each) => ('text' in each ? each.text : '')),
        ].join('\n\n'),
      ),
    ].join('\n\n'),
  )
