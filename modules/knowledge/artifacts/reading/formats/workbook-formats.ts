import { SSF } from '@e965/xlsx'

import { firstWithin, parseXml, within } from './xml-tree.ts'

/** Prints numbers as the styles of their cells say. */
export type CellFormats = { print: (value: number, style: number) => string }

const format: (
  code: string | number,
  value: number,
  options: { dateNF: string; date1904: boolean },
) => string = SSF.format

/**
 * The number formats of a workbook's cell styles (`xl/styles.xml`); dates in the format that each country's Excel shows
 * differently are printed as ISO 8601. Whole numbers without a format of their own are never shortened.
 */
export function numberFormats(styles: Uint8Array | undefined, date1904: boolean): CellFormats {
  const tree = styles && parseXml(styles)
  const codes = new Map(
    tree
      ? [...within(tree, 'numFmt')].map(({ attributes }) => [
          Number(attributes['numFmtId']),
          attributes['formatCode'],
        ])
      : [],
  )
  const list = tree && firstWithin(tree, 'cellXfs')
  const ids = list ? [...within(list, 'xf')].map(({ attributes }) => Number(attributes['numFmtId'] ?? 0)) : []
  const options = { dateNF: 'yyyy-mm-dd', date1904 }
  return {
    print: (value, style) => {
      const id = ids[style] ?? 0
      const code = codes.get(id) ?? id
      if ((code === 0 || code === 'General') && Number.isSafeInteger(value)) return String(value)
      try {
        return format(code, value, options)
      } catch {
        // A format that the writer's program alone understands: the number itself is what counts.
        return String(value)
      }
    },
  }
}
