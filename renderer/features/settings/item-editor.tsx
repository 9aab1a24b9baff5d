import { Autocomplete, Button, Checkbox, Input, Select, TextInput } from '@mantine/core'
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { formOf, isFormId } from '#shared/dictionary/forms.ts'
import { allLaboratoryTests } from '#shared/dictionary/lists/laboratory-tests.ts'
import { canLeave, hasChoices, isNumeric, nameOfSiteItem } from '#shared/dictionary/site-item-rules.ts'
import { siteItems, siteItemTypes, type SiteItem } from '#shared/dictionary/site-items.ts'
import { isKnownUnit, unitLabel } from '#shared/domain/units.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { notify } from '#renderer/app/notices.tsx'
import { useShortcut } from '#renderer/app/shortcuts.tsx'
import { isInOpenList } from '#renderer/forms/is-in-open-list.ts'
import { DraftMark } from '#renderer/forms/draft-mark.tsx'
import { useDraft } from '#renderer/forms/use-draft.ts'
import { useCommand, useQueryOf } from '#renderer/ipc/use-contract.ts'
import { AnswerRows } from './answer-rows.tsx'
import { catalog, draftOfItem, emptyItem, readItem, unitsOf, type ItemDraft } from './item-draft.ts'
import { ItemPreview } from './item-preview.tsx'
import { placeLabel, places, typeLabels } from './item-words.ts'

interface ItemEditorProps {
  /** The item to change; without one, a new one is made. */
  readonly item?: SiteItem | undefined
  readonly onSaved: (id: string) => void
  readonly onCancel: () => void
}

const types = siteItemTypes.map((value) => ({ value, label: typeLabels[value] }))

/** Sections that a form has already, or groups of the laboratory catalog. */
function sectionsAt(place: string): string[] {
  const found =
    place === catalog
      ? allLaboratoryTests().map(({ group }) => group)
      : isFormId(place)
        ? formOf(place).items.map(({ section }) => section)
        : []
  return [...new Set(found.filter((section) => section !== undefined))]
}

