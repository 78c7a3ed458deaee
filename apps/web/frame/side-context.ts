import { createContext } from 'react'

/** Opens the side bar where it is a drawer. */
export const SideContext = createContext<() => void>(() => undefined)
