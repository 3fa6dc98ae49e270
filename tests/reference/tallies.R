# What R says of the tallies in tests/analysis/test_tally_reference.py, from rows wherever it can.
#   Rscript tests/reference/tallies.R > tests/reference/tallies.json
# Debian packages: r-base-core, r-cran-coin, r-cran-jsonlite.
suppressPackageStartupMessages({library(coin); library(jsonlite)})

steps <- seq(0, 100, by = 5)
shape <- function(n, mean, sd, at = steps) round(n * dnorm(at, mean, sd) / sum(dnorm(at, mean, sd)))
tally <- function(levels, solo, team, cut = NULL, sesoi = NULL)
  Filter(Negate(is.null), list(levels = levels, solo = solo, team = team, cut = cut, sesoi = sesoi))

cases <- list(
  bell = tally(steps, shape(180, 55, 18), shape(240, 48, 20), cut = 60),
  floor = tally(0:6, c(61, 20, 9, 5, 3, 1, 1), c(88, 21, 12, 2, 1, 0, 1), cut = 2, sesoi = 0.5),
  ceiling = tally(steps, rev(shape(150, 2, 15)), rev(shape(90, 5, 22)), cut = 95, sesoi = 3),
  tied = tally(c(1, 2, 3), c(4, 30, 6), c(9, 41, 2), cut = 3, sesoi = 0.1),
  two_levels = tally(c(0, 1), c(30, 12), c(41, 33), cut = 1),
  tiny = tally(c(10, 20, 30, 40, 50), c(0, 1, 0, 1, 1), c(1, 1, 1, 1, 0), cut = 30),
  small = tally(0:10, c(0, 1, 0, 2, 1, 2, 1, 2, 0, 1, 0), c(1, 1, 2, 1, 2, 1, 2, 0, 1, 0, 1)),
  separated = tally(1:6, c(0, 0, 0, 1, 2, 2), c(3, 2, 1, 0, 0, 0), cut = 4),
  near_separated = tally(1:6, c(0, 0, 1, 1, 2, 2), c(3, 2, 1, 0, 0, 0), cut = 4),
  hardly_overlapping = tally(steps, shape(10, 85, 10), shape(20, 35, 17), cut = 60),
  unequal_spread = tally(steps, shape(40, 50, 33), shape(160, 44, 6), cut = 50, sesoi = 8),
  same = tally(steps, shape(2000, 50, 20), shape(2100, 50.4, 20), sesoi = 3),
  prorated = tally(seq(0, 100, length.out = 73), shape(300, 40, 25, seq(0, 100, length.out = 73)),
                   shape(250, 52, 22, seq(0, 100, length.out = 73)), cut = 50),
  far_from_zero = tally(1e3 + 0:4 / 8, c(5, 9, 14, 9, 3), c(9, 12, 11, 4, 4), sesoi = 0.05),
  below_zero = tally(c(-3, -1, 0, 0.5, 7), c(5, 9, 14, 9, 3), c(9, 0, 11, 4, 4), cut = -0.5),
  constant = tally(c(0, 50, 100), c(0, 20, 0), c(0, 30, 0), cut = 50),
  constant_apart = tally(c(0, 50, 100), c(0, 4, 0), c(0, 0, 5), cut = 50),
  one_constant = tally(0:4, c(0, 0, 12, 0, 0), c(3, 8, 4, 5, 2), cut = 2),
  empty_group = tally(c(0, 50, 100), c(0, 0, 0), c(4, 9, 2), cut = 50),
  one_person = tally(c(0, 50, 100), c(0, 0, 1), c(4, 9, 2), cut = 50),
  million = tally(steps, shape(1e6, 52, 20), shape(1e6, 50, 21), cut = 60),
  million_uneven = tally(0:4, c(1e5, 2e5, 3e5, 1e5, 2e5), c(2e3, 3e3, 1e3, 5e2, 4e2), cut = 3)
)

# P(T <= t) of the noncentral t; R's pt is good up to a noncentrality of 37, beyond it the integral
nct <- function(t, df, ncp) {
  if (abs(ncp) < 37 && df < 1e5) return(suppressWarnings(pt(t, df, ncp)))
  given <- function(z) dnorm(z) * pchisq(df * (pmax(z + ncp, 0) / t)^2, df, lower.tail = FALSE)
  knots <- sort(pmin(pmax(c(-9, t - ncp + c(-3, -1, 0, 1, 3) * t / sqrt(2 * df), 9), -9), 9))
  parts <- mapply(function(a, b) if (a < b) integrate(given, a, b, rel.tol = 1e-12,
                  subdivisions = 5000)$value else 0, head(knots, -1), tail(knots, -1))
  sum(parts)
}
root <- function(f, interval) uniroot(f, interval, tol = 1e-13, extendInt = "no")$root

