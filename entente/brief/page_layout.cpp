#include "entente/brief/page_layout.hpp"

#include "entente/brief/visit.hpp"

#include <algorithm>
#include <variant>

namespace entente::brief {

using namespace assess;

namespace {

constexpr std::size_t kWideTable = 7;    // columns from which a table takes the whole width of the screen
constexpr std::size_t kNarrowTable = 5;  // columns up to which it stands beside a map, or in a column on paper

bool is_front(const PageItem& item) {
  return item.kind == PageItem::Kind::section && item.section->part == Part::front;
}

bool is_map(const Block& block) {
  const auto* figure = std::get_if<Figure>(&block);
  return figure != nullptr && std::holds_alternative<MapFigure>(figure->data);
}

bool is_narrow_table(const Block& block) {
  const auto* table = std::get_if<Table>(&block);
  return table != nullptr && table->columns.size() <= kNarrowTable;
}

bool is_wide_table(const Block& block) {
  const auto* table = std::get_if<Table>(&block);
  return table != nullptr && table->columns.size() >= kWideTable;
}

}  // namespace

bool is_strip(const PageItem& item) { return is_front(item) && has_forecast_strip(*item.section); }

bool is_prose(const PageItem& item) {
  return is_front(item) && std::ranges::all_of(item.section->blocks, [](const Block& block) {
           return std::holds_alternative<Paragraph>(block);
         });
}

bool is_pair(const Block& one, const Block& other) {
  return (is_map(one) && is_narrow_table(other)) || (is_map(other) && is_narrow_table(one));
}

bool needs_screen_width(const Section& section) {
  const auto& blocks = section.blocks;
  for (std::size_t i = 0; i + 1 < blocks.size(); ++i)
    if (is_pair(blocks[i], blocks[i + 1])) return true;
  return std::ranges::any_of(blocks, is_wide_table);
}

bool needs_page_width(const PageItem& item) {
  if (item.kind != PageItem::Kind::section) return item.kind == PageItem::Kind::changes;
  return std::ranges::any_of(item.section->blocks, [](const Block& block) {
    return std::holds_alternative<Table>(block) && !is_narrow_table(block);
  });
}

bool is_short(const Table& table) {
  std::size_t characters = 0;
  for (const auto& row : table.rows)
    for (const auto& cell : row) characters += cell.text.size();
  return table.rows.size() <= 8 && characters <= 700;
}

}  // namespace entente::brief
