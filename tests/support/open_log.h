#pragma once
#include <array>
#include <span>
#include <stdexcept>

#include "sync/log/fingerprint.h"
#include "tests/support/author.h"
#include "tests/support/temp_dir.h"

namespace hk::test {

inline const std::array log_schema = {log_schema_1, log_schema_2, log_schema_3, log_schema_4,
                                      log_schema_5, log_schema_6, log_schema_7};

/// A log in a folder of its own.
class OpenLog {
 public:
  explicit OpenLog(ProgrammeId id)
      : db_(Database::open(folder_.file("log.db"), OpenMode::create, log_schema).value()),
        log_(db_),
        programme_(log_.programme(id).value()) {}

  Result<Appended> append(const Authored& one) {
    return sqlite_guard(db_, [&]() -> Result<Appended> {
      Transaction transaction(db_);
      HK_ASSIGN(const Appended appended, log_.append(programme_, one.envelope, one.change));
      transaction.commit();
      return appended;
    });
  }
  /// All in one transaction; throws what a test does not expect.
  void append_all(std::span<const Authored> all) {
    Transaction transaction(db_);
    for (const Authored& one : all) log_.append(programme_, one.envelope, one.change).value();
    transaction.commit();
  }
  void rebuild() {
    Transaction transaction(db_);
    if (const auto done = log_.rebuild(); !done) throw std::runtime_error(done.error().message());
    transaction.commit();
  }
  [[nodiscard]] std::string dump() { return log_.canonical_dump().value(); }
  /// The first column of the first row.
  [[nodiscard]] std::int64_t number(std::string_view sql) {
    Statement query = db_.statement(sql);
    return query.step() ? query.integer(0) : -1;
  }
  [[nodiscard]] std::string text(std::string_view sql) {
    Statement query = db_.statement(sql);
    return query.step() ? std::string(query.text(0)) : "no row";
  }
  [[nodiscard]] Tally tally(std::string_view period) {
    return read_tally(db_, programme_, parse_period(period).value()).value().tally;
  }

  Log& log() { return log_; }
  Database& db() { return db_; }
  [[nodiscard]] ProgrammeRef programme() const { return programme_; }
  [[nodiscard]] const std::string& path() const { return db_.path(); }

 private:
  TempDir folder_;
  Database db_;
  Log log_;
  ProgrammeRef programme_;
};

}  // namespace hk::test
