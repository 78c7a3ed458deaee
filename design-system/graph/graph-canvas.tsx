import { useCallback, useEffect, useMemo, useRef, useState, type ReactElement, type Ref } from 'react'
import { useImperativeHandle } from 'react'
import { drawGraph, type GraphColors, type GraphScene, type GraphView } from './draw-graph.ts'
import {
  boundsOf,
  box,
  layOut,
  neighbor,
  type GraphLink,
  type GraphNode,
  type PlacedNode,
} from './graph-layout.ts'

/** What can be asked of a graph from outside. */
export type GraphHandle = { picture: () => Promise<Blob | null>; fit: () => void }

/** Longest side of an exported picture, in pixels. */
const largestPicture = 8_000

/**
 * A graph in columns, drawn on a canvas: thousands of nodes stay smooth. Drag moves, the wheel zooms, a click chooses. By
 * keyboard: arrows go along columns and links, Enter opens, Space unfolds, plus and minus zoom, 0 shows all. What is
 * chosen is said aloud; a table beside it says the rest.
 */
export function GraphCanvas(props: {
  label: string
  nodes: readonly GraphNode[]
  links: readonly GraphLink[]
  rootId: string
  chosenId: string | undefined
  marked: ReadonlySet<string>
  onChoose: (id: string) => void
  onOpen: (id: string) => void
  onExpand: (id: string) => void
  ref?: Ref<GraphHandle>
}): ReactElement {
  const { nodes, links, rootId, chosenId, marked } = props
  const frame = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [size, setSize] = useState({ width: 640, height: 400 })
  const [theme, setTheme] = useState(0)
  const placed = useMemo(() => layOut(nodes, links), [nodes, links])
  const byId = useMemo(() => new Map(placed.map((node) => [node.id, node])), [placed])
  const scene: GraphScene = useMemo(
    () => ({ nodes: placed, byId, links, rootId, chosenId, marked }),
    [placed, byId, links, rootId, chosenId, marked],
  )
  const [view, setView] = useState<GraphView>()
  const fitted = useMemo(() => fit(placed, size, byId.get(rootId)), [placed, size, byId, rootId])
  const seen = view ?? fitted

  useEffect(() => {
    const element = frame.current
    if (!element) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height })
    })
    observer.observe(element)
    const redraw = () => setTheme((count) => count + 1)
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    scheme.addEventListener('change', redraw)
    const themed = new MutationObserver(redraw)
    themed.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => {
      observer.disconnect()
      scheme.removeEventListener('change', redraw)
      themed.disconnect()
    }
  }, [])

  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context) return
    const job = requestAnimationFrame(() => {
      const ratio = devicePixelRatio
      element.width = size.width * ratio
      element.height = size.height * ratio
      context.setTransform(ratio, 0, 0, ratio, 0, 0)
      drawGraph(context, scene, seen, size, colorsOf(element))
    })
    return () => cancelAnimationFrame(job)
  }, [scene, seen, size, theme])

  const zoom = useCallback(
    (by: number, x: number, y: number) =>
      setView((old) => {
        const from = old ?? fitted
        const scale = Math.min(2, Math.max(0.02, from.scale * by))
        return { scale, x: from.x + x / from.scale - x / scale, y: from.y + y / from.scale - y / scale }
      }),
    [fitted],
  )
  useEffect(() => {
    const element = frame.current
    const turn = (event: WheelEvent) => {
      event.preventDefault()
      const place = frame.current?.getBoundingClientRect()
      if (event.ctrlKey || event.metaKey || event.deltaMode === 1 || event.deltaX === 0)
        zoom(
          Math.exp(-event.deltaY / 400),
          event.clientX - (place?.left ?? 0),
          event.clientY - (place?.top ?? 0),
        )
    }
    element?.addEventListener('wheel', turn, { passive: false })
    return () => element?.removeEventListener('wheel', turn)
  }, [zoom])
  useImperativeHandle(props.ref, () => ({
    fit: () => setView(undefined),
    picture: () => pictureOf(scene, canvas.current),
  }))

  const drag = useRef<{ x: number; y: number; moved: boolean }>(undefined)
  const choose = (node: PlacedNode | undefined) => {
    if (!node) return
    props.onChoose(node.id)
    setView(inView(node, seen, size))
  }
  const chosen = chosenId === undefined ? undefined : byId.get(chosenId)
  return (
    <div
      ref={frame}
      role="application"
      aria-label={props.label}
      tabIndex={0}
      className="relative h-full min-h-80 w-full touch-none overflow-hidden"
      onPointerDown={(event) => {
        drag.current = { x: event.clientX, y: event.clientY, moved: false }
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={(event) => {
        const from = drag.current
        if (!from) return
        const [dx, dy] = [event.clientX - from.x, event.clientY - from.y]
        if (!from.moved && Math.abs(dx) + Math.abs(dy) < 4) return
        drag.current = { x: event.clientX, y: event.clientY, moved: true }
        setView({ ...seen, x: seen.x - dx / seen.scale, y: seen.y - dy / seen.scale })
      }}
      onPointerUp={(event) => {
        const moved = drag.current?.moved
        drag.current = undefined
        if (moved) return
        const place = event.currentTarget.getBoundingClientRect()
        const at = nodeAt(placed, {
          x: seen.x + (event.clientX - place.left) / seen.scale,
          y: seen.y + (event.clientY - place.top) / seen.scale,
        })
        if (at) props.onChoose(at.id)
      }}
      onDoubleClick={() => chosen && props.onExpand(chosen.id)}
      onKeyDown={(event) => {
        const from = chosen ?? byId.get(rootId)
        const middle = [size.width / 2, size.height / 2] as const
        if (event.metaKey || event.ctrlKey || event.altKey) return
        if (event.key.startsWith('Arrow')) choose(from && neighbor(placed, links, from, event.key))
        else if (event.key === 'Enter' && from) props.onOpen(from.id)
        else if (event.key === ' ' && from) props.onExpand(from.id)
        else if (event.key === '+') zoom(1.25, ...middle)
        else if (event.key === '-') zoom(0.8, ...middle)
        else if (event.key === '0') setView(undefined)
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
    >
      <canvas ref={canvas} aria-hidden="true" className="absolute inset-0 h-full w-full" />
      <p role="status" className="sr-only">
        {chosen ? `${chosen.note} ${chosen.label}` : ''}
      </p>
    </div>
  )
}

function fit(
  nodes: readonly PlacedNode[],
  size: { width: number; height: number },
  root: PlacedNode | undefined,
): GraphView {
  const bounds = boundsOf(nodes)
  const scale = Math.min(1, size.width / (bounds.width + 48), size.height / (bounds.height + 48))
  if (scale < 0.3 && root)
    // All of it would be dust: begin where it begins.
    return { scale: 0.8, x: root.x + box.width / 2 - size.width / 1.6, y: root.y - size.height / 1.6 }
  return {
    scale,
    x: bounds.left + bounds.width / 2 - size.width / scale / 2,
    y: bounds.top + bounds.height / 2 - size.height / scale / 2,
  }
}

/** Moves the view as little as shows the node. */
function inView(node: PlacedNode, view: GraphView, size: { width: number; height: number }): GraphView {
  const [width, height] = [size.width / view.scale, size.height / view.scale]
  const x = Math.max(Math.min(view.x, node.x - 16), node.x + box.width + 16 - width)
  const y = Math.max(Math.min(view.y, node.y - 16), node.y + box.height + 16 - height)
  return { ...view, x, y }
}

const nodeAt = (nodes: readonly PlacedNode[], at: { x: number; y: number }): PlacedNode | undefined =>
  nodes.find(
    (node) => at.x >= node.x && at.x <= node.x + box.width && at.y >= node.y && at.y <= node.y + box.height,
  )

/** Colors as the page resolves them in its present theme. */
function colorsOf(element: HTMLElement): GraphColors {
  const probe = document.createElement('span')
  // in a transition the first color would be read for all
  probe.style.transition = 'none'
  element.parentElement?.append(probe)
  const resolved = (name: string) => {
    probe.style.color = `var(--${name})`
    return getComputedStyle(probe).color
  }
  const colors = {
    ground: resolved('surface'),
    ink: resolved('ink'),
    muted: resolved('muted'),
    line: resolved('control'),
    accent: resolved('accent'),
    soft: resolved('accent-soft'),
    attention: resolved('attention'),
  }
  probe.remove()
  return colors
}

async function pictureOf(scene: GraphScene, shown: HTMLCanvasElement | null): Promise<Blob | null> {
  if (!shown) return null
  const bounds = boundsOf(scene.nodes)
  const scale = Math.min(2, largestPicture / Math.max(bounds.width + 64, bounds.height + 64))
  const size = { width: (bounds.width + 64) * scale, height: (bounds.height + 64) * scale }
  const paper = document.createElement('canvas')
  paper.width = size.width
  paper.height = size.height
  const context = paper.getContext('2d')
  if (!context) return null
  drawGraph(context, scene, { x: bounds.left - 32, y: bounds.top - 32, scale }, size, colorsOf(shown))
  return new Promise((resolve) => paper.toBlob(resolve, 'image/png'))
}
