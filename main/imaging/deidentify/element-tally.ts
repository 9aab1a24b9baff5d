import type { DicomElement } from '#main/imaging/dicom/parse-data-set.ts'
import { standardTag } from '#main/imaging/dicom/standard-tag.ts'
import { tagInWords } from '#main/imaging/dicom/tags.ts'
import type { ElementCount } from '#shared/domain/imaging/removal-report.ts'

/** Counts elements for a report by what they are called, never by what they hold. */
export class ElementTally {
  private readonly counts = new Map<number, number>()

  /** Counts an element alone. */
  addOne({ tag }: DicomElement): void {
    const key = isPrivate(tag) ? tag - (tag & 0xffff) : tag
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1)
  }

  /** Counts an element, and what is in its items. */
  add(element: DicomElement): void {
    this.addOne(element)
    this.addInside(element)
  }

  /** Counts what is in an element's items. */
  addInside({ items = [] }: DicomElement): void {
    for (const { elements } of items) for (const element of elements.values()) this.add(element)
  }

  toCounts(): readonly ElementCount[] {
    return [...this.counts]
      .toSorted(([one], [other]) => one - other)
      .map(([tag, count]) =>
        isPrivate(tag)
          ? { tag: tagInWords(tag).replace(',0000)', ',xxxx)'), name: 'Private elements', count }
          : { tag: tagInWords(tag), name: nameOf(tag), count },
      )
  }
}

/** Of an odd group: a maker's own. */
function isPrivate(tag: number): boolean {
  return ((tag >>> 16) & 1) === 1
}

function nameOf(tag: number): string {
  return standardTag(tag)?.name ?? 'Unknown element'
}
