// The shipped rule sets inside the binary. One entry a file under Rules/; a test holds the list complete.

#include "DefaultRules.h"

static const unsigned char actors_makers[] = {
#embed "actors/makers.yaml"
};
static const unsigned char actors_nonstate[] = {
#embed "actors/nonstate.yaml"
};
static const unsigned char actors_organisations[] = {
#embed "actors/organisations.yaml"
};
static const unsigned char actors_sources[] = {
#embed "actors/sources.yaml"
};
static const unsigned char actors_states[] = {
#embed "actors/states.yaml"
};
static const unsigned char cues_certainty[] = {
#embed "cues/certainty.yaml"
};
static const unsigned char cues_clauses[] = {
#embed "cues/clauses.yaml"
};
static const unsigned char cues_polarity[] = {
#embed "cues/polarity.yaml"
};
static const unsigned char cues_routing[] = {
#embed "cues/routing.yaml"
};
static const unsigned char cues_sources[] = {
#embed "cues/sources.yaml"
};
static const unsigned char cues_status[] = {
#embed "cues/status.yaml"
};
static const unsigned char cues_time[] = {
#embed "cues/time.yaml"
};
static const unsigned char cues_verbs[] = {
#embed "cues/verbs.yaml"
};
static const unsigned char supply_frames[] = {
#embed "supply/frames.yaml"
};
static const unsigned char supply_policy[] = {
#embed "supply/policy.yaml"
};

#define RULE_FILE(path, bytes) {path, bytes, sizeof bytes}

static const waybill_rule_file files[] = {
  RULE_FILE("actors/makers.yaml", actors_makers),
  RULE_FILE("actors/nonstate.yaml", actors_nonstate),
  RULE_FILE("actors/organisations.yaml", actors_organisations),
  RULE_FILE("actors/sources.yaml", actors_sources),
  RULE_FILE("actors/states.yaml", actors_states),
  RULE_FILE("cues/certainty.yaml", cues_certainty),
  RULE_FILE("cues/clauses.yaml", cues_clauses),
  RULE_FILE("cues/polarity.yaml", cues_polarity),
  RULE_FILE("cues/routing.yaml", cues_routing),
  RULE_FILE("cues/sources.yaml", cues_sources),
  RULE_FILE("cues/status.yaml", cues_status),
  RULE_FILE("cues/time.yaml", cues_time),
  RULE_FILE("cues/verbs.yaml", cues_verbs),
  RULE_FILE("supply/frames.yaml", supply_frames),
  RULE_FILE("supply/policy.yaml", supply_policy),
};

size_t waybill_rule_file_count(void) { return sizeof files / sizeof *files; }

waybill_rule_file waybill_rule_file_at(size_t index) { return files[index]; }
