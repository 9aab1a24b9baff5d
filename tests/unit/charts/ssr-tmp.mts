import { init, use } from 'echarts/core'
import { CustomChart, LineChart } from 'echarts/charts'
import { DataZoomInsideComponent, GridComponent } from 'echarts/components'
import { SVGRenderer } from 'echarts/renderers'
import { writeFileSync } from 'node:fs'
import { oneChartOption } from '#renderer/charts/options/one-chart.ts'
import { oneChartLayout } from '#renderer/charts/options/one-chart-layout.ts'
import { seedTimeline, fullTimeline } from './timelines.ts'
import { chartColors } from '#renderer/charts/chart-colors.ts'
use([CustomChart, LineChart, DataZoomInsideComponent, GridComponent, SVGRenderer])
const cases = { seed: seedTimeline(), full: fullTimeline() }
for (const [name, timeline] of Object.entries(cases)) for (const theme of ['light', 'dark', 'print'] as const) {
  const size = theme === 'print' ? { width: 680, height: 420, gutter: 150 } : { width: 930, height: 600, gutter: 210 }
  const input = { timeline, theme, ...size, labelsInside: true }
  const layout = oneChartLayout(input)
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: size.width, height: layout.height })
  const t0 = performance.now()
  chart.setOption(oneChartOption(input))
  const svg = chart.renderToSVGString()
  console.log(name, theme, layout.height, (performance.now() - t0).toFixed(0), 'ms', (svg.length/1024).toFixed(0), 'KB')
  writeFileSync(`/tmp/chart-harness/${name}-${theme}.html`, `<style>@font-face{font-family:InterVariable;src:url(file:///work/main/node_modules/inter-ui/variable/InterVariable.woff2);font-weight:100 900}body{margin:0;background:${chartColors(theme).paper};font-variant-numeric:tabular-nums}</style>${svg}`)
  chart.dispose()
}
