#include "tests/sim/sim_server.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "sync/domain/planted.h"
#include "sync/server/cursor.h"
#include "sync/server/problem.h"

namespace hk::sim {
namespace {

HttpRequest http_of(const SyncRequest& request) {
  return {"POST",
          request.url.substr(sizeof server_url - 1),
          "Bearer " + request.token,
          content_type_protobuf,
          "zstd",
          "zstd",
          request.body};
}

constexpr const Problem* refusals[] = {&problems::busy,           &problems::store_failed,   &problems::bad_request,
                                       &problems::wrong_token,    &problems::client_too_new, &problems::not_approved,
                                       &problems::client_too_old, &problems::not_found,      &problems::too_large,
                                       &problems::wrong_type,     &problems::other_change};

#ifdef HALSOKIOSK_PLANTED_BUGS
std::uint64_t newest_kinds() {
  std::uint64_t kinds = 0;
  for (const ChangeBody& body :
       {ChangeBody(SessionAutoClosed{}), ChangeBody(SessionNoteSet{}), ChangeBody(ConsentSet{}),
        ChangeBody(CheckInCorrected{}), ChangeBody(ParticipantSameAs{})}) {
    kinds |= std::uint64_t{1} << body.index();
  }
  return kinds;
}
#endif

}  // namespace

#ifdef HALSOKIOSK_PLANTED_BUGS
OldProgram::OldProgram(bool old) : kinds_before_(planted::kinds_hidden), fields_before_(planted::fields_hidden) {
  planted::kinds_hidden = old ? newest_kinds() : 0;
  planted::fields_hidden = old;
}
OldProgram::~OldProgram() {
  planted::kinds_hidden = kinds_before_;
  planted::fields_hidden = fields_before_;
}
#else
OldProgram::OldProgram(bool) : kinds_before_(0), fields_before_(false) {}
OldProgram::~OldProgram() = default;
#endif

ProtocolVersions spoken(bool old) {
  return old ? ProtocolVersions{protocol_versions.min, protocol_versions.min} : protocol_versions;
}

SimServer::SimServer(const Founding& founding, const std::filesystem::path& folder, const Clock& clock,
                     std::uint64_t seed, bool old)
    : disk_(folder), path_((folder / server_database).string()), clock_(clock), random_(seed), old_(old) {
  disk_.put(founding.server());
  // What comes while somebody reads is the hardest for whoever numbers it.
  disk_.on_read([this] {
    if (handling_ && has_to_commit_ && random_.one_in(2)) commit();
  });
  start();
}

void SimServer::start() {
  const OldProgram program(old_);
  while (server_ == nullptr) {
    auto opened = Server::open(
        path_, clock_, [](const std::string&) {}, spoken(old_));
    if (opened) {
      server_ = std::move(*opened);
    } else if (dead()) {
      disk_.lose_power(random_);
    } else {
      throw std::runtime_error("the server does not open: " + opened.error().message());
    }
  }
}

void SimServer::stop() {
  const OldProgram program(old_);
  server_.reset();
  reader_.reset();
  ++life_;
  has_to_commit_ = false;
}

void SimServer::restart() {
  stop();
  if (dead()) disk_.lose_power(random_);
  start();
}

void SimServer::recover() {
  stop();
  disk_.lose_power(random_);
  start();
  for (const auto& [of, through] : acknowledged_) {
    const std::uint64_t there = held(of);
    if (there >= through) continue;
    broken_ = "it acknowledged " + std::to_string(through) + " of " + to_text(of.first) + " and came back with " +
              std::to_string(there);
  }
}

bool SimServer::restore() {
  if (!backup_) return false;
  stop();
  disk_.put(*backup_);
  start();
  feed_.clear();
  restored_to_.push_back(feed().size());
  for (auto& [of, through] : acknowledged_) through = std::min(through, held(of));
  return true;
}

std::uint64_t SimServer::common_feed(std::size_t generation) const {
  std::uint64_t common = std::numeric_limits<std::uint64_t>::max();
  for (std::size_t n = generation; n < restored_to_.size(); ++n) common = std::min(common, restored_to_[n]);
  return common;
}

void SimServer::handle(const SyncRequest& request, const DeviceId& caller, Answer answer) {
  const OldProgram program(old_);
  std::optional<EpochOf> pushed;
  if (request.kind == SyncRequest::Kind::push) {
    pushed.emplace(caller, decode_push_request(inflate(request.body, body_inflated_max).value()).value().epoch);
  }
  // What is given in a comparison is committed as what is pushed.
  if (request.kind != SyncRequest::Kind::pull) has_to_commit_ = true;
  const bool within = std::exchange(handling_, true);
  server_->handle(http_of(request), [this, pushed, answer = std::move(answer), life = life_](HttpResponse response) {
    if (life != life_ || dead()) return;  // its connection went with the process
    if (pushed && response.status == 200) acknowledge(*pushed, response);
    answer(response);
  });
  handling_ = within;
}

void SimServer::refuse(const SyncRequest& request, std::size_t chance, const Answer& answer) {
  answer(server_->refuse(http_of(request), *refusals[chance % std::size(refusals)], ""));
}

void SimServer::commit() {
  const OldProgram program(old_);
  const bool within = std::exchange(handling_, false);
  has_to_commit_ = false;
  (void)server_->commit_waiting();
  handling_ = within;
}

void SimServer::end_due_polls() {
  const OldProgram program(old_);
  server_->end_due_polls();
}

void SimServer::acknowledge(const EpochOf& of, const HttpResponse& answer) {
  const Bytes message = answer.compressed ? inflate(answer.body, body_inflated_max).value() : answer.body;
  const std::uint64_t through = decode_push_response(message).value().received_through;
  for (auto* known : {&told_, &acknowledged_}) {
    std::uint64_t& most = (*known)[of];
    most = std::max(most, through);
  }
}

std::uint64_t SimServer::position_of(ByteView token) {
  if (!identity_) identity_.emplace(ServerStore(database()).identity().value());
  const auto cursor = read_cursor(token, identity_->server_id, identity_->cursor_key);
  return cursor ? cursor->position : 0;
}

std::uint64_t SimServer::told(const DeviceId& device, std::uint64_t epoch) const {
  const auto found = told_.find({device, epoch});
  return found == told_.end() ? 0 : found->second;
}

std::uint64_t SimServer::held(const EpochOf& of) {
  Statement query =
      database().statement("SELECT received_through FROM device_mark WHERE device = :device AND epoch = :epoch");
  query.bind_blob(":device", of.first.view()).bind(":epoch", static_cast<std::int64_t>(of.second));
  return query.step() ? static_cast<std::uint64_t>(query.integer(0)) : 0;
}

const std::vector<SimServer::Fed>& SimServer::feed() {
  Statement query = database().statement(R"sql(
    SELECT position, id, uuid, epoch FROM change JOIN device USING(device) WHERE position > :known ORDER BY position)sql");
  query.bind(":known", static_cast<std::int64_t>(feed_.size()));
  while (query.step()) {
    feed_.push_back({query.id<ChangeId>(1), query.id<DeviceId>(2), static_cast<std::uint64_t>(query.integer(3))});
    if (static_cast<std::size_t>(query.integer(0)) == feed_.size()) continue;
    broken_ = "its feed has a gap at " + std::to_string(feed_.size());
    break;
  }
  return feed_;
}

Database& SimServer::database() {
  if (!reader_) reader_.emplace(Database::open(path_, OpenMode::read_only, server_schema()).value());
  return *reader_;
}

}  // namespace hk::sim
