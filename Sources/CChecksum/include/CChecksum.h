#include <stdint.h>
#include <stddef.h>
uint32_t xylem_crc32c(uint32_t seed, const void *bytes, size_t count);
