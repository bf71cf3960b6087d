#pragma once
#include <sqlite3.h>

#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/bench/bench.h"

/// The yardstick of everything that is stored: the same rows into the same tables and indexes, as plainly as SQLite
/// can.
namespace hk::bench {

class PlainSqlite {
 public:
  /// Makes `tables` in the new file `to` as they are in `from`, with their indexes.
  PlainSqlite(const std::string& from, const std::string& to, const std::vector<std::string>& tables) {
    if (sqlite3_open(to.c_str(), &db_) != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(db_));
    run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; ATTACH '" + from +
        "' AS source");
    for (const std::string& table : tables) {
      std::vector<std::string> made;
      each("SELECT sql FROM source.sqlite_schema WHERE tbl_name = '" + table + "' AND sql IS NOT NULL ORDER BY rowid",
           [&](sqlite3_stmt* row) { made.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(row, 0))); });
      for (const std::string& sql : made) run(sql);
    }
  }
  PlainSqlite(const PlainSqlite&) = delete;
  PlainSqlite& operator=(const PlainSqlite&) = delete;
  ~PlainSqlite() {
    for (const auto& [_, insert] : inserts_) sqlite3_finalize(insert);
    sqlite3_close(db_);
  }

  /// Rows of one table for the next transaction; reading them is not measured.
  void add(const std::string& table, const std::string& where) {
    each("SELECT * FROM source." + table + " WHERE " + where, [&](sqlite3_stmt* row) {
      Row& copy = rows_.emplace_back(Row{insert_into(table, sqlite3_column_count(row)), {}});
      for (int column = 0; column < sqlite3_column_count(row); ++column) {
        copy.values.emplace_back(sqlite3_value_dup(sqlite3_column_value(row, column)));
      }
    });
  }
  /// Inserts what was added, in one transaction; gives the seconds it took.
  double commit() {
    const Stopwatch watch;
    run("BEGIN IMMEDIATE");
    for (const Row& row : rows_) {
      for (std::size_t n = 0; n < row.values.size(); ++n) {
        sqlite3_bind_value(row.insert, static_cast<int>(n) + 1, row.values[n].get());
      }
      if (sqlite3_step(row.insert) != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(db_));
      sqlite3_reset(row.insert);
    }
    run("COMMIT");
    const double seconds = watch.seconds();
    rows_.clear();
    return seconds;
  }
  [[nodiscard]] std::int64_t number(const std::string& sql) {
    std::int64_t found = 0;
    each(sql, [&](sqlite3_stmt* row) { found = sqlite3_column_int64(row, 0); });
    return found;
  }

 private:
  struct FreeValue {
    void operator()(sqlite3_value* value) const { sqlite3_value_free(value); }
  };
  struct Row {
    sqlite3_stmt* insert;
    std::vector<std::unique_ptr<sqlite3_value, FreeValue>> values;
  };

  void run(const std::string& sql) {
    if (sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
      throw std::runtime_error(sqlite3_errmsg(db_));
  }
  sqlite3_stmt* prepared(const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(db_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
      throw std::runtime_error(sqlite3_errmsg(db_));
    return statement;
  }
  template <class See>
  void each(const std::string& sql, See see) {
    sqlite3_stmt* const query = prepared(sql);
    while (sqlite3_step(query) == SQLITE_ROW) see(query);
    sqlite3_finalize(query);
  }
  sqlite3_stmt* insert_into(const std::string& table, int columns) {
    sqlite3_stmt*& insert = inserts_[table];
    if (insert == nullptr) {
      std::string places = "?";
      for (int n = 1; n < columns; ++n) places += ",?";
      insert = prepared("INSERT INTO main." + table + " VALUES(" + places + ")");
    }
    return insert;
  }

  sqlite3* db_ = nullptr;
  std::map<std::string, sqlite3_stmt*> inserts_;
  std::vector<Row> rows_;
};

}  // namespace hk::bench
