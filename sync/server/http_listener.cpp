#include "sync/server/http_listener.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <optional>

#include "sync/protocol/messages.h"
#include "sync/server/problem.h"
#include "sync/server/tls_identity_impl.h"
#include "sync/server/tuning.h"
#include "sync/server/worker_pool.h"

namespace hk {
namespace {

/// One request on its way. Lives from its first line until its answer is sent; a worker or the committer fills
/// `response` while the connection is suspended, so nobody else looks at it then.
struct Exchange {
  explicit Exchange(std::atomic<std::size_t>& bytes) : bodies_bytes(bytes) {}
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;
  ~Exchange() { bodies_bytes -= request.body.size(); }

  std::atomic<std::size_t>& bodies_bytes;
  HttpRequest request;
  std::optional<HttpResponse> response;
  const Problem* refused = nullptr;  ///< decided before the body was there
  std::size_t overrun = 0;           ///< bytes read and thrown away
  bool handed_over = false;
};

// Older versions of TLS are broken.
constexpr char tls_priorities[] = "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2";

std::string header(MHD_Connection* connection, const char* name) {
  const char* value = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
  return value == nullptr ? "" : value;
}

std::size_t announced_length(MHD_Connection* connection) {
  const std::string text = header(connection, MHD_HTTP_HEADER_CONTENT_LENGTH);
  std::size_t length = 0;
  std::from_chars(text.data(), text.data() + text.size(), length);
  return length;
}

MHD_Result send(MHD_Connection* connection, const HttpResponse& response) {
  // MHD only reads the bytes, and copies them.
  MHD_Response* answer = MHD_create_response_from_buffer(response.body.size(), const_cast<char*>(response.body.data()),
                                                         MHD_RESPMEM_MUST_COPY);
  if (answer == nullptr) return MHD_NO;
  MHD_add_response_header(answer, MHD_HTTP_HEADER_CONTENT_TYPE, response.content_type.c_str());
  MHD_add_response_header(answer, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
  if (response.compressed) MHD_add_response_header(answer, MHD_HTTP_HEADER_CONTENT_ENCODING, "zstd");
  const MHD_Result sent = MHD_queue_response(connection, static_cast<unsigned>(response.status), answer);
  MHD_destroy_response(answer);
  return sent;
}

}  // namespace

struct HttpListener::Impl {
  Impl(Server& the_server, ListenAddress where, std::optional<TlsFiles> files, unsigned threads)
      : server(the_server), address(std::move(where)), tls_files(std::move(files)), workers(threads) {}

  static MHD_Result access(void* self, MHD_Connection* connection, const char* url, const char* method, const char*,
                           const char* data, std::size_t* size, void** state);
  static void connected(void* self, MHD_Connection*, void** context, MHD_ConnectionNotificationCode);
  static int certificate_of(gnutls_session_t session, const gnutls_datum_t*, int, const gnutls_pk_algorithm_t*, int,
                            gnutls_pcert_st** chain, unsigned* chain_size, gnutls_privkey_t* key);
  static void completed(void* self, MHD_Connection*, void** state, MHD_RequestTerminationCode);
  MHD_Result on_data(MHD_Connection* connection, Exchange& exchange, const char* data, std::size_t* size);
  Exchange* begin(MHD_Connection* connection, const char* url, const char* method);
  void take_in(Exchange& exchange, ByteView data) const;
  void hand_over(MHD_Connection* connection, Exchange& exchange);
  MHD_Result refuse(MHD_Connection* connection, const Exchange& exchange) {
    return send(connection, server.refuse(exchange.request, *exchange.refused, "the body of the request"));
  }
  Result<void> read_tls();
  Result<void> listen();
  [[nodiscard]] std::string url() const { return (tls_files ? "https://" : "http://") + address.text(); }
  void wait_until_answered();

