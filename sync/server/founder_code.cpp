#include "sync/server/founder_code.h"

#include "sync/crypto/keys.h"
#include "sync/crypto/one_time_code.h"

namespace hk {

Bytes founder_code_hash(std::string_view code) { return digest("halsokiosk founder code v1" + plain_code(code)); }

}  // namespace hk
