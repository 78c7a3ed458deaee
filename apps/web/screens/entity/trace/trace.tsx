import { useQueries, useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo, useRef, useState, type ReactElement } from 'react'
import { Button, IconButton } from '#design-system/button.tsx'
import { ToolLine } from '#design-system/frame.tsx'
import { GraphCanvas, type GraphHandle } from '#design-system/graph/graph-canvas.tsx'
import { shortestPath } from '#design-system/graph/graph-layout.ts'
import { Select } from '#design-system/inputs.tsx'
import { Banner } from '#design-system/notices.tsx'
import { Segmented } from '#design-system/segmented.tsx'
import { FixedHeight } from '#design-system/fixed-height.tsx'
import type { Entity } from '../../../api/entities.ts'
import type { KindInfo } from '../../../api/kinds.ts'
import { traceQuery } from '../../../api/links.ts'
import { formatPercent, formatWord } from '../../../entities/formats.ts'
import { filterTrace, joinTraces, traceCsv } from '../../../entities/joined-trace.ts'
import { QueryView } from '../../../frame/query-view.tsx'
import { saveFile } from '../../../frame/save-file.ts'
import { useKinds, useProject } from '../../../frame/use-project.ts'
import { t } from '../../../messages/index.ts'
import { entityPlace } from '../../../places.ts'
import { LinkDialog } from '../link-dialog.tsx'
import { PathSteps } from './path-steps.tsx'
import { TraceTrees } from './trace-tree.tsx'

const route = getRouteApi('/signed-in/p/$org/$project/$collection/$key')
const depths = [1, 2, 4, 10, 50]
const certainties = [0, 0.5, 0.7, 0.9]

