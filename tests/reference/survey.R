# Reference numbers from R survey: reads data/<study>/{respondents,population}.csv, writes survey.json.
# Rscript survey.R [output.json], from this folder. With --apistrat it first writes the data of apistrat.
#
# Each test is the plain svyttest(y ~ group). Where two shares have respondents in common (two items; the total
# and a level), the data are stacked, one row per respondent and share, with the respondent as the cluster: the
# covariance is then part of the design, and the degrees of freedom are again svyttest's.
suppressPackageStartupMessages({ library(survey); library(jsonlite) })
options(survey.lonely.psu = "fail", digits = 15)

NET <- c(4, 5)

write_apistrat <- function() {
  data(api, package = "survey")
  code <- function(x) as.integer(factor(x))   # No 1, Yes 2; E 1, H 2, M 3
  rows <- with(apistrat, data.frame(
    wave = 2000, respondent = cds, stype = code(stype), awards = code(awards),
    sch_wide = code(sch.wide), comp_imp = code(comp.imp)))
  sizes <- tapply(apistrat$fpc, rows$stype, unique)
  population <- data.frame(
    wave = 2000, stratum = c("e", "h", "m"), population = as.integer(sizes), source = "R survey: apistrat", date = 2000)
  write.csv(rows, "data/apistrat/respondents.csv", row.names = FALSE, quote = FALSE)
  write.csv(population, "data/apistrat/population.csv", row.names = FALSE, quote = FALSE)
}

read_study <- function(name, strata) {
  d <- read.csv(file.path("data", name, "respondents.csv"), colClasses = c(respondent = "character"))
  population <- read.csv(file.path("data", name, "population.csv"))
  levels <- unique(population$stratum)
  d$h <- paste(d$wave, levels[d[[strata]]])
  d$N <- population$population[match(d$h, paste(population$wave, population$stratum))]
  d$w <- d$N / as.vector(table(d$h)[d$h])
  d
}

# Strata within waves: the waves are independent samples.
design_of <- function(d) svydesign(id = ~respondent, strata = ~h, weights = ~w, fpc = ~N, data = d)

hit <- function(answer, category) as.numeric(if (category == "top") answer %in% NET else answer == category)
shown <- function(d, item) if (max(d[[item]]) > 2) c(1:5, "top") else 1:2
category_id <- function(category) if (category == "top") "top" else paste0("c", category)

as_row <- function(key, values) c(key, lapply(values, function(v) unname(as.vector(v))))

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

share <- function(d, key, item, inside, category) {
  d$y <- hit(d[[item]], category)
  base <- subset(design_of(d), inside & d[[item]] > 0)
  mean <- svymean(~y, base, deff = "replace")
  values <- list(n = nrow(base), estimate = coef(mean), se = SE(mean), df = degf(base), deff = deff(mean))
  if (coef(mean) > 0 && coef(mean) < 1 && SE(mean) > 1e-12) {   # not where rounding is all that is left
    for (method in c("logit", "xlogit", "beta", "mean")) {
      ci <- attr(svyciprop(~y, base, method = method), "ci")
      values[[paste0(method, "_low")]] <- ci[1]
      values[[paste0(method, "_high")]] <- ci[2]
    }
    values$likelihood <- likelihood(coef(mean)[[1]], vcov(mean)[[1]], degf(base), nrow(base))
    values$r_likelihood <- r_likelihood(~y, base)
  }
  as_row(key, values)
}

t_test <- function(key, formula, design) {
  test <- suppressWarnings(svyttest(formula, design))
  difference <- test$estimate
  # svyttest keeps the standard error to itself, and a difference of 0 does not give it away
  se <- if (difference != 0) difference / test$statistic
        else if (formula[[3]] == 0) SE(svymean(~y, design))
        else SE(svyglm(formula, design))[2]
  as_row(key, list(difference = difference, se = se, df = test$parameter, p = test$p.value))
}

# y in the rows `left` minus y in the rows `right`, of data that may hold a respondent twice
difference <- function(d, key, y, left, right) {
  d$y <- y
  d$left <- left
  t_test(key, y ~ left, subset(design_of(d), left | right))
}

stacked_difference <- function(d, key, y_left, in_left, y_right, in_right) {
  y <- c(y_left, y_right)
  side <- rep(c(TRUE, FALSE), each = nrow(d))
  difference(rbind(d, d), key, y, side & c(in_left, in_right), !side & c(in_left, in_right))
}

