/** Pages of one picture at most: a chain of directories that goes on longer is taken for a damaged one. */
const mostPages = 10_000

// Tag 254, whose lowest bit says that a picture is a smaller copy of another one (TIFF 6.0, section 8).
const kindOfPicture = 254

/**
 * The pages of a TIFF (6.0, and BigTIFF) one by one, each as a file that begins with that page: of a file with several
 * pages, programs read the first. Previews are left out. What is no TIFF, or is damaged, is given as it came. All pages
 * share one buffer: a page is to be used before the next is asked for.
 */
export function* tiffPages(bytes: Uint8Array): Generator<Uint8Array> {
  const layout = layoutOf(bytes)
  const starts = layout ? directoriesOf(layout) : []
  if (!layout || starts.length < 2) {
    yield bytes
    return
  }
  const copy = Uint8Array.from(bytes)
  const { view, first, isBig, isLittle } = { ...layout, view: new DataView(copy.buffer) }
  for (const start of starts) {
    if (isBig) view.setBigUint64(first, BigInt(start), isLittle)
    else view.setUint32(first, start, isLittle)
    yield copy
  }
}

type Layout = {
  view: DataView
  isLittle: boolean
  isBig: boolean
  /** where the offset of the first directory stands */
  first: number
}

function layoutOf(bytes: Uint8Array): Layout | undefined {
  if (bytes.length < 16) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const order = view.getUint16(0)
  if (order !== 0x4949 && order !== 0x4d4d) return undefined
  const isLittle = order === 0x4949
  const version = view.getUint16(2, isLittle)
  if (version !== 42 && version !== 43) return undefined
  return { view, isLittle, isBig: version === 43, first: version === 43 ? 8 : 4 }
}

/** Offsets of the directories of pages, in their order, up to where the file is damaged or comes back on itself. */
function directoriesOf({ view, isLittle, isBig, first }: Layout): number[] {
  const wide = (at: number): number =>
    isBig ? Number(view.getBigUint64(at, isLittle)) : view.getUint32(at, isLittle)
  const [head, entrySize] = isBig ? [8, 20] : [2, 12]
  const starts: number[] = []
  const seen = new Set<number>()
  try {
    for (let at = wide(first); at > 0 && !seen.has(at) && seen.size < mostPages;) {
      seen.add(at)
      const entries = isBig ? Number(view.getBigUint64(at, isLittle)) : view.getUint16(at, isLittle)
      if (!isPreview(view, at + head, entries, entrySize, isLittle)) starts.push(at)
      at = wide(at + head + entries * entrySize)
    }
  } catch (error) {
    // an offset outside of the file: what came before it can be read
    if (!(error instanceof RangeError)) throw error
  }
  return starts
}

function isPreview(view: DataView, from: number, entries: number, size: number, isLittle: boolean): boolean {
  for (let index = 0; index < entries; index += 1) {
    const at = from + index * size
    const tag = view.getUint16(at, isLittle)
    // tags stand in ascending order
    if (tag > kindOfPicture) return false
    if (tag === kindOfPicture) return (view.getUint32(at + size - (size === 20 ? 8 : 4), isLittle) & 1) === 1
  }
  return false
}
