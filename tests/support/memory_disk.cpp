#include "tests/support/memory_disk.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <unordered_map>
#include <vector>

#include "sync/domain/result.h"
#include "tests/support/memory_file.h"

namespace hk::test {
namespace {

// Locks on what readers read (wal.c: WAL_READ_LOCK): the write, checkpoint and recovery locks stand before them.
constexpr int first_read_lock = 3;

std::unordered_map<std::string, MemoryDisk*>& disks() {
  static std::unordered_map<std::string, MemoryDisk*> all;
  return all;
}

struct Place {
  MemoryDisk* disk = nullptr;  ///< none: a file of the system's
  std::string name;
};
Place place_of(const char* path) {
  if (path == nullptr) return {};
  const std::string_view whole(path);
  const std::size_t slash = whole.rfind('/');
  if (slash == std::string_view::npos) return {};
  const auto found = disks().find(std::string(whole.substr(0, slash)));
  if (found == disks().end()) return {};
  return {found->second, std::string(whole.substr(slash + 1))};
}

}  // namespace

/// SQLite's C interface to it.
struct MemoryVfs {
  struct Open {
    sqlite3_file base;  ///< first, as SQLite sees it
    MemoryDisk* disk;
    std::shared_ptr<MemoryDisk::File>* file;
    int lock;
    bool shm;
    std::array<bool, SQLITE_SHM_NLOCK> shared, exclusive;
  };
  static Open& self(sqlite3_file* file) { return *reinterpret_cast<Open*>(file); }
  static MemoryDisk::File& file(sqlite3_file* opened) { return **self(opened).file; }
  static sqlite3_vfs* system() { return static_cast<sqlite3_vfs*>(vfs().pAppData); }

  static int close(sqlite3_file* opened) {
    Open& one = self(opened);
    if (one.shm) shm_unmap(opened, 0);
    unlock(opened, SQLITE_LOCK_NONE);
    --file(opened).users;
    delete one.file;
    one.file = nullptr;
    return SQLITE_OK;
  }
  static int read(sqlite3_file* opened, void* out, int size, sqlite3_int64 at) {
    if (self(opened).disk->failed_) return SQLITE_IOERR_READ;
    const Bytes& bytes = file(opened).now;
    const auto from = std::min(static_cast<std::size_t>(at), bytes.size());
    const std::size_t there = std::min(bytes.size() - from, static_cast<std::size_t>(size));
    std::memcpy(out, bytes.data() + from, there);
    if (there == static_cast<std::size_t>(size)) return SQLITE_OK;
    std::memset(static_cast<char*>(out) + there, 0, static_cast<std::size_t>(size) - there);
    return SQLITE_IOERR_SHORT_READ;
  }
  static int write(sqlite3_file* opened, const void* bytes, int size, sqlite3_int64 at) {
    MemoryDisk& disk = *self(opened).disk;
    if (!disk.operate()) return SQLITE_IOERR_WRITE;
    const auto end = static_cast<std::size_t>(at) + static_cast<std::size_t>(size);
    if (disk.full_ && end > file(opened).now.size()) return SQLITE_FULL;
    file(opened).write(static_cast<std::size_t>(at), {static_cast<const char*>(bytes), static_cast<std::size_t>(size)});
    return SQLITE_OK;
  }
  static int truncate(sqlite3_file* opened, sqlite3_int64 size) {
    if (!self(opened).disk->operate()) return SQLITE_IOERR_TRUNCATE;
    file(opened).truncate(static_cast<std::size_t>(size));
    return SQLITE_OK;
  }
  static int sync(sqlite3_file* opened, int) {
    if (!self(opened).disk->operate()) return SQLITE_IOERR_FSYNC;
    file(opened).sync();
    return SQLITE_OK;
  }
  static int size(sqlite3_file* opened, sqlite3_int64* out) {
    if (self(opened).disk->failed_) return SQLITE_IOERR_FSTAT;
    *out = static_cast<sqlite3_int64>(file(opened).now.size());
    return SQLITE_OK;
  }

  static int lock(sqlite3_file* opened, int wanted) {
    Open& one = self(opened);
    MemoryDisk::File& on = file(opened);
    if (one.lock >= wanted) return SQLITE_OK;
    if (one.disk->failed_) return SQLITE_IOERR_LOCK;
    if (wanted == SQLITE_LOCK_SHARED) {
      if (on.pending || on.exclusive) return SQLITE_BUSY;
      ++on.shared;
    } else if (wanted == SQLITE_LOCK_RESERVED) {
      if (on.reserved) return SQLITE_BUSY;
      on.reserved = true;
    } else {
      if (one.lock < SQLITE_LOCK_RESERVED && on.reserved) return SQLITE_BUSY;
      if (one.lock < SQLITE_LOCK_PENDING && on.pending) return SQLITE_BUSY;
      on.reserved = on.pending = true;
      one.lock = SQLITE_LOCK_PENDING;
      if (on.shared > 1) return SQLITE_BUSY;
      on.exclusive = true;
    }
    one.lock = wanted;
    return SQLITE_OK;
  }
  static int unlock(sqlite3_file* opened, int wanted) {
    Open& one = self(opened);
    MemoryDisk::File& on = file(opened);
    if (one.lock <= wanted) return SQLITE_OK;
    if (one.lock >= SQLITE_LOCK_RESERVED) on.reserved = on.pending = on.exclusive = false;
    if (wanted == SQLITE_LOCK_NONE) --on.shared;
    one.lock = wanted;
    return SQLITE_OK;
  }
  static int check_reserved(sqlite3_file* opened, int* out) {
    *out = file(opened).reserved ? 1 : 0;
    return SQLITE_OK;
  }
  static int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
  static int sector_size(sqlite3_file*) { return memory_sector_bytes; }
  static int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

