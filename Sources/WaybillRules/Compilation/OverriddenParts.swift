import WaybillText

/// A construct whose phrases overrides can change.
protocol Overridable {
  /// Hands out every list of phrases that makes up a part; none when the construct has no such part.
  mutating func edit(_ part: OverrideDeclaration.Part, _ body: (inout [Located<String>]) -> Void)
  /// Drops what an emptied list leaves without meaning.
  mutating func tidy()
  /// Whether the construct is of no use without an entry in this part.
  func isMissing(_ part: OverrideDeclaration.Part) -> Bool
  mutating func add(_ forms: [DesignatorDeclaration.Form])
  var overriddenTests: [TestDeclaration] { get set }
  var overriddenGuard: GuardDeclaration? { get set }
}

extension Overridable {
  mutating func tidy() {}
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
  fileprivate var isEmpty: Bool { any.isEmpty && label == nil }
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
    case .stem: for index in forms.indices { body(&forms[index].stems) }
    case .number:
      for index in forms.indices {
        guard case .list(var numbers) = forms[index].numbers else { continue }
        body(&numbers)
        forms[index].numbers = .list(numbers)
      }
    case .unit: body(&units)
    case .unless: body(&unless)
    case .next: if next != nil { body(&next!.any) }
    case .needs: if needs != nil { body(&needs!.any) }
    default: break
    }
  }

  mutating func add(_ forms: [Form]) { self.forms += forms }

  /// A form that had names or numbers and has none left is gone.
  mutating func tidy() {
    forms.removeAll { form in
      if case .list(let numbers) = form.numbers, numbers.isEmpty { return true }
      return form.stems.isEmpty && form.numbers == nil
    }
  }

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
