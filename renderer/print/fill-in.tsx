/** Lines to write on. */
export function BlankLines({ count }: { readonly count: number }) {
  return Array.from({ length: count }, (_, index) => <div key={index} className="blank-line" aria-hidden />)
}

/** Something to be filled in by hand, beside its label. */
export function FillIn({ label }: { readonly label: string }) {
  return (
    <div className="fill-in">
      <span className="paper-faint">{label}</span>
      <span className="blank-line" role="img" aria-label="to be filled in" />
    </div>
  )
}
