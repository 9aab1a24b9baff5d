import { keyLines } from './viewer-keys.ts'

/** The shortcuts of the viewer, beside its panes. */
export function KeyList({ of }: { readonly of: 'one' | 'pair' }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it may be longer than the screen
    <section className="ct-keys" aria-label="Keys of the viewer" tabIndex={0}>
      <dl>
        {keyLines
          .filter(({ isOf = of }) => isOf === of)
          .map(({ keys, does }) => (
            <div key={keys}>
              <dt>{keys}</dt>
              <dd>{does}</dd>
            </div>
          ))}
      </dl>
      <p>The wheel leafs through the images; with Ctrl it zooms. The right button zooms, the middle one moves.</p>
    </section>
  )
}
