#ifndef C_FUZZ_DRIVER_H
#define C_FUZZ_DRIVER_H

#include <stddef.h>
#include <stdint.h>

/// Looks at one input; 0 when it is worth keeping, -1 when not.
typedef int (*fuzz_check)(const uint8_t *bytes, size_t count);

/// Whether the program was linked with the fuzzer.
int fuzz_is_linked(void);

/// Gives inputs to `check` until the arguments say that it is enough; the exit code.
/// The program must be linked with the fuzzer. Ends the process by itself at a finding.
int fuzz_drive(int count, char **arguments, fuzz_check check);

#endif
