#include <string.h>

#include "crc32c_internal.h"

#if defined(__x86_64__)
#include <nmmintrin.h>
#define HAS_INSTRUCTIONS 1
#define TARGET __attribute__((target("sse4.2")))
#define STEP_8(state, word) ((uint32_t)_mm_crc32_u64((state), (word)))
#define STEP_1(state, byte) ((uint32_t)_mm_crc32_u8((state), (byte)))
#elif defined(__aarch64__) && defined(__AARCH64EL__) && defined(__ARM_FEATURE_CRC32)
#include <arm_acle.h>
#define HAS_INSTRUCTIONS 1
#define TARGET
#define STEP_8(state, word) __crc32cd((state), (word))
#define STEP_1(state, byte) __crc32cb((state), (byte))
#else
#define HAS_INSTRUCTIONS 0
#endif

#if HAS_INSTRUCTIONS

// The instruction takes 3 cycles and starts every cycle, so three lanes of neighbouring bytes go
// side by side and are joined at the end. Long lanes spread the cost of joining, short ones serve
// inputs of 768 bytes and more. Powers of two, as `build_shift` squares.
enum { LONG_LANE = 4096, SHORT_LANE = 256 };

// Advances a register over as many zero bytes as a lane has, one byte of the register a table.
typedef uint32_t shift_table[4][256];
static shift_table long_shift, short_shift;

// A linear map of registers: entry n is where bit n goes.
typedef uint32_t linear_map[32];

static uint32_t applied(const linear_map map, uint32_t state) {
  uint32_t result = 0;
  for (int bit = 0; state != 0; bit++, state >>= 1) {
    if (state & 1) result ^= map[bit];
  }
  return result;
}

static void square(linear_map map) {
  linear_map result;
  for (int bit = 0; bit < 32; bit++) {
    result[bit] = applied(map, map[bit]);
  }
  memcpy(map, result, sizeof(result));
}

static void build_shift(shift_table table, size_t lane) {
  linear_map map = {XYLEM_CRC32C_POLYNOMIAL};  // one zero bit: bit 0 falls out, others move down
  for (int bit = 1; bit < 32; bit++) {
    map[bit] = 1u << (bit - 1);
  }
  for (size_t bits = 1; bits < lane * 8; bits *= 2) {
    square(map);
  }
  for (uint32_t entry = 0; entry < 4 * 256; entry++) {
    uint32_t byte = entry / 256, value = entry % 256;
    table[byte][value] = applied(map, value << (8 * byte));
  }
}

static uint32_t shifted(const shift_table table, uint32_t state) {
  return table[0][state & 0xff] ^ table[1][state >> 8 & 0xff] ^ table[2][state >> 16 & 0xff]
    ^ table[3][state >> 24];
}

static uint64_t load64(const uint8_t *bytes) {
  uint64_t word;
  memcpy(&word, bytes, sizeof(word));
  return word;
}

TARGET static inline uint32_t three_lanes(
  uint32_t state, const uint8_t *bytes, size_t lane, const shift_table shift
) {
  uint32_t second = 0, third = 0;
  for (const uint8_t *end = bytes + lane; bytes < end; bytes += 8) {
    state = STEP_8(state, load64(bytes));
    second = STEP_8(second, load64(bytes + lane));
    third = STEP_8(third, load64(bytes + 2 * lane));
  }
  return shifted(shift, shifted(shift, state) ^ second) ^ third;
}

TARGET static uint32_t hardware_step(uint32_t state, const uint8_t *bytes, size_t count) {
  for (; count >= 3 * LONG_LANE; bytes += 3 * LONG_LANE, count -= 3 * LONG_LANE) {
    state = three_lanes(state, bytes, LONG_LANE, long_shift);
  }
  for (; count >= 3 * SHORT_LANE; bytes += 3 * SHORT_LANE, count -= 3 * SHORT_LANE) {
    state = three_lanes(state, bytes, SHORT_LANE, short_shift);
  }
  for (; count >= 8; bytes += 8, count -= 8) {
    state = STEP_8(state, load64(bytes));
  }
  for (; count > 0; bytes++, count--) {
    state = STEP_1(state, *bytes);
  }
  return state;
}

#endif

xylem_crc32c_step xylem_crc32c_hardware_prepare(void) {
#if defined(__x86_64__)
  if (!__builtin_cpu_supports("sse4.2")) return NULL;
#endif
#if HAS_INSTRUCTIONS
  build_shift(long_shift, LONG_LANE);
  build_shift(short_shift, SHORT_LANE);
  return hardware_step;
#else
  return NULL;
#endif
}
