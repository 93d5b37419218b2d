#include "CChecksum.h"
uint32_t xylem_crc32c(uint32_t seed, const void *bytes, size_t count){uint32_t c=~seed;const uint8_t*p=bytes;while(count--){c^=*p++;for(int k=0;k<8;k++)c=c&1?(c>>1)^0x82f63b78:c>>1;}return ~c;}
