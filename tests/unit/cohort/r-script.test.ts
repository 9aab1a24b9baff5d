import { describe, expect, it } from 'vitest'
import { rName, rScript, scriptHeader } from '#shared/domain/cohort/r-script.ts'

describe('An R script', () => {
  it('states its packages, the types of its columns and the order of levels', () => {
    const { r, packages } = rScript({
      fileName: 'model.R',
      title: 'A model',
      data: { patient: [1, 2], years: [0.5, null], sex: ['Female', 'Male'], smoking: [null, 'He said “no”\n'] },
      levels: { sex: ['Male', 'Female'] },
      packages: ['survival'],
      lines: ['print(1)'],
    })
    expect(packages).toEqual(['survival'])
    expect(r).toMatch(/^# A model\n# Checked with R \d\.\d\.\d, survival \d/)
    expect(r).toContain('patient = "integer"')
    expect(r).toContain('years = "numeric"')
    expect(r).toContain('smoking = "character"')
    expect(r).toContain('data$sex <- factor(data$sex, levels = c("Male", "Female"))')
    expect(r.endsWith('\n\nprint(1)\n')).toBe(true)
  })

  it('finds levels that the file keeps from being run as formulas, and calls them by their own names', () => {
    const r = (levels: readonly string[]) =>
      rScript({
        fileName: 'm.R',
        title: 'A model',
        data: { arm: [...levels] },
        levels: { arm: [...levels] },
        packages: [],
        lines: [],
      }).r
    expect(r(['-', '+ rituximab', 'none'])).toContain(
      `factor(data$arm, levels = c("'-", "'+ rituximab", "none"), labels = c("-", "+ rituximab", "none"))`,
    )
    expect(r(['-1', 'two  spaces'])).toContain('factor(data$arm, levels = c("-1", "two  spaces"))')
  })

  it('says what it ran on in comments that a name of a cohort can’t leave', () => {
    const cut = { hash: 'abc', at: '2026-11-01T08:00:00.000Z', auditEntries: 7, auditHead: 'def', frozen: true }
    const header = scriptHeader({ program: 'AS-ILD Registry 0.1.0', cohort: 'Ours\nquit()', cut })
    expect(header.trimEnd().split('\n')).toEqual([
      '# AS-ILD Registry 0.1.0',
      '# Cohort: Ours quit()',
      '# Data: frozen at 2026-11-01T08:00:00.000Z, 7 entries of the audit chain, digest abc',
      '# Head of the audit chain: def',
    ])
  })

  it('has column names that R takes without quotes', () => {
    expect(['fvc-percent-at-index', 'laboratory.ck', '6mwd'].map(rName)).toEqual([
      'fvc_percent_at_index',
      'laboratory_ck',
      'x_6mwd',
    ])
  })
})
