import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState, type ReactElement } from 'react'
import { Badge } from '#design-system/badge.tsx'
import { Button } from '#design-system/button.tsx'
import { Chip } from '#design-system/chip.tsx'
import { TextInput } from '#design-system/inputs.tsx'
import { Text } from '#design-system/text.tsx'
import { useToast } from '#design-system/toast.tsx'
import { newChange } from '../api/changes.ts'
import type { Entity } from '../api/entities.ts'
import { putEntities } from '../api/entity-cache.ts'
import { projectKey } from '../api/project.ts'
import { setTags, tagsQuery } from '../api/tags.ts'
import { useAct } from '../frame/use-act.ts'
import { useProject } from '../frame/use-project.ts'
import { useUndo } from '../frame/use-undo.ts'
import { t } from '../messages/index.ts'

/** The tags of a record; whoever may edit it takes them away and adds others, of the project or new ones. */
export function TagList(props: { collection: string; entity: Entity; editable: boolean }): ReactElement {
  const { collection, entity, editable } = props
  const project = useProject()
  const client = useQueryClient()
  const announce = useToast()
  const undo = useUndo()
  const { act } = useAct()
  const [adding, setAdding] = useState(false)
  const give = (tags: readonly string[]) =>
    void act(async () => {
      const change = newChange()
      putEntities(client, project, collection, [await setTags(project, collection, entity, tags, change)])
      announce(t('entity.changed', { key: entity.key }), { undo: () => undo(change) })
      await client.invalidateQueries({ queryKey: [...projectKey(project), collection] })
      await client.invalidateQueries(tagsQuery(project))
    })
  if (!editable)
    return entity.tags.length === 0 ? (
      <Text look="faint">{t('general.none')}</Text>
    ) : (
      <span className="flex flex-wrap gap-1">
        {entity.tags.map((tag) => (
          <Badge key={tag}>{tag}</Badge>
        ))}
      </span>
    )
  return (
    <span className="flex flex-wrap items-center gap-1">
      {entity.tags.map((tag) => (
        <Chip
          key={tag}
          removeLabel={t('entity.removeTag', { tag })}
          onRemove={() => give(entity.tags.filter((each) => each !== tag))}
        >
          {tag}
        </Chip>
      ))}
      {adding ? (
        <NewTag
          taken={entity.tags}
          onClose={() => setAdding(false)}
          onAdd={(tag) => give([...entity.tags, tag])}
        />
      ) : (
        <Button size="small" look="quiet" icon="plus" onClick={() => setAdding(true)}>
          {t('entity.addTag')}
        </Button>
      )}
    </span>
  )
}

/** Stays open for the next tag until it is left or Escape is pressed. */
function NewTag(props: {
  taken: readonly string[]
  onAdd: (tag: string) => void
  onClose: () => void
}): ReactElement {
  const listId = useId()
  const known = useQuery(tagsQuery(useProject())).data ?? []
  const [name, setName] = useState('')
  const add = () => {
    const tag = name.trim()
    if (tag !== '' && !props.taken.includes(tag)) props.onAdd(tag)
    setName('')
  }
  return (
    <form
      className="w-32"
      onSubmit={(event) => {
        event.preventDefault()
        add()
      }}
    >
      <TextInput
        compact
        autoFocus
        aria-label={t('entity.newTag')}
        maxLength={60}
        list={listId}
        value={name}
        onChange={({ target }) => setName(target.value)}
        onBlur={() => {
          add()
          props.onClose()
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          setName('')
          props.onClose()
        }}
      />
      <datalist id={listId}>
        {known
          .filter((tag) => !props.taken.includes(tag.name))
          .map((tag) => (
            <option key={tag.id} value={tag.name} />
          ))}
      </datalist>
    </form>
  )
}
