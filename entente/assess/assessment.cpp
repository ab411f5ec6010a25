#include "entente/assess/assessment.hpp"

namespace entente::assess {

std::string_view name(Status status) {
  switch (status) {
    case Status::reported: return "reported";
    case Status::computed: return "computed";
    case Status::judged: return "judged";
    case Status::assumed: return "assumed";
  }
  return {};
}

std::string_view name(JudgementKind kind) {
  switch (kind) {
    case JudgementKind::exit: return "exit";
    case JudgementKind::asks: return "asks";
    case JudgementKind::left: return "left";
    case JudgementKind::arrival: return "arrival";
    case JudgementKind::deaths: return "deaths";
    case JudgementKind::cover: return "cover";
  }
  return {};
}

}  // namespace entente::assess