  static int shm_map(sqlite3_file* opened, int region, int size, int extend, void volatile** out) {
    Open& one = self(opened);
    MemoryDisk::File& on = file(opened);
    *out = nullptr;
    if (one.disk->failed_) return SQLITE_IOERR_SHMMAP;
    if (!one.shm) {
      one.shm = true;
      ++on.region_users;
    }
    while (on.regions.size() <= static_cast<std::size_t>(region)) {
      if (extend == 0) return SQLITE_OK;
      if (one.disk->full_) return SQLITE_IOERR_SHMSIZE;
      on.regions.push_back(std::make_unique<std::vector<char>>(static_cast<std::size_t>(size)));
    }
    *out = on.regions[static_cast<std::size_t>(region)]->data();
    return SQLITE_OK;
  }
  static int shm_lock(sqlite3_file* opened, int first, int count, int flags) {
    Open& one = self(opened);
    const auto each = [&](auto&& act) {
      for (int n = first; n < first + count; ++n) act(static_cast<std::size_t>(n));
    };
    if ((flags & SQLITE_SHM_UNLOCK) != 0) {
      each([&](std::size_t n) { release(one, n); });
      return SQLITE_OK;
    }
    if (one.disk->failed_) return SQLITE_IOERR_SHMLOCK;
    const bool alone = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
    if (!alone && first >= first_read_lock) one.disk->begin_read();
    MemoryDisk::File& on = file(opened);
    bool free = true;
    each([&](std::size_t n) {
      const int others = on.shm_shared[n] - (one.shared[n] ? 1 : 0);
      free = free && (!on.shm_exclusive[n] || one.exclusive[n]) && (!alone || others == 0);
    });
    if (!free) return SQLITE_BUSY;
    each([&](std::size_t n) {
      release(one, n);
      if (alone) on.shm_exclusive[n] = one.exclusive[n] = true;
      if (!alone) one.shared[n] = ++on.shm_shared[n] > 0;
    });
    return SQLITE_OK;
  }
  static void release(Open& one, std::size_t n) {
    MemoryDisk::File& on = **one.file;
    if (one.exclusive[n]) on.shm_exclusive[n] = one.exclusive[n] = false;
    if (one.shared[n]) --on.shm_shared[n];
    one.shared[n] = false;
  }
  static void shm_barrier(sqlite3_file*) {}
  static int shm_unmap(sqlite3_file* opened, int) {
    Open& one = self(opened);
    MemoryDisk::File& on = file(opened);
    if (!one.shm) return SQLITE_OK;
    for (std::size_t n = 0; n < SQLITE_SHM_NLOCK; ++n) release(one, n);
    one.shm = false;
    // Whoever comes first finds nothing there, as with a file that the first one cuts.
    if (--on.region_users == 0) on.regions.clear();
    return SQLITE_OK;
  }

  static int open(sqlite3_vfs*, const char* path, sqlite3_file* out, int flags, int* out_flags) {
    const Place place = place_of(path);
    if (place.disk == nullptr) return system()->xOpen(system(), path, out, flags, out_flags);
    out->pMethods = nullptr;
    MemoryDisk& disk = *place.disk;
    MemoryDisk::File* found = disk.find(place.name);
    if (disk.failed_ || (found == nullptr && (flags & SQLITE_OPEN_CREATE) == 0)) return SQLITE_CANTOPEN;
    if (found == nullptr) found = &disk.make(place.name);
    Open& one = self(out);
    one = Open{};
    one.disk = &disk;
    one.file = new std::shared_ptr<MemoryDisk::File>(disk.files_.at(place.name));
    ++found->users;
    one.base.pMethods = &methods();
    if (out_flags != nullptr) *out_flags = flags;
    return SQLITE_OK;
  }
  static int remove(sqlite3_vfs*, const char* path, int sync_folder) {
    const Place place = place_of(path);
    if (place.disk == nullptr) return system()->xDelete(system(), path, sync_folder);
    if (!place.disk->operate()) return SQLITE_IOERR_DELETE;
    if (place.disk->find(place.name) == nullptr) return SQLITE_IOERR_DELETE_NOENT;
    place.disk->remove(place.name);
    return SQLITE_OK;
  }
  static int access(sqlite3_vfs*, const char* path, int flags, int* out) {
    const Place place = place_of(path);
    if (place.disk == nullptr) return system()->xAccess(system(), path, flags, out);
    // An empty file counts as none, as it does with the system's VFS.
    const MemoryDisk::File* found = place.disk->find(place.name);
    *out = found != nullptr && (flags != SQLITE_ACCESS_EXISTS || !found->now.empty()) ? 1 : 0;
    return SQLITE_OK;
  }
  static int full_path(sqlite3_vfs*, const char* path, int size, char* out) {
    if (place_of(path).disk == nullptr) return system()->xFullPathname(system(), path, size, out);
    sqlite3_snprintf(size, out, "%s", path);
    return SQLITE_OK;
  }
  // The same salts in every run.
  static int randomness(sqlite3_vfs*, int size, char* out) {
    for (int n = 0; n < size; ++n) out[n] = static_cast<char>(n * 7 + 1);
    return size;
  }
  static int pause(sqlite3_vfs*, int micros) { return micros; }
  static int now(sqlite3_vfs*, double* out) {
    *out = 2'461'000.5;
    return SQLITE_OK;
  }

