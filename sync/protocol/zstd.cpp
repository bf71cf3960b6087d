#include <zstd.h>

#include <memory>

#include "sync/domain/result.h"
#include "sync/protocol/messages.h"

namespace hk {
namespace {

// 2^23 = 8 MiB: a frame of 273 bytes can ask for a window of 128 MiB, reserved before one byte comes out.
constexpr int window_log_max = 23;
// Level 3 is zstd's own default: a page of check-ins shrinks to a fifth in about a millisecond.
constexpr int level = 3;

struct FreeCompressor {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};
struct FreeDecompressor {
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

// To make a context and touch its memory anew costs more than a small message. One that grew with a large message is
// not kept: a tablet has little memory.
constexpr std::size_t kept_context_bytes_max = 2 << 20;

/// A context of this thread's own, as good as new.
ZSTD_CCtx* compressor() {
  thread_local std::unique_ptr<ZSTD_CCtx, FreeCompressor> context;
  if (context && ZSTD_sizeof_CCtx(context.get()) > kept_context_bytes_max) context.reset();
  if (!context) context.reset(ZSTD_createCCtx());
  HK_CHECK(context != nullptr);
  HK_CHECK(!ZSTD_isError(ZSTD_CCtx_reset(context.get(), ZSTD_reset_session_and_parameters)));
  return context.get();
}
ZSTD_DCtx* decompressor() {
  thread_local std::unique_ptr<ZSTD_DCtx, FreeDecompressor> context;
  if (context && ZSTD_sizeof_DCtx(context.get()) > kept_context_bytes_max) context.reset();
  if (!context) context.reset(ZSTD_createDCtx());
  HK_CHECK(context != nullptr);
  HK_CHECK(!ZSTD_isError(ZSTD_DCtx_reset(context.get(), ZSTD_reset_session_and_parameters)));
  return context.get();
}

}  // namespace

Bytes deflate(ByteView bytes) {
  ZSTD_CCtx* const context = compressor();
  HK_CHECK(!ZSTD_isError(ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level)));
  HK_CHECK(!ZSTD_isError(ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, window_log_max)));
  // Four bytes that tell a page cut or changed by a proxy from a whole one, before anything is parsed.
  HK_CHECK(!ZSTD_isError(ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)));
  Bytes compressed(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size = ZSTD_compress2(context, compressed.data(), compressed.size(), bytes.data(), bytes.size());
  HK_CHECK(!ZSTD_isError(size));
  compressed.resize(size);
  return compressed;
}

Result<Bytes> inflate(ByteView compressed, std::size_t inflated_max) {
  ZSTD_DCtx* const context = decompressor();
  HK_CHECK(!ZSTD_isError(ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, window_log_max)));
  ZSTD_inBuffer in{compressed.data(), compressed.size(), 0};
  Bytes inflated;
  thread_local Bytes chunk(ZSTD_DStreamOutSize(),
                           '\0');  // most messages are far smaller than what it takes to make one
  for (;;) {
    ZSTD_outBuffer out{chunk.data(), chunk.size(), 0};
    const std::size_t left = ZSTD_decompressStream(context, &out, &in);
    if (ZSTD_isError(left)) return fail(ErrorCode::invalid, "zstd", ZSTD_getErrorName(left));
    if (out.pos > inflated_max - inflated.size()) {
      return fail(ErrorCode::invalid, "zstd", "more than " + std::to_string(inflated_max) + " bytes when inflated");
    }
    inflated.append(chunk.data(), out.pos);
    if (left == 0) break;
    if (out.pos == 0 && in.pos == in.size) return fail(ErrorCode::invalid, "zstd", "the frame is cut short");
  }
  if (in.pos != in.size) return fail(ErrorCode::invalid, "zstd", "bytes follow the frame");
  return inflated;
}

}  // namespace hk
