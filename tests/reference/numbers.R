# Reference numbers from R survey for numeric items and shares of answers in the cube: writes numbers.json.
# Rscript numbers.R [output.json], from this folder. The samples are those of survey_engine.R.
#
# Two waves with the plain weights of their strata (a simple random sample counts as stratified), and clusters that
# were post-stratified. Tests are svyttest; where it can't be used (estimates that share respondents, ratios of a
# calibrated design), the error is that of the total of the difference of their influences, as R's svyratio has it.
suppressPackageStartupMessages({ library(survey); library(jsonlite) })
options(survey.lonely.psu = "fail", digits = 15, warn = -1)

SIZES <- c(E = 4421, H = 755, M = 1018)
AMOUNTS <- c("enroll", "api_stu")
TICKS <- c("awards", "sch_wide", "comp_imp")
LEVELS <- list(poor = c("arm", "rijk"), class = c("klein", "groot"), stype = c("E", "H", "M"))

read_sample <- function(name) {
  x <- read.csv(paste0("survey_engine_", name, ".csv"), colClasses = c(cds = "character"))
  x$N <- unname(SIZES[x$stype])
  x$w <- x$N / as.vector(table(x$stype)[x$stype])
  x$poor <- ifelse(x$meals > 45, "arm", "rijk")
  x$class <- ifelse(is.na(x$acs_k3), NA, ifelse(x$acs_k3 < 19, "klein", "groot"))   # high schools have none
  x$given <- rowSums(x[TICKS])
  x
}

stratified <- function(x) svydesign(~1, strata = ~stype, weights = ~w, fpc = ~N, data = x)
waves <- list(`2022` = read_sample("apisrs"), `2024` = read_sample("apistrat"))
clustered <- postStratify(
  svydesign(~dnum, weights = ~pw, data = read_sample("apiclus1")), ~stype, data.frame(stype = names(SIZES), Freq = SIZES))
designs <- c(lapply(waves, stratified), list(clusters = clustered))

rows <- list()
add <- function(design, kind, ...) rows[[length(rows) + 1]] <<- list(design = design, kind = kind, ...)
plain <- function(x) unname(as.vector(x))
at <- function(x, banner, level) if (banner == "totaal") rep(TRUE, nrow(x)) else x[[banner]] %in% level
known <- function(x, banner) !is.na(x[[banner]])
domains <- c(list(c("totaal", "totaal")), unlist(lapply(names(LEVELS), function(b) lapply(LEVELS[[b]], function(l) c(b, l))), recursive = FALSE))

amounts <- function(name, d, item, domain) {
  x <- d$variables
  s <- subset(update(d, y = x[[item]]), at(x, domain[1], domain[2]) & !is.na(x[[item]]))
  if (nrow(s) == 0) return()
  df <- degf(s); n <- sum(at(x, domain[1], domain[2]) & !is.na(x[[item]]))
  key <- function(category, ...) add(name, "cell", item = item, category = category, banner = domain[1], level = domain[2], n = n, ...)
  m <- svymean(~y, s, deff = "replace"); t <- svytotal(~y, s, deff = "replace")
  key("gemiddelde", estimate = plain(coef(m)), se = plain(SE(m)), deff = plain(deff(m)), ci = plain(confint(m, df = df)))
  key("som", estimate = plain(coef(t)), se = plain(SE(t)), deff = plain(deff(t)), ci = plain(confint(t, df = df)))
  quantiles <- c(mediaan = 0.5, p25 = 0.25, p75 = 0.75)
  for (id in names(quantiles)) {
    q <- svyquantile(~y, s, quantiles[[id]])[[1]]
    o <- order(s$variables$y[weights(s) > 0]); w <- weights(s)[weights(s) > 0][o]; y <- s$variables$y[weights(s) > 0][o]
    tie <- y[abs(cumsum(w) / sum(w) - quantiles[[id]]) < 1e-12]   # where rounding decides which of two values R takes
    do.call(key, c(list(id, estimate = q[1], se = q[4], ci = q[2:3]), if (length(tie)) list(tie = tie[1])))
  }
}

# What svyby gives for a banner is what the subsets give.
check_svyby <- function(d) {
  for (f in list(svymean, svytotal)) {
    by <- svyby(~api_stu, ~poor, d, f, na.rm = TRUE)
    s <- f(~api_stu, subset(d, poor == "arm"), na.rm = TRUE)
    stopifnot(all.equal(coef(by)[["arm"]], coef(s)[[1]]), all.equal(SE(by)[1], as.vector(SE(s))))
  }
  by <- svyby(~api_stu, ~poor, d, svyquantile, quantiles = 0.5, ci = TRUE, na.rm = TRUE)
  stopifnot(all.equal(coef(by)[[1]], svyquantile(~api_stu, subset(d, poor == "arm"), 0.5)[[1]][1]))
}

t_row <- function(test) list(difference = plain(test$estimate), se = plain(test$estimate / test$statistic), df = plain(test$parameter), p = plain(test$p.value))
do_add <- function(...) do.call(add, c(...))

