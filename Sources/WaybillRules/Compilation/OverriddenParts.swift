import WaybillText

/// A construct whose phrases overrides can change.
protocol Overridable {
  /// Hands out every list of phrases that makes up a part; none when the construct has no such part.
  mutating func edit(_ part: OverrideDeclaration.Part, _ body: (inout [Located<String>]) -> Void)
  /// Whether the construct is of no use without an entry in this part.
  func isMissing(_ part: OverrideDeclaration.Part) -> Bool
  mutating func add(_ forms: [DesignatorDeclaration.Form])
  var overriddenTests: [TestDeclaration] { get set }
  var overriddenGuard: GuardDeclaration? { get set }
}

extension Overridable {
  mutating func add(_ forms: [DesignatorDeclaration.Form]) {
    preconditionFailure("only designators have forms")
  }
  var overriddenTests: [TestDeclaration] {
    get { [] }
    set { preconditionFailure("a construct without tests was given some") }
  }
  var overriddenGuard: GuardDeclaration? {
    get { nil }
    set { preconditionFailure("a construct without a guard was given one") }
  }
}

extension GuardDeclaration {
  fileprivate var isEmpty: Bool { any.isEmpty && label == nil && with.isEmpty && !counted }
}

extension RuleDeclaration: Overridable {
  mutating func edit(_ part: OverrideDeclaration.Part, _ body: (inout [Located<String>]) -> Void) {
    switch part {
    case .match: body(&match)
    case .unless: body(&unless)
    case .needs: if needs != nil { body(&needs!.any) }
    default: break
    }
  }
  func isMissing(_ part: OverrideDeclaration.Part) -> Bool {
    switch part {
    case .match: match.isEmpty
    case .needs: needs?.isEmpty ?? false
    default: false
    }
  }
  var overriddenTests: [TestDeclaration] {
    get { tests }
    set { tests = newValue }
  }
  var overriddenGuard: GuardDeclaration? {
    get { needs }
    set { needs = newValue }
  }
}

extension DesignatorDeclaration: Overridable {
  mutating func edit(_ part: OverrideDeclaration.Part, _ body: (inout [Located<String>]) -> Void) {
    switch part {
    case .stem: forms = forms.compactMap { $0.editingStems(body) }
    case .number: forms = forms.compactMap { $0.editingNumbers(body) }
    case .unit: body(&units)
    case .unless: body(&unless)
    case .next: if next != nil { body(&next!.any) }
    case .needs: if needs != nil { body(&needs!.any) }
    default: break
    }
  }

  mutating func add(_ forms: [Form]) { self.forms += forms }
  func isMissing(_ part: OverrideDeclaration.Part) -> Bool {
    switch part {
    case .stem, .number: forms.isEmpty
    case .unit: units.isEmpty
    case .next: next?.any.isEmpty ?? false
    case .needs: needs?.isEmpty ?? false
    default: false
    }
  }
  var overriddenTests: [TestDeclaration] {
    get { tests }
    set { tests = newValue }
  }
  var overriddenGuard: GuardDeclaration? {
    get { needs }
    set { needs = newValue }
  }
}

extension DesignatorDeclaration.Form {
  /// Returns nothing when no name is left: the numbers alone would be found anywhere.
  fileprivate func editingStems(_ body: (inout [Located<String>]) -> Void) -> Self? {
    var form = self
    body(&form.stems)
    return form.stems.isEmpty && !stems.isEmpty ? nil : form
  }

  /// Returns nothing when no number is left.
  fileprivate func editingNumbers(_ body: (inout [Located<String>]) -> Void) -> Self? {
    guard case .list(var numbers) = numbers else { return self }
    body(&numbers)
    var form = self
    form.numbers = .list(numbers)
    return numbers.isEmpty ? nil : form
  }
}

extension ModifierDeclaration: Overridable {
  mutating func edit(_ part: OverrideDeclaration.Part, _ body: (inout [Located<String>]) -> Void) {
    switch part {
    case .cues: body(&cues)
    case .pseudo: body(&pseudo)
    case .stop: body(&scope.stop)
    case .through: body(&scope.through)
    default: break
    }
  }
  func isMissing(_ part: OverrideDeclaration.Part) -> Bool { part == .cues && cues.isEmpty }
  var overriddenTests: [TestDeclaration] {
    get { tests }
    set { tests = newValue }
  }
}

extension ListDeclaration: Overridable {
  mutating func edit(_ part: OverrideDeclaration.Part, _ body: (inout [Located<String>]) -> Void) {
    if part == .entries { body(&phrases) }
  }
  func isMissing(_ part: OverrideDeclaration.Part) -> Bool { part == .entries && phrases.isEmpty }
}

extension ActorDeclaration: Overridable {
  mutating func edit(_ part: OverrideDeclaration.Part, _ body: (inout [Located<String>]) -> Void) {
    switch part {
    case .names: body(&names)
    case .demonyms: body(&demonyms)
    case .metonyms: body(&metonyms)
    case .people: body(&people)
    case .bodies: body(&bodies)
    case .unless: body(&unless)
    default: break
    }
  }
  func isMissing(_ part: OverrideDeclaration.Part) -> Bool { false }
}
