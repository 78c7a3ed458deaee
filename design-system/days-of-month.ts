/** The days of the weeks that a month touches, as `YYYY-MM-DD`. `firstDay` is 1 for Monday to 7 for Sunday. */
export function daysOfMonth(month: string, firstDay: number): string[] {
  const [year = 1970, number = 1] = month.split('-').map(Number)
  const first = new Date(Date.UTC(year, number - 1, 1))
  const before = (first.getUTCDay() - (firstDay % 7) + 7) % 7
  const length = new Date(Date.UTC(year, number, 0)).getUTCDate()
  const count = Math.ceil((before + length) / 7) * 7
  return Array.from({ length: count }, (_, at) =>
    new Date(Date.UTC(year, number - 1, 1 - before + at)).toISOString().slice(0, 10),
  )
}