mean_tests <- function(name, d, item) {
  x <- d$variables
  for (banner in names(LEVELS)) {
    for (level in LEVELS[[banner]]) {
      inside <- known(x, banner) & !is.na(x[[item]])
      if (length(unique(x[[banner]][inside])) < 2 || !any(inside & x[[banner]] == level)) next
      e <- subset(update(d, y = x[[item]], side = as.numeric(x[[banner]] %in% level)), inside)
      do_add(list(name, "rest", item = item, banner = banner, level = level), t_row(svyttest(y ~ side, e)))
    }
    for (pair in combn(LEVELS[[banner]], 2, simplify = FALSE)) {
      inside <- x[[banner]] %in% pair & !is.na(x[[item]])
      if (length(unique(x[[banner]][inside])) < 2) next
      e <- subset(update(d, y = x[[item]], side = as.numeric(x[[banner]] %in% pair[1])), inside)
      do_add(list(name, "levels", item = item, banner = banner, level = pair[1], other = pair[2]), t_row(svyttest(y ~ side, e)))
    }
  }
}

influence <- function(d, top, bottom, inside) {   # of a ratio; with ones below: of a mean
  w <- 1 / d$prob
  top <- ifelse(inside, top, 0); bottom <- ifelse(inside, bottom, 0)
  ratio <- sum(w * top) / sum(w * bottom)
  list(value = ratio, u = (top - ratio * bottom) / sum(w * bottom), base = inside)
}

contrast <- function(name, kind, d, left, right, ...) {
  if (!any(left$base) || !any(right$base)) return()
  d$variables$z <- left$u - right$u
  se <- plain(SE(svytotal(~z, d)))
  df <- degf(subset(d, left$base | right$base)) - 1
  difference <- left$value - right$value
  if (se > 1e-12) add(name, kind, ..., difference = difference, se = se, df = df, p = 2 * pt(-abs(difference / se), df))
}

mean_contrasts <- function(name, d) {
  x <- d$variables
  of <- function(item, domain) { y <- x[[item]]; influence(d, y, rep(1, nrow(x)), at(x, domain[1], domain[2]) & !is.na(y)) }
  for (domain in domains) {
    contrast(name, "items", d, of(AMOUNTS[1], domain), of(AMOUNTS[2], domain), item = AMOUNTS[1], other = AMOUNTS[2], banner = domain[1], level = domain[2])
    if (domain[1] != "totaal") for (item in AMOUNTS)
      contrast(name, "total", d, of(item, domains[[1]]), of(item, domain), item = item, banner = domain[1], level = domain[2])
  }
}

answers <- function(name, d, domain) {
  x <- d$variables
  inside <- at(x, domain[1], domain[2]) & x$given > 0
  if (!any(inside)) return()
  r <- svyratio(reformulate(TICKS), ~given, subset(d, inside), deff = TRUE)
  for (i in seq_along(TICKS)) {
    values <- list(n = sum(inside), n_category = sum(inside & x[[TICKS[i]]] == 1), estimate = plain(coef(r))[i], se = plain(SE(r))[i])
    if (name != "clusters") {
      long <- long_of(x, TICKS[i]); long_inside <- at(long$variables, domain[1], domain[2])
      s <- subset(long, long_inside)
      stopifnot(all.equal(plain(coef(svymean(~y, s))), values$estimate), all.equal(plain(SE(svymean(~y, s))), values$se))
      if (values$se > 1e-12) values$ci <- plain(attr(svyciprop(~y, s, method = "xlogit"), "ci"))
    }
    do_add(list(name, "answers", item = TICKS[i], banner = domain[1], level = domain[2]), values)
  }
}

# A row per answer that was given, with the school as the cluster: the share of answers is then a mean. Schools that
# gave none have a row with weight in no subset, so that they stay in the design.
long_of <- function(x, item) {
  rows <- rep(seq_len(nrow(x)), pmax(x$given, 1))
  long <- x[rows, ]
  long$which <- ave(rows, rows, FUN = seq_along)
  long$y <- mapply(function(row, k) { t <- TICKS[as.logical(x[row, TICKS])]; if (length(t) < k) NA else as.numeric(t[k] == item) }, rows, long$which)
  d <- svydesign(~cds, strata = ~stype, weights = ~w, fpc = ~N, data = long)
  subset(d, !is.na(y))
}

answer_tests <- function(name, d) {
  x <- d$variables
  of <- function(item, rows) influence(d, x[[item]], x$given, rows & x$given > 0)
  for (item in TICKS) for (banner in names(LEVELS)) for (level in LEVELS[[banner]]) {
    here <- known(x, banner) & x[[banner]] %in% level
    if (!any(here & x$given > 0)) next
    others <- known(x, banner) & !here
    if (any(others & x$given > 0)) {
      contrast(name, "answers_rest", d, of(item, here), of(item, others), item = item, banner = banner, level = level)
      if (name != "clusters") {   # the same from the row-per-answer data
        long <- long_of(x, item)
        long <- subset(update(long, side = as.numeric(long$variables[[banner]] %in% level)), known(long$variables, banner))
        test <- t_row(svyttest(y ~ side, long)); row <- rows[[length(rows)]]
        if (row$kind == "answers_rest") stopifnot(all.equal(test$difference, row$difference), all.equal(test$se, row$se), test$df == row$df)
      }
    }
    contrast(name, "answers_items", d, of(TICKS[1], here), of(TICKS[2], here), item = TICKS[1], other = TICKS[2], banner = banner, level = level)
  }
}

