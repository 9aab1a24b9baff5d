interface HeadProps {
  readonly head: string
}

const groupSize = 8
const printedGroups = 2

/** The head of the chain in groups of eight, as it is compared with paper; the printed ones stand out. */
export function Head({ head }: HeadProps) {
  const groups = head.match(new RegExp(`.{1,${groupSize}}`, 'g')) ?? []
  return (
    <code className="audit-mono audit-groups">
      {groups.map((group, index) => (
        // The groups of one head: their order is what they are.
        <span key={index} data-printed={index < printedGroups || undefined}>
          {group}
        </span>
      ))}
    </code>
  )
}
