# Reference numbers from R survey for weighting: reads weighting-<sample>.csv, writes weighting.json.
# Rscript weighting.R [output.json], from this folder. With --data it first writes the samples: data(api) of R survey.
#
# Iterative methods run until a deviation of 1e-12, so that what is left is rounding.
suppressPackageStartupMessages({ library(survey); library(jsonlite) })
options(digits = 15)
TIGHT <- list(maxit = 5000, epsilon = 1e-13)

write_samples <- function() {
  data(api, package = "survey")
  columns <- c("cds", "stype", "sch.wide", "awards", "comp.imp", "api99", "api00", "pw")
  write.csv(apiclus1[columns], "weighting-apiclus1.csv", row.names = FALSE, quote = FALSE)
  write.csv(apistrat[columns], "weighting-apistrat.csv", row.names = FALSE, quote = FALSE)
}

read_sample <- function(name) read.csv(paste0("weighting-", name, ".csv"), stringsAsFactors = TRUE)

# Population totals of the 6194 schools (apipop); size and type are those of data(api)'s own example.
STYPE <- c(E = 4421, H = 755, M = 1018)
WIDE <- c(No = 1072, Yes = 5122)
AWARDS <- c(No = 2027, Yes = 4167)
API99 <- 3914069
freq <- function(name, totals) setNames(data.frame(names(totals), as.vector(totals)), c(name, "Freq"))

results <- list()
# svymean of a factor gives a row per level; a number gives one
number <- function(d) { d$comp <- as.numeric(d$comp.imp == "Yes"); d }
keep <- function(case, sample, design) {
  effect <- function(formula) unname(as.vector(deff(svymean(formula, design, deff = "replace"))))
  w <- unname(weights(design))
  results[[case]] <<- list(sample = sample, weights = w, kish = length(w) * sum(w^2) / sum(w)^2,
    deff_api00 = effect(~api00), deff_comp = effect(~comp),
    deff_base = unname(as.vector(deff(svymean(~api00, subset(design, awards == "Yes"), deff = "replace")))))
}
keep_weights <- function(case, sample, design) results[[case]] <<- list(sample = sample, weights = unname(weights(design)))

run <- function(sample, plain, bounds, tight, cut) {
  name <- function(case) paste(sample, case, sep = "_")
  keep(name("design"), sample, plain)
  keep(name("poststratify"), sample, postStratify(plain, ~stype, freq("stype", STYPE)))
  raked <- rake(plain, list(~stype, ~sch.wide, ~awards),
    list(freq("stype", STYPE), freq("sch.wide", WIDE), freq("awards", AWARDS)), control = TIGHT)
  keep_weights(name("rake"), sample, raked)      # its own variance projects on one margin after the other
  margins <- ~stype + sch.wide + awards
  totals <- c(`(Intercept)` = sum(STYPE), stypeH = 755, stypeM = 1018, sch.wideYes = 5122, awardsYes = 4167)
  numeric <- ~stype + api99
  with_api99 <- c(totals[1:3], api99 = API99)
  calibrated <- function(formula, population, fun, limits = c(-Inf, Inf))
    calibrate(plain, formula, population, calfun = fun, bounds = limits, maxit = 500, epsilon = 1e-13)
  keep(name("margins_linear"), sample, calibrated(margins, totals, "linear"))
  keep(name("margins_raking"), sample, calibrated(margins, totals, "raking"))
  keep(name("margins_logit"), sample, calibrated(margins, totals, "logit", bounds))
  keep(name("margins_bounded"), sample, calibrated(margins, totals, "linear", tight))
  keep(name("api99_linear"), sample, calibrated(numeric, with_api99, "linear"))
  keep(name("api99_raking"), sample, calibrated(numeric, with_api99, "raking"))
  keep(name("api99_logit"), sample, calibrated(numeric, with_api99, "logit", bounds))
  once <- trimWeights(raked, lower = cut[1], upper = cut[2], strict = TRUE)
  keep_weights(name("trim"), sample, once)
  keep_weights(name("trim_upper"), sample, trimWeights(raked, upper = cut[2], strict = TRUE))
}

# The design effect beside Kish's: against a sample without replacement, so that the finite population is in neither.
finite <- function(sample) {
  sample$size <- STYPE[as.character(sample$stype)]
  sample$band <- cut(sample$api00, c(0, 600, 700, 1000), labels = c("low", "middle", "high"))
  plain <- svydesign(id = ~1, strata = ~stype, weights = ~pw, fpc = ~size, data = sample)
  margins <- ~sch.wide + awards
  totals <- c(`(Intercept)` = sum(STYPE), sch.wideYes = 5122, awardsYes = 4167)
  designs <- list(post = postStratify(plain, ~awards, freq("awards", AWARDS)),
    linear = calibrate(plain, margins, totals, epsilon = 1e-13, maxit = 500))
  for (name in names(designs)) {
    d <- designs[[name]]
    effect <- function(part) unname(as.vector(deff(svymean(~band, part, deff = TRUE))))
    results[[paste0("apistrat_finite_", name)]] <<- list(sample = "apistrat", deff_band = effect(d),
      deff_band_improved = effect(subset(d, comp.imp == "Yes")))
  }
}

arguments <- commandArgs(trailingOnly = TRUE)
if ("--data" %in% arguments) write_samples()
clus1 <- number(read_sample("apiclus1"))
stratified <- number(read_sample("apistrat"))
run("apiclus1", svydesign(id = ~1, weights = ~pw, data = clus1),
  bounds = c(0.5, 2), tight = c(0.83, 1.85), cut = c(28.5, 60))
run("apistrat", svydesign(id = ~1, strata = ~stype, weights = ~pw, data = stratified),
  bounds = c(0.5, 2), tight = c(0.7, 1.07), cut = c(16, 42))
finite(stratified)
output <- list(R = R.version.string, survey = as.character(packageVersion("survey")), cases = results)
path <- c(arguments[arguments != "--data"], "weighting.json")[1]
text <- toJSON(output, auto_unbox = TRUE, digits = NA)
writeLines(gsub("},\"", "},\n\"", text, fixed = TRUE), path)   # a line per case
