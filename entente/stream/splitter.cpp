#include "entente/stream/splitter.hpp"

#include <emmintrin.h>
#include <fmt/format.h>
#include <utf8.h>

#include <algorithm>
#include <bit>
#include <cstring>

namespace entente::stream {
namespace {

constexpr std::size_t kWindow = 64;

std::size_t find_byte(std::string_view text, char byte, std::size_t from) {
  if (from >= text.size()) return std::string_view::npos;
  const void* found = std::memchr(text.data() + from, byte, text.size() - from);
  return found == nullptr ? std::string_view::npos
                          : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

struct Masks {
  std::uint64_t separators = 0;
  std::uint64_t line_ends = 0;
  std::uint64_t quotes = 0;
  std::uint64_t odd = 0;
};

Masks masks_of(const char* bytes, char separator) {
  const __m128i sep = _mm_set1_epi8(separator);
  const __m128i end = _mm_set1_epi8('\n');
  const __m128i quote = _mm_set1_epi8('"');
  const __m128i zero = _mm_setzero_si128();
  Masks masks;
  for (std::size_t part = 0; part < 4; ++part) {
    const __m128i v =
        _mm_loadu_si128(static_cast<const __m128i*>(static_cast<const void*>(bytes + std::size_t{16} * part)));
    const auto bits = [&](__m128i compared) {
      return static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(compared))) << (16 * part);
    };
    masks.separators |= bits(_mm_cmpeq_epi8(v, sep));
    masks.line_ends |= bits(_mm_cmpeq_epi8(v, end));
    masks.quotes |= bits(_mm_cmpeq_epi8(v, quote));
    // The sign bit of a byte is set above 127; a NUL compares equal to zero.
    masks.odd |= bits(_mm_or_si128(v, _mm_cmpeq_epi8(v, zero)));
  }
  return masks;
}

std::string cells_words(std::size_t cells, const Expected& expected) {
  if (expected.header) return fmt::format("the row has {} cells, the header {}", cells, expected.most);
  if (expected.fewest == expected.most) return fmt::format("the row has {} cells, not {}", cells, expected.most);
  return fmt::format("the row has {} cells, not {} to {}", cells, expected.fewest, expected.most);
}

bool is_odd(std::size_t cells, const Expected& expected) {
  return expected.most != 0 && (cells < expected.fewest || cells > expected.most);
}

}  // namespace

Splitter::Splitter(std::string_view text, const SplitOptions& options, bool whole)
    : text_(text), options_(options), whole_(whole) {
  look(0);
}

void Splitter::look(std::size_t window) {
  window_ = window;
  Masks masks;
  if (window + kWindow <= text_.size()) {
    masks = masks_of(text_.data() + window, options_.separator);
  } else if (window < text_.size()) {
    char last[kWindow];
    std::memset(last, ' ', kWindow);
    std::memcpy(last, text_.data() + window, text_.size() - window);
    masks = masks_of(last, options_.separator);
    const std::uint64_t there = (std::uint64_t{1} << (text_.size() - window)) - 1;
    masks.separators &= there;
  }
  separators_ = masks.separators;
  line_ends_ = masks.line_ends;
  quotes_ = options_.quotes ? masks.quotes : 0;
  odd_ = masks.odd;
}

void Splitter::seek(std::size_t offset) {
  look(offset - offset % kWindow);
  const std::uint64_t from = ~std::uint64_t{0} << (offset % kWindow);
  separators_ &= from;
  line_ends_ &= from;
  quotes_ &= from;
  odd_ &= from;
}

long Splitter::column(std::size_t i) const {
  const std::size_t from = quoted_ ? begins_[i] : (i == 0 ? row_ : ends_[i - 1] + 1U);
  return static_cast<long>(from - row_) + 1;
}

Splitter::Got Splitter::refuse(RejectKind kind, std::size_t offset, std::string reason) {
  fault_.kind = kind;
  fault_.fault = {"", static_cast<long>(row_line_) + 1, static_cast<long>(offset - row_) + 1, "", std::move(reason)};
  return Got::fault;
}

