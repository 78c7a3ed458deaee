import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Evaluation } from '#kernel/module/index.ts'
import { putIn } from '#modules/knowledge/artifacts/index.ts'
import type { Answer } from '../answer.ts'
import { ask } from '../asking/ask.ts'

const line = z.object({
  question: z.string(),
  /** one of these has to stand in the answer; empty where the documents do not say */
  answers: z.array(z.string()),
  /** name of the file that says it */
  document: z.string().optional(),
})
type LabelledQuestion = z.output<typeof line>

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ')

const holds = ({ answer }: Answer, { answers }: LabelledQuestion): boolean =>
  answers.some((wanted) => plain(answer).includes(plain(wanted)))

/** Questions to a folder of files, those that the files do not answer among them. */
const evaluateAnswers: Evaluation = {
  name: 'ask',
  summary:
    'Answers; a folder with documents/ (files of any kind) and questions.jsonl: {question, answers: [words of which one must be in the answer; none where the documents do not say], document?}',
  sets: ['ask_'],
  async run(folder, { place, maxDocuments, maxFailures = 50, progress } = {}) {
    if (!place) throw new Error('Answers are measured in an installation.')
    const content = await readFile(join(folder, 'questions.jsonl'), 'utf8')
    const questions = content
      .split('\n')
      .filter((each) => each.trim() !== '')
      .map((each) => line.parse(JSON.parse(each)))
      .slice(0, maxDocuments)
    const measuring = await place()
    await putIn(measuring, join(folder, 'documents'))
    const failures: string[] = []
    const counts = { answerable: 0, right: 0, source: 0, silent: 0, unanswerable: 0, refused: 0 }
    const times: number[] = []
    for (const question of questions) {
      const answer = await ask(measuring.reading, { question: question.question })
      times.push(answer.ms)
      const said = answer.outcome === 'not_found' ? 'nothing' : answer.answer.slice(0, 200)
      if (question.answers.length === 0) {
        counts.unanswerable += 1
        if (answer.outcome === 'not_found') counts.refused += 1
        else failures.push(`answered what the documents do not say: ${question.question} → ${said}`)
      } else {
        counts.answerable += 1
        if (answer.outcome === 'not_found') counts.silent += 1
        if (answer.citations.some(({ title }) => title === question.document)) counts.source += 1
        if (holds(answer, question)) counts.right += 1
        else failures.push(`wrong: ${question.question} → ${said}`)
      }
      progress?.(times.length, questions.length, 'questions')
    }
    return {
      metrics: {
        right: counts.right / Math.max(1, counts.answerable),
        silent_though_said: counts.silent / Math.max(1, counts.answerable),
        right_source: counts.source / Math.max(1, counts.answerable),
        refused_rightly: counts.refused / Math.max(1, counts.unanswerable),
        answerable: counts.answerable,
        unanswerable: counts.unanswerable,
        p50_ms: times.toSorted((x, y) => x - y)[Math.floor(times.length / 2)] ?? 0,
      },
      failures: failures.slice(0, maxFailures),
    }
  },
}

/** What of answering can be measured. */
export const evaluations = [evaluateAnswers]
