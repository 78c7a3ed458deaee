import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { StateMark } from '#design-system/badge.tsx'
import { Button } from '#design-system/button.tsx'
import { DropZone } from '#design-system/drop-zone.tsx'
import { Section } from '#design-system/frame.tsx'
import { Row, RowList } from '#design-system/rows.tsx'
import { Text } from '#design-system/text.tsx'
import { firstArtifactsQuery, isBeingRead } from '../../api/artifacts.ts'
import { headQuery } from '../../api/entities.ts'
import { overviewQuery } from '../../api/overview.ts'
import { useUploads } from '../../frame/uploads.tsx'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { UploadList } from '../../frame/upload-list.tsx'

/** The way from an empty project to the first record that rests on words of an own document. Gone once it is walked. */
export function FirstSteps(): ReactElement | null {
  const project = useProject()
  const { add } = useUploads()
  const sources = useQuery({
    ...firstArtifactsQuery(project, { limit: 50 }),
    refetchInterval: ({ state }) => (state.data && state.data.items.length > 0 ? false : 4_000),
  })
  const accepted = useQuery(
    headQuery(project, 'suggestions', { filter: { state: { eq: 'accepted' } }, limit: 1 }),
  )
  const pending = useQuery(
    headQuery(project, 'suggestions', { filter: { state: { eq: 'pending' } }, limit: 1 }),
  )
  const overview = useQuery(overviewQuery(project))
  if (!sources.data || !accepted.data || !pending.data || !overview.data) return null
  const files = sources.data.items
  const done = accepted.data.items[0]
  const reading = files.filter(isBeingRead).length
  const begun = overview.data.some(
    (figures) => figures.evidenced > 0 && Object.keys(figures.states).length > 0,
  )
  if (done || begun || (files.length > 0 && reading === 0 && pending.data.items.length === 0)) return null
  const waiting = pending.data.items.length > 0
  return (
    <Section title={t('overview.begin')}>
      <DropZone label={t('library.drop')} onFiles={add}>
        {(browse) => (
          <RowList label={t('overview.begin')}>
            <Step
              number={1}
              title={t('overview.step1')}
              text={t('overview.step1Text')}
              done={files.length > 0}
            >
              {reading > 0 ? (
                <Text look="small">{t('overview.reading', { count: reading })}</Text>
              ) : (
                <Button look={files.length === 0 ? 'primary' : 'plain'} icon="upload" onClick={browse}>
                  {t('library.choose')}
                </Button>
              )}
            </Step>
            <UploadList />
            <Step number={2} title={t('overview.step2')} text={t('overview.step2Text')} done={false}>
              {waiting ? (
                <Button look="primary" asChild>
                  <Link to="/p/$org/$project/inbox" params={project}>
                    {t('overview.go')}
                  </Link>
                </Button>
              ) : null}
            </Step>
            <Step number={3} title={t('overview.step3')} text={t('overview.step3Text')} done={false} />
          </RowList>
        )}
      </DropZone>
    </Section>
  )
}

function Step(props: {
  number: number
  title: string
  text: string
  done: boolean
  children?: ReactElement | null
}): ReactElement {
  return (
    <Row flush>
      <div className="flex flex-wrap items-center gap-3 py-1">
        <Text look="heading">{props.number}</Text>
        <div className="flex min-w-0 grow flex-col">
          <Text strong>{props.title}</Text>
          <Text look="small" tone="unknown">
            {props.text}
          </Text>
        </div>
        {props.done ? <StateMark tone="good">{t('overview.doneStep')}</StateMark> : null}
        {props.children}
      </div>
    </Row>
  )
}
