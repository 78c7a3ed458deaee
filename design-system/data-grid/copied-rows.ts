import type { GridColumn } from './grid-layout.ts'

const cellText = (text: string): string => text.replaceAll(/[\t\r\n]+/g, ' ')
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Rows as a spreadsheet takes them: text with tabs, and an HTML table. */
export function copiedRows<Row>(
  columns: GridColumn<Row>[],
  rows: readonly Row[],
): { text: string; html: string } {
  const told = columns.filter((column) => column.text)
  const lines = [
    told.map((column) => column.header),
    ...rows.map((row) => told.map((column) => column.text?.(row) ?? '')),
  ]
  const cells = (line: string[], tag: string) =>
    line.map((text) => `<${tag}>${escaped(text)}</${tag}>`).join('')
  return {
    text: lines.map((line) => line.map(cellText).join('\t')).join('\n'),
    html: `<table>${lines.map((line, at) => `<tr>${cells(line, at === 0 ? 'th' : 'td')}</tr>`).join('')}</table>`,
  }
}

/** Puts rows on the clipboard, as text and as a table. */
export async function copyRows<Row>(columns: GridColumn<Row>[], rows: readonly Row[]): Promise<void> {
  const { text, html } = copiedRows(columns, rows)
  if (typeof ClipboardItem === 'undefined') return navigator.clipboard.writeText(text)
  await navigator.clipboard.write([
    new ClipboardItem({
      'text/plain': new Blob([text], { type: 'text/plain' }),
      'text/html': new Blob([html], { type: 'text/html' }),
    }),
  ])
}