means <- function(x, y, sesoi) {
  t <- t.test(x, y)
  low <- t.test(x, y, mu = -sesoi, alternative = "greater")
  high <- t.test(x, y, mu = sesoi, alternative = "less")
  ninety <- t.test(x, y, conf.level = 0.9)$conf.int
  log10_p <- (pt(-abs(t$statistic), t$parameter, log.p = TRUE) + log(2)) / log(10)
  list(
    mean_difference = list(value = mean(x) - mean(y), low = t$conf.int[1], high = t$conf.int[2],
      p = t$p.value, log10_p = log10_p, statistic = t$statistic, df = t$parameter),
    equivalence = list(value = mean(x) - mean(y), low = ninety[1], high = ninety[2],
      p = max(low$p.value, high$p.value)))
}

hedges <- function(x, y) {
  m <- as.numeric(length(x)); n <- as.numeric(length(y)); df <- m + n - 2
  pooled <- sqrt(((m - 1) * var(x) + (n - 1) * var(y)) / df)
  scale <- sqrt(m * n / (m + n)); d <- (mean(x) - mean(y)) / pooled; t <- abs(d) * scale
  j <- exp(log(pi) / 2 - lbeta((df - 1) / 2, 0.5) - log(df / 2) / 2) # lgamma loses digits
  ends <- sapply(c(0.975, 0.025), function(share)
    root(function(ncp) nct(t, df, ncp) - share, t + c(-1, 1) * (5 + 5 * t / sqrt(df))))
  if (d < 0) ends <- -rev(ends)
  list(hedges_g = list(value = j * d, low = j * ends[1] / scale, high = j * ends[2] / scale,
    statistic = d * scale, df = df))
}

detectable <- function(x, y) {
  t <- t.test(x, y); df <- t$parameter; critical <- qt(0.975, df)
  power <- function(ncp) 1 - pt(critical, df, ncp) + pt(-critical, df, ncp)
  list(minimum_detectable = list(value = root(function(ncp) power(ncp) - 0.8, c(0, 40)) * t$stderr))
}

# Brunner & Munzel 2000 from ranks; superiority of x
brunner_munzel <- function(x, y) {
  m <- as.numeric(length(x)); n <- as.numeric(length(y)); r <- rank(c(x, y))
  rx <- r[1:m]; ry <- r[m + 1:n]
  vx <- sum((rx - rank(x) - mean(rx) + (m + 1) / 2)^2) / (m - 1)
  vy <- sum((ry - rank(y) - mean(ry) + (n + 1) / 2)^2) / (n - 1)
  theta <- 0.5 + (mean(rx) - mean(ry)) / (m + n)
  error <- sqrt(vx / (m * n^2) + vy / (n * m^2))
  df <- (m * vx + n * vy)^2 / ((m * vx)^2 / (m - 1) + (n * vy)^2 / (n - 1))
  list(theta = theta, t = (theta - 0.5) / error, error = error, df = df)
}

superiority <- function(x, y) {
  m <- as.numeric(length(x)); n <- as.numeric(length(y)); bm <- brunner_munzel(x, y); theta <- bm$theta
  overlap <- min(theta, 1 - theta)
  if (overlap < 0.2 && min(m, n) * overlap < 2) return(hardly_overlapping(x, y, theta, bm$t))
  reach <- qt(0.975, bm$df) * bm$error
  list(value = theta, low = max(theta - reach, 0), high = min(theta + reach, 1),
    p = 2 * pt(-abs(bm$t), bm$df), statistic = bm$t, df = bm$df,
    log10_p = (pt(-abs(bm$t), bm$df, log.p = TRUE) + log(2)) / log(10))
}

