/** A site's own choices as variables of cohorts. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { installSiteItems } from '#shared/dictionary/site-items.ts'
import { table1 } from '#shared/domain/cohort/analyses/table1.ts'
import { analysisRequest } from '#shared/domain/cohort/analysis-request.ts'
import type { Condition } from '#shared/domain/cohort/conditions/condition.ts'
import { conditionProblem } from '#shared/domain/cohort/conditions/condition-problem.ts'
import { conditionWords } from '#shared/domain/cohort/conditions/condition-words.ts'
import { evaluate } from '#shared/domain/cohort/conditions/evaluate.ts'
import { outcomes } from '#shared/domain/cohort/outcomes.ts'
import { allVariables, variableOf } from '#shared/domain/cohort/variables.ts'
import type { Analysis } from '#shared/domain/cohort/analysis.ts'
import { aCase } from '#tests/support/a-case.ts'
import { aSiteItem, aSiteMeasure } from '#tests/support/a-site-item.ts'
import { cohortCase } from '#tests/support/demo-cohort.ts'
import { runAnalysis } from '#tests/support/run-analysis.ts'

const choices = [
  { code: 'farm', label: 'Farm' },
  { code: 'city', label: '- City' },
]
const home = aSiteItem('case', { label: 'Home', type: 'choice', choices, leaves: true })
const pets = aSiteItem('visit', { label: 'Pets', type: 'choices', choices, leaves: true })
const staying = aSiteItem('visit', { label: 'Faith', type: 'choice', choices })
const words = aSiteItem('visit', { label: 'Words', type: 'text' })

beforeEach(() => installSiteItems([home, pets, staying, words]))
afterEach(() => installSiteItems([]))

const lives = (where: string) => aCase({ x_home: where } as never)
const one = cohortCase(
  lives('farm')
    .with('visit', { date: '2020-01-01', x_pets: ['farm'] } as never)
    .with('visit', { date: '2020-06-01' })
    .with('visit', { date: '2021-01-01', x_pets: ['farm', 'city'] } as never)
    .with('visit', { x_pets: [] } as never).record,
  '2020-07-01',
)

test('they are listed while they are installed, and neither text nor what is not to leave with them', () => {
  const own = () => allVariables().flatMap(({ id }) => (id.startsWith('site.') ? [id] : []))
  expect(own()).toEqual(['site.case.x_home', 'site.visit.x_pets-at-index', 'site.visit.x_pets-last'])
  installSiteItems([])
  expect(own()).toEqual([])
  expect(variableOf('site.case.x_home')).toBeUndefined()
})

test('numbers and measures are outcomes where they may leave', () => {
  installSiteItems([
    aSiteMeasure({ label: 'IL-6', units: ['pg/mL'], leaves: true }),
    aSiteMeasure({ label: 'KL-7', units: ['U/mL'] }),
    aSiteItem('visit', { label: 'Steps', type: 'integer', leaves: true }),
    aSiteItem('visit', { label: 'House number', type: 'integer' }),
  ])
  const own = outcomes().flatMap(({ id }) => (id.includes('.x_') ? [id] : []))
  expect(own).toEqual(['laboratory.x_il_6', 'visit.x_steps'])
})

test('the answer at the index is the last one up to it, the last one that of the newest date', () => {
  expect(variableOf('site.case.x_home')!.of(one)).toBe('farm')
  expect(variableOf('site.visit.x_pets-at-index')!.of(one)).toEqual(['farm'])
  expect(variableOf('site.visit.x_pets-last')!.of(one)).toEqual(['farm', 'city'])
  const { index: _, ...without } = one
  expect(variableOf('site.visit.x_pets-at-index')!.of(without)).toBeUndefined()
  expect(variableOf('site.visit.x_pets-at-index')!.of(cohortCase(one.record, '2019-12-31'))).toBeUndefined()
})

test('conditions ask for them in words', () => {
  const condition: Condition = { fact: 'site.case.x_home', op: 'any-of', value: ['city'] }
  expect(conditionProblem(condition)).toBeUndefined()
  expect(evaluate(condition, one)).toBe(false)
  expect(evaluate(condition, cohortCase(lives('city').record))).toBe(true)
  expect(evaluate(condition, cohortCase(aCase().record))).toBeUndefined()
  expect(conditionWords(condition)).toContain('Home')
})

test('Table 1 describes them and groups by them', () => {
  const cohort = ['farm', 'farm', 'city'].map((where, at) =>
    cohortCase(
      lives(where).with('visit', { date: '2020-01-01', x_pets: at === 0 ? ['farm'] : ['city'] } as never).record,
      '2020-07-01',
    ),
  )
  const request = analysisRequest.parse({
    analysis: 'table1',
    groupBy: 'site.case.x_home',
    variables: [{ id: 'site.visit.x_pets-last' }],
  })
  const { tables, data, script } = runAnalysis(table1 as unknown as Analysis, cohort, request)
  const text = JSON.stringify(tables)
  expect(text).toContain('Pets, last')
  expect(text).toContain('Farm')
  expect(data['site_case_x_home']).toEqual(['Farm', 'Farm', '- City'])
  expect(script!.r).toContain(`"'- City"`)
})
