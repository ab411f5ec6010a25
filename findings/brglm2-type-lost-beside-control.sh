#!/usr/bin/env bash
# What:      the kind of bias reduction that is asked for, when the number of iterations is asked for too.
# Version:   Debian r-cran-brglm2 0.9+dfsg-1 with r-base-core 4.2.2.20221110-2.
# Behaviour: glm(..., method = "brglmFit", type = "AS_median") fits the median-unbiased model. With control =
#            list(maxit = 500) beside it, `type` is dropped and the default, AS_mixed, is fitted: glm() makes its
#            control list from the further arguments only where none is given. type = "ML" is dropped just so, so that
#            a plain and a reduced fit made for comparison are the same. No message; `fit$type` tells. Inside control
#            it works.
# Output:    AS_median .352, with control .308 (AS_mixed); ML .433, with control .308.
# Matters:   rare events and separated data (no exit without a coup) are why the package is used, and they are also
#            the fits that need more iterations, that is, a control list.
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
fit <- function(...) glm(y ~ x, family = binomial, method = "brglmFit", ...)
show <- function(m) sprintf("%s %.3f", m$type, coef(m)["x"])
got <- c(
  "type AS_median" = show(fit(type = "AS_median")),
  "type AS_median, control" = show(fit(type = "AS_median", control = list(maxit = 500))),
  "type ML" = show(fit(type = "ML")),
  "type ML, control" = show(fit(type = "ML", control = list(maxit = 500))),
  "control with the type" = show(fit(control = list(maxit = 500, type = "AS_median"))))
expected <- c("AS_median 0.352", "AS_mixed 0.308", "ML 0.433", "AS_mixed 0.308", "AS_median 0.352")
cat(sprintf("%-24s %s\n", names(got), got), sep = "")
if (any(got != expected)) { cat("changed: expected", paste(expected, collapse = "; "), "\n"); quit(status = 1) }
R
