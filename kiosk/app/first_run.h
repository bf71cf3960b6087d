#pragma once
#include <array>
#include <functional>
#include <memory>
#include <optional>

#include "kiosk/app/first_run_jobs.h"
#include "kiosk/app/intents.h"
#include "kiosk/app/models.h"

namespace hk {

/// A device that has no programme yet, and joins one by six words: intents in, screens out, as Kiosk, on one thread.
/// Whatever was typed is wiped when the person goes back to the offer, and once the device has joined.
class FirstRun {
 public:
  struct Ports {
    const Clock& clock;
    Random& random;
    /// Hands a job over; its answer comes to on_job().
    std::function<void(FirstRunJob)> post;
  };
  explicit FirstRun(Ports ports);
  /// Says stop to what is under way, and wipes.
  ~FirstRun();
  FirstRun(const FirstRun&) = delete;
  FirstRun& operator=(const FirstRun&) = delete;

  void handle(const Intent& intent);
  void on_job(FirstRunDone done);
  /// Asks again where the server was silent; call it at least once a second.
  void tick();
  [[nodiscard]] ScreenPtr screen() const { return screen_; }
  /// The data folder holds the programme.
  [[nodiscard]] bool joined() const { return joined_; }

 private:
  using Page = FirstRunModel::Page;
  using Trouble = FirstRunModel::Trouble;
  static constexpr std::size_t fields = 5;

  [[nodiscard]] TypedText* typed();
  [[nodiscard]] TypedText& field(Page page);
  void type(const std::string& letter);
  void take_back();
  void submit();
  [[nodiscard]] bool accept_field();
  void go_back();
  void go_on();
  void ask();
  void await_approval();
  void settle();
  void post(decltype(FirstRunJob::work) work);
  void on(Result<ServerAsked> asked);
  void on(Result<Approval> approval);
  void on(const Result<Settled>& settled);
  void forget();
  void show(Page page, Trouble trouble = Trouble::none, std::string reason = {});
  void publish();

  Ports ports_;
  Page page_ = Page::offer;
  Trouble trouble_ = Trouble::none;
  std::string reason_;
  std::array<TypedText, fields> texts_;
  bool visible_ = false;
  /// The same for every try with one code: the server may have heard the first, and its answer have been lost.
  std::shared_ptr<const WaitingDevice> device_;
  std::shared_ptr<const WaitingAt> at_;
  std::shared_ptr<const ProgrammeKeys> keys_;
  SixWords words_;
  StopFlag stop_;
  std::optional<std::int64_t> ask_again_ms_;  ///< monotonic
  bool joined_ = false;
  std::uint64_t version_ = 0;
  ScreenPtr screen_;
};

}  // namespace hk
