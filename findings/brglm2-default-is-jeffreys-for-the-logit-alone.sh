#!/usr/bin/env bash
# What:      which penalty bias reduction is, by the link.
# Version:   Debian r-cran-brglm2 0.9+dfsg-1 with r-base-core 4.2.2.20221110-2.
# Behaviour: with the logit, glm(..., method = "brglmFit") maximises the likelihood times the root of the determinant of
#            the information (Jeffreys' prior, as Firth 1993). With the complementary log-log link or the probit the
#            same call is another estimate: the default, AS_mixed, solves adjusted score equations that are that prior's
#            for the canonical link alone. No message. MPL_Jeffreys, which has to go into `control`, is it for each link;
#            a plain optimiser agrees with it to five digits.
# Output:    logit: default .3080, Jeffreys' prior .3080. cloglog: .2493 and .2665. probit: .2025 and .2161.
# Matters:   discrete-time hazards use the complementary log-log link. A penalised fit that is checked against the
#            default seems wrong by 6%, and is right.
set -euo pipefail
need() { # package version
  [[ $(dpkg-query -W -f '${Version}' "$1" 2>/dev/null) == "$2" ]] && return
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$1=$2" >/dev/null 2>&1 && return
  echo "skipped: $1 $2 cannot be had"
  exit 77
}
need r-base-core 4.2.2.20221110-2
need r-cran-brglm2 0.9+dfsg-1
command -p Rscript --vanilla - <<'R'
suppressMessages(library(brglm2))
options(warn = 2)
x <- 1:8
y <- c(0, 1, 0, 0, 1, 0, 1, 1)
fit <- function(link, ...) coef(glm(y ~ x, family = binomial(link), method = "brglmFit", ...))[["x"]]
optimum <- function(link) {
  family <- binomial(link)
  columns <- cbind(1, x)
  minus <- function(b) {
    eta <- as.vector(columns %*% b)
    p <- family$linkinv(eta)
    w <- family$mu.eta(eta)^2 / (p * (1 - p))
    -sum(dbinom(y, 1, p, log = TRUE)) - log(det(t(columns) %*% (columns * w))) / 2
  }
  optim(c(0, 0), minus, control = list(reltol = 1e-14, maxit = 5000))$par[2]
}
got <- character()
for (link in c("logit", "cloglog", "probit"))
  got <- c(got, sprintf("%s %.4f %.4f %.4f", link, fit(link), fit(link, control = list(type = "MPL_Jeffreys")),
                        optimum(link)))
cat("link, default, MPL_Jeffreys, optimiser", got, sep = "\n")
expected <- c("logit 0.3080 0.3080 0.3080", "cloglog 0.2493 0.2665 0.2665", "probit 0.2025 0.2161 0.2161")
if (any(got != expected)) { cat("changed: expected", paste(expected, collapse = "; "), "\n"); quit(status = 1) }
R
