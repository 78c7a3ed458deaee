import { box, type GraphLink, type PlacedNode } from './graph-layout.ts'

/** The colors of a drawing, as the page resolves them. */
export type GraphColors = {
  ground: string
  ink: string
  muted: string
  line: string
  accent: string
  soft: string
  attention: string
}

/** What is seen: the point of the graph in the upper left corner, and the size of a unit in pixels. */
export type GraphView = { x: number; y: number; scale: number }

/** What is drawn. */
export type GraphScene = {
  nodes: readonly PlacedNode[]
  byId: ReadonlyMap<string, PlacedNode>
  links: readonly GraphLink[]
  rootId: string
  chosenId: string | undefined
  /** Ids of nodes and links on the way that is being explained. */
  marked: ReadonlySet<string>
}

/** Below this scale boxes say nothing: their words could not be read. */
const readable = 0.45

/** Draws what is in view, and nothing else, so that a large graph costs what is seen of it. */
export function drawGraph(
  canvas: CanvasRenderingContext2D,
  scene: GraphScene,
  view: GraphView,
  size: { width: number; height: number },
  colors: GraphColors,
): void {
  canvas.fillStyle = colors.ground
  canvas.fillRect(0, 0, size.width, size.height)
  canvas.save()
  canvas.scale(view.scale, view.scale)
  canvas.translate(-view.x, -view.y)
  const right = view.x + size.width / view.scale
  const bottom = view.y + size.height / view.scale
  for (const pass of [false, true]) {
    for (const link of scene.links) {
      if (scene.marked.has(link.id) !== pass) continue
      const source = scene.byId.get(link.source)
      const target = scene.byId.get(link.target)
      if (!source || !target || !crosses(source, target, { ...view, right, bottom })) continue
      drawLink(
        canvas,
        source,
        target,
        pass ? colors.accent : link.tone === 'attention' ? colors.attention : colors.line,
        pass,
      )
    }
  }
  canvas.font = '13px ui-sans-serif, system-ui, sans-serif'
  canvas.textBaseline = 'middle'
  for (const node of scene.nodes)
    if (node.x + box.width > view.x && node.x < right && node.y + box.height > view.y && node.y < bottom)
      drawNode(canvas, node, scene, colors, view.scale >= readable)
  canvas.restore()
}

/** Whether a link may be seen: not when both its ends lie beyond the same edge. */
const crosses = (
  a: PlacedNode,
  b: PlacedNode,
  edge: { x: number; y: number; right: number; bottom: number },
): boolean =>
  Math.max(a.y, b.y) + box.height > edge.y &&
  Math.min(a.y, b.y) < edge.bottom &&
  Math.max(a.x, b.x) + box.width > edge.x &&
  Math.min(a.x, b.x) < edge.right

function drawLink(
  canvas: CanvasRenderingContext2D,
  source: PlacedNode,
  target: PlacedNode,
  color: string,
  strong: boolean,
): void {
  const forward = source.x <= target.x
  const x1 = forward ? source.x + box.width : source.x
  const x2 = forward ? target.x : target.x + box.width
  const [y1, y2] = [source.y + box.height / 2, target.y + box.height / 2]
  const bend = source.x === target.x ? box.gapX : (x2 - x1) / 2
  canvas.strokeStyle = color
  canvas.lineWidth = strong ? 2.5 : 1
  canvas.beginPath()
  canvas.moveTo(x1, y1)
  canvas.bezierCurveTo(x1 + bend, y1, x2 - bend, y2, x2, y2)
  canvas.stroke()
  const tip = forward ? -6 : 6
  canvas.fillStyle = color
  canvas.beginPath()
  canvas.moveTo(x2, y2)
  canvas.lineTo(x2 + tip, y2 - 4)
  canvas.lineTo(x2 + tip, y2 + 4)
  canvas.fill()
}

function drawNode(
  canvas: CanvasRenderingContext2D,
  node: PlacedNode,
  scene: GraphScene,
  colors: GraphColors,
  withWords: boolean,
): void {
  const isChosen = node.id === scene.chosenId
  const isMarked = scene.marked.has(node.id) || node.id === scene.rootId
  canvas.fillStyle = isMarked ? colors.soft : colors.ground
  canvas.strokeStyle = isChosen || isMarked ? colors.accent : colors.line
  canvas.lineWidth = isChosen ? 2.5 : 1
  canvas.beginPath()
  canvas.roundRect(node.x, node.y, box.width, box.height, 6)
  canvas.fill()
  canvas.stroke()
  if (!withWords) return
  const noteWidth = node.note.length * 7 + 8
  canvas.fillStyle = colors.muted
  canvas.fillText(node.note, node.x + 10, node.y + box.height / 2)
  canvas.fillStyle = colors.ink
  const room = Math.max(4, Math.floor((box.width - noteWidth - 18) / 6.8))
  const words = node.label.length > room ? `${node.label.slice(0, room - 1)}…` : node.label
  canvas.fillText(words, node.x + 10 + noteWidth, node.y + box.height / 2)
}
