import { useComputedColorScheme } from '@mantine/core'
import { chartColors, type ChartColors } from '../../charts/chart-colors.ts'
import type { ChartTheme } from '../../charts/drug-colors.ts'

/** The theme in force with the colors of drawings. */
export function useChartTheme(): { readonly theme: ChartTheme; readonly colors: ChartColors } {
  const theme = useComputedColorScheme('light')
  return { theme, colors: chartColors(theme) }
}
