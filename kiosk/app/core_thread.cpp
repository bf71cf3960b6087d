#include "kiosk/app/core_thread.h"

#include <algorithm>

#include "kiosk/app/tuning.h"

namespace hk {

CoreThread::CoreThread(std::unique_ptr<KioskStore> store, Options options)
    : options_(std::move(options)),
      messages_(tuning::mailbox_capacity),
      store_(std::move(store)),
      sync_(store_->log(), store_->verifier(), options_.clock, options_.random),
      jobs_([this](JobDone done) { messages_.post(std::move(done)); }),
      sync_thread_([this](SyncReply reply) { messages_.post(std::move(reply)); }),
      kiosk_(*store_, sync_,
             {options_.local_time, [this](Job job) { jobs_.post(std::move(job)); },
              [this] {
                if (options_.restart) options_.restart();
              },
              options_.begins_at_welcome, options_.assets}) {
  sync_.keep_poll_open();
  publish();
  thread_ = std::thread([this] { work(); });
}

CoreThread::~CoreThread() {
  messages_.close();
  thread_.join();
}

void CoreThread::post(Intent intent) { messages_.post(std::move(intent)); }

void CoreThread::work() {
  while (!messages_.closed()) {
    send_due_requests();
    for (Message& message : messages_.take_all(wait_ms())) handle(std::move(message));
    kiosk_.tick();
    publish();
  }
}

void CoreThread::handle(Message message) {
  if (const auto* intent = std::get_if<Intent>(&message)) {
    kiosk_.handle(*intent);
  } else if (auto* done = std::get_if<JobDone>(&message)) {
    kiosk_.on_job(std::move(*done));
  } else {
    // A failure to store what the server sent keeps the cursor where it was: the next round asks again.
    const Result<bool> changed = sync_.on_reply(std::get<SyncReply>(message));
    if (!changed) return note(changed.error());
    if (*changed) kiosk_.on_pulled();
  }
}

void CoreThread::send_due_requests() {
  Result<std::vector<SyncRequest>> requests = sync_.due_requests();
  // The requests stay due; the next screen, which reads the same disk, says so.
  if (!requests) return note(requests.error());
  if (!requests->empty()) sync_thread_.submit(std::move(*requests));
}

void CoreThread::note(const Error& error) {
  if (options_.journal) options_.journal(error.message());
}

void CoreThread::publish() {
  ScreenPtr screen = kiosk_.screen();
  // A picture that would look the same is not drawn: on battery every frame counts.
  if (const ScreenPtr shown = screen_.load(); shown && shows_same(*shown, *screen)) return;
  screen_.store(std::move(screen));
  if (options_.wake) options_.wake();
}

std::int64_t CoreThread::wait_ms() const {
  std::int64_t next = kiosk_.next_tick_ms();
  if (const auto due = sync_.next_due_ms()) next = std::min(next, *due);
  return std::max<std::int64_t>(0, next - options_.clock.monotonic_ms());
}

}  // namespace hk
