#include "CFuzzDriver.h"

// Weak: there only with -sanitize=fuzzer. The program has a main of its own, because the build
// names the entry of an executable itself.
__attribute__((weak)) int LLVMFuzzerRunDriver(int *count, char ***arguments, fuzz_check check);

int fuzz_is_linked(void) { return LLVMFuzzerRunDriver != 0; }

int fuzz_drive(int count, char **arguments, fuzz_check check) {
  return LLVMFuzzerRunDriver(&count, &arguments, check);
}
