import type { AnalysisResult } from '#shared/domain/cohort/analysis-result.ts'
import { momentOf } from '#renderer/forms/moments.ts'
import type { Behind } from './cases-behind.tsx'
import { CasesButton, countWords } from './cases-button.tsx'
import { CopyButton } from './copy-button.tsx'
import { HandOut } from './hand-out.tsx'
import { ResultFigureView } from './result-figure.tsx'
import { ResultTableView } from './result-table.tsx'

interface ResultViewProps {
  readonly result: AnalysisResult
  /** Every run of this screen: what a report holds. */
  readonly resultIds: string[]
  readonly onList: (behind: Behind) => void
}

/** What an analysis found, of whatever kind: the sentence first, and at the end what it takes to do it again. */
export function ResultView({ result, resultIds, onList }: ResultViewProps) {
  const { id, title, findings, warnings, figures, tables, method, references, script, cut } = result
  const list = (key: string, words: string) => onList({ of: { resultId: id }, key, title: words })
  return (
    <article className="result">
      <h2>{title}</h2>
      <div role="status" className="result-findings">
        {findings.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      {warnings.length > 0 && (
        <ul className="result-warnings" aria-label="What a reader must know">
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      <Used result={result} onList={list} />
      {figures.map((figure) => (
        <ResultFigureView key={figure.id} figure={figure} resultId={id} />
      ))}
      {tables.map((table) => (
        <ResultTableView key={table.id} table={table} onList={list} />
      ))}
      <section className="result-method" aria-labelledby={`method-${id}`}>
        <header>
          <h3 id={`method-${id}`}>Methods</h3>
          <CopyButton what="methods" text={() => methodText(result)}>
            Copy
          </CopyButton>
        </header>
        {method.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {references.length > 0 && (
          <ol>
            {references.map((reference) => (
              <li key={reference}>{reference}</li>
            ))}
          </ol>
        )}
      </section>
      {script && (
        <details className="result-script">
          <summary>
            The same in R
            {script.packages.length > 0 && <span className="soft"> with {script.packages.join(', ')}</span>}
          </summary>
          <CopyButton what={script.fileName} text={() => script.r}>
            Copy {script.fileName}
          </CopyButton>
          {/* Long lines scroll; the keyboard must get there. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre tabIndex={0} aria-label={`Script ${script.fileName}`}>
            {script.r}
          </pre>
        </details>
      )}
      <HandOut result={result} resultIds={resultIds} />
      <p className="result-cut">
        {cut.frozen ? 'A data cut' : 'Data'} of {momentOf(cut.at)}, after {countWords(cut.auditEntries)} entries of the
        audit chain. <code title={cut.hash}>{cut.hash.slice(0, 16)}</code>{' '}
        <CopyButton what="digest" text={() => cut.hash} label="Copy the digest of the data">
          Copy
        </CopyButton>
      </p>
    </article>
  )
}

interface UsedProps {
  readonly result: AnalysisResult
  readonly onList: (key: string, title: string) => void
}

/** How many the numbers are of, and why the others are not among them. */
function Used({ result: { cases, used, dropped }, onList }: UsedProps) {
  return (
    <div className="result-used">
      <p>
        n = {countWords(used.cases)} of {countWords(cases)} cases
        {used.rows > used.cases && <span className="soft">, {countWords(used.rows)} observations</span>}
      </p>
      {dropped.length > 0 && (
        <ul aria-label="Left out of this analysis">
          {dropped.map(({ why, count, behind }) => (
            <li key={why}>
              {behind === undefined ? (
                countWords(count)
              ) : (
                <CasesButton count={count} of={why} onList={() => onList(behind, `Left out: ${why}`)} />
              )}{' '}
              {count === 1 ? 'case' : 'cases'}: {why}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

const methodText = ({ method, references }: AnalysisResult): string =>
  [method.join(' '), ...references.map((reference, index) => `${index + 1}. ${reference}`)].join('\n')
