/** Says that what was typed into a list was not taken, so that it isn't lost unseen. */
export function Unmatched({ text }: { readonly text: string | undefined }) {
  return (
    <p className="field-note field-doubt" role="status">
      {text && `“${text}” is no single answer of the list; nothing was chosen.`}
    </p>
  )
}
