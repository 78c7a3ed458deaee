import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Badge } from '#design-system/badge.tsx'
import { Button } from '#design-system/button.tsx'
import { Select } from '#design-system/inputs.tsx'
import { textLink } from '#design-system/navigation.tsx'
import { Row } from '#design-system/rows.tsx'
import { Text } from '#design-system/text.tsx'
import { useToast } from '#design-system/toast.tsx'
import { dismissInsight, insightsKey, rateInsight, recallInsight, type Insight } from '../../api/insights.ts'
import { projectKey } from '../../api/project.ts'
import { formatPercent, formatWord } from '../../entities/formats.ts'
import { stateTone } from '../../entities/state-tone.ts'
import { useAct } from '../../frame/use-act.ts'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { passageParameter } from '../../places.ts'
import { useRole } from '../settings/use-role.ts'

const grades = [1, 2, 3, 4, 5]

/** One insight with the way to its words, and what people say of it. */
export function InsightRow({ insight }: { insight: Insight }): ReactElement {
  const project = useProject()
  const { mayWrite } = useRole()
  const span = insight.spans[0]
  return (
    <Row flush>
      <div className="flex flex-col gap-1 px-4">
        <div className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
          <Text strong>{insight.title}</Text>
          <Badge>{formatWord(insight.type)}</Badge>
          {insight.severity ? (
            <Badge tone={stateTone(insight.severity)}>{formatWord(insight.severity)}</Badge>
          ) : null}
          <Text look="key">{t('insights.trust', { percent: formatPercent(insight.trust) })}</Text>
        </div>
        {insight.description === insight.title ? null : <Text look="small">{insight.description}</Text>}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Link
            to="/p/$org/$project/library/$id"
            params={{ ...project, id: insight.artifact_id }}
            search={span ? { at: passageParameter(span) } : {}}
            className={textLink}
          >
            <Text look="small">{t('entity.passage')}</Text>
          </Link>
          {mayWrite ? <Verdict insight={insight} /> : null}
        </div>
      </div>
    </Row>
  )
}

/** How useful it is, and whether it is seen at all. */
function Verdict({ insight }: { insight: Insight }): ReactElement {
  const project = useProject()
  const client = useQueryClient()
  const announce = useToast()
  const { act, busy } = useAct()
  const refresh = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: insightsKey(project) })
    await client.invalidateQueries({ queryKey: [...projectKey(project), 'artifacts'] })
  }
  const recall = () =>
    void act(async () => {
      await recallInsight(project, insight.id)
      await refresh()
    }, t('insights.recalled'))
  const dismiss = () =>
    void act(async () => {
      await dismissInsight(project, insight.id)
      announce(t('insights.dismissed'), { undo: recall })
      await refresh()
    })
  return (
    <>
      <div className="w-40">
        <Select
          compact
          disabled={busy}
          aria-label={t('insights.rateOf', { title: insight.title })}
          value={insight.rating === null ? '' : String(insight.rating)}
          onChange={({ target }) => {
            if (target.value === '') return
            void act(async () => {
              await rateInsight(project, insight.id, Number(target.value))
              await refresh()
            }, t('insights.rated'))
          }}
        >
          <option value="">{t('insights.rate')}</option>
          {grades.map((grade) => (
            <option key={grade} value={grade}>
              {t('insights.grade', { grade })}
            </option>
          ))}
        </Select>
      </div>
      {insight.dismissed_at === null ? (
        <Button
          size="small"
          look="quiet"
          disabled={busy}
          aria-label={t('insights.dismissOf', { title: insight.title })}
          onClick={dismiss}
        >
          {t('insights.dismiss')}
        </Button>
      ) : (
        <Button
          size="small"
          look="quiet"
          disabled={busy}
          aria-label={t('insights.recallOf', { title: insight.title })}
          onClick={recall}
        >
          {t('insights.recall')}
        </Button>
      )}
    </>
  )
}
