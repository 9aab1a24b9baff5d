import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { patientLikeness, patientOf, type PatientFacts } from '#shared/domain/duplicates/patient-likeness.ts'

type Written = readonly [family: string, given: string, birthDate?: string, sex?: string, recordNumber?: string]

const factsOf = ([familyName, givenNames, birthDate, sex, recordNumber]: Written): PatientFacts => ({
  familyName,
  givenNames,
  birthDate,
  sex,
  recordNumber,
})
const likeness = (a: Written, b: Written) => patientLikeness(patientOf(factsOf(a)), patientOf(factsOf(b)))

const strong: readonly (readonly [string, Written, Written])[] = [
  ['an umlaut written out', ['Müller', 'Jürgen', '1958-03-14', 'male'], ['Mueller', 'Juergen', '1958-03-14', 'male']],
  ['an umlaut left out', ['Schröder', 'Käthe', '1944-11-02'], ['Schroder', 'Kathe', '1944-11-02']],
  ['the German name with many spellings', ['Meyer', 'Stefan', '1961-07-30'], ['Maier', 'Stephan', '1961-07-30']],
  ['sharp s', ['Weiß', 'Anna', '1970-01-05'], ['Weiss', 'Anna', '1970-01-05']],
  ['a French accent', ['Lefèvre', 'Hélène', '1966-09-21'], ['Lefevre', 'Helene', '1966-09-21']],
  ['a silent French ending', ['Bertrand', 'Nathalie', '1971-02-11'], ['Bertran', 'Natalie', '1971-02-11']],
  ['Spanish z and s', ['González', 'Inés', '1980-12-01'], ['Gonzales', 'Ines', '1980-12-01']],
  ['Spanish J and G', ['Jiménez', 'Rosa', '1957-06-18'], ['Giménez', 'Rosa', '1957-06-18']],
  ['Polish letters', ['Wiśniewska', 'Małgorzata', '1963-04-27'], ['Wisniewska', 'Malgorzata', '1963-04-27']],
  ['Scandinavian letters', ['Sørensen', 'Åse', '1949-08-08'], ['Sorensen', 'Aase', '1949-08-08']],
  ['Turkish letters', ['Yılmaz', 'Gülşen', '1975-05-05'], ['Yilmaz', 'Gulsen', '1975-05-05']],
  ['spellings of Muhammad', ['Hussein', 'Mohammed', '1969-10-10'], ['Hossain', 'Muhamad', '1969-10-10']],
  ['Cyrillic beside Latin', ['Иванова', 'Ольга', '1952-03-03'], ['Ivanova', 'Olga', '1952-03-03']],
  ['Greek beside Latin', ['Παπαδάκης', 'Νίκος', '1947-12-24'], ['Papadakis', 'Nikos', '1947-12-24']],
  ['an apostrophe', ['O’Connor', 'Siobhán', '1982-02-17'], ['OConnor', 'Siobhan', '1982-02-17']],
  ['a particle left out', ['van den Berg', 'Willem', '1955-01-31'], ['Berg', 'Willem', '1955-01-31']],
  ['a double name cut short', ['Müller-Lüdenscheidt', 'Eva', '1968-06-06'], ['Müller', 'Eva', '1968-06-06']],
  ['a double name as one word', ['Smith-Jones', 'Carol', '1960-04-04'], ['Smith Jones', 'Carol', '1960-04-04']],
  ['one of two given names', ['Rossi', 'Maria Grazia', '1951-09-09'], ['Rossi', 'Maria', '1951-09-09']],
  ['given names in another order', ['Nowak', 'Anna Maria', '1979-07-07'], ['Nowak', 'Maria Anna', '1979-07-07']],
  ['an initial', ['Andersson', 'L.', '1965-05-25'], ['Andersson', 'Lars', '1965-05-25']],
  ['family and given names swapped', ['Thomas', 'Martin', '1959-10-12'], ['Martin', 'Thomas', '1959-10-12']],
  ['two letters swapped', ['Hoffmann', 'Beate', '1962-02-28'], ['Hofmfann', 'Baete', '1962-02-28']],
  ['day and month swapped', ['Keller', 'Ruth', '1948-04-11', 'female'], ['Keller', 'Ruth', '1948-11-04', 'female']],
  ['one digit of the birth date off', ['Keller', 'Ruth', '1948-04-11'], ['Keller', 'Ruth', '1949-04-11']],
  ['two digits of the year swapped', ['Dubois', 'Jean', '1967-04-11'], ['Dubois', 'Jean', '1976-04-11']],
  ['the month alone known', ['Keller', 'Ruth', '1948-04'], ['Keller', 'Ruth', '1948-04-11']],
  [
    'the record number alone, written otherwise',
    ['', '', undefined, undefined, '0012-345/6'],
    ['', '', undefined, undefined, '12345 6'],
  ],
]

