import type { ReactNode } from 'react'

interface Topic {
  readonly title: string
  readonly text: ReactNode
  /** What is typed, and what it means. */
  readonly examples?: readonly (readonly [string, string])[]
}

const topics: readonly Topic[] = [
  {
    title: 'Dates',
    text: 'Type as much as you know; the rest stays unknown and nothing is made up. What was understood is said in words under the field. Years have four digits.',
    examples: [
      ['12.4.2021', 'a day; 12042021 and 2021-04-12 as well'],
      ['4/2021', 'a month'],
      ['2021', 'a year'],
      ['t', 'today; t-3 is three days ago'],
    ],
  },
  {
    title: 'Numbers, < and >',
    text: 'Point or comma, as you like. Where a laboratory gives a limit instead of a value, type the sign before it. Only what can be read in two ways is asked back.',
    examples: [
      ['2,9', '2.9'],
      ['<40', 'below 40'],
      ['1:5120', 'a titer'],
    ],
  },
  {
    title: 'Units',
    text: 'A value keeps the unit it was entered in and is converted for display. Another unit chosen leaves the number as typed and offers to convert it.',
  },
  {
    title: 'Doses',
    text: 'A dose step holds amount, unit and frequency from a day on. A whole dose can be typed in one line.',
    examples: [
      ['20 mg daily', '20 mg once a day'],
      ['500 mg bid', '500 mg twice a day'],
      ['2 g/kg over 2 days q4w', 'a cycle of two days every four weeks'],
    ],
  },
  {
    title: 'Why a field is empty',
    text: (
      <>
        <kbd>F2</kbd> in an empty field says why: unknown, not done, refused, not applicable. An empty field with a
        reason counts as answered.
      </>
    ),
  },
  {
    title: 'Same as last time',
    text: (
      <>
        The last answer and its date stand under the field; <kbd>F4</kbd> takes it over.
      </>
    ),
  },
  {
    title: 'Answers from a list',
    text: 'Type the first letters, or the digit before an answer. Arrow keys move, Enter or Tab takes the marked one.',
  },
  {
    title: 'Drafts',
    text: 'What you type is kept within a second, encrypted, in the registry itself. After a lock, a crash or a closed window it is offered again where you left off, until you save or discard it.',
  },
  {
    title: 'Questions before saving',
    text: 'What can’t be is refused. What is unlikely is asked once: say why it is right, and the answer stays with the value.',
  },
  {
    title: 'The chart, aligned and compared',
    text: (
      <>
        On the chart of a case <kbd>D</kbd> counts months from the start of a drug, <kbd>L</kbd> chooses the lanes,{' '}
        <kbd>C</kbd> sets a second case under it on the same scales, and <kbd>E</kbd> saves what is shown. A start that
        is known to the month counts from the first day of it, and the doubt is shaded. One measure of all cases stands
        under Small multiples: <kbd>S</kbd> on the table of cases.
      </>
    ),
  },
  {
    title: 'Pasting',
    text: 'Copy a block from a spreadsheet or the text of a laboratory report and paste it into the flow sheet of a case. You see what was understood, and what was not, before anything is saved.',
  },
  {
    title: 'Undo',
    text: (
      <>
        <kbd>Ctrl</kbd> <kbd>Z</kbd> takes back the last change of this session, a whole pasted block as one. Nothing is
        ever deleted: what is voided can be restored, and the history of a record names who changed what, when and why.
      </>
    ),
  },
  {
    title: 'Backups',
    text: 'On the page Registry health choose a folder, best on another disk. A backup is made every few hours while something changes, and when the registry is closed; it counts only after it was read back and compared. The light in the rail says whether there is one. A restore first shows what would be lost, and keeps the registry that was there.',
  },
  {
    title: 'Signing',
    text: 'In the History of a case, or above a visit, you sign that it is reviewed and complete, with your passphrase typed again. Whatever is changed later shows that it was changed after you signed, and what; a change that is undone leaves your signature whole.',
  },
  {
    title: 'Audit',
    text: 'Under Registry, Audit tells who did what. It also finds the number that stands after “audit” at the foot of a print, says what was added since, and makes copies that others can check without the registry.',
  },
]

/** The short manual: how things are typed, and what the program does with it. */
export function ManualSection({ headingId }: { readonly headingId: string }) {
  return (
    <section className="page-section" aria-labelledby={headingId}>
      <h2 id={headingId} tabIndex={-1}>
        How to type
      </h2>
      <div className="help-topics">
        {topics.map(({ title, text, examples }) => (
          <section key={title}>
            <h3>{title}</h3>
            <p>{text}</p>
            {examples && (
              <dl>
                {examples.map(([typed, meaning]) => (
                  <div key={typed}>
                    <dt>
                      <code>{typed}</code>
                    </dt>
                    <dd>{meaning}</dd>
                  </div>
                ))}
              </dl>
            )}
          </section>
        ))}
      </div>
    </section>
  )
}
