/**
 * Where a key leads in a list of rows; `undefined` when the key is none of the list's.
 * @param pageRows how many rows a page holds
 */
export function gridMove(key: string, from: number, total: number, pageRows: number): number | undefined {
  const bounded = (index: number): number => Math.max(0, Math.min(total - 1, index))
  switch (key) {
    case 'ArrowDown':
      return bounded(from + 1)
    case 'ArrowUp':
      return bounded(from - 1)
    case 'PageDown':
      return bounded(from + pageRows)
    case 'PageUp':
      return bounded(from - pageRows)
    case 'Home':
      return 0
    case 'End':
      return bounded(total - 1)
    default:
      return undefined
  }
}
