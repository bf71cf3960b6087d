#include "sync/client/curl_transport.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>

#include "sync/client/server_url.h"
#include "sync/client/tuning.h"

namespace hk {
namespace {

struct FreeEasy {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct FreeMulti {
  void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, FreeList>;

/// One exchange on its way.
struct Transfer {
  SyncRequest request;
  Bytes answer;
  bool too_long = false;
  std::array<char, CURL_ERROR_SIZE> error{};
  HeaderList headers;
  std::unique_ptr<CURL, FreeEasy> easy;  ///< last: ends before what it points to
};

std::size_t take_in(char* data, std::size_t, std::size_t size, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (transfer.answer.size() + size > client_tuning::answer_bytes_max) {
    transfer.too_long = true;
    return 0;
  }
  transfer.answer.append(data, size);
  return size;
}

HeaderList headers_of(const SyncRequest& request) {
  std::vector<std::string> lines{std::string("Content-Type: ") + content_type_protobuf, "Content-Encoding: zstd",
                                 std::string("Accept: ") + content_type_protobuf,
                                 // Not CURLOPT_ACCEPT_ENCODING: libcurl would inflate without our limits.
                                 "Accept-Encoding: zstd",
                                 // A push is offered whole; asking first costs a round trip.
                                 "Expect:"};
  if (!request.token.empty()) lines.push_back("Authorization: Bearer " + request.token);
  HeaderList list;
  for (const std::string& line : lines) {
    curl_slist* const longer = curl_slist_append(list.get(), line.c_str());
    HK_CHECK(longer != nullptr);
    (void)list.release();
    list.reset(longer);
  }
  return list;
}

template <class Value>
void set(CURL* easy, CURLoption option, Value value) {
  HK_CHECK(curl_easy_setopt(easy, option, value) == CURLE_OK);
}

void prepare_trust(CURL* easy, const ServerTrust& trust) {
  set(easy, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
  if (!trust.pin.empty()) set(easy, CURLOPT_PINNEDPUBLICKEY, trust.pin.c_str());
  if (trust.ca_pem.empty()) return;
  // libcurl only reads the bytes, and copies them.
  curl_blob ca{const_cast<char*>(trust.ca_pem.data()), trust.ca_pem.size(), CURL_BLOB_COPY};
  set(easy, CURLOPT_CAINFO_BLOB, &ca);
  set(easy, CURLOPT_CAPATH, static_cast<char*>(nullptr));
}

void prepare(Transfer& transfer) {
  CURL* const easy = transfer.easy.get();
  set(easy, CURLOPT_URL, transfer.request.url.c_str());
  set(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  set(easy, CURLOPT_FOLLOWLOCATION, 0L);
  prepare_trust(easy, transfer.request.trust);
  if (is_loopback_url(transfer.request.url)) set(easy, CURLOPT_PROXY, "");
  set(easy, CURLOPT_NOSIGNAL, 1L);
  set(easy, CURLOPT_POST, 1L);
  set(easy, CURLOPT_POSTFIELDS, transfer.request.body.data());
  set(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(transfer.request.body.size()));
  set(easy, CURLOPT_HTTPHEADER, transfer.headers.get());
  set(easy, CURLOPT_CONNECTTIMEOUT_MS, client_tuning::connect_timeout_ms);
  set(easy, CURLOPT_TIMEOUT_MS, client_tuning::exchange_timeout_ms);
  set(easy, CURLOPT_LOW_SPEED_LIMIT, client_tuning::stalled_bytes_per_s);
  set(easy, CURLOPT_LOW_SPEED_TIME, client_tuning::stalled_s + static_cast<long>(transfer.request.wait_s));
  set(easy, CURLOPT_ERRORBUFFER, transfer.error.data());
  set(easy, CURLOPT_WRITEFUNCTION, &take_in);
  set(easy, CURLOPT_WRITEDATA, &transfer);
}

SyncReply reply_without_answer(const SyncRequest& request, std::string why) {
  SyncReply reply;
  reply.kind = request.kind;
  reply.number = request.number;
  reply.error = std::move(why);
  return reply;
}

bool is_zstd(CURL* easy) {
  curl_header* encoding = nullptr;
  if (curl_easy_header(easy, "Content-Encoding", 0, CURLH_HEADER, -1, &encoding) != CURLHE_OK) return false;
  return std::string_view(encoding->value) == "zstd";
}

/// A plain sentence for what goes wrong with certificates, since somebody has to do something about it.
std::string failure_text(CURLcode result, const char* detail) {
  const std::string why = *detail != '\0' ? detail : curl_easy_strerror(result);
  switch (result) {
    case CURLE_PEER_FAILED_VERIFICATION:
      return "the server's certificate is not trusted here (" + why + ")";
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
      return "the server's key is not the pinned one";
    case CURLE_SSL_CACERT_BADFILE:
      return "the CA given for this server cannot be used (" + why + ")";
    default:
      return why;
  }
}

SyncReply reply_of(Transfer& transfer, CURLcode result) {
  if (transfer.too_long) return reply_without_answer(transfer.request, "the answer is too long to be our server's");
  if (result != CURLE_OK) {
    return reply_without_answer(transfer.request, failure_text(result, transfer.error.data()));
  }
  SyncReply reply = reply_without_answer(transfer.request, "");
  CURL* const easy = transfer.easy.get();
  long status = 0;
  const char* type = nullptr;
  HK_CHECK(curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK);
  HK_CHECK(curl_easy_getinfo(easy, CURLINFO_CONTENT_TYPE, &type) == CURLE_OK);
  reply.status = static_cast<int>(status);
  reply.content_type = type == nullptr ? "" : type;
  reply.compressed = is_zstd(easy);
  reply.body = std::move(transfer.answer);
  return reply;
}

}  // namespace

struct CurlTransport::Impl {
  std::unique_ptr<CURLM, FreeMulti> multi{curl_multi_init()};
  std::vector<std::unique_ptr<Transfer>> transfers;
  std::vector<SyncReply> ended;

  SyncReply end(CURL* easy, CURLcode result) {
    const auto found = std::find_if(transfers.begin(), transfers.end(),
                                    [easy](const auto& transfer) { return transfer->easy.get() == easy; });
    HK_CHECK(found != transfers.end());
    curl_multi_remove_handle(multi.get(), easy);
    SyncReply reply = reply_of(**found, result);
    transfers.erase(found);
    return reply;
  }

  void collect() {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi.get(), &left)) {
      if (message->msg == CURLMSG_DONE) ended.push_back(end(message->easy_handle, message->data.result));
    }
  }
};

CurlTransport::CurlTransport() {
  // Counted by libcurl itself; thread-safe since 7.84.
  HK_CHECK(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK);
  impl_ = std::make_unique<Impl>();
  HK_CHECK(impl_->multi != nullptr);
}

CurlTransport::~CurlTransport() {
  for (const auto& transfer : impl_->transfers) curl_multi_remove_handle(impl_->multi.get(), transfer->easy.get());
  impl_.reset();
  curl_global_cleanup();
}

void CurlTransport::start(SyncRequest request) {
  if (const auto base = server_base_url(request.url); !base) {
    impl_->ended.push_back(reply_without_answer(request, base.error().what));
    return;
  }
  auto transfer = std::make_unique<Transfer>();
  transfer->request = std::move(request);
  transfer->headers = headers_of(transfer->request);
  transfer->easy.reset(curl_easy_init());
  HK_CHECK(transfer->easy != nullptr);
  prepare(*transfer);
  HK_CHECK(curl_multi_add_handle(impl_->multi.get(), transfer->easy.get()) == CURLM_OK);
  impl_->transfers.push_back(std::move(transfer));
}

std::vector<SyncReply> CurlTransport::wait(int ms_max) {
  CURLM* const multi = impl_->multi.get();
  int running = 0;
  HK_CHECK(curl_multi_perform(multi, &running) == CURLM_OK);
  impl_->collect();
  if (impl_->ended.empty()) {
    HK_CHECK(curl_multi_poll(multi, nullptr, 0, ms_max, nullptr) == CURLM_OK);
    HK_CHECK(curl_multi_perform(multi, &running) == CURLM_OK);
    impl_->collect();
  }
  return std::exchange(impl_->ended, {});
}

void CurlTransport::wake() { HK_CHECK(curl_multi_wakeup(impl_->multi.get()) == CURLM_OK); }

SyncReply CurlTransport::exchange(const SyncRequest& request) {
  constexpr int poll_ms = 1000;  // only how often to look; the exchange ends by its own time-outs
  start(request);
  for (;;) {
    for (SyncReply& reply : wait(poll_ms)) {
      if (reply.kind == request.kind && reply.number == request.number) return std::move(reply);
    }
  }
}

}  // namespace hk
