import FoundationEssentials

/// The id of a request, which the answer repeats.
package enum RequestID: Codable, Hashable, Sendable {
  case number(Int)
  case text(String)

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Int.self) {
      self = .number(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .number(let number): try container.encode(number)
    case .text(let text): try container.encode(text)
    }
  }
}

/// What a client sent: a request with an id, a notification without, or the answer to a request of ours.
struct Message: Sendable {
  var id: RequestID?
  /// Nil for an answer.
  var method: String?
  /// The whole message, for its parameters.
  var bytes: [UInt8]

  /// Reads the outer form of a message.
  init(_ bytes: [UInt8]) throws(ResponseError) {
    let data = Data(bytes)
    do {
      let head = try JSONDecoder().decode(Head.self, from: data)
      id = head.id
      method = head.method
      guard method != nil || id != nil else { throw DecodingError.neither }
    } catch let error as DecodingError where error.isMalformed {
      throw ResponseError(.parseError, "the message is no JSON")
    } catch {
      throw ResponseError(.invalidRequest, "the message is no request, notification or answer")
    }
    self.bytes = bytes
  }

  /// Reads the parameters.
  func parameters<Parameters: Decodable>(_ type: Parameters.Type) throws(ResponseError) -> Parameters {
    do {
      return try JSONDecoder().decode(Body<Parameters>.self, from: Data(bytes)).params
    } catch {
      throw ResponseError(.invalidParams, "the parameters of `\(method ?? "")` cannot be read")
    }
  }

  private struct Head: Decodable {
    var id: RequestID?
    var method: String?
  }

  private struct Body<Parameters: Decodable>: Decodable {
    var params: Parameters
  }
}

extension DecodingError {
  fileprivate static var neither: DecodingError {
    .valueNotFound(String.self, Context(codingPath: [], debugDescription: ""))
  }

  fileprivate var isMalformed: Bool {
    if case .dataCorrupted = self { true } else { false }
  }
}

/// Why a request cannot be answered.
struct ResponseError: Error, Encodable, Sendable {
  enum Code: Int, Encodable, Sendable {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParams = -32602
    case serverNotInitialized = -32002
    case requestFailed = -32803
    case requestCancelled = -32800
  }
  var code: Code
  var message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

/// What the server sends.
enum Outgoing {
  private struct Response<Result: Encodable>: Encodable {
    var jsonrpc = "2.0"
    var id: RequestID
    var result: Result
  }

  private struct Failure: Encodable {
    var jsonrpc = "2.0"
    var id: RequestID?
    var error: ResponseError

    enum CodingKeys: String, CodingKey { case jsonrpc, id, error }

    // The id stands there even when it is null.
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(jsonrpc, forKey: .jsonrpc)
      try container.encode(id, forKey: .id)
      try container.encode(error, forKey: .error)
    }
  }

  private struct Call<Parameters: Encodable>: Encodable {
    var jsonrpc = "2.0"
    var id: RequestID?
    var method: String
    var params: Parameters
  }

  static func response(_ id: RequestID, _ result: some Encodable) -> [UInt8] {
    frame(Response(id: id, result: result))
  }

  static func failure(_ id: RequestID?, _ error: ResponseError) -> [UInt8] {
    frame(Failure(id: id, error: error))
  }

  /// A notification, or a request when it has an id.
  static func call(_ method: String, _ parameters: some Encodable, id: RequestID? = nil) -> [UInt8] {
    frame(Call(id: id, method: method, params: parameters))
  }

  private static func frame(_ message: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
    guard let body = try? encoder.encode(message) else {
      preconditionFailure("a message of ours has a value that JSON cannot say")
    }
    return Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body
  }
}

/// JSON's `null` as a result.
struct Null: Encodable {
  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encodeNil()
  }
}
