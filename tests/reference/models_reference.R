# Reference values for the models that need respondents: regression, reliability, item
# functioning, weighting, trend. Writes models_reference.json beside this file:
#   cd tests/reference && Rscript models_reference.R
# Debian packages: r-cran-psych, r-cran-lavaan, r-cran-sandwich, r-cran-mass, r-cran-jsonlite.
suppressMessages({library(psych); library(lavaan); library(sandwich); library(MASS)})
set.seed(20261)

counted <- function(rows) {  # distinct rows with the number of people n, from one row per person
  cells <- aggregate(list(n = rep(1, nrow(rows))), rows, sum)
  as.list(cells)
}

# ------------------------------------------------------------------------------- regression
contrast <- function(fit, weights) {
  covariance <- vcovHC(fit, type = "HC3")
  value <- sum(weights * coef(fit))
  error <- sqrt(as.numeric(weights %*% covariance %*% weights))
  df <- fit$df.residual
  reach <- qt(.975, df) * error
  list(value = value, error = error, df = df, statistic = value / error,
       low = value - reach, high = value + reach, p = 2 * pt(-abs(value / error), df),
       log10_p = (pt(-abs(value / error), df, log.p = TRUE) + log(2)) / log(10))
}

respondents <- function(n, spread) {
  size <- sample(0:3, n, TRUE, c(.2, .3, .3, .2))
  field <- sample(0:2, n, TRUE, c(.5, .3, .2))
  solo <- rbinom(n, 1, c(.65, .5, .35, .2)[size + 1])
  received <- rbinom(n, 1, .45 - .15 * solo)
  latent <- 45 + 6 * solo - 4 * solo * received + 3 * size - 5 * (field == 1) +
    rnorm(n, 0, 20 + spread * solo)
  data.frame(outcome = pmin(pmax(round(latent / 12.5), 0), 8) * 12.5, solo, size, field, received)
}

regression <- function(rows) {
  plain <- lm(outcome ~ solo, rows)
  full <- lm(outcome ~ solo + factor(size) + factor(field), rows)
  # The average predicted difference, written out: everyone as solo less everyone as team.
  as_solo <- model.matrix(full); as_solo[, "solo"] <- 1
  as_team <- model.matrix(full); as_team[, "solo"] <- 0
  both <- lm(outcome ~ solo * received + factor(size) + factor(field), rows)
  at <- function(...) as.numeric(names(coef(both)) %in% c(...))
  list(rows = counted(rows),
       unadjusted = contrast(plain, c(0, 1)),
       adjusted = contrast(full, colMeans(as_solo - as_team)),
       interaction = contrast(both, at("solo:received")),
       gap_with = contrast(both, at("solo", "solo:received")),
       gap_without = contrast(both, at("solo")))
}

# ------------------------------------------------------------------------------ reliability
items <- function(n, loadings, points = 25, shift = 0) {
  trait <- rnorm(n)
  made <- sapply(loadings, function(l) {
    latent <- l * trait + sqrt(1 - l^2) * rnorm(n) + shift
    as.numeric(cut(latent, c(-Inf, -1.2, -.4, .4, 1.2, Inf))) - 1
  })
  colnames(made) <- paste0("i", seq_along(loadings))
  as.data.frame(sweep(made, 2, rep_len(points, length(loadings)), "*"))
}

reliability <- function(rows) {
  k <- ncol(rows); n <- nrow(rows)
  found <- suppressWarnings(psych::alpha(rows, check.keys = FALSE))
  label <- colnames(rows)
  model <- paste0(
    "f =~ NA*", label[1], " + ", paste(paste0(paste0("l", 1:k), "*", label), collapse = " + "), "\nf ~~ 1*f\n",
    paste(paste0(label, " ~~ u", 1:k, "*", label), collapse = "\n"),
    "\nomega := (", paste0("l", 1:k, collapse = " + "), ")^2 / ((",
    paste0("l", 1:k, collapse = " + "), ")^2 + ", paste0("u", 1:k, collapse = " + "), ")")
  fit <- cfa(model, rows, estimator = "MLM")
  stopifnot(lavInspect(fit, "converged"))
  told <- subset(parameterEstimates(fit), lhs == "omega")
  logit <- log(told$est / (1 - told$est))
  reach <- qnorm(.975) * told$se / (told$est * (1 - told$est))
  factor <- factanal(covmat = cor(rows), factors = 1, n.obs = n,
                     control = list(lower = 1e-4, nstart = 5, opt = list(maxit = 10000, factr = 1e4)))
  standard <- suppressWarnings(suppressMessages(
    psych::omega(rows, nfactors = 1, fm = "ml", plot = FALSE)))
  list(rows = counted(rows), correlation = cor(rows),
       alpha = list(value = found$total$raw_alpha, low = found$feldt$lower.ci[[1]],
                    high = found$feldt$upper.ci[[1]]),
       omega = list(value = told$est, error = told$se,
                    low = plogis(logit - reach), high = plogis(logit + reach)),
       factanal = list(unique = unname(factor$uniquenesses),
                       loadings = unname(abs(factor$loadings[, 1]))),
       psych_omega = standard$omega.tot)
}

