import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { AppError } from '#shared/ipc/app-error.ts'
import { registryOf } from '#tests/support/case-rows.ts'
import type { FakeHandlers } from '#tests/support/fake-bridge.ts'
import { renderApp } from '#tests/support/render-app.tsx'

const clinic = { folder: '/data/clinic.asild', name: 'Clinic', openedAt: '2026-11-01T08:00:00Z', exists: true }
const moved = { folder: '/usb/old.asild', name: 'Old', openedAt: '2026-10-01T08:00:00Z', exists: false }
const words = Array.from({ length: 24 }, (_, index) => `word${index + 1}`)

/** A workstation on which no registry is open yet; opening answers as given. */
function workstation(open?: FakeHandlers['registry.open'], more: FakeHandlers = {}): FakeHandlers {
  let isOpen = false
  const status = () => ({
    state: isOpen ? ('open' as const) : ('closed' as const),
    folder: clinic.folder,
    name: 'Clinic',
  })
  const opened = () => {
    isOpen = true
    return status()
  }
  return {
    ...registryOf([]),
    'registry.status': status,
    'shell.recent': () => ({ registries: [moved, clinic] }),
    'registry.open': open ?? opened,
    'registry.create': (_, { changed }) => {
      changed('registry', 'cases')
      return opened()
    },
    'registry.recoverySheet': () => ({ name: 'Clinic', registryId: 'r1', words, keyHex: '00', keyId: '3f2a91bc' }),
    'recovery.askWords': () => ({ numbers: [2, 9, 24] }),
    'recovery.drill': ({ words: typed }) => ({ passed: typed.join() === 'word2,word9,word24', wrong: [] }),
    ...more,
  }
}
const failing = (error: AppError) => () => Promise.reject(error)

test('the registry opened last waits for its passphrase, and Enter opens it', async () => {
  const { user, bridge, address } = renderApp('/', workstation())
  const field = await screen.findByLabelText('Passphrase')
  expect(document.activeElement).toBe(field)
  await user.keyboard('four words that fit{Enter}')
  await screen.findByText('This registry is empty')
  expect(bridge.inputsOf('registry.open')).toEqual([{ folder: clinic.folder, passphrase: 'four words that fit' }])
  expect(address()).toBe('/cases')
})

test('a wrong passphrase is said at the field, which keeps what was typed', async () => {
  const { user } = renderApp('/', workstation(failing(new AppError('wrong-key', 'This passphrase does not open it.'))))
  const field = await screen.findByLabelText<HTMLInputElement>('Passphrase')
  await user.type(field, 'a guess{Enter}')
  const message = await screen.findByText('This passphrase does not open it.')
  expect(field.getAttribute('aria-describedby')).toContain(message.id)
  expect(field.value).toBe('a guess')
  expect(screen.queryByRole('alert')).toBeNull()
})

test.each(['newer-schema', 'read-only', 'in-use', 'internal'] as const)(
  '%s is said above the form in its own words',
  async (kind) => {
    const { user } = renderApp('/', workstation(failing(new AppError(kind, `Words about ${kind}.`))))
    await user.type(await screen.findByLabelText('Passphrase'), 'x{Enter}')
    expect((await screen.findByRole('alert')).textContent).toContain(`Words about ${kind}.`)
  },
)

test('a damaged file gets a page of its own, with the exact message and no way to delete anything', async () => {
  const { user } = renderApp('/', workstation(failing(new AppError('corrupt', 'Page 12 fails its check.'))))
  await user.type(await screen.findByLabelText('Passphrase'), 'x{Enter}')
  await screen.findByRole('heading', { name: 'This registry file is damaged' })
  expect(screen.getByText('Page 12 fails its check.')).toBeDefined()
  expect(screen.getByText(clinic.folder)).toBeDefined()
  const buttons = within(screen.getByRole('main')).getAllByRole('button')
  expect(buttons.map(({ textContent }) => textContent)).toEqual(['Open another registry', 'Salvage what can be read…'])
  await user.click(buttons[0]!)
  expect(await screen.findByLabelText('Passphrase')).toBeDefined()
})

