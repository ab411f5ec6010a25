#!/usr/bin/env bash
# What      networkx reads a dynamic GEXF 1.2 network whose times are days, and writes it again.
# Version   python3-networkx 2.8.8-1, from Debian.
# Behaviour timeformat="date" is written only for a network that was not dynamic before; one that was read as dynamic
#           loses it (the format's own default is numbers), and networkx cannot read the file that it wrote. A value
#           without an end comes back with the end "None", as text, and is written so.
# Seen      First writing: mode="dynamic" timeformat="date"; after reading: mode="dynamic" alone, and end="None";
#           reading that: KeyError: None.
# Matters   Periods of alliances and claims go through Python between two looks at them in Gephi. The file that comes
#           out holds days where it announces numbers, and a period that has not ended ends at a word.
# shellcheck source-path=SCRIPTDIR source=lib/pinned.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/pinned.sh"
debian python3-networkx 2.8.8-1

cat >cross.py <<'PY'
import re, networkx
graph = networkx.DiGraph()
graph.add_node("NER", bloc=[("ECOWAS", "1975-05-28", "2025-01-29"), ("AES", "2023-09-16", None)])
for name in "first.gexf", "second.gexf":
    networkx.write_gexf(graph, name)
    with open(name, encoding="utf-8") as file:
        text = file.read()
    print(re.search("<graph [^>]*>", text)[0], re.search('value="AES"[^/]*', text)[0])
    try:
        graph = networkx.read_gexf(name)
    except KeyError as error:
        print("KeyError", error)
PY
expect "what is written" "$(python cross.py)" \
  '<graph defaultedgetype="directed" mode="dynamic" name="" timeformat="date"> value="AES" start="2023-09-16" 
<graph defaultedgetype="directed" mode="dynamic" name=""> value="AES" start="2023-09-16" end="None" 
KeyError None'
holds "what was read as dynamic cannot be read again"
