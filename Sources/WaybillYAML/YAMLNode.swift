package import WaybillText

/// A value of a YAML file with the bytes it was read from.
package struct YAMLNode: Sendable {
  package enum Content: Sendable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode], YAMLLayout)
    case mapping([YAMLEntry], YAMLLayout)
    /// A place where something stands that the reader refuses and has reported, such as an alias.
    case refused
  }
  package var content: Content
  /// For a block collection from its first to its last child, without the comments and blank lines that follow.
  package var range: ByteRange

  package init(_ content: Content, range: ByteRange) {
    self.content = content
    self.range = range
  }
}

/// A text: YAML's own typing of numbers, booleans and nulls is not applied.
package struct YAMLScalar: Sendable, Hashable {
  package enum Style: Sendable, Hashable { case plain, singleQuoted, doubleQuoted, literal, folded }
  package var text: String
  package var style: Style

  package init(_ text: String, style: Style) {
    self.text = text
    self.style = style
  }

  /// Whether nothing at all was written, as after the colon of `key:`.
  package var isAbsent: Bool { style == .plain && text.isEmpty }
}

/// How a collection was written.
package enum YAMLLayout: Sendable, Hashable {
  /// By indentation.
  case block
  /// In brackets.
  case flow
}

/// A key of a mapping and its value.
package struct YAMLEntry: Sendable {
  package var key: String
  package var keyRange: ByteRange
  package var value: YAMLNode

  package init(key: String, keyRange: ByteRange, value: YAMLNode) {
    self.key = key
    self.keyRange = keyRange
    self.value = value
  }

  /// The bytes of key and value.
  package var range: ByteRange { ByteRange(keyRange.start, max(keyRange.end, value.range.end)) }
}
