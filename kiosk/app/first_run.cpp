#include "kiosk/app/first_run.h"

#include <algorithm>

#include "kiosk/app/tuning.h"
#include "sync/client/server_url.h"
#include "sync/protocol/message_parts.h"

namespace hk {
namespace {

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

std::ptrdiff_t characters(const std::string& text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return !continues_character(c); });
}

/// Nobody types the scheme of an address.
std::string with_scheme(const std::string& address) {
  return address.find("://") == std::string::npos ? "https://" + address : address;
}

}  // namespace

FirstRun::FirstRun(Ports ports) : ports_(std::move(ports)) { publish(); }

FirstRun::~FirstRun() { forget(); }

TypedText& FirstRun::field(Page page) {
  return texts_.at(static_cast<std::size_t>(page) - static_cast<std::size_t>(Page::server));
}

TypedText* FirstRun::typed() {
  return page_ >= Page::server && page_ <= Page::passphrase_again ? &field(page_) : nullptr;
}

void FirstRun::handle(const Intent& intent) {
  if (std::holds_alternative<GoBack>(intent)) go_back();
  if (std::holds_alternative<SubmitText>(intent)) submit();
  if (const auto* text = std::get_if<TypeText>(&intent)) type(text->text);
  if (std::holds_alternative<Backspace>(intent)) take_back();
  if (std::holds_alternative<DismissNotice>(intent) && trouble_ == Trouble::not_saved) settle();
  if (std::holds_alternative<ToggleVisible>(intent)) visible_ = !visible_;
  if (TypedText* text = typed()) {
    if (std::holds_alternative<ClearText>(intent)) text->clear();
    if (const auto* place = std::get_if<PlaceCaret>(&intent)) text->place(place->caret, place->anchor);
    if (const auto* layout = std::get_if<ChooseLayout>(&intent)) {
      text->layout = layout->code;
      text->digits = false;
    }
    if (std::holds_alternative<ToggleShift>(intent)) text->shift = !text->shift;
    if (std::holds_alternative<ToggleDigits>(intent)) text->digits = !text->digits;
  }
  publish();
}

void FirstRun::type(const std::string& letter) {
  TypedText* text = typed();
  const std::size_t room = page_ == Page::label ? decode::label_bytes_max : tuning::typed_bytes_max;
  if (text == nullptr) return;
  // No copy is left behind by a string that grows.
  text->text.reserve(tuning::typed_bytes_max);
  if (text->insert(letter, room)) text->shift = false;
}

void FirstRun::take_back() {
  TypedText* text = typed();
  if (text != nullptr) text->erase();
}

void FirstRun::go_back() {
  if (page_ == Page::settling || page_ == Page::offer) return;
  if (TypedText* text = typed(); text != nullptr && page_ != Page::server) {
    wipe(text->text);
    return show(static_cast<Page>(static_cast<std::uint8_t>(page_) - 1));
  }
  forget();
  show(Page::offer);
}

void FirstRun::submit() {
  if (page_ == Page::offer) return show(Page::server);
  const TypedText* text = typed();
  if (text == nullptr || text->text.empty() || !accept_field()) return;
  go_on();
}

/// False when what was typed cannot be right; the page then says why.
bool FirstRun::accept_field() {
  if (page_ == Page::server && !server_base_url(with_scheme(field(Page::server).text))) {
    show(Page::server, Trouble::no_server);
    return false;
  }
  if (page_ == Page::passphrase && characters(field(Page::passphrase).text) < tuning::passphrase_characters_min) {
    show(Page::passphrase, Trouble::too_short);
    return false;
  }
  if (page_ != Page::passphrase_again || field(Page::passphrase).text == field(Page::passphrase_again).text)
    return true;
  wipe(field(Page::passphrase).text);
  wipe(field(Page::passphrase_again).text);
  show(Page::passphrase, Trouble::differs);
  return false;
}

/// To the first field that is empty: who corrects one does not type the others again.
void FirstRun::go_on() {
  for (const Page page : {Page::server, Page::code, Page::label, Page::passphrase, Page::passphrase_again}) {
    if (field(page).text.empty()) return show(page);
  }
  if (field(Page::passphrase).text != field(Page::passphrase_again).text) {
    wipe(field(Page::passphrase_again).text);
    return show(Page::passphrase_again);
  }
  ask();
}

