import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { Section } from '#design-system/frame.tsx'
import { textLink } from '#design-system/navigation.tsx'
import { Row, RowList } from '#design-system/rows.tsx'
import { SimpleTable } from '#design-system/simple-table.tsx'
import { Text } from '#design-system/text.tsx'
import { entityQuery } from '../../api/entities.ts'
import type { FieldInfo, KindInfo } from '../../api/kinds.ts'
import { rejectSuggestion, similarQuery, type Suggestion } from '../../api/suggestions.ts'
import { restOnWords } from '../../api/words.ts'
import { FieldValue } from '../../entities/field-value.tsx'
import { useAct } from '../../frame/use-act.ts'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { entityPlace } from '../../places.ts'

type Props = {
  suggestion: Suggestion
  kind: KindInfo
  fields: readonly FieldInfo[]
  onDone: (change: string, said: string) => Promise<void>
}

/** What there is already that a suggestion may repeat, with how it differs and a way to say that it is the same. */
export function SimilarRecords(props: Props): ReactElement | null {
  const project = useProject()
  const similar = useQuery(similarQuery(project, props.suggestion.id))
  const records = similar.data?.records ?? []
  const suggestions = similar.data?.suggestions ?? []
  const nearest = records[0]
  if (records.length + suggestions.length === 0) return null
  const line = (found: (typeof suggestions)[number], waiting: boolean) => (
    <Row key={found.id} flush>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Text look="key">{found.key}</Text>
        {waiting ? (
          <Link to="/p/$org/$project/inbox" params={project} hash={found.id} className={textLink}>
            {found.label}
          </Link>
        ) : (
          <Link {...entityPlace(project, props.kind.collection, found)} className={textLink}>
            {found.label}
          </Link>
        )}
        <Text look="faint">{t('inbox.alike', { percent: Math.round(found.likeness * 100) })}</Text>
        {waiting ? <Text look="faint">{t('inbox.waitingToo')}</Text> : <SameAs {...props} record={found} />}
      </div>
    </Row>
  )
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <Section title={t('inbox.similar')}>
        <RowList label={t('inbox.similar')}>
          {records.map((found) => line(found, false))}
          {suggestions.map((found) => line(found, true))}
        </RowList>
      </Section>
      {nearest ? <Difference {...props} record={nearest} /> : null}
    </div>
  )
}

function SameAs(props: Props & { record: { id: string; key: string } }): ReactElement {
  const project = useProject()
  const { act, busy } = useAct()
  const { key, id } = props.record
  const settle = () =>
    void act(async () => {
      for (const words of props.suggestion.evidence)
        await restOnWords(project, { collection: props.kind.collection, id }, words.artifact_id, words)
      const change = await rejectSuggestion(project, props.suggestion.id, t('inbox.sameAsReason', { key }))
      await props.onDone(change, t('inbox.sameAsDone', { key }))
    })
  return props.suggestion.state === 'pending' ? (
    <Button size="small" busy={busy} title={t('inbox.sameAsHint', { key })} onClick={settle}>
      {t('inbox.sameAs', { key })}
    </Button>
  ) : (
    <span />
  )
}

function Difference(props: Props & { record: { id: string; key: string } }): ReactElement | null {
  const project = useProject()
  const present = useQuery(entityQuery(project, props.kind.collection, props.record.id))
  const proposal = props.suggestion.payload
  const now = present.data
  if (!now) return null
  const { key } = props.record
  const differing = props.fields.filter(
    (field) => JSON.stringify(now[field.name] ?? null) !== JSON.stringify(proposal[field.name] ?? null),
  )
  if (differing.length === 0) return null
  return (
    <Section title={t('inbox.difference', { key })}>
      <SimpleTable
        label={t('inbox.difference', { key })}
        headers={[t('inbox.field'), t('inbox.present', { key }), t('inbox.proposed')]}
        rows={differing.map((field) => ({
          id: field.name,
          cells: [
            field.label,
            <Text key="now" look="small" tone="unknown">
              <FieldValue field={field} value={now[field.name]} />
            </Text>,
            <Text key="proposed" look="small">
              <FieldValue field={field} value={proposal[field.name]} />
            </Text>,
          ],
        }))}
      />
    </Section>
  )
}
