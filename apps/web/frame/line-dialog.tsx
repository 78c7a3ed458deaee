import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Badge } from '#design-system/badge.tsx'
import { Dialog } from '#design-system/dialog.tsx'
import { Section } from '#design-system/frame.tsx'
import { plainLink, textLink } from '#design-system/navigation.tsx'
import { Property, PropertyList, Quote, Row, RowList } from '#design-system/rows.tsx'
import { Text } from '#design-system/text.tsx'
import { entityQuery, type Entity } from '../api/entities.ts'
import { historyQuery } from '../api/history.ts'
import type { KindInfo } from '../api/kinds.ts'
import { traceQuery, type Trace } from '../api/links.ts'
import { actorName } from '../entities/actor-name.ts'
import { fieldNamed } from '../entities/field-named.ts'
import { FieldValue } from '../entities/field-value.tsx'
import { formatRelative, formatWord } from '../entities/formats.ts'
import { t } from '../messages/index.ts'
import { entityPlace, passageParameter } from '../places.ts'
import type { LineTarget } from './line-target.ts'
import { QueryView } from './query-view.tsx'
import { useKinds, useProject } from './use-project.ts'

/** How many of each side are shown; the trace shows all. */
const shown = 8

/** On what something rests and what rests on it, over whatever screen one is on. */
export function LineDialog(props: {
  target: LineTarget
  onTarget: (target: LineTarget) => void
  onClose: () => void
}): ReactElement {
  const { target } = props
  const project = useProject()
  const { byCollection } = useKinds()
  const kind = byCollection(target.collection)
  const entity = useQuery(entityQuery(project, target.collection, target.id))
  const up = useQuery(traceQuery(project, target.collection, target.id, 'up', 2))
  const down = useQuery(traceQuery(project, target.collection, target.id, 'down', 2))
  const name = entity.data ? `${entity.data.key} ${entity.data.label}` : t('line.title')
  return (
    <Dialog open wide onClose={props.onClose} title={name} closeLabel={t('general.close')}>
      <div className="flex flex-col gap-5">
        {kind && entity.data && target.field ? (
          <ValueOrigin kind={kind} entity={entity.data} name={target.field} />
        ) : null}
        <div className="grid gap-5 sm:grid-cols-2">
          <Section title={t('entity.restsOn')}>
            <QueryView query={up} loadingLines={3}>
              {(trace) => <Side trace={trace} side="up" {...props} />}
            </QueryView>
          </Section>
          <Section title={t('entity.supports')}>
            <QueryView query={down} loadingLines={3}>
              {(trace) => <Side trace={trace} side="down" {...props} />}
            </QueryView>
          </Section>
        </div>
        {kind && kind.kind !== 'artifact' ? (
          <Link
            to="/p/$org/$project/$collection/$key"
            params={{ ...project, collection: target.collection, key: entity.data?.key ?? target.id }}
            search={{ tab: 'trace', as: 'graph' }}
            className={textLink}
            onClick={props.onClose}
          >
            <Text look="small">{t('line.whole')}</Text>
          </Link>
        ) : null}
      </div>
    </Dialog>
  )
}

/** Where one value comes from: how it is computed, else who set it last and why. */
function ValueOrigin(props: { kind: KindInfo; entity: Entity; name: string }): ReactElement {
  const { kind, entity, name } = props
  const project = useProject()
  const field = fieldNamed(kind.fields, name)
  const history = useInfiniteQuery(historyQuery(project, kind.collection, entity.id))
  const set = history.data?.pages
    .flatMap(({ items }) => items)
    .find(({ changed }) => changed.some((change) => change.field === name))
  const formula = field.explanation
  return (
    <PropertyList>
      <Property name={field.label}>
        <FieldValue field={field} value={entity[name]} />
      </Property>
      {formula ? (
        <Property name={t('entity.computed')}>
          <span className="flex flex-col">
            <Text look="small">{formula.formula}</Text>
            {formula.inputs.map((input) => (
              <Text key={input} look="faint">
                {fieldNamed(kind.fields, input).label}{' '}
                <FieldValue field={fieldNamed(kind.fields, input)} value={entity[input]} short />
              </Text>
            ))}
          </span>
        </Property>
      ) : null}
      {set ? (
        <Property name={t('line.setBy')}>
          <span className="flex flex-wrap gap-x-2">
            <span>{actorName(set.actor)}</span>
            <Text look="faint">{formatRelative(set.at)}</Text>
            {set.reason ? <Text look="muted">{t('entity.because', { reason: set.reason })}</Text> : null}
          </span>
        </Property>
      ) : null}
    </PropertyList>
  )
}

function Side(props: {
  trace: Trace
  side: 'up' | 'down'
  onTarget: (target: LineTarget) => void
  onClose: () => void
}): ReactElement {
  const { trace, side } = props
  const project = useProject()
  const { byKind } = useKinds()
  const nodes = trace.nodes.filter(({ depth }) => depth > 0).toSorted((a, b) => a.depth - b.depth)
  const linkTo = (id: string) =>
    trace.links.find((link) => (side === 'up' ? link.target_id === id : link.source_id === id))
  if (nodes.length === 0)
    return (
      <p className="py-2">
        <Text look="muted">{side === 'up' ? t('entity.noTraceUp') : t('entity.noTraceDown')}</Text>
      </p>
    )
  return (
    <>
      <RowList label={side === 'up' ? t('entity.restsOn') : t('entity.supports')}>
        {nodes.slice(0, shown).map((node) => {
          const link = linkTo(node.id)
          const kind = byKind(node.kind)
          const place = entityPlace(project, kind?.collection ?? 'artifacts', node)
          return (
            <Row key={node.id} flush>
              <div className="flex flex-col gap-1">
                <span className="flex min-w-0 items-center gap-2">
                  {link ? <Badge>{formatWord(link.relation)}</Badge> : null}
                  <Link
                    {...place}
                    {...(link?.span && kind?.collection === 'artifacts'
                      ? { search: { at: passageParameter(link.span) } }
                      : {})}
                    className={`min-w-0 ${plainLink}`}
                    onClick={props.onClose}
                  >
                    <Text truncate look="small">
                      {node.key} {node.label}
                    </Text>
                  </Link>
                </span>
                {link?.span ? <Quote>{link.span.quote}</Quote> : null}
              </div>
            </Row>
          )
        })}
      </RowList>
      {nodes.length > shown ? (
        <Text look="faint">{t('line.more', { count: nodes.length - shown })}</Text>
      ) : null}
    </>
  )
}
