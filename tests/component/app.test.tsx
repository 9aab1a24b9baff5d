import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderApp } from '#tests/support/render-app.tsx'

test('the page starts with the registries to open', async () => {
  renderApp('/', { 'registry.status': () => ({ state: 'closed' }) })
  expect(await screen.findByRole('heading', { level: 1 })).toBeDefined()
})
