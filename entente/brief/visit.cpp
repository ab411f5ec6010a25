#include "entente/brief/visit.hpp"

#include <algorithm>

namespace entente::brief {
namespace {

using assess::Assessment;
using assess::Part;
using assess::Section;

template <class... Visitors>
struct Overload : Visitors... {
  using Visitors::operator()...;
};
template <class... Visitors>
Overload(Visitors...) -> Overload<Visitors...>;

void figure_uses(const assess::Figure& figure, const std::string& where, const EvidenceVisitor& visit) {
  const auto use = [&](const std::string& id) {
    if (!id.empty()) visit(id, where);
  };
  std::visit(Overload{[&](const assess::LadderFigure& ladder) {
                        for (const auto& rung : ladder.rungs) use(rung.evidence);
                      },
                      [&](const assess::TimelineFigure& timeline) {
                        for (const auto& lane : timeline.lanes) {
                          for (const auto& item : lane.items) use(item.evidence);
                        }
                      },
                      [&](const assess::MapFigure& map) {
                        for (const auto& mark : map.marks) use(mark.evidence);
                      },
                      [](const auto&) {}},
             figure.data);
}

void section_uses(const Section& section, const EvidenceVisitor& visit) {
  const auto where = "section " + section.id;
  for (const auto& block : section.blocks) {
    std::visit(Overload{[&](const assess::Paragraph& paragraph) {
                          for (const auto& statement : paragraph.statements) {
                            for (const auto& id : statement.evidence) visit(id, where);
                          }
                        },
                        [&](const assess::Table& table) {
                          for (const auto& row : table.rows) {
                            for (const auto& cell : row) {
                              for (const auto& id : cell.evidence) visit(id, where);
                            }
                          }
                        },
                        [&](const assess::Figure& figure) { figure_uses(figure, where, visit); }},
               block);
  }
}

}  // namespace

bool has_forecast_strip(const Section& section) {
  return std::ranges::any_of(section.blocks, [](const assess::Block& block) {
    const auto* figure = std::get_if<assess::Figure>(&block);
    return figure != nullptr && std::holds_alternative<assess::ForecastStrip>(figure->data);
  });
}

const assess::Figure* front_map(const Assessment& assessment, Style style) {
  if (style == Style::note) return nullptr;
  for (const Section& section : assessment.sections) {
    if (section.id != "map" || section.part != Part::front) continue;
    for (const assess::Block& block : section.blocks) {
      const auto* figure = std::get_if<assess::Figure>(&block);
      if (figure != nullptr && std::holds_alternative<assess::MapFigure>(figure->data)) return figure;
    }
  }
  return nullptr;
}

std::vector<const assess::Passage*> passages(const Assessment& assessment, Style style) {
  std::vector<const assess::Passage*> out;
  for (const assess::Passage& passage : assessment.narrative)
    if (style != Style::note || passage.id == "watch") out.push_back(&passage);
  return out;
}

std::vector<PageItem> page_items(const Assessment& assessment, Style style) {
  using Kind = PageItem::Kind;
  std::vector<PageItem> items;
  if (style == Style::note) return items;
  const bool full = style == Style::full;
  // A section that holds the map of page 1 and nothing else is told there.
  const auto* map = front_map(assessment, style);
  const auto told = [&](const Section& section) {
    return map != nullptr && section.id == "map" && section.part == Part::front && section.blocks.size() == 1;
  };
  const auto sections = [&](auto&& wanted) {
    for (const auto& section : assessment.sections) {
      if (!section.blocks.empty() && !told(section) && wanted(section)) items.push_back({Kind::section, &section});
    }
  };
  const auto fixed = [&](Kind kind, bool present) {
    if (present) items.push_back({kind, nullptr});
  };
  sections([](const Section& section) { return section.part == Part::front && has_forecast_strip(section); });
  fixed(Kind::changes, assessment.since.has_value() || !assessment.changes.empty());
  sections([](const Section& section) { return section.part == Part::front && !has_forecast_strip(section); });
  fixed(Kind::hypotheses, !assessment.hypotheses.empty());
  fixed(Kind::indicators, !assessment.indicators.empty());
  fixed(Kind::assumptions, !assessment.assumptions.empty());
  fixed(Kind::gaps, !assessment.gaps.empty());
  if (full) sections([](const Section& section) { return section.part == Part::annex; });
  return items;
}

void for_each_statement(const Assessment& assessment, Style style, const StatementVisitor& visit) {
  using Kind = PageItem::Kind;
  for (const auto& statement : assessment.key_points) visit(statement, "key points");
  for (const auto* passage : passages(assessment, style))
    for (const auto& statement : passage->statements) visit(statement, "page 1");
  if (style == Style::note) return;
  for (const auto& item : page_items(assessment, style)) {
    if (item.kind == Kind::section) {
      for (const auto& block : item.section->blocks) {
        if (const auto* paragraph = std::get_if<assess::Paragraph>(&block)) {
          for (const auto& statement : paragraph->statements) visit(statement, "section " + item.section->id);
        }
      }
    } else if (item.kind == Kind::hypotheses) {
      for (const auto& hypothesis : assessment.hypotheses) {
        for (const auto& statement : hypothesis.signs_for) visit(statement, "rival explanations");
        for (const auto& statement : hypothesis.signs_against) visit(statement, "rival explanations");
      }
    } else if (item.kind == Kind::gaps) {
      for (const auto& statement : assessment.gaps) visit(statement, "gaps");
    }
  }
  for (const auto& statement : assessment.method) visit(statement, "method");
}

void for_each_evidence_use(const Assessment& assessment, Style style, const EvidenceVisitor& visit) {
  using Kind = PageItem::Kind;
  const auto statements = [&](const std::vector<assess::Statement>& list, const std::string& where) {
    for (const auto& statement : list) {
      for (const auto& id : statement.evidence) visit(id, where);
    }
  };
  statements(assessment.key_points, "key points");
  for (const auto* passage : passages(assessment, style)) statements(passage->statements, "page 1");
  if (const auto* map = front_map(assessment, style)) figure_uses(*map, "section map", visit);
  if (style == Style::note) return;
  for (const auto& judgement : assessment.judgements) {
    for (const auto& id : judgement.evidence) visit(id, judgement.id);
  }
  for (const auto& item : page_items(assessment, style)) {
    switch (item.kind) {
      case Kind::section: section_uses(*item.section, visit); break;
      case Kind::changes:
        for (const auto& change : assessment.changes) {
          for (const auto& id : change.evidence) visit(id, "what changed");
        }
        break;
      case Kind::hypotheses:
        for (const auto& hypothesis : assessment.hypotheses) {
          statements(hypothesis.signs_for, "rival explanations");
          statements(hypothesis.signs_against, "rival explanations");
        }
        break;
      case Kind::gaps: statements(assessment.gaps, "gaps"); break;
      case Kind::indicators:
      case Kind::assumptions: break;
    }
  }
  statements(assessment.method, "method");
}

}  // namespace entente::brief
