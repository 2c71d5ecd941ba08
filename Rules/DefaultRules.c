// The shipped rule sets inside the binary. One entry a file under Rules/; a test holds the list complete.

#include "DefaultRules.h"

static const unsigned char actors_leaders[] = {
#embed "actors/leaders.yaml"
};
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
static const unsigned char actors_unlisted[] = {
#embed "actors/unlisted.yaml"
};
static const unsigned char contrast_constructions[] = {
#embed "contrast/constructions.yaml"
};
static const unsigned char contrast_discourse[] = {
#embed "contrast/discourse.yaml"
};
static const unsigned char contrast_parties[] = {
#embed "contrast/parties.yaml"
};
static const unsigned char contrast_reading[] = {
#embed "contrast/reading.yaml"
};
static const unsigned char contrast_relations[] = {
#embed "contrast/relations.yaml"
};
static const unsigned char contrast_standing[] = {
#embed "contrast/standing.yaml"
};
static const unsigned char contrast_things[] = {
#embed "contrast/things.yaml"
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
static const unsigned char guidance_guidance[] = {
#embed "guidance/guidance.yaml"
};
static const unsigned char supply_frames[] = {
#embed "supply/frames.yaml"
};
static const unsigned char supply_policy[] = {
#embed "supply/policy.yaml"
};
static const unsigned char weapons_air_defence[] = {
#embed "weapons/air-defence.yaml"
};
static const unsigned char weapons_air_delivered[] = {
#embed "weapons/air-delivered.yaml"
};
static const unsigned char weapons_aircraft_families[] = {
#embed "weapons/aircraft-families.yaml"
};
static const unsigned char weapons_aircraft[] = {
#embed "weapons/aircraft.yaml"
};
static const unsigned char weapons_ammunition[] = {
#embed "weapons/ammunition.yaml"
};
static const unsigned char weapons_armour_families[] = {
#embed "weapons/armour-families.yaml"
};
static const unsigned char weapons_armour[] = {
#embed "weapons/armour.yaml"
};
static const unsigned char weapons_artillery_systems[] = {
#embed "weapons/artillery-systems.yaml"
};
static const unsigned char weapons_civil_arms[] = {
#embed "weapons/civil-arms.yaml"
};
static const unsigned char weapons_gun_families[] = {
#embed "weapons/gun-families.yaml"
};
static const unsigned char weapons_light_weapons[] = {
#embed "weapons/light-weapons.yaml"
};
static const unsigned char weapons_mines_explosives[] = {
#embed "weapons/mines-explosives.yaml"
};
static const unsigned char weapons_missiles_families[] = {
#embed "weapons/missiles-families.yaml"
};
static const unsigned char weapons_missiles[] = {
#embed "weapons/missiles.yaml"
};
static const unsigned char weapons_naval_families[] = {
#embed "weapons/naval-families.yaml"
};
static const unsigned char weapons_naval[] = {
#embed "weapons/naval.yaml"
};
static const unsigned char weapons_out_of_scope[] = {
#embed "weapons/out-of-scope.yaml"
};
static const unsigned char weapons_sensors_ew_families[] = {
#embed "weapons/sensors-ew-families.yaml"
};
static const unsigned char weapons_sensors_ew[] = {
#embed "weapons/sensors-ew.yaml"
};
static const unsigned char weapons_small_arms[] = {
#embed "weapons/small-arms.yaml"
};
static const unsigned char weapons_support_engines[] = {
#embed "weapons/support-engines.yaml"
};
static const unsigned char weapons_support[] = {
#embed "weapons/support.yaml"
};
static const unsigned char weapons_uncrewed[] = {
#embed "weapons/uncrewed.yaml"
};
static const unsigned char weapons_weapons[] = {
#embed "weapons/weapons.yaml"
};

#define RULE_FILE(path, bytes) {path, bytes, sizeof bytes}

static const waybill_rule_file files[] = {
  RULE_FILE("actors/leaders.yaml", actors_leaders),
  RULE_FILE("actors/makers.yaml", actors_makers),
  RULE_FILE("actors/nonstate.yaml", actors_nonstate),
  RULE_FILE("actors/organisations.yaml", actors_organisations),
  RULE_FILE("actors/sources.yaml", actors_sources),
  RULE_FILE("actors/states.yaml", actors_states),
  RULE_FILE("actors/unlisted.yaml", actors_unlisted),
  RULE_FILE("contrast/constructions.yaml", contrast_constructions),
  RULE_FILE("contrast/discourse.yaml", contrast_discourse),
  RULE_FILE("contrast/parties.yaml", contrast_parties),
  RULE_FILE("contrast/reading.yaml", contrast_reading),
  RULE_FILE("contrast/relations.yaml", contrast_relations),
  RULE_FILE("contrast/standing.yaml", contrast_standing),
  RULE_FILE("contrast/things.yaml", contrast_things),
  RULE_FILE("cues/certainty.yaml", cues_certainty),
  RULE_FILE("cues/clauses.yaml", cues_clauses),
  RULE_FILE("cues/polarity.yaml", cues_polarity),
  RULE_FILE("cues/routing.yaml", cues_routing),
  RULE_FILE("cues/sources.yaml", cues_sources),
  RULE_FILE("cues/status.yaml", cues_status),
  RULE_FILE("cues/time.yaml", cues_time),
  RULE_FILE("cues/verbs.yaml", cues_verbs),
  RULE_FILE("guidance/guidance.yaml", guidance_guidance),
  RULE_FILE("supply/frames.yaml", supply_frames),
  RULE_FILE("supply/policy.yaml", supply_policy),
  RULE_FILE("weapons/air-defence.yaml", weapons_air_defence),
  RULE_FILE("weapons/air-delivered.yaml", weapons_air_delivered),
  RULE_FILE("weapons/aircraft-families.yaml", weapons_aircraft_families),
  RULE_FILE("weapons/aircraft.yaml", weapons_aircraft),
  RULE_FILE("weapons/ammunition.yaml", weapons_ammunition),
  RULE_FILE("weapons/armour-families.yaml", weapons_armour_families),
  RULE_FILE("weapons/armour.yaml", weapons_armour),
  RULE_FILE("weapons/artillery-systems.yaml", weapons_artillery_systems),
  RULE_FILE("weapons/civil-arms.yaml", weapons_civil_arms),
  RULE_FILE("weapons/gun-families.yaml", weapons_gun_families),
  RULE_FILE("weapons/light-weapons.yaml", weapons_light_weapons),
  RULE_FILE("weapons/mines-explosives.yaml", weapons_mines_explosives),
  RULE_FILE("weapons/missiles-families.yaml", weapons_missiles_families),
  RULE_FILE("weapons/missiles.yaml", weapons_missiles),
  RULE_FILE("weapons/naval-families.yaml", weapons_naval_families),
  RULE_FILE("weapons/naval.yaml", weapons_naval),
  RULE_FILE("weapons/out-of-scope.yaml", weapons_out_of_scope),
  RULE_FILE("weapons/sensors-ew-families.yaml", weapons_sensors_ew_families),
  RULE_FILE("weapons/sensors-ew.yaml", weapons_sensors_ew),
  RULE_FILE("weapons/small-arms.yaml", weapons_small_arms),
  RULE_FILE("weapons/support-engines.yaml", weapons_support_engines),
  RULE_FILE("weapons/support.yaml", weapons_support),
  RULE_FILE("weapons/uncrewed.yaml", weapons_uncrewed),
  RULE_FILE("weapons/weapons.yaml", weapons_weapons),
};

size_t waybill_rule_file_count(void) { return sizeof files / sizeof *files; }

waybill_rule_file waybill_rule_file_at(size_t index) { return files[index]; }
