import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { Badge } from '#design-system/badge.tsx'
import { SidePanel } from '#design-system/frame.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { Row, RowList } from '#design-system/rows.tsx'
import { Tabs } from '#design-system/tabs.tsx'
import { Text } from '#design-system/text.tsx'
import type { Findings } from '../../api/artifacts.ts'
import type { Link as RecordLink } from '../../api/links.ts'
import { formatWord } from '../../entities/formats.ts'
import { confidenceTone, stateTone } from '../../entities/state-tone.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { t } from '../../messages/index.ts'
import { sorts, type Finding, type Sort } from './findings.ts'
import { Resting } from './resting.tsx'

/** What was found in a source, by sort. */
export function FindingsPanel(props: {
  query: UseQueryResult<Findings>
  findings: Finding[]
  resting: RecordLink[]
  sort: Sort | 'resting'
  onSort: (sort: Sort | 'resting') => void
  active: string | undefined
  onPick: (id: string) => void
}): ReactElement {
  const list = (sort: Sort) => {
    const found = props.findings.filter((finding) => finding.sort === sort)
    if (found.length === 0) return <EmptyNotice icon="spark" title={t('artifact.noFindings')} />
    return (
      <RowList label={t(`artifact.${sort}`)} choose>
        {found.map((finding) => (
          <FindingRow
            key={finding.id}
            finding={finding}
            current={finding.id === props.active}
            onPick={props.onPick}
          />
        ))}
      </RowList>
    )
  }
  return (
    <SidePanel label={t('artifact.found')} wide>
      <QueryView query={props.query}>
        {() => (
          <Tabs
            label={t('artifact.found')}
            fill
            value={props.sort}
            onChange={(value) => {
              const sort = sorts.find((candidate) => candidate === value)
              if (sort) props.onSort(sort)
              else if (value === 'resting') props.onSort('resting')
            }}
            tabs={[
              ...sorts.map((sort) => ({
                id: sort,
                label: t(`artifact.${sort}`),
                count: props.findings.filter((finding) => finding.sort === sort).length,
                content: list(sort),
              })),
              {
                id: 'resting',
                label: t('artifact.resting'),
                count: props.resting.length,
                content: <Resting links={props.resting} active={props.active} onPick={props.onPick} />,
              },
            ]}
          />
        )}
      </QueryView>
    </SidePanel>
  )
}

function FindingRow(props: {
  finding: Finding
  current: boolean
  onPick: (id: string) => void
}): ReactElement {
  const { finding } = props
  return (
    <Row current={props.current} onPick={() => props.onPick(finding.id)}>
      <div className="flex flex-col gap-0.5">
        <div className="flex items-start gap-2">
          <div className="min-w-0 grow">
            {finding.sort === 'facts' ? <Text look="faint">{formatWord(finding.note)}</Text> : null}
            <Text as="div">{finding.title}</Text>
          </div>
          {finding.grade ? <Badge tone={stateTone(finding.grade)}>{formatWord(finding.grade)}</Badge> : null}
          {finding.grade ? null : (
            <Text
              look="key"
              tone={confidenceTone(finding.confidence)}
              title={t('general.confidence', { percent: Math.round(finding.confidence * 100) })}
            >
              {Math.round(finding.confidence * 100)}%
            </Text>
          )}
        </div>
        {finding.note && finding.sort !== 'facts' ? (
          <Text look="small" tone="unknown">
            {finding.note}
          </Text>
        ) : null}
        {finding.spans.length > 1 ? (
          <Text look="faint">{t('artifact.places', { count: finding.spans.length })}</Text>
        ) : null}
      </div>
    </Row>
  )
}
