import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { Section } from '#design-system/frame.tsx'
import { Checkbox } from '#design-system/inputs.tsx'
import { textLink } from '#design-system/navigation.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { Row, RowList } from '#design-system/rows.tsx'
import { Text } from '#design-system/text.tsx'
import { runVerb, type Entity } from '../../api/entities.ts'
import { newChange } from '../../api/changes.ts'
import type { FieldInfo, KindInfo } from '../../api/kinds.ts'
import { projectKey } from '../../api/project.ts'
import { candidatesQuery, mentionsQuery, type Candidate, type Mention } from '../../api/referents.ts'
import { FieldDialog } from '../../entities/field-form.tsx'
import { formatPercent } from '../../entities/formats.ts'
import type { EntityActionSet } from '../../entities/use-entity-actions.tsx'
import { QueryView } from '../../frame/query-view.tsx'
import { useProject } from '../../frame/use-project.ts'
import { useUndo } from '../../frame/use-undo.ts'
import { useToast } from '#design-system/toast.tsx'
import { t } from '../../messages/index.ts'
import { passageParameter } from '../../places.ts'

const reasonField = (): FieldInfo => ({
  name: 'reason',
  label: t('naming.reason'),
  type: 'long_text',
  required: true,
  writable: true,
})

/** Where a person, organization or place is named; what means another is split off, what is the same is merged. */
export function Naming(props: { kind: KindInfo; entity: Entity; actions: EntityActionSet }): ReactElement {
  const { entity, actions } = props
  const project = useProject()
  const mentions = useQuery(mentionsQuery(project, entity.id))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [splitting, setSplitting] = useState(false)
  const maySplit = entity.abilities.verbs['split'] === true
  const toggle = (id: string) =>
    setChosen((old) =>
      old.has(id) ? new Set([...old].filter((each) => each !== id)) : new Set([...old, id]),
    )
  const items = mentions.data ?? []
  const picked = items.filter(({ finding_id }) => chosen.has(finding_id))
  return (
    <div className="flex max-w-3xl flex-col gap-6 px-4 py-3">
      <Section
        title={t('naming.mentions')}
        actions={
          maySplit && items.length > 1 ? (
            <Button
              size="small"
              disabled={picked.length === 0 || picked.length === items.length}
              onClick={() => setSplitting(true)}
            >
              {t('naming.split', { count: picked.length })}
            </Button>
          ) : undefined
        }
      >
        <QueryView query={mentions} loadingLines={3}>
          {(all) =>
            all.length === 0 ? (
              <EmptyNotice icon="file" title={t('naming.none')} text={t('naming.noneText')} />
            ) : (
              <RowList label={t('naming.mentions')}>
                {all.map((mention) => (
                  <MentionRow
                    key={mention.finding_id}
                    mention={mention}
                    chosen={maySplit && all.length > 1 ? chosen.has(mention.finding_id) : undefined}
                    onChoose={() => toggle(mention.finding_id)}
                  />
                ))}
              </RowList>
            )
          }
        </QueryView>
      </Section>
      {entity.abilities.verbs['merge'] ? <Candidates entity={entity} /> : null}
      <FieldDialog
        open={splitting}
        onClose={() => setSplitting(false)}
        title={t('naming.splitTitle', { name: entity.label })}
        note={t('naming.splitText', {
          files: [...new Set(picked.map(({ filename }) => filename))].join(', '),
        })}
        fields={[
          { name: 'name', label: t('naming.name'), type: 'text', required: false, writable: true },
          reasonField(),
        ]}
        initial={{ name: picked[0]?.name ?? '' }}
        submitLabel={t('naming.splitNow')}
        submit={async (values) => {
          await actions.run('split', t('naming.splitNow'), {
            ...values,
            finding_ids: picked.map(({ finding_id }) => finding_id),
          })
          setChosen(new Set())
        }}
      />
    </div>
  )
}

function MentionRow(props: {
  mention: Mention
  chosen: boolean | undefined
  onChoose: () => void
}): ReactElement {
  const { mention } = props
  const project = useProject()
  return (
    <Row flush>
      <div className="flex items-start gap-3">
        <div className="flex min-w-0 grow flex-col">
          <div className="flex flex-wrap items-baseline gap-x-2">
            {props.chosen === undefined ? (
              <Text strong>{mention.name}</Text>
            ) : (
              <Checkbox
                label={mention.name}
                aria-label={t('naming.choose', { name: mention.name, file: mention.filename })}
                checked={props.chosen}
                onChange={props.onChoose}
              />
            )}
            <Text look="faint">{t('artifact.places', { count: mention.mentions })}</Text>
          </div>
          <div className="flex flex-wrap gap-x-2">
            <Text look="small">{mention.filename}</Text>
            {mention.spans.slice(0, 5).map((span, at) => (
              <Link
                key={span.start}
                to="/p/$org/$project/library/$id"
                params={{ ...project, id: mention.artifact_id }}
                search={{ at: passageParameter(span) }}
                className={textLink}
                aria-label={t('naming.place', { number: at + 1, file: mention.filename })}
              >
                <Text look="small">{at + 1}</Text>
              </Link>
            ))}
          </div>
          {mention.reasons.length > 0 ? <Text look="faint">{mention.reasons.join('; ')}</Text> : null}
        </div>
      </div>
    </Row>
  )
}

/** Others that may be the same, each to be merged into this one with a reason. */
function Candidates({ entity }: { entity: Entity }): ReactElement {
  const project = useProject()
  const client = useQueryClient()
  const announce = useToast()
  const undo = useUndo()
  const candidates = useQuery(candidatesQuery(project, entity.id))
  const [merging, setMerging] = useState<Candidate>()
  return (
    <Section title={t('naming.candidates')}>
      <QueryView query={candidates} loadingLines={2}>
        {(items) =>
          items.length === 0 ? (
            <Text look="muted" as="p">
              {t('naming.noCandidates')}
            </Text>
          ) : (
            <RowList label={t('naming.candidates')}>
              {items.map((item) => (
                <Row key={item.id} flush>
                  <div className="flex items-start gap-3">
                    <div className="flex min-w-0 grow flex-col">
                      <span className="flex flex-wrap items-baseline gap-x-2">
                        <Link
                          to="/p/$org/$project/$collection/$key"
                          params={{ ...project, collection: 'referents', key: item.key }}
                          className={textLink}
                        >
                          {item.name}
                        </Link>
                        <Text look="key">{item.key}</Text>
                        <Text look="faint">{formatPercent(item.confidence)}</Text>
                      </span>
                      <Text look="faint">{item.reasons.join('; ')}</Text>
                    </div>
                    <Button size="small" onClick={() => setMerging(item)}>
                      {t('naming.merge')}
                    </Button>
                  </div>
                </Row>
              ))}
            </RowList>
          )
        }
      </QueryView>
      <FieldDialog
        open={merging !== undefined}
        onClose={() => setMerging(undefined)}
        title={t('naming.mergeTitle', { name: merging?.name ?? '', into: entity.label })}
        note={t('naming.mergeText')}
        fields={[reasonField()]}
        initial={{ reason: merging?.reasons.join('; ') ?? '' }}
        submitLabel={t('naming.mergeNow')}
        submit={async (values) => {
          if (!merging) return
          const change = newChange()
          const input = { ...values, into: entity.key }
          await runVerb(project, 'referents', merging.id, 'merge', input, change)
          announce(t('naming.merged', { name: merging.name }), { undo: () => undo(change) })
          await client.invalidateQueries({ queryKey: [...projectKey(project), 'referents'] })
        }}
      />
    </Section>
  )
}
