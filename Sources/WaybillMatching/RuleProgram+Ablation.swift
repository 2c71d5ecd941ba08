extension RuleProgram {
  /// Returns the program without some rules and modifiers: their phrases are found and mean nothing.
  ///
  /// Guards and exceptions that ask for the same words go on finding them.
  /// - Complexity: O(symbols + frame patterns)
  package func without(rules gone: Set<Int>, modifiers goneModifiers: Set<Int> = []) -> RuleProgram {
    var program = self
    for (number, symbol) in symbols.enumerated() {
      let isGone =
        switch symbol {
        case .label(let rule), .attachment(let rule): gone.contains(Int(rule))
        case .cue(let modifier): goneModifiers.contains(Int(modifier))
        case .set, .actor: false
        }
      if isGone { program.symbols[number] = .set }
    }
    var frames = PatternSet()
    for pattern in self.frames.patterns {
      if case .frame(let rule, _) = pattern.product, gone.contains(Int(rule)) { continue }
      frames.add(pattern)
    }
    program.frames = frames
    program.isLabelling = RuleProgram.labellingSymbols(program.symbols, stages, actorForms)
    return program
  }
}
