#!/usr/bin/env bash
# What:      a list of dyads, one a row, given to the package for networks.
# Version:   Debian r-cran-network 1.18.1-1.
# Behaviour: as.network() guesses what a matrix is by its shape. A list of three dyads is a list. A list of two dyads
#            is 2 x 2, so it is taken for an adjacency matrix: "USA" and the others are not empty, hence ties; the
#            names of the states are lost, and two states "1" and "2" are tied both ways. Three dyads with a third
#            column of weights are 3 x 3 and go the same way. No warning, although a matrix of words cannot be one of
#            ties.
# Output:    3 dyads: 6 states, 3 ties. 2 dyads: 2 states "1 2", 2 ties. 3 weighted dyads: 3 states "1 2 3", 6 ties.
# Matters:   networks are built month by month in a loop; the month with exactly two dyads is a network of nobody.
set -euo pipefail
need() { # package version
  [[ $(dpkg-query -W -f '${Version}' "$1" 2>/dev/null) == "$2" ]] && return
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$1=$2" >/dev/null 2>&1 && return
  echo "skipped: $1 $2 cannot be had"
  exit 77
}
need r-cran-network 1.18.1-1
command -p Rscript --vanilla - <<'R'
suppressMessages(library(network))
options(warn = 2)
dyads <- rbind(c("USA", "IND"), c("RUS", "FRA"), c("CHN", "DEU"))
show <- function(...) {
  n <- as.network(...)
  sprintf("%s: %d ties", paste(network.vertex.names(n), collapse = " "), network.edgecount(n))
}
got <- c(
  "3 dyads" = show(dyads),
  "2 dyads" = show(dyads[1:2, ]),
  "3 dyads with weights" = show(cbind(dyads, c("5", "3", "2"))),
  "2 dyads, edgelist" = show(dyads[1:2, ], matrix.type = "edgelist"))
expected <- c("CHN DEU FRA IND RUS USA: 3 ties", "1 2: 2 ties", "1 2 3: 6 ties", "FRA IND RUS USA: 2 ties")
cat(sprintf("%-21s %s\n", names(got), got), sep = "")
if (any(got != expected)) { cat("changed: expected", paste(expected, collapse = "; "), "\n"); quit(status = 1) }
R
