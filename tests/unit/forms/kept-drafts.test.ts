/** Drafts that waited for the registry to be open again. */
import { expect, test } from 'vitest'
import { AppError } from '#shared/ipc/app-error.ts'
import type { RegistryStatus } from '#shared/ipc/areas/registry.ts'
import type { Client } from '#shared/ipc/client.ts'
import type { InputOf } from '#shared/ipc/contract.ts'
import { draftOwner } from '#shared/ipc/draft-owner.ts'
import { forgetUnsent, keepLater, keepUnsent, unsentDrafts } from '#renderer/forms/kept-drafts.ts'

const status = { state: 'open', folder: '/a.asild', user: 'Dr. Test' } as RegistryStatus
const owner = draftOwner(status)
const draft = (place: string, content: string): InputOf<'drafts.keep'> => ({ place, title: 'New visit', content })

/** @param keep what becomes of a draft that is sent */
function clientThat(keep: (input: InputOf<'drafts.keep'>) => void): Client {
  const call = (_name: string, input: InputOf<'drafts.keep'>) => Promise.resolve().then(() => keep(input))
  return { call } as unknown as Client
}

test('they are kept for who typed them, and for nobody else', async () => {
  keepLater(owner, draft('one', '2.7'))
  keepLater('somebody else', draft('two', '5'))
  const kept: string[] = []
  await keepUnsent(
    clientThat(({ content }) => kept.push(content)),
    status,
  )
  expect(kept).toEqual(['2.7'])
  expect(unsentDrafts().map(({ input }) => input.place)).toEqual(['two'])
  forgetUnsent('two')
})

test('what newer comes to the same place meanwhile is kept as well', async () => {
  keepLater(owner, draft('one', '2.'))
  const kept: string[] = []
  const client = clientThat(({ content }) => {
    if (kept.length === 0) keepLater(owner, draft('one', '2.7'))
    kept.push(content)
  })
  await keepUnsent(client, status)
  expect(kept).toEqual(['2.', '2.7'])
  expect(unsentDrafts()).toEqual([])
})

test('of a case that is gone they go; whatever else is wrong, they wait on', async () => {
  keepLater(owner, draft('one', '1'))
  const failing = (kind: 'not-found' | 'full-disk') =>
    clientThat(() => {
      throw new AppError(kind, 'It could not be kept.')
    })
  await keepUnsent(failing('full-disk'), status)
  expect(unsentDrafts()).toHaveLength(1)
  await keepUnsent(failing('not-found'), status)
  expect(unsentDrafts()).toEqual([])
})
