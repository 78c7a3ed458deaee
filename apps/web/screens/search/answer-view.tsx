import { Link, useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { StateMark } from '#design-system/badge.tsx'
import { Button } from '#design-system/button.tsx'
import { SidePanel } from '#design-system/frame.tsx'
import { SearchInput } from '#design-system/inputs.tsx'
import { textLink } from '#design-system/navigation.tsx'
import { Banner } from '#design-system/notices.tsx'
import { Quote, Row, RowList } from '#design-system/rows.tsx'
import { Text } from '#design-system/text.tsx'
import type { Tone } from '#design-system/tone.ts'
import type { Answer } from '../../api/answers.ts'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { passageParameter } from '../../places.ts'
import { AnswerActions } from './answer-actions.tsx'

const tones: Record<Answer['outcome'], Tone> = {
  answered: 'good',
  doubtful: 'attention',
  not_found: 'unknown',
}

/** The numbers of citations in a sentence stand beside it as buttons. */
const withoutNumbers = (sentence: string): string => sentence.replaceAll(/\s*\[\d+\]/g, '')

/** How sources differ, and what was settled of it. */
function conflictText({ statements, record }: Answer['conflicts'][number]): string {
  const values = statements.map(({ value }) => value).join(' – ')
  if (record?.state !== 'resolved') return t('search.conflict', { values })
  const value = record.holds === null ? undefined : statements[record.holds]?.value
  return value === undefined
    ? t('search.conflictNeither', { values })
    : t('search.conflictSettled', { values, value })
}

/** An answer, sentence by sentence, with the words that each rests on open beside it. */
export function AnswerView({ answer }: { answer: Answer }): ReactElement {
  const project = useProject()
  const navigate = useNavigate()
  const [active, setActive] = useState<number>()
  const [further, setFurther] = useState('')
  return (
    <div className="flex min-h-0 grow flex-col lg:flex-row">
      <div className="flex min-h-0 min-w-0 grow flex-col gap-4 overflow-y-auto p-6" tabIndex={0}>
        <div className="flex max-w-3xl flex-col gap-2">
          <Text as="h2" look="title">
            {answer.question}
          </Text>
          <StateMark tone={tones[answer.outcome]}>{t(`search.outcome.${answer.outcome}`)}</StateMark>
        </div>
        {answer.notice ? <Banner tone="attention">{answer.notice}</Banner> : null}
        {answer.conflicts.map((conflict) => (
          <Banner
            key={conflict.record?.key ?? conflict.about}
            tone={conflict.record?.state === 'resolved' ? 'accent' : 'attention'}
          >
            {conflictText(conflict)}
            {conflict.record ? (
              <Link
                to="/p/$org/$project/$collection/$key"
                params={{ ...project, collection: 'conflicts', key: conflict.record.key }}
                className={textLink}
              >
                {conflict.record.key}
              </Link>
            ) : null}
          </Banner>
        ))}
        <div className="flex max-w-3xl flex-col gap-3">
          {answer.sentences.length === 0 ? <Text look="reading">{answer.answer}</Text> : null}
          {answer.sentences.map((sentence) => (
            <p key={sentence.start} title={sentence.reason ?? undefined}>
              <Text look="reading" {...(sentence.support === 'supported' ? {} : { tone: 'attention' })}>
                {withoutNumbers(answer.answer.slice(sentence.start, sentence.end))}
              </Text>{' '}
              {sentence.citations.map((at) => {
                const citation = answer.citations[at]
                return citation ? (
                  <Button
                    key={at}
                    size="small"
                    look="quiet"
                    aria-label={t('search.citation', { number: citation.number, title: citation.title })}
                    aria-pressed={active === at}
                    onClick={() => setActive(at)}
                  >
                    [{citation.number}]
                  </Button>
                ) : null
              })}
            </p>
          ))}
        </div>
        <AnswerActions answer={answer} />
        <form
          className="flex max-w-3xl gap-2 pt-2"
          onSubmit={(event) => {
            event.preventDefault()
            if (further.trim().length < 2) return
            void navigate({ to: '.', search: { ask: 'yes', q: further.trim(), follows: answer.id } })
          }}
        >
          <SearchInput
            label={t('search.follow')}
            placeholder={t('search.follow')}
            icon="spark"
            value={further}
            onChange={({ target }) => setFurther(target.value)}
          />
          <Button type="submit">{t('search.ask')}</Button>
        </form>
      </div>
      {answer.citations.length > 0 ? (
        <SidePanel label={t('search.citations')} wide>
          <div className="min-h-0 overflow-y-auto">
            <RowList label={t('search.citations')}>
              {answer.citations.map((citation, at) => (
                <Row
                  key={`${citation.artifact_id} ${citation.start}`}
                  linked
                  current={active === at}
                  onPick={() => setActive(at)}
                >
                  <div className="flex flex-col gap-1">
                    <div className="flex items-baseline gap-2">
                      <Text look="key">[{citation.number}]</Text>
                      <Link
                        to="/p/$org/$project/library/$id"
                        params={{ ...project, id: citation.artifact_id }}
                        search={{ at: passageParameter(citation) }}
                        className={textLink}
                      >
                        <Text truncate>{citation.title}</Text>
                      </Link>
                      {citation.page === null ? null : (
                        <Text look="faint">{t('artifact.pageShort', { page: citation.page })}</Text>
                      )}
                    </div>
                    <Quote>{citation.quote}</Quote>
                  </div>
                </Row>
              ))}
            </RowList>
          </div>
        </SidePanel>
      ) : null}
    </div>
  )
}
