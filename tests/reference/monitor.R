# Reference numbers from R survey on the reconstructed monitor: reads the responses of all waves as CSV, writes JSON.
# Rscript monitor.R responses.csv plan.json output.json; test_monitor.py makes the first two (they never leave the test's folder).
#
# For each item's first net or category, in every level of every banner: the share, its standard error, design effect and logit
# interval (svymean, svyciprop of a subset), and three differences (svyttest): with the rest, with the next level of the banner,
# and with the wave before in which the item was asked.
suppressPackageStartupMessages({ library(survey); library(jsonlite) })
arguments <- commandArgs(trailingOnly = TRUE)
d <- read.csv(arguments[1])
plan <- fromJSON(arguments[2], simplifyDataFrame = FALSE)   # items with their codes, banners with their levels
d$wave_stratum <- interaction(d$wave, d$stratum_id, drop = TRUE)
design <- svydesign(id = ~1, strata = ~wave_stratum, weights = ~weight, fpc = ~population, data = d)

test <- function(data, name) {   # level 1 minus level 0
  t <- suppressWarnings(svyttest(y ~ level, data))
  setNames(list(unname(t$estimate), unname(t$p.value), unname(t$parameter)), paste0(name, c("difference", "p", "df")))
}

rows <- list()
for (item in plan$items) {
  now <- subset(design, wave == plan$wave)
  mark <- function(design) {
    answers <- design$variables[[item$id]]
    update(design, y = as.numeric(answers %in% unlist(item$shown)), answered = answers %in% unlist(item$codes))
  }
  whole <- mark(now)
  both_waves <- if (is.null(item$previous)) NULL else mark(subset(design, wave %in% c(plan$wave, item$previous)))
  answered <- whole$variables$answered
  for (banner in plan$banners) {
    values <- whole$variables[[banner$id]]
    codes <- unlist(banner$codes)
    known <- values %in% codes
    for (i in seq_along(codes)) {
      code <- codes[i]
      inside <- values == code
      if (sum(inside & answered) < plan$minimum || sum(answered & known & !inside) < plan$minimum) next
      base <- subset(whole, inside & answered)
      m <- svymean(~y, base, deff = "replace")
      row <- list(item = item$id, category = item$category, banner = banner$id, code = code,
                  n = nrow(base), estimate = unname(coef(m)), se = unname(SE(m)[1]))
      if (SE(m)[1] > 1e-12) {
        ci <- attr(svyciprop(~y, base, method = "xlogit", df = degf(base)), "ci")
        row <- c(row, list(deff = unname(deff(m)), ci_low = unname(ci[1]), ci_high = unname(ci[2])))
        row <- c(row, test(subset(update(whole, level = as.numeric(inside)), answered & known), ""))
        if (i < length(codes) && sum(answered & values == codes[i + 1]) >= plan$minimum) {
          pair <- subset(update(whole, level = as.numeric(inside)), answered & values %in% codes[c(i, i + 1)])
          row <- c(row, list(next_code = codes[i + 1]), test(pair, "next_"))
        }
        if (!is.null(both_waves)) {
          change <- subset(both_waves, answered & both_waves$variables[[banner$id]] == code)
          if (sum(change$variables$wave != plan$wave) >= plan$minimum) {
            change <- update(change, level = as.numeric(wave == plan$wave))
            row <- c(row, list(previous_wave = item$previous), test(change, "previous_"))
          }
        }
      }
      rows[[length(rows) + 1]] <- row
    }
  }
}
head <- toJSON(list(R = R.version.string, survey = as.character(packageVersion("survey")), wave = plan$wave), auto_unbox = TRUE)
lines <- sapply(rows, toJSON, digits = NA, auto_unbox = TRUE)
writeLines(c(paste0(sub("}$", "", head), ",\"rows\":["), paste0(lines, c(rep(",", length(lines) - 1), "")), "]}"), arguments[3])
