#include "CChecksum.h"

#include <pthread.h>

#include "crc32c_internal.h"

static pthread_once_t prepared = PTHREAD_ONCE_INIT;
static xylem_crc32c_step fastest;

static void prepare(void) {
  xylem_crc32c_portable_prepare();
  xylem_crc32c_step hardware = xylem_crc32c_hardware_prepare();
  fastest = hardware ? hardware : xylem_crc32c_portable_step;
}

static uint32_t run(xylem_crc32c_step step, uint32_t seed, const void *bytes, size_t count) {
  return ~step(~seed, bytes, count);
}

uint32_t xylem_crc32c(uint32_t seed, const void *bytes, size_t count) {
  pthread_once(&prepared, prepare);
  return run(fastest, seed, bytes, count);
}

uint32_t xylem_crc32c_portable(uint32_t seed, const void *bytes, size_t count) {
  pthread_once(&prepared, prepare);
  return run(xylem_crc32c_portable_step, seed, bytes, count);
}
