#ifndef XYLEM_CPOSIX_H
#define XYLEM_CPOSIX_H

// The system calls Swift cannot name well: variadic ones, ones behind macros, ones whose errno
// must be read before anything else runs, and pthread objects that must not move in memory.
//
// Every call that can fail returns a negative errno; no caller ever reads errno itself.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

// Files -------------------------------------------------------------------------------------------

/// What a name or a descriptor refers to.
typedef enum __attribute__((enum_extensibility(closed))) {
  xylem_kind_other = 0,
  xylem_kind_regular = 1,
  xylem_kind_directory = 2,
  xylem_kind_symlink = 3,
} xylem_kind;

/// The part of `struct stat` the engine looks at. `mode` holds the permission bits only.
typedef struct {
  xylem_kind kind;
  uint32_t mode;
  uint32_t uid;
  uint64_t links;
  uint64_t size;
} xylem_status;

/// How a file is opened; the same three cases as the Swift `OpenMode`.
typedef enum __attribute__((enum_extensibility(closed))) {
  xylem_open_read = 0,
  xylem_open_write = 1,
  xylem_open_create = 2,
} xylem_open_mode;

/// The descriptor that stands for the working directory in the calls below.
int xylem_working_directory(void);

/// Opens the directory `path` relative to `at`. With `follow`, a final symbolic link is followed.
int xylem_open_directory(int at, const char *path, bool follow);

/// Opens a file that is expected to be regular, without following a link and without blocking on
/// a FIFO. A created file has mode 0600 whatever the umask.
int xylem_open_file(int at, const char *name, xylem_open_mode mode);

/// Makes a directory of mode 0700 whatever the umask.
int xylem_make_directory(int at, const char *name);

int xylem_rename(int at, const char *name, const char *new_name);
int xylem_unlink(int at, const char *name);
void xylem_close(int fd);

int xylem_status_of(int fd, xylem_status *status);

/// Status of a name, of the link itself when it is a symbolic link.
int xylem_status_at(int at, const char *name, xylem_status *status);

/// The effective user of this process.
uint32_t xylem_effective_user(void);

/// Reads until `length` bytes are there or the file ends; returns the count.
int64_t xylem_read(int fd, void *bytes, size_t length, uint64_t offset);

/// Reads `length` bytes that are in memory; -EAGAIN when the disk would have to be waited for, when
/// the file ends before, or when the system cannot tell. Returns 0.
int xylem_read_cached(int fd, void *bytes, size_t length, uint64_t offset);

/// Writes all bytes: short writes are continued, interrupted ones repeated. Returns 0.
int xylem_write(int fd, const void *_Nullable bytes, size_t length, uint64_t offset);

/// Makes the data and the length of a file durable, through the drive's own cache.
int xylem_sync_file(int fd);

/// Makes the names in a directory durable.
int xylem_sync_directory(int fd);

/// Takes the exclusive lock of an open file without waiting; -EWOULDBLOCK when it is held.
int xylem_lock(int fd);

/// The same, beside others who only read; -EWOULDBLOCK when somebody holds the exclusive lock.
int xylem_lock_shared(int fd);

/// Gives the lock up, also on descriptors a forked child has inherited.
int xylem_unlock(int fd);

/// The number of this process; a lock must only be given up by the process that took it.
int32_t xylem_process(void);

/// A walk over the names of a directory.
typedef struct xylem_listing xylem_listing;

int xylem_listing_open(int fd, xylem_listing *_Nullable *_Nonnull listing);

/// Returns 1 and the next name, which lives until the following call, or 0 at the end.
int xylem_listing_next(xylem_listing *listing, const char *_Nullable *_Nonnull name);

void xylem_listing_close(xylem_listing *listing);

// Threads -----------------------------------------------------------------------------------------

typedef struct xylem_mutex xylem_mutex;
typedef struct xylem_condition xylem_condition;
typedef struct xylem_thread xylem_thread;

/// NULL only when there is no memory.
xylem_mutex *_Nullable xylem_mutex_create(void);
void xylem_mutex_destroy(xylem_mutex *mutex);
void xylem_mutex_lock(xylem_mutex *mutex);
void xylem_mutex_unlock(xylem_mutex *mutex);

/// NULL only when there is no memory.
xylem_condition *_Nullable xylem_condition_create(void);
void xylem_condition_destroy(xylem_condition *condition);
void xylem_condition_wait(xylem_condition *condition, xylem_mutex *mutex);

/// Waits for a signal for at most `milliseconds` of the monotonic clock; false when they are over.
bool xylem_condition_wait_for(
    xylem_condition *condition, xylem_mutex *mutex, uint64_t milliseconds);
void xylem_condition_signal(xylem_condition *condition);
void xylem_condition_broadcast(xylem_condition *condition);

/// Starts a thread that runs `body(context)`. All asynchronous signals are blocked in it, so the
/// handlers of the program we live in never run there and its I/O is never interrupted.
/// The handle must be given to exactly one of join and detach.
int xylem_thread_start(xylem_thread *_Nullable *_Nonnull thread, const char *name,
                       void (*body)(void *), void *context);

/// Waits for the end of the thread. -EDEADLK, with the handle still alive, from the thread itself.
int xylem_thread_join(xylem_thread *thread);
void xylem_thread_detach(xylem_thread *thread);

/// What the calling thread has marked itself with; NULL unless it did.
void *_Nullable xylem_thread_mark(void);
void xylem_mark_thread(void *_Nullable mark);

// System ------------------------------------------------------------------------------------------

/// Milliseconds since 1970, 0 before.
uint64_t xylem_wall_milliseconds(void);

/// Milliseconds since boot, time spent suspended included.
uint64_t xylem_boot_milliseconds(void);

/// Nanoseconds of a clock for short measurements; stands still while suspended.
uint64_t xylem_monotonic_nanoseconds(void);

/// Fills `bytes` from the kernel's random generator.
int xylem_random(void *bytes, size_t length);

#pragma clang assume_nonnull end

#endif
