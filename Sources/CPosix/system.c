#define _GNU_SOURCE
#include "CPosix.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>
#ifndef __APPLE__
#include <sys/random.h>
#endif

static uint64_t milliseconds(clockid_t clock) {
  struct timespec time = {0};
  clock_gettime(clock, &time);
  if (time.tv_sec < 0) return 0;
  return (uint64_t)time.tv_sec * 1000 + (uint64_t)time.tv_nsec / 1000000;
}

uint64_t xylem_wall_milliseconds(void) { return milliseconds(CLOCK_REALTIME); }

#ifdef __APPLE__
// Here the monotonic clock goes on while the machine sleeps and the uptime clock stands still.
uint64_t xylem_boot_milliseconds(void) { return milliseconds(CLOCK_MONOTONIC); }
uint64_t xylem_monotonic_nanoseconds(void) { return clock_gettime_nsec_np(CLOCK_UPTIME_RAW); }
#else
uint64_t xylem_boot_milliseconds(void) { return milliseconds(CLOCK_BOOTTIME); }

uint64_t xylem_monotonic_nanoseconds(void) {
  struct timespec time = {0};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}
#endif

int xylem_random(void *bytes, size_t length) {
#ifdef __APPLE__
  arc4random_buf(bytes, length);
#else
  size_t done = 0;
  while (done < length) {
    ssize_t count = getrandom((char *)bytes + done, length - done, 0);
    if (count > 0) {
      done += (size_t)count;
    } else if (errno != EINTR) {
      return -errno;
    }
  }
#endif
  return 0;
}
