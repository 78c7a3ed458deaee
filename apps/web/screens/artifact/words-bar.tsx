import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useDeferredValue, useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { Dialog } from '#design-system/dialog.tsx'
import { FloatingBar } from '#design-system/floating-bar.tsx'
import { SearchInput } from '#design-system/inputs.tsx'
import { Quote, Row, RowList } from '#design-system/rows.tsx'
import { Text } from '#design-system/text.tsx'
import { useToast } from '#design-system/toast.tsx'
import { addComment } from '../../api/comments.ts'
import type { FieldInfo, KindInfo } from '../../api/kinds.ts'
import { projectKey } from '../../api/project.ts'
import { searchQuery } from '../../api/search.ts'
import { recordFromWords, restOnWords, type Words } from '../../api/words.ts'
import { FieldDialog } from '../../entities/field-form.tsx'
import { useKinds, useProject } from '../../frame/use-project.ts'
import { useAct } from '../../frame/use-act.ts'
import { inSentence, t } from '../../messages/index.ts'
import { entityPlace, passageParameter } from '../../places.ts'

/** What can be made of selected words: a record of any kind that rests on them, a comment, a link, an address. */
export function WordsBar(props: {
  artifactId: string
  text: string
  words: Words
  onDone: () => void
}): ReactElement {
  const { artifactId, words } = props
  const project = useProject()
  const client = useQueryClient()
  const navigate = useNavigate()
  const announce = useToast()
  const { kinds } = useKinds()
  const [kind, setKind] = useState<KindInfo>()
  const [asking, setAsking] = useState<'comment' | 'link'>()
  const quote = props.text.slice(words.start, words.end).trim()
  const makeable = kinds.filter((each) => each.creatable && each.collection !== 'artifact-folders')
  const refresh = () =>
    client.invalidateQueries({ queryKey: [...projectKey(project), 'artifacts', 'entity', artifactId] })
  return (
    <FloatingBar label={t('artifact.fromWords')}>
      {makeable.slice(0, 4).map((each) => (
        <Button key={each.kind} size="small" onClick={() => setKind(each)}>
          {t('artifact.make', { kind: inSentence(each.label.one) })}
        </Button>
      ))}
      <Button size="small" look="quiet" icon="comment" onClick={() => setAsking('comment')}>
        {t('artifact.comment')}
      </Button>
      <Button size="small" look="quiet" icon="link" onClick={() => setAsking('link')}>
        {t('artifact.link')}
      </Button>
      <Button
        size="small"
        look="quiet"
        onClick={() => {
          const address = new URL(location.href)
          address.searchParams.set('at', passageParameter(words))
          void navigator.clipboard
            .writeText(address.toString())
            .then(() => announce(t('artifact.linkCopied')))
        }}
      >
        {t('artifact.copyLink')}
      </Button>
      {kind ? (
        <RecordDialog
          kind={kind}
          quote={quote}
          onClose={() => setKind(undefined)}
          submit={async (fields) => {
            const made = await recordFromWords(project, artifactId, { ...words, kind: kind.kind, fields })
            const key = made.key
            announce(t('artifact.made', { key }), {
              action: {
                label: t('artifact.openMade'),
                run: () => void navigate(entityPlace(project, kind.collection, made)),
              },
            })
            await refresh()
            await client.invalidateQueries({ queryKey: [...projectKey(project), kind.collection] })
            props.onDone()
          }}
        />
      ) : null}
      <FieldDialog
        open={asking === 'comment'}
        onClose={() => setAsking(undefined)}
        title={t('artifact.commentText')}
        note={shortened(quote)}
        fields={[
          { name: 'body', label: t('artifact.comment'), type: 'long_text', required: true, writable: true },
        ]}
        submitLabel={t('artifact.comment')}
        submit={async ({ body }) => {
          const quoted = quote.replaceAll(/^/gm, '> ')
          await addComment(project, 'artifacts', artifactId, `${quoted}\n\n${String(body)}`)
          announce(t('artifact.commented'))
          await refresh()
          props.onDone()
        }}
      />
      <LinkDialog
        open={asking === 'link'}
        quote={quote}
        onClose={() => setAsking(undefined)}
        pick={async (record) => {
          await restOnWords(project, record, artifactId, words)
          announce(t('artifact.linked2', { key: record.key }))
          await refresh()
          props.onDone()
        }}
      />
    </FloatingBar>
  )
}

/** A long passage is recognized by how it begins. */
const shortened = (quote: string): string => (quote.length > 280 ? `${quote.slice(0, 280)}…` : quote)

/** Of a long form, what a first version of a record needs: what is required, and the long text beside it. */
const firstFields = (kind: KindInfo): readonly FieldInfo[] =>
  kind.fields.filter(
    (field) =>
      field.writable && (field.required || field.name === 'description' || field.name === 'owner_id'),
  )

function RecordDialog(props: {
  kind: KindInfo
  quote: string
  onClose: () => void
  submit: (fields: Record<string, unknown>) => Promise<void>
}): ReactElement {
  const { kind, quote } = props
  const [first = quote] = quote.split(/(?<=[.!?])\s/)
  return (
    <FieldDialog
      open
      onClose={props.onClose}
      title={t('artifact.make', { kind: inSentence(kind.label.one) })}
      note={shortened(quote)}
      fields={firstFields(kind)}
      initial={{ [kind.title]: first.replaceAll(/\s+/g, ' ').slice(0, 200), description: quote }}
      submitLabel={t('general.create')}
      submit={(values) =>
        props.submit(Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)))
      }
    />
  )
}

type Picked = { collection: string; id: string; key: string }

function LinkDialog(props: {
  open: boolean
  quote: string
  onClose: () => void
  pick: (record: Picked) => Promise<void>
}): ReactElement {
  const project = useProject()
  const { byKind } = useKinds()
  const { act, busy } = useAct()
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed)
  const found = useQuery(searchQuery(project, { q: props.open ? q : '', mode: 'lexical', k: 20 }))
  const hits = (found.data?.hits ?? []).filter((hit) => hit.kind !== 'artifact' && hit.kind !== 'suggestion')
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={t('artifact.linkTitle')}
      closeLabel={t('general.close')}
    >
      <div className="flex flex-col gap-3">
        <Quote>{props.quote}</Quote>
        <SearchInput
          label={t('artifact.linkFind')}
          placeholder={t('artifact.linkFind')}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <RowList label={t('frame.results')}>
          {hits.map((hit) => (
            <Row key={hit.id} flush>
              <div className="flex items-center gap-2">
                <Text look="key">{hit.key}</Text>
                <span className="min-w-0 grow">
                  <Text truncate>{hit.title}</Text>
                </span>
                <Button
                  size="small"
                  busy={busy}
                  onClick={() =>
                    void act(async () => {
                      await props.pick({
                        collection: byKind(hit.kind)?.collection ?? hit.kind,
                        id: hit.id,
                        key: hit.key,
                      })
                      props.onClose()
                    })
                  }
                >
                  {t('artifact.link')}
                </Button>
              </div>
            </Row>
          ))}
        </RowList>
      </div>
    </Dialog>
  )
}
