import CLibYAML

/// A step of libyaml through a file, in Swift values.
struct YAMLEvent {
  enum Kind {
    case documentEnd
    case alias(name: String)
    case scalar(YAMLScalar)
    case sequenceStart(YAMLLayout)
    case mappingStart(YAMLLayout)
    case collectionEnd
  }
  var kind: Kind
  var hasAnchor = false
  var hasTag = false
  /// First character, counted from where reading began.
  var start: Int
  /// The character after the last.
  var end: Int
}

/// What libyaml says when it cannot go on.
struct YAMLSyntaxError: Error {
  var problem: String
  /// The character at which it noticed.
  var position: Int
  /// What it was reading, and from which character on; for instance the quoted text that never ends.
  var context: (text: String, position: Int)?
}

/// The one place where C is called.
enum YAMLEvents {
  /// Calls `body` for each event of the first document in `bytes[start...]`, until it returns false.
  ///
  /// - Throws: the first syntax error.
  static func forEach(
    in bytes: [UInt8], from start: Int, _ body: (YAMLEvent) -> Bool
  ) throws(YAMLSyntaxError) {
    // The parser keeps a pointer to itself, so it must not move.
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    defer { unsafe parser.deallocate() }
    guard unsafe yaml_parser_initialize(parser) == 1 else { preconditionFailure("out of memory") }
    defer { unsafe yaml_parser_delete(parser) }
    let result: Result<Void, YAMLSyntaxError> = unsafe bytes.withUnsafeBufferPointer { buffer in
      // An empty array may have no address at all, which libyaml would take for a missing input.
      guard let base = buffer.baseAddress else { return .success(()) }
      unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
      unsafe yaml_parser_set_input_string(parser, base + start, bytes.count - start)
      return unsafe walk(parser, body)
    }
    try result.get()
  }

  private static func walk(
    _ parser: UnsafeMutablePointer<yaml_parser_t>, _ body: (YAMLEvent) -> Bool
  ) -> Result<Void, YAMLSyntaxError> {
    while true {
      var raw = unsafe yaml_event_t()
      guard unsafe yaml_parser_parse(parser, &raw) == 1 else { return unsafe .failure(error(of: parser)) }
      defer { unsafe yaml_event_delete(&raw) }
      if unsafe raw.type == YAML_STREAM_END_EVENT { return .success(()) }
      guard let event = unsafe event(raw) else { continue }
      if !body(event) { return .success(()) }
    }
  }

  private static func event(_ raw: yaml_event_t) -> YAMLEvent? {
    let (start, end) = unsafe (Int(raw.start_mark.index), Int(raw.end_mark.index))
    switch unsafe raw.type {
    case YAML_DOCUMENT_END_EVENT:
      return YAMLEvent(kind: .documentEnd, start: start, end: end)
    case YAML_ALIAS_EVENT:
      let name = unsafe String(cString: raw.data.alias.anchor)
      return YAMLEvent(kind: .alias(name: name), start: start, end: end)
    case YAML_SCALAR_EVENT:
      let scalar = unsafe raw.data.scalar
      let text = unsafe String(
        decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      return unsafe YAMLEvent(
        kind: .scalar(YAMLScalar(text, style: style(scalar.style))),
        hasAnchor: scalar.anchor != nil, hasTag: scalar.tag != nil, start: start, end: end)
    case YAML_SEQUENCE_START_EVENT:
      let sequence = unsafe raw.data.sequence_start
      return unsafe YAMLEvent(
        kind: .sequenceStart(sequence.style == YAML_FLOW_SEQUENCE_STYLE ? .flow : .block),
        hasAnchor: sequence.anchor != nil, hasTag: sequence.tag != nil, start: start, end: end)
    case YAML_MAPPING_START_EVENT:
      let mapping = unsafe raw.data.mapping_start
      return unsafe YAMLEvent(
        kind: .mappingStart(mapping.style == YAML_FLOW_MAPPING_STYLE ? .flow : .block),
        hasAnchor: mapping.anchor != nil, hasTag: mapping.tag != nil, start: start, end: end)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
      return YAMLEvent(kind: .collectionEnd, start: start, end: end)
    default:
      return nil
    }
  }

  private static func style(_ style: yaml_scalar_style_t) -> YAMLScalar.Style {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: .literal
    case YAML_FOLDED_SCALAR_STYLE: .folded
    default: .plain
    }
  }

  private static func error(of parser: UnsafeMutablePointer<yaml_parser_t>) -> YAMLSyntaxError {
    let state = unsafe parser.pointee
    return unsafe YAMLSyntaxError(
      problem: state.problem.map { unsafe String(cString: $0) } ?? "out of memory",
      position: Int(state.problem_mark.index),
      context: state.context.map { unsafe (String(cString: $0), Int(state.context_mark.index)) })
  }
}
