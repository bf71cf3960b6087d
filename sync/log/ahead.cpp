#include "sync/log/ahead.h"

namespace hk {
namespace {

template <class Kind, std::size_t index>
constexpr bool has_index = std::is_same_v<Kind, std::variant_alternative_t<index, ChangeKinds>>;
// The numbers in the index change_ahead (log_schema_3) and below.
static_assert(has_index<DeviceRevoked, 17> && has_index<CoordinatorWithdrawn, 20> && has_index<ParticipantErased, 23>);

}  // namespace

bool goes_ahead(const ChangeBody& body) { return body.index() == 17 || body.index() == 20 || body.index() == 23; }

Result<std::vector<Envelope>> changes_ahead(Log& log, ProgrammeRef programme, DeviceId device, std::uint64_t epoch,
                                            std::uint64_t after, std::size_t count_max) {
  Database& db = log.database();
  return sqlite_guard(db, [&]() -> Result<std::vector<Envelope>> {
    std::vector<std::uint64_t> numbers;
    {
      Statement query = db.statement(R"sql(
        SELECT seq FROM change
        WHERE device = (SELECT device FROM device WHERE programme = :programme AND uuid = :device)
          AND epoch = :epoch AND seq > :after AND kind IN (17, 20, 23) ORDER BY seq)sql");
      query.bind(":programme", programme.row)
          .bind_blob(":device", device.view())
          .bind(":epoch", static_cast<std::int64_t>(epoch))
          .bind(":after", static_cast<std::int64_t>(after));
      while (numbers.size() < count_max && query.step())
        numbers.push_back(static_cast<std::uint64_t>(query.integer(0)));
    }
    std::vector<Envelope> found;
    for (const std::uint64_t number : numbers) {
      HK_ASSIGN(auto one, log.range(programme, device, epoch, number, 1, 0));
      if (!one.empty()) found.push_back(std::move(one.front()));
    }
    return found;
  });
}

}  // namespace hk
