# Reference numbers from R survey on the reconstructed monitor: reads the responses of one wave as CSV, writes JSON.
# Rscript monitor.R responses.csv output.json; test_monitor.py makes the CSV (it never leaves the test's folder).
#
# For each item's first net or category: the share, its standard error and its degrees of freedom in every level of
# every banner (svymean of a subset), and the level against the rest (svyttest).
suppressPackageStartupMessages({ library(survey); library(jsonlite) })
arguments <- commandArgs(trailingOnly = TRUE)
d <- read.csv(arguments[1])
plan <- fromJSON(arguments[2], simplifyDataFrame = FALSE)   # items with their codes, banners with their levels
design <- svydesign(id = ~1, strata = ~stratum_id, weights = ~weight, fpc = ~population, data = d)

rows <- list()
for (item in plan$items) {
  answered <- d[[item$id]] %in% unlist(item$codes)
  y <- as.numeric(d[[item$id]] %in% unlist(item$shown))
  whole <- update(design, y = y)
  for (banner in plan$banners) {
    known <- d[[banner$id]] %in% unlist(banner$codes)
    for (code in unlist(banner$codes)) {
      inside <- d[[banner$id]] == code
      if (sum(inside & answered) < plan$minimum || sum(answered & known & !inside) < plan$minimum) next
      base <- subset(whole, inside & answered)
      m <- svymean(~y, base)
      row <- list(item = item$id, category = item$category, banner = banner$id, code = code,
                  n = nrow(base), estimate = unname(coef(m)), se = unname(SE(m)[1]))
      both <- subset(update(whole, level = as.numeric(inside)), answered & known)
      if (SE(m)[1] > 1e-12) {
        t <- suppressWarnings(svyttest(y ~ level, both))
        row <- c(row, list(difference = unname(t$estimate), p = unname(t$p.value), df = unname(t$parameter)))
      }
      rows[[length(rows) + 1]] <- row
    }
  }
}
out <- list(R = R.version.string, survey = as.character(packageVersion("survey")), wave = plan$wave, rows = rows)
writeLines(toJSON(out, digits = NA, auto_unbox = TRUE), arguments[3])
