#include "kiosk/cli/key_options.h"

namespace hk::cli {

namespace {

constexpr char who_help[] = "The colleague: their name or id, as 'staff list' prints them";
constexpr char new_help[] = "File with the new passphrase on its first line; else a prompt";

}  // namespace

KeyCommandLine::KeyCommandLine(CLI::App& app, CommandHost host, const CliWorld& world)
    : host_(std::move(host)), world_(world) {
  add_passphrase(app);
  add_staff(app);
  add_coordinator(app);
  CLI::App& key = *app.add_subcommand("key", "The programme key");
  key.require_subcommand(1);
  host_.add(key, "rotate", "Write under a new key from now on; approved devices get it (coordinator)",
            [this](const CommonOptions& options) { return key_rotate(options, world_); });
  add_devices(app);
}

void KeyCommandLine::add_passphrase(CLI::App& app) {
  CLI::App& group = *app.add_subcommand("passphrase", "What opens the names on this device");
  group.require_subcommand(1);
  CLI::App& add = host_.add(group, "add", "One more, for a colleague", [this](const CommonOptions& options) {
    return passphrase_add(options, who_, new_file_, world_);
  });
  add.add_option("--staff", who_, who_help)->required();
  add.add_option("--new-passphrase-file", new_file_, new_help);
  host_
      .add(group, "change", "Another one in the place of the one that opens the names, or of a lost one",
           [this](const CommonOptions& options) { return passphrase_change(options, new_file_, world_); })
      .add_option("--new-passphrase-file", new_file_, new_help);
  host_
      .add(group, "remove", "Takes one away; never the last",
           [this](const CommonOptions& options) { return passphrase_remove(options, slot_, world_); })
      .add_option("slot", slot_, "Its number, as 'passphrase list' prints it")
      ->required();
  host_.add(group, "list", "Whose passphrases open the names here; with names when --passphrase-file is given",
            [this](const CommonOptions& options) { return passphrase_list(options, world_); });
  host_
      .add(app, "recovery", "Write a sheet to lock away: its code opens the names when every passphrase is lost",
           [this](const CommonOptions& options) { return recovery(options, out_, world_); })
      .add_option("--out", out_, "File to write (PDF)")
      ->required();
}

void KeyCommandLine::add_staff(CLI::App& app) {
  CLI::App& group = *app.add_subcommand("staff", "Who works in the programme");
  group.require_subcommand(1);
  host_.add(group, "list", "Everybody, with roles",
            [this](const CommonOptions& options) { return staff_list(options, world_); });
  CLI::App& add = host_.add(group, "add", "A new colleague (coordinator)", [this](const CommonOptions& options) {
    return staff_add(options, name_, coordinator_ ? StaffRole::coordinator : StaffRole::promoter, world_);
  });
  add.add_option("name", name_, "What colleagues call them")->required();
  add.add_flag("--coordinator", coordinator_, "As a coordinator; 'coordinator grant' lets them sign");
  CLI::App& set = host_.add(group, "set", "Change name, role, or whether they still work here (coordinator)",
                            [this](const CommonOptions& options) { return staff_set(options, who_, edit_, world_); });
  set.add_option("who", who_, who_help)->required();
  set.add_option("--name", edit_.name, "Name");
  set.add_option("--role", edit_.role, "promoter or coordinator")->check(CLI::IsMember({"promoter", "coordinator"}));
  set.add_option("--active", edit_.active, "yes or no")->check(CLI::IsMember({"yes", "no"}));
  CLI::App& pin =
      host_.add(group, "pin", "Give a colleague a PIN of six digits (coordinator)",
                [this](const CommonOptions& options) { return staff_pin(options, who_, new_file_, world_); });
  pin.add_option("who", who_, who_help)->required();
  pin.add_option("--pin-file", new_file_, "File with the PIN on its first line; else a prompt");
}

void KeyCommandLine::add_coordinator(CLI::App& app) {
  CLI::App& group = *app.add_subcommand("coordinator", "Whose signature counts");
  group.require_subcommand(1);
  host_.add(group, "list", "Every key that was granted",
            [this](const CommonOptions& options) { return coordinator_list(options, world_); });
  CLI::App& grant =
      host_.add(group, "grant", "Let a colleague sign from this device, with a passphrase of their own (coordinator)",
                [this](const CommonOptions& options) { return coordinator_grant(options, who_, new_file_, world_); });
  grant.add_option("who", who_, who_help)->required();
  grant.add_option("--new-passphrase-file", new_file_, new_help);
  host_
      .add(group, "withdraw", "Believe nothing more that a key signs (coordinator)",
           [this](const CommonOptions& options) { return coordinator_withdraw(options, key_, world_); })
      .add_option("key", key_, "The beginning of the key, as 'coordinator list' prints it")
      ->required();
}

void KeyCommandLine::add_devices(CLI::App& app) {
  CLI::App& group = *app.add_subcommand("devices", "The programme's devices");
  group.require_subcommand(1);
  host_
      .add(group, "list", "As this device last heard of them",
           [this](const CommonOptions& options) { return devices_list(options, json_, world_); })
      .add_flag("--json", json_, "As JSON");
  host_.add(group, "code", "Ask for a code by which a new device may 'enrol' and show six words (coordinator)",
            [this](const CommonOptions& options) { return devices_code(options, world_); });
  CLI::App& approve =
      host_.add(group, "approve", "Let a device in that waits, once both show the same six words (coordinator)",
                [this](const CommonOptions& options) { return devices_approve(options, device_, words_, world_); });
  approve.add_option("device", device_, "Its id; may be left out where one alone waits");
  approve.add_option("--words", words_, "The six words that the other device shows; else a question");
  host_
      .add(group, "revoke", "Shut a lost device out, make it forget names, and change the key (coordinator)",
           [this](const CommonOptions& options) { return devices_revoke(options, device_, world_); })
      .add_option("device", device_, "Its id, as 'devices list' prints it")
      ->required();
}

}  // namespace hk::cli
