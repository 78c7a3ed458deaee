import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { Dialog } from '#design-system/dialog.tsx'
import { FormProblem } from '#design-system/form-problem.tsx'
import { Checkbox } from '#design-system/inputs.tsx'
import { Property, PropertyList } from '#design-system/rows.tsx'
import { Segmented } from '#design-system/segmented.tsx'
import { Text } from '#design-system/text.tsx'
import { useToast } from '#design-system/toast.tsx'
import { estimateQuery, extractAgain, type Artifact, type ExtractionEstimate } from '../../api/artifacts.ts'
import { projectKey } from '../../api/project.ts'
import { formatMoney, formatNumber } from '../../entities/formats.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useProject } from '../../frame/use-project.ts'
import { useSubmit } from '../../frame/use-submit.ts'
import { t } from '../../messages/index.ts'

type Engine = ExtractionEstimate['engine']

/** Finds things in a source anew: by which engine, and what that takes and costs, before it begins. */
export function FindAnew(props: { source: Artifact; onClose: () => void }): ReactElement {
  const project = useProject()
  const estimate = useQuery(estimateQuery(project, props.source.id))
  return (
    <Dialog open onClose={props.onClose} title={t('artifact.findAnew')} closeLabel={t('general.close')}>
      <QueryView query={estimate} loadingLines={5}>
        {(found) => <Choice {...props} estimate={found} />}
      </QueryView>
    </Dialog>
  )
}

function Choice(props: {
  source: Artifact
  estimate: ExtractionEstimate
  onClose: () => void
}): ReactElement {
  const { source, estimate } = props
  const project = useProject()
  const client = useQueryClient()
  const announce = useToast()
  const { busy, problem, submit } = useSubmit()
  const configured = estimate.engine === 'model'
  const [engine, setEngine] = useState<Engine>(configured && estimate.allowed ? 'model' : 'offline')
  const [agreed, setAgreed] = useState(false)
  const tokens = estimate.input_tokens + estimate.output_tokens
  const asks = engine === 'model' && estimate.needs_confirmation
  const begin = () =>
    submit(async () => {
      await extractAgain(project, source.id, engine, tokens)
      announce(t('artifact.findingAnew'))
      await client.invalidateQueries({ queryKey: [...projectKey(project), 'artifacts'] })
      props.onClose()
    })
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        void begin()
      }}
    >
      <Text look="muted">{t('artifact.findAnewText')}</Text>
      {typeof source.engine === 'string' ? (
        <Text look="small">{t('artifact.engineLast', { engine: source.engine })}</Text>
      ) : null}
      {configured ? (
        <div>
          <Segmented
            label={t('artifact.engine')}
            value={engine}
            options={[
              { value: 'model', label: estimate.model ?? t('artifact.engines.model') },
              { value: 'offline', label: t('artifact.engines.offline') },
            ]}
            onChange={setEngine}
          />
        </div>
      ) : (
        <Text>{t('artifact.noProvider')}</Text>
      )}
      {engine === 'model' ? <Expected estimate={estimate} /> : null}
      {configured && engine === 'offline' ? <Text>{t('artifact.offlineText')}</Text> : null}
      {asks && estimate.allowed ? (
        <Checkbox
          label={t('artifact.agree', { tokens: formatNumber(tokens) })}
          checked={agreed}
          onChange={({ target }) => setAgreed(target.checked)}
        />
      ) : null}
      <FormProblem text={problem} />
      <div className="flex justify-end gap-2">
        <Button onClick={props.onClose}>{t('general.cancel')}</Button>
        <Button
          type="submit"
          look="primary"
          busy={busy}
          disabled={engine === 'model' && (!estimate.allowed || (asks && !agreed))}
        >
          {t('artifact.begin')}
        </Button>
      </div>
    </form>
  )
}

/** What the model would take, and where the server stops. */
function Expected({ estimate }: { estimate: ExtractionEstimate }): ReactElement {
  return (
    <>
      <PropertyList>
        <Property name={t('artifact.parts')}>{formatNumber(estimate.parts)}</Property>
        <Property name={t('artifact.tokens')}>
          {t('artifact.tokensBoth', {
            input: formatNumber(estimate.input_tokens),
            output: formatNumber(estimate.output_tokens),
          })}
        </Property>
        <Property name={t('artifact.cost')}>
          {estimate.cost === null
            ? t('artifact.noPrice')
            : formatMoney(estimate.cost, estimate.currency ?? undefined)}
        </Property>
        <Property name={t('artifact.ceiling')}>
          {t('artifact.tokensOf', { count: formatNumber(estimate.ceiling_tokens) })}
        </Property>
      </PropertyList>
      <Text look="muted">{t('artifact.sent', { model: estimate.model ?? t('artifact.engines.model') })}</Text>
      {estimate.allowed ? null : <Text tone="attention">{t('artifact.overCeiling')}</Text>}
    </>
  )
}
