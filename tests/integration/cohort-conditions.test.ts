/** SQL and the record answer every condition alike: for random ones, over demo cases that were roughened up. */
import fc from 'fast-check'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { caseSource } from '#main/backend/cohort/case-source.ts'
import { createFactStore } from '#main/backend/cohort/fact-store.ts'
import { countCohort, selectCases } from '#main/backend/cohort/select-cases.ts'
import { createBackend } from '#main/backend/backend.ts'
import { askColumns, askIndexAnd } from '#main/database/cohort/case-answers.ts'
import { compileCondition, compileSteps, outOf } from '#main/database/cohort/compile-condition.ts'
import { withCohortFunctions } from '#main/database/cohort/functions.ts'
import { openReader } from '#main/database/connection.ts'
import type { Reader } from '#main/database/connection.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import { caseRecord, casesInUse } from '#main/database/repositories/cases.ts'
import { siteItemsIn } from '#main/database/repositories/site-items.ts'
import type { Item } from '#shared/dictionary/define-form.ts'
import { forms } from '#shared/dictionary/forms.ts'
import { installSiteItems } from '#shared/dictionary/site-items.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { standardClinicalSettings as settings } from '#shared/domain/clinical-settings.ts'
import { cohortSpec, dateBounds, indexEvents } from '#shared/domain/cohort/cohort-spec.ts'
import type { CohortIndex } from '#shared/domain/cohort/cohort-spec.ts'
import { operators } from '#shared/domain/cohort/conditions/condition.ts'
import type { Condition, ConditionValue } from '#shared/domain/cohort/conditions/condition.ts'
import { conditionWords } from '#shared/domain/cohort/conditions/condition-words.ts'
import { evaluate, factMet } from '#shared/domain/cohort/conditions/evaluate.ts'
import { indexDate } from '#shared/domain/cohort/index-date.ts'
import { placedDay } from '#shared/domain/cohort/placed-day.ts'
import { variableOf } from '#shared/domain/cohort/variables.ts'
import { cheapKdf } from '#tests/support/test-backend.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const today = '2026-11-26'
const caseCount = 10
let db: Reader
let cases: readonly { readonly id: string; readonly record: CaseRecord }[]

