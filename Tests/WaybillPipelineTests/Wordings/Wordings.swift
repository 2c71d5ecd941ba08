import Foundation
import WaybillCore
import WaybillMatching
import WaybillPipeline
import WaybillRules
import WaybillText

/// What the engine says to texts made from the phrases of a rule file, as lines that are kept beside the tests.
///
/// A line for each wording: the text, and what its construct finds there.
enum Wordings {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Expected")

  /// Where the wordings of a rule file are kept.
  static func url(of file: String) -> URL {
    folder.appending(path: file.replacing("/", with: ".").replacing(".yaml", with: ".txt"))
  }

  static func kept(of file: String) -> [(wording: WordingWriter.Wording, found: String)] {
    guard let text = try? String(contentsOf: url(of: file), encoding: .utf8) else { return [] }
    var kept: [(WordingWriter.Wording, String)] = []
    var owner = ""
    for line in text.split(separator: "\n") {
      if line.hasPrefix("# ") {
        owner = String(line.dropFirst(2))
      } else {
        let parts = line.components(separatedBy: " → ")
        let text = parts[0].split(separator: " ").map { word in
          let run = word.split(separator: "×")
          guard run.count == 2, let count = Int(run[1]) else { return String(word) }
          return Array(repeating: String(run[0]), count: count).joined(separator: " ")
        }
        kept.append(
          (
            WordingWriter.Wording(owner: owner, text: text.joined(separator: " ")),
            parts.count > 1 ? parts[1] : ""
          )
        )
      }
    }
    return kept
  }

  static func page(_ wordings: [WordingWriter.Wording], by pipeline: Pipeline) -> String {
    var page = ""
    var owner = ""
    for wording in wordings {
      if wording.owner != owner {
        owner = wording.owner
        page += (page.isEmpty ? "" : "\n") + "# \(owner)\n"
      }
      page += "\(short(wording.text)) → \(found(of: wording, by: pipeline))\n"
    }
    return page
  }

  /// A text with words in a row that are the same written once: `zorp×12`.
  private static func short(_ text: String) -> String {
    var runs: [(word: Substring, count: Int)] = []
    for word in text.split(separator: " ") {
      if let last = runs.last, last.word == word {
        runs[runs.count - 1].count += 1
      } else {
        runs.append((word, 1))
      }
    }
    return runs.map {
      $0.count > 2
        ? "\($0.word)×\($0.count)" : Array(repeating: $0.word, count: $0.count).joined(separator: " ")
    }
    .joined(separator: " ")
  }

  /// What the owner of a wording finds in it.
  static func found(of wording: WordingWriter.Wording, by pipeline: Pipeline) -> String {
    let catalog = pipeline.rules.program.catalog
    let reading = pipeline.rules.program.read(Article(id: "test", text: wording.text + "."))
    func isOwn(_ reference: String) -> Bool {
      reference.hasPrefix(wording.owner)
        && reference.dropFirst(wording.owner.count).first.map { "@.".contains($0) } ?? true
    }
    func name(_ label: Int) -> String { catalog.labels[label].name }
    var parts: [String] = []
    for hit in reading.labels {
      if isOwn(catalog.rules[hit.rule].reference) {
        parts.append("\(name(hit.label)): \(reading.text(hit.tokens))")
      }
      for item in hit.attachments where isOwn(catalog.rules[item.rule].reference) {
        parts.append("\(name(item.label)) (\(reading.text(hit.tokens))): \(reading.text(item.tokens))")
      }
    }
    for hit in reading.actors where catalog.actors[hit.actor].id == wording.owner {
      parts.append(reading.text(hit.tokens))
    }
    for frame in reading.frames where isOwn(catalog.rules[frame.rule].reference) {
      let roles = frame.candidates.map { candidate in
        let tokens =
          switch candidate.filler {
          case .actor(let index): reading.actors[index].tokens
          case .label(let index): reading.labels[index].tokens
          }
        return "\(candidate.role)=\(reading.text(tokens))"
      }
      parts.append("\(reading.text(frame.trigger)): " + Set(roles).sorted().joined(separator: ", "))
    }
    for cue in reading.cues where isOwn(catalog.modifiers[cue.modifier].name) {
      parts.append("\(reading.text(cue.tokens)) reaches \(reading.text(cue.scope))")
    }
    for hit in reading.lists where wording.owner.hasSuffix("#list.\(catalog.lists[hit.list])") {
      parts.append(reading.text(hit.tokens))
    }
    return parts.isEmpty ? "–" : short(parts.joined(separator: "; "))
  }
}
