#include "sync/client/server_url.h"

#include <arpa/inet.h>
#include <curl/curl.h>

#include <memory>

namespace hk {
namespace {

/// libcurl's own reading of a URL: whatever it connects to is what was checked.
class Url {
 public:
  explicit Url(const std::string& text) : url_(curl_url()) {
    HK_CHECK(url_ != nullptr);
    good_ = curl_url_set(url_.get(), CURLUPART_URL, text.c_str(), 0) == CURLUE_OK;
  }
  [[nodiscard]] bool good() const { return good_; }
  [[nodiscard]] std::string part(CURLUPart part) const {
    char* text = nullptr;
    if (curl_url_get(url_.get(), part, &text, 0) != CURLUE_OK) return "";
    std::string copy(text);
    curl_free(text);
    return copy;
  }

 private:
  struct Free {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
  };
  std::unique_ptr<CURLU, Free> url_;
  bool good_ = false;
};

bool is_loopback_host(std::string host) {
  if (host == "localhost") return true;
  in_addr v4{};
  if (inet_pton(AF_INET, host.c_str(), &v4) == 1) return ntohl(v4.s_addr) >> 24 == 127;
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  in6_addr v6{};
  return inet_pton(AF_INET6, host.c_str(), &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
}

}  // namespace

Result<void> check_trust(const ServerTrust& trust) {
  // libcurl takes any other text for the name of a file with a key.
  constexpr std::string_view scheme = "sha256//";
  constexpr std::size_t digits = 44;  // 32 bytes in base64
  const std::string_view pin = trust.pin;
  const bool pin_good = pin.empty() || (pin.starts_with(scheme) && pin.size() == scheme.size() + digits &&
                                        pin.ends_with('=') && pin.find_first_of(";\r\n ") == std::string_view::npos);
  if (!pin_good) return fail(ErrorCode::invalid, "pin " + trust.pin, "is not sha256// and the base64 of 32 bytes");
  if (!trust.ca_pem.empty() && trust.ca_pem.find("-----BEGIN CERTIFICATE-----") == std::string::npos) {
    return fail(ErrorCode::invalid, "CA", "holds no certificate in PEM");
  }
  return {};
}

bool is_loopback_url(const std::string& url) {
  const Url parsed(url);
  return parsed.good() && is_loopback_host(parsed.part(CURLUPART_HOST));
}

Result<std::string> server_base_url(const std::string& url) {
  const Url parsed(url);
  const auto refuse = [&](const char* what) { return fail(ErrorCode::invalid, url, what); };
  if (!parsed.good()) return refuse("is not a URL like https://kiosk.example.se");
  const std::string scheme = parsed.part(CURLUPART_SCHEME);
  if (scheme != "https" && scheme != "http") return refuse("has to start with https://");
  if (scheme == "http" && !is_loopback_host(parsed.part(CURLUPART_HOST))) {
    return refuse("has to start with https://; plain http is used on this machine only");
  }
  for (const CURLUPart part : {CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_QUERY, CURLUPART_FRAGMENT}) {
    if (!parsed.part(part).empty()) return refuse("holds more than a host, a port and a path");
  }
  std::string base = parsed.part(CURLUPART_URL);
  while (base.ends_with('/')) base.pop_back();
  return base;
}

}  // namespace hk
