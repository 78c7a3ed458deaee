import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { StateMark } from '#design-system/badge.tsx'
import { Button } from '#design-system/button.tsx'
import { Section } from '#design-system/frame.tsx'
import { textLink } from '#design-system/navigation.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { ProgressBar } from '#design-system/progress-bar.tsx'
import { SimpleTable } from '#design-system/simple-table.tsx'
import { Text } from '#design-system/text.tsx'
import { useToast } from '#design-system/toast.tsx'
import { jobsQuery, type JobRun } from '../../api/jobs.ts'
import { projectKey } from '../../api/project.ts'
import {
  embedPassages,
  forgetModel,
  searchModelsKey,
  searchModelsQuery,
  type SearchModel,
} from '../../api/search-models.ts'
import { FieldDialog } from '../../entities/field-form.tsx'
import { formatChange, formatDate, formatNumber, formatPercent } from '../../entities/formats.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useAct } from '../../frame/use-act.ts'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { Panel } from './panel.tsx'
import { useRole } from './use-role.ts'

/** What works on the vectors of a project. */
const jobs = ['search.embed', 'search.calibrate']

/** How often the figures are read again, in milliseconds: while they move, and else. */
const often = 1_500
const rarely = 30_000

/** The embedding models of the project side by side: how far each is, what it counts, and forgetting one. */
export function SearchModels(): ReactElement {
  const project = useProject()
  const client = useQueryClient()
  const { isProjectAdmin } = useRole()
  const { act, busy } = useAct()
  const open = useOpenRuns()
  const ofAll = open.filter(({ entity_id }) => entity_id === null)
  const found = useQuery({
    ...searchModelsQuery(project),
    refetchInterval: open.length > 0 ? often : rarely,
  })
  const embed = () =>
    void act(async () => {
      await embedPassages(project)
      await client.invalidateQueries({ queryKey: [...projectKey(project), '*'] })
    }, t('models.begun'))
  return (
    <Panel wide>
      <Section
        title={t('models.title')}
        actions={
          isProjectAdmin && found.data?.present ? (
            <Button size="small" busy={busy} disabled={ofAll.length > 0} onClick={embed}>
              {t('models.embed')}
            </Button>
          ) : undefined
        }
      >
        <div className="flex max-w-3xl flex-col gap-2 py-3">
          <Text look="muted">{t('models.lead')}</Text>
          {isProjectAdmin ? null : <Text look="faint">{t('models.readOnly')}</Text>}
        </div>
        {ofAll.map((run) => (
          <RunLine key={run.id} run={run} />
        ))}
        <QueryView query={found} loadingLines={3}>
          {({ present, models }) => (
            <>
              {present === null ? (
                <div className="pb-2">
                  <Text tone="attention">{t('models.off')}</Text>
                </div>
              ) : null}
              {models.length === 0 ? (
                <EmptyNotice icon="search" title={t('models.none')} text={t('models.noneText')} />
              ) : (
                <ModelTable models={models} mayForget={isProjectAdmin} />
              )}
            </>
          )}
        </QueryView>
      </Section>
    </Panel>
  )
}

const useOpenRuns = (): JobRun[] =>
  (useQuery(jobsQuery(useProject())).data ?? []).filter(
    ({ job, state }) => jobs.includes(job) && (state === 'queued' || state === 'running'),
  )

function RunLine({ run }: { run: JobRun }): ReactElement {
  const project = useProject()
  const name = run.job === 'search.embed' ? t('models.embedding') : t('models.weighing')
  return (
    <div className="flex max-w-3xl flex-wrap items-center gap-3 pb-3">
      <Text>{name}</Text>
      <div className="w-40">
        <ProgressBar label={name} value={run.state === 'running' ? run.progress : undefined} />
      </div>
      <Text look="key">{formatPercent(run.progress)}</Text>
      <Link to="/p/$org/$project/settings" params={project} search={{ tab: 'jobs' }} className={textLink}>
        {t('models.toJobs')}
      </Link>
    </div>
  )
}

function ModelTable(props: { models: readonly SearchModel[]; mayForget: boolean }): ReactElement {
  const [forgetting, setForgetting] = useState<SearchModel>()
  return (
    <>
      <SimpleTable
        label={t('models.title')}
        headers={[
          t('models.model'),
          t('models.state'),
          t('models.embedded'),
          t('models.weight'),
          t('models.gain'),
          '',
        ]}
        rows={props.models.map((model) => ({
          id: model.model,
          cells: [
            <Text key="model" look="code">
              {model.model}
            </Text>,
            <StateOf key="state" model={model} />,
            <Embedded key="embedded" model={model} />,
            <div key="weight" className="flex flex-col">
              <Text>{formatPercent(model.weight)}</Text>
              <Text look="faint">{t(`models.weightFrom.${model.weight_from}`)}</Text>
            </div>,
            <Gain key="gain" model={model} />,
            props.mayForget && !model.present ? (
              <Button key="forget" size="small" look="quiet" onClick={() => setForgetting(model)}>
                {t('models.forget')}
              </Button>
            ) : null,
          ],
        }))}
      />
      <ForgetDialog model={forgetting} onClose={() => setForgetting(undefined)} />
    </>
  )
}

const StateOf = ({ model }: { model: SearchModel }): ReactElement => (
  <div className="flex flex-col">
    <StateMark tone={!model.present ? 'unknown' : model.filling ? 'attention' : 'good'}>
      {model.present ? t('models.present') : t('models.former')}
    </StateMark>
    {model.present && model.filling ? <Text look="faint">{t('models.filling')}</Text> : null}
  </div>
)

function Embedded({ model }: { model: SearchModel }): ReactElement {
  const text = t('models.embeddedOf', { count: model.embedded, all: model.passages })
  return (
    <div className="flex w-40 flex-col gap-1 py-1">
      <Text look="small">{text}</Text>
      <ProgressBar
        label={t('models.embeddedWith', { model: model.model })}
        value={model.passages === 0 ? 0 : Math.min(1, model.embedded / model.passages)}
      />
    </div>
  )
}

function Gain({ model }: { model: SearchModel }): ReactElement {
  const { gain, gain_low: low, gain_high: high, queries, calibrated_at: at } = model
  if (gain === null) return <Text look="faint">{t('models.gainUnknown')}</Text>
  return (
    <div className="flex flex-col">
      <Text>
        {low === null || high === null
          ? formatChange(gain)
          : t('models.gainBetween', {
              gain: formatChange(gain),
              low: formatChange(low),
              high: formatChange(high),
            })}
      </Text>
      <Text look="faint">
        {t('models.gainFrom', { count: queries ?? 0, date: at === null ? '' : formatDate(at.slice(0, 10)) })}
      </Text>
    </div>
  )
}

function ForgetDialog(props: { model: SearchModel | undefined; onClose: () => void }): ReactElement {
  const { model } = props
  const project = useProject()
  const client = useQueryClient()
  const announce = useToast()
  return (
    <FieldDialog
      open={model !== undefined}
      onClose={props.onClose}
      title={t('models.forgetTitle', { model: model?.model ?? '' })}
      note={t('models.forgetText', { count: formatNumber(model?.embedded ?? 0) })}
      fields={[]}
      danger
      submitLabel={t('models.forget')}
      submit={async () => {
        if (!model) return
        const { forgotten } = await forgetModel(project, model.model)
        announce(t('models.forgotten', { count: forgotten }))
        await client.invalidateQueries({ queryKey: searchModelsKey(project) })
      }}
    />
  )
}