  static const sqlite3_io_methods& methods() {
    static const sqlite3_io_methods table = [] {
      sqlite3_io_methods all{};
      all.iVersion = 2;
      all.xClose = close, all.xRead = read, all.xWrite = write, all.xTruncate = truncate, all.xSync = sync;
      all.xFileSize = size, all.xLock = lock, all.xUnlock = unlock, all.xCheckReservedLock = check_reserved;
      all.xFileControl = control, all.xSectorSize = sector_size, all.xDeviceCharacteristics = characteristics;
      all.xShmMap = shm_map, all.xShmLock = shm_lock, all.xShmBarrier = shm_barrier, all.xShmUnmap = shm_unmap;
      return all;
    }();
    return table;
  }
  static sqlite3_vfs& vfs() {
    static sqlite3_vfs ours = [] {
      sqlite3_initialize();
      sqlite3_vfs* const before = sqlite3_vfs_find(nullptr);
      sqlite3_vfs made = *before;
      made.iVersion = 1;
      made.szOsFile = std::max(before->szOsFile, static_cast<int>(sizeof(Open)));
      made.pNext = nullptr;
      made.zName = "memory-disk";
      made.pAppData = before;
      made.xOpen = open, made.xDelete = remove, made.xAccess = access, made.xFullPathname = full_path;
      made.xRandomness = randomness, made.xSleep = pause, made.xCurrentTime = now;
      return made;
    }();
    return ours;
  }
};

MemoryDisk::MemoryDisk(const std::filesystem::path& folder) : folder_(folder.string()) {
  if (disks().empty()) sqlite3_vfs_register(&MemoryVfs::vfs(), 1);
  disks().emplace(folder_, this);
}

MemoryDisk::~MemoryDisk() {
  disks().erase(folder_);
  if (disks().empty()) sqlite3_vfs_unregister(&MemoryVfs::vfs());
}

MemoryDisk::File* MemoryDisk::find(const std::string& name) const {
  const auto found = files_.find(name);
  return found == files_.end() ? nullptr : found->second.get();
}
MemoryDisk::File& MemoryDisk::make(const std::string& name) {
  ghosts_.erase(name);
  return *(files_[name] = std::make_shared<File>());
}
void MemoryDisk::remove(const std::string& name) {
  ghosts_[name] = files_.at(name)->synced;
  files_.erase(name);
}

bool MemoryDisk::operate() {
  if (left_ && --*left_ == 0) {
    left_.reset();
    failed_ = true;
  }
  return !failed_;
}

void MemoryDisk::begin_read() {
  if (!on_read_ || acting_) return;
  acting_ = true;
  on_read_();
  acting_ = false;
}

MemoryDisk::Image MemoryDisk::image() const {
  Image image;
  for (const auto& [name, file] : files_) image.emplace(name, file->synced);
  return image;
}

void MemoryDisk::put(const Image& image) {
  for (const auto& [name, file] : files_) HK_CHECK(file->users == 0);
  files_.clear();
  ghosts_.clear();
  left_.reset();
  failed_ = false;
  for (const auto& [name, bytes] : image) {
    File& file = make(name);
    file.now = file.synced = bytes;
  }
}

void MemoryDisk::lose_power(FakeRandom& chance) {
  for (const auto& [name, bytes] : ghosts_) {
    if (chance.one_in(2)) files_.emplace(name, std::make_shared<File>()).first->second->synced = bytes;
  }
  ghosts_.clear();
  for (const auto& [name, file] : files_) {
    HK_CHECK(file->users == 0);
    file->lose_power(chance);
  }
  left_.reset();
  failed_ = false;
}

bool MemoryDisk::any_file(const std::function<bool(ByteView)>& is_so) const {
  return std::any_of(files_.begin(), files_.end(),
                     [&](const auto& one) { return is_so(one.second->now) || is_so(one.second->synced); });
}

}  // namespace hk::test
