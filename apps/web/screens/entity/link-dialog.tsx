import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { Dialog } from '#design-system/dialog.tsx'
import { Field } from '#design-system/field.tsx'
import { TextInput } from '#design-system/inputs.tsx'
import { Row, RowList } from '#design-system/rows.tsx'
import { Text } from '#design-system/text.tsx'
import { useToast } from '#design-system/toast.tsx'
import type { Entity } from '../../api/entities.ts'
import type { KindInfo } from '../../api/kinds.ts'
import { createLink } from '../../api/links.ts'
import { projectKey } from '../../api/project.ts'
import { searchQuery } from '../../api/search.ts'
import { FindInput } from '../../frame/find-input.tsx'
import { explain } from '../../frame/query-view.tsx'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'

/** Links an entity to something found by search. */
export function LinkDialog(props: {
  kind: KindInfo
  entity: Entity
  open: boolean
  onClose: () => void
}): ReactElement {
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={t('entity.addLink')}
      closeLabel={t('general.close')}
    >
      <LinkForm {...props} />
    </Dialog>
  )
}

function LinkForm(props: Parameters<typeof LinkDialog>[0]): ReactElement {
  const { kind, entity } = props
  const project = useProject()
  const client = useQueryClient()
  const announce = useToast()
  const [q, setQ] = useState('')
  const [relation, setRelation] = useState('rests_on')
  const found = useQuery(searchQuery(project, { q, mode: 'lexical', k: 8 }))
  const hits = (found.data?.hits ?? []).filter(
    (hit, index, all) => hit.id !== entity.id && all.findIndex((other) => other.id === hit.id) === index,
  )
  const link = async (targetId: string): Promise<void> => {
    try {
      await createLink(project, kind.collection, entity.id, { relation, target_id: targetId })
      announce(t('entity.linked'))
      props.onClose()
      await client.invalidateQueries({ queryKey: [...projectKey(project), kind.collection, 'entity'] })
    } catch (cause) {
      announce(t('error.failed'), { tone: 'bad', detail: explain(cause).text })
    }
  }
  return (
    <div className="flex flex-col gap-4">
      <Field label={t('entity.relation')} hint={t('entity.relationHint')}>
        {(control) => (
          <TextInput {...control} value={relation} onChange={(event) => setRelation(event.target.value)} />
        )}
      </Field>
      <div className="flex flex-col gap-1">
        <Text look="label">{t('entity.target')}</Text>
        <FindInput
          label={t('entity.target')}
          placeholder={t('entity.targetPlaceholder')}
          value={q}
          onChange={setQ}
          autoFocus
        />
        <RowList label={t('entity.target')}>
          {hits.map((hit) => (
            <Row key={hit.id}>
              <div className="flex items-center gap-2">
                <div className="min-w-0 grow">
                  <Text truncate>{hit.title || hit.id}</Text>
                </div>
                <Text look="key">{hit.key}</Text>
                <Button size="small" onClick={() => void link(hit.id)}>
                  {t('entity.addLink')}
                </Button>
              </div>
            </Row>
          ))}
        </RowList>
      </div>
    </div>
  )
}
