#include "sync/reports/disclosure_audit.h"

#include <algorithm>
#include <map>
#include <memory>
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

std::vector<Knot> untangle(std::span<const AuditFigure> figures, std::span<const AuditRelation> relations) {
  std::vector<std::size_t> root(figures.size());
  std::iota(root.begin(), root.end(), std::size_t{0});
  const auto find = [&](std::size_t at) {
    while (root[at] != at) at = root[at] = root[root[at]];
    return at;
  };
  const auto first_open = [&](const AuditRelation& relation) {
    return std::find_if(relation.terms.begin(), relation.terms.end(),
                        [&](const auto& term) { return figures[term.figure].known != Known::known; });
  };
  for (const AuditRelation& relation : relations) {
    const auto first = first_open(relation);
    for (auto term = first; term != relation.terms.end(); ++term) {
      if (figures[term->figure].known != Known::known) root[find(term->figure)] = find(first->figure);
    }
  }
  std::map<std::size_t, Knot> knots;
  for (std::size_t f = 0; f < figures.size(); ++f) {
    if (figures[f].known == Known::hidden && figures[f].is_protected) knots[find(f)];
  }
  for (std::size_t f = 0; f < figures.size(); ++f) {
    if (figures[f].known == Known::known) continue;
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

/// One knot as a linear program.
class KnotAudit {
 public:
  KnotAudit(std::span<const AuditFigure> figures, const Knot& knot) : figures_(figures), knot_(knot) {
    build(false);
    if (!program_->solve()) settle_contradictions();
    note_reached();
  }

  std::vector<std::size_t> run() {
    reach_many(true);
    reach_many(false);
    for (Protected& one : protected_) {
      if (!one.reached_high) reach_one(one, true);
      if (!one.reached_low) reach_one(one, false);
    }
    return std::move(hidden_);
  }

 private:
  struct Protected {
    std::size_t figure;
    Column column;
    Column up, down;  ///< at most the figure and its upper end; at least the figure and its lower end
    bool reached_high = false, reached_low = false;
  };
  struct Fresh {
    std::size_t figure;
    Column more, less;  ///< how far from its value a reader may think it
    bool hidden = false;
  };

  void build(bool contradicts) {
    program_ = std::make_unique<LinearProgram>();
    columns_.clear();
    protected_.clear();
    fresh_.clear();
    for (const std::size_t f : knot_.figures) add_figure(f);
    for (const AuditRelation* relation : knot_.relations) add_relation(*relation, contradicts);
  }

  void add_figure(std::size_t f) {
    const AuditFigure& figure = figures_[f];
    const Column column = columns_[f] = program_->add_column(figure.low, figure.high);
    if (figure.known == Known::fresh) {
      const Fresh fresh{f, program_->add_column(0, 0), program_->add_column(0, 0)};
      const auto value = static_cast<double>(figure.value);
      program_->add_row({{column, 1}, {fresh.more, -1}, {fresh.less, 1}}, value, value);
      fresh_.push_back(fresh);
    } else if (figure.is_protected) {
      const Protected one{f, column, program_->add_column(-unbounded, figure.want_high),
                          program_->add_column(figure.want_low, unbounded)};
      program_->add_row({{column, 1}, {one.up, -1}}, 0, unbounded);
      program_->add_row({{one.down, 1}, {column, -1}}, 0, unbounded);
      protected_.push_back(one);
    }
  }

  void add_relation(const AuditRelation& relation, bool contradicts) {
    std::vector<LinearProgram::Term> terms;
    double known = 0;
    for (const auto& [f, factor] : relation.terms) {
      if (figures_[f].known == Known::known) {
        known += factor * static_cast<double>(figures_[f].value);
      } else {
        terms.push_back({columns_.at(f), factor});
      }
    }
    if (contradicts) {
      for (const double factor : {1.0, -1.0}) {
        slack_.push_back(program_->add_column(0, unbounded));
        terms.push_back({slack_.back(), factor});
      }
    }
    program_->add_row(terms, relation.low - known, relation.high - known);
  }

  /// Gives every relation the slack that it takes at least, all together, and no more.
  void settle_contradictions() {
    build(true);
    for (const Column slack : slack_) program_->set_cost(slack, 1);
    const bool solved = program_->solve();
    for (const Column slack : slack_) program_->set_bounds(slack, 0, solved ? program_->value(slack) : unbounded);
  }

  bool note_reached() {
    bool news = false;
    for (Protected& one : protected_) {
      const double value = program_->value(one.column);
      const bool high = value > figures_[one.figure].want_high - LinearProgram::tolerance;
      const bool low = value < figures_[one.figure].want_low + LinearProgram::tolerance;
      news = news || (high && !one.reached_high) || (low && !one.reached_low);
      one.reached_high = one.reached_high || high;
      one.reached_low = one.reached_low || low;
    }
    return news;
  }

  /// Moves all that have not been there to one end at once, as long as some arrive.
  void reach_many(bool high) {
    bool news = true;
    while (news) {
      news = false;
      program_->clear_costs();
      for (const Protected& one : protected_) {
        if (!(high ? one.reached_high : one.reached_low)) {
          program_->set_cost(high ? one.up : one.down, high ? -1 : 1);
          news = true;
        }
      }
      news = news && program_->solve() && note_reached();
    }
  }

  /// Moves one to an end, and hides what has to give way: the cheapest.
  void reach_one(const Protected& one, bool high) {
    const AuditFigure& figure = figures_[one.figure];
    program_->clear_costs();
    for (const Fresh& fresh : fresh_) {
      if (!fresh.hidden) set_fresh(fresh, unbounded, figures_[fresh.figure].cost);
    }
    program_->set_bounds(one.column, high ? figure.want_high : figure.low, high ? figure.high : figure.want_low);
    const bool reached = program_->solve();
    if (reached) note_reached();
    program_->set_bounds(one.column, figure.low, figure.high);
    for (Fresh& fresh : fresh_) {
      if (fresh.hidden) continue;
      const double moved = program_->value(fresh.more) + program_->value(fresh.less);
      fresh.hidden = reached && moved > LinearProgram::tolerance;
      if (fresh.hidden) hidden_.push_back(fresh.figure);
      set_fresh(fresh, fresh.hidden ? unbounded : 0, 0);
    }
  }

  void set_fresh(const Fresh& fresh, double reach, double cost) {
    for (const Column column : {fresh.more, fresh.less}) {
      program_->set_bounds(column, 0, reach);
      program_->set_cost(column, cost);
    }
  }

  std::span<const AuditFigure> figures_;
  const Knot& knot_;
  std::unique_ptr<LinearProgram> program_;
  std::map<std::size_t, Column> columns_;
  std::vector<Protected> protected_;
  std::vector<Fresh> fresh_;
  std::vector<Column> slack_;
  std::vector<std::size_t> hidden_;
};

}  // namespace

std::vector<std::size_t> figures_to_hide(std::span<const AuditFigure> figures,
                                         std::span<const AuditRelation> relations) {
  std::vector<std::size_t> all;
  for (const Knot& knot : untangle(figures, relations)) {
    const auto hidden = KnotAudit(figures, knot).run();
    all.insert(all.end(), hidden.begin(), hidden.end());
  }
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace hk
