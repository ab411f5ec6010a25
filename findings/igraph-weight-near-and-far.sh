#!/usr/bin/env bash
# What:      a column called "weight" in a list of ties, and the measures computed from it.
# Version:   Debian r-cran-igraph 1.3.5-3.
# Behaviour: a column of that name is used unasked, and means opposite things in one and the same graph. strength and
#            page_rank take a heavy tie as near, betweenness, closeness and distances take it as long. Where France
#            and Germany are tied by 10 and each to the United States by 1, the United States are last by page_rank
#            and the one broker by betweenness: the way from Paris to Berlin leads through Washington. Call the column
#            "volume" and all three are equal. None of these functions says anything.
# Output:    page_rank of the USA .118 (lowest), betweenness 1 (of 1), closeness .5 (highest); "volume": 0, 1/3, .5.
# Matters:   ties weighted by votes in common, trade or talks are the usual network of states. A table with both
#            columns contradicts itself, and the ranking by brokerage is upside down.
set -euo pipefail
need() { # package version
  [[ $(dpkg-query -W -f '${Version}' "$1" 2>/dev/null) == "$2" ]] && return
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$1=$2" >/dev/null 2>&1 && return
  echo "skipped: $1 $2 cannot be had"
  exit 77
}
need r-cran-igraph 1.3.5-3
command -p Rscript --vanilla - <<'R'
suppressMessages(library(igraph))
options(warn = 2)
ties <- data.frame(from = c("FRA", "DEU", "FRA"), to = c("USA", "USA", "DEU"), weight = c(1, 1, 10))
measure <- function(d) {
  g <- graph_from_data_frame(d, directed = FALSE)
  values <- c(page_rank(g)$vector["USA"], page_rank(g)$vector["FRA"], betweenness(g)["USA"], betweenness(g)["FRA"],
              closeness(g)["USA"], closeness(g)["FRA"], distances(g, "FRA", "DEU"))
  paste(sprintf("%.3f", values), collapse = " ")
}
cat("column: page_rank USA, FRA; betweenness USA, FRA; closeness USA, FRA; distance FRA-DEU\n")
got <- c(weight = measure(ties), volume = measure(setNames(ties, c("from", "to", "volume"))))
expected <- c("0.118 0.441 1.000 0.000 0.500 0.333 2.000", "0.333 0.333 0.000 0.000 0.500 0.500 1.000")
cat(sprintf("%s: %s\n", names(got), got), sep = "")
if (any(got != expected)) { cat("changed: expected", paste(expected, collapse = "; "), "\n"); quit(status = 1) }
R