Splitter::Got Splitter::accept(const Expected& expected, bool odd, std::size_t end) {
  if (is_odd(cells(), expected)) return refuse(RejectKind::cells, row_, cells_words(cells(), expected));
  if (!odd) return Got::row;
  const std::string_view row = text_.substr(row_, end - row_);
  if (const auto nul = find_byte(row, '\0', 0); nul != std::string_view::npos)
    return refuse(RejectKind::nul, row_ + nul, "the row holds a NUL byte");
  const auto bad = utf8::find_invalid(row.begin(), row.end());
  if (bad != row.end())
    return refuse(RejectKind::utf8, row_ + static_cast<std::size_t>(bad - row.begin()), "the row is not UTF-8 text");
  return Got::row;
}

void Splitter::split_spaces(std::size_t end) {
  quoted_ = true;
  const std::string_view line = text_.substr(0, end);
  std::size_t at = row_;
  for (;;) {
    const std::size_t from = line.find_first_not_of(" \t", at);
    if (from == std::string_view::npos) return;
    at = std::min(line.find_first_of(" \t", from), line.size());
    parts_.push_back(line.substr(from, at - from));
    begins_.push_back(static_cast<std::uint32_t>(from));
  }
}

// A cell of a row with quotes, without them; `escaped` where a quote in it is doubled.
struct Splitter::Part {
  std::size_t from;
  std::size_t size;
  bool escaped;
};

// The cells as they are meant: those without a doubled quote stay where they are in the text.
void Splitter::take_parts(const std::vector<Part>& parts) {
  std::size_t room = 0;
  for (const Part& part : parts)
    if (part.escaped) room += part.size;
  unescaped_.reserve(room);
  for (const Part& part : parts) {
    begins_.push_back(static_cast<std::uint32_t>(part.from));
    if (!part.escaped) {
      parts_.push_back(text_.substr(part.from, part.size));
      continue;
    }
    const std::size_t begin = unescaped_.size();
    for (std::size_t i = part.from; i < part.from + part.size; ++i) {
      unescaped_ += text_[i];
      if (text_[i] == '"') ++i;
    }
    parts_.push_back(std::string_view(unescaped_).substr(begin));
  }
}

