import { createContext, useContext } from 'react'

export interface FoundDamage {
  /** The exact words in which the damage was reported. */
  readonly message: string
  readonly folder?: string
}

interface Damage {
  readonly found: FoundDamage | undefined
  readonly clear: () => void
}

const DamageContext = createContext<Damage>({ found: undefined, clear: () => {} })

export const DamageProvider = DamageContext.Provider
/** Whether a registry file was found damaged, and how to leave the page that says so. */
export const useDamage = (): Damage => useContext(DamageContext)
