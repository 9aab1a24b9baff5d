import type { Columns } from '#shared/statistics/tidy/columns.ts'
import type { AnalysisResult } from '../analysis-result.ts'
import { adjustmentInR } from '../adjustment.ts'
import { rScript, rText, rVector } from '../r-script.ts'
import { eventColumn } from './rates-compared.ts'
import { periods } from './rates-gather.ts'
import type { MadeRates } from './rates-words.ts'

/** The rates in R: poisson.test, then glm or glm.nb with the sandwich of patients’ scores. */
export function ratesScript(
  { request, groups, index }: MadeRates,
  data: Columns,
  group: string | undefined,
): NonNullable<AnalysisResult['script']> {
  const events = [...new Set(request.events)].map((event) => rText(eventColumn(event)))
  const isNegativeBinomial = request.model === 'negative-binomial'
  const subsets = group === undefined ? ['subsets <- list(all = data)'] : [`subsets <- split(data, data$${group})`]
  return rScript({
    fileName: 'rates.R',
    title: `Events before and after the ${index}`,
    data,
    levels: { period: [...periods], ...(group === undefined ? {} : { [group]: [...groups] }) },
    packages: isNegativeBinomial ? ['MASS'] : [],
    lines: [
      'rate_of <- function(rows, event) {',
      '  test <- poisson.test(sum(rows[[event]]), sum(rows$years))',
      '  c(rate = unname(test$estimate), low = test$conf.int[1], high = test$conf.int[2])',
      '}',
      'ratio_of <- function(rows, event) {',
      '  rows$events <- rows[[event]]',
      '  model <- events ~ period + offset(log(years))',
      '  fit <- glm(model, family = poisson, data = rows)',
      '  theta <- Inf',
      ...(isNegativeBinomial
        ? [
            '  # Counts that vary no more than Poisson’s have no negative-binomial fit',
            '  if (sum((rows$events - fitted(fit))^2 - rows$events) > 0) {',
            '    fit <- suppressWarnings(glm.nb(model, data = rows, control = glm.control(epsilon = 1e-12, maxit = 200)))',
            '    theta <- fit$theta',
            '  }',
          ]
        : []),
      '  x <- model.matrix(fit)',
      '  mean <- fitted(fit)',
      '  weight <- mean / (1 + mean / theta)',
      '  bread <- solve(crossprod(x, x * weight))',
      '  scores <- x * ((rows$events - mean) / (1 + mean / theta))',
      '  covariance <- bread %*% crossprod(rowsum(scores, rows$patient)) %*% bread',
      '  log_ratio <- unname(coef(fit)[2])',
      '  error <- sqrt(covariance[2, 2])',
      '  c(ratio = exp(log_ratio), low = exp(log_ratio - qnorm(0.975) * error),',
      '    high = exp(log_ratio + qnorm(0.975) * error), p = 2 * pnorm(-abs(log_ratio / error)))',
      '}',
      '# Where one of the periods has events of no two patients',
      'exact_of <- function(before, after, event) {',
      '  events <- c(sum(after[[event]]), sum(before[[event]]))',
      '  years <- c(sum(after$years), sum(before$years))',
      '  if (sum(events) == 0 || any(years == 0)) return(c(ratio = NA, low = NA, high = NA, p = NA))',
      '  test <- poisson.test(events, years)',
      '  c(ratio = unname(test$estimate), low = test$conf.int[1], high = test$conf.int[2], p = test$p.value)',
      '}',
      '',
      ...subsets,
      'result <- list()',
      `for (event in ${rVector(events)}) for (name in names(subsets)) {`,
      '  rows <- subsets[[name]]',
      '  by_period <- split(rows, rows$period)',
      '  rates <- lapply(by_period, function(part) if (nrow(part) > 0) rate_of(part, event) else c(rate = NA, low = NA, high = NA))',
      '  has_ratio <- all(sapply(by_period, function(part) length(unique(part$patient[part[[event]] > 0])) > 1))',
      '  ratio <- if (has_ratio) ratio_of(rows, event) else exact_of(by_period$before, by_period$after, event)',
      '  result[[length(result) + 1]] <- data.frame(event = event, group = name,',
      '    before = rates$before["rate"], before_low = rates$before["low"], before_high = rates$before["high"],',
      '    after = rates$after["rate"], after_low = rates$after["low"], after_high = rates$after["high"],',
      '    ratio = ratio["ratio"], ratio_low = ratio["low"], ratio_high = ratio["high"], p = ratio["p"])',
      '}',
      'result <- do.call(rbind, c(result, make.row.names = FALSE))',
      `result$p_adjusted <- p.adjust(result$p, ${adjustmentInR(request.adjust)})`,
      'print(result)',
    ],
  })
}