test('what can be read of a damaged file is salvaged into a new registry, counted, and opened', async () => {
  const { user, bridge } = renderApp(
    '/',
    workstation(failing(new AppError('corrupt', 'Page 12 fails its check.')), {
      'registry.salvage': () => ({
        folder: '/data/clinic salvaged.asild',
        tables: [
          { table: 'cases', read: 12, rebuilt: 0, missing: 0 },
          { table: 'visit', read: 100, rebuilt: 20, missing: 3 },
        ],
        pages: { total: 400, destroyed: 5 },
        images: { whole: 2, damaged: 0, missing: 1, withoutRecord: 0 },
        history: { kept: 900, last: 900 },
      }),
    }),
  )
  await user.type(await screen.findByLabelText('Passphrase'), 'x{Enter}')
  await user.click(await screen.findByRole('button', { name: 'Salvage what can be read…' }))
  const into = screen.getByLabelText<HTMLInputElement>('Folder of the new registry')
  expect(into.value).toBe('/data/clinic salvaged.asild')
  await user.type(screen.getByLabelText('Passphrase of the damaged registry'), 'four words that fit{Enter}')
  await screen.findByText('3 records are known to be missing.')
  expect(bridge.inputsOf('registry.salvage')).toEqual([
    { folder: clinic.folder, into: '/data/clinic salvaged.asild', passphrase: 'four words that fit' },
  ])
  expect(screen.getByRole('row', { name: /^Visits 100 20 3$/ })).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Open the new registry' }))
  expect(await screen.findByRole('form', { name: 'Open clinic salvaged' })).toBeDefined()
})

test('a missing keys.json is no damaged file: the recovery sheet is one step away', async () => {
  const message = 'The key file keys.json is missing from this folder. The recovery sheet still opens the registry.'
  const missing = new AppError('corrupt', message, { issues: [{ path: 'keys.json', message }] })
  const { user } = renderApp('/', workstation(failing(missing)))
  await user.type(await screen.findByLabelText('Passphrase'), 'x{Enter}')
  expect(await screen.findByText(message)).toBeDefined()
  expect(screen.queryByRole('heading', { name: 'This registry file is damaged' })).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Use the recovery sheet' }))
  expect(screen.getByText(/^0 of 24 words/)).toBeDefined()
})

test('what is wrong with a place is said before a registry is made there', async () => {
  const sentence = 'This folder seems to be synchronized by Dropbox.'
  const { user } = renderApp(
    '/',
    workstation(undefined, {
      'registry.place': ({ folder }) => ({ sentences: folder.includes('Dropbox') ? [sentence] : [] }),
    }),
  )
  await user.click(await screen.findByRole('button', { name: 'New registry' }))
  await user.clear(await screen.findByLabelText('Folder'))
  await user.type(screen.getByLabelText('Folder'), '/home/ann/Dropbox/r.asild')
  expect(await screen.findByText(sentence)).toBeDefined()
})

test('the words of the recovery sheet open a registry as well, and lead to a new passphrase', async () => {
  const { user, bridge } = renderApp('/', workstation(undefined, { 'recovery.newKeys': () => ({ state: 'open' }) }))
  await user.click(await screen.findByRole('button', { name: 'Use the recovery sheet' }))
  const typed = Array.from({ length: 24 }, (_, index) => (index === 0 ? '1. ABAN' : 'abandon')).join(' ')
  await user.paste(typed)
  expect(screen.getByText(/^24 of 24 words/)).toBeDefined()
  await user.keyboard('{Enter}')
  await screen.findByRole('heading', { name: 'Set a new passphrase' })
  expect(bridge.inputsOf('registry.open')).toEqual([{ folder: clinic.folder, recoveryWords: typed }])
  await user.keyboard('A. Author')
  await user.type(screen.getByLabelText('New passphrase'), 'eleven quiet herons')
  await user.type(screen.getByLabelText('New passphrase again'), 'eleven quiet herons{Enter}')
  await screen.findByText('This registry is empty')
  expect(bridge.inputsOf('recovery.newKeys')).toEqual([{ user: 'A. Author', passphrase: 'eleven quiet herons' }])
})

test('what was understood of the words stands under their numbers, and a wrong one is marked', async () => {
  const { user } = renderApp('/', workstation())
  await user.click(await screen.findByRole('button', { name: 'Use the recovery sheet' }))
  await user.keyboard('aban xyzzy zo')
  const items = () =>
    within(screen.getByRole('list', { name: 'Understood as' }))
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent)
  expect(items()).toEqual(['1 abandon', '2 xyzzy ? is no word of a sheet', '3 zo'])
  await user.keyboard('o')
  expect(items()[2]).toBe('3 zoo')
})

