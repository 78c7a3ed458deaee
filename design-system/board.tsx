import { useId, useRef, useState, type KeyboardEvent, type ReactElement, type ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { useWords } from './words.tsx'

/** A card: `lanes` are the ids of those that it may be moved to. */
export type BoardCard = { id: string; name: string; lanes: readonly string[]; content: ReactNode }

/** A lane with its cards; `rest` is a control under them, to show more say. */
export type BoardLane = {
  id: string
  name: string
  count?: number | undefined
  cards: BoardCard[]
  rest?: ReactNode
}

/**
 * Lanes with cards that are dragged from one to another. By keyboard: arrows go from card to card, Enter opens, Space
 * takes a card, Left and Right choose its lane, Space drops it there, Escape puts it back; each step is said aloud.
 */
export function Board(props: {
  label: string
  lanes: BoardLane[]
  onMove: (card: string, lane: string) => void
  onOpen: (card: string) => void
}): ReactElement {
  const { lanes } = props
  const words = useWords()
  const hintId = useId()
  const [taken, setTaken] = useState<{ card: BoardCard; over: string }>()
  const [said, setSaid] = useState('')
  const region = useRef<HTMLDivElement>(null)
  const laneName = (id: string) => lanes.find((lane) => lane.id === id)?.name ?? id
  const focusCard = (id: string | undefined) => {
    if (id !== undefined)
      region.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`)?.focus()
  }
  const drop = (card: BoardCard, lane: string) => {
    setTaken(undefined)
    if (!card.lanes.includes(lane)) return
    setSaid(words.moved(card.name, laneName(lane)))
    props.onMove(card.id, lane)
    setTimeout(() => focusCard(card.id), 60)
  }
  const keysOfTaken = (event: KeyboardEvent, card: BoardCard, from: string, over: string) => {
    const open = lanes.filter((lane) => lane.id === from || card.lanes.includes(lane.id))
    const at = open.findIndex((lane) => lane.id === over)
    const next =
      event.key === 'ArrowRight' ? open[at + 1] : event.key === 'ArrowLeft' ? open[at - 1] : undefined
    if (next) {
      setTaken({ card, over: next.id })
      setSaid(next.name)
    } else if (event.key === ' ' || event.key === 'Enter') drop(card, over)
    else if (event.key === 'Escape') {
      setTaken(undefined)
      setSaid(words.released)
    }
  }
  const keysOfFree = (event: KeyboardEvent, lane: number, at: number, card: BoardCard) => {
    const inLane = (to: number, near: number) => {
      const cards = lanes[to]?.cards ?? []
      return cards[Math.min(near, cards.length - 1)]?.id
    }
    if (event.key === 'ArrowDown' || event.key === 'j') focusCard(inLane(lane, at + 1))
    else if (event.key === 'ArrowUp' || event.key === 'k')
      focusCard(at > 0 ? inLane(lane, at - 1) : undefined)
    else if (event.key === 'ArrowRight') focusCard(nearestFilled(lanes, lane, 1, at))
    else if (event.key === 'ArrowLeft') focusCard(nearestFilled(lanes, lane, -1, at))
    else if (event.key === 'Enter') props.onOpen(card.id)
    else if (event.key === ' ' && card.lanes.length > 0) {
      setTaken({ card, over: lanes[lane]?.id ?? '' })
      setSaid(words.grabbed(card.name))
    } else return false
    return true
  }
  return (
    <div
      ref={region}
      role="group"
      aria-label={props.label}
      className="flex min-h-0 grow gap-3 overflow-x-auto px-4 py-3"
    >
      <p id={hintId} className="sr-only">
        {words.boardHint}
      </p>
      <p role="status" className="sr-only">
        {said}
      </p>
      {lanes.map((lane, laneAt) => (
        <section
          key={lane.id}
          aria-label={lane.name}
          className={classNames(
            'flex w-64 shrink-0 flex-col rounded-lg bg-sunken',
            taken?.over === lane.id && taken.card.lanes.includes(lane.id) && 'inset-ring-2 inset-ring-accent',
            taken && !taken.card.lanes.includes(lane.id) && taken.over !== lane.id && 'opacity-50',
          )}
          onDragOver={(event) => {
            if (!taken?.card.lanes.includes(lane.id)) return
            event.preventDefault()
            if (taken.over !== lane.id) setTaken({ ...taken, over: lane.id })
          }}
          onDrop={() => taken && drop(taken.card, lane.id)}
        >
          <h2 className="flex h-9 shrink-0 items-center gap-2 px-3 text-sm font-strong">
            {lane.name}
            <span className="text-xs font-plain text-faint">{lane.count ?? lane.cards.length}</span>
          </h2>
          <ul className="flex min-h-16 grow flex-col gap-1.5 overflow-y-auto px-1.5 pb-2">
            {lane.cards.map((card, at) => (
              <li key={card.id}>
                <div
                  role="button"
                  tabIndex={0}
                  data-card={card.id}
                  aria-label={card.name}
                  aria-describedby={hintId}
                  aria-pressed={taken?.card.id === card.id}
                  draggable={card.lanes.length > 0}
                  onDragStart={(event) => {
                    event.dataTransfer.effectAllowed = 'move'
                    event.dataTransfer.setData('text/plain', card.name)
                    setTaken({ card, over: lane.id })
                  }}
                  onDragEnd={() => setTaken(undefined)}
                  onClick={() => props.onOpen(card.id)}
                  onKeyDown={(event) => {
                    if (event.metaKey || event.ctrlKey || event.altKey || event.key === 'Tab') return
                    if (taken?.card.id === card.id) keysOfTaken(event, card, lane.id, taken.over)
                    else if (!keysOfFree(event, laneAt, at, card)) return
                    event.preventDefault()
                    event.stopPropagation()
                  }}
                  className={classNames(
                    'flex cursor-default flex-col gap-1 rounded border border-line bg-surface px-2.5 py-2 text-sm hover:border-line-strong',
                    taken?.card.id === card.id && 'border-accent bg-accent-soft',
                  )}
                >
                  {card.content}
                </div>
              </li>
            ))}
            {lane.rest ? <li>{lane.rest}</li> : null}
          </ul>
        </section>
      ))}
    </div>
  )
}

/** The card beside this one in the nearest lane, to the right (1) or left (-1), that has any. */
function nearestFilled(lanes: BoardLane[], lane: number, by: 1 | -1, at: number): string | undefined {
  for (let next = lane + by; next >= 0 && next < lanes.length; next += by) {
    const cards = lanes[next]?.cards ?? []
    if (cards.length > 0) return cards[Math.min(at, cards.length - 1)]?.id
  }
  return undefined
}
