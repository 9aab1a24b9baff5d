import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test } from 'vitest'
import { AppError } from '#shared/ipc/app-error.ts'
import { aCut, aFlow, aResult, aSavedCohort, aSpec, cohortHandlers } from '#tests/support/a-cohort.ts'
import { memoryDrafts } from '#tests/support/memory-drafts.ts'
import { givePageSize } from '#tests/support/page-environment.ts'
import { renderApp } from '#tests/support/render-app.tsx'

beforeEach(() => givePageSize())

const builder = '/cohorts/cohort-1/definition'

describe('the list of cohorts', () => {
  test('names each with its day 0, its version and its data cuts', async () => {
    renderApp('/cohorts', cohortHandlers())
    const row = (await screen.findByRole('link', { name: 'Treated with IVIg' })).closest('tr')!
    for (const words of ['first infusion of IVIG', 'Dr. Test', 'Abstract', 'n = 38'])
      expect(row.textContent?.toLowerCase()).toContain(words.toLowerCase())
  })

  test('without one says what a cohort is, and a ready start opens the builder with it', async () => {
    const { user, address } = renderApp(
      '/cohorts',
      cohortHandlers({ 'cohorts.list': () => ({ cohorts: [], cuts: [] }) }),
    )
    expect(await screen.findByText(/A cohort is who is asked about/)).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Treated with IVIg, from the first infusion' }))
    expect(await screen.findByDisplayValue('Treated with IVIg, from the first infusion')).toBeDefined()
    expect(address()).toContain('/cohorts/new/definition')
  })

  test('puts a cohort away only with a reason', async () => {
    const { user, bridge } = renderApp('/cohorts', cohortHandlers())
    await user.click(await screen.findByRole('button', { name: 'Put Treated with IVIg away' }))
    await user.click(screen.getByRole('button', { name: 'Put it away' }))
    expect(bridge.inputsOf('cohorts.remove')).toEqual([])
    await user.type(screen.getByRole('textbox', { name: 'Reason' }), 'Asked twice')
    await user.click(screen.getByRole('button', { name: 'Put it away' }))
    await waitFor(() => expect(bridge.inputsOf('cohorts.remove')).toEqual([{ id: 'cohort-1', reason: 'Asked twice' }]))
  })

  test('keeps the reason to put one away, while it is typed and where it was refused', async () => {
    const drafts = memoryDrafts()
    const refuse = () => Promise.reject(new AppError('full-disk', 'The disk is full.'))
    const { user } = renderApp('/cohorts', {
      ...cohortHandlers(),
      ...drafts.handlers,
      'cohorts.remove': refuse,
    })
    await user.click(await screen.findByRole('button', { name: 'Put Treated with IVIg away' }))
    await user.type(screen.getByRole('textbox', { name: 'Reason' }), 'Asked twice{Enter}')
    expect(await screen.findByText('The disk is full.')).toBeDefined()
    await waitFor(() =>
      expect(drafts.kept()).toEqual([
        {
          place: 'registry/reason/cohort/cohort-1',
          title: 'Reason to put away Treated with IVIg',
          content: '{"reason":"Asked twice"}',
          savedAt: expect.any(String) as string,
        },
      ]),
    )
  })

  test('offers nothing that would be refused to who may only read', async () => {
    renderApp('/cohorts', {
      ...cohortHandlers(),
      'registry.status': () => ({ state: 'open', folder: '/r', name: 'Clinic', user: 'A', rights: ['read'] }),
    })
    await screen.findByRole('link', { name: 'Treated with IVIg' })
    expect(screen.queryByRole('button', { name: /^Put/ })).toBeNull()
  })
})

