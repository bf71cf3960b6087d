#pragma once
#include <string>
#include <utility>
#include <vector>

#include "kiosk/app/models.h"

namespace hk::sample {

inline FirstRunModel first_run(FirstRunModel::Page page, std::string typed = {},
                               FirstRunModel::Trouble trouble = FirstRunModel::Trouble::none) {
  FirstRunModel model;
  model.page = page;
  model.trouble = trouble;
  model.typed.text = std::move(typed);
  if (page == FirstRunModel::Page::waiting) {
    model.words = {"vattenkanna", "sparv", "midsommar", "gunga", "trappsteg", "ljus"};
  }
  if (trouble == FirstRunModel::Trouble::not_saved || trouble == FirstRunModel::Trouble::other) {
    model.reason = "/home/kiosk/.local/share/halsokiosk: the disk is full";
  }
  return model;
}

inline std::vector<std::pair<std::string, FirstRunModel>> first_runs() {
  using Page = FirstRunModel::Page;
  using Trouble = FirstRunModel::Trouble;
  return {{"first-offer", first_run(Page::offer)},
          {"first-not-compared", first_run(Page::offer, "", Trouble::not_as_compared)},
          {"first-server", first_run(Page::server, "kiosk.lindangen.example")},
          {"first-no-answer", first_run(Page::server, "kiosk.lindangen.example", Trouble::no_answer)},
          {"first-no-server", first_run(Page::server, "kiosk", Trouble::no_server)},
          {"first-other", first_run(Page::server, "kiosk.lindangen.example", Trouble::other)},
          {"first-code", first_run(Page::code, "K7RQ2-9XMPA-")},
          {"first-code-refused", first_run(Page::code, "", Trouble::code_refused)},
          {"first-code-used", first_run(Page::code, "", Trouble::code_used)},
          {"first-label", first_run(Page::label, "Biblioteket")},
          {"first-passphrase", first_run(Page::passphrase, "tre gröna")},
          {"first-too-short", first_run(Page::passphrase, "tre", Trouble::too_short)},
          {"first-differs", first_run(Page::passphrase, "", Trouble::differs)},
          {"first-again", first_run(Page::passphrase_again, "tre gr")},
          {"first-asking", first_run(Page::asking)},
          {"first-words", first_run(Page::waiting)},
          {"first-words-silent", first_run(Page::waiting, "", Trouble::no_answer)},
          {"first-settling", first_run(Page::settling)},
          {"first-not-saved", first_run(Page::settling, "", Trouble::not_saved)}};
}

}  // namespace hk::sample
