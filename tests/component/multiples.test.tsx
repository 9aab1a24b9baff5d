import { screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import type { CaseCourse } from '#shared/domain/course-model.ts'
import { memoryCase } from '#tests/support/memory-case.ts'
import { aCase } from '#tests/support/a-case.ts'
import { registryOf } from '#tests/support/case-rows.ts'
import { givePageSize } from '#tests/support/page-environment.ts'
import { renderApp } from '#tests/support/render-app.tsx'

beforeEach(() => givePageSize())

const courses = (count: number): CaseCourse[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `case-${index + 1}`,
    code: `AS-${String(index + 1).padStart(4, '0')}`,
    points: [
      [18_000, 80],
      [18_400, 70 - (index % 30)],
    ],
  }))

const open = (search: string, count: number) =>
  renderApp(`/cases/multiples${search}`, {
    ...memoryCase(aCase().record).handlers,
    ...registryOf([]),
    'cases.courses': ({ measure }) => ({ courses: measure === 'ck' ? [] : courses(count), without: 2 }),
  })

test('each case has a small chart that says what it shows and leads to it', async () => {
  const { user, address } = open('', 3)
  expect(
    await screen.findByRole('img', { name: 'AS-0002: FVC, 2 values from 2019 to 2020, first 80, last 69 %' }),
  ).toBeDefined()
  expect(screen.getByText('3 cases, 2 without values')).toBeDefined()
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('grid')))
  await user.keyboard('{ArrowRight}{Enter}')
  await waitFor(() => expect(address()).toContain('/cases/case-2/chart'))
})

test('of a thousand cases only those in sight are drawn', async () => {
  open('', 1000)
  await screen.findByRole('img', { name: /^AS-0001/ })
  expect(screen.getAllByRole('img').length).toBeLessThan(120)
  expect(screen.getByText('1,000 cases, 2 without values')).toBeDefined()
})

test('measure, time and cases stand in the address, which the backend is asked for', async () => {
  const { user, bridge, address } = open('?q=jo-1&antibody=%5B%22jo-1%22%5D', 3)
  await screen.findByRole('img', { name: /^AS-0001/ })
  expect(bridge.inputsOf('cases.courses')).toEqual([
    { measure: 'fvc', search: 'jo-1', filters: { antibody: ['jo-1'] } },
  ])
  await user.keyboard('2t')
  await waitFor(() => expect(address()).toMatch(/measure=dlco.*time=calendar/))
  expect(screen.getByText('3 filtered cases, 2 without values')).toBeDefined()
  await user.keyboard('3')
  expect(await screen.findByRole('heading', { name: 'No case of these has a dated value of CK' })).toBeDefined()
  await user.keyboard('u')
  await waitFor(() => expect(address()).toMatch(/^\/cases\?.*q=jo-1/))
})
