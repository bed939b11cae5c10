# Reference numbers from R survey for the general engine (drukproef.survey), on the api and scd data of that package.
# Rscript survey_engine.R [output.json], from this folder. With --data it first writes survey_engine_<data>.csv.
#
# Each row has the design, what was asked, and R's answer. R's defaults are used throughout; where two estimates
# have respondents in common, the data are stacked with the respondent as the cluster.
suppressPackageStartupMessages({ library(survey); library(jsonlite) })
options(survey.lonely.psu = "fail", digits = 15, warn = -1)

COLUMNS <- c("cds", "stype", "dnum", "api00", "api99", "enroll", "api.stu", "meals", "ell", "mobility", "acs.k3",
             "sch.wide", "comp.imp", "awards", "pw")
YES_NO <- c("sch.wide", "comp.imp", "awards")

file_of <- function(name) paste0("survey_engine_", name, ".csv")

write_data <- function() {
  data(api, package = "survey"); data(scd, package = "survey")
  for (name in c("apisrs", "apistrat", "apiclus1", "apiclus2")) {
    d <- get(name)
    out <- d[, COLUMNS]
    out[YES_NO] <- lapply(d[YES_NO], function(x) as.integer(x == "Yes"))
    out$fpc <- if (name == "apiclus2") d$fpc1 else d$fpc
    names(out) <- gsub(".", "_", names(out), fixed = TRUE)
    write.csv(out, file_of(name), row.names = FALSE, quote = FALSE, na = "")
  }
  scd$w <- rep(c(3, 2, 4), each = 2)
  write.csv(scd, file_of("scd"), row.names = FALSE, quote = FALSE)
  set.seed(20)
  clus1 <- designs_of(read_data())$clus1
  keep <- function(r, name) {   # replicate weights complete, as a file would bring them
    write.csv(weights(r, "analysis"), file_of(name), row.names = FALSE)
    write.csv(data.frame(scale = r$scale, rscales = r$rscales), file_of(paste0(name, "_scales")), row.names = FALSE)
  }
  s <- svydesign(~ambulance, strata = ~ESA, weights = ~w, data = scd, nest = TRUE)
  keep(as.svrepdesign(clus1, type = "JK1"), "jk1")
  keep(as.svrepdesign(clus1, type = "bootstrap", replicates = 20), "bootstrap")
  keep(as.svrepdesign(s, type = "JKn"), "jkn")
  keep(as.svrepdesign(s, type = "BRR"), "brr")
  keep(as.svrepdesign(s, type = "Fay", fay.rho = 0.3), "fay")
}

read_data <- function() {
  names <- c("apisrs", "apistrat", "apiclus1", "apiclus2")
  d <- lapply(names, function(name) {
    x <- read.csv(file_of(name), colClasses = c(cds = "character"))
    x$sizes <- ifelse(x$stype == "H", 50, x$fpc)   # stratum H is then complete
    x$poor <- as.integer(x$meals > 45)
    x$region <- ifelse(x$dnum == 61, "lone", ifelse(x$dnum < 400, "north", "south"))
    x
  })
  setNames(d, names)
}

STYPE <- data.frame(stype = c("E", "H", "M"), Freq = c(4421, 755, 1018))
WIDE <- data.frame(sch_wide = c(0, 1), Freq = c(1072, 5122))
AWARDS <- data.frame(awards = c(0, 1), Freq = c(2027, 4167))
TOTALS <- c(`(Intercept)` = 6194, stypeH = 755, stypeM = 1018, api99 = 3914069)

