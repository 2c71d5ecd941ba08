#include <stddef.h>
typedef struct { const char *path; const unsigned char *bytes; size_t count; } waybill_rule_file;
size_t waybill_rule_file_count(void);
waybill_rule_file waybill_rule_file_at(size_t index);