test('a registry that is not there any more can only be taken off the list', async () => {
  const { user, bridge } = renderApp('/', workstation(undefined, { 'shell.forgetRecent': () => ({}) }))
  const row = (await screen.findByText('Not found at /usb/old.asild')).closest('button')
  expect(row?.disabled).toBe(true)
  await user.click(screen.getByRole('button', { name: 'Take Old off this list' }))
  expect(bridge.inputsOf('shell.forgetRecent')).toEqual([{ folder: moved.folder }])
})

test('another folder is chosen in the dialog of the system', async () => {
  const { user, bridge } = renderApp(
    '/',
    workstation(undefined, { 'shell.chooseFolder': () => ({ folder: '/data/other.asild' }) }),
  )
  await user.click(await screen.findByRole('button', { name: 'Open another folder…' }))
  expect(await screen.findByRole('heading', { name: 'other' })).toBeDefined()
  expect(bridge.inputsOf('shell.chooseFolder')).toEqual([{ purpose: 'open' }])
})

async function fillNewRegistry(user: ReturnType<typeof renderApp>['user'], again: string): Promise<void> {
  await user.click(await screen.findByRole('button', { name: 'New registry' }))
  await user.type(screen.getByLabelText('Name of the registry'), 'Clinic')
  await user.type(screen.getByLabelText('Your name'), 'A. Author')
  await user.clear(screen.getByLabelText('Folder'))
  await user.type(screen.getByLabelText('Folder'), '/data/clinic.asild')
  await user.type(screen.getByLabelText('Passphrase'), 'four words that fit')
  await user.type(screen.getByLabelText('Passphrase again'), again)
  await user.click(screen.getByRole('button', { name: 'Make the registry' }))
}

