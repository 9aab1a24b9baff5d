import { createContext, useContext } from 'react'
import type { DraftState } from '#renderer/forms/use-draft.ts'

const Context = createContext<DraftState>({})

export const DraftStateProvider = Context.Provider

/** When the page was last kept as a draft. */
export const useDraftState = (): DraftState => useContext(Context)
