import type { Columns } from '#shared/statistics/tidy/columns.ts'
import type { AnalysisResult } from '../analysis-result.ts'
import { adjustmentInR } from '../adjustment.ts'
import { rScript, rVector } from '../r-script.ts'
import type { MadePairs } from './paired-words.ts'

/** The changes in R: t.test, wilcox.test and binom.test of each month’s column. */
export function pairedScript(
  { outcome, months, threshold, request, index }: MadePairs,
  data: Columns,
): NonNullable<AnalysisResult['script']> {
  const compared = months.filter(({ pairs }) => pairs.length > 1).map(({ month }) => String(month))
  const sign = outcome.better === 'lower' ? '-' : ''
  const adjust = adjustmentInR(request.adjust)
  const responders = (['better', 'worse'] as const).flatMap((kind) => {
    const least = threshold[kind]
    if (least === undefined) return []
    const gain = (kind === 'better') === (sign === '') ? 'change' : '-change'
    return [
      `${kind} = sum(${gain} >= ${least})`,
      `${kind}_low = binom.test(sum(${gain} >= ${least}), length(change))$conf.int[1]`,
    ]
  })
  return rScript({
    fileName: 'paired.R',
    title: `Change of ${outcome.label} from the ${index}`,
    data,
    levels: {},
    packages: [],
    lines: [
      '# NA where a test has nothing to go by',
      'attempt <- function(value) tryCatch(value, error = function(problem) NA)',
      `result <- do.call(rbind, lapply(${rVector(compared)}, function(month) {`,
      '  change <- data[[paste0("change_", month)]]',
      '  change <- change[!is.na(change)]',
      '  ranks <- suppressWarnings(attempt(wilcox.test(change, conf.int = TRUE)))',
      '  data.frame(',
      '    month = month, pairs = length(change), mean = mean(change),',
      '    low = attempt(t.test(change)$conf.int[1]), high = attempt(t.test(change)$conf.int[2]),',
      '    p_t = attempt(t.test(change)$p.value),',
      '    median = median(change),',
      '    shift = if (is.list(ranks)) unname(ranks$estimate) else NA,',
      `    p_wilcoxon = if (is.list(ranks)) ranks$p.value else NA${responders.length > 0 ? ',' : ''}`,
      ...responders.map((line, at) => `    ${line}${at < responders.length - 1 ? ',' : ''}`),
      '  )',
      '}))',
      `result$p_t_adjusted <- p.adjust(result$p_t, ${adjust})`,
      `result$p_wilcoxon_adjusted <- p.adjust(result$p_wilcoxon, ${adjust})`,
      'print(result)',
    ],
  })
}
