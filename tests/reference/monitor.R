# Reference numbers from R survey on the reconstructed monitor: reads the responses of all waves as CSV, writes JSON.
# Rscript monitor.R responses.csv plan.json output.json; test_monitor.py makes the first two (they never leave the test's folder).
#
# For each item's first net or category, in every level of every banner: the share, its standard error, design effect and logit
# interval (svymean, svyciprop of a subset), and three differences (svyttest): with the rest, with the next level of the banner,
# and with the wave before in which the item was asked. For each item also, in `others`: its first two categories, the next item of
# its block, each level of the first banner against the total that contains it (svycontrast), the mean of its codes (svymean), and
# whether it depends on the first banner (svychisq, F).
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
others <- list()
banner <- plan$banners[[1]]
for (item in plan$items) {
  now <- subset(design, wave == plan$wave)
  answers <- now$variables[[item$id]]
  answered <- answers %in% unlist(item$codes)
  codes <- unlist(item$codes)
  one <- update(now, y = as.numeric(answers %in% unlist(item$shown)), a = as.numeric(answered), mark = answers,
                c1 = as.numeric(answers == codes[1]), c2 = as.numeric(answers == codes[2]))
  other <- function(kind, name, estimate, se) {
    others[[length(others) + 1]] <<- list(kind = kind, item = item$id, other = name, estimate = as.numeric(estimate)[1], se = as.numeric(se)[1])
  }
  apart <- svycontrast(svymean(~c1 + c2, subset(one, answered)), c(1, -1))
  other("categories", codes[2], coef(apart), SE(apart))
  m <- svymean(~mark, subset(one, answered))
  other("mean", "", coef(m), SE(m)[1])
  if (!is.null(item$partner)) {
    theirs <- now$variables[[item$partner$id]]
    two <- update(one, y2 = as.numeric(theirs %in% unlist(item$partner$shown)), a2 = as.numeric(theirs %in% unlist(item$partner$codes)))
    apart <- svycontrast(svytotal(~y + a + y2 + a2, two), quote(y / a - y2 / a2))
    other("items", item$partner$id, coef(apart), SE(apart))
  }
  values <- one$variables[[banner$id]]
  for (code in unlist(banner$codes)) {
    if (sum(values == code & answered) < plan$minimum) next
    part <- update(one, py = y * (values == code), pa = a * (values == code))
    apart <- svycontrast(svytotal(~y + a + py + pa, part), quote(y / a - py / pa))
    other("total", code, coef(apart), SE(apart))
  }
  known <- answered & values %in% unlist(banner$codes)
  table <- update(one, answer = factor(ifelse(known, answers, NA)), level = factor(ifelse(known, values, NA)))
  f <- tryCatch(svychisq(~answer + level, subset(table, known), statistic = "F"), error = function(e) NULL)   # singular: R can't
  if (!is.null(f)) other("rao_scott", banner$id, f$statistic, f$p.value)
}
head <- toJSON(list(R = R.version.string, survey = as.character(packageVersion("survey")), wave = plan$wave), auto_unbox = TRUE)
lines <- function(rows) paste0(sapply(rows, toJSON, digits = NA, auto_unbox = TRUE), c(rep(",", length(rows) - 1), ""))
writeLines(c(paste0(sub("}$", "", head), ",\"rows\":["), lines(rows), "],\"others\":[", lines(others), "]}"), arguments[3])