  Server& server;
  ListenAddress address;
  std::optional<TlsFiles> tls_files;
  /// The last one is in use. A handshake on its way may hold an older one, so all are kept: a few kB a renewal.
  std::vector<std::unique_ptr<TlsIdentity>> tls_identities;
  std::atomic<const TlsIdentity*> tls{nullptr};
  std::atomic<std::size_t> bodies_bytes{0};
  std::mutex mutex;
  std::condition_variable answered;
  std::size_t open_requests = 0;
  WorkerPool workers;
  MHD_Daemon* daemon = nullptr;
};

MHD_Result HttpListener::Impl::access(void* self, MHD_Connection* connection, const char* url, const char* method,
                                      const char*, const char* data, std::size_t* size, void** state) {
  auto& listener = *static_cast<Impl*>(self);
  if (*state == nullptr) {
    *state = listener.begin(connection, url, method);
    const auto& exchange = *static_cast<Exchange*>(*state);
    // Answered before the body is read: the connection closes after that.
    return exchange.refused == nullptr ? MHD_YES : listener.refuse(connection, exchange);
  }
  return listener.on_data(connection, *static_cast<Exchange*>(*state), data, size);
}

void HttpListener::Impl::connected(void* self, MHD_Connection*, void** context, MHD_ConnectionNotificationCode code) {
  // What certificate_of() finds its way back by.
  if (code == MHD_CONNECTION_NOTIFY_STARTED) *context = self;
}

int HttpListener::Impl::certificate_of(gnutls_session_t session, const gnutls_datum_t*, int,
                                       const gnutls_pk_algorithm_t*, int, gnutls_pcert_st** chain, unsigned* chain_size,
                                       gnutls_privkey_t* key) {
  // libmicrohttpd hangs its connection on the session.
  auto* const connection = static_cast<MHD_Connection*>(gnutls_session_get_ptr(session));
  const MHD_ConnectionInfo* const info =
      connection == nullptr ? nullptr : MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  if (info == nullptr || info->socket_context == nullptr) return -1;
  const TlsIdentity::Impl& identity = static_cast<const Impl*>(info->socket_context)->tls.load()->impl();
  // GnuTLS only reads them; its types say otherwise.
  *chain = const_cast<gnutls_pcert_st*>(identity.chain.data());
  *chain_size = identity.chain_size;
  *key = identity.key;
  return 0;
}

void HttpListener::Impl::completed(void* self, MHD_Connection*, void** state, MHD_RequestTerminationCode) {
  auto& listener = *static_cast<Impl*>(self);
  if (*state == nullptr) return;
  delete static_cast<Exchange*>(*state);
  *state = nullptr;
  const std::lock_guard lock(listener.mutex);
  --listener.open_requests;
  listener.answered.notify_all();
}

Exchange* HttpListener::Impl::begin(MHD_Connection* connection, const char* url, const char* method) {
  auto exchange = std::make_unique<Exchange>(bodies_bytes);
  HttpRequest& request = exchange->request;
  request.method = method;
  request.path = url;
  request.authorization = header(connection, MHD_HTTP_HEADER_AUTHORIZATION);
  request.content_type = header(connection, MHD_HTTP_HEADER_CONTENT_TYPE);
  request.content_encoding = header(connection, MHD_HTTP_HEADER_CONTENT_ENCODING);
  request.accept_encoding = header(connection, MHD_HTTP_HEADER_ACCEPT_ENCODING);
  request.accept = header(connection, MHD_HTTP_HEADER_ACCEPT);
  if (announced_length(connection) > body_compressed_max) exchange->refused = &problems::too_large;
  const std::lock_guard lock(mutex);
  ++open_requests;
  return exchange.release();
}

void HttpListener::Impl::take_in(Exchange& exchange, ByteView data) const {
  Bytes& body = exchange.request.body;
  if (exchange.refused == nullptr && body.size() + data.size() > body_compressed_max) {
    exchange.refused = &problems::too_large;
  }
  if (exchange.refused == nullptr && bodies_bytes + data.size() > server_tuning::bodies_bytes_max) {
    exchange.refused = &problems::busy;
  }
  if (exchange.refused != nullptr) {
    exchange.overrun += data.size();
    return;
  }
  body += data;
  exchange.bodies_bytes += data.size();
}

MHD_Result HttpListener::Impl::on_data(MHD_Connection* connection, Exchange& exchange, const char* data,
                                       std::size_t* size) {
  if (*size > 0) {
    take_in(exchange, {data, *size});
    *size = 0;
    return exchange.overrun <= server_tuning::overrun_bytes_max ? MHD_YES : MHD_NO;
  }
  if (exchange.refused != nullptr) return refuse(connection, exchange);
  if (exchange.response) return send(connection, *exchange.response);
  if (!exchange.handed_over) hand_over(connection, exchange);
  return MHD_YES;
}

void HttpListener::Impl::hand_over(MHD_Connection* connection, Exchange& exchange) {
  exchange.handed_over = true;
  // Before the job is queued: a worker may be done before this function returns.
  MHD_suspend_connection(connection);
  const Respond respond = [connection, &exchange](HttpResponse response) {
    exchange.response = std::move(response);
    MHD_resume_connection(connection);
  };
  const bool taken = workers.add([this, &exchange, respond] { server.handle(exchange.request, respond); });
  if (!taken) respond(server.refuse(exchange.request, problems::busy, "the server is stopping"));
}

Result<void> HttpListener::Impl::read_tls() {
  if (!tls_files) return {};
  HK_ASSIGN(auto identity, TlsIdentity::read(*tls_files));
  tls = identity.get();
  tls_identities.push_back(std::move(identity));
  return {};
}

Result<void> HttpListener::Impl::listen() {
  sockaddr_in v4{};
  sockaddr_in6 v6{};
  v4.sin_family = AF_INET;
  v4.sin_port = htons(address.port);
  v6.sin6_family = AF_INET6;
  v6.sin6_port = htons(address.port);
  unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC | MHD_USE_TURBO;
  const sockaddr* where = nullptr;
  if (inet_pton(AF_INET, address.host.c_str(), &v4.sin_addr) == 1) {
    where = reinterpret_cast<const sockaddr*>(&v4);
  } else {
    HK_CHECK(inet_pton(AF_INET6, address.host.c_str(), &v6.sin6_addr) == 1);
    where = reinterpret_cast<const sockaddr*>(&v6);
    flags |= MHD_USE_IPv6;
  }
  std::vector<MHD_OptionItem> tls_options;
  if (tls_files) {
    flags |= MHD_USE_TLS;
    tls_options = {{MHD_OPTION_HTTPS_CERT_CALLBACK, 0, reinterpret_cast<void*>(&certificate_of)},
                   {MHD_OPTION_HTTPS_PRIORITIES, 0, const_cast<char*>(tls_priorities)}};
  }
  tls_options.push_back({MHD_OPTION_END, 0, nullptr});
  errno = 0;
  daemon = MHD_start_daemon(flags, address.port, nullptr, nullptr, &access, this, MHD_OPTION_SOCK_ADDR, where,
                            MHD_OPTION_CONNECTION_LIMIT, server_tuning::connections_max, MHD_OPTION_CONNECTION_TIMEOUT,
                            server_tuning::connection_idle_s, MHD_OPTION_NOTIFY_COMPLETED, &completed, this,
                            MHD_OPTION_NOTIFY_CONNECTION, &connected, this, MHD_OPTION_ARRAY, tls_options.data(),
                            MHD_OPTION_END);
  if (daemon == nullptr) {
    const int why = errno;
    const auto code = why == EADDRINUSE ? ErrorCode::conflict : ErrorCode::io;
    return fail(code, url(), why == 0 ? "cannot listen there" : std::strerror(why));
  }
  const MHD_DaemonInfo* info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
  HK_CHECK(info != nullptr);
  address.port = info->port;
  return {};
}

void HttpListener::Impl::wait_until_answered() {
  std::unique_lock lock(mutex);
  // A client that reads slowly, or has sent half a request, is not waited for longer than this.
  answered.wait_for(lock, std::chrono::milliseconds(server_tuning::stop_wait_ms),
                    [this] { return open_requests == 0; });
}

Result<std::unique_ptr<HttpListener>> HttpListener::start(Server& server, const ListenAddress& address,
                                                          std::optional<TlsFiles> tls) {
  const unsigned threads = std::clamp(std::thread::hardware_concurrency(), 1U, server_tuning::workers_max);
  auto impl = std::make_unique<Impl>(server, address, std::move(tls), threads);
  HK_TRY(impl->read_tls());
  // What comes up while the workers end is done by whoever brought it up.
  server.run_on([workers = &impl->workers](const std::function<void()>& job) {
    if (!workers->add(job)) job();
  });
  if (const Result<void> listening = impl->listen(); !listening) {
    server.run_on(nullptr);
    return tl::unexpected(listening.error());
  }
  return std::unique_ptr<HttpListener>(new HttpListener(std::move(impl)));
}

HttpListener::HttpListener(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HttpListener::~HttpListener() { stop(); }
const ListenAddress& HttpListener::address() const { return impl_->address; }
std::string HttpListener::url() const { return impl_->url(); }
Result<void> HttpListener::reload_tls() { return impl_->read_tls(); }
std::optional<std::int64_t> HttpListener::tls_valid_until_s() const {
  const TlsIdentity* const tls = impl_->tls;
  return tls == nullptr ? std::nullopt : std::optional(tls->valid_until_s());
}

void HttpListener::stop() {
  if (impl_->daemon == nullptr) return;
  const MHD_socket listening = MHD_quiesce_daemon(impl_->daemon);
  impl_->server.end_polls();
  // From here on a request is answered with `busy`; what was handed over before is done and committed first, because
  // MHD must not have a connection suspended when it stops.
  impl_->workers.stop();
  impl_->server.stop();
  impl_->wait_until_answered();
  MHD_stop_daemon(impl_->daemon);
  impl_->daemon = nullptr;
  impl_->server.run_on(nullptr);
  if (listening != MHD_INVALID_SOCKET) close(listening);
}

}  // namespace hk
