#pragma once

namespace hk::tuning {

/// A finger rests within this; past it the touch is a drag and no longer a tap (imgui-measured slop: 12 px at 149 ppi).
inline constexpr float kDragSlopMm = 2.0F;
/// Longer than any tap, short enough not to be given up: opens the staff side from the corner mark.
inline constexpr float kLongPressSeconds = 0.8F;
/// A stepper held down begins to repeat, five a second (tokens.md, "Stepper").
inline constexpr float kRepeatAfterSeconds = 0.4F;
inline constexpr float kRepeatSeconds = 0.2F;
/// A key does so later: a slow finger writes one letter.
inline constexpr float kKeyRepeatAfterSeconds = 0.7F;
/// A key with other letters shows them after this.
inline constexpr float kKeyOpensAfterSeconds = 0.45F;
/// How often a long press is looked at.
inline constexpr float kLongPressStepSeconds = 0.05F;
/// A flung list loses this share of its speed a second (as an exponent), and stops below the last speed.
inline constexpr float kFlingDecayPerSecond = 4.0F;
inline constexpr float kFlingStopMmPerSecond = 3.0F;
/// One step of a mouse wheel.
inline constexpr float kWheelStepMm = 12.0F;
/// The tick of a check-in is drawn as a hand would, and a keyboard slides in: to be noticed, not waited for (tokens.md,
/// section 3).
inline constexpr float kTickSeconds = 0.16F;
inline constexpr float kSheetSeconds = 0.18F;
/// Frames may be far apart while nothing happens; motion must not jump because of it.
inline constexpr float kMotionStepSecondsMax = 0.05F;
/// Beyond this width a page keeps its sizes and gets margins.
inline constexpr float kPageWidthMaxMm = 260.0F;
/// What waits in the input queue at most; a person cannot fill it, a stuck device can.
inline constexpr int kInputQueueMax = 512;

}  // namespace hk::tuning