/** What the site says about one item of its own, with the field as it will be asked. */
export function ItemEditor({ item, onSaved, onCancel }: ItemEditorProps) {
  const id = useId()
  const [start] = useState(() => (item ? draftOfItem(item) : emptyItem))
  const [draft, setDraft] = useState(start)
  const [asked, setAsked] = useState(false)
  const save = useCommand('dictionary.saveSiteItem')
  const use = useQueryOf(
    'dictionary.siteItemUse',
    { id: item?.id ?? '' },
    { enabled: item !== undefined, staleTime: 0 },
  )
  const isUsed = (use.data?.records ?? 0) > 0
  const read = useMemo(() => readItem(draft, item && { item, isUsed }), [draft, item, isUsed])
  const unsaved = useRef(false)
  const [isFromBefore, setIsFromBefore] = useState(false)
  const title = item ? `Item ${item.definition.label}` : 'New item or measure'
  const kept = useDraft({ place: `site-item/${item?.id ?? 'new'}`, title, baseVersion: item?.version })
  // What was typed here before and never saved stands in the fields again.
  useEffect(() => {
    if (!kept.found) return
    setDraft(JSON.parse(kept.found.content) as ItemDraft)
    setIsFromBefore(true)
    unsaved.current = true
    kept.taken()
  }, [kept])
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])

  const { kind, definition, problems } = read
  const numeric = isNumeric(definition.type)
  const isMeasure = kind === 'measure'
  const change = (part: Partial<ItemDraft>) => {
    const next = { ...draft, ...part }
    unsaved.current = JSON.stringify(next) !== JSON.stringify(start)
    setDraft(next)
    kept.keep(next)
  }
  const startAnew = () => {
    setDraft(start)
    setIsFromBefore(false)
    unsaved.current = false
    void kept.discard()
    first.current?.focus()
  }
  const problemAt = (path: string) => (asked ? problems.find((problem) => problem.path === path)?.message : undefined)
  const cancel = () => {
    if (unsaved.current) notify('What you typed is kept as a draft: it stands there when you come back.')
    onCancel()
  }
  const submit = async () => {
    setAsked(true)
    if (problems.length > 0) {
      document.getElementById(`${id}-${problems[0]!.path.split('.')[0]}`)?.focus()
      return
    }
    const { form } = read
    const existing = item && { id: item.id, version: item.version }
    const saved = await save.mutateAsync({ kind, form, definition: plain(definition), ...(existing && { existing }) })
    unsaved.current = false
    await kept.discard()
    notify(`Saved: ${definition.label}`)
    onSaved(saved.id)
  }
  // From within a field the form itself hears these keys; here for when the keyboard is elsewhere, and for the list of keys.
  useShortcut('form-save', () => void submit().catch(noop))
  useShortcut('form-save-enter', () => void submit().catch(noop))
  useShortcut('form-cancel', cancel)
  const onKeyDown = (event: KeyboardEvent) => {
    const withControl = event.ctrlKey || event.metaKey
    if (withControl && (event.key === 's' || event.key === 'Enter')) {
      event.preventDefault()
      // After a list that was typed into has taken its answer.
      setTimeout(() => void submit().catch(noop))
    } else if (event.key === 'Escape' && !event.defaultPrevented && !isInOpenList(event.target)) {
      event.preventDefault()
      cancel()
    }
  }
  const field = (path: string) => ({ id: `${id}-${path}`, error: problemAt(path) })
  const rangeInput = (key: 'hardMin' | 'hardMax' | 'softMin' | 'softMax', path: 'hard' | 'soft', label: string) => (
    <Input
      id={key.endsWith('Min') ? `${id}-${path}` : undefined}
      aria-label={label}
      aria-describedby={`${id}-${path}-note`}
      error={problemAt(path) !== undefined}
      inputMode="decimal"
      value={draft[key]}
      onChange={(event) => change({ [key]: event.currentTarget.value })}
    />
  )
  return (
    // Keys are heard here for all fields.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form className="item-editor" noValidate onKeyDown={onKeyDown} onSubmit={(event) => event.preventDefault()}>
      <h2>{item ? item.definition.label : 'New item or measure'}</h2>
      {isUsed && (
        <p className="soft">
          {use.data?.records === 1 ? 'One record has a value' : `${use.data?.records} records have values`} of it: the
          kind of answer and the unit stay; ranges and answers can be widened.
        </p>
      )}
      {isFromBefore && (
        <p className="soft">
          This was typed before and not saved.{' '}
          <button type="button" className="text-button" onClick={startAnew}>
            Discard it
          </button>
        </p>
      )}
      <ErrorMessage error={save.error} />
      <div className="item-editor-grid">
        {item ? (
          <p className="item-editor-fact">
            <span className="field-label">Belongs to</span>
            {placeLabel(draft.place)}
          </p>
        ) : (
          <Select
            {...field('form')}
            ref={first}
            label="Belongs to"
            data={places}
            value={draft.place || null}
            onChange={(place) => change({ place: place ?? '' })}
            searchable
            selectFirstOptionOnChange
            openOnFocus={false}
            allowDeselect={false}
            maxDropdownHeight={280}
          />
        )}
        <TextInput
          {...field('label')}
          ref={item ? first : undefined}
          label="Label"
          value={draft.label}
          onChange={(event) => change({ label: event.currentTarget.value })}
        />
        {!isMeasure && (
          <Select
            {...field('type')}
            label="Kind of answer"
            data={types}
            value={draft.type}
            onChange={(type) => change({ type: (type ?? 'number') as ItemDraft['type'] })}
            searchable
            selectFirstOptionOnChange
            openOnFocus={false}
            allowDeselect={false}
            disabled={isUsed}
            maxDropdownHeight={280}
          />
        )}
        <Autocomplete
          {...field('section')}
          label={isMeasure ? 'Group in the catalog' : 'Section of the form'}
          data={sectionsAt(draft.place)}
          value={draft.section}
          onChange={(section) => change({ section })}
          maxDropdownHeight={280}
          openOnFocus={false}
        />
        <TextInput
          {...field('help')}
          className={isMeasure ? undefined : 'item-editor-wide'}
          label="Help, one sentence under the field"
          value={draft.help}
          onChange={(event) => change({ help: event.currentTarget.value })}
        />
      </div>
      {numeric && (
        <div className="item-editor-grid">
          <TextInput
            {...field('units')}
            label={isMeasure || definition.type === 'quantity' ? 'Units, with commas between' : 'Unit'}
            value={draft.units}
            onChange={(event) => change({ units: event.currentTarget.value })}
            description={unitsWords(draft.units)}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
          />
          {definition.type === 'integer' ? (
            <span />
          ) : (
            <TextInput
              {...field('decimals')}
              className="item-editor-short"
              label="Digits after the point"
              placeholder="as entered"
              inputMode="numeric"
              value={draft.decimals}
              onChange={(event) => change({ decimals: event.currentTarget.value })}
            />
          )}
          <fieldset className="item-range">
            <legend className="field-label">Possible{unitSuffix(draft.units)}</legend>
            {rangeInput('hardMin', 'hard', 'Possible, from')}
            <span aria-hidden>to</span>
            {rangeInput('hardMax', 'hard', 'Possible, to')}
            <p id={`${id}-hard-note`} className={noteClass(problemAt('hard'))}>
              {problemAt('hard') ?? 'Anything else is refused.'}
            </p>
          </fieldset>
          <fieldset className="item-range">
            <legend className="field-label">Usual{unitSuffix(draft.units)}</legend>
            {rangeInput('softMin', 'soft', 'Usual, from')}
            <span aria-hidden>to</span>
            {rangeInput('softMax', 'soft', 'Usual, to')}
            <p id={`${id}-soft-note`} className={noteClass(problemAt('soft'))}>
              {problemAt('soft') ?? 'Anything else is asked about.'}
            </p>
          </fieldset>
          <div className="item-editor-checks">
            {!isMeasure && (
              <Checkbox
                id={`${id}-comparator`}
                label="May be below or above a limit, such as <5"
                checked={draft.comparator}
                error={problemAt('comparator')}
                onChange={(event) => change({ comparator: event.currentTarget.checked })}
              />
            )}
            <Checkbox
              label="Show on the chart"
              checked={draft.chart}
              onChange={(event) => change({ chart: event.currentTarget.checked })}
            />
          </div>
        </div>
      )}
      {canLeave(definition.type) && (
        <Checkbox
          label="May leave the registry de-identified"
          description="Only if nobody can tell from it who a patient is. It stays where this is not ticked."
          // A draft of an earlier version has no answer.
          checked={Boolean(draft.leaves)}
          onChange={(event) => change({ leaves: event.currentTarget.checked })}
        />
      )}
      {hasChoices(definition.type) && (
        <fieldset id={`${id}-choices`} className="item-answers" tabIndex={-1}>
          <legend className="field-label">Answers</legend>
          <AnswerRows
            rows={draft.choices}
            problems={asked ? problems : []}
            onChange={(choices) => change({ choices })}
          />
          {problemAt('choices') && <p className="field-note field-problem">{problemAt('choices')}</p>}
          <p className="field-note">
            <kbd>Enter</kbd> next answer, <kbd>Alt</kbd> <kbd>↑</kbd> <kbd>↓</kbd> move it, <kbd>Backspace</kbd> in an
            empty one removes it
          </p>
        </fieldset>
      )}
      <section className="item-preview" aria-label="Preview">
        <p className="small soft">
          As it will be asked, to try out{' '}
          <span className="unit">
            column{' '}
            {item?.name ??
              nameOfSiteItem(
                draft.label,
                siteItems().map(({ name }) => name),
              )}
          </span>
        </p>
        <ItemPreview kind={kind} definition={definition} />
      </section>
      <footer className="item-editor-footer">
        <Button onClick={() => void submit().catch(noop)} loading={save.isPending}>
          Save {isMeasure ? 'measure' : 'item'} <kbd aria-hidden>Ctrl Enter</kbd>
        </Button>
        <Button variant="subtle" color="gray" onClick={cancel}>
          Cancel <kbd aria-hidden>Esc</kbd>
        </Button>
        <DraftMark state={kept.state} />
      </footer>
    </form>
  )
}

const noop = () => {}
/** The contract's input is not read-only. */
const plain = <T,>(value: T) => JSON.parse(JSON.stringify(value)) as never

const noteClass = (problem: string | undefined) => (problem ? 'field-note field-problem' : 'field-note')

const unitSuffix = (typed: string) => {
  const [first] = unitsOf(typed)
  return first ? `, in ${unitLabel(first)}` : ''
}

/** Whether the units typed convert. */
function unitsWords(typed: string): string | undefined {
  const own = unitsOf(typed).filter((unit) => !isKnownUnit(unit))
  if (own.length === 0) return undefined
  return `${own.join(', ')}: ${own.length === 1 ? 'a unit' : 'units'} of your own, never converted`
}
