#pragma once
#include <memory>
#include <vector>

namespace hk {

/// A linear program that is asked again and again with other bounds and other costs, each time from where it stood.
/// The one user of Clp. Without cost everywhere, it asks for any solution. One thread at a time.
class LinearProgram {
 public:
  using Column = int;
  struct Term {
    Column column;
    double factor;
  };
  static constexpr double unbounded = 1e30;
  /// Less is rounding: figures are whole numbers.
  static constexpr double tolerance = 1e-5;

  LinearProgram();
  ~LinearProgram();
  LinearProgram(const LinearProgram&) = delete;
  LinearProgram& operator=(const LinearProgram&) = delete;

  /// Before the first solve.
  Column add_column(double low, double high);
  /// Before the first solve: the sum of the terms, each column in one at most, lies between `low` and `high`.
  void add_row(std::vector<Term> terms, double low, double high);

  /// At any time.
  void set_bounds(Column column, double low, double high);
  void set_cost(Column column, double cost);
  void clear_costs();

  /// Finds a solution of the least cost. False: there is none, or none was found within bounds on the work.
  [[nodiscard]] bool solve();
  /// In the last solution.
  [[nodiscard]] double value(Column column) const;

 private:
  struct Model;
  void load();

  struct Row {
    std::vector<Term> terms;
    double low, high;
  };
  std::vector<double> low_, high_, cost_;
  std::vector<Row> rows_;
  std::unique_ptr<Model> model_;  ///< from the first solve on
};

}  // namespace hk
