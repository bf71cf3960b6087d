#include "kiosk/screens/screens.h"

namespace hk {

void draw(const Screen& screen, Ui& ui) {
  std::visit([&](const auto& model) { draw(model, screen, ui); }, screen.content);
}

}  // namespace hk
