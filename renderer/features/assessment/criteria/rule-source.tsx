import type { Rule } from '#shared/domain/rules/rule-finding.ts'

/** Where a rule comes from and what to know before trusting it. Opens on demand. */
export function RuleSource({ rule }: { readonly rule: Rule }) {
  return (
    <details className="rule-source small">
      <summary>Source and caveats</summary>
      <p>{rule.citation}.</p>
      {rule.caveat !== undefined && <p>{rule.caveat}</p>}
    </details>
  )
}
