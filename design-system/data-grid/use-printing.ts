import { useSyncExternalStore } from 'react'

const paper = (): MediaQueryList => matchMedia('print')

/** Whether the page is being printed: what is drawn only where it is seen has to be drawn as a whole then. */
export const usePrinting = (): boolean =>
  useSyncExternalStore(
    (changed) => {
      const media = paper()
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    () => paper().matches,
  )
