import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { Board, type BoardCard } from '#design-system/board.tsx'
import { Button } from '#design-system/button.tsx'
import { Text } from '#design-system/text.tsx'
import { useToast } from '#design-system/toast.tsx'
import { newChange } from '../../api/changes.ts'
import { countsQuery } from '../../api/counts.ts'
import { editEntity, headQuery, runVerb, type Entity } from '../../api/entities.ts'
import { showAlready } from '../../api/entity-cache.ts'
import type { FieldInfo, KindInfo, VerbInfo } from '../../api/kinds.ts'
import { projectKey } from '../../api/project.ts'
import { fieldsOfInput } from '../../entities/field-draft.ts'
import { FieldDialog } from '../../entities/field-form.tsx'
import { FieldValue, isEmpty } from '../../entities/field-value.tsx'
import { formatWord } from '../../entities/formats.ts'
import { explain } from '../../frame/query-view.tsx'
import { useProject } from '../../frame/use-project.ts'
import { useUndo } from '../../frame/use-undo.ts'
import { t } from '../../messages/index.ts'
import { entityPlace } from '../../places.ts'
import { lanesOf, verbTo } from './lanes.ts'
import type { RegisterState } from './use-register.ts'

const firstCards = 50

/** A register as a board: a lane for each state; moving a card is doing what leads to that state. */
export function BoardView({ kind, register }: { kind: KindInfo; register: RegisterState }): ReactElement {
  const project = useProject()
  const navigate = useNavigate()
  const client = useQueryClient()
  const announce = useToast()
  const undo = useUndo()
  const [asked, setAsked] = useState<{ entity: Entity; verb: VerbInfo; lane: string }>()
  const [limits, setLimits] = useState<Record<string, number>>({})
  const { field, states } = lanesOf(kind)
  const { q } = register.search
  const { [field.name]: inForce, ...others } = register.filters
  const shown = inForce?.['eq'] ? states.filter((state) => inForce['eq']?.split(',').includes(state)) : states
  const counts = useQuery(
    countsQuery(project, kind.collection, { q, filter: register.filters, by: [field.name] }),
  )
  const lists = useQueries({
    queries: shown.map((state) => ({
      ...headQuery(project, kind.collection, {
        q,
        sort: register.search.sort ?? '-updated_at',
        filter: { ...others, [field.name]: { eq: state } },
        limit: limits[state] ?? firstCards,
      }),
    })),
  })
  const all = lists.flatMap((list) => list.data?.items ?? [])
  const countOf = (state: string) =>
    counts.data?.groups.find(({ values }) => values[field.name] === state)?.count ?? 0
  const refresh = () => client.invalidateQueries({ queryKey: [...projectKey(project), kind.collection] })

  const moveNow = async (
    entity: Entity,
    lane: string,
    verb: VerbInfo | undefined,
    input: Record<string, unknown>,
  ): Promise<void> => {
    const takeBack = await showAlready(client, project, kind.collection, [entity.id], { [field.name]: lane })
    try {
      const change = newChange()
      if (verb) await runVerb(project, kind.collection, entity.id, verb.name, input, change)
      else await editEntity(project, kind.collection, entity, { [field.name]: lane }, change)
      announce(t('register.moveTitle', { key: entity.key, state: formatWord(lane) }), {
        undo: () => undo(change),
      })
    } catch (cause) {
      takeBack()
      throw cause
    } finally {
      void refresh()
    }
  }
  const move = (id: string, lane: string) => {
    const entity = all.find((each) => each.id === id)
    if (!entity || entity[field.name] === lane) return
    const verb = verbTo(kind, entity, lane)
    if (verb && fieldsOfInput(verb.input).some(({ required }) => required)) setAsked({ entity, verb, lane })
    else
      moveNow(entity, lane, verb, {}).catch((cause: unknown) =>
        announce(t('error.failed'), { tone: 'bad', detail: explain(cause).text }),
      )
  }

  return (
    <>
      <Board
        label={kind.label.many}
        onMove={move}
        onOpen={(id) => {
          const entity = all.find((each) => each.id === id)
          if (entity) void navigate(entityPlace(project, kind.collection, entity))
        }}
        lanes={shown.map((state, at) => ({
          id: state,
          name: formatWord(state),
          count: countOf(state),
          // What was moved and not yet read again stands where it was moved to.
          cards: all
            .filter((entity) => entity[field.name] === state)
            .map((entity) => cardOf(kind, field, states, entity)),
          rest:
            lists[at]?.data?.next_cursor !== null && lists[at]?.data?.next_cursor !== undefined ? (
              <Button
                size="small"
                look="quiet"
                onClick={() =>
                  setLimits((old) => ({ ...old, [state]: Math.min(500, (old[state] ?? firstCards) * 3) }))
                }
              >
                {t('register.moreCards')}
              </Button>
            ) : undefined,
        }))}
      />
      <FieldDialog
        open={asked !== undefined}
        onClose={() => setAsked(undefined)}
        title={t('register.moveTitle', {
          key: asked?.entity.key ?? asked?.entity.label ?? '',
          state: formatWord(asked?.lane ?? ''),
        })}
        fields={asked ? fieldsOfInput(asked.verb.input) : []}
        submitLabel={asked?.verb.label ?? t('entity.run')}
        submit={(values) =>
          asked ? moveNow(asked.entity, asked.lane, asked.verb, values) : Promise.resolve()
        }
      />
    </>
  )
}

function cardOf(kind: KindInfo, field: FieldInfo, states: readonly string[], entity: Entity): BoardCard {
  const facts = kind.columns
    .filter((name) => ![field.name, kind.title, 'key', 'updated_at', 'created_at'].includes(name))
    .flatMap((name) => kind.fields.find((each) => each.name === name) ?? [])
    .filter((each) => !isEmpty(entity[each.name]))
    .slice(0, 3)
  return {
    id: entity.id,
    name: `${entity.key} ${entity.label}`,
    lanes: states.filter(
      (state) =>
        state !== entity[field.name] &&
        (verbTo(kind, entity, state) !== undefined ||
          (field.writable && entity.abilities.edit && kind.verbs.length === 0)),
    ),
    content: (
      <>
        <Text look="key">{entity.key}</Text>
        <Text look="small">{entity.label}</Text>
        <span className="flex flex-wrap gap-x-3 gap-y-1">
          {facts.map((fact) => (
            <Text key={fact.name} look="faint" title={fact.label}>
              <FieldValue field={fact} value={entity[fact.name]} short />
            </Text>
          ))}
        </span>
      </>
    ),
  }
}
