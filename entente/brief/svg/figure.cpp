#include "entente/brief/svg/figure.hpp"

#include "entente/brief/text.hpp"

namespace entente::brief::svg {

std::string svg_element(const assess::Assessment& assessment, const assess::Figure& figure, Layout layout) {
  const bool wide = layout == Layout::wide;
  const Frame frame{assessment, "fig-" + as_id(figure.id) + (wide ? "-w" : "-n"), layout};
  const auto canvas = std::visit([&](const auto& data) { return draw(data, frame); }, figure.data);
  return canvas.element(frame.id, figure.finding, figure.description, wide ? "wide" : "narrow");
}

}  // namespace entente::brief::svg