results <- function(name, strata, items, banners) {
  d <- read_study(name, strata)
  waves <- sort(unique(d$wave))
  shares <- list(); tests <- list()
  add <- function(...) tests[[length(tests) + 1]] <<- list(...)[[1]]
  key_of <- function(kind, wave, item, category, banner, level) list(
    study = name, kind = kind, wave = wave, item = item, category = category_id(category), banner = banner, level = level)
  domains <- c(list(list("totaal", "totaal", rep(TRUE, nrow(d)))), unlist(lapply(names(banners), function(b)
    lapply(seq_along(banners[[b]]), function(code) list(b, banners[[b]][code], d[[b]] == code))), recursive = FALSE))
  for (item in items) for (category in shown(d, item)) {
    y <- hit(d[[item]], category)
    for (domain in domains) {
      banner <- domain[[1]]; level <- domain[[2]]; member <- domain[[3]]
      for (wave in waves) {
        now <- d$wave == wave
        asked <- now & d[[item]] > 0
        key <- function(kind) key_of(kind, wave, item, category, banner, level)
        shares[[length(shares) + 1]] <- share(d, key("share"), item, now & member, category)
        for (other in items[items > item]) {
          if (!(category %in% shown(d, other))) next
          add(stacked_difference(d, c(key("items"), item_right = other),
            y, asked & member, hit(d[[other]], category), now & d[[other]] > 0 & member))
        }
        for (second in shown(d, item)) {
          if (match(second, shown(d, item)) <= match(category, shown(d, item))) next
          e <- d
          e$y <- y - hit(d[[item]], second)
          add(t_test(c(key("categories"), category_right = category_id(second)), y ~ 0, subset(design_of(e), asked & member)))
        }
        if (banner == "totaal") next
        add(difference(d, key("rest"), y, asked & member, asked & !member & d[[banner]] > 0))
        add(stacked_difference(d, key("total"), y, asked, y, asked & member))
        codes <- seq_along(banners[[banner]])
        for (code in codes[codes > match(level, banners[[banner]])])
          add(difference(d, c(key("levels"), level_right = banners[[banner]][code]), y, asked & member, asked & d[[banner]] == code))
      }
      if (length(waves) == 2) {
        inside <- member & d[[item]] > 0
        add(difference(d, c(key_of("waves", waves[1], item, category, banner, level), wave_right = waves[2]),
          y, inside & d$wave == waves[1], inside & d$wave == waves[2]))
      }
    }
  }
  list(shares = shares, tests = tests)
}

# The same estimates and variances as a design that says it is post-stratified: its residuals around the strata
# are those of the strata themselves.
check_poststratified <- function() {
  d <- read_study("survey", "stratum")
  d$one <- 1
  plain <- svydesign(id = ~1, strata = ~h, weights = ~one, fpc = ~N, data = d)
  totals <- aggregate(N ~ h, d, unique)
  post <- postStratify(plain, ~h, data.frame(h = totals$h, Freq = totals$N))
  a <- svymean(~I(q1 > 3), subset(post, q1 > 0 & gender == 2))
  b <- svymean(~I(q1 > 3), subset(design_of(d), q1 > 0 & gender == 2))
  stopifnot(all.equal(coef(a), coef(b), tolerance = 1e-12), all.equal(SE(a), SE(b), tolerance = 1e-12))
  stopifnot(degf(subset(post, gender == 2)) == degf(subset(design_of(d), gender == 2)))
}

arguments <- commandArgs(trailingOnly = TRUE)
if ("--apistrat" %in% arguments) write_apistrat()
check_poststratified()
parts <- list(
  results("survey", "stratum", c("q1", "q2", "q3"), list(gender = c("g1", "g2"), type = c("t1", "t2", "t3"))),
  results("apistrat", "stype", c("comp_imp", "sch_wide"), list(stype = c("e", "h", "m"), awards = c("c1", "c2"))))
output <- list(
  R = R.version.string, survey = as.character(packageVersion("survey")),
  shares = do.call(c, lapply(parts, `[[`, "shares")), tests = do.call(c, lapply(parts, `[[`, "tests")))
path <- c(arguments[arguments != "--apistrat"], "survey.json")[1]
text <- toJSON(output, auto_unbox = TRUE, digits = NA, na = "null")
writeLines(gsub("},{", "},\n{", text, fixed = TRUE), path)   # a line per row
