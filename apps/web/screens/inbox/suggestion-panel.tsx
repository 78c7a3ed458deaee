import { Link, useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { Badge } from '#design-system/badge.tsx'
import { Button } from '#design-system/button.tsx'
import { Section } from '#design-system/frame.tsx'
import { useKeys } from '#design-system/keys.ts'
import { textLink } from '#design-system/navigation.tsx'
import { ActionBar } from '#design-system/split-view.tsx'
import { Text } from '#design-system/text.tsx'
import { useToast } from '#design-system/toast.tsx'
import { acceptSuggestion, rejectSuggestion, type Suggestion } from '../../api/suggestions.ts'
import { draftOf, valueOf, type Draft } from '../../entities/field-draft.ts'
import { FieldDialog } from '../../entities/field-form.tsx'
import { confidenceTone } from '../../entities/state-tone.ts'
import { explain } from '../../frame/query-view.tsx'
import { useKinds, useProject } from '../../frame/use-project.ts'
import { inSentence, t } from '../../messages/index.ts'
import { entityPlace, passageParameter } from '../../places.ts'
import { EvidenceList } from './evidence-list.tsx'
import { SimilarRecords } from './similar-records.tsx'
import { proposedFields, ProposalFields } from './proposal-fields.tsx'

/** One suggestion: what would be created, on which evidence, and the decision. */
export function SuggestionPanel(props: {
  suggestion: Suggestion
  onDone: (change: string, said: string) => Promise<void>
  /** False while several are chosen: then the keys are theirs. */
  alone: boolean
}): ReactElement {
  const { suggestion } = props
  const { title, payload: proposal, evidence: spans } = suggestion
  const confidence = Number(suggestion.confidence)
  const project = useProject()
  const navigate = useNavigate()
  const announce = useToast()
  const { byKind } = useKinds()
  const kind = byKind(suggestion.target_kind)
  const fields = proposedFields(kind, proposal)
  const [draft, setDraft] = useState<Draft>()
  const [rejecting, setRejecting] = useState(false)
  const [busy, setBusy] = useState(false)
  const open = suggestion.state === 'pending'

  const settle = async (work: Promise<string>, said: string): Promise<void> => {
    setBusy(true)
    try {
      await props.onDone(await work, said)
    } finally {
      setBusy(false)
    }
  }
  const accept = async (): Promise<void> => {
    try {
      const changed = fields.filter(
        (field) => draft && draft[field.name] !== draftOf(field, proposal[field.name]),
      )
      const edits = Object.fromEntries(
        changed.map((field) => [field.name, valueOf(field, draft?.[field.name] ?? '')]),
      )
      await settle(
        acceptSuggestion(project, suggestion.id, changed.length > 0 ? edits : undefined),
        t('inbox.accepted', { title }),
      )
    } catch (cause) {
      announce(t('error.failed'), { tone: 'bad', detail: explain(cause).text })
    }
  }
  const edit = () =>
    setDraft(Object.fromEntries(fields.map((field) => [field.name, draftOf(field, proposal[field.name])])))
  const first = spans[0]
  useKeys(
    {
      a: () => void accept(),
      r: () => setRejecting(true),
      e: edit,
      Enter: () => {
        if (first)
          void navigate({
            to: '/p/$org/$project/library/$id',
            params: { ...project, id: first.artifact_id },
            search: { at: passageParameter(first) },
          })
      },
    },
    open && !busy && props.alone,
  )

  return (
    <>
      <div className="flex min-h-0 grow flex-col gap-6 overflow-y-auto px-6 py-5">
        <div className="flex max-w-3xl flex-col gap-2">
          <div className="flex items-center gap-2">
            <Badge tone="accent">
              {t('inbox.becomes', { kind: inSentence(kind?.label.one ?? suggestion.target_kind) })}
            </Badge>
            <Badge tone={confidenceTone(confidence)}>
              {t('general.confidence', { percent: Math.round(confidence * 100) })}
            </Badge>
          </div>
          <Text as="h2" look="title">
            {title}
          </Text>
          {suggestion.rationale ? <Text look="muted">{suggestion.rationale}</Text> : null}
          {suggestion.rejection_reason ? (
            <Text look="muted">{t('entity.because', { reason: suggestion.rejection_reason })}</Text>
          ) : null}
        </div>
        <div className="max-w-3xl">
          <Section title={t('inbox.proposal')}>
            <ProposalFields fields={fields} proposal={proposal} draft={draft} onDraft={setDraft} />
          </Section>
        </div>
        <div className="max-w-3xl">
          <Section title={t('inbox.evidence')}>
            <EvidenceList spans={spans} />
          </Section>
        </div>
        {kind ? (
          <SimilarRecords suggestion={suggestion} kind={kind} fields={fields} onDone={props.onDone} />
        ) : null}
      </div>
      <ActionBar>
        {open ? (
          <>
            <Button look="primary" shortcut="A" busy={busy} onClick={() => void accept()}>
              {draft ? t('inbox.acceptWithEdits') : t('inbox.accept')}
            </Button>
            <Button shortcut="R" disabled={busy} onClick={() => setRejecting(true)}>
              {t('inbox.reject')}
            </Button>
            {draft ? (
              <Button look="quiet" onClick={() => setDraft(undefined)}>
                {t('general.cancel')}
              </Button>
            ) : (
              <Button look="quiet" shortcut="E" onClick={edit}>
                {t('inbox.edit')}
              </Button>
            )}
          </>
        ) : suggestion.applied_entity_id && kind ? (
          <Link
            {...entityPlace(project, kind.collection, { id: suggestion.applied_entity_id })}
            className={textLink}
          >
            {t('inbox.openCreated')}
          </Link>
        ) : null}
      </ActionBar>
      <FieldDialog
        open={rejecting}
        onClose={() => setRejecting(false)}
        title={t('inbox.reject')}
        fields={[
          {
            name: 'reason',
            label: t('inbox.reason'),
            type: 'long_text',
            required: true,
            writable: true,
            hint: t('inbox.reasonHint'),
          },
        ]}
        submitLabel={t('inbox.reject')}
        submit={({ reason }) =>
          settle(rejectSuggestion(project, suggestion.id, String(reason)), t('inbox.rejected', { title }))
        }
      />
    </>
  )
}