// A row whose own line, up to line_end, holds a quote.
Splitter::Got Splitter::quoted_row(const Expected& expected, std::size_t line_end, std::size_t behind_line) {
  quoted_ = true;
  unescaped_.clear();
  std::vector<Part> parts;
  const std::string_view text = text_;
  const std::size_t limit = std::min(text.size(), row_ + options_.longest_row);
  // The first quote of the line whose cell does not end on it.
  std::size_t open = std::string_view::npos;
  const auto never_closed = [&](std::size_t opened) {
    next_ = behind_line;
    next_line_ = row_line_ + 1;
    return refuse(RejectKind::open_quote, open == std::string_view::npos ? opened : open,
                  "a quote is opened and never closed");
  };
  std::size_t at = row_;
  std::size_t end = line_end;  // of the line that `at` is on
  for (;;) {
    if (at < text.size() && text[at] == '"') {
      const std::size_t opened = at;
      bool escaped = false;
      std::size_t closed = find_byte(text.substr(0, limit), '"', at + 1);
      while (closed != std::string_view::npos && closed + 1 < text.size() && text[closed + 1] == '"') {
        escaped = true;
        closed = find_byte(text.substr(0, limit), '"', closed + 2);
      }
      // Whether a quote is doubled, and whether the line ends behind it, takes two more bytes to say.
      if (!whole_ && (closed == std::string_view::npos ? limit == text.size() : closed + 2 >= text.size()))
        return Got::more;
      if (closed == std::string_view::npos) return never_closed(opened);
      if (open == std::string_view::npos && closed > line_end) open = opened;
      at = closed + 1;
      if (closed > end) end = std::min(find_byte(text, '\n', at), text.size());
      const bool cell_ends = at >= text.size() || text[at] == options_.separator || text[at] == '\n' ||
                             (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n');
      if (!cell_ends) {
        if (open != std::string_view::npos) return never_closed(opened);
        next_ = behind_line;
        next_line_ = row_line_ + 1;
        return refuse(RejectKind::behind_quote, at, "text stands behind a closing quote");
      }
      parts.push_back({opened + 1, closed - opened - 1, escaped});
    } else {
      const std::size_t stop = std::min(find_byte(text.substr(0, end), options_.separator, at), end);
      if (stop == text.size() && !whole_) return Got::more;
      std::size_t size = stop - at;
      if (size > 0 && text[stop - 1] == '\r' && (stop == text.size() || text[stop] == '\n')) --size;
      parts.push_back({at, size, false});
      at = stop;
    }
    if (at < text.size() && text[at] == '\r') ++at;
    if (at >= text.size()) break;
    if (text[at++] == '\n') break;
  }
  if (open != std::string_view::npos && (is_odd(parts.size(), expected) || at - row_ > options_.longest_row))
    return never_closed(open);

  next_ = at;
  if (open != std::string_view::npos) {
    const std::string_view row = text.substr(row_, at - row_);
    next_line_ = row_line_ + std::count(row.begin(), row.end(), '\n') + (row.back() == '\n' ? 0 : 1);
  }
  take_parts(parts);
  return accept(expected, true, at);
}

Splitter::Got Splitter::next(const Expected& expected) {
  for (;;) {
    row_ = next_;
    row_line_ = next_line_;
    quoted_ = false;
    plain_cells_ = 0;
    parts_.clear();
    begins_.clear();
    if (row_ >= text_.size()) return Got::end;

    bool odd = false;
    bool has_quote = false;
    bool ended = false;
    std::size_t end = text_.size();
    for (;;) {
      const std::uint64_t before = line_ends_ == 0 ? ~std::uint64_t{0} : (line_ends_ & (~line_ends_ + 1)) - 1;
      odd = odd || (odd_ & before) != 0;
      has_quote = has_quote || (quotes_ & before) != 0;
      std::uint64_t separators = separators_ & before;
      if (ends_.size() < plain_cells_ + kWindow + 1) ends_.resize(2 * ends_.size() + kWindow + 1);
      for (; separators != 0; separators &= separators - 1)
        ends_[plain_cells_++] =
            static_cast<std::uint32_t>(window_ + static_cast<std::size_t>(std::countr_zero(separators)));
      if (line_ends_ != 0) {
        end = window_ + static_cast<std::size_t>(std::countr_zero(line_ends_));
        const std::uint64_t behind = ~(before | (before + 1));
        separators_ &= behind;
        line_ends_ &= behind;
        quotes_ &= behind;
        odd_ &= behind;
        ended = true;
        break;
      }
      if (window_ + kWindow >= text_.size()) break;
      look(window_ + kWindow);
    }
    if (!ended && !whole_) return Got::more;
    const std::size_t behind_line = ended ? end + 1 : end;
    next_ = behind_line;
    next_line_ = row_line_ + 1;
    if (end - row_ > options_.longest_row)
      return refuse(RejectKind::too_long, row_, fmt::format("the row is longer than {} bytes", options_.longest_row));
    if (has_quote) {
      const Got got = quoted_row(expected, end, behind_line);
      if (next_ != behind_line) seek(next_);
      return got;
    }
    if (end > row_ && text_[end - 1] == '\r') --end;
    if (end == row_ && ended) continue;
    if (options_.spaces) {
      split_spaces(end);
      if (parts_.empty()) continue;
    } else {
      ends_[plain_cells_++] = static_cast<std::uint32_t>(end);
    }
    return accept(expected, odd, end);
  }
}

}  // namespace entente::stream