designs_of <- function(d) {
  clus1 <- svydesign(~dnum, weights = ~pw, fpc = ~fpc, data = d$apiclus1)
  stratified <- svydesign(~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = d$apistrat)
  tight <- list(maxit = 500, epsilon = 1e-15)
  list(
    srs = svydesign(~1, weights = ~pw, fpc = ~fpc, data = d$apisrs),
    stratified = stratified,
    strat_replace = svydesign(~1, strata = ~stype, weights = ~pw, data = d$apistrat),
    strat_certain = svydesign(~1, strata = ~stype, weights = ~pw, fpc = ~sizes, data = d$apistrat),
    clus1 = clus1,
    clus1_replace = svydesign(~dnum, weights = ~pw, data = d$apiclus1),
    clus1_lonely = svydesign(~dnum, strata = ~region, weights = ~pw, data = d$apiclus1),
    clus2 = svydesign(~dnum, weights = ~pw, fpc = ~fpc, data = d$apiclus2),
    clus1_post = postStratify(clus1, ~stype, STYPE),
    strat_post = postStratify(stratified, ~awards, AWARDS),
    clus1_rake = rake(clus1, list(~stype, ~sch_wide), list(STYPE, WIDE), control = tight),
    strat_rake = rake(stratified, list(~stype, ~awards), list(STYPE, AWARDS), control = tight),
    clus1_cal = calibrate(clus1, ~stype + api99, TOTALS),
    clus1_calrake = calibrate(clus1, ~stype + api99, TOTALS, calfun = "raking", epsilon = 1e-13, maxit = 200),
    clus1_steps = postStratify(calibrate(clus1, ~stype + api99, TOTALS), ~awards, AWARDS)
  )
}

replicates_of <- function(d) {
  load <- function(name, data, w, mse = FALSE) {
    s <- read.csv(file_of(paste0(name, "_scales")))
    svrepdesign(data = data, weights = w, repweights = as.matrix(read.csv(file_of(name))), type = "other",
                combined.weights = TRUE, scale = s$scale[1], rscales = s$rscales, mse = mse)
  }
  scd <- read.csv(file_of("scd"))
  list(jk1 = load("jk1", d$apiclus1, d$apiclus1$pw), jk1_mse = load("jk1", d$apiclus1, d$apiclus1$pw, TRUE), bootstrap = load("bootstrap", d$apiclus1, d$apiclus1$pw),
       jkn = load("jkn", scd, scd$w), brr = load("brr", scd, scd$w), fay = load("fay", scd, scd$w))
}

rows <- list()
add <- function(design, kind, y, ..., domain = "all") {
  values <- lapply(list(...), function(v) unname(as.vector(v)))
  rows[[length(rows) + 1]] <<- c(list(design = design, kind = kind, y = y, domain = domain), values)
}

# What svyciprop's "likelihood" stands for: where the deviance, over the dispersion n / (n - 1) of a share, is t^2 times
# the variance / (p (1 - p)). R finds it with a spline through a few points of the profile, so to 3 decimals or more.
likelihood <- function(p, v, df, n) {
  excess <- function(q) 2 * (p * log(p / q) + (1 - p) * log((1 - p) / (1 - q))) - qt(0.975, df)^2 * v / (p * (1 - p)) * n / (n - 1)
  c(uniroot(excess, c(1e-15, p), tol = 1e-15)$root, uniroot(excess, c(p, 1 - 1e-13), tol = 1e-15)$root)
}

r_likelihood <- function(f, d) {   # NULL where R's profile stops
  ci <- try(suppressWarnings(attr(svyciprop(f, d, method = "likelihood"), "ci")), silent = TRUE)
  if (inherits(ci, "try-error") || anyNA(ci)) NULL else c(ci)
}

add_share <- function(name, d, y, domain) {
  f <- as.formula(paste0("~", y))
  d <- subset(d, !is.na(d$variables[[y]]))
  m <- svymean(f, d, deff = "replace")
  values <- list(estimate = coef(m), se = SE(m), deff = deff(m), df = degf(d))
  if (degf(d) > 0 && SE(m) > 1e-12) {   # not where calibration has taken all variance away
    values$rows <- nrow(d)   # what "beta" takes for n: with calibration, also the rows outside the domain
    for (method in c("logit", "xlogit", "beta", "mean"))
      values[[method]] <- c(attr(svyciprop(f, d, method = method), "ci"))
    values$exact_likelihood <- likelihood(coef(m)[[1]], vcov(m)[[1]], degf(d), sum(weights(d, "sampling") > 0))
    values$r_likelihood <- r_likelihood(f, d)
    values$logit_90 <- c(attr(svyciprop(f, d, method = "xlogit", level = 0.9), "ci"))
  }
  do.call(add, c(list(name, "share", y, domain = domain), values))
}

add_mean <- function(name, d, y, domain) {
  f <- as.formula(paste0("~", y))
  m <- svymean(f, d, na.rm = TRUE, deff = "replace")
  d <- subset(d, !is.na(d$variables[[y]]))
  add(name, "mean", y, estimate = coef(m), se = SE(m), deff = deff(m), df = degf(d),
      wald = confint(m, df = degf(d)), domain = domain)
}

