# Reference numbers from R survey for cubes with weights that differ within strata: writes raked.json.
# Rscript raked.R [output.json], from this folder. The samples are those of ../reference/survey_engine.R.
#
# Each design is calibrated to margins. Rows: cells, each level against the rest and against each other level
# (svyttest), and contrasts of estimates that share respondents: the total of the difference of their influences, whose
# error has the calibration in it (what svyttest can't do for a calibrated design without stacking it).
suppressPackageStartupMessages({ library(survey); library(jsonlite) })
options(survey.lonely.psu = "fail", digits = 15)

read_sample <- function(name) {
  x <- read.csv(file.path("..", "reference", paste0("survey_engine_", name, ".csv")), colClasses = c(cds = "character"))
  sizes <- c(E = 4421, H = 755, M = 1018)
  x$size_of_stratum <- unname(sizes[x$stype])
  x$awards <- factor(ifelse(x$awards == 1, "ja", "nee"))
  x$stype <- factor(x$stype)
  x$poor <- ifelse(x$meals > 45, "arm", "rijk")
  x$enrol <- ifelse(is.na(x$enroll) | x$enroll > 1500, NA, ifelse(x$enroll < 400, "klein", ifelse(x$enroll < 600, "midden", "groot")))
  x$score <- ifelse(x$api00 < 600, "laag", ifelse(x$api00 < 700, "midden", "hoog"))
  x$target <- ifelse(x$comp_imp == 1, "ja", "nee")
  x$wide <- ifelse(is.na(x$acs_k3), NA, ifelse(x$sch_wide == 1, "ja", "nee"))   # asked of fewer schools
  x
}

TOTALS <- c(`(Intercept)` = 6194, stypeH = 755, stypeM = 1018, awardsnee = 2027)
LEVELS <- list(poor = c("arm", "rijk"), enrol = c("klein", "midden", "groot"), stype = c("E", "H", "M"))
ITEMS <- list(score = c("laag", "midden", "hoog"), target = c("nee", "ja"), wide = c("nee", "ja"))
tight <- function(design, formula, totals, fun) calibrate(design, formula, totals, calfun = fun, epsilon = 1e-14, maxit = 500)

designs <- function() {
  stratified <- function(x) svydesign(~1, strata = ~stype, weights = ~pw, fpc = ~size_of_stratum, data = x)
  clustered <- svydesign(~dnum, weights = ~pw, data = read_sample("apiclus1"))
  types <- TOTALS[1:3]
  list(
    strat_rake = tight(stratified(read_sample("apistrat")), ~stype + awards, TOTALS, "raking"),
    srs_rake = tight(stratified(read_sample("apisrs")), ~stype + awards, TOTALS, "raking"),
    strat_linear = tight(stratified(read_sample("apistrat")), ~stype + awards, TOTALS, "linear"),
    clus_rake = tight(clustered, ~stype + awards, TOTALS, "raking"),
    clus_post = postStratify(clustered, ~stype, data.frame(stype = c("E", "H", "M"), Freq = c(4421, 755, 1018)))
  )
}

rows <- list()
add <- function(design, kind, ...) rows[[length(rows) + 1]] <<- list(design = design, kind = kind, ...)
plain <- function(x) unname(as.vector(x))

is_in <- function(d, item, category) as.numeric(d$variables[[item]] %in% category)

add_cell <- function(name, d, item, category, banner, level) {
  inside <- !is.na(d$variables[[item]]) & (banner == "totaal" | (!is.na(d$variables[[banner]]) & d$variables[[banner]] == level))
  if (!any(inside)) return()
  d <- subset(update(d, y = is_in(d, item, category)), inside)   # a calibrated design keeps all rows
  m <- svymean(~y, d, deff = "replace")
  values <- list(n = sum(inside), estimate = plain(coef(m)), se = plain(SE(m)), df = degf(d))
  if (values$se > 1e-12) values <- c(values, list(deff = plain(deff(m)), ci = plain(attr(svyciprop(~y, d, method = "xlogit"), "ci"))))
  do.call(add, c(list(name, "cell", item = item, category = category, banner = banner, level = level), values))
}

