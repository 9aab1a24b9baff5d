import { keyNamesOf, shortcutPlaces, shortcutTable, type ShortcutEntry } from '#renderer/app/shortcut-table.ts'

const entries: readonly ShortcutEntry[] = Object.values(shortcutTable)

/** What is done in a place, each thing once with all the keys that do it. */
function linesOf(
  place: ShortcutEntry['where'],
): readonly { readonly label: string; readonly keys: readonly string[] }[] {
  const lines = new Map<string, string[]>()
  for (const { label, keys, where } of entries)
    if (where === place) lines.set(label, [...(lines.get(label) ?? []), keys])
  return [...lines].map(([label, keys]) => ({ label, keys }))
}

/** Every key of the program, by where it works. */
export function KeysSection({ headingId }: { readonly headingId: string }) {
  return (
    <section className="page-section" aria-labelledby={headingId}>
      <h2 id={headingId} tabIndex={-1}>
        Keys
      </h2>
      <p className="soft">
        Everything can be done from the keyboard. <kbd>Tab</kbd> moves between fields and buttons; a letter typed into a
        field is a letter, elsewhere it is a command.
      </p>
      <div className="help-keys">
        {shortcutPlaces.map((place) => (
          <section key={place} aria-label={place}>
            <h3>{place}</h3>
            <dl>
              {linesOf(place).map(({ label, keys }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>
                    {keys.map((each, index) => (
                      <span key={each}>
                        {index > 0 && <span className="unit"> or </span>}
                        {keyNamesOf(each).map((name) => (
                          <kbd key={name}>{name}</kbd>
                        ))}
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </section>
  )
}