add_rest <- function(name, d, domain) {
  t <- svytotal(~enroll, d, na.rm = TRUE, deff = "replace")
  add(name, "total", "enroll", estimate = coef(t), se = SE(t), deff = deff(t), domain = domain)
  t <- svytotal(~comp_imp, d)
  add(name, "total", "comp_imp", estimate = coef(t), se = SE(t), domain = domain)
  r <- svyratio(~api_stu, ~enroll, d, na.rm = TRUE)
  add(name, "ratio", "api_stu/enroll", estimate = coef(r), se = SE(r), domain = domain)
  for (y in c("api00", "meals")) for (p in c(0.1, 0.25, 0.5, 0.75)) {
    q <- svyquantile(as.formula(paste0("~", y)), d, p)[[1]]
    add(name, "quantile", y, p = p, estimate = q[1], interval = q[2:3], se = q[4], domain = domain)
  }
}

add_tests <- function(name, d, domain) {
  for (y in c("api00", "comp_imp")) {
    test <- svyttest(as.formula(paste(y, "~ poor")), d)
    add(name, "difference", y, by = "poor", difference = test$estimate, se = test$estimate / test$statistic,
        df = test$parameter, p = test$p.value, domain = domain)
  }
  one <- svyttest(I(api00 - api99) ~ 0, d)
  add(name, "paired", "api00-api99", difference = one$estimate, se = one$estimate / one$statistic,
      df = one$parameter, p = one$p.value, domain = domain)
  for (pair in list(c("stype", "comp_imp"), c("poor", "sch_wide"), c("awards", "comp_imp"))) for (s in c("F", "Chisq")) {
    test <- svychisq(as.formula(paste0("~", pair[1], "+", pair[2])), d, statistic = s)
    add(name, "association", pair[1], by = pair[2], statistic = s, value = test$statistic, df = test$parameter[1],
        p = test$p.value, domain = domain)
  }
}

add_models <- function(name, d) {
  wald <- regTermTest(svyglm(api00 ~ stype, d), ~stype)
  add(name, "equal_means", "api00", by = "stype", value = wald$Ftest, df = wald$df, ddf = wald$ddf, p = wald$p)
  model <- function(start) svyglm(comp_imp ~ ell + meals + I(stype == "H") + I(stype == "M"), d, family = quasibinomial,
                                  start = start, control = list(epsilon = 1e-15, maxit = 100))
  fit <- model(coef(model(rep(0, 5))))   # glm's information is of the iteration before its last: start where it ended
  wald <- regTermTest(fit, ~I(stype == "H") + I(stype == "M"))
  add(name, "logistic", "comp_imp", coefficients = coef(fit), se = SE(fit), df = fit$df.residual,
      p = summary(fit)$coefficients[, 4], F = wald$Ftest, F_p = wald$p)
  v <- svyvar(~ell + meals + mobility, d)
  v <- matrix(as.vector(v), 3)
  others <- sapply(1:3, function(i) sum(v[i, -i]) / sqrt(v[i, i] * sum(v[-i, -i])))
  add(name, "items", "ell, meals, mobility", alpha = svycralpha(~ell + meals + mobility, d), item_total = others,
      alpha_without = c(svycralpha(~meals + mobility, d), svycralpha(~ell + mobility, d), svycralpha(~ell + meals, d)),
      eigenvalues = eigen(cov2cor(v))$values)
  m <- svymean(~api00 + api99 + comp_imp, d)
  add(name, "covariance", "api00, api99, comp_imp", covariance = vcov(m))
}

add_all <- function(name, d, wanted) {
  if ("share" %in% wanted) for (y in c("comp_imp", "sch_wide")) add_share(name, d, y, "all")
  for (y in c("api00", "acs_k3")) add_mean(name, d, y, "all")
  add_rest(name, d, "all")
  add_tests(name, d, "all")
  add_models(name, d)
  part <- subset(d, poor == 1)
  add_share(name, part, "comp_imp", "poor")
  add_mean(name, part, "api00", "poor")
  add_mean(name, part, "acs_k3", "poor")
  add_rest(name, part, "poor")
}

