import { useLayoutEffect, useState } from 'react'

/** An object that stays the same from drawing to drawing, whose functions are always those given last. */
export function useLatest<Acts extends Record<string, (...given: never[]) => void>>(acts: Acts): Acts {
  const [kept] = useState(() => ({ ...acts }))
  useLayoutEffect(() => void Object.assign(kept, acts))
  return kept
}
