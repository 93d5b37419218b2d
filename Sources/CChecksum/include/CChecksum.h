#ifndef CCHECKSUM_H
#define CCHECKSUM_H

#include <stddef.h>
#include <stdint.h>

/// CRC32C (Castagnoli) of `count` bytes that follow the bytes `seed` is the checksum of; 0 for a
/// fresh one. Uses the instructions of the processor when it has them. `bytes` may be NULL when
/// `count` is 0. Safe to call from any thread.
uint32_t xylem_crc32c(uint32_t seed, const void *bytes, size_t count);

/// The same from tables alone, on any processor. For tests and comparison.
uint32_t xylem_crc32c_portable(uint32_t seed, const void *bytes, size_t count);

#endif
