/// The parts of the protocol's data that are used here, under the protocol's own names.
///
/// See https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/.
struct Position: Codable, Hashable, Sendable, Comparable {
  var line: Int
  var character: Int

  static func < (a: Position, b: Position) -> Bool { (a.line, a.character) < (b.line, b.character) }
}

struct TextRange: Codable, Hashable, Sendable {
  var start: Position
  var end: Position
}

struct Location: Codable, Hashable, Sendable {
  var uri: String
  var range: TextRange
}

// MARK: Parameters

struct InitializeParams: Decodable {
  struct Folder: Decodable {
    var uri: String
  }
  struct Options: Decodable {
    /// Rule files and folders of them, relative to the first folder; `default` for the shipped ones.
    var rules: [String]?
  }
  struct Capabilities: Decodable {
    struct General: Decodable {
      var positionEncodings: [String]?
    }
    struct Workspace: Decodable {
      struct Watching: Decodable {
        var dynamicRegistration: Bool?
      }
      var didChangeWatchedFiles: Watching?
    }
    struct Document: Decodable {
      struct Completion: Decodable {
        struct Item: Decodable {
          var snippetSupport: Bool?
        }
        var completionItem: Item?
      }
      var completion: Completion?
    }
    var general: General?
    var workspace: Workspace?
    var textDocument: Document?
  }
  var processId: Int32?
  var rootUri: String?
  var rootPath: String?
  var workspaceFolders: [Folder]?
  var initializationOptions: Options?
  var capabilities: Capabilities?

  enum CodingKeys: CodingKey {
    case processId, rootUri, rootPath, workspaceFolders, initializationOptions, capabilities
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    processId = try container.decodeIfPresent(Int32.self, forKey: .processId)
    rootUri = try container.decodeIfPresent(String.self, forKey: .rootUri)
    rootPath = try container.decodeIfPresent(String.self, forKey: .rootPath)
    workspaceFolders = try container.decodeIfPresent([Folder].self, forKey: .workspaceFolders)
    // Editors send options of any form; those that are not ours are no error.
    initializationOptions = try? container.decodeIfPresent(Options.self, forKey: .initializationOptions)
    capabilities = try container.decodeIfPresent(Capabilities.self, forKey: .capabilities)
  }
}

struct DocumentIdentifier: Codable {
  var uri: String
}

struct VersionedDocument: Codable {
  var uri: String
  var version: Int?
}

struct DidOpenParams: Decodable {
  struct Item: Decodable {
    var uri: String
    var version: Int?
    var text: String
  }
  var textDocument: Item
}

struct DidChangeParams: Decodable {
  struct Change: Decodable {
    /// Nil when `text` is the whole document.
    var range: TextRange?
    var text: String
  }
  var textDocument: VersionedDocument
  var contentChanges: [Change]
}

struct DocumentParams: Decodable {
  var textDocument: DocumentIdentifier
}

struct PositionParams: Decodable {
  struct Context: Decodable {
    var triggerCharacter: String?
  }
  var textDocument: DocumentIdentifier
  var position: Position
  var context: Context?
}

struct RenameParams: Decodable {
  var textDocument: DocumentIdentifier
  var position: Position
  var newName: String
}

struct CancelParams: Decodable {
  var id: RequestID
}

struct WatchedFilesParams: Decodable {
  var changes: [DocumentIdentifier]
}

// MARK: Results

struct InitializeResult: Encodable {
  struct Capabilities: Encodable {
    struct Sync: Encodable {
      var openClose = true
      /// Incremental.
      var change = 2
      var save = true
    }
    struct Completion: Encodable {
      var triggerCharacters = ["$", "<", ".", " ", "[", "{", "#"]
    }
    struct Rename: Encodable {
      var prepareProvider = true
    }
    var positionEncoding: String
    var textDocumentSync = Sync()
    var completionProvider = Completion()
    var hoverProvider = true
    var definitionProvider = true
    var renameProvider = Rename()
    var documentFormattingProvider = true
  }
  struct Server: Encodable {
    var name = "waybill"
  }
  var capabilities: Capabilities
  var serverInfo = Server()
}

struct Registration: Encodable {
  struct Options: Encodable {
    struct Watcher: Encodable {
      var globPattern: String
    }
    var watchers: [Watcher]
  }
  var id: String
  var method: String
  var registerOptions: Options
}

struct RegistrationParams: Encodable {
  var registrations: [Registration]
}

struct CompletionList: Encodable {
  var isIncomplete = false
  var items: [CompletionItem]
}

struct CompletionItem: Encodable, Hashable {
  enum Kind: Int, Encodable {
    case text = 1
    case field = 5
    case module = 9
    case property = 10
    case value = 12
    case `enum` = 13
    case keyword = 14
    case reference = 18
    case enumMember = 20
    case constant = 21
    case `struct` = 22
  }
  var label: String
  var kind: Kind
  var detail: String?
  var documentation: Markup?
  var sortText: String?
  var filterText: String?
  /// 2 for a snippet.
  var insertTextFormat: Int?
  var textEdit: TextEdit?
}

struct Markup: Encodable, Hashable {
  var kind = "markdown"
  var value: String
  init(_ value: String) { self.value = value }
}

struct TextEdit: Encodable, Hashable {
  var range: TextRange
  var newText: String
}

struct Hover: Encodable {
  var contents: Markup
  var range: TextRange
}

struct PrepareRenameResult: Encodable {
  var range: TextRange
  var placeholder: String
}

struct WorkspaceEdit: Encodable {
  var changes: [String: [TextEdit]]
}

struct PublishDiagnosticsParams: Encodable {
  var uri: String
  var version: Int?
  var diagnostics: [ProtocolDiagnostic]
}

struct ProtocolDiagnostic: Encodable {
  struct Related: Encodable {
    var location: Location
    var message: String
  }
  var range: TextRange
  /// 1 for an error, 2 for a warning.
  var severity: Int
  var code: String
  var source = "waybill"
  var message: String
  var relatedInformation: [Related]?
}

struct ShowMessageParams: Encodable {
  /// 1 for an error, 2 for a warning.
  var type: Int
  var message: String
}