# Newcombe 2006, method 5, and the exact permutation p over all choices of rows
hardly_overlapping <- function(x, y, theta, t) {
  m <- as.numeric(length(x)); n <- as.numeric(length(y)); z <- qnorm(0.975); half <- (m + n) / 2 - 1
  away <- function(at) {
    v <- at * (1 - at) * (1 + half * ((1 - at) / (2 - at) + at / (1 + at))) / (m * n)
    abs(theta - at) - z * sqrt(v)
  }
  inside <- 1e-6 # both bounds are this far from theta and from the ends
  low <- if (theta == 0) 0 else root(away, c(0, theta - inside))
  high <- if (theta == 1) 1 else root(away, c(theta + inside, 1))
  found <- list(value = theta, low = low, high = high)
  if (choose(m + n, m) > 5000) return(found)
  all <- c(x, y)
  far <- combn(m + n, m, function(dealt) {
    now <- brunner_munzel(all[dealt], all[-dealt])
    if (now$error < 1e-12) Inf else abs(now$t)
  })
  seen <- if (is.nan(t) || abs(t) > 1e8) Inf else abs(t)
  c(found, list(p = mean(far >= seen * (1 - 1e-9))))
}

ranks <- function(x, y) {
  with <- suppressWarnings(wilcox.test(x, y, exact = FALSE, correct = TRUE))
  without <- suppressWarnings(wilcox.test(x, y, exact = FALSE, correct = FALSE))
  group <- factor(rep(c("solo", "team"), c(length(x), length(y))))
  by_coin <- as.numeric(pvalue(wilcox_test(c(x, y) ~ group, distribution = "asymptotic")))
  stopifnot(isTRUE(all.equal(by_coin, without$p.value, tolerance = 1e-7)))
  u <- unname(with$statistic)
  list(superiority = superiority(x, y),
    mann_whitney_with = list(value = u, statistic = u, p = with$p.value),
    mann_whitney_without = list(value = u, statistic = u, p = without$p.value))
}

wilson <- function(x, n) {
  z <- qnorm(0.975); p <- x / n
  middle <- (p + z^2 / (2 * n)) / (1 + z^2 / n)
  reach <- z * sqrt(p * (1 - p) / n + z^2 / (4 * n^2)) / (1 + z^2 / n)
  list(value = p, low = middle - reach, high = middle + reach)
}
shares <- function(x, y, cut) {
  a <- sum(x >= cut); m <- length(x); b <- sum(y >= cut); n <- length(y)
  s <- wilson(a, m); t <- wilson(b, n); z <- qnorm(0.975)
  if (!m || !n) return(if (m) list(share_solo = s) else list(share_team = t))
  found <- list(share_solo = s, share_team = t, share_difference = list(
    value = s$value - t$value,
    low = s$value - t$value - sqrt((s$value - s$low)^2 + (t$high - t$value)^2),
    high = s$value - t$value + sqrt((t$value - t$low)^2 + (s$high - s$value)^2)))
  error <- sqrt(1 / a - 1 / m + 1 / b - 1 / n)
  if (a > 0 && b > 0) found$share_ratio <- c(list(value = s$value / t$value),
    if (error > 0) list(low = exp(log(s$value / t$value) - z * error),
                        high = exp(log(s$value / t$value) + z * error)))
  found
}

one_group <- function(x, name) {
  if (!length(x)) return(list())
  found <- list(mean = list(value = mean(x)), median = list(value = median(x)))
  if (length(x) > 1) found$sd <- list(value = sd(x))
  if (length(unique(x)) > 1) {
    t <- t.test(x)$conf.int
    found$mean <- list(value = mean(x), low = t[1], high = t[2])
  }
  setNames(found, paste0(names(found), "_", name))
}

answers <- function(case) {
  x <- rep(case$levels, case$solo); y <- rep(case$levels, case$team)
  found <- c(one_group(x, "solo"), one_group(y, "team"))
  if (!is.null(case$cut)) found <- c(found, shares(x, y, case$cut))
  if (min(length(x), length(y)) < 2) return(found)
  if (length(unique(c(x, y))) > 1) found <- c(found, ranks(x, y))
  if (length(unique(x)) == 1 && length(unique(y)) == 1) return(found)
  sesoi <- if (is.null(case$sesoi)) 0.05 * diff(range(case$levels)) else case$sesoi
  c(found, means(x, y, sesoi), hedges(x, y), detectable(x, y))
}

plain <- function(fields) lapply(fields, function(each) unname(as.numeric(each)))
result <- lapply(cases, function(case)
  list(tally = case, expected = lapply(answers(case), plain)))
cat(toJSON(result, digits = I(16), auto_unbox = TRUE, pretty = TRUE), "\n")