describe('the builder', () => {
  test('shows how many the cohort is of, and where the others went; each number lists its cases', async () => {
    const { user, bridge } = renderApp(builder, cohortHandlers())
    const count = await screen.findByRole('region', { name: 'Count' })
    expect((await within(count).findByRole('status')).textContent).toContain('39 cases of 61')
    await user.click(within(count).getByRole('button', { name: /^2 not known, Age at index/ }))
    const list = await screen.findByRole('complementary', { name: 'Cases behind the number' })
    expect((await within(list).findByRole('link', { name: 'AS-0007' })).getAttribute('href')).toContain(
      '/cases/case-7/chart',
    )
    expect(bridge.inputsOf('cohorts.casesBehind')).toMatchObject([
      { key: 'step:1:unknown', of: { spec: aSpec({ name: 'Cohort' }) } },
    ])
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('complementary', { name: 'Cases behind the number' })).toBeNull()
    expect(document.activeElement?.textContent).toBe('2')
  })

  test('a step is added by keyboard, found by typing, and counted once it is complete', async () => {
    const { user, bridge } = renderApp(builder, cohortHandlers())
    await waitFor(() => expect(bridge.inputsOf('cohorts.count')).toHaveLength(1))
    await user.click(screen.getByRole('button', { name: /^Add a step/ }))
    const subject = await screen.findByRole('combobox', { name: 'What step 2 asks for' })
    await waitFor(() => expect(document.activeElement).toBe(subject))
    await user.keyboard('pack-years{Tab}')
    const value = await screen.findByRole('textbox', { name: /^Value of .*step 2/ })
    expect(screen.getByText('Not complete yet: left out of the count.')).toBeDefined()
    await user.type(value, '10')
    await waitFor(() =>
      expect(bridge.inputsOf('cohorts.count').at(-1)).toMatchObject({
        spec: { steps: [{}, { condition: { fact: 'pack-years', op: 'at-least', value: 10 } }] },
      }),
    )
    expect(screen.queryByText('Not complete yet: left out of the count.')).toBeNull()
  })

  test('asks for records of a form, their items, how many and when', async () => {
    const { user, bridge } = renderApp('/cohorts/new/definition?start=ivig', cohortHandlers())
    expect(await screen.findByRole('combobox', { name: 'How many records, step 1' })).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Where…' }))
    await user.type(screen.getByRole('combobox', { name: 'Which item 1 of step 1' }), 'fvc')
    await user.keyboard('{Tab}')
    await user.type(await screen.findByRole('textbox', { name: /^Value of item 1/ }), '2,5')
    await user.type(screen.getByRole('textbox', { name: 'From day, step 1' }), '-365')
    await waitFor(() =>
      expect(bridge.inputsOf('cohorts.count').at(-1)).toMatchObject({
        spec: {
          steps: [
            {
              condition: {
                record: 'pft',
                where: [{ op: 'at-least', value: 2.5 }],
                count: { atLeast: 2 },
                days: { from: -365 },
              },
            },
          ],
        },
      }),
    )
  })

  test('joins conditions by and, or and not, and takes them apart again', async () => {
    const { user, bridge } = renderApp(builder, cohortHandlers())
    await user.click(await screen.findByRole('button', { name: 'Or' }))
    const group = screen.getByRole('group', { name: 'Any of, step 1' })
    await user.type(within(group).getByRole('combobox', { name: 'What step 1, part 2 asks for' }), 'pack-years{Tab}')
    await user.type(await within(group).findByRole('textbox', { name: /^Value of .*part 2/ }), '5')
    await user.click(within(group).getAllByRole('button', { name: 'Not' })[0]!)
    await waitFor(() =>
      expect(bridge.inputsOf('cohorts.count').at(-1)).toMatchObject({
        spec: { steps: [{ condition: { not: { any: [{ fact: 'age-at-index' }, { fact: 'pack-years' }] } } }] },
      }),
    )
    await user.click(screen.getByRole('button', { name: 'Remove step 1, part 2' }))
    await waitFor(() =>
      expect(bridge.inputsOf('cohorts.count').at(-1)).toMatchObject({
        spec: { steps: [{ condition: { not: { fact: 'age-at-index' } } }] },
      }),
    )
  })

  test('moves a step with Alt and an arrow', async () => {
    const two = aSpec({
      steps: [
        { label: 'First', condition: { fact: 'age-at-index', op: 'known' } },
        { label: 'Second', condition: { fact: 'pack-years', op: 'known' } },
      ],
    })
    const { user, bridge } = renderApp(
      builder,
      cohortHandlers({ 'cohorts.list': () => ({ cohorts: [aSavedCohort({ spec: two })], cuts: [] }) }),
    )
    await user.click(await screen.findByDisplayValue('Second'))
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}')
    await waitFor(() =>
      expect(bridge.inputsOf('cohorts.count').at(-1)).toMatchObject({
        spec: { steps: [{ label: 'Second' }, { label: 'First' }] },
      }),
    )
  })

  test('keeps what is typed as a draft, and saves it as a new version', async () => {
    const drafts = memoryDrafts()
    const { user, bridge } = renderApp(builder, { ...cohortHandlers(), ...drafts.handlers })
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), ' early')
    await waitFor(() => expect(drafts.kept().map(({ place }) => place)).toEqual(['cohort/cohort-1']))
    await user.keyboard('{Control>}s{/Control}')
    expect(await screen.findByText('Saved: Treated with IVIg early, version 3')).toBeDefined()
    expect(bridge.inputsOf('cohorts.save')).toMatchObject([
      { id: 'cohort-1', version: 2, spec: { name: 'Treated with IVIg early' } },
    ])
    await waitFor(() => expect(drafts.kept()).toEqual([]))
  })

  test('goes on with a draft, and back from it', async () => {
    const drafts = memoryDrafts({
      place: 'cohort/cohort-1',
      title: 'Cohort',
      content: JSON.stringify(aSpec({ name: 'Typed before' })),
      baseVersion: 2,
    })
    const { user } = renderApp(builder, { ...cohortHandlers(), ...drafts.handlers })
    expect(await screen.findByDisplayValue('Typed before')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Back to version 2' }))
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveProperty('value', 'Treated with IVIg')
    await waitFor(() => expect(drafts.kept()).toEqual([]))
  })

  test('where somebody else was faster, nothing is lost and both ways on are offered', async () => {
    const { user, bridge } = renderApp(
      builder,
      cohortHandlers({
        'cohorts.versions': () => ({ versions: [aSavedCohort({ version: 5, savedBy: 'Dr. Other' })] }),
        'cohorts.save': ({ version }) => {
          if (version !== 5) throw new AppError('conflict', 'Somebody saved it since.')
          return { id: 'cohort-1', version: 6 }
        },
      }),
    )
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), ' B')
    await user.keyboard('{Control>}s{/Control}')
    expect((await screen.findByRole('alert')).textContent).toContain(
      'Dr. Other saved version 5 while you were changing',
    )
    await user.click(screen.getByRole('button', { name: 'Save yours as version 6' }))
    await waitFor(() => expect(bridge.inputsOf('cohorts.save').at(-1)).toMatchObject({ version: 5 }))
    expect(await screen.findByText('Saved: Treated with IVIg B, version 6')).toBeDefined()
  })

  test('a cohort without a name is not saved; the field says so', async () => {
    const { user, bridge } = renderApp('/cohorts/new/definition', cohortHandlers())
    await screen.findByRole('textbox', { name: 'Name' })
    await user.keyboard('{Control>}s{/Control}')
    expect((await screen.findAllByText('Give the cohort a name.')).length).toBeGreaterThan(0)
    expect(bridge.inputsOf('cohorts.save')).toEqual([])
  })

  test('says why it could not be counted, and counts again', async () => {
    let fails = true
    const { user } = renderApp(
      builder,
      cohortHandlers({
        'cohorts.count': () => {
          if (fails) throw new AppError('internal', 'The thread that counts has ended.')
          return { flow: aFlow() }
        },
      }),
    )
    expect(await screen.findByText('The thread that counts has ended.')).toBeDefined()
    fails = false
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('region', { name: 'Count' })).toBeDefined()
    await waitFor(() => expect(screen.queryByText('The thread that counts has ended.')).toBeNull())
  })

  test('takes an earlier version back', async () => {
    const { user } = renderApp(
      builder,
      cohortHandlers({
        'cohorts.versions': () => ({
          versions: [aSavedCohort(), aSavedCohort({ version: 1, spec: aSpec({ name: 'As it was' }) })],
        }),
      }),
    )
    await user.click(await screen.findByRole('button', { name: 'Version 2' }))
    await user.click(await screen.findByRole('button', { name: 'Go on from version 1' }))
    expect(await screen.findByDisplayValue('As it was')).toBeDefined()
  })

  test('freezes a data cut and then runs on it', async () => {
    let cuts = [aCut()]
    const { user, bridge } = renderApp(
      '/cohorts/cohort-1/time-to-event',
      cohortHandlers({
        'cohorts.list': () => ({ cohorts: [aSavedCohort()], cuts }),
        'cohorts.freeze': ({ name }) => {
          const cut = aCut({ id: 'cut-2', name })
          cuts = [...cuts, cut]
          return cut
        },
      }),
    )
    await user.click(await screen.findByRole('button', { name: 'Freeze…' }))
    const name = screen.getByRole('textbox', { name: 'Name of the data cut' })
    await user.clear(name)
    await user.type(name, 'Paper{Enter}')
    await screen.findByRole('option', { name: /^Paper/ })
    await user.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(() => expect(bridge.inputsOf('cohorts.analyze')).toMatchObject([{ of: { cutId: 'cut-2' } }]))
  })
})