test('a new registry shows its recovery sheet, and goes on only when it is on paper', async () => {
  const { user, bridge, address } = renderApp('/', workstation())
  await fillNewRegistry(user, 'four words that fit')
  await screen.findByRole('heading', { name: 'Keep the recovery sheet' })
  const list = await screen.findByRole('list', { name: 'Words of the recovery sheet' })
  expect(
    within(list)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toEqual(words.map((word, index) => `${index + 1} ${word}`))
  expect(bridge.inputsOf('registry.create')).toEqual([
    { name: 'Clinic', user: 'A. Author', folder: '/data/clinic.asild', passphrase: 'four words that fit' },
  ])
  const goOn = screen.getByRole<HTMLButtonElement>('button', { name: 'Try the sheet' })
  expect(goOn.disabled).toBe(true)
  await user.click(screen.getByLabelText('I have printed it or written it down'))
  await user.click(goOn)
  expect(screen.queryByText('word2')).toBeNull()
  await user.type(await screen.findByLabelText('Word 2'), 'word2')
  await user.type(screen.getByLabelText('Word 9'), 'word9')
  await user.type(screen.getByLabelText('Word 24'), 'word24{Enter}')
  await screen.findByText('This registry is empty')
  expect(address()).toBe('/cases')
})

test('a new registry has a place among the documents by its name, until somebody gives it another', async () => {
  const { user, bridge } = renderApp(
    '/',
    workstation(undefined, { 'shell.chooseFolder': () => ({ folder: '/data/clinic.asild' }) }),
  )
  await user.click(await screen.findByRole('button', { name: 'New registry' }))
  const folder = screen.getByLabelText<HTMLInputElement>('Folder')
  await waitFor(() => expect(folder.value).toBe('/home/ann/Documents/Registry.asild'))
  const name = screen.getByLabelText('Name of the registry')
  await user.type(name, 'Clinic')
  await waitFor(() => expect(folder.value).toBe('/home/ann/Documents/Clinic.asild'))
  await user.click(screen.getByRole('button', { name: 'Choose…' }))
  await waitFor(() => expect(folder.value).toBe('/data/clinic.asild'))
  expect(bridge.inputsOf('shell.chooseFolder')).toEqual([{ purpose: 'create', name: 'Clinic' }])
  await user.type(name, ' of Bern')
  expect(folder.value).toBe('/data/clinic.asild')
})

test('trying the new sheet can be put off', async () => {
  const { user, bridge } = renderApp('/', workstation())
  await fillNewRegistry(user, 'four words that fit')
  await user.click(await screen.findByLabelText('I have printed it or written it down'))
  await user.click(screen.getByRole('button', { name: 'Try the sheet' }))
  await user.click(await screen.findByRole('button', { name: 'Remind me later' }))
  await screen.findByText('This registry is empty')
  expect(bridge.inputsOf('recovery.drill')).toEqual([])
})

test('two different passphrases make no registry', async () => {
  const { user, bridge } = renderApp('/', workstation())
  await fillNewRegistry(user, 'four words that fitt')
  expect(await screen.findByText('The two passphrases differ.')).toBeDefined()
  expect(bridge.inputsOf('registry.create')).toEqual([])
})

test('what is wrong with a new registry is said at its field', async () => {
  const { user } = renderApp('/', workstation())
  await user.click(await screen.findByRole('button', { name: 'New registry' }))
  await user.click(screen.getByRole('button', { name: 'Make the registry' }))
  const message = await screen.findByText('Give the registry a name.')
  expect(screen.getByLabelText('Name of the registry').getAttribute('aria-describedby')).toContain(message.id)
  expect(screen.queryByRole('alert')).toBeNull()
  await user.type(screen.getByLabelText('Name of the registry'), 'C')
  expect(screen.queryByText('Give the registry a name.'), 'no longer said of a name that stands there').toBeNull()
})

test('the demo is made where there is none, with its progress, and opened', async () => {
  let finish = (): void => {}
  const { user, bridge } = renderApp(
    '/',
    workstation(undefined, {
      'registry.createDemo': async ({ folder }, { progress }) => {
        progress({ done: 20, total: 80, what: 'Making synthetic cases' })
        await new Promise<void>((resolve) => (finish = resolve))
        return { folder, cases: 61 }
      },
    }),
  )
  await user.click(await screen.findByRole('button', { name: 'Demo' }))
  await user.click(await screen.findByRole('button', { name: 'Open the demo' }))
  expect(await screen.findByText('Making synthetic cases')).toBeDefined()
  expect(screen.getByText('25 %')).toBeDefined()
  finish()
  await screen.findByText('This registry is empty')
  expect(bridge.inputsOf('registry.open')).toEqual([{ folder: '/registries/demo.asild', passphrase: 'demo' }])
})

test('making the demo can be cancelled, and nothing is opened then', async () => {
  const { user, bridge } = renderApp(
    '/',
    workstation(undefined, {
      'registry.createDemo': (_, { signal }) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(new AppError('cancelled', 'Cancelled.'))),
        ),
    }),
  )
  await user.click(await screen.findByRole('button', { name: 'Demo' }))
  await user.click(await screen.findByRole('button', { name: 'Open the demo' }))
  await user.click(await screen.findByRole('button', { name: 'Cancel' }))
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull())
  expect(screen.queryByRole('alert')).toBeNull()
  expect(bridge.inputsOf('registry.open')).toEqual([])
})

test('locked in the middle of the cases: unlocking goes back to where one was', async () => {
  const { user, bridge, address } = renderApp('/cases?q=jo', {
    ...workstation(),
    'registry.status': () => ({ state: 'open', folder: clinic.folder, name: 'Clinic' }),
  })
  await screen.findByText(/No case matches/)
  bridge.use(workstation())
  bridge.changed('registry')
  await user.type(await screen.findByLabelText('Passphrase'), 'four words that fit{Enter}')
  await screen.findByText(/No case matches/)
  expect(address()).toBe('/cases?q=jo')
})

test('a registry can be closed, and its cases are gone from the screen', async () => {
  const { user, bridge } = renderApp('/cases', {
    ...workstation(),
    'registry.status': () => ({ state: 'open', folder: clinic.folder, name: 'Clinic' }),
    'registry.close': (_, { changed }) => {
      bridge.use(workstation())
      changed('registry')
      return {}
    },
  })
  await user.click(await screen.findByRole('button', { name: 'Close Clinic' }))
  expect(await screen.findByLabelText('Passphrase')).toBeDefined()
  expect(screen.queryByRole('link', { name: 'Cases' })).toBeNull()
})
