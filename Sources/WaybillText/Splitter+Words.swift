extension Splitter {
  /// Reads the token at `start`, hands it to `sink`, and returns where the text goes on.
  mutating func takeToken<Sink: TokenSink>(
    _ text: Span<UInt8>, at start: Int, into sink: inout Sink
  ) -> Int {
    if signAndLength(text, at: start).0 == .digit { return takeNumber(text, at: start, into: &sink) }
    if let end = acronymEnd(text, at: start) {
      return takeAcronym(text, start..<end, into: &sink)
    }
    return takeWord(text, at: start, flags: [], into: &sink)
  }

  // MARK: Numbers

  /// Reads digits with inner points and commas between thousands.
  private mutating func takeNumber<Sink: TokenSink>(
    _ text: Span<UInt8>, at start: Int, into sink: inout Sink
  ) -> Int {
    canonical.removeAll(keepingCapacity: true)
    var flags: TokenFlags = .number
    var end = takeDigits(text, at: start, flags: &flags)
    // Only one to three digits can stand before a thousands comma.
    if canonical.count <= 3 {
      while end < text.count, text[end] == UInt8(ascii: ",") {
        let before = canonical.count
        let next = takeDigits(text, at: end + 1, flags: &flags)
        guard canonical.count == before + 3 else {
          canonical.removeSubrange(before...)
          break
        }
        end = next
      }
    }
    while end < text.count, text[end] == UInt8(ascii: ".") {
      let before = canonical.count
      canonical.append(UInt8(ascii: "."))
      let next = takeDigits(text, at: end + 1, flags: &flags)
      guard canonical.count > before + 1 else {
        canonical.removeLast()
        break
      }
      end = next
    }
    return finish(text, start..<end, flags: flags, into: &sink)
  }

  /// Appends the digits at `position` to the canonical spelling and returns where they end.
  private mutating func takeDigits(_ text: Span<UInt8>, at position: Int, flags: inout TokenFlags) -> Int {
    var end = position
    while end < text.count {
      if text[end] &- 0x30 < 10 {
        canonical.append(text[end])
        end += 1
        continue
      }
      guard text[end] >= 0x80 else { break }
      let decoded = DecodedScalar(text, at: end)
      guard Sign(decoded.scalar) == .digit else { break }
      Folding.append(decoded.scalar, to: &canonical)
      flags.insert(.folded)
      end += decoded.length
    }
    return end
  }

  // MARK: Acronyms

  /// Returns the end of single letters with points between, at least two of them, with their final point.
  private func acronymEnd(_ text: Span<UInt8>, at start: Int) -> Int? {
    var position = start
    var end = start
    var letters = 0
    while position < text.count, text[position] < 0x80, Sign(ascii: text[position]) == .letter,
      !isAlphanumeric(text, at: position + 1)
    {
      letters += 1
      end = position + 1
      guard end < text.count, text[end] == UInt8(ascii: ".") else { break }
      end += 1
      position = end
    }
    return letters >= 2 ? end : nil
  }

  private mutating func takeAcronym<Sink: TokenSink>(
    _ text: Span<UInt8>, _ range: Range<Int>, into sink: inout Sink
  ) -> Int {
    canonical.removeAll(keepingCapacity: true)
    var flags: TokenFlags = [.acronym, .allCapitals]
    for index in range {
      let byte = text[index]
      if byte & 0x20 != 0 && byte != UInt8(ascii: ".") { flags.remove(.allCapitals) }
      canonical.append(byte | 0x20)
    }
    if canonical.last == UInt8(ascii: ".") { canonical.removeLast() }
    if text[range.lowerBound] & 0x20 == 0 { flags.insert(.capitalised) }
    return finish(text, range, flags: flags, into: &sink)
  }

  // MARK: Words

  /// What the letters read so far say about a word.
  private struct WordShape {
    var letters = 0
    var capitals = 0
    var startsWithCapital = false
    /// A letter outside ASCII, or a sign that folding drops, was seen.
    var isFolded = false
    var isCyrillic = true

    mutating func count(isCapital: Bool) {
      if letters == 0 { startsWithCapital = isCapital }
      letters += 1
      if isCapital { capitals += 1 }
    }

    var flags: TokenFlags {
      var flags: TokenFlags = []
      if startsWithCapital { flags.insert(.capitalised) }
      if capitals == letters { flags.insert(.allCapitals) }
      if isFolded { flags.insert(.folded) }
      return flags
    }
  }

  /// Reads a word with whatever an apostrophe joins to it.
  private mutating func takeWord<Sink: TokenSink>(
    _ text: Span<UInt8>, at start: Int, flags: TokenFlags, into sink: inout Sink
  ) -> Int {
    canonical.removeAll(keepingCapacity: true)
    var shape = WordShape()
    var position = start
    var end = start
    reading: while position < text.count {
      let byte = text[position]
      if byte < 0x80 {
        switch Sign(ascii: byte) {
        case .letter:
          canonical.append(byte | 0x20)
          shape.count(isCapital: byte & 0x20 == 0)
          shape.isCyrillic = false
          position += 1
          end = position
          continue reading
        case .apostrophe:
          break
        default:
          break reading
        }
      }
      let (sign, length) = signAndLength(text, at: position)
      let next = position + length
      if sign == .letter {
        let decoded = DecodedScalar(text, at: position)
        Folding.append(decoded.scalar, to: &canonical)
        shape.count(isCapital: decoded.scalar.properties.isUppercase)
        shape.isFolded = true
        if !(0x0400...0x04FF).contains(decoded.scalar.value) { shape.isCyrillic = false }
        position = next
        end = next
      } else if sign == .ignorable {
        // Kept out of the span when the word ends here.
        position = next
        if isLetter(text, at: next) { shape.isFolded = true }
      } else if sign.joinsLetters, end == position, isLetter(text, at: next) {
        if let after = takeTail(text, start..<end, tail: next, flags: flags.union(shape.flags), into: &sink) {
          return after
        }
        shape.isFolded = shape.isFolded || length > 1
        position = next
      } else {
        break reading
      }
    }
    if shape.isCyrillic && shape.letters <= 4 && shape.startsWithCapital && isNumbered(text, at: end) {
      transliterate(text, start..<end)
    }
    let all = flags.union(shape.flags)
    if sink.repairs, shape.capitals > (shape.startsWithCapital ? 1 : 0), shape.capitals < shape.letters,
      canonical.count == end - start, !sink.knows(canonical[...])
    {
      return takeGluedWords(text, start..<end, flags: flags, into: &sink)
    }
    return finish(text, start..<end, flags: all, into: &sink)
  }

  /// Whether a number follows, with or without a hyphen.
  private func isNumbered(_ text: Span<UInt8>, at position: Int) -> Bool {
    guard position < text.count else { return false }
    let (sign, length) = signAndLength(text, at: position)
    if sign == .digit { return true }
    guard sign == .hyphen || sign == .enDash, position + length < text.count else { return false }
    return signAndLength(text, at: position + length).0 == .digit
  }

  /// Reads the word again by sound: a Cyrillic designator before a number.
  private mutating func transliterate(_ text: Span<UInt8>, _ range: Range<Int>) {
    let byShape = canonical
    canonical.removeAll(keepingCapacity: true)
    var position = range.lowerBound
    while position < range.upperBound {
      let decoded = DecodedScalar(text, at: position)
      position += decoded.length
      if Sign(decoded.scalar) == .letter,
        !Folding.appendTransliteration(decoded.scalar, to: &canonical)
      {
        canonical = byShape
        return
      }
    }
  }

  // MARK: After an apostrophe

  /// Reads what follows an apostrophe when it is no part of the word: a possessive, a contraction, or a possessive that
  /// lost the space after it. Returns nil when the apostrophe stands inside one word, as in `O'Brien`.
  private mutating func takeTail<Sink: TokenSink>(
    _ text: Span<UInt8>, _ word: Range<Int>, tail: Int, flags: TokenFlags, into sink: inout Sink
  ) -> Int? {
    var end = tail
    while end < text.count, text[end] < 0x80, Sign(ascii: text[end]) == .letter { end += 1 }
    if isLetter(text, at: end) { return nil }
    let first = text[tail] | 0x20
    let second = end == tail + 2 ? text[tail + 1] | 0x20 : 0
    switch (end - tail, first, second) {
    case (1, UInt8(ascii: "s"), _):
      emit(word, flags: flags.union(.possessive), into: &sink)
      return end
    case (1, UInt8(ascii: "t"), _):
      guard canonical.last == UInt8(ascii: "n"), canonical.count > 1 else { return nil }
      return takeNegation(word, end: end, flags: flags, into: &sink)
    case (1, UInt8(ascii: "d"), _): return takeClitic("would", word, end: end, flags: flags, into: &sink)
    case (1, UInt8(ascii: "m"), _):
      guard canonical == [UInt8(ascii: "i")] else { return nil }
      return takeClitic("am", word, end: end, flags: flags, into: &sink)
    case (2, UInt8(ascii: "r"), UInt8(ascii: "e")):
      return takeClitic("are", word, end: end, flags: flags, into: &sink)
    case (2, UInt8(ascii: "v"), UInt8(ascii: "e")):
      return takeClitic("have", word, end: end, flags: flags, into: &sink)
    case (2, UInt8(ascii: "l"), UInt8(ascii: "l")):
      return takeClitic("will", word, end: end, flags: flags, into: &sink)
    default:
      return takeGluedPossessive(text, word, tail: tail..<end, flags: flags, into: &sink)
    }
  }

  private mutating func takeClitic<Sink: TokenSink>(
    _ clitic: String, _ word: Range<Int>, end: Int, flags: TokenFlags, into sink: inout Sink
  ) -> Int {
    emit(word, flags: flags, into: &sink)
    canonical.replaceSubrange(0..., with: clitic.utf8)
    emit(word.upperBound..<end, flags: .clitic, into: &sink)
    return end
  }

  /// Splits `n't` off: `did` and `not`. In `can't` the `n` belongs to both and stays with the verb.
  private mutating func takeNegation<Sink: TokenSink>(
    _ word: Range<Int>, end: Int, flags: TokenFlags, into sink: inout Sink
  ) -> Int {
    var verbEnd = word.upperBound
    if canonical != Array("can".utf8) {
      canonical.removeLast()
      verbEnd -= 1
      if canonical == Array("wo".utf8) { canonical = Array("will".utf8) }
      if canonical == Array("sha".utf8) { canonical = Array("shall".utf8) }
    }
    return takeClitic("not", word.lowerBound..<verbEnd, end: end, flags: flags, into: &sink)
  }

  /// Takes `Russia'swar` apart: a word with a possessive, and the word that follows it without a space.
  private mutating func takeGluedPossessive<Sink: TokenSink>(
    _ text: Span<UInt8>, _ word: Range<Int>, tail: Range<Int>, flags: TokenFlags, into sink: inout Sink
  ) -> Int? {
    guard sink.repairs, tail.count >= 4, text[tail.lowerBound] | 0x20 == UInt8(ascii: "s") else { return nil }
    let count = canonical.count
    for index in tail { canonical.append(text[index] | 0x20) }
    let helps =
      !sink.knows(canonical[...])
      && (count >= 3 && sink.knows(canonical[..<count]) || sink.knows(canonical[(count + 1)...]))
    canonical.removeSubrange(count...)
    guard helps else { return nil }
    emit(word, flags: flags.union(.possessive), into: &sink)
    return takeWord(text, at: tail.lowerBound + 1, flags: .repaired, into: &sink)
  }

  // MARK: Glued words

  /// Takes a word apart that lost a space before a capital (`NorthKorea`) or after capitals (`CNNand`), if a piece is a
  /// word of the vocabulary; otherwise the word stays whole.
  private mutating func takeGluedWords<Sink: TokenSink>(
    _ text: Span<UInt8>, _ range: Range<Int>, flags: TokenFlags, into sink: inout Sink
  ) -> Int {
    var start = range.lowerBound
    var pieceFlags = flags
    while let cut = bestCut(text, start..<range.upperBound, offset: range.lowerBound, sink: sink) {
      sink.take(
        start..<cut, boundary: boundary, flags: pieceFlags.union(shape(text, start..<cut)),
        canonical: canonical[(start - range.lowerBound)..<(cut - range.lowerBound)])
      boundary = []
      start = cut
      pieceFlags = .repaired
    }
    canonical.removeSubrange(0..<(start - range.lowerBound))
    let last = start..<range.upperBound
    return finish(text, last, flags: pieceFlags.union(shape(text, last)), into: &sink)
  }

  /// Returns the change of case at which most of the two pieces are known words, or nil where none is.
  private func bestCut<Sink: TokenSink>(
    _ text: Span<UInt8>, _ range: Range<Int>, offset: Int, sink: Sink
  ) -> Int? {
    let word = canonical[(range.lowerBound - offset)..<(range.upperBound - offset)]
    guard range.count >= 4, !sink.knows(word) else { return nil }
    func isCapital(_ index: Int) -> Bool { text[index] & 0x20 == 0 }
    var best: (cut: Int, known: Int)?
    for cut in (range.lowerBound + 2)...(range.upperBound - 2) {
      let startsCapital = isCapital(cut) && (!isCapital(cut - 1) || !isCapital(cut + 1))
      let endsCapitals =
        !isCapital(cut) && !isCapital(cut + 1) && isCapital(cut - 1) && isCapital(cut - 2)
      guard startsCapital || endsCapitals else { continue }
      let (left, right) = (word[..<(cut - offset)], word[(cut - offset)...])
      let (knowsLeft, knowsRight) = (sink.knows(left), sink.knows(right))
      // Two letters are too easily a known word for them alone to count.
      let known =
        knowsLeft && knowsRight
        ? 2 : knowsLeft && left.count > 2 || knowsRight && right.count > 2 ? 1 : 0
      if known > (best?.known ?? 0) { best = (cut, known) }
    }
    return best?.cut
  }

  /// The flags that the capitals of an ASCII word call for.
  private func shape(_ text: Span<UInt8>, _ range: Range<Int>) -> TokenFlags {
    var shape = WordShape()
    for index in range { shape.count(isCapital: text[index] & 0x20 == 0) }
    return shape.flags
  }

  // MARK: Handing over

  /// Hands over the token in `canonical` and returns where the text goes on: after a possessive, if one follows.
  private mutating func finish<Sink: TokenSink>(
    _ text: Span<UInt8>, _ range: Range<Int>, flags: TokenFlags, into sink: inout Sink
  ) -> Int {
    let after = possessiveEnd(text, after: range)
    emit(range, flags: after == nil ? flags : flags.union(.possessive), into: &sink)
    return after ?? range.upperBound
  }

  /// Returns the end of the possessive that follows `word`, or nil: `'s`, or `'` after an s and before a blank.
  private func possessiveEnd(_ text: Span<UInt8>, after word: Range<Int>) -> Int? {
    let end = word.upperBound
    guard end < text.count else { return nil }
    let (sign, length) = signAndLength(text, at: end)
    guard sign.joinsLetters else { return nil }
    let next = end + length
    if next < text.count, text[next] | 0x20 == UInt8(ascii: "s"), !isAlphanumeric(text, at: next + 1) {
      return next + 1
    }
    // After an opening quotation mark it is the closing one.
    guard canonical.last == UInt8(ascii: "s"), !singleIsOpen, sign != .openSingle, next < text.count,
      isBlank(text, at: next)
    else { return nil }
    return next
  }

  private mutating func emit<Sink: TokenSink>(
    _ range: Range<Int>, flags: TokenFlags, into sink: inout Sink
  ) {
    sink.take(range, boundary: boundary, flags: flags, canonical: canonical[...])
    boundary = []
  }
}
