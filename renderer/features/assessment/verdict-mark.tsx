import type { Met } from '#shared/domain/rules/rule-finding.ts'

/** A verdict as sign and word: the sign alone would leave it to the eye, the color alone even more so. */
export function VerdictMark({ met }: { readonly met: Met }) {
  const [sign, word] = met === undefined ? ['?', 'not assessable'] : met ? ['▲', 'met'] : ['○', 'not met']
  return (
    <span className="verdict" data-met={String(met)}>
      <span aria-hidden>{sign}</span> {word}
    </span>
  )
}
