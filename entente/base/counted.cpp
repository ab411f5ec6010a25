#include "entente/base/counted.hpp"

namespace entente {

std::string counted(std::string_view number, std::string_view one, std::string_view many) {
  std::string out(number);
  out += ' ';
  out += number == "1" || many.empty() ? one : many;
  if (number != "1" && many.empty()) out += 's';
  return out;
}

}  // namespace entente
