#include "sync/reports/linear_program.h"

#include <coin/Clp_C_Interface.h>

#include <algorithm>

#include "sync/domain/result.h"

namespace hk {
namespace {

/// A program of this size takes some thousand; one that goes round in circles is given up.
constexpr int iterations_max = 200'000;

}  // namespace

struct LinearProgram::Model {
  Clp_Simplex* clp = Clp_newModel();
  Model() { Clp_setLogLevel(clp, 0); }
  ~Model() { Clp_deleteModel(clp); }
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;
};

LinearProgram::LinearProgram() = default;
LinearProgram::~LinearProgram() = default;

LinearProgram::Column LinearProgram::add_column(double low, double high) {
  HK_CHECK(!model_);
  low_.push_back(low);
  high_.push_back(high);
  cost_.push_back(0);
  return static_cast<Column>(low_.size() - 1);
}

void LinearProgram::add_row(std::vector<Term> terms, double low, double high) {
  HK_CHECK(!model_);
  rows_.push_back({std::move(terms), low, high});
}

void LinearProgram::set_bounds(Column column, double low, double high) {
  const auto at = static_cast<std::size_t>(column);
  low_[at] = low;
  high_[at] = high;
}

void LinearProgram::set_cost(Column column, double cost) { cost_[static_cast<std::size_t>(column)] = cost; }

void LinearProgram::clear_costs() { std::fill(cost_.begin(), cost_.end(), 0.0); }

/// Clp takes a matrix by columns.
void LinearProgram::load() {
  model_ = std::make_unique<Model>();
  std::vector<CoinBigIndex> starts(low_.size() + 1, 0);
  for (const Row& row : rows_) {
    for (const Term& term : row.terms) ++starts[static_cast<std::size_t>(term.column) + 1];
  }
  for (std::size_t c = 0; c < low_.size(); ++c) starts[c + 1] += starts[c];
  std::vector<int> indices(static_cast<std::size_t>(starts.back()));
  std::vector<double> factors(indices.size()), row_low, row_high;
  std::vector<CoinBigIndex> next = starts;
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    row_low.push_back(rows_[r].low);
    row_high.push_back(rows_[r].high);
    for (const Term& term : rows_[r].terms) {
      const auto at = static_cast<std::size_t>(next[static_cast<std::size_t>(term.column)]++);
      indices[at] = static_cast<int>(r);
      factors[at] = term.factor;
    }
  }
  Clp_loadProblem(model_->clp, static_cast<int>(low_.size()), static_cast<int>(rows_.size()), starts.data(),
                  indices.data(), factors.data(), low_.data(), high_.data(), cost_.data(), row_low.data(),
                  row_high.data());
  Clp_setMaximumIterations(model_->clp, iterations_max);
}

bool LinearProgram::solve() {
  if (!model_) {
    load();
    Clp_initialSolve(model_->clp);
  } else {
    Clp_chgColumnLower(model_->clp, low_.data());
    Clp_chgColumnUpper(model_->clp, high_.data());
    Clp_chgObjCoefficients(model_->clp, cost_.data());
    Clp_primal(model_->clp, 0);
  }
  return Clp_status(model_->clp) == 0;
}

double LinearProgram::value(Column column) const { return Clp_primalColumnSolution(model_->clp)[column]; }

}  // namespace hk
