import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { AppError } from '#shared/ipc/app-error.ts'
import { aCase } from '#tests/support/a-case.ts'
import { memoryCase } from '#tests/support/memory-case.ts'
import { renderApp } from '#tests/support/render-app.tsx'

const start = aCase()
  .with('manifestation', { term: 'dyspnea', status: 'present', onset: '2019', observed_on: '2019-06-02' })
  .with('manifestation', { term: 'dyspnea', status: 'absent', observed_on: '2020-04-12' })
  .with('manifestation', { term: 'cough', status: 'unknown', observed_on: '2021-03-01' })

const row = (name: string) => screen.findByRole('radiogroup', { name })
const checkedIn = async (name: string) => within(await row(name)).queryByRole('radio', { checked: true })?.title
const focusIsOn = async (name: string) => {
  const wanted = await row(name)
  await waitFor(() => expect(wanted.contains(document.activeElement)).toBe(true))
}

async function openGrid() {
  const memory = memoryCase(start.record)
  const app = renderApp('/cases/case-1/record?form=manifestation', {
    ...memory.handlers,
    'records.change': () => ({ changeId: 'change-1', saved: [] }),
  })
  await screen.findByRole('button', { name: /^Go through all/ })
  await app.user.keyboard('g')
  await focusIsOn('Interstitial lung disease')
  return app
}

describe('going through all manifestations', () => {
  test('takes one key each and moves on; what nobody asked about is left out', async () => {
    const { user, bridge, address } = await openGrid()
    await user.keyboard('p{ArrowDown}a2u')
    await focusIsOn('Pleural effusion')
    expect(await checkedIn('Interstitial lung disease')).toBe('Present')
    expect(await checkedIn('Dyspnea')).toBeUndefined()
    expect(await checkedIn('Cough')).toBe('Absent')
    expect(screen.getByText('1 present, 2 absent, 1 unknown')).toBeDefined()
    const day = screen.getByRole('textbox', { name: 'Looked for on' })
    await user.clear(day)
    await user.type(day, '12/4/2021{Enter}')
    expect(screen.getByText(/Mon 12 Apr 2021/)).toBeDefined()
    await user.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(() => expect(bridge.inputsOf('records.change')).toHaveLength(1))
    const add = (term: string, status: string) => ({
      do: 'add',
      form: 'manifestation',
      values: { term, status, observed_on: '2021-04-12' },
    })
    expect(bridge.inputsOf('records.change')[0]).toEqual({
      caseId: 'case-1',
      label: 'Manifestations 12 Apr 2021',
      changes: [add('ild', 'present'), add('cough', 'absent'), add('crackles', 'absent'), add('clubbing', 'unknown')],
      draft: 'case-1/manifestation/all',
    })
    await waitFor(() => expect(address()).toBe('/cases/case-1/record?form=manifestation'))
  })

  test('shows what was found last before the day, and corrects what is recorded for the day', async () => {
    const { user, bridge } = await openGrid()
    const lastOf = async (name: string) => (await row(name)).querySelector('.manifestation-last')?.textContent
    expect(await lastOf('Dyspnea')).toBe('Last time absent, A 12 Apr 2020')
    expect(await lastOf('Crackles')).toBe('')
    const day = screen.getByRole('textbox', { name: 'Looked for on' })
    await user.clear(day)
    await user.type(day, '2020-04-12{Enter}')
    expect(await lastOf('Dyspnea')).toBe('Last time present, P 2 Jun 2019')
    expect(await checkedIn('Dyspnea')).toBe('Absent')
    await user.keyboard('{ArrowDown}p{Control>}s{/Control}')
    await waitFor(() => expect(bridge.inputsOf('records.change')).toHaveLength(1))
    expect(bridge.inputsOf('records.change')[0]).toHaveProperty('changes', [
      {
        do: 'edit',
        form: 'manifestation',
        id: 'manifestation-2',
        version: 1,
        values: {
          term: 'dyspnea',
          status: 'present',
          onset: null,
          ended: null,
          observed_on: '2020-04-12',
          comment: null,
        },
        missing: {},
      },
    ])
  })

  test('takes an answer back with Delete and says when there is nothing to save', async () => {
    const { user, bridge } = await openGrid()
    await user.keyboard('p{ArrowUp}{Delete}')
    expect(await checkedIn('Interstitial lung disease')).toBeUndefined()
    await user.keyboard('{Control>}s{/Control}')
    expect((await screen.findByRole('alert')).textContent).toMatch(/^Nothing is new/)
    expect(bridge.inputsOf('records.change')).toEqual([])
  })

  test('keeps what was found where it can’t be saved, or is left', async () => {
    const { user, bridge, address } = await openGrid()
    bridge.use({
      'records.change': () => {
        throw new AppError('full-disk', 'The disk is full. Make room, then save again.')
      },
    })
    await user.keyboard('p{Control>}s{/Control}')
    expect(await screen.findByText('The disk is full. Make room, then save again.')).toBeDefined()
    expect(await checkedIn('Interstitial lung disease')).toBe('Present')
    await user.keyboard('{Escape}')
    await waitFor(() => expect(address()).toBe('/cases/case-1/record?form=manifestation'))
    await waitFor(() =>
      expect(bridge.inputsOf('drafts.keep').at(-1)).toMatchObject({ place: 'case-1/manifestation/all' }),
    )
    expect(bridge.inputsOf('drafts.keep').at(-1)).toHaveProperty('content', expect.stringContaining('"ild":"present"'))
  })

  test('offers a draft again', async () => {
    const memory = memoryCase(start.record)
    const content = JSON.stringify({ day: '3 Mar 2021', found: { cough: 'absent', rash: 'present' } })
    const { user } = renderApp('/cases/case-1/record?form=manifestation&open=all', {
      ...memory.handlers,
      'drafts.find': ({ place }) => ({
        draft: { place, title: 'Manifestations, all', content, savedAt: '2021-03-03T10:00:00.000Z' },
      }),
    })
    expect(await screen.findByText(/Manifestations of 3 Mar 2021: 1 present, 1 absent/)).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Go on with it' }))
    expect(await checkedIn('Cough')).toBe('Absent')
    expect(await checkedIn('Other inflammatory rash')).toBe('Present')
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Looked for on' }).value).toBe('3 Mar 2021')
  })
})
