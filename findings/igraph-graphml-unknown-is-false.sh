#!/usr/bin/env bash
# What      igraph for Python writes a network with values that are not known (None) as GraphML, networkx reads it.
# Version   python3-igraph 0.10.2-1+b1 and python3-networkx 2.8.8-1, from Debian.
# Behaviour What None becomes depends on the others in its column: beside numbers it is left out, beside text it is
#           the word None, beside true and false it is false. No warning. Whole numbers are written as doubles of 15
#           digits.
# Seen      confirmed [True, None] -> true, false; source ["acled", None] -> "acled", "None"; deaths [5, None] -> 5,
#           absent; event 1234567890123456789 -> 1.23456789012346e+18.
# Matters   "Not yet confirmed" becomes "denied", and None a source that two events share. GraphML itself can leave a
#           value out, as igraph does for numbers.
# shellcheck source-path=SCRIPTDIR source=lib/pinned.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/pinned.sh"
debian python3-igraph 0.10.2-1+b1
debian python3-networkx 2.8.8-1

cat >write.py <<'PY'
import igraph, networkx
graph = igraph.Graph([(0, 1), (1, 0)], directed=True)
graph.es["confirmed"] = [True, None]
graph.es["source"] = ["acled", None]
graph.es["deaths"] = [5, None]
graph.es["event"] = [1234567890123456789, 2]
graph.write_graphml("claims.graphml")
for _, _, values in networkx.read_graphml("claims.graphml").edges(data=True):
    print(values)
PY
expect "values that networkx reads" "$(python write.py)" \
  "{'confirmed': True, 'source': 'acled', 'deaths': 5.0, 'event': 1.23456789012346e+18}
{'confirmed': False, 'source': 'None', 'event': 2.0}"
expect "warnings" "$(cat warnings)" ''
holds "unknown is absent, the word None, or false"