describe('an analysis', () => {
  const run = async (more = {}) => {
    const rendered = renderApp('/cohorts/cohort-1/time-to-event', cohortHandlers(more))
    await screen.findByRole('button', { name: /^Run over 39 cases/ })
    await rendered.user.keyboard('{Control>}{Enter}{/Control}')
    return { ...rendered, result: await screen.findByRole('region', { name: 'Result: Time to event' }) }
  }

  test('is asked with the defaults of its schema and answers the finding first', async () => {
    const { bridge, result } = await run()
    expect(await within(result).findByText(/^9 of 39 patients died/)).toBeDefined()
    expect(bridge.inputsOf('cohorts.analyze')).toMatchObject([
      { of: { spec: aSpec() }, request: { analysis: 'km', endpoint: 'death', delayedEntry: true, interval: 'log' } },
    ])
    expect(within(result).getByText('Fewer than 10 events: intervals are wide.')).toBeDefined()
    expect(within(result).getByText('n = 37 of 39 cases')).toBeDefined()
    expect(within(result).getAllByRole('img').length).toBe(aResult().figures.length)
    expect(within(result).getByText(/after 9,012 entries of the audit chain/)).toBeDefined()
  })

  test('says how few patients are alike in its data beside what takes them out', async () => {
    const groups = { by: ['sex', 'outcome'], cases: 37, smallest: 1, casesInSmall: 4, over89: 0 }
    const { result } = await run({ 'cohorts.analyze': () => aResult({ groups }) })
    const leaving = await within(result).findByRole('group', { name: 'Take it along' })
    expect(within(leaving).getByRole('note').textContent).toBe(
      'By sex and outcome, the smallest group in these data has one patient; 4 of 37 are in groups of fewer than 5. Who knows a patient may find them.',
    )
  })

  test('every number that is about cases lists them, by the run', async () => {
    const { bridge, user, result } = await run()
    await user.click(await within(result).findByRole('button', { name: /^23, Groups, Jo-1, Patients/ }))
    await screen.findByRole('complementary', { name: 'Cases behind the number' })
    await user.click(within(result).getByRole('button', { name: /^2 not followed after day 0/ }))
    await waitFor(() =>
      expect(bridge.inputsOf('cohorts.casesBehind')).toEqual([
        { of: { resultId: 'run-1' }, key: 'group:jo-1' },
        { of: { resultId: 'run-1' }, key: 'dropped:0' },
      ]),
    )
  })

  test('stays while another part is looked at, and says when it is not of what is asked any more', async () => {
    const { user, result } = await run()
    await within(result).findByText(/^9 of 39/)
    await user.click(screen.getByRole('link', { name: /^Rates/ }))
    await screen.findByText(/How often infections/)
    await user.click(screen.getByRole('link', { name: /^Time to event/ }))
    expect(await screen.findByText(/^9 of 39/)).toBeDefined()
    await user.selectOptions(screen.getByRole('combobox', { name: 'Until' }), 'infection')
    expect(screen.getByText(/was changed since this ran/)).toBeDefined()
  })

  test('what the data allow no answer to is said in words', async () => {
    const { result } = await run({
      'cohorts.analyze': () => {
        throw new AppError('invalid-input', 'Nobody reached the endpoint.')
      },
    })
    expect(await within(result).findByText('Nobody reached the endpoint.')).toBeDefined()
  })

  test('can be canceled while it runs', async () => {
    const { user } = await run({
      'cohorts.analyze': (_: unknown, { signal }: { readonly signal: AbortSignal }) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(new AppError('cancelled', 'Canceled.'))),
        ),
    })
    await user.click(await screen.findByRole('button', { name: 'Cancel' }))
    expect(await screen.findByRole('button', { name: /^Run over/ })).toBeDefined()
  })

  test('is not run over nobody, nor with a field that lacks', async () => {
    const { user, bridge } = renderApp(
      '/cohorts/cohort-1/rates',
      cohortHandlers({ 'cohorts.count': () => ({ flow: aFlow({ cases: 0 }) }) }),
    )
    expect(await screen.findByText('The cohort has no cases: loosen its steps first.')).toBeDefined()
    for (const name of ['Infections', 'Admissions', 'Acute exacerbations'])
      await user.click(screen.getByRole('checkbox', { name }))
    expect(screen.getByText('Choose at least one event.')).toBeDefined()
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(bridge.inputsOf('cohorts.analyze')).toEqual([])
  })

  test.each([
    ['table1', 'table1'],
    ['trajectories', 'lmm'],
    ['time-to-event', 'km'],
    ['rates', 'rates'],
    ['paired', 'paired'],
    ['exposure', 'exposure'],
  ])('%s has a form that asks for %s', async (part, analysis) => {
    const { user, bridge } = renderApp(`/cohorts/cohort-1/${part}`, cohortHandlers())
    await screen.findByRole('button', { name: /^Run over 39 cases/ })
    await user.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(() => expect(bridge.inputsOf('cohorts.analyze')).toMatchObject([{ request: { analysis } }]))
  })
})
