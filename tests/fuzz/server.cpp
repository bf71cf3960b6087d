#include "sync/server/server.h"

#include "sync/protocol/compare_messages.h"
#include "sync/server/founder_code.h"
#include "sync/server/server_store.h"
#include "tests/fuzz/message_fuzz.h"
#include "tests/support/temp_dir.h"

/// A request to the whole server without its sockets. The first byte says where to and in which clothes, the rest is
/// the body. Half of the requests carry a token that is good.
namespace hk::fuzz {
namespace {

const Bytes token = "a token that is good";

/// A server whose programme is bound, with one device let in.
class World {
 public:
  World() {
    const std::string path = folder_.file("server.db");
    server_ = Server::open(path, clock_, [](const std::string&) {}).value();
    Database db = ServerStore::open(path).value();
    ServerStore store(db);
    HK_CHECK(store.add_programme("A", founder_code_hash("code"), clock_.wall_ms()));
    const ProgrammeAccount account = store.find_programme("A").value();
    EnrolRequest founder;
    founder.device = test::numbered<DeviceId>(1);
    founder.ed25519_public = founder.x25519_public = Bytes(32, 'k');
    founder.programme = programme_.id;
    founder.root_key = programme_.root.public_key;
    Transaction transaction(db);
    HK_CHECK(Log(db).programme(founder.programme));
    HK_CHECK(store.bind_founder(account, founder));
    HK_CHECK(store.put_token(account.row, founder, digest(token), clock_.wall_ms()));
    transaction.commit();
    server_->end_polls();  // nothing is to wait
  }

  HttpResponse ask(const HttpRequest& request) {
    std::vector<HttpResponse> answers;
    server_->handle(request, [&answers](HttpResponse answer) { answers.push_back(std::move(answer)); });
    (void)server_->commit_waiting();
    HK_CHECK(answers.size() == 1);
    return std::move(answers.front());
  }

 private:
  test::TempDir folder_;
  test::FakeClock clock_;
  test::TestProgramme programme_;
  std::unique_ptr<Server> server_;
};

constexpr const char* paths[] = {"/v2/push",
                                 "/v1/pull",
                                 "/v1/enrolments",
                                 "/metrics",
                                 "/v1/codes",
                                 "/v1/enrolments/wait",
                                 "/v1/enrolments/approval",
                                 "/v1/compare"};

}  // namespace

void take(ByteView input) {
  if (input.empty()) return;
  static World world;
  const auto how = static_cast<unsigned char>(input[0]);
  const ByteView body = input.substr(1);
  const HttpRequest request{(how & 4) != 0 ? "GET" : "POST",
                            paths[(how & 3) | (how & 64) >> 4],
                            (how & 8) != 0 ? "" : "Bearer " + token,
                            (how & 16) != 0 ? "text/html" : content_type_protobuf,
                            (how & 32) != 0 ? "zstd" : "",
                            "zstd",
                            Bytes(body)};
  const HttpResponse answer = world.ask(request);
  if (answer.status == 200) return;
  HK_CHECK(answer.status >= 400 && answer.status < 500);  // never our fault, and never "come back later"
  HK_CHECK(answer.content_type == content_type_problem && !answer.problem.empty());
}

std::vector<Bytes> seeds() {
  const test::TestProgramme programme;
  test::Author author(programme, 1);
  PushRequest push{7, 1, {}, {{2, Hlc::of(12)}}, {3, 1'780'000'000'000, "0.1.0", 1'780'000'000'001}};
  for (const ChangeBody& body : test::one_of_every_kind()) push.changes.push_back(author.make(body).envelope.record);
  const Bytes pull = encode(PullRequest{{}, 500, 0, {}});
  EnrolRequest enrol;
  enrol.code = "code";
  CompareRequest comparison{{{{}, {}, true, {}}}, {}};
  for (const ChangeBody& body : test::one_of_every_kind()) comparison.give.push_back(author.make(body).envelope);
  const Bytes compare = encode(comparison);
  const Bytes code = encode(CodeRequest{Bytes(32, 'k'), Bytes(64, 's')});
  const Bytes approval = encode(ApprovalRequest{test::numbered<DeviceId>(2), Bytes(80, 'b'), Bytes(64, 's')});
  return {'\x40' + code,
          '\x41' + encode(WaitRequest{25}),
          '\x42' + approval,
          '\0' + encode(push),
          '\x20' + deflate(encode(push)),
          '\x01' + pull,
          '\x43' + compare,
          '\x21' + deflate(pull),
          '\x02' + encode(enrol),
          "\x07"};
}

}  // namespace hk::fuzz