async function prepareCases(): Promise<void> {
  const folder = path.join(temporaryFolder(), 'demo.asild')
  const backend = createBackend({ appVersion: '0.0.0-test', kdf: cheapKdf })
  const ask = async (name: string, input: object) => {
    const reply = await backend.call(name, JSON.stringify(input))
    if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`)
    return JSON.parse(reply.value) as Record<string, string>
  }
  await ask('registry.createDemo', { folder, cases: caseCount })
  await ask('registry.open', { folder, passphrase: 'demo' })
  await ask('dictionary.saveSiteItem', {
    kind: 'item',
    form: 'visit',
    definition: { label: 'Grip', type: 'quantity', units: ['kg', '[lb_av]'] },
  })
  const { keyHex } = await ask('registry.recoverySheet', {})
  const key = Buffer.from(keyHex!, 'hex')
  db = openReader(registryFiles(folder).database, key)
  onTestFinished(() => {
    db.close()
    installSiteItems([])
  })
  const [first, second] = casesInUse(db)
  const add = (form: string, values: object) => ask('records.add', { caseId: first!.id, form, values })
  const grip = siteItemsIn(db)[0]!.name
  // What the demo has none of: units of another kind, limits, dates known to the year, values of the site, voided records.
  await add('visit', { date: '2021', kind: 'follow-up', [grip]: 60, [`${grip}_unit`]: '[lb_av]' })
  await add('laboratory', { test: 'ck', date: '2021-03', value: 5, unit: 'ukat/L', value_comparator: '<' })
  await add('laboratory', { test: 'ck', date: '2020', value: 900, unit: 'U/L', value_comparator: '>' })
  await add('laboratory', { test: 'crp', date: '2020-01-01', value: 3, unit: 'mg/dL' })
  await add('pft', { date: '2019', fvc: 2100, fvc_unit: 'mL' })
  const added = await add('note', { title: 'To be voided' })
  await ask('records.void', { form: 'note', id: added['id'], version: 1, reason: 'test' })
  await ask('records.add', { caseId: second!.id, form: 'note', values: { title: 'ÄRZTE', text: 'Größer' } })
  db.close()
  await backend.close()
  db = openReader(registryFiles(folder).database, key)
  installSiteItems(siteItemsIn(db))
  cases = casesInUse(db).map(({ id }) => ({ id, record: caseRecord(db, id)! }))
}

/** Values that the cases have, so that comparisons are close ones. */
function valuesOf(form: string, name: string): readonly (string | number)[] {
  const found = new Set<string | number>()
  for (const { record } of cases) {
    const lists = record.records as unknown as Record<string, readonly Record<string, unknown>[]>
    for (const one of form === 'case' ? [record.case as unknown as Record<string, unknown>] : (lists[form] ?? [])) {
      const value = one[name]
      for (const each of Array.isArray(value) ? value : [value])
        if (typeof each === 'string' || typeof each === 'number') found.add(each)
    }
  }
  return [...found].slice(0, 40)
}

function valueFor(item: Item, form: string): fc.Arbitrary<ConditionValue> {
  const seen = valuesOf(form, item.name)
  const plain: fc.Arbitrary<string | number> =
    item.type === 'integer' || item.type === 'number' || item.type === 'quantity'
      ? fc.oneof(fc.constantFrom(0, 1, 5, 70, 300, 900), ...(seen.length ? [fc.constantFrom(...seen)] : []))
      : item.type === 'date'
        ? fc.oneof(fc.constantFrom('2019', '2020-02', '2021-03-01'), ...(seen.length ? [fc.constantFrom(...seen)] : []))
        : fc.oneof(fc.constantFrom('x', 'ö', ''), ...(seen.length ? [fc.constantFrom(...seen)] : []))
  return fc.oneof(
    { weight: 6, arbitrary: plain },
    { weight: 2, arbitrary: fc.array(plain, { maxLength: 4 }) },
    // As a file from elsewhere may have it.
    { weight: 1, arbitrary: fc.constantFrom<ConditionValue>(true, 7, 'word', undefined) },
  )
}

function conditions(): fc.Arbitrary<Condition> {
  const asked = forms.filter(({ identifying }) => !identifying)

  const recordCondition = fc.constantFrom(...asked).chain((form) =>
    fc
      .record({
        where: fc.array(
          fc.constantFrom(...form.items).chain((item) =>
            fc.record({
              item: fc.constant(item.name),
              op: fc.constantFrom(...operators),
              value: valueFor(item, form.id),
            }),
          ),
          { maxLength: 3 },
        ),
        test: fc.option(fc.constantFrom('ck', 'crp', 'haemoglobin'), { nil: undefined }),
        count: fc.option(
          fc.record(
            { atLeast: fc.integer({ min: 0, max: 6 }), atMost: fc.integer({ min: 0, max: 6 }) },
            { requiredKeys: [] },
          ),
          { nil: undefined },
        ),
        days: fc.option(
          fc.record(
            { from: fc.integer({ min: -900, max: 0 }), to: fc.integer({ min: -100, max: 900 }) },
            { requiredKeys: [] },
          ),
          { nil: undefined },
        ),
      })
      .map(({ where, test: code, count, days }): Condition => {
        const isOfTest = form.id === 'laboratory' && code !== undefined
        return {
          record: form.id,
          where: [...(isOfTest ? [{ item: 'test', op: 'is' as const, value: code }] : []), ...where],
          ...(count && { count }),
          ...(days && form.dateItem && { days }),
        }
      }),
  )

  const factCondition = fc.constantFrom<Condition>(
    { fact: 'sex', op: 'is', value: 'female' },
    { fact: 'sex', op: 'missing' },
  )

  return fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      { weight: 5, arbitrary: recordCondition },
      { weight: 1, arbitrary: factCondition },
      { weight: 1, arbitrary: fc.array(tie('condition'), { maxLength: 3 }).map((all) => ({ all })) },
      { weight: 1, arbitrary: fc.array(tie('condition'), { maxLength: 3 }).map((any) => ({ any })) },
      { weight: 1, arbitrary: tie('condition').map((not) => ({ not })) },
    ),
  })).condition
}

const index: fc.Arbitrary<CohortIndex> = fc.oneof(
  fc.constantFrom(...indexEvents.slice(0, 3)).map((event) => ({ event }) as CohortIndex),
  fc.constantFrom('ivig', 'rituximab', 'prednisone').map((drug) => ({ event: 'drug-start', drug }) as const),
  fc.integer({ min: 1, max: 8 }).map((number) => ({ event: 'infusion', drug: 'ivig', number }) as const),
)

test('A condition has the same answer in SQL and from the record', async () => {
  await prepareCases()
  const answered = new Set<unknown>()
  fc.assert(
    fc.property(conditions(), index, fc.constantFrom(...dateBounds), (wanted, from, dates) => {
      const setIndexDays = withCohortFunctions(db)
      const ids = cases.map(({ id }) => id)
      const found = new Map([...askIndexAnd(db, from, [])(ids)].map(([id, [date]]) => [id, date]))
      expect(cases.map(({ id }) => [id, found.get(id)])).toEqual(
        cases.map(({ id, record }) => [id, indexDate(record, from) ?? null]),
      )
      const days = new Map([...found].flatMap(([id, date]) => (date === null ? [] : [[id, placedDay(date, dates)]])))
      setIndexDays(days)
      const compiled = compileCondition(wanted, dates)
      const answers = compiled.columns.length > 0 ? askColumns(db, compiled.columns)(ids) : new Map()
      const steps = compileSteps([{ record: 'case', where: [] }, wanted], dates)
      const outs = askColumns(db, [steps.out])(ids)
      for (const { id, record } of cases) {
        const one = { record, dates, today, settings, ...(days.has(id) && { index: days.get(id)! }) }
        const bySql = compiled.answer(answers.get(id) ?? [], (fact) => factMet(fact, variableOf(fact.fact)?.of(one)))
        answered.add(bySql)
        const met = evaluate(wanted, one)
        expect([id, bySql]).toEqual([id, met])
        const out = met === true || steps.count < 2 ? undefined : { step: 1, unknown: met === undefined }
        expect([id, outOf(outs.get(id)![0]!)]).toEqual([id, out])
      }
      const source = caseSource(db, today)
      const spec = cohortSpec.parse({ name: 'Any', index: from, dates, steps: [{ condition: wanted }] })
      const { flow } = selectCases(source, spec, createFactStore(), () => {})
      expect(countCohort(source, spec, createFactStore(), () => {})).toEqual(flow)
      expect(conditionWords(wanted)).not.toMatch(/undefined|null|NaN|\[object/)
    }),
    { numRuns: 150, seed: 20_261_126 },
  )
  expect(answered).toEqual(new Set([true, false, undefined]))
})
