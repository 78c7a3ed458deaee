import type { ReactElement } from 'react'
import { Badge } from '#design-system/badge.tsx'
import { Button } from '#design-system/button.tsx'
import { Row, RowList } from '#design-system/rows.tsx'
import { Text } from '#design-system/text.tsx'
import type { Suggestion } from '../../api/suggestions.ts'
import { confidenceTone } from '../../entities/state-tone.ts'
import { useKinds } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'

/** The suggestions in a list, each of which can be chosen for deciding several together. */
export function SuggestionList(props: {
  items: readonly Suggestion[]
  index: number
  chosen: ReadonlySet<string>
  onPick: (index: number) => void
  onToggle: (id: string) => void
  onAll: () => void
  more: (() => void) | undefined
}): ReactElement {
  const all = props.items.every(({ id }) => props.chosen.has(id))
  return (
    <div className="flex flex-col">
      <div className="flex items-center justify-between gap-2 px-4 py-2">
        <Text look="faint" truncate>
          {t('inbox.keysHint')}
        </Text>
        <Button size="small" look="quiet" onClick={props.onAll}>
          {all ? t('inbox.chooseNone') : t('inbox.chooseAll')}
        </Button>
      </div>
      <RowList label={t('inbox.title')}>
        {props.items.map((item, at) => (
          <Row key={item.id} linked current={at === props.index} onPick={() => props.onPick(at)}>
            <Line
              suggestion={item}
              chosen={props.chosen.has(item.id)}
              onPick={() => props.onPick(at)}
              onToggle={() => props.onToggle(item.id)}
            />
          </Row>
        ))}
      </RowList>
      {props.more ? (
        <div className="p-3">
          <Button onClick={props.more}>{t('entity.moreHistory')}</Button>
        </div>
      ) : null}
    </div>
  )
}

function Line(props: {
  suggestion: Suggestion
  chosen: boolean
  onPick: () => void
  onToggle: () => void
}): ReactElement {
  const { byKind } = useKinds()
  const { suggestion } = props
  const { title } = suggestion
  const confidence = Number(suggestion.confidence)
  const source = suggestion.evidence[0]?.filename
  return (
    <div className="flex gap-2">
      <input
        type="checkbox"
        aria-label={t('inbox.choose', { title })}
        checked={props.chosen}
        onChange={props.onToggle}
        onClick={(event) => event.stopPropagation()}
        className="mt-0.5 size-4 shrink-0"
      />
      <div className="flex min-w-0 grow flex-col gap-0.5">
        <div className="flex items-center gap-2">
          <button type="button" className="min-w-0 grow text-left" onClick={props.onPick}>
            <Text truncate>{title}</Text>
          </button>
          <Badge tone={confidenceTone(confidence)}>{Math.round(confidence * 100)}%</Badge>
        </div>
        <div className="flex min-w-0 gap-2">
          <Text look="faint">{byKind(suggestion.target_kind)?.label.one ?? suggestion.target_kind}</Text>
          {source ? (
            <Text look="faint" truncate>
              {source}
            </Text>
          ) : null}
        </div>
      </div>
    </div>
  )
}
