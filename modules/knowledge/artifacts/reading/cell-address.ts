/** The address of a cell in the A1 style from its zero-based row and column: `cellAddress(6, 1)` is `B7`. */
export function cellAddress(row: number, column: number): string {
  let letters = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return `${letters}${row + 1}`
}
