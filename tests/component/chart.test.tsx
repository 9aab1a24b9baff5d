import { screen, waitFor } from '@testing-library/react'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { ChartStage } from '#renderer/features/chart/chart-stage.tsx'
import type { Timeline } from '#shared/domain/timeline-model.ts'
import { givePageSize } from '#tests/support/page-environment.ts'
import { renderWith } from '#tests/support/render-app.tsx'
import { emptyTimeline, seedTimeline } from '#tests/unit/charts/timelines.ts'

beforeAll(() => {
  givePageSize(930, 600)
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 930 })
  // jsdom has no canvas to measure letters on; ECharts estimates then.
  HTMLCanvasElement.prototype.getContext = () => null
})

const alone = (timeline: Timeline) => [{ id: 'case-1', code: 'AS-0001', timeline }] as const
const cursorDate = () => screen.getByRole('slider', { name: 'Date read in the chart' }).getAttribute('aria-valuetext')
const laneText = (id: string) => document.querySelector(`[data-lane="${id}"]`)?.textContent

describe('the one chart', () => {
  test('says what every lane holds today, before anyone points at it', () => {
    renderWith(<ChartStage cases={alone(seedTimeline())} />)
    expect(screen.getByText('Today, 10 Feb 2023')).toBeDefined()
    expect(laneText('prednisone-equivalent')).toContain('10 mg daily')
    expect(laneText('fvc')).toContain('16 Mar 2022')
  })

  test('is drawn', async () => {
    const onReady = vi.fn()
    const { container } = renderWith(<ChartStage cases={alone(seedTimeline())} onReady={onReady} />)
    await waitFor(() => expect(onReady).toHaveBeenCalled())
    expect(container.querySelectorAll('svg path').length).toBeGreaterThan(50)
  })

  test('moves from one entry to the next by arrow keys, and reads every lane there', async () => {
    const { user } = renderWith(<ChartStage cases={alone(seedTimeline())} />)
    screen.getByRole('slider').focus()
    await user.keyboard('{Home}')
    expect(cursorDate()).toBe('12 Nov 2018')
    expect(laneText('ck')).toContain('210')
    await user.keyboard('{ArrowRight}')
    expect(cursorDate()).toBe('4 Feb 2019')
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}')
    expect(cursorDate()).toBe('5 Feb 2019')
    await user.keyboard('{End}')
    expect(cursorDate()).toBe('17 Aug 2022')
    expect(laneText('prednisone-equivalent')).toContain('10 mg daily')
  })

  test('says politely what it reads once the cursor rests', async () => {
    const { user, container } = renderWith(<ChartStage cases={alone(seedTimeline())} />)
    screen.getByRole('slider').focus()
    await user.keyboard('{Home}')
    const live = container.querySelector('[aria-live="polite"]')
    await waitFor(() => expect(live?.textContent).toContain('CK 210'), { timeout: 2000 })
  })

  test('zooms by key and button, and goes back to all', async () => {
    const { user } = renderWith(<ChartStage cases={alone(seedTimeline())} />)
    const all = screen.getByRole('button', { name: 'All' })
    expect(all.getAttribute('aria-pressed')).toBe('true')
    await user.click(screen.getByRole('button', { name: '1 y' }))
    expect(all.getAttribute('aria-pressed')).toBe('false')
    screen.getByRole('slider').focus()
    await user.keyboard('0')
    expect(all.getAttribute('aria-pressed')).toBe('true')
    await user.keyboard('+')
    expect(all.getAttribute('aria-pressed')).toBe('false')
  })

  test('shows the same as a table', async () => {
    const { user } = renderWith(<ChartStage cases={alone(seedTimeline())} />)
    await user.click(screen.getByRole('button', { name: 'Numbers' }))
    const rows = screen.getAllByRole('row')
    expect(rows.length).toBeGreaterThan(40)
    expect(rows.some((row) => row.textContent?.includes('high dose'))).toBe(true)
  })

  test('says which values are illustrative and what could not be drawn', () => {
    renderWith(<ChartStage cases={alone(seedTimeline())} />)
    expect(screen.getByText(/drawn hollow.*Melanoma, treated/)).toBeDefined()
  })

  test('says what goes here where nothing is recorded', () => {
    renderWith(<ChartStage cases={alone(emptyTimeline())} />)
    expect(screen.getByText(/appear here on one time axis/)).toBeDefined()
    expect(screen.queryByRole('slider')).toBeNull()
  })
})
