#!/usr/bin/env bash
# What      networkx turns a network into node-link data, the JSON that D3 reads, and back.
# Version   python3-networkx 2.8.8-1, from Debian.
# Behaviour An attribute of an edge named "source" or "target", and one of a node named "id", is overwritten by the
#           names of the format. No warning; the parameters that rename the keys of the format are there, but nothing
#           asks for them.
# Seen      Edge NER -> MLI with source "acled" and weight 2 -> {"source": "NER", "weight": 2, "target": "MLI"}, back
#           with weight alone; node NER with id 436 -> {"id": "NER"}.
# Matters   "source" is the column in which ACLED says who reported the event, and ours that says which reader took
#           it. The web page shows a state as the source of its own events.
# shellcheck source-path=SCRIPTDIR source=lib/pinned.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/pinned.sh"
debian python3-networkx 2.8.8-1

cat >cross.py <<'PY'
import networkx
from networkx.readwrite import json_graph
graph = networkx.DiGraph()
graph.add_node("NER", id=436)
graph.add_edge("NER", "MLI", source="acled", weight=2)
data = json_graph.node_link_data(graph)
print(data["nodes"][0], data["links"][0])
print(list(json_graph.node_link_graph(data).edges(data=True)))
PY
expect "the network as JSON and back" "$(python cross.py)" \
  "{'id': 'NER'} {'source': 'NER', 'weight': 2, 'target': 'MLI'}
[('NER', 'MLI', {'weight': 2})]"
expect "warnings" "$(cat warnings)" ''
holds "the source of an edge is its first state"
