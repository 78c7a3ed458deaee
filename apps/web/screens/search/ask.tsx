import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { EmptyNotice, ErrorNotice } from '#design-system/notices.tsx'
import { textLink } from '#design-system/navigation.tsx'
import { ProgressBar } from '#design-system/progress-bar.tsx'
import { Text } from '#design-system/text.tsx'
import { answerQuery, ask, askedQuery, type Answer, type Coming } from '../../api/answers.ts'
import { explain, QueryView } from '../../frame/query-view.tsx'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { AnswerView } from './answer-view.tsx'

const route = getRouteApi('/signed-in/p/$org/$project/search')

/** A question to the documents: its answer as it comes, or one that was given before, by its address. */
export function Ask(): ReactElement {
  const project = useProject()
  const { q = '', answer } = route.useSearch()
  const given = useQuery({ ...answerQuery(project, answer ?? ''), enabled: answer !== undefined })
  if (answer !== undefined)
    return <QueryView query={given}>{(found) => <AnswerView key={found.id} answer={found} />}</QueryView>
  if (q.trim().length < 2) return <Before />
  return <Asking key={q} question={q.trim()} />
}

function Before(): ReactElement {
  const project = useProject()
  const asked = useQuery(askedQuery(project))
  return (
    <div className="flex flex-col items-center">
      <EmptyNotice icon="spark" title={t('search.askTitle')} text={t('search.askText')} />
      {asked.data && asked.data.length > 0 ? (
        <section className="flex w-full max-w-xl flex-col gap-1 px-4">
          <Text look="label">{t('search.asked')}</Text>
          {asked.data.map((each) => (
            <Link
              key={each.id}
              to="/p/$org/$project/search"
              params={project}
              search={{ ask: 'yes', q: each.question, answer: each.id }}
              className={textLink}
            >
              <Text truncate>{each.question}</Text>
            </Link>
          ))}
        </section>
      ) : null}
    </div>
  )
}

function Asking({ question }: { question: string }): ReactElement {
  const project = useProject()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { follows } = route.useSearch()
  const [coming, setComing] = useState<Coming>({ sources: undefined, text: '' })
  const [problem, setProblem] = useState<unknown>()
  const [attempt, setAttempt] = useState(0)
  const stopper = useRef<AbortController>(undefined)
  useEffect(() => {
    const controller = new AbortController()
    stopper.current = controller
    const arrived = (answer: Answer) => {
      client.setQueryData(answerQuery(project, answer.id).queryKey, answer)
      void client.invalidateQueries(askedQuery(project))
      // its own address, so that going back and forth does not ask again
      void navigate({
        to: '.',
        search: (old) => ({ ...old, answer: answer.id, follows: undefined }),
        replace: true,
      })
    }
    ask(project, { question, follows }, setComing, controller.signal).then(arrived, (cause: unknown) => {
      if (!controller.signal.aborted) setProblem(cause)
    })
    return () => controller.abort()
  }, [attempt, client, follows, navigate, project, question])
  if (problem !== undefined)
    return (
      <ErrorNotice {...explain(problem)}>
        <Button
          icon="retry"
          onClick={() => {
            setProblem(undefined)
            setAttempt(attempt + 1)
          }}
        >
          {t('general.retry')}
        </Button>
      </ErrorNotice>
    )
  const said =
    coming.sources === undefined ? t('search.searching') : t('search.writing', { count: coming.sources })
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-4 p-6">
      <Text as="h2" look="title">
        {question}
      </Text>
      <div role="status" className="flex items-center gap-3">
        <Text look="muted">{said}</Text>
        <div className="grow">
          <ProgressBar label={said} />
        </div>
        <Button
          size="small"
          onClick={() => {
            stopper.current?.abort()
            void navigate({ to: '.', search: { ask: 'yes' } })
          }}
        >
          {t('search.stop')}
        </Button>
      </div>
      {coming.text === '' ? null : <Text look="reading">{coming.text}</Text>}
    </div>
  )
}
