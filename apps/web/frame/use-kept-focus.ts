import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

/** When what had the focus goes away with its screen, the next screen has it, so that the keyboard goes on from there. */
export function useKeptFocus(): void {
  const router = useRouter()
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        // a page that was just loaded begins at its top, with the way past the side bar
        if (!fromLocation || !pathChanged) return
        requestAnimationFrame(() => {
          if (document.activeElement === null || document.activeElement === document.body)
            document.querySelector<HTMLElement>('#main')?.focus({ preventScroll: true })
        })
      }),
    [router],
  )
}
