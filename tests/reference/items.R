# Reference numbers for the analysis of items, with base R from survey_engine_<sample>.csv; writes items.json.
# Rscript items.R [output.json], from this folder. Means and their errors are those of R survey.
suppressPackageStartupMessages({ library(survey); library(jsonlite) })
options(digits = 15)
ITEMS <- c("ell", "meals", "mobility", "acs_k3")   # acs_k3 has missing answers

alpha <- function(v) { k <- ncol(v); k / (k - 1) * (1 - sum(diag(v)) / sum(v)) }
analyse <- function(data, design) {
  complete <- complete.cases(data[ITEMS])
  x <- as.matrix(data[complete, ITEMS]); w <- data$pw[complete]; n <- nrow(x); k <- ncol(x)
  centred <- sweep(x, 2, colSums(x * w) / sum(w))
  v <- t(centred) %*% (centred * w) / sum(w) * n / (n - 1)
  e <- eigen(cov2cor(v))
  loading <- e$vectors[, 1] * sqrt(e$values[1])
  if (sum(loading) < 0) loading <- -loading
  means <- svymean(as.formula(paste("~", paste(ITEMS, collapse = "+"))), subset(design, complete))
  design <- update(design, scale = rowMeans(data[ITEMS]))
  scale <- svymean(~scale, subset(design, complete))
  list(n = n, n_dropped = nrow(data) - n, mean = unname(coef(means)), se = unname(as.vector(SE(means))), sd = unname(sqrt(diag(v))),
    item_total = sapply(1:k, function(i) cov2cor(cbind(rbind(v[i, i], sum(v[i, -i])), rbind(sum(v[i, -i]), sum(v[-i, -i]))))[1, 2]),
    alpha = alpha(v), alpha_without = sapply(1:k, function(i) alpha(v[-i, -i])), loading = loading,
    eigenvalue = e$values, share = e$values / k, scale_mean = unname(coef(scale)), scale_se = unname(as.vector(SE(scale))),
    scale_sd = sqrt(sum(v)) / k)
}

read_sample <- function(name) read.csv(paste0("survey_engine_", name, ".csv"))
clus1 <- read_sample("apiclus1"); stratified <- read_sample("apistrat")
output <- list(R = R.version.string, survey = as.character(packageVersion("survey")), cases = list(
  apiclus1 = analyse(clus1, svydesign(id = ~dnum, weights = ~pw, data = clus1)),
  apistrat = analyse(stratified, svydesign(id = ~1, strata = ~stype, weights = ~pw, data = stratified))))
path <- c(commandArgs(trailingOnly = TRUE), "items.json")[1]
writeLines(toJSON(output, auto_unbox = TRUE, digits = NA, pretty = TRUE), path)
