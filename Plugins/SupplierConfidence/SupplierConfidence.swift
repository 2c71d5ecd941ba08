public import WaybillCore

/// Says who supplied what to whom, at which stage, and how sure a careful reader may be.
///
/// Frames of the rules propose parties and items around a trigger; here roles are decided, pronouns and packages of
/// items resolved, and each claim gets its status, its grade by the policy's ladder and its score by the arithmetic of
/// weighed evidence.
public struct SupplierConfidence: Classifier {
  public static let descriptor = ClassifierDescriptor(
    id: "supplier-confidence",
    summary: "Claims of transfer: supplier, recipient, items, status, grade and score.",
    needs: ["weapon-category", "munition-guidance"],
    adds: [.claims],
    parameters: [
      ParameterDescriptor(
        "minimum-grade", .label, "Claims below this grade are left out; `denied` keeps all."),
      ParameterDescriptor(
        "voices", .map(key: .text, value: .actor),
        "Sources that speak for an actor (`whitehouse.gov: USA`): their *we* is that actor, and its own deliveries are its word."
      ),
      ParameterDescriptor(
        "accused", .array(of: .actor),
        "Actors whose transfers, told by another government, are that government's accusation."),
      ParameterDescriptor("first-person", .list, "Words by which a speaker means its own side."),
      ParameterDescriptor("third-person", .list, "Pronouns that stand for the party named before."),
      ParameterDescriptor(
        "prepositions", .list, "Prepositions after which an actor is a place, a target or a source."),
      ParameterDescriptor(
        "organs", .list, "Nouns that turn an adjective into an acting party: government, forces, …"),
      ParameterDescriptor(
        "attributive", .list,
        "Nouns that make the mention before them an attribute: tank crews, a mortar range."),
      ParameterDescriptor(
        "bystanders", .list, "Verbs whose subject looks on at a transfer: condemn, welcome, consent to."),
      ParameterDescriptor(
        "outsiders", .list,
        "Verbs whose subject has no part in the shipment or sale that they act on: uncover, bomb, fear."),
      ParameterDescriptor(
        "agreements", .list,
        "Nouns that such a verb may act on in place of the transfer: struck a deal for the sale."),
      ParameterDescriptor(
        "plots", .list, "Nouns with an infinitive that others are up to: foiled a plot to smuggle."),
      ParameterDescriptor(
        "finite-verbs", .list, "Verbs before which a name is the subject of a clause of its own."),
      ParameterDescriptor(
        "auxiliaries", .list, "Words that stand between a subject and its verb: has, will, could."),
      ParameterDescriptor("adverbs", .list, "Adverbs that may stand there too, beside those in -ly."),
      ParameterDescriptor("relatives", .list, "Pronouns that open a relative clause."),
      ParameterDescriptor(
        "gerund-verbs", .list, "Verbs that take another in -ing: began supplying, deny selling."),
      ParameterDescriptor(
        "purposes", .list, "Infinitives behind which another deed is told: to discuss, to buy."),
      ParameterDescriptor(
        "anaphors", .list,
        "Nouns by which a sentence goes on about things named before: the shipment, the order."),
      ParameterDescriptor(
        "abstracts", .list, "Nouns with *of* that are about a thing and not the thing: a list of, photos of."),
      ParameterDescriptor("collectives", .list, "Nouns of which names are examples: countries like Oman."),
      ParameterDescriptor(
        "governments", .list, "Nouns with *of* that act for a state: the government of Norway."),
      ParameterDescriptor(
        "origins", .list, "What follows a maker's adjective behind a hyphen: made, built, supplied."),
      ParameterDescriptor("regions", .list, "Regions that can be named as a false destination."),
      ParameterDescriptor("decoys", .list, "Words after which the sentence names a false destination."),
      ParameterDescriptor("including", .list, "Words that go on with the items of a package."),
      ParameterDescriptor(
        "vague-quantities", .list, "Quantities without a figure: hundreds of, a number of, …"),
      ParameterDescriptor("transport-units", .list, "Containers, wagons, flights: not counts of the item."),
      ParameterDescriptor(
        "transfers", .map(key: .text, value: .list),
        "Words that say what kind of transfer it is: sale, aid, loan, …"),
    ])