/** On what an entity rests and what rests on it: as lists with the passages between, or as a graph. */
export function TraceView({ kind, entity }: { kind: KindInfo; entity: Entity }): ReactElement {
  const project = useProject()
  const navigate = useNavigate()
  const { byKind } = useKinds()
  const search = route.useSearch()
  const depth = depths.find((each) => String(each) === search.depth) ?? 4
  const confidence = certainties.find((each) => String(each) === search.sure) ?? 0
  const change = (next: Partial<typeof search>) =>
    void navigate({ to: '.', search: (old) => ({ ...old, ...next }), replace: true })
  const up = useQuery(traceQuery(project, kind.collection, entity.id, 'up', depth))
  const down = useQuery(traceQuery(project, kind.collection, entity.id, 'down', depth))
  const [unfolded, setUnfolded] = useState<{ collection: string; id: string; direction: 'up' | 'down' }[]>([])
  const further = useQueries({
    queries: unfolded.map((each) => traceQuery(project, each.collection, each.id, each.direction, 1)),
    combine: (results) => results.map(({ data }) => data),
  })
  const joined = useMemo(() => {
    const of = (direction: 'up' | 'down') =>
      further.flatMap((trace, at) => (trace && unfolded[at]?.direction === direction ? [trace] : []))
    return joinTraces(
      entity.id,
      [...(up.data ? [up.data] : []), ...of('up')],
      [...(down.data ? [down.data] : []), ...of('down')],
    )
  }, [entity.id, up.data, down.data, further, unfolded])
  const relations = useMemo(
    () => [...new Set(joined.links.map(({ relation }) => relation))].toSorted(),
    [joined],
  )
  const trace = useMemo(
    () => filterTrace(joined, { relation: search.relation, confidence }),
    [joined, search.relation, confidence],
  )
  const [linking, setLinking] = useState(false)
  const [chosen, setChosen] = useState<string>()
  const graph = useRef<GraphHandle>(null)
  const nodes = useMemo(
    () =>
      trace.nodes.map(({ id, key, label, level }) => ({
        id,
        label,
        level,
        note: key,
      })),
    [trace.nodes, byKind],
  )
  const links = useMemo(
    () =>
      trace.links.map((link) => ({
        id: link.id,
        source: link.source_id,
        target: link.target_id,
        label: formatWord(link.relation),
        ...(link.stale_since ? { tone: 'attention' as const } : {}),
      })),
    [trace.links],
  )
  const way = useMemo(
    () => (chosen === undefined ? [] : shortestPath(links, entity.id, chosen)),
    [links, entity.id, chosen],
  )
  const marked = useMemo(() => new Set(way.flatMap(({ id, source, target }) => [id, source, target])), [way])
  const asGraph = search.as === 'graph'
  const nodeOf = (id: string) => trace.nodes.find((node) => node.id === id)
  const open = (id: string) => {
    const node = nodeOf(id)
    if (node) void navigate(entityPlace(project, byKind(node.kind)?.collection ?? 'artifacts', node))
  }
  const expand = (id: string) => {
    const node = nodeOf(id)
    if (!node) return
    const collection = byKind(node.kind)?.collection ?? 'artifacts'
    const direction = node.level < 0 ? 'up' : 'down'
    setUnfolded((old) =>
      old.some((each) => each.id === id && each.direction === direction)
        ? old
        : [...old, { collection, id, direction }],
    )
  }
  const csvHead = () => [
    t('trace.from'),
    t('register.label'),
    t('entity.relation'),
    t('trace.to'),
    t('register.label'),
    t('trace.sure'),
    t('entity.stale'),
    t('trace.passage'),
  ]

  return (
    <>
      <ToolLine>
        <Segmented
          label={t('trace.show')}
          value={asGraph ? 'graph' : 'list'}
          options={[
            { value: 'list', label: t('trace.list') },
            { value: 'graph', label: t('trace.graph') },
          ]}
          onChange={(as) => change({ as: as === 'graph' ? 'graph' : undefined })}
        />
        <Choice
          label={t('trace.depth')}
          value={String(depth)}
          options={depths.map((each) => [String(each), t('trace.steps', { count: each })])}
          onChange={(value) => change({ depth: value === '4' ? undefined : value })}
        />
        <Choice
          label={t('entity.relation')}
          value={search.relation ?? ''}
          options={[
            ['', t('trace.allRelations')],
            ...relations.map((name) => [name, formatWord(name)] as const),
          ]}
          onChange={(value) => change({ relation: value || undefined })}
        />
        <Choice
          label={t('trace.sure')}
          value={String(confidence)}
          options={certainties.map((each) => [
            String(each),
            each === 0 ? t('trace.anySure') : t('trace.atLeast', { percent: formatPercent(each) }),
          ])}
          onChange={(value) => change({ sure: value === '0' ? undefined : value })}
        />
        <div className="grow" />
        {entity.abilities.edit ? (
          <Button size="small" icon="link" onClick={() => setLinking(true)}>
            {t('entity.addLink')}
          </Button>
        ) : null}
        {asGraph ? (
          <IconButton
            icon="image"
            label={t('trace.picture')}
            onClick={() =>
              void graph.current
                ?.picture()
                .then((picture) => picture && saveFile(`${entity.key}.png`, 'image/png', picture))
            }
          />
        ) : null}
        <IconButton
          icon="download"
          label={t('trace.csv')}
          onClick={() => saveFile(`${entity.key}.csv`, 'text/csv', traceCsv(trace, csvHead()))}
        />
      </ToolLine>
      {trace.truncated ? <Banner tone="attention">{t('trace.truncated')}</Banner> : null}
      <QueryView query={up} loadingLines={4}>
        {() => (
          <QueryView query={down} loadingLines={4}>
            {() =>
              asGraph ? (
                <>
                  <FixedHeight>
                    <GraphCanvas
                      ref={graph}
                      label={t('trace.graphHint')}
                      nodes={nodes}
                      links={links}
                      rootId={entity.id}
                      chosenId={chosen}
                      marked={marked}
                      onChoose={setChosen}
                      onOpen={open}
                      onExpand={expand}
                    />
                  </FixedHeight>
                  {chosen === undefined ? null : (
                    <PathSteps
                      trace={trace}
                      chosen={chosen}
                      way={way.map(({ id }) => id)}
                      onOpen={() => open(chosen)}
                      onExpand={() => expand(chosen)}
                    />
                  )}
                </>
              ) : (
                <TraceTrees trace={trace} />
              )
            }
          </QueryView>
        )}
      </QueryView>
      <LinkDialog kind={kind} entity={entity} open={linking} onClose={() => setLinking(false)} />
    </>
  )
}

function Choice(props: {
  label: string
  value: string
  options: (readonly [value: string, label: string])[]
  onChange: (value: string) => void
}): ReactElement {
  return (
    <div className="w-36">
      <Select
        compact
        aria-label={props.label}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      >
        {props.options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
    </div>
  )
}
