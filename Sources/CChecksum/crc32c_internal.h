#ifndef XYLEM_CRC32C_INTERNAL_H
#define XYLEM_CRC32C_INTERNAL_H

#include <stddef.h>
#include <stdint.h>

// The polynomial 0x1EDC6F41 with its bits reversed, as the checksum handles bits lowest first.
#define XYLEM_CRC32C_POLYNOMIAL 0x82f63b78u

// Advances the raw register (not inverted) over bytes.
typedef uint32_t (*xylem_crc32c_step)(uint32_t state, const uint8_t *bytes, size_t count);

// Builds the tables of the portable implementation. Called once, before the first step.
void xylem_crc32c_portable_prepare(void);
uint32_t xylem_crc32c_portable_step(uint32_t state, const uint8_t *bytes, size_t count);

// Builds the tables of the implementation with processor instructions and returns its step, or
// NULL when the processor (or the compiler) has no such instructions.
xylem_crc32c_step xylem_crc32c_hardware_prepare(void);

#endif
