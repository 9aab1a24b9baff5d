/** The baseline table in R: each row by the function that its test is called after. */
import type { Columns, Levels } from '#shared/statistics/tidy/columns.ts'
import type { AnalysisResult } from '../analysis-result.ts'
import { adjustmentInR } from '../adjustment.ts'
import { rScript, rText } from '../r-script.ts'
import type { MadeTable } from './table1-columns.ts'

const tests: Readonly<Record<string, (x: string, group: string) => string>> = {
  'Welch t': (x, group) => `t.test(${x} ~ ${group})$p.value`,
  'Welch ANOVA': (x, group) => `oneway.test(${x} ~ ${group})$p.value`,
  'Mann-Whitney': (x, group) => `suppressWarnings(wilcox.test(${x} ~ ${group}))$p.value`,
  'Kruskal-Wallis': (x, group) => `kruskal.test(${x} ~ ${group})$p.value`,
  'chi-squared': (x, group) => `suppressWarnings(chisq.test(${x}, ${group}, correct = FALSE))$p.value`,
  'Fisher exact': (x, group) => `fisher.test(${x}, ${group}, workspace = 2e7)$p.value`,
}

const describe = [
  'describe <- function(x) {',
  '  x <- x[!is.na(x)]',
  '  q <- quantile(x, c(0.5, 0.25, 0.75), names = FALSE)',
  '  c(n = length(x), mean = mean(x), sd = sd(x), median = q[1], q1 = q[2], q3 = q[3])',
  '}',
]

const standardizedDifference = [
  '# Difference of means over the root of the mean variance; of categories, Mahalanobis distance of the proportions',
  'smd <- function(x, group) {',
  '  two <- function(a, b) {',
  '    if (is.numeric(x)) return(abs(mean(a) - mean(b)) / sqrt((var(a) + var(b)) / 2))',
  '    levels <- sort(unique(as.character(c(as.character(a), as.character(b)))))[-1]',
  '    if (length(levels) == 0) return(0)',
  '    p <- sapply(levels, function(level) mean(a == level))',
  '    q <- sapply(levels, function(level) mean(b == level))',
  '    spread <- (diag(p, length(p)) - outer(p, p) + diag(q, length(q)) - outer(q, q)) / 2',
  '    sqrt(drop((p - q) %*% solve(spread, p - q)))',
  '  }',
  '  known <- !is.na(x)',
  '  mean(combn(levels(group), 2, function(pair) two(x[known & group == pair[1]], x[known & group == pair[2]])))',
  '}',
]

export function table1Script(
  { columns, rows, adjust }: MadeTable,
  { data, levels, group }: { readonly data: Columns; readonly levels: Levels; readonly group: string | undefined },
): NonNullable<AnalysisResult['script']> {
  const by = `data$${group}`
  const parts = columns.flatMap(({ column, kind, label, variable, isAnswer }, at) => {
    const { test, smd } = rows[at]!
    const isFactor = kind === 'category' && !levels[column]
    const x = isFactor ? `factor(data$${column})` : `data$${column}`
    const call = test && tests[test.name]
    const shown =
      kind === 'category'
        ? [`print(table(${x}${group === undefined ? '' : `, ${by}`}, useNA = "ifany"))`]
        : [
            group === undefined
              ? `print(describe(${x}))`
              : `print(rbind(do.call(rbind, tapply(${x}, ${by}, describe)), all = describe(${x})))`,
          ]
    return [
      '',
      `# ${isAnswer ? `${variable.label}: ` : ''}${label}`,
      ...shown,
      ...(call ? [`p[${rText(column)}] <- ${call(x, by)}`] : []),
      ...(smd === null ? [] : [`d[${rText(column)}] <- smd(${x}, ${by})`]),
    ]
  })
  const isCompared = rows.some(({ test }) => test)
  return rScript({
    fileName: 'table1.R',
    title: 'Characteristics of a cohort',
    data,
    levels,
    packages: [],
    lines: [
      ...describe,
      ...(group === undefined ? [] : [...standardizedDifference, 'p <- c()', 'd <- c()']),
      ...parts,
      ...(isCompared
        ? [
            '',
            `print(data.frame(row = names(p), p = p, adjusted = p.adjust(p, ${adjustmentInR(adjust)}), smd = d[names(p)]))`,
          ]
        : []),
    ],
  })
}
