#!/usr/bin/env bash
# What      One GraphML file with a <default> for the weight of edges, read by networkx and by igraph for Python.
# Version   python3-networkx 2.8.8-1 and python3-igraph 0.10.2-1+b1, from Debian.
# Behaviour igraph gives the default to edges without a value. networkx reads it, keeps it beside the graph
#           (graph["edge_default"]), leaves the edge bare, and its algorithms then count such an edge as 1. A key for
#           "all" (nodes and edges) is the other way round: networkx takes it, igraph drops it, with a warning.
# Seen      Default 5, one edge bare, one of 2: sum of weights 7 in igraph, 3 in networkx. The key for all: source
#           "acled" in networkx, no attribute in igraph.
# Matters   Both are valid by the schema of GraphML. Weighted degree, shortest path and communities of one file differ
#           by the library, without an error.
# shellcheck source-path=SCRIPTDIR source=lib/pinned.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/pinned.sh"
debian python3-igraph 0.10.2-1+b1
debian python3-networkx 2.8.8-1

cat >claims.graphml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="w" for="edge" attr.name="weight" attr.type="double"><default>5</default></key>
<key id="s" for="all" attr.name="source" attr.type="string"/>
<graph edgedefault="directed"><node id="NER"/><node id="MLI"/>
<edge source="NER" target="MLI"><data key="s">acled</data></edge>
<edge source="MLI" target="NER"><data key="w">2</data><data key="s">acled</data></edge>
</graph></graphml>
XML
cat >read.py <<'PY'
import warnings, igraph, networkx
graph = networkx.read_graphml("claims.graphml")
print("networkx", graph.size(weight="weight"), graph.edges["NER", "MLI"], graph.graph["edge_default"])
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    graph = igraph.Graph.Read_GraphML("claims.graphml")
print("igraph", sum(graph.es["weight"]), graph.es[0].attributes(), len(caught) > 0)
PY
expect "the network by each" "$(python read.py)" "networkx 3.0 {'source': 'acled'} {'weight': 5.0}
igraph 7.0 {'weight': 5.0} True"
holds "a default weight counts in igraph alone"
