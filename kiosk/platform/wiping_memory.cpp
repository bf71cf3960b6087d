#include "kiosk/platform/wiping_memory.h"

#include <malloc.h>
#include <string.h>

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>

namespace {

std::atomic<bool> wiping = false;

void* try_to_take(std::size_t size, std::size_t alignment) {
  const std::size_t whole = (size + alignment - 1) / alignment * alignment;
  return alignment <= alignof(std::max_align_t) ? std::malloc(size == 0 ? 1 : size)
                                                : std::aligned_alloc(alignment, whole);
}

void* take(std::size_t size, std::size_t alignment) {
  for (;;) {
    void* memory = try_to_take(size, alignment);
    if (memory != nullptr) return memory;
    const std::new_handler handler = std::get_new_handler();
    if (handler == nullptr) throw std::bad_alloc();
    handler();
  }
}

void give_back(void* memory) noexcept {
  if (memory == nullptr) return;
  if (wiping.load(std::memory_order_relaxed)) explicit_bzero(memory, malloc_usable_size(memory));
  std::free(memory);
}

}  // namespace

void hk::wipe_what_is_freed() { wiping = true; }

// Those of arrays end in these. Those that do not throw have a way of their own under a sanitizer, and what they take
// is given back here.
void* operator new(std::size_t size) { return take(size, 1); }
void* operator new(std::size_t size, std::align_val_t alignment) { return take(size, std::size_t(alignment)); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return try_to_take(size, 1); }
void* operator new(std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept {
  return try_to_take(size, std::size_t(alignment));
}
void operator delete(void* memory) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t) noexcept { give_back(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { give_back(memory); }
