/** What a person set for this workstation. */
import { app, nativeTheme } from 'electron'
import { z } from 'zod'
import { places } from './places.ts'
import { settingsFile } from './settings-file.ts'

const schema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  paper: z.enum(['A4', 'Letter']),
  /** Keys of lanes of the one chart that are not shown. */
  hiddenLanes: z.array(z.string()).optional(),
})
export type Settings = z.infer<typeof schema>

/** Where paper is Letter and not A4 (CLDR supplemental data, paperSize US-Letter). */
const letterCountries = ['BZ', 'CA', 'CL', 'CO', 'CR', 'GT', 'MX', 'NI', 'PA', 'PH', 'PR', 'SV', 'US', 'VE']

export interface SettingsStore {
  read(): Settings
  change(changes: Partial<Settings>): void
}

/** Once the app is ready: what the system says about the country is not known before. */
export function settingsStore(): SettingsStore {
  const paper = letterCountries.includes(app.getLocaleCountryCode()) ? 'Letter' : 'A4'
  const file = settingsFile(places.settings(), schema, { theme: 'system', paper })
  nativeTheme.themeSource = file.read().theme
  return {
    read: () => file.read(),
    change(changes) {
      const next = { ...file.read(), ...changes }
      file.write(next)
      nativeTheme.themeSource = next.theme
    },
  }
}
