#include "entente/brief/svg/figure.hpp"

#include "entente/brief/embedded.hpp"
#include "entente/brief/text.hpp"

#include <fmt/format.h>

#include <string_view>

namespace entente::brief::svg {

std::string svg_element(const assess::Assessment& assessment, const assess::Figure& figure, Layout layout) {
  const bool wide = layout == Layout::wide;
  const Frame frame{assessment, "fig-" + as_id(figure.id) + (wide ? "-w" : "-n"), layout};
  const auto canvas = std::visit([&](const auto& data) { return draw(data, frame); }, figure.data);
  return canvas.element(frame.id, figure.finding, figure.description, wide ? "wide" : "narrow");
}

std::string svg_document(const assess::Assessment& assessment, const assess::Figure& figure) {
  std::string element = svg_element(assessment, figure, Layout::wide);
  // The rules that show one of two layouts are for pages that hold both.
  element.replace(element.find(" class=\"wide\""), std::string_view(" class=\"wide\"").size(),
                  " xmlns=\"http://www.w3.org/2000/svg\"");
  element.insert(element.find('>') + 1, fmt::format("<style>{}</style>", escape_html(style_css())));
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + element;
}

}  // namespace entente::brief::svg
