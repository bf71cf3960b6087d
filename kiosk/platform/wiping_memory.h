#pragma once

namespace hk {

/// From now on whatever C++ code of this process gives back of its heap is overwritten first. A name passes through
/// models, messages and the caches of texts, in strings that are copied and grow: here all of them end, so nothing is
/// left behind where it was. Called once, before there is a name. Any thread.
void wipe_what_is_freed();

}  // namespace hk