wave_tests <- function() {
  both <- do.call(rbind, lapply(names(waves), function(w) cbind(wave = w, waves[[w]])))
  both$h <- paste(both$wave, both$stype)
  d <- svydesign(~1, strata = ~h, weights = ~w, fpc = ~N, data = both)
  for (item in AMOUNTS) for (domain in domains) {
    inside <- at(both, domain[1], domain[2]) & !is.na(both[[item]])
    if (length(unique(both$wave[inside])) < 2) next
    e <- subset(update(d, y = both[[item]], side = as.numeric(both$wave == "2024")), inside)
    do_add(list("2024", "waves", item = item, banner = domain[1], level = domain[2]), t_row(svyttest(y ~ side, e)))
  }
}

# A panel: the schools of apistrat in two years. Complete: svyttest on the stacked file, the school as the cluster.
# Partial (the first 160 rows of the file, then the last 160): each year's own variance, and the covariance of the
# deviations of the schools in both, with Tam's correction for the stratum's size.
panel <- function() {
  x <- read_sample("apistrat")
  waves <- list(`2022` = transform(x, api = api99), `2024` = transform(x, api = api00))
  for (y in c("api", "hoog")) for (part in c("complete", "partial")) for (domain in domains[1:5]) {
    rows_of <- if (part == "complete") list(1:200, 1:200) else list(1:160, 41:200)
    d <- Map(function(w, rows) { w <- w[rows, ]; w$hoog <- as.numeric(w$api > 650); w$w <- w$N / as.vector(table(w$stype)[w$stype]); w$y <- w[[y]]; w }, waves, rows_of)
    at_of <- lapply(d, function(w) at(w, domain[1], domain[2]))
    row <- list("panel", part, item = y, banner = domain[1], level = domain[2])
    if (part == "complete") {
      e <- rbind(cbind(d[[1]], side = 0, inside = at_of[[1]]), cbind(d[[2]], side = 1, inside = at_of[[2]]))
      stacked <- svydesign(~cds, strata = ~stype, weights = ~w, fpc = ~N, data = e)
      do_add(row, t_row(svyttest(y ~ side, subset(stacked, inside))))
      next
    }
    parts <- Map(function(w, inside) {
      value <- sum(w$w[inside] * w$y[inside]) / sum(w$w[inside])
      u <- ifelse(inside, w$w * (w$y - value) / sum(w$w[inside]), 0)
      n <- as.vector(table(w$stype)[w$stype])
      e <- (u - ave(u, w$stype)) * sqrt((1 - n / w$N) * n / (n - 1))
      s <- subset(stratified(w), inside)
      stopifnot(all.equal(sum(e^2), plain(SE(svymean(~y, s)))^2))
      list(value = value, e = setNames(e, w$cds), n = setNames(n, w$cds), df = degf(s), ids = w$cds[inside], h = w$stype[inside])
    }, d, at_of)
    both <- intersect(names(parts[[1]]$e), names(parts[[2]]$e)); h <- x$stype[match(both, x$cds)]; N <- SIZES[h]
    c <- as.vector(table(h)[h]); n1 <- parts[[1]]$n[both]; n2 <- parts[[2]]$n[both]
    factor <- (1 - n1 * n2 / (c * N)) / sqrt((1 - n1 / N) * (1 - n2 / N))
    covariance <- sum(factor * parts[[1]]$e[both] * parts[[2]]$e[both])
    se <- sqrt(sum(parts[[1]]$e^2) + sum(parts[[2]]$e^2) - 2 * covariance)
    difference <- parts[[2]]$value - parts[[1]]$value
    df <- length(union(parts[[1]]$ids, parts[[2]]$ids)) - length(union(parts[[1]]$h, parts[[2]]$h)) - 1
    do_add(row, list(difference = difference, se = se, df = df, p = 2 * pt(-abs(difference / se), df)))
  }
}

panel()
for (name in names(designs)) {
  d <- designs[[name]]
  check_svyby(d)
  for (domain in domains) { for (item in AMOUNTS) amounts(name, d, item, domain); answers(name, d, domain) }
  for (item in AMOUNTS) mean_tests(name, d, item)
  mean_contrasts(name, d)
  answer_tests(name, d)
}
wave_tests()
output <- list(R = R.version.string, survey = as.character(packageVersion("survey")), rows = rows)
path <- c(commandArgs(trailingOnly = TRUE), "numbers.json")[1]
writeLines(gsub("},{", "},\n{", toJSON(output, auto_unbox = TRUE, digits = NA, na = "null"), fixed = TRUE), path)   # a line per row
