/**
 * Every key of the app in one table: what is pressed, what it does, and where. The list of shortcuts, help and the command
 * palette are made of it, so that none of them can say anything else than what works.
 */

export const shortcutPlaces = [
  'Everywhere',
  'Cases',
  'Due',
  'Small multiples',
  'Data quality',
  'Cohorts',
  'Case',
  'Chart',
  'Record',
  'Flow sheet',
  'Treatments',
  'Forms',
  'Items and measures',
  'Help',
] as const
type ShortcutPlace = (typeof shortcutPlaces)[number]

export interface ShortcutEntry {
  /** `n`, `/`, `Escape`, `F1`, or with the control (on a Mac, command) key: `mod+s`, `mod+shift+z`. */
  readonly keys: string
  /** What it does, as a person would say it. */
  readonly label: string
  readonly where: ShortcutPlace
  /** In a text field the key is the field's own. */
  readonly notInFields?: boolean
}

export const shortcutTable = {
  palette: { keys: 'mod+k', label: 'All commands', where: 'Everywhere' },
  help: { keys: 'F1', label: 'Help', where: 'Everywhere' },
  shortcuts: { keys: '?', label: 'Show the shortcuts', where: 'Everywhere' },
  lock: { keys: 'mod+l', label: 'Lock the registry', where: 'Everywhere' },
  undo: { keys: 'mod+z', label: 'Undo the last change', where: 'Everywhere', notInFields: true },
  redo: { keys: 'mod+shift+z', label: 'Redo what was undone', where: 'Everywhere', notInFields: true },
  unfinished: { keys: 'f', label: 'Go on with the newest draft', where: 'Everywhere' },
  'cases-move': { keys: '↑ ↓ PgUp PgDn', label: 'Move in the table', where: 'Cases' },
  'cases-open': { keys: 'Enter', label: 'Open the case', where: 'Cases' },
  'cases-search': { keys: '/', label: 'Search', where: 'Cases' },
  'cases-multiples': { keys: 's', label: 'Small multiples of these cases', where: 'Cases' },
  'cases-documents': { keys: 'd', label: 'Documents for these cases', where: 'Cases' },
  'cases-new': { keys: 'n', label: 'New case', where: 'Cases' },
  'multiples-fvc': { keys: '1', label: 'FVC', where: 'Small multiples' },
  'multiples-dlco': { keys: '2', label: 'DLCO', where: 'Small multiples' },
  'multiples-ck': { keys: '3', label: 'CK', where: 'Small multiples' },
  'multiples-prednisone': { keys: '4', label: 'Prednisone-equivalent', where: 'Small multiples' },
  'multiples-time': { keys: 't', label: 'Years from the first value, or the calendar', where: 'Small multiples' },
  'multiples-move': { keys: '← ↑ → ↓', label: 'Move from case to case', where: 'Small multiples' },
  'multiples-open': { keys: 'Enter', label: 'Open the case', where: 'Small multiples' },
  'multiples-table': { keys: 'u', label: 'Back to the table of cases', where: 'Small multiples' },
  'case-chart': { keys: '1', label: 'Chart', where: 'Case' },
  'case-record': { keys: '2', label: 'Record', where: 'Case' },
  'case-flow-sheet': { keys: '3', label: 'Flow sheet', where: 'Case' },
  'case-treatments': { keys: '4', label: 'Treatments', where: 'Case' },
  'case-assessment': { keys: '5', label: 'Assessment', where: 'Case' },
  'case-imaging': { keys: '6', label: 'Imaging', where: 'Case' },
  'case-documents': { keys: '7', label: 'Documents', where: 'Case' },
  'case-history': { keys: '8', label: 'History', where: 'Case' },
  'assessment-earlier': { keys: 'e', label: 'Look back from the evidence before', where: 'Case' },
  'assessment-later': { keys: 'l', label: 'Look back from the evidence after', where: 'Case' },
  'history-filter': { keys: '/', label: 'Filter the history', where: 'Case' },
  'history-move': { keys: '↑ ↓', label: 'Move in the history', where: 'Case' },
  'history-open': { keys: '→ ←', label: 'Show and hide what was changed', where: 'Case' },
  'history-take-back': { keys: 'r', label: 'Take the marked change back', where: 'Case' },
  'visit-new': { keys: 'v', label: 'New visit', where: 'Case' },
  'case-side': { keys: 's', label: 'Show or hide what changed and what is due', where: 'Case' },
  'case-up': { keys: 'u', label: 'Up to the cases', where: 'Case' },
  back: { keys: 'alt+ArrowLeft', label: 'Back', where: 'Case' },
  'chart-align': { keys: 'd', label: 'Count months from the start of a drug, or go by the calendar', where: 'Chart' },
  'chart-lanes': { keys: 'l', label: 'Choose the lanes', where: 'Chart' },
  'chart-compare': { keys: 'c', label: 'Compare with another case', where: 'Chart' },
  'chart-save': { keys: 'e', label: 'Save the chart as it is shown', where: 'Chart' },
  'record-add': { keys: 'a', label: 'Add a record to the list', where: 'Record' },
  'record-visit-page': { keys: 'p', label: 'Edit the whole visit on its page', where: 'Record' },
  'record-add-step': { keys: 's', label: 'Add a dose step to the treatment', where: 'Record' },
  'record-edit-baseline': { keys: 'e', label: 'Edit the baseline', where: 'Record' },
  'record-go-through': { keys: 'g', label: 'Go through all manifestations', where: 'Record' },
  'manifestation-answer': { keys: 'P A U', label: 'Present, absent, unknown', where: 'Record' },
  'record-merge': { keys: 'm', label: 'Merge the case with another one', where: 'Record' },
  'record-open-file': { keys: 'o', label: 'Open the file', where: 'Record' },
  'record-copy-file': { keys: 'c', label: 'Save a copy of the file', where: 'Record' },
  'record-filter': { keys: '/', label: 'Filter the list', where: 'Record' },
  'record-query': { keys: 'q', label: 'Ask about the record', where: 'Record' },
  'record-verify': { keys: 'y', label: 'Mark the record as verified against its source, or not', where: 'Record' },
  'record-history': { keys: 'h', label: 'History of the record', where: 'Record' },
  'record-void': { keys: 'Delete', label: 'Void the record', where: 'Record' },
  'sheet-move': { keys: '↑ ↓ ← → Home End', label: 'Move in the sheet', where: 'Flow sheet' },
  'sheet-select': { keys: 'Shift ↑ ↓ ← →', label: 'Select a block', where: 'Flow sheet' },
  'sheet-edit': { keys: 'Enter', label: 'Edit the cell; a digit starts a new value', where: 'Flow sheet' },
  'sheet-left': { keys: 'F4', label: 'The value left of it', where: 'Flow sheet' },
  'sheet-empty': { keys: 'Delete', label: 'Empty the cells', where: 'Flow sheet' },
  'sheet-copy': { keys: 'mod+c', label: 'Copy the block', where: 'Flow sheet' },
  'sheet-paste': { keys: 'mod+v', label: 'Paste values', where: 'Flow sheet' },
  'sheet-add-date': { keys: 'd', label: 'Add a date', where: 'Flow sheet' },
  'sheet-add-item': { keys: 'a', label: 'Add an item', where: 'Flow sheet' },
  'sheet-save': { keys: 'mod+s', label: 'Save the values', where: 'Flow sheet' },
  'treatments-move': { keys: '← ↑ → ↓', label: 'Go to a course, dose or infusion', where: 'Treatments' },
  'treatments-open': { keys: 'Enter', label: 'Change what has the focus', where: 'Treatments' },
  'treatments-add': { keys: 'a', label: 'Add a course', where: 'Treatments' },
  'treatments-step': { keys: 's', label: 'Add a dose to the course', where: 'Treatments' },
  'treatments-taper': { keys: 't', label: 'Taper', where: 'Treatments' },
  'treatments-plan': { keys: 'p', label: 'Infusions against their plan', where: 'Treatments' },
  'treatments-stop': { keys: 'x', label: 'Stop the course', where: 'Treatments' },
  'treatments-restart': { keys: 'r', label: 'Start the course again', where: 'Treatments' },
  'treatments-void': { keys: 'Delete', label: 'Void what has the focus', where: 'Treatments' },
  'treatments-border': { keys: '[ ]', label: 'Move a border by a day, with Shift by a week', where: 'Treatments' },
  'treatments-edge': { keys: 'e', label: 'Move the other border: start or end', where: 'Treatments' },
  'treatments-dose': { keys: '+ -', label: 'Raise or lower the dose by its usual amount', where: 'Treatments' },
  'treatments-zoom': { keys: 'z', label: 'Show fewer days, with Shift more', where: 'Treatments' },
  'treatments-save': { keys: 'mod+s', label: 'Save the changes of the treatments', where: 'Treatments' },
  'treatments-undo': { keys: 'mod+z', label: 'Undo the last change', where: 'Treatments', notInFields: true },
  'treatments-redo': { keys: 'mod+shift+z', label: 'Redo it', where: 'Treatments', notInFields: true },
  'visit-sections': { keys: 'PgDn PgUp', label: 'Next or previous section of a visit', where: 'Forms' },
  'form-save': { keys: 'mod+s', label: 'Save', where: 'Forms' },
  'form-save-enter': { keys: 'mod+Enter', label: 'Save', where: 'Forms' },
  'field-next': { keys: 'Enter', label: 'Next field; with Shift, the one before', where: 'Forms' },
  'field-why-empty': { keys: 'F2', label: 'Say why the field is empty', where: 'Forms' },
  'field-same': { keys: 'F4', label: 'Same as last time', where: 'Forms' },
  'field-ask': { keys: 'alt+q', label: 'Ask about the field, or answer what was asked', where: 'Forms' },
  'reading-same': { keys: 'F6', label: 'All that is empty as in my last CT reading', where: 'Forms' },
  'reading-take-over': { keys: 'F9', label: 'Take the CT reading over into the imaging study', where: 'Forms' },
  'similar-open': { keys: 'F7', label: 'Open the case that may be this patient', where: 'Forms' },
  'similar-other': { keys: 'F8', label: 'Say that it is somebody else', where: 'Forms' },
  'form-cancel': { keys: 'Escape', label: 'Cancel', where: 'Forms' },
  'items-add': { keys: 'a', label: 'Add an item or measure', where: 'Items and measures' },
  'items-move': { keys: '↑ ↓', label: 'Move in the list', where: 'Items and measures' },
  'items-change': { keys: 'Enter', label: 'Change the marked one', where: 'Items and measures' },
  'due-overdue': { keys: '1', label: 'Overdue', where: 'Due' },
  'due-soon': { keys: '2', label: 'Due soon', where: 'Due' },
  'due-later': { keys: '3', label: 'Later', where: 'Due' },
  'due-move': { keys: '↑ ↓ PgUp PgDn', label: 'Move in the list', where: 'Due' },
  'due-open': { keys: 'Enter', label: 'Open the case', where: 'Due' },
  'quality-completeness': { keys: '1', label: 'Completeness', where: 'Data quality' },
  'quality-findings': { keys: '2', label: 'Findings', where: 'Data quality' },
  'quality-queries': { keys: '3', label: 'Queries', where: 'Data quality' },
  'quality-double-entry': { keys: '4', label: 'Double entry', where: 'Data quality' },
  'quality-search': { keys: '/', label: 'Search', where: 'Data quality' },
  'quality-panes': { keys: '← →', label: 'Move between the lists', where: 'Data quality' },
  'cohorts-new': { keys: 'n', label: 'New cohort', where: 'Cohorts' },
  'cohorts-move': { keys: '↑ ↓', label: 'Move in the list of cohorts', where: 'Cohorts' },
  'cohort-definition': { keys: '1', label: 'Who is in it', where: 'Cohorts' },
  'cohort-table1': { keys: '2', label: 'Table 1', where: 'Cohorts' },
  'cohort-trajectories': { keys: '3', label: 'Trajectories', where: 'Cohorts' },
  'cohort-time-to-event': { keys: '4', label: 'Time to event', where: 'Cohorts' },
  'cohort-rates': { keys: '5', label: 'Rates', where: 'Cohorts' },
  'cohort-paired': { keys: '6', label: 'Paired changes', where: 'Cohorts' },
  'cohort-exposure': { keys: '7', label: 'Exposure', where: 'Cohorts' },
  'cohort-add-step': { keys: 'a', label: 'Add a step', where: 'Cohorts' },
  'cohort-move-step': { keys: 'Alt ↑ ↓', label: 'Move the step up or down', where: 'Cohorts' },
  'cohort-save': { keys: 'mod+s', label: 'Save the cohort', where: 'Cohorts' },
  'cohort-run': { keys: 'mod+Enter', label: 'Run the analysis', where: 'Cohorts' },
  'cohort-data': { keys: 'd', label: 'Choose the data: now, or a data cut', where: 'Cohorts' },
  'cohort-close-cases': { keys: 'Escape', label: 'Close the list of cases', where: 'Cohorts' },
  'help-search': { keys: '/', label: 'Search the codebook', where: 'Help' },
} as const satisfies Readonly<Record<string, ShortcutEntry>>

export type ShortcutId = keyof typeof shortcutTable

/** Keys that are called otherwise where they stand. */
const engraved: Readonly<Record<string, string>> = { mod: 'Ctrl', Escape: 'Esc', Delete: 'Del', ArrowLeft: '←' }

/** Keys as they stand on a keyboard, one after the other: `['Ctrl', 'S']`. */
export function keyNamesOf(keys: string): readonly string[] {
  return keys
    .split(' ')
    .flatMap((together) => (together === '+' ? together : together.split('+')))
    .map((key) => engraved[key] ?? key.charAt(0).toUpperCase() + key.slice(1))
}

/** The keys of a shortcut as they stand on a keyboard. */
export const keyNames = (id: ShortcutId): readonly string[] => keyNamesOf(shortcutTable[id].keys)