add_test <- function(name, kind, d, item, category, banner, left, right, inside) {
  inside <- inside & !is.na(d$variables[[item]])
  d <- update(d, y = is_in(d, item, category), side = is_in(d, banner, left))
  if (length(unique(d$variables$y[inside])) < 2 || length(unique(d$variables$side[inside])) < 2) return()
  t <- svyttest(y ~ side, subset(d, inside))
  add(name, kind, item = item, category = category, banner = banner, level = left, other = right,
      difference = plain(t$estimate), se = plain(t$estimate / t$statistic), df = plain(t$parameter), p = plain(t$p.value))
}

add_mean <- function(name, d, banner, level) {   # of the codes of the score: 0, 1 and 2
  known <- if (banner == "totaal") rep(TRUE, nrow(d$variables)) else !is.na(d$variables[[banner]])
  at <- if (banner == "totaal") known else d$variables[[banner]] %in% level
  d <- update(d, y = match(d$variables$score, ITEMS$score) - 1, side = as.numeric(at))
  m <- svymean(~y, subset(d, at), deff = "replace")
  df <- degf(subset(d, at))
  values <- list(estimate = plain(coef(m)), se = plain(SE(m)), deff = plain(deff(m)), df = df, ci = plain(confint(m, df = df)))
  if (banner != "totaal") {
    t <- svyttest(y ~ side, subset(d, known))
    values <- c(values, list(rest_difference = plain(t$estimate), rest_df = plain(t$parameter), rest_p = plain(t$p.value)))
  }
  do.call(add, c(list(name, "mean", n = sum(at), banner = banner, level = level), values))
}

influence <- function(d, item, category, inside) {   # of a share, without the weight
  x <- d$variables; w <- 1 / d$prob
  base <- inside & !is.na(x[[item]])
  y <- ifelse(base, x[[item]] == category, 0)
  share <- sum(w * y) / sum(w[base])
  list(share = share, u = ifelse(base, (y - share) / sum(w[base]), 0), base = base)
}

add_contrast <- function(name, kind, d, left, right, ...) {
  if (!any(left$base) || !any(right$base)) return()
  d$variables$z <- left$u - right$u
  se <- plain(SE(svytotal(~z, d)))
  df <- degf(subset(d, left$base | right$base)) - 1
  difference <- left$share - right$share
  if (se > 1e-12) add(name, kind, ..., difference = difference, se = se, df = df, p = 2 * pt(-abs(difference / se), df))
}

add_all <- function(name, d) {
  everyone <- rep(TRUE, nrow(d$variables))
  of <- function(item, category, inside = everyone) influence(d, item, category, inside)
  for (item in names(ITEMS)) for (category in ITEMS[[item]]) {
    add_cell(name, d, item, category, "totaal", "totaal")
    for (banner in names(LEVELS)) {
      known <- !is.na(d$variables[[banner]])
      for (level in LEVELS[[banner]]) {
        at <- known & d$variables[[banner]] == level
        add_cell(name, d, item, category, banner, level)
        add_test(name, "rest", d, item, category, banner, level, "rest", known)
        add_contrast(name, "total", d, of(item, category), of(item, category, at), item = item, category = category, banner = banner, level = level)
      }
      for (pair in combn(LEVELS[[banner]], 2, simplify = FALSE))
        add_test(name, "levels", d, item, category, banner, pair[1], pair[2], known & d$variables[[banner]] %in% pair)
    }
  }
  add_mean(name, d, "totaal", "totaal")
  for (banner in c("poor", "enrol")) for (level in LEVELS[[banner]]) add_mean(name, d, banner, level)
  at <- !is.na(d$variables$enrol) & d$variables$enrol == "midden"
  for (pair in combn(ITEMS$score, 2, simplify = FALSE))
    add_contrast(name, "categories", d, of("score", pair[1], at), of("score", pair[2], at), category = pair[1], other = pair[2])
  for (category in ITEMS$target) add_contrast(name, "items", d, of("target", category, at), of("wide", category, at), category = category)
}

options(warn = -1)   # svyglm counts the rows outside a subset
made <- designs()
for (name in names(made)) add_all(name, made[[name]])
output <- list(R = R.version.string, survey = as.character(packageVersion("survey")), weights = lapply(made, function(d) plain(weights(d))), rows = rows)
path <- c(commandArgs(trailingOnly = TRUE), "raked.json")[1]
text <- toJSON(output, auto_unbox = TRUE, digits = NA)
writeLines(gsub("},{", "},\n{", text, fixed = TRUE), path)   # a line per row
