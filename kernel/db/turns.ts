/** How many that go ahead may pass somebody who waits. */
const mostAhead = 20

/**
 * Lets one after another use what only one can use at a time, in the order in which they came; who is quick may go
 * ahead of the others, though not so often that these would never come to their turn.
 */
export const createTurns = (): (<T>(use: () => Promise<T>, ahead?: boolean) => Promise<T>) => {
  const quick: (() => Promise<void>)[] = []
  const others: (() => Promise<void>)[] = []
  let passed = 0
  let taken = false

  const next = (): (() => Promise<void>) | undefined => {
    if (quick.length > 0 && (others.length === 0 || passed < mostAhead)) {
      passed = others.length === 0 ? 0 : passed + 1
      return quick.shift()
    }
    passed = 0
    return others.shift()
  }
  const takeTurns = async (): Promise<void> => {
    if (taken) return
    taken = true
    for (let turn = next(); turn; turn = next()) await turn()
    taken = false
  }

  return <T>(use: () => Promise<T>, ahead = false): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      ;(ahead ? quick : others).push(() => use().then(resolve, reject))
      void takeTurns()
    })
}
