#!/usr/bin/env bash
# What      networkx reads GEXF 1.3, the present version of the format, and the same file as GEXF 1.2.
# Version   python3-networkx 2.8.8-1, from Debian.
# Behaviour Only the namespace is looked at. That of 1.3 is refused with "No <graph> element in GEXF file", though the
#           element is there; with the namespace of 1.2 the same file is read, whatever its attribute version says. An
#           attribute titled weight loses against the weight of the edge.
# Seen      1.3: NetworkXError; namespace of 1.2draft and version="1.3": edge with weight 2.0.
# Matters   Gephi writes 1.3 since 0.9.2 (said in networkx pull request 3457), and the message says that the network
#           is missing. Changing one line of the file is enough for static networks.
# shellcheck source-path=SCRIPTDIR source=lib/pinned.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/pinned.sh"
debian python3-networkx 2.8.8-1

cat >claims.gexf <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph defaultedgetype="directed" mode="static">
<attributes class="edge"><attribute id="0" title="weight" type="long"/></attributes>
<nodes><node id="NER" label="NER"/><node id="MLI" label="MLI"/></nodes>
<edges><edge id="0" source="NER" target="MLI" weight="2">
<attvalues><attvalue for="0" value="9"/></attvalues></edge></edges>
</graph></gexf>
XML
sed 's,http://gexf.net/1.3,http://www.gexf.net/1.2draft,' claims.gexf >older.gexf
cat >read.py <<'PY'
import networkx
for name in "claims.gexf", "older.gexf":
    try:
        print(list(networkx.read_gexf(name).edges(data=True)))
    except networkx.NetworkXError as error:
        print(error)
PY
expect "the network by its namespace" "$(python read.py)" "No <graph> element in GEXF file.
[('NER', 'MLI', {'weight': 2.0, 'id': '0'})]"
holds "GEXF 1.3 has no graph"
