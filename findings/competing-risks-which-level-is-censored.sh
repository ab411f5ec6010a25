#!/usr/bin/env bash
# What:      one column of outcomes by name ("agreement", "censored", "war") in two packages for competing risks.
# Version:   Debian r-cran-survival 3.5-3-1 and r-cran-cmprsk 2.2-11-1.
# Behaviour: survfit(Surv(time, factor(outcome)) ~ 1) takes the first level as censoring, and levels are sorted by
#            alphabet: "agreement" becomes censoring and "censored" a cause of its own. cuminc(time, outcome) looks
#            for the code 0, finds none, and makes three causes. Neither warns. With cencode = "censored" and with the
#            level put first both agree.
# Output:    incidence of war at day 8: .340 right; survfit .321, cuminc .250.
# Matters:   the share of demands that end in an agreement is not low but absent from survfit's table, and cuminc's
#            figure ignores the censoring: it is the naive share of all cases.
set -euo pipefail
need() { # package version
  [[ $(dpkg-query -W -f '${Version}' "$1" 2>/dev/null) == "$2" ]] && return
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$1=$2" >/dev/null 2>&1 && return
  echo "skipped: $1 $2 cannot be had"
  exit 77
}
need r-cran-survival 3.5-3-1
need r-cran-cmprsk 2.2-11-1
command -p Rscript --vanilla - <<'R'
suppressMessages({library(survival); library(cmprsk)})
options(warn = 2)
time <- 1:8
outcome <- c("agreement", "censored", "war", "agreement", "censored", "war", "agreement", "censored")
last <- function(fit) { p <- fit$pstate[length(fit$time), -1]; names(p) <- fit$states[-1]; p }
show <- function(p) paste(sprintf("%s %.3f", sub("^1 ", "", names(p)), p), collapse = ", ")
cum <- function(...) { e <- timepoints(cuminc(...), 8)$est; setNames(e[, 1], rownames(e)) }
got <- c(
  "survfit, plain" = show(last(survfit(Surv(time, factor(outcome)) ~ 1))),
  "survfit, censored first" = show(last(survfit(Surv(time, relevel(factor(outcome), "censored")) ~ 1))),
  "cuminc, plain" = show(cum(time, outcome)),
  "cuminc, cencode" = show(cum(time, outcome, cencode = "censored")))
right <- "agreement 0.465, war 0.340"
expected <- c("censored 0.679, war 0.321", right, "agreement 0.375, censored 0.375, war 0.250", right)
cat(sprintf("%-24s %s\n", names(got), got), sep = "")
if (any(got != expected)) { cat("changed: expected", paste(expected, collapse = "; "), "\n"); quit(status = 1) }
R
