#include "crc32c_internal.h"

// `tables[n][b]` is the register after the byte b and n zero bytes, so that eight bytes are
// looked up independently of each other ("slicing by 8").
static uint32_t tables[8][256];

static uint32_t single_byte(uint32_t value) {
  for (int bit = 0; bit < 8; bit++) {
    value = value & 1 ? (value >> 1) ^ XYLEM_CRC32C_POLYNOMIAL : value >> 1;
  }
  return value;
}

void xylem_crc32c_portable_prepare(void) {
  for (uint32_t byte = 0; byte < 256; byte++) {
    uint32_t value = single_byte(byte);
    tables[0][byte] = value;
    for (int zeros = 1; zeros < 8; zeros++) {
      value = (value >> 8) ^ single_byte(value & 0xff);
      tables[zeros][byte] = value;
    }
  }
}

// Little-endian on every processor.
static uint32_t load32(const uint8_t *bytes) {
  return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16
    | (uint32_t)bytes[3] << 24;
}

static uint32_t eight_bytes(uint32_t state, const uint8_t *bytes) {
  uint32_t low = state ^ load32(bytes);
  uint32_t high = load32(bytes + 4);
  return tables[7][low & 0xff] ^ tables[6][low >> 8 & 0xff] ^ tables[5][low >> 16 & 0xff]
    ^ tables[4][low >> 24] ^ tables[3][high & 0xff] ^ tables[2][high >> 8 & 0xff]
    ^ tables[1][high >> 16 & 0xff] ^ tables[0][high >> 24];
}

uint32_t xylem_crc32c_portable_step(uint32_t state, const uint8_t *bytes, size_t count) {
  for (; count >= 8; bytes += 8, count -= 8) {
    state = eight_bytes(state, bytes);
  }
  for (; count > 0; bytes++, count--) {
    state = (state >> 8) ^ tables[0][(state ^ *bytes) & 0xff];
  }
  return state;
}
