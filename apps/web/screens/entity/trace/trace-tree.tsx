import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Badge, StateMark } from '#design-system/badge.tsx'
import { Section } from '#design-system/frame.tsx'
import { plainLink, textLink } from '#design-system/navigation.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { Quote, Row, RowList } from '#design-system/rows.tsx'
import { Text } from '#design-system/text.tsx'
import { formatWord } from '../../../entities/formats.ts'
import type { JoinedTrace } from '../../../entities/joined-trace.ts'
import { lineOf } from '../../../frame/line-target.ts'
import { useKinds, useProject } from '../../../frame/use-project.ts'
import { t } from '../../../messages/index.ts'
import { entityPlace, passageParameter } from '../../../places.ts'
import { traceLines, type TraceLine } from './trace-lines.ts'

/** On what an entity rests and what rests on it, as two trees with the passages in between. */
export function TraceTrees({ trace }: { trace: JoinedTrace }): ReactElement {
  return (
    <div className="flex max-w-3xl flex-col gap-6 px-4 py-4">
      <Section title={t('entity.restsOn')}>
        <Tree trace={trace} direction="up" rootId={trace.rootId} />
      </Section>
      <Section title={t('entity.supports')}>
        <Tree trace={trace} direction="down" rootId={trace.rootId} />
      </Section>
    </div>
  )
}

function Tree(props: { trace: JoinedTrace; direction: 'up' | 'down'; rootId: string }): ReactElement {
  const lines = traceLines(props.trace, props.direction, props.rootId)
  if (lines.length === 0)
    return props.direction === 'up' ? (
      <EmptyNotice icon="link" title={t('entity.noTraceUp')} text={t('entity.noTraceUpText')} />
    ) : (
      <EmptyNotice icon="link" title={t('entity.noTraceDown')} text={t('entity.noTraceDownText')} />
    )
  return (
    <RowList label={props.direction === 'up' ? t('entity.restsOn') : t('entity.supports')}>
      {lines.map((line) => (
        <TraceRow key={`${line.link.id} ${line.depth}`} line={line} />
      ))}
    </RowList>
  )
}

function TraceRow({ line }: { line: TraceLine }): ReactElement {
  const project = useProject()
  const { byKind } = useKinds()
  const { node, link, depth } = line
  const kind = byKind(node.kind)
  const span = link.span
  return (
    <Row flush>
      <div
        {...lineOf(kind?.collection ?? 'artifacts', node.id)}
        className="flex flex-col gap-1"
        style={{ paddingLeft: (depth - 1) * 20 }}
      >
        <div className="flex items-center gap-2">
          <Badge>{formatWord(link.relation)}</Badge>
          <Text look="key">{node.key}</Text>
          <Link
            {...entityPlace(project, kind?.collection ?? 'artifacts', node)}
            className={`min-w-0 ${plainLink}`}
          >
            <Text truncate>{node.label}</Text>
          </Link>
          {link.stale_since ? (
            <Text look="small">
              <StateMark tone="attention">{t('entity.stale')}</StateMark>
            </Text>
          ) : null}
        </div>
        {span ? (
          <div className="flex flex-col gap-1">
            <Quote>{span.quote}</Quote>
            <div className="flex items-center gap-2 pl-3.5">
              <Link
                to="/p/$org/$project/library/$id"
                params={{ ...project, id: span.artifact_id }}
                search={{ at: passageParameter(span) }}
                className={textLink}
              >
                <Text look="small">{t('entity.passage')}</Text>
              </Link>
              {typeof span.page === 'number' ? (
                <Text look="faint">{t('artifact.pageShort', { page: span.page })}</Text>
              ) : null}
            </div>
          </div>
        ) : null}
      </div>
    </Row>
  )
}
