/** What is shown of one file. */
export interface View {
  readonly element: HTMLElement
  /** What one leafs through; none where it is all one. */
  readonly pages: readonly HTMLElement[]
  /** Sets the size: at 1 it fits the width. */
  readonly zoom: (factor: number, width: number) => void
}