  let settings: Settings

  public init(_ configuration: ClassifierConfiguration) {
    settings = Settings(configuration)
  }

  public func classify(_ reading: Reading, into findings: inout Findings) {
    guard !reading.frames.isEmpty else { return }
    let events = EventReader(settings: settings, reading: reading, weapons: findings.weapons)
      .events(refusals: &findings.refusals)
    let builder = ClaimBuilder(settings: settings, reading: reading, weapons: findings.weapons)
    let claims = builder.claims(from: events, refusals: &findings.refusals)
    findings.claims += claims
    if !claims.isEmpty {
      findings.labels.append(
        (settings.axisName, LabelScore.shares(of: claims.map { ($0.grade, false) })))
    }
  }
}

/// The parameters of one registration, resolved.
struct Settings: Sendable {
  let catalog: Catalog
  let axisName: String
  let minimumGrade: Int
  let voices: [(source: String, actor: Int)]
  let accused: Set<Int>
  let firstPerson: Int?
  let thirdPerson: Int?
  let prepositions: Int?
  let organs: Int?
  let attributive: Int?
  let bystanders: Int?
  let outsiders: Int?
  let agreements: Int?
  let plots: Int?
  let finiteVerbs: Int?
  let auxiliaries: Int?
  let adverbs: Int?
  let relatives: Int?
  let gerundVerbs: Int?
  let anaphors: Int?
  let abstracts: Int?
  let collectives: Int?
  let governments: Int?
  let origins: Int?
  let purposes: Int?
  let regions: Int?
  let decoyWords: Int?
  let including: Int?
  let vagueQuantities: Int?
  let transportUnits: Int?
  let transfers: [(kind: String, list: Int)]
  /// Grades from low to high.
  let grades: [String]

  init(_ configuration: ClassifierConfiguration) {
    let catalog = configuration.catalog
    let axis = configuration.emits.first.map { catalog.axes[$0] }
    self.catalog = catalog
    axisName = axis?.name ?? "supply"
    let grades = axis?.labels.map { catalog.labels[$0].name } ?? []
    self.grades = grades
    let parameters = configuration.parameters
    func list(_ name: String) -> Int? {
      if case .reference(let number) = parameters[name] { number } else { nil }
    }
    if case .reference(let label) = parameters["minimum-grade"] {
      minimumGrade = grades.firstIndex(of: catalog.labels[label].name) ?? 0
    } else {
      minimumGrade = 0
    }
    var voices: [(source: String, actor: Int)] = []
    if case .map(let pairs) = parameters["voices"] {
      for case (.text(let source), .reference(let actor)) in pairs { voices.append((source, actor)) }
    }
    self.voices = voices
    var accused: Set<Int> = []
    if case .array(let values) = parameters["accused"] {
      for case .reference(let actor) in values { accused.insert(actor) }
    }
    self.accused = accused
    var transfers: [(kind: String, list: Int)] = []
    if case .map(let pairs) = parameters["transfers"] {
      for case (.text(let kind), .reference(let list)) in pairs { transfers.append((kind, list)) }
    }
    self.transfers = transfers
    firstPerson = list("first-person")
    thirdPerson = list("third-person")
    prepositions = list("prepositions")
    organs = list("organs")
    attributive = list("attributive")
    bystanders = list("bystanders")
    outsiders = list("outsiders")
    agreements = list("agreements")
    plots = list("plots")
    finiteVerbs = list("finite-verbs")
    auxiliaries = list("auxiliaries")
    adverbs = list("adverbs")
    relatives = list("relatives")
    gerundVerbs = list("gerund-verbs")
    anaphors = list("anaphors")
    abstracts = list("abstracts")
    collectives = list("collectives")
    governments = list("governments")
    origins = list("origins")
    purposes = list("purposes")
    regions = list("regions")
    decoyWords = list("decoys")
    including = list("including")
    vagueQuantities = list("vague-quantities")
    transportUnits = list("transport-units")
  }

  /// The actor for whom a document speaks, by its source.
  func voice(of article: Article) -> Int? {
    guard let source = article.source ?? article.url else { return nil }
    return voices.first { source.contains($0.source) }?.actor
  }
}