# -------------------------------------------------------------------------- item functioning
functioning <- function(rows, solo) {
  label <- colnames(rows)
  exact <- list(reltol = 1e-16, maxit = 10000)
  told <- lapply(label, function(item) {
    answer <- ordered(rows[[item]])
    rest <- rowSums(rows[, setdiff(label, item)])
    z <- (rest - mean(rest)) / sd(rest)  # polr climbs better on it; the likelihood is the same
    null <- polr(answer ~ 1, control = exact)
    alone <- polr(answer ~ z, control = exact)
    both <- polr(answer ~ z + solo, control = exact, Hess = TRUE)
    test <- as.numeric(2 * (logLik(both) - logLik(alone)))
    list(statistic = test, p = pchisq(test, 1, lower.tail = FALSE),
         change = test / 2 / -as.numeric(logLik(null)),
         value = unname(coef(both)["solo"]), error = unname(sqrt(vcov(both)["solo", "solo"])))
  })
  list(rows = counted(cbind(rows, solo)), items = label, told = told)
}

# --------------------------------------------------------------------------------- weighting
raking <- function(size, field, n, size_shares, field_shares, outcome, solo) {
  w <- rep(1, length(n))
  for (round in 1:500) {
    w <- w * (size_shares * sum(w * n) / tapply(w * n, size, sum))[as.character(size)]
    w <- w * (field_shares * sum(w * n) / tapply(w * n, field, sum))[as.character(field)]
  }
  w <- as.numeric(w) * sum(n) / sum(w * n)
  part <- function(at) {
    total <- sum(w[at] * n[at]); mean <- sum(w[at] * n[at] * outcome[at]) / total
    m <- sum(n[at])
    list(mean = mean, n_eff = total^2 / sum(w[at]^2 * n[at]),
         var = m / (m - 1) * sum(n[at] * (w[at] * (outcome[at] - mean))^2) / total^2)
  }
  a <- part(solo == 1); b <- part(solo == 0)
  error <- sqrt(a$var + b$var)
  df <- (a$var + b$var)^2 / (a$var^2 / (a$n_eff - 1) + b$var^2 / (b$n_eff - 1))
  value <- a$mean - b$mean
  list(size = size, field = field, n = n, outcome = outcome, solo = solo,
       size_shares = unname(size_shares), field_shares = unname(field_shares),
       weights = w, effective = sum(w * n)^2 / sum(w^2 * n),
       difference = list(value = value, error = error, df = df,
                         low = value - qt(.975, df) * error, high = value + qt(.975, df) * error,
                         p = 2 * pt(-abs(value / error), df)))
}

# ------------------------------------------------------------------------------------- trend
waves <- function(times, gaps, errors) {
  w <- 1 / errors^2
  fit <- lm(gaps ~ times, weights = w)
  value <- unname(coef(fit)[2])
  # The errors are known, so lm's estimate of the residual spread is taken out again.
  error <- unname(summary(fit)$coefficients[2, 2] / summary(fit)$sigma)
  pooled <- sum(w * gaps) / sum(w)
  q <- sum(w * (gaps - pooled)^2)
  list(times = times, gaps = gaps, errors = errors, pooled = pooled, q = q,
       q_df = length(gaps) - 1, q_p = pchisq(q, length(gaps) - 1, lower.tail = FALSE),
       q_log10_p = pchisq(q, length(gaps) - 1, lower.tail = FALSE, log.p = TRUE) / log(10),
       slope = list(value = value, error = error, statistic = value / error,
                    low = value - qnorm(.975) * error, high = value + qnorm(.975) * error,
                    p = 2 * pnorm(-abs(value / error)),
                    log10_p = (pnorm(-abs(value / error), log.p = TRUE) + log(2)) / log(10)))
}

alike <- items(500, c(.75, .75, .7, .6))
unlike <- items(600, c(.75, .7, .65, .7, .6))
solo <- rbinom(600, 1, .4)
unlike$i2 <- pmin(unlike$i2 + 25 * solo * rbinom(600, 1, .5), 100)
cells <- expand.grid(size = 0:2, field = 0:1, solo = 0:1, outcome = c(0, 40, 100))

reference <- list(
  made_with = list(R = R.version.string, psych = as.character(packageVersion("psych")),
                   lavaan = as.character(packageVersion("lavaan")),
                   sandwich = as.character(packageVersion("sandwich")),
                   MASS = as.character(packageVersion("MASS"))),
  regression = list(small = regression(respondents(150, 0)),
                    usual = regression(respondents(1400, 15)),
                    many = regression(respondents(60000, 10))),
  reliability = list(six = reliability(items(400, rep(.75, 6))),
                     three = reliability(items(90, c(.8, .6, .7))),
                     unequal_points = reliability(items(300, c(.7, .5, .8, .6), c(25, 50, 20, 10))),
                     floor = reliability(items(1000, seq(.4, .8, length.out = 7), shift = -1.3))),
  item_functioning = list(alike = functioning(alike, rbinom(500, 1, .5)),
                          unlike = functioning(unlike, solo)),
  weighting = list(usual = with(cells, raking(
    size, field, 3 + (7 * size + 5 * field + 11 * solo + outcome / 20) %% 13,
    c("0" = .5, "1" = .3, "2" = .2), c("0" = .35, "1" = .65), outcome, solo))),
  trend = list(
    flat = waves(0:3, c(9.1, 10.4, 9.8, 10.1), c(1.2, 1.1, 1.3, .9)),
    steep = waves(c(0, 1, 2.5, 4, 5), c(2, 4.5, 9, 12, 15.5), c(.8, .5, .6, .7, .4)),
    sharp = waves(0:5, c(1, 2, 3, 4, 5, 7), rep(.02, 6))))

jsonlite::write_json(reference, "models_reference.json", digits = I(16), auto_unbox = TRUE)
