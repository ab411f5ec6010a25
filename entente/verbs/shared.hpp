#pragma once
// What the verbs share: parameters that mean the same everywhere, declared once, and cells from the rooms' values.

#include "entente/outlook/watch_list.hpp"
#include "entente/stats/interval.hpp"
#include "entente/verbs/verb.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace entente::verbs {

// ---- parameters: R is the request, the member may be given or required ------------------------------------------

/// The day: --as-of, and --on as it was called before.
template <class R>
auto add_as_of(Parameters<R>& p, std::optional<Day> R::*member) {
  return p.add("as-of", member, "The day; what became known later is not used").called("DAY").alias("on");
}

template <class R>
auto add_vintage(Parameters<R>& p, record::Vintage R::*member) {
  return p.add("vintage", member,
               "Series as they stand today, cut by period and publication lag, or without what was released later");
}

template <class R>
auto add_seed(Parameters<R>& p, std::uint64_t R::*member) {
  return p.add("seed", member, "Seed of all draws").called("N");
}

template <class R>
auto add_hosts(Parameters<R>& p, std::vector<std::string> R::*member) {
  return p.add("hosts", member, "The states whose soil is meant: no other hosts are looked at").called("STATE,...");
}

template <class R>
auto add_host(Parameters<R>& p, std::string R::*member) {
  return p.add("host", member, "The host, such as NER").positional().called("STATE");
}

template <class R>
auto add_counterpart(Parameters<R>& p, std::string R::*member) {
  return p.add("counterpart", member, "The other side, such as USA").positional().called("STATE");
}

// ---- cells ------------------------------------------------------------------------------------------------------

/// An estimate with its interval.
Cell estimate(double value, const stats::Interval& interval);
/// Without an estimate the interval stands alone.
Cell estimate(std::optional<double> value, const stats::Interval& interval);

/// k of n; nothing where n is 0.
std::optional<double> share_of(double k, double n);

/// The share with its interval; none where nothing was counted, since 0 to 100% is then no finding.
Cell share_cell(double k, double n, const stats::Interval& interval);

/// What an answer from a view rests on.
Basis basis_of(const record::View& view, std::optional<std::uint64_t> seed = {}, std::string model = {});

/// One state's, from a part of the layer of neighbours.
void add_neighbours(outlook::Neighbours& to, const geo::LayerPart& part);

/// States that border each state, from the record's layers; empty where the record holds none.
outlook::Neighbours load_neighbours(const store::Facts& facts);

}  // namespace entente::verbs
