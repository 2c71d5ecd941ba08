#include "DefaultRules.h"
static const unsigned char a[] = {
#embed "a.yaml"
};
static const waybill_rule_file files[] = {{"a.yaml", a, sizeof a}};
size_t waybill_rule_file_count(void) { return sizeof files / sizeof *files; }
waybill_rule_file waybill_rule_file_at(size_t index) { return files[index]; }
