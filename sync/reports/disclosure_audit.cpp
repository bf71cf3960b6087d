#include "sync/reports/disclosure_audit.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "sync/reports/linear_program.h"

namespace hk {
namespace {

using Known = AuditFigure::Known;
using Column = LinearProgram::Column;
constexpr double unbounded = LinearProgram::unbounded;

/// Figures that depend on each other, with what relates them: what is known between them cuts them off from the rest.
struct Knot {
  std::vector<std::size_t> figures;
  std::vector<const AuditRelation*> relations;
};

/// The knots that hold one of `sought`. Fresh figures are told, or else may be hidden and tie what they stand between.
std::vector<Knot> untangle(std::span<const AuditFigure> figures, std::span<const AuditRelation> relations,
                           const std::vector<std::size_t>& sought, bool fresh_ties) {
  const auto open = [&](std::size_t f) {
    return figures[f].known == Known::hidden || (fresh_ties && figures[f].known == Known::fresh);
  };
  std::vector<std::size_t> root(figures.size());
  std::iota(root.begin(), root.end(), std::size_t{0});
  const auto find = [&](std::size_t at) {
    while (root[at] != at) at = root[at] = root[root[at]];
    return at;
  };
  const auto first_open = [&](const AuditRelation& relation) {
    return std::find_if(relation.terms.begin(), relation.terms.end(),
                        [&](const auto& term) { return open(term.figure); });
  };
  for (const AuditRelation& relation : relations) {
    const auto first = first_open(relation);
    for (auto term = first; term != relation.terms.end(); ++term) {
      if (open(term->figure)) root[find(term->figure)] = find(first->figure);
    }
  }
  std::map<std::size_t, Knot> knots;
  for (const std::size_t f : sought) knots[find(f)];
  for (std::size_t f = 0; f < figures.size(); ++f) {
    if (!open(f)) continue;
    if (const auto at = knots.find(find(f)); at != knots.end()) at->second.figures.push_back(f);
  }
  for (const AuditRelation& relation : relations) {
    const auto first = first_open(relation);
    if (first == relation.terms.end()) continue;
    if (const auto at = knots.find(find(first->figure)); at != knots.end()) at->second.relations.push_back(&relation);
  }
  std::vector<Knot> all;
  for (auto& [at, knot] : knots) all.push_back(std::move(knot));
  return all;
}

/// One knot as a linear program, which moves figures to the ends of the ranges that they have to keep.
class KnotAudit {
 public:
  /// Of the knot's figures, those of `sought` are looked after.
  KnotAudit(std::span<const AuditFigure> figures, const Knot& knot, const std::vector<std::size_t>& sought)
      : figures_(figures), knot_(knot), sought_(sought) {
    for (const std::size_t f : knot_.figures) add_figure(f);
    for (const AuditRelation* relation : knot_.relations) add_relation(*relation);
    if (program_.solve()) note_seen();
  }

  /// Those that do not reach both ends of their range while every fresh figure is told.
  std::vector<std::size_t> failing() {
    reach_many(true);
    reach_many(false);
    std::vector<std::size_t> failing;
    for (Protected& one : protected_) {
      if (!is_done(one)) look_at(one);
      if (!is_done(one)) failing.push_back(one.figure);
    }
    return failing;
  }

  /// Hides fresh figures until none fails that can be helped.
  std::vector<std::size_t> hide() {
    for (Protected& one : protected_) {
      if (!is_done(one)) make_way(one);
    }
    return std::move(hidden_);
  }

 private:
  struct Protected {
    std::size_t figure;
    Column column;
    Column up, down;  ///< at most the figure and its upper end; at least the figure and its lower end
    double want_low, want_high;
    double seen_low = unbounded, seen_high = -unbounded;  ///< in the solutions so far
  };
  struct Fresh {
    std::size_t figure;
    Column more, less;  ///< how far from its value a reader may think it
    bool hidden = false;
  };

  bool anywhere(const Protected& one) const {
    return figures_[one.figure].is_protected == AuditFigure::Protected::anywhere;
  }
  static bool is_high(const Protected& one) { return one.seen_high > one.want_high - LinearProgram::tolerance; }
  static bool is_low(const Protected& one) { return one.seen_low < one.want_low + LinearProgram::tolerance; }
  static double span(const Protected& one) { return one.want_high - one.want_low; }
  bool is_done(const Protected& one) const {
    if (anywhere(one)) return one.seen_high - one.seen_low > span(one) - LinearProgram::tolerance;
    return is_high(one) && is_low(one);
  }

  void add_figure(std::size_t f) {
    const AuditFigure& figure = figures_[f];
    const Column column = columns_[f] = program_.add_column(figure.low, figure.high);
    if (figure.known == Known::fresh) {
      const Fresh fresh{f, program_.add_column(0, 0), program_.add_column(0, 0)};
      const auto value = static_cast<double>(figure.value);
      program_.add_row({{column, 1}, {fresh.more, -1}, {fresh.less, 1}}, value, value);
      fresh_.push_back(fresh);
    } else if (std::binary_search(sought_.begin(), sought_.end(), f)) {
      Protected one{f, column, 0, 0, figure.want_low, figure.want_high};
      if (anywhere(one)) {
        one.want_high = static_cast<double>(figure.value) + span(one);
        one.want_low = std::max(figure.want_low, static_cast<double>(figure.value));
      }
      one.up = program_.add_column(-unbounded, one.want_high);
      one.down = program_.add_column(one.want_low, unbounded);
      program_.add_row({{column, 1}, {one.up, -1}}, 0, unbounded);
      program_.add_row({{one.down, 1}, {column, -1}}, 0, unbounded);
      protected_.push_back(one);
    }
  }

