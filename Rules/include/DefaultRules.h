// The shipped rule sets, embedded.
#pragma once
#include <stddef.h>

/// A rule file: its path under Rules/ and its bytes, which live as long as the program.
typedef struct {
  const char *path;
  const unsigned char *bytes;
  size_t count;
} waybill_rule_file;

/// How many rule files are embedded.
size_t waybill_rule_file_count(void);

/// The rule file at `index`, which must be below the count.
waybill_rule_file waybill_rule_file_at(size_t index);
