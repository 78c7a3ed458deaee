import type { ComponentType } from 'react'

/**
 * A component in one or more of its states. `tall` gives it a height of its own, where it fills what it is given; `drawn`
 * is painted on a canvas, whose pixels differ from one run to the next; what is shown `alone` is
 * too heavy to stand among the others.
 */
export type Sample = {
  id: string
  name: string
  tall?: boolean
  drawn?: boolean
  alone?: boolean
  Show: ComponentType
}
