#!/usr/bin/env bash
# What:      the coding 1 = open, 2 = ended of a column of status, and what becomes of it in a part of the data.
# Version:   Debian r-cran-survival 3.5-3-1.
# Behaviour: Surv() reads a numeric status by the largest value in the column: with a 2 somewhere, 1 is censored; with
#            no 2, 1 is an event. So in a region in which every case is still open, every case counts as ended,
#            without a warning. One case ended anywhere turns all others back to open.
# Output:    three open cases: 3 5 8 (three events); the same with one ended case: 3+ 5+ 8+ 9.
# Matters:   the package's own data use 1/2, and event data are cut into regions, actors and years. The groups that
#            are quietest, where nothing has ended, come out as the ones where everything ends.
set -euo pipefail
need() { # package version
  [[ $(dpkg-query -W -f '${Version}' "$1" 2>/dev/null) == "$2" ]] && return
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$1=$2" >/dev/null 2>&1 && return
  echo "skipped: $1 $2 cannot be had"
  exit 77
}
need r-cran-survival 3.5-3-1
command -p Rscript --vanilla - <<'R'
suppressMessages(library(survival))
options(warn = 2)
cases <- data.frame(region = c("quiet", "quiet", "quiet", "other"), days = c(3, 5, 8, 9), status = c(1, 1, 1, 2))
show <- function(d) paste(trimws(format(Surv(d$days, d$status))), collapse = " ")
events <- function(d) sum(survfit(Surv(days, status) ~ 1, d)$n.event)
quiet <- cases[cases$region == "quiet", ]
together <- summary(survfit(Surv(days, status) ~ region, cases))$table["region=quiet", "events"]
got <- c(
  "all regions" = sprintf("%s, %g event", show(cases), events(cases)),
  "quiet, cut out before" = sprintf("%s, %g events", show(quiet), events(quiet)),
  "quiet, as a stratum" = sprintf("%g events", together))
expected <- c("3+ 5+ 8+ 9, 1 event", "3 5 8, 3 events", "0 events")
cat(sprintf("%-22s %s\n", names(got), got), sep = "")
if (any(got != expected)) { cat("changed: expected", paste(expected, collapse = "; "), "\n"); quit(status = 1) }
R