const possible: readonly (readonly [string, Written, Written])[] = [
  ['a name without a birth date', ['Keller', 'Ruth'], ['Keller', 'Ruth', '1948-04-11']],
  ['a name and the year alone', ['Keller', 'Ruth', '1948'], ['Keller', 'Ruth', '1948-04-11']],
  [
    'a name that sounds alike, and the year',
    ['Schmidt', 'Marie', '1950', 'female'],
    ['Schmitt', 'Maria', '1950-02-03', 'female'],
  ],
  [
    'another family name after marriage',
    ['Bauer', 'Ingrid', '1973-12-19', 'female'],
    ['Wolf', 'Ingrid', '1973-12-19', 'female'],
  ],
  ['birth date and sex where no name was entered', ['', '', '1948-04-11', 'male'], ['', '', '1948-04-11', 'male']],
  [
    'one record number, another birth date',
    ['', '', '1948-04-11', 'male', 'K 77812'],
    ['', '', '1951-08-20', 'male', 'k77812'],
  ],
]

const unlikely: readonly (readonly [string, Written, Written])[] = [
  ['the birth year alone', ['', '', '1948', 'male'], ['', '', '1948', 'male']],
  ['the month of birth alone', ['', '', '1948-04', 'male'], ['', '', '1948-04-11', 'male']],
  ['the year of one, the day of the other', ['Keller', 'Ruth', '1948'], ['Wolf', 'Hans', '1948-04-11']],
  ['the family name alone', ['Keller', '', '1948', 'female'], ['Keller', '', '1948-04-11', 'female']],
  ['namesakes of another year', ['Maria', 'Rossi', '1951-09-09'], ['Maria', 'Rossi', '1968-02-14']],
  ['twins', ['Bauer', 'Ingrid', '1973-12-19', 'female'], ['Bauer', 'Gudrun', '1973-12-19', 'female']],
  ['a brother and a sister', ['Costa', 'Paulo', '1973-12-19', 'male'], ['Costa', 'Paula', '1970-01-02', 'female']],
  ['two strangers of one day', ['Bauer', 'Ingrid', '1973-12-19', 'female'], ['Novák', 'Jana', '1973-12-19', 'female']],
  ['cousins with one name in common', ['García López', 'Ana', '1960-01-01'], ['García Pérez', 'Ana', '1964-05-07']],
  ['short names that look alike', ['Lee', 'Ann', '1960-01-01'], ['Leo', 'Ian', '1966-05-07']],
  ['Chinese names with one sign in common', ['王', '伟', '1960-01-01'], ['王', '芳', '1960-01-01']],
  [
    'a record number of another hospital',
    ['Bauer', 'Ingrid', '1973-12-19', 'female', '4711'],
    ['Novák', 'Jan', '1951-02-03', 'male', '4711'],
  ],
  ['another sex', ['Peter', 'Kim', '1970', 'male'], ['Petra', 'Kim', '1970', 'female']],
  ['nothing at all', ['', ''], ['', '']],
]

describe('Two patients are likely one', () => {
  test.each(strong)('for sure: %s', (_what, a, b) => {
    expect(likeness(a, b)).toMatchObject({ isStrong: true })
  })
  test.each(possible)('perhaps: %s', (_what, a, b) => {
    expect(likeness(a, b)).toMatchObject({ isStrong: false })
  })
  test.each(unlikely)('no: %s', (_what, a, b) => {
    expect(likeness(a, b)).toBeUndefined()
  })

  test('and the reasons say in plain words what agrees, then what doesn’t, and name nobody', () => {
    const a: Written = ['Meyer', 'Stefan', '1961-07-30', 'male', '100-200']
    expect(likeness(a, ['Maier', 'Stephan', '1961-07-30', 'male', '100-201'])?.reasons).toEqual([
      'same birth date',
      'names sound alike: different spelling',
      'record numbers differ',
    ])
    expect(likeness(a, ['Meyer', 'S.', '1961-30-07', 'male', '100200'])?.reasons).toEqual([
      'same record number',
      'birth dates with day and month swapped',
      'same family name, given names agree in part',
    ])
  })

  test('whichever of the two is asked first, over any names and dates', () => {
    // Few letters, so that many pairs come close; and any text at all.
    const near = fc.string({ maxLength: 9, unit: fc.constantFrom('a', 'n', 'e', 'm', 'ü', ' ', '-') })
    const name = fc.oneof({ arbitrary: near, weight: 3 }, fc.string({ maxLength: 20, unit: 'grapheme' }))
    const date = fc.constantFrom(undefined, '1948', '1948-04', '1948-04-11', '1948-11-04', '1948-04-12')
    const patient = fc.tuple(name, name, date, fc.constantFrom(undefined, 'male', 'female'))
    fc.assert(
      fc.property(patient, patient, (a, b) => {
        expect(likeness(a, b)?.score).toBe(likeness(b, a)?.score)
      }),
      { numRuns: 5000 },
    )
  })
})