void FirstRun::ask() {
  const std::string& label = field(Page::label).text;
  if (!device_ || device_->label != label) {
    device_ = std::make_shared<const WaitingDevice>(make_waiting_device(label, ports_.clock, ports_.random));
  }
  show(Page::asking);
  post(AskServer{device_, with_scheme(field(Page::server).text), field(Page::code).text});
}

void FirstRun::on(Result<ServerAsked> asked) {
  if (asked) {
    at_ = std::make_shared<const WaitingAt>(std::move(asked->at));
    words_ = std::move(asked->words);
    show(Page::waiting);
    return await_approval();
  }
  switch (asked.error().code) {
    case ErrorCode::offline:
    case ErrorCode::busy:
      return show(Page::server, Trouble::no_answer);
    case ErrorCode::invalid:
      return show(Page::server, Trouble::no_server);
    case ErrorCode::refused:
    case ErrorCode::conflict: {
      wipe(field(Page::code).text);
      const bool used = asked.error().code == ErrorCode::conflict;
      return show(Page::code, used ? Trouble::code_used : Trouble::code_refused);
    }
    default:
      return show(Page::server, Trouble::other, asked.error().message());
  }
}

void FirstRun::await_approval() {
  ask_again_ms_.reset();
  post(AwaitApproval{device_, at_});
}

void FirstRun::on(Result<Approval> approval) {
  if (!approval && approval.error().worth_retrying()) {
    ask_again_ms_ = ports_.clock.monotonic_ms() + tuning::approval_retry_ms;
    return show(Page::waiting, Trouble::no_answer);
  }
  if (!approval) {
    const bool refused = approval.error().code == ErrorCode::refused;
    const std::string reason = approval.error().message();
    forget();
    return show(Page::offer, refused ? Trouble::not_as_compared : Trouble::other, reason);
  }
  if (*approval) {
    keys_ = std::make_shared<const ProgrammeKeys>(std::move(**approval));
    return settle();
  }
  show(Page::waiting);
  await_approval();
}

void FirstRun::settle() {
  show(Page::settling);
  post(SettleIn{device_, at_, keys_, Bytes(field(Page::passphrase).text)});
}

void FirstRun::on(const Result<Settled>& settled) {
  if (!settled) return show(Page::settling, Trouble::not_saved, settled.error().message());
  forget();
  joined_ = true;
}

void FirstRun::tick() {
  if (ask_again_ms_ && ports_.clock.monotonic_ms() >= *ask_again_ms_) await_approval();
}

void FirstRun::post(decltype(FirstRunJob::work) work) {
  if (!stop_) stop_ = std::make_shared<std::atomic<bool>>(false);
  ports_.post({stop_, std::move(work)});
}

void FirstRun::on_job(FirstRunDone done) {
  if (*done.stop) return;
  std::visit([this](auto& result) { on(std::move(result)); }, done.result);
  publish();
}

void FirstRun::forget() {
  if (stop_) *stop_ = true;
  stop_.reset();
  for (TypedText& text : texts_) {
    wipe(text.text);
    text = {};
  }
  device_.reset();
  at_.reset();
  keys_.reset();
  words_ = {};
  ask_again_ms_.reset();
  visible_ = false;
}

void FirstRun::show(Page page, Trouble trouble, std::string reason) {
  page_ = page;
  trouble_ = trouble;
  reason_ = std::move(reason);
}

void FirstRun::publish() {
  FirstRunModel model;
  model.page = page_;
  model.trouble = trouble_;
  if (const TypedText* text = typed()) model.typed = *text;
  model.visible = visible_;
  if (page_ == Page::waiting) model.words = words_;
  model.reason = reason_;
  Screen screen;
  screen.content = std::move(model);
  screen.version = ++version_;
  if (screen_ && shows_same(*screen_, screen)) return;
  screen_ = std::make_shared<const Screen>(std::move(screen));
}

}  // namespace hk
