import type { ReactElement } from 'react'
import { Badge } from '#design-system/badge.tsx'
import { Button } from '#design-system/button.tsx'
import { Section } from '#design-system/frame.tsx'
import { Quote, Row, RowList } from '#design-system/rows.tsx'
import { Text } from '#design-system/text.tsx'
import { formatWord } from '../../../entities/formats.ts'
import type { JoinedTrace } from '../../../entities/joined-trace.ts'
import { t } from '../../../messages/index.ts'

/** The way from where the trace begins to what was chosen in it, step by step with the words that each step rests on. */
export function PathSteps(props: {
  trace: JoinedTrace
  chosen: string
  way: string[]
  onOpen: () => void
  onExpand: () => void
}): ReactElement {
  const { trace } = props
  const nodes = new Map(trace.nodes.map((node) => [node.id, node]))
  const links = new Map(trace.links.map((link) => [link.id, link]))
  const name = (id: string) => {
    const node = nodes.get(id)
    return `${node?.key ?? ''} ${node?.label ?? ''}`.trim()
  }
  return (
    <div className="px-4 py-3">
      <Section
        title={t('trace.way', { name: name(props.chosen) })}
        actions={
          <span className="flex gap-2">
            <Button size="small" onClick={props.onExpand}>
              {t('trace.unfold')}
            </Button>
            <Button size="small" icon="external" onClick={props.onOpen}>
              {t('trace.open')}
            </Button>
          </span>
        }
      >
        <RowList label={t('trace.way', { name: name(props.chosen) })}>
          {props.way.map((id) => {
            const link = links.get(id)
            if (!link) return null
            return (
              <Row key={id} flush>
                <div className="flex flex-col gap-1">
                  <span className="flex flex-wrap items-center gap-2">
                    <Text look="small">{name(link.source_id)}</Text>
                    <Badge>{formatWord(link.relation)}</Badge>
                    <Text look="small">{name(link.target_id)}</Text>
                    {typeof link.confidence === 'number' ? (
                      <Text look="faint">
                        {t('general.confidence', { percent: Math.round(link.confidence * 100) })}
                      </Text>
                    ) : null}
                  </span>
                  {link.span ? <Quote>{link.span.quote}</Quote> : null}
                </div>
              </Row>
            )
          })}
        </RowList>
      </Section>
    </div>
  )
}
