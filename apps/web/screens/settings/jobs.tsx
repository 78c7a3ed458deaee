import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { StateMark } from '#design-system/badge.tsx'
import { Button } from '#design-system/button.tsx'
import { Section } from '#design-system/frame.tsx'
import { textLink } from '#design-system/navigation.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { ProgressBar } from '#design-system/progress-bar.tsx'
import { Segmented } from '#design-system/segmented.tsx'
import { SimpleTable } from '#design-system/simple-table.tsx'
import { Text } from '#design-system/text.tsx'
import type { Tone } from '#design-system/tone.ts'
import { cancelJob, jobsQuery, retryJob, runStates, type JobRun } from '../../api/jobs.ts'
import { projectKey } from '../../api/project.ts'
import { chosenOf } from '../../entities/field-draft.ts'
import { formatNumber, formatRelative, formatTime, formatWord } from '../../entities/formats.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useAct } from '../../frame/use-act.ts'
import { useProject } from '../../frame/use-project.ts'
import { t, textAt } from '../../messages/index.ts'
import { Panel } from './panel.tsx'

const route = getRouteApi('/signed-in/p/$org/$project/settings')

const tones: Record<string, Tone> = {
  queued: 'unknown',
  running: 'accent',
  done: 'good',
  failed: 'bad',
  cancelled: 'attention',
}

/** What runs in the background and how far it is; what failed and why; stopping and starting again. */
export function Jobs(): ReactElement {
  const project = useProject()
  const { state } = route.useSearch()
  const navigate = useNavigate()
  const runs = useQuery(jobsQuery(project, chosenOf(runStates, state)))
  return (
    <Panel wide>
      <Section
        title={t('settings.jobs')}
        actions={
          <Segmented
            label={t('work.state')}
            value={state ?? 'all'}
            options={[
              { value: 'all', label: t('work.all') },
              ...runStates.map((value) => ({ value, label: t(`work.states.${value}`) })),
            ]}
            onChange={(value) =>
              void navigate({
                to: '.',
                search: (old) => ({ ...old, state: value === 'all' ? undefined : value }),
                replace: true,
              })
            }
          />
        }
      >
        <div className="py-3">
          <Text look="muted">{t('work.jobsText')}</Text>
        </div>
        <QueryView query={runs} loadingLines={6}>
          {(items) =>
            items.length === 0 ? (
              <EmptyNotice icon="clock" title={t('work.noJobs')} text={t('work.noJobsText')} />
            ) : (
              <SimpleTable
                label={t('settings.jobs')}
                headers={[
                  t('work.job'),
                  t('work.state'),
                  t('work.progress'),
                  t('work.begun'),
                  t('work.took'),
                  t('work.tries'),
                  '',
                ]}
                rows={items.map((run) => ({ id: run.id, cells: cellsOf(run) }))}
              />
            )
          }
        </QueryView>
      </Section>
    </Panel>
  )
}

const nameOf = (job: string): string => textAt(`work.jobs.${job.replace('.', '_')}`) ?? formatWord(job)

const cellsOf = (run: JobRun): ReactElement[] => [
  <RunName key="job" run={run} />,
  <div key="state" className="flex flex-col py-1">
    <StateMark tone={tones[run.state] ?? 'unknown'}>
      {textAt(`work.states.${run.state}`) ?? run.state}
    </StateMark>
    {run.error_message ? (
      <Text look="faint" title={run.error_code ?? undefined}>
        {run.error_message}
      </Text>
    ) : null}
    {run.retried_as ? <Text look="faint">{t('work.replaced')}</Text> : null}
  </div>,
  <div key="progress" className="w-24">
    {run.state === 'running' ? (
      <ProgressBar label={nameOf(run.job)} value={run.progress > 0 ? run.progress : undefined} />
    ) : null}
    {run.note ? <Text look="faint">{run.note}</Text> : null}
  </div>,
  <span key="begun" title={formatTime(run.created_at)}>
    {formatRelative(run.started_at ?? run.created_at)}
  </span>,
  <span key="took">{tookOf(run)}</span>,
  <span key="tries">{run.attempts}</span>,
  <RunActions key="actions" run={run} />,
]

function RunName({ run }: { run: JobRun }): ReactElement {
  const project = useProject()
  return (
    <div className="flex flex-col py-1">
      <Text>{nameOf(run.job)}</Text>
      {run.entity_id ? (
        <Link
          to="/p/$org/$project/library/$id"
          params={{ ...project, id: run.entity_id }}
          className={textLink}
        >
          <Text look="small">{t('work.openSource')}</Text>
        </Link>
      ) : null}
    </div>
  )
}

function RunActions({ run }: { run: JobRun }): ReactElement | null {
  const project = useProject()
  const client = useQueryClient()
  const { act, busy } = useAct()
  const done = (work: () => Promise<unknown>, said: string) =>
    void act(async () => {
      await work()
      await client.invalidateQueries({ queryKey: [...projectKey(project), '*', 'job-runs'] })
    }, said)
  if (run.state === 'queued' || run.state === 'running')
    return (
      <Button
        size="small"
        look="quiet"
        busy={busy}
        onClick={() => done(() => cancelJob(project, run.id), t('work.cancelled'))}
      >
        {t('work.cancel')}
      </Button>
    )
  if ((run.state === 'failed' || run.state === 'cancelled') && !run.retried_as)
    return (
      <Button
        size="small"
        icon="retry"
        busy={busy}
        onClick={() => done(() => retryJob(project, run.id), t('work.retried'))}
      >
        {t('work.retry')}
      </Button>
    )
  return null
}

/** How long a run took or has taken so far, in seconds. */
function tookOf(run: JobRun): string {
  if (!run.started_at) return t('general.none')
  const end = run.finished_at ? new Date(run.finished_at).getTime() : Date.now()
  const seconds = (end - new Date(run.started_at).getTime()) / 1_000
  return `${formatNumber(seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds))} s`
}
