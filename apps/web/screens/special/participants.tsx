import { useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { StateMark } from '#design-system/badge.tsx'
import { Button, IconButton } from '#design-system/button.tsx'
import { Section } from '#design-system/frame.tsx'
import { Select } from '#design-system/inputs.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { SimpleTable } from '#design-system/simple-table.tsx'
import { Text } from '#design-system/text.tsx'
import type { Tone } from '#design-system/tone.ts'
import { participantsQuery, type Participant } from '../../api/decisions.ts'
import type { Entity } from '../../api/entities.ts'
import type { KindInfo } from '../../api/kinds.ts'
import { meQuery } from '../../api/me.ts'
import { ProblemError } from '../../api/problem.ts'
import { FieldDialog } from '../../entities/field-form.tsx'
import { formatRelative } from '../../entities/formats.ts'
import { Person } from '../../entities/person.tsx'
import type { EntityActionSet } from '../../entities/use-entity-actions.tsx'
import { QueryView } from '../../frame/query-view.tsx'
import { useAct } from '../../frame/use-act.ts'
import { useProject } from '../../frame/use-project.ts'
import { t, textAt } from '../../messages/index.ts'

const roles = ['decides', 'approves', 'consulted', 'informed'] as const
const tones: Record<string, Tone> = { approved: 'good', rejected: 'bad', pending: 'attention' }

type Props = { kind: KindInfo; entity: Entity; actions: EntityActionSet }

/** Who takes part in a decision, as what, and what each answered; who was asked answers here. */
export function Participants({ entity, actions }: Props): ReactElement {
  const participants = useQuery(participantsQuery(useProject(), entity.id))
  const me = useQuery(meQuery).data?.user.id
  const [adding, setAdding] = useState(false)
  const may = (verb: string): boolean => !entity.deleted_at && entity.abilities.verbs[verb] === true
  return (
    <div className="flex max-w-3xl flex-col gap-6 px-4 py-3">
      <Section
        title={t('participants.tab')}
        actions={
          may('add_participant') ? (
            <Button size="small" icon="plus" onClick={() => setAdding(true)}>
              {t('participants.add')}
            </Button>
          ) : undefined
        }
      >
        <QueryView query={participants} loadingLines={3}>
          {(items) => (
            <>
              {items.some((each) => each.user_id === me && each.approval !== 'not_needed') &&
              may('respond') ? (
                <Answer actions={actions} />
              ) : null}
              {items.length === 0 ? (
                <EmptyNotice icon="people" title={t('participants.none')} text={t('participants.noneText')} />
              ) : (
                <ParticipantTable
                  items={items}
                  actions={actions}
                  mayEdit={may('add_participant')}
                  mayRemove={may('remove_participant')}
                />
              )}
            </>
          )}
        </QueryView>
      </Section>
      <AddDialog open={adding} onClose={() => setAdding(false)} actions={actions} />
    </div>
  )
}

function ParticipantTable(props: {
  items: readonly Participant[]
  actions: EntityActionSet
  mayEdit: boolean
  mayRemove: boolean
}): ReactElement {
  const { run } = props.actions
  const { act, busy } = useAct()
  const nameOf = ({ name }: Participant): string => name ?? t('general.someone')
  const role = (each: Participant): ReactElement | string =>
    props.mayEdit && each.user_id !== null ? (
      <div key="role" className="w-36">
        <Select
          compact
          disabled={busy}
          aria-label={t('participants.roleOf', { name: nameOf(each) })}
          value={each.role}
          onChange={({ target }) =>
            void act(() =>
              run('add_participant', t('participants.changed'), {
                user_id: each.user_id,
                role: target.value,
              }),
            )
          }
        >
          {roles.map((value) => (
            <option key={value} value={value}>
              {t(`participants.roles.${value}`)}
            </option>
          ))}
        </Select>
      </div>
    ) : (
      (textAt(`participants.roles.${each.role}`) ?? each.role)
    )
  return (
    <SimpleTable
      label={t('participants.tab')}
      headers={[t('participants.who'), t('participants.role'), t('participants.answer'), '']}
      rows={props.items.map((each) => ({
        id: each.id,
        cells: [
          <Person key="who" value={{ name: nameOf(each) }} />,
          role(each),
          <Said key="answer" participant={each} />,
          props.mayRemove ? (
            <IconButton
              key="remove"
              icon="close"
              label={t('participants.remove', { name: nameOf(each) })}
              onClick={() =>
                void act(() =>
                  run('remove_participant', t('participants.removed'), { participant_id: each.id }),
                )
              }
            />
          ) : null,
        ],
      }))}
    />
  )
}

function Said({ participant }: { participant: Participant }): ReactElement {
  const { approval, approved_at: at, approval_note: note } = participant
  if (approval === 'not_needed') return <Text look="faint">{t('participants.answers.not_needed')}</Text>
  return (
    <div className="flex flex-col py-1">
      <span className="flex flex-wrap items-baseline gap-x-2">
        <StateMark tone={tones[approval] ?? 'unknown'}>
          {textAt(`participants.answers.${approval}`) ?? approval}
        </StateMark>
        {at === null ? null : <Text look="faint">{formatRelative(at)}</Text>}
      </span>
      {note === null ? null : <Text look="small">{note}</Text>}
    </div>
  )
}

/** What the reader was asked: yes or no, with a note. */
function Answer({ actions }: { actions: EntityActionSet }): ReactElement {
  const [giving, setGiving] = useState<'approved' | 'rejected'>()
  return (
    <div role="group" aria-label={t('participants.asked')} className="flex flex-wrap items-center gap-2 py-3">
      <Text>{t('participants.asked')}</Text>
      <Button size="small" onClick={() => setGiving('approved')}>
        {t('participants.approve')}
      </Button>
      <Button size="small" onClick={() => setGiving('rejected')}>
        {t('participants.reject')}
      </Button>
      <FieldDialog
        open={giving !== undefined}
        onClose={() => setGiving(undefined)}
        title={giving === 'rejected' ? t('participants.reject') : t('participants.approve')}
        fields={[
          { name: 'note', label: t('participants.note'), type: 'long_text', required: false, writable: true },
        ]}
        submitLabel={giving === 'rejected' ? t('participants.reject') : t('participants.approve')}
        submit={(values) =>
          actions.run('respond', t('participants.answered'), { ...values, approval: giving })
        }
      />
    </div>
  )
}

const AddDialog = (props: { open: boolean; onClose: () => void; actions: EntityActionSet }): ReactElement => (
  <FieldDialog
    open={props.open}
    onClose={props.onClose}
    title={t('participants.add')}
    note={t('participants.addText')}
    fields={[
      { name: 'user_id', label: t('participants.member'), type: 'user', required: false, writable: true },
      { name: 'name', label: t('participants.name'), type: 'text', required: false, writable: true },
      {
        name: 'role',
        label: t('participants.role'),
        type: 'enum',
        options: roles,
        required: true,
        writable: true,
      },
    ]}
    submitLabel={t('participants.add')}
    submit={async (values) => {
      if ((values['user_id'] === undefined) === (values['name'] === undefined))
        throw new ProblemError(0, 'invalid', t('participants.oneOf'))
      await props.actions.run('add_participant', t('participants.added'), values)
    }}
  />
)
