#pragma once

namespace hk {

/// From now on the process ends at once, with status 1 and a word on stderr, when its X server is gone. Xlib itself
/// would end it by exit(), which takes apart what other threads still use.
void end_when_display_is_lost();

}  // namespace hk
