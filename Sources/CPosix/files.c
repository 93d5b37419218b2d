#define _GNU_SOURCE
#include "CPosix.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

int xylem_working_directory(void) { return AT_FDCWD; }

void xylem_close(int fd) {
  // Never repeated after EINTR: the descriptor is gone and its number may be someone else's.
  close(fd);
}

/// Moves a descriptor above 2. A program may run with 0 to 2 closed, and a stray print to
/// standard error must never land in a data file.
static int above_standard_streams(int fd) {
  if (fd > 2) return fd;
  int moved = fcntl(fd, F_DUPFD_CLOEXEC, 3);
  int result = moved < 0 ? -errno : moved;
  close(fd);
  return result;
}

static int open_at(int at, const char *path, int flags, mode_t mode) {
  int fd;
  do {
    fd = openat(at, path, flags | O_CLOEXEC | O_NOCTTY, mode);
  } while (fd < 0 && errno == EINTR);
  return fd < 0 ? -errno : above_standard_streams(fd);
}

int xylem_open_directory(int at, const char *path, bool follow) {
  return open_at(at, path, O_RDONLY | O_DIRECTORY | (follow ? 0 : O_NOFOLLOW), 0);
}

int xylem_open_file(int at, const char *name, xylem_open_mode mode) {
  int flags = O_NOFOLLOW | O_NONBLOCK;
  flags |= mode == xylem_open_read ? O_RDONLY : O_RDWR;
  if (mode == xylem_open_create) flags |= O_CREAT | O_EXCL;
  int fd = open_at(at, name, flags, 0600);
  if (fd < 0 || mode != xylem_open_create) return fd;
  if (fchmod(fd, 0600) == 0) return fd;
  int error = -errno;
  close(fd);
  return error;
}

int xylem_make_directory(int at, const char *name) {
  if (mkdirat(at, name, 0700) != 0) return -errno;
  // The umask may have taken the owner's own bits, so the mode is set before the first open.
  if (fchmodat(at, name, 0700, AT_SYMLINK_NOFOLLOW) == 0) return 0;
  return errno == EOPNOTSUPP || errno == ENOSYS ? 0 : -errno;
}

int xylem_rename(int at, const char *name, const char *new_name) {
  return renameat(at, name, at, new_name) == 0 ? 0 : -errno;
}

int xylem_unlink(int at, const char *name) {
  return unlinkat(at, name, 0) == 0 ? 0 : -errno;
}

static void fill(xylem_status *status, const struct stat *found) {
  status->kind = S_ISREG(found->st_mode)   ? xylem_kind_regular
                 : S_ISDIR(found->st_mode) ? xylem_kind_directory
                 : S_ISLNK(found->st_mode) ? xylem_kind_symlink
                                           : xylem_kind_other;
  status->mode = found->st_mode & 07777;
  status->uid = found->st_uid;
  status->links = found->st_nlink;
  status->size = (uint64_t)found->st_size;
}

int xylem_status_of(int fd, xylem_status *status) {
  struct stat found;
  if (fstat(fd, &found) != 0) return -errno;
  fill(status, &found);
  return 0;
}

int xylem_status_at(int at, const char *name, xylem_status *status) {
  struct stat found;
  if (fstatat(at, name, &found, AT_SYMLINK_NOFOLLOW) != 0) return -errno;
  fill(status, &found);
  return 0;
}

uint32_t xylem_effective_user(void) { return geteuid(); }

static bool fits(uint64_t offset, size_t length) {
  return offset <= INT64_MAX && length <= INT64_MAX - offset;
}

int64_t xylem_read(int fd, void *bytes, size_t length, uint64_t offset) {
  if (!fits(offset, length)) return -EINVAL;
  size_t done = 0;
  while (done < length) {
    ssize_t count = pread(fd, (char *)bytes + done, length - done, (off_t)(offset + done));
    if (count == 0) break;
    if (count > 0) {
      done += (size_t)count;
    } else if (errno != EINTR) {
      return -errno;
    }
  }
  return (int64_t)done;
}

int xylem_read_cached(int fd, void *bytes, size_t length, uint64_t offset) {
#ifdef RWF_NOWAIT
  if (!fits(offset, length)) return -EINVAL;
  struct iovec part = {.iov_base = bytes, .iov_len = length};
  ssize_t count = preadv2(fd, &part, 1, (off_t)offset, RWF_NOWAIT);
  return count >= 0 && (size_t)count == length ? 0 : -EAGAIN;
#else
  return -EAGAIN;
#endif
}

int xylem_write(int fd, const void *bytes, size_t length, uint64_t offset) {
  if (!fits(offset, length)) return -EFBIG;
  size_t done = 0;
  while (done < length) {
    ssize_t count = pwrite(fd, (const char *)bytes + done, length - done, (off_t)(offset + done));
    if (count == 0) return -EIO;
    if (count > 0) {
      done += (size_t)count;
    } else if (errno != EINTR) {
      return -errno;
    }
  }
  return 0;
}

// The one place that knows how each system reaches the medium. No sync is ever repeated, not even
// after EINTR: the kernel may have marked the pages clean, and the second call would lie.
#ifdef __APPLE__
static int full_sync(int fd) { return fcntl(fd, F_FULLFSYNC) == -1 ? -errno : 0; }
int xylem_sync_file(int fd) { return full_sync(fd); }
int xylem_sync_directory(int fd) { return full_sync(fd); }
#else
int xylem_sync_file(int fd) { return fdatasync(fd) == 0 ? 0 : -errno; }
int xylem_sync_directory(int fd) { return fsync(fd) == 0 ? 0 : -errno; }
#endif

static int change_lock(int fd, int operation) {
  int result;
  do {
    result = flock(fd, operation);
  } while (result != 0 && errno == EINTR);
  return result == 0 ? 0 : -errno;
}

int xylem_lock(int fd) { return change_lock(fd, LOCK_EX | LOCK_NB); }
int xylem_lock_shared(int fd) { return change_lock(fd, LOCK_SH | LOCK_NB); }
int xylem_unlock(int fd) { return change_lock(fd, LOCK_UN); }
int32_t xylem_process(void) { return getpid(); }

struct xylem_listing {
  DIR *stream;
};

int xylem_listing_open(int fd, xylem_listing **listing) {
  // Opened anew rather than duplicated: a duplicate would share its position with every other
  // walk over the same directory.
  int own = xylem_open_directory(fd, ".", false);
  if (own < 0) return own;
  DIR *stream = fdopendir(own);
  int error = stream ? 0 : -errno;
  if (!stream) {
    close(own);
    return error;
  }
  xylem_listing *made = malloc(sizeof(xylem_listing));
  if (!made) {
    closedir(stream);
    return -ENOMEM;
  }
  made->stream = stream;
  *listing = made;
  return 0;
}

int xylem_listing_next(xylem_listing *listing, const char **name) {
  for (;;) {
    errno = 0;
    struct dirent *entry = readdir(listing->stream);
    if (!entry) return errno == 0 ? 0 : -errno;
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    *name = entry->d_name;
    return 1;
  }
}

void xylem_listing_close(xylem_listing *listing) {
  closedir(listing->stream);
  free(listing);
}
