# R survey: svyby for shares of all categories and the top 2, svyttest for each level against the rest.
# Usage: Rscript r_survey.R FILE.csv. Prints one line of JSON, as measured.py does.
suppressPackageStartupMessages({ library(survey) })
file <- commandArgs(trailingOnly = TRUE)[1]
start <- proc.time()
people <- read.csv(file)
items <- sprintf("q%02d", 1:40); banners <- paste0("b", 1:6)
for (item in items) {
  people[[paste0(item, "_f")]] <- factor(people[[item]])
  people[[paste0(item, "_top")]] <- as.numeric(people[[item]] >= 4)
}
for (banner in banners) for (level in sort(unique(people[[banner]])))
  people[[paste0(banner, "_", level)]] <- as.numeric(people[[banner]] == level)
design <- svydesign(~1, strata = ~stratum, weights = ~weight, data = people)
cell <- numeric(0)
for (item in items) {
  answered <- subset(design, !is.na(people[[item]]))
  for (banner in banners) {
    by <- as.formula(paste0("~", banner)); top <- paste0(item, "_top")
    shares <- svyby(as.formula(paste0("~", item, "_f")), by, answered, svymean)
    tops <- svyby(as.formula(paste0("~", top)), by, answered, svymean)
    n <- svyby(as.formula(paste0("~", top)), by, answered, unwtd.count)
    weighted <- tapply(weights(answered), answered$variables[[banner]], sum)
    for (level in tops[[banner]]) {
      test <- svyttest(as.formula(paste0(top, " ~ ", banner, "_", level)), answered)
      if (item == "q01" && banner == "b6" && level == 3)
        cell <- c(tops[[top]][tops[[banner]] == 3], tops$se[tops[[banner]] == 3], unname(test$statistic))
    }
  }
}
used <- proc.time() - start
cat(sprintf('{"name": "R survey", "version": "%s", "seconds": %.3f, "cpu": %.3f, "peak_mib": %.0f, "cell": [%.15g, %.15g, %.15g]}\n',
            as.character(packageVersion("survey")), used[["elapsed"]], used[["user.self"]] + used[["sys.self"]],
            sum(gc()[, 6]), cell[1], cell[2], cell[3]))
