/// Names of weapons that are everyday English words, surnames or places as well.
///
/// Written by hand and kept short: what rule sets themselves say of a word counts first. A name belongs here when news
/// that has nothing to do with arms uses the word.
enum EverydayNames {
  static let all: Set<String> = [
    "abrams", "archer", "arrow", "avenger", "badger", "bear", "blackjack", "bradley", "buffalo", "bulldog",
    "bulldozer", "centurion", "challenger", "chaparral", "cheetah", "cobra", "condor", "cougar", "coyote",
    "crusader", "dagger", "dragon", "eagle", "excalibur", "falcon", "flanker", "fox", "foxhound", "fulcrum",
    "gazelle", "ghost", "gladiator", "griffin", "hammer", "harpoon", "harrier", "hawk", "hawkeye", "hercules",
    "hermes", "heron", "hornet", "hunter", "husky", "jaguar", "javelin", "kingfisher", "kite", "lance",
    "leopard", "lightning", "lynx", "mamba", "marlin", "maverick", "mirage", "nimrod", "osprey", "panther",
    "patriot", "patriots", "penguin", "phantom", "phoenix", "piranha", "poseidon", "predator", "puma",
    "python",
    "raptor", "raven", "reaper", "sentinel", "sentry", "shadow", "shrike", "sparrow", "spear", "spike",
    "spirit",
    "stallion", "stinger", "striker", "switchblade", "tempest", "thunderbolt", "tiger", "tomahawk",
    "tornado", "tucano", "typhoon", "valkyrie", "viking", "viper", "vulcan", "warthog", "weasel", "wolf",
  ]
}
