#include "entente/store/export.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::store;

namespace {

std::string written(RowFormat format, std::int64_t& left_out) {
  std::string out;
  RowWriter writer(format, {{"id"}, {"lat", true}, {"lon", true}, {"what"}}, 1, 2, "two rows",
                   [&](std::string_view piece) { out += piece; });
  writer.row({"a", "13.5", "-2.1", "said \"no\", then\nleft"});
  writer.row({"b", "", "", "tab\there \\ <&>"});
  writer.finish();
  left_out = writer.left_out();
  return out;
}

}  // namespace

TEST_CASE("cells with commas, quotes, line ends and control characters survive in every format of rows") {
  std::int64_t left_out = 0;
  CHECK(written(RowFormat::csv, left_out) ==
        "id,lat,lon,what\na,13.5,-2.1,\"said \"\"no\"\", then\nleft\"\nb,,,tab\there \\ <&>\n");
  CHECK(left_out == 0);
  CHECK(written(RowFormat::json_lines, left_out) ==
        "{\"id\":\"a\",\"lat\":13.5,\"lon\":-2.1,\"what\":\"said \\\"no\\\", then\\u000aleft\"}\n"
        "{\"id\":\"b\",\"what\":\"tab\\u0009here \\\\ <&>\"}\n");
  CHECK(written(RowFormat::geojson, left_out) ==
        "{\"type\":\"FeatureCollection\",\"name\":\"two rows\",\"features\":[\n"
        "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[-2.1,13.5]},\"properties\":"
        "{\"id\":\"a\",\"what\":\"said \\\"no\\\", then\\u000aleft\"}}\n]}\n");
  CHECK(left_out == 1);
}

TEST_CASE("a network names each actor once and escapes what XML would read") {
  const std::vector<Edge> edges{{"NER", "A<&>\"B\"", {2, 3}}, {"USA", "NER", {1, 1}}};
  std::string graphml, gexf;
  write_network({"weight", "rows"}, edges, "a test", NetworkFormat::graphml, [&](std::string_view p) { graphml += p; });
  write_network({"weight", "rows"}, edges, "a test", NetworkFormat::gexf, [&](std::string_view p) { gexf += p; });
  CHECK(graphml.find("<node id=\"A&lt;&amp;&gt;&quot;B&quot;\">") != std::string::npos);
  CHECK(graphml.find("<edge source=\"NER\" target=\"A&lt;&amp;&gt;&quot;B&quot;\"><data key=\"e0\">2</data>") !=
        std::string::npos);
  CHECK(gexf.find("<node id=\"NER\" label=\"NER\"/>") != std::string::npos);
  CHECK(gexf.find("weight=\"2\"><attvalues><attvalue for=\"0\" value=\"2\"/><attvalue for=\"1\" value=\"3\"/>") !=
        std::string::npos);
  CHECK(gexf.find("NER", gexf.find("label=\"NER\"") + 12) > gexf.find("</nodes>"));
}
