import type { ReactElement, ReactNode } from 'react'
import { Button } from '#design-system/button.tsx'
import { ErrorNotice, Loading } from '#design-system/notices.tsx'
import { ProblemError } from '../api/problem.ts'
import { t } from '../messages/index.ts'

/** What is shown while a screen's code or a person's session is on its way. */
export const Waiting = (): ReactElement => <Loading label={t('general.loading')} />

/** What to say of an error. */
export function explain(error: unknown): { title: string; text: string; reference: string | undefined } {
  if (!(error instanceof ProblemError))
    return { title: t('error.title'), text: t('error.unknown'), reference: undefined }
  const reference = error.requestId === undefined ? undefined : t('error.reference', { id: error.requestId })
  if (error.status === 404)
    return { title: t('error.notFound'), text: t('error.notFoundText'), reference: undefined }
  if (error.code === 'unreachable')
    return { title: t('error.title'), text: t('error.unreachable'), reference: undefined }
  return { title: t('error.title'), text: error.message || t('error.unknown'), reference }
}

type Answer<Data> = {
  data: Data | undefined
  error: unknown
  isPending: boolean
  refetch: () => unknown
}

/** Shows a query's answer; until there is one, that it loads, or why it failed with a way to try again. */
export function QueryView<Data>(props: {
  query: Answer<Data>
  children: (data: Data) => ReactNode
  loadingLines?: number
  /** What stands above until there is an answer: the head of a screen that is made of the answer. */
  head?: ReactNode
}): ReactElement {
  const { query } = props
  if (query.data !== undefined) return <>{props.children(query.data)}</>
  return (
    <>
      {props.head}
      {query.error !== null && query.error !== undefined ? (
        <ErrorNotice {...explain(query.error)}>
          {query.error instanceof ProblemError && query.error.status === 404 ? null : (
            <Button onClick={() => query.refetch()} icon="retry">
              {t('general.retry')}
            </Button>
          )}
        </ErrorNotice>
      ) : (
        <Loading label={t('general.loading')} lines={props.loadingLines ?? 6} />
      )}
    </>
  )
}
