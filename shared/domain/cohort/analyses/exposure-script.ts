import type { Columns } from '#shared/statistics/tidy/columns.ts'
import type { AnalysisResult } from '../analysis-result.ts'
import { rScript } from '../r-script.ts'
import { doseLimits, type MadeExposure } from './exposure-doses.ts'

/** The doses in R: quantiles and shares by month, wilcox.test of the windows. */
export function exposureScript(
  { groups, index }: MadeExposure,
  data: Columns,
  group: string | undefined,
): NonNullable<AnalysisResult['script']> {
  const levels = groups.flatMap(({ group: level }) => level ?? [])
  const shares = doseLimits.map((limit) => `at_most_${String(limit).replace('.', '_')} = mean(dose <= ${limit})`)
  return rScript({
    fileName: 'exposure.R',
    title: `Glucocorticoids around the ${index}`,
    data,
    levels: group === undefined ? {} : { [group]: levels },
    packages: [],
    lines: [
      '# Doses of months, and pairs of a window after the index with that before it',
      'monthly <- subset(data, what == "month")',
      'windows <- subset(data, what == "window")',
      group === undefined
        ? 'groups_of <- function(rows) list(all = rows)'
        : `groups_of <- function(rows) split(rows, rows$${group})`,
      '',
      'for (name in names(groups_of(monthly))) {',
      '  rows <- groups_of(monthly)[[name]]',
      '  cat(name, "\\n")',
      '  print(do.call(rbind, lapply(split(rows, rows$time), function(at) {',
      '    dose <- at$dose',
      '    quartiles <- quantile(dose, c(0.5, 0.25, 0.75), names = FALSE)',
      '    data.frame(month = at$time[1], n = length(dose), median = quartiles[1], q1 = quartiles[2], q3 = quartiles[3],',
      `      ${shares.join(', ')})`,
      '  })), row.names = FALSE)',
      '}',
      '',
      '# NA where the test has nothing to go by',
      'attempt <- function(value) tryCatch(suppressWarnings(value), error = function(problem) NA)',
      'result <- do.call(rbind, lapply(names(groups_of(windows)), function(name) {',
      '  rows <- groups_of(windows)[[name]]',
      '  do.call(rbind, lapply(split(rows, rows$time), function(at) {',
      '    change <- round(at$dose - at$before, 6)',
      '    test <- attempt(wilcox.test(change))',
      '    data.frame(group = name, ends = at$time[1], n = nrow(at), before = median(at$before), after = median(at$dose), change = median(change),',
      '      p = if (is.list(test)) test$p.value else NA)',
      '  }))',
      '}))',
      'print(result)',
    ],
  })
}