add_small <- function(name, d) {   # six rows with replicates
  r <- svyratio(~alive, ~arrests, d)
  add(name, "ratio", "alive/arrests", estimate = coef(r), se = SE(r), df = degf(d))
  m <- svymean(~alive, d, deff = "replace")
  add(name, "mean", "alive", estimate = coef(m), se = SE(m), deff = deff(m), df = degf(d), wald = confint(m, df = degf(d)))
  t <- svytotal(~arrests, d)
  add(name, "total", "arrests", estimate = coef(t), se = SE(t))
}

# The same rows twice, for two estimates with respondents in common.
stacked <- function(d, left, right, y_left, y_right) {
  e <- rbind(transform(d, y = d[[y_left]], side = 1, inside = left), transform(d, y = d[[y_right]], side = 0, inside = right))
  e
}

add_overlap <- function(name, kind, d, e) {
  test <- svyttest(y ~ side, subset(d, inside))
  add(name, kind, "api00", difference = test$estimate, se = test$estimate / test$statistic, df = test$parameter, p = test$p.value)
}

add_stacks <- function(d) {
  s <- d$apistrat
  e <- stacked(s, s$awards == 1, TRUE, "api00", "api00")
  add_overlap("stratified", "part_whole", svydesign(~cds, strata = ~stype, weights = ~pw, fpc = ~fpc, data = e), e)
  e <- stacked(d$apiclus1, d$apiclus1$awards == 1, TRUE, "api00", "api00")
  add_overlap("clus1", "part_whole", svydesign(~dnum, weights = ~pw, fpc = ~fpc, data = e), e)
  k <- seq_len(nrow(s))
  panel <- rbind(transform(s[k > 40, ], y = api00, side = 1, inside = TRUE), transform(s[k <= 160, ], y = api99, side = 0, inside = TRUE))
  add_overlap("stratified", "panel", svydesign(~cds, strata = ~stype, weights = ~pw, fpc = ~fpc, data = panel), panel)
  panel$h <- paste(panel$side, panel$stype); panel$id <- paste(panel$side, panel$cds)
  add_overlap("stratified", "waves", svydesign(~id, strata = ~h, weights = ~pw, fpc = ~fpc, data = panel), panel)
}

add_lonely <- function(d) {
  for (choice in c("certainty", "adjust")) {
    options(survey.lonely.psu = choice)
    name <- paste0("clus1_", choice)
    add_mean(name, d, "api00", "all")
    add_share(name, d, "comp_imp", "all")
    t <- svytotal(~enroll, d)
    add(name, "total", "enroll", estimate = coef(t), se = SE(t))
  }
  options(survey.lonely.psu = "fail")
}

add_multiple <- function(name, d) {   # shares of answers: each option over all answers given
  d <- update(d, given = sch_wide + comp_imp + awards)
  r <- svyratio(~sch_wide + comp_imp + awards, ~given, subset(d, given > 0))
  add(name, "answers", "sch_wide, comp_imp, awards", estimate = coef(r), se = SE(r))
  m <- svymean(~as.numeric(sch_wide + comp_imp > 0), d)
  add(name, "net", "sch_wide, comp_imp", estimate = coef(m), se = SE(m))
}

adjustments <- function() {
  p <- c(0.01, 0.04, 0.03, 0.005, 0.5, 0.04)
  lapply(c(bonferroni = "bonferroni", holm = "holm", bh = "BH"), function(m) p.adjust(p, m))
}

arguments <- commandArgs(trailingOnly = TRUE)
if ("--data" %in% arguments) write_data()
d <- read_data()
made <- designs_of(d)
for (name in setdiff(names(made), "clus1_lonely")) add_all(name, made[[name]], "share")
add_lonely(made$clus1_lonely)
add_stacks(d)
for (name in c("stratified", "clus1_rake")) add_multiple(name, made[[name]])
again <- replicates_of(d)
for (name in c("jk1", "jk1_mse", "bootstrap")) add_all(name, again[[name]], "share")
for (name in c("jkn", "brr", "fay")) add_small(name, again[[name]])
output <- list(R = R.version.string, survey = as.character(packageVersion("survey")), adjusted = adjustments(), rows = rows)
path <- c(arguments[arguments != "--data"], "survey_engine.json")[1]
text <- toJSON(output, auto_unbox = TRUE, digits = NA, na = "null")
writeLines(gsub("},{", "},\n{", text, fixed = TRUE), path)   # a line per row
