/// The fields of an article as a JSON object gives them.
struct ArticleFields {
  enum Value {
    case text(RepairedText)
    /// A number, as written.
    case number(String)
    case null
    /// A truth value, an array or an object.
    case other
  }

  enum Name: Int {
    case id, title, date, source, url, text

    /// Recognises the name of a field.
    init?(_ bytes: ArraySlice<UInt8>) {
      // Told apart by length first: most names of an export are none of ours.
      switch bytes.count {
      case 2 where bytes.elementsEqual("id".utf8): self = .id
      case 3 where bytes.elementsEqual("url".utf8): self = .url
      case 4 where bytes.elementsEqual("text".utf8): self = .text
      case 4 where bytes.elementsEqual("date".utf8): self = .date
      case 5 where bytes.elementsEqual("title".utf8): self = .title
      case 6 where bytes.elementsEqual("source".utf8): self = .source
      default: return nil
      }
    }
  }

  private var values: [Value?] = Array(repeating: nil, count: 6)

  subscript(name: Name) -> Value? {
    get { values[name.rawValue] }
    set { values[name.rawValue] = newValue }
  }
}
