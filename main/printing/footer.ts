/** What stands at the foot of every page: whose it is, when it was printed, and how it can be told from a changed one. */
import { formatPartialDate } from '#shared/domain/partial-date.ts'

export interface FooterFacts {
  readonly registry: string
  /** Registry code of the case, on pages about one. */
  readonly code?: string | undefined
  /** Local ISO date; not said on pages that tell no dates. */
  readonly printedOn?: string | undefined
  readonly auditHead: string
  /** Words for pages that hold values which are not a patient's. */
  readonly mark?: string | undefined
}

/** Enough of the chain's head to find it again. */
const headCharacters = 16
const maxRegistryCharacters = 60

/** Left and middle of the footer, most telling first. */
export function footerParts({ registry, code, printedOn, auditHead, mark }: FooterFacts): readonly string[] {
  const name = registry.length > maxRegistryCharacters ? `${registry.slice(0, maxRegistryCharacters - 1)}…` : registry
  return [
    name,
    ...(code ? [code] : []),
    ...(printedOn ? [`printed ${formatPartialDate(printedOn)}`] : []),
    `audit ${auditHead.slice(0, headCharacters)}`,
    ...(mark ? [mark] : []),
  ]
}

/**
 * The footer as a template for Chromium's `printToPDF`.
 * @param fontUrl of a font that the printed page has loaded; another is drawn with whatever the system has
 */
export function footerTemplate(facts: FooterFacts, fontUrl: string): string {
  const parts = footerParts(facts).map(escapeHtml).join(' &nbsp;·&nbsp; ')
  return `<style>
@font-face { font-family: 'Footer'; src: url('${fontUrl}') format('woff2'); font-display: swap; }
#footer { padding: 0 !important; }
.line { box-sizing: border-box; width: 100%; padding: 0 15mm 1.5mm; display: flex; justify-content: space-between;
  font: 7.5pt/10pt 'Footer', sans-serif; font-feature-settings: 'tnum'; color: #444; white-space: nowrap; }
</style>
<div class="line"><span>${parts}</span><span>page <span class="pageNumber"></span> of <span class="totalPages"></span></span></div>`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
