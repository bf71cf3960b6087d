#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>

#include "kiosk/cli/commands.h"
#include "kiosk/store/data_folder.h"

namespace hk::cli {

namespace {

// Argon2id makes each guess slow; eight characters keep the guesses many.
constexpr std::size_t passphrase_characters_min = 8;

/// Switches the terminal's echo off while it lives.
class NoEcho {
 public:
  NoEcho() {
    ::tcgetattr(STDIN_FILENO, &before_);
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
  }
  NoEcho(const NoEcho&) = delete;
  NoEcho& operator=(const NoEcho&) = delete;
  ~NoEcho() { ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_); }

 private:
  termios before_{};
};

Result<Bytes> ask(const char* question) {
  if (::isatty(STDIN_FILENO) == 0) {
    return fail(ErrorCode::invalid, "passphrase", "give --passphrase-file, or run in a terminal to be asked");
  }
  std::fputs(question, stderr);
  Bytes typed;
  {
    const NoEcho quiet;
    std::getline(std::cin, typed);
  }
  std::fputs("\n", stderr);
  if (typed.empty()) return fail(ErrorCode::invalid, "passphrase", "is empty");
  return typed;
}

Result<void> long_enough(const Bytes& typed) {
  std::size_t characters = 0;
  for (const char c : typed) characters += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  if (characters < passphrase_characters_min) {
    return fail(ErrorCode::invalid, "passphrase",
                "has fewer than " + std::to_string(passphrase_characters_min) + " characters");
  }
  return {};
}

}  // namespace

Result<Bytes> passphrase(const std::optional<Path>& file) { return ask_secret("Lösenfras: ", file); }

Result<Bytes> ask_secret(const char* question, const std::optional<Path>& file) {
  return file ? read_passphrase_file(*file) : ask(question);
}

Result<Bytes> ask_line(const char* question) {
  if (::isatty(STDIN_FILENO) == 0) {
    return fail(ErrorCode::invalid, "answer", "give it on the command line, or run in a terminal to be asked");
  }
  std::fputs(question, stderr);
  Bytes typed;
  std::getline(std::cin, typed);
  return typed;
}

Result<void> unlock(KioskStore& store, const std::optional<Path>& passphrase_file) {
  HK_ASSIGN(Bytes typed, passphrase(passphrase_file));
  Result<Opened> opened = open_names(store.folder().database(), typed);
  wipe(typed);
  if (!opened) {
    store.refuse_unlock(opened.error());
    return tl::unexpected(opened.error());
  }
  return store.unlock(std::move(*opened));
}

Result<Bytes> new_passphrase(const std::optional<Path>& file) {
  HK_ASSIGN(Bytes first, passphrase(file));
  HK_TRY(long_enough(first));
  if (file) return first;
  HK_ASSIGN(Bytes second, ask("En gång till: "));
  const bool same = first == second;
  wipe(second);
  if (!same) return fail(ErrorCode::invalid, "passphrase", "the two are not the same");
  return first;
}

}  // namespace hk::cli
