#!/usr/bin/env bash
# What      networkx writes GML, igraph for Python reads it.
# Version   python3-networkx 2.8.8-1 and python3-igraph 0.10.2-1+b1, from Debian.
# Behaviour A whole number beyond 32 bits is written as text; read back by igraph the whole column is text, the small
#           numbers too. A double that Python prints with one digit before its exponent (1e-05, 1e+16) is written
#           "1.E-05", which igraph refuses, with the whole file; 1.5e-05 is taken. Letters with accents come back as
#           entities, with a warning.
# Seen      dollars 5, 2500000000 -> "5", "2500000000"; share 1e-05 -> "Parse error in GML file"; "Côte d'Ivoire" ->
#           "C&#244;te d'Ivoire".
# Matters   Sums of money pass 2^31 at once and shares are round by chance: the file is readable until the one row
#           comes. Names of states no longer match.
# shellcheck source-path=SCRIPTDIR source=lib/pinned.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/pinned.sh"
debian python3-igraph 0.10.2-1+b1
debian python3-networkx 2.8.8-1

cat >cross.py <<'PY'
import igraph, networkx
def cross(name, *values):
    graph = networkx.MultiDiGraph()
    for value in values:
        graph.add_edge("NER", "CIV", **{name: value})
    networkx.write_gml(graph, "aid.gml")
    try:
        print(name, igraph.Graph.Read_GML("aid.gml").es[name])
    except igraph.InternalError as error:
        print(name, "Parse error in GML file" in str(error))
cross("dollars", 5, 2000000000)
cross("dollars", 5, 2500000000)
cross("share", 1.5e-05)
cross("share", 1e-05)
cross("donor", "Côte d'Ivoire")
PY
expect "values that igraph reads" "$(python cross.py)" "dollars [5.0, 2000000000.0]
dollars ['5', '2500000000']
share [1.5e-05]
share True
donor [\"C&#244;te d'Ivoire\"]"
holds "one large sum makes a column text, one round share the file unreadable"
