import { useMantineColorScheme } from '@mantine/core'
import type { MantineColorSchemeManager } from '@mantine/core'
import { useEffect } from 'react'
import { useQueryOf } from '../ipc/use-contract.ts'

/** Keeps nothing: the theme is a setting of the program, kept by the shell. */
export const colorSchemeManager: MantineColorSchemeManager = {
  get: () => 'auto',
  set: () => {},
  subscribe: () => {},
  unsubscribe: () => {},
  clear: () => {},
}

/** Follows the setting; the system's scheme until it is known. */
export function ColorSchemeFromSettings() {
  const theme = useQueryOf('shell.settings', {}).data?.theme
  const { setColorScheme } = useMantineColorScheme()
  useEffect(() => {
    if (theme) setColorScheme(theme === 'system' ? 'auto' : theme)
  }, [theme, setColorScheme])
  return null
}