  void add_relation(const AuditRelation& relation) {
    std::vector<LinearProgram::Term> terms;
    double known = 0;
    for (const auto& [f, factor] : relation.terms) {
      if (const auto column = columns_.find(f); column != columns_.end()) {
        terms.push_back({column->second, factor});
      } else {
        known += factor * static_cast<double>(figures_[f].value);
      }
    }
    program_.add_row(std::move(terms), relation.low - known, relation.high - known);
  }

  /// Whether some figure was seen where it has to be, and had not been.
  bool note_seen() {
    bool news = false;
    for (Protected& one : protected_) {
      const bool was_high = is_high(one), was_low = is_low(one);
      const double value = program_.value(one.column);
      one.seen_high = std::max(one.seen_high, value);
      one.seen_low = std::min(one.seen_low, value);
      news = news || is_high(one) != was_high || is_low(one) != was_low;
    }
    return news;
  }

  /// Moves all that have not been there to one end at once, as long as some arrive.
  void reach_many(bool high) {
    bool news = true;
    while (news) {
      news = false;
      program_.clear_costs();
      for (const Protected& one : protected_) {
        if (is_done(one) || (high ? is_high(one) : is_low(one))) continue;
        program_.set_cost(high ? one.up : one.down, high ? -1 : 1);
        news = true;
      }
      news = news && program_.solve() && note_seen();
    }
  }

  /// Moves one as far as it goes.
  void look_at(const Protected& one) {
    for (const double factor : {1.0, -1.0}) {
      program_.clear_costs();
      program_.set_cost(one.column, factor);
      if (program_.solve()) note_seen();
    }
  }

  /// Moves one to the ends of its range.
  void make_way(const Protected& one) {
    const AuditFigure& figure = figures_[one.figure];
    if (anywhere(one)) {
      look_at(one);
      if (!is_done(one)) make_way(one, one.seen_low + span(one), figure.high);
    } else {
      if (!is_high(one)) make_way(one, one.want_high, figure.high);
      if (!is_low(one)) make_way(one, figure.low, one.want_low);
    }
  }

  /// Moves one between two bounds, and hides what has to give way: the cheapest.
  void make_way(const Protected& one, double low, double high) {
    program_.clear_costs();
    for (const Fresh& fresh : fresh_) {
      if (!fresh.hidden) set_fresh(fresh, unbounded, figures_[fresh.figure].cost);
    }
    program_.set_bounds(one.column, low, high);
    const bool reached = program_.solve();
    if (reached) note_seen();
    program_.set_bounds(one.column, figures_[one.figure].low, figures_[one.figure].high);
    for (Fresh& fresh : fresh_) {
      if (fresh.hidden) continue;
      const double moved = program_.value(fresh.more) + program_.value(fresh.less);
      fresh.hidden = reached && moved > LinearProgram::tolerance;
      if (fresh.hidden) hidden_.push_back(fresh.figure);
      set_fresh(fresh, fresh.hidden ? unbounded : 0, 0);
    }
  }

  void set_fresh(const Fresh& fresh, double reach, double cost) {
    for (const Column column : {fresh.more, fresh.less}) {
      program_.set_bounds(column, 0, reach);
      program_.set_cost(column, cost);
    }
  }

  std::span<const AuditFigure> figures_;
  const Knot& knot_;
  const std::vector<std::size_t>& sought_;  ///< ascending
  LinearProgram program_;
  std::map<std::size_t, Column> columns_;
  std::vector<Protected> protected_;
  std::vector<Fresh> fresh_;
  std::vector<std::size_t> hidden_;
};

double value_of(const AuditRelation& relation, std::span<const AuditFigure> figures) {
  double value = 0;
  for (const auto& [f, factor] : relation.terms) value += factor * static_cast<double>(figures[f].value);
  return value;
}

/// Of relations that all figures fulfil.
std::vector<std::size_t> hide_among(std::span<const AuditFigure> figures, std::span<const AuditRelation> relations) {
  std::vector<std::size_t> sought, failing, all;
  for (std::size_t f = 0; f < figures.size(); ++f) {
    const bool looked_after = figures[f].is_protected != AuditFigure::Protected::no;
    if (figures[f].known == Known::hidden && looked_after) sought.push_back(f);
  }
  for (const Knot& knot : untangle(figures, relations, sought, false)) {
    const auto some = KnotAudit(figures, knot, sought).failing();
    failing.insert(failing.end(), some.begin(), some.end());
  }
  std::sort(failing.begin(), failing.end());
  for (const Knot& knot : untangle(figures, relations, failing, true)) {
    const auto some = KnotAudit(figures, knot, failing).hide();
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

}  // namespace

std::vector<std::size_t> figures_to_hide(std::span<const AuditFigure> figures,
                                         std::span<const AuditRelation> relations) {
  // A reader may see through what late registrations have changed, or see that it does not fit and leave it out.
  std::vector<AuditRelation> moved, fitting;
  for (const AuditRelation& relation : relations) {
    const double value = value_of(relation, figures);
    const double by = value - std::clamp(value, relation.low, relation.high);
    moved.push_back({relation.terms, relation.low + by, relation.high + by});
    if (by == 0) fitting.push_back(relation);
  }
  std::vector<std::size_t> all = hide_among(figures, moved);
  if (fitting.size() < moved.size()) {
    std::vector<AuditFigure> left(figures.begin(), figures.end());
    for (const std::size_t f : all) left[f].known = Known::hidden;
    const auto more = hide_among(left, fitting);
    all.insert(all.end(), more.begin(), more.end());
  }
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace hk
