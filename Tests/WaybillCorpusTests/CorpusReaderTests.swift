import Foundation
import TestSupport
import Testing
import WaybillCore

@testable import WaybillCorpus

struct CorpusReaderTests {
  // MARK: What is read

  @Test func `walks folders in the order of their names and names articles relative to the argument`() throws
  {
    let folder = try TemporaryFolder()
    try folder.write("b.txt", "second")
    try folder.write("a/z.txt", "first")
    try folder.write("c/lines.jsonl", "{\"text\":\"third\"}\n\n{\"id\":\"own\",\"text\":\"fourth\"}\n")
    try folder.write("d.json", "{\n  \"text\": \"fifth\"\n}\n")
    try folder.write("notes.md", "passed over")
    try folder.write(".hidden.txt", "passed over")
    let (articles, rejects, skipped) = try read([folder.path])
    #expect(articles.map(\.id) == ["a/z.txt", "b.txt", "c/lines.jsonl:1", "own", "d.json"])
    #expect(articles.map(\.text) == ["first", "second", "third", "fourth", "fifth"])
    #expect(rejects.isEmpty)
    #expect(skipped == 2)
  }

  @Test func `a file named directly is read for what it holds`() throws {
    let folder = try TemporaryFolder()
    let text = try folder.write("article.md", "words")
    let lines = try folder.write("export", " \n{\"id\":\"one\",\"text\":\"a\"}\n{\"id\":2,\"text\":\"b\"}")
    #expect(try read([text, lines]).articles.map(\.id) == ["article.md", "one", "2"])
  }

  @Test func `keeps every field and takes numbers as text`() throws {
    let line = #"{"id":17,"title":"T","date":2022,"source":"S","url":"U","text":"body","extra":[1,{}]}"#
    let article = try #require(try readLines(line).articles.first)
    #expect(article.id == "17")
    #expect(article.title == "T")
    #expect(article.date == "2022")
    #expect(article.source == "S")
    #expect(article.url == "U")
    #expect(article.text == "body")
    #expect(article.notes == [])
  }

  @Test func `null and empty fields are missing, and others are noted`() throws {
    let article = try #require(
      try readLines(#"{"id":"","title":null,"date":"","source":["a"],"text":"body"}"#).articles.first)
    #expect(article.id == "lines.jsonl:1")
    #expect(article.title == nil)
    #expect(article.date == nil)
    #expect(article.source == nil)
    #expect(article.notes == ["`source` is neither a string nor a number and was left out"])
  }

  @Test func `tolerates a byte order mark, CRLF and blank lines`() throws {
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("\r\n{\"text\":\"a\"}\r\n \t\r\n{\"text\":\"b\"}".utf8)
    let (articles, rejects, _) = try readLines(bytes)
    #expect(articles.map(\.id) == ["lines.jsonl:2", "lines.jsonl:4"])
    #expect(rejects.isEmpty)
    let folder = try TemporaryFolder()
    let text = try folder.write("a.txt", [0xEF, 0xBB, 0xBF] + Array("a\r\nb".utf8))
    #expect(try read([text]).articles.map(\.text) == ["a\r\nb"])
  }

  @Test func `repairs invalid UTF-8 and notes how often`() throws {
    let folder = try TemporaryFolder()
    let text = try folder.write("a.txt", [0x61, 0xFF, 0x62, 0xFE])
    let one = try #require(try read([text]).articles.first)
    #expect(one.text == "a\u{FFFD}b\u{FFFD}")
    #expect(one.notes == ["invalid UTF-8: 2 sequences replaced by U+FFFD"])
    let line = Array("{\"title\":\"".utf8) + [0xC3] + Array("\",\"text\":\"ok\"}".utf8)
    let two = try #require(try readLines(line).articles.first)
    #expect(two.title == "\u{FFFD}")
    #expect(two.notes == ["invalid UTF-8: 1 sequence replaced by U+FFFD"])
  }

  // MARK: What is refused

  @Test(arguments: [
    (#"{"text":"a""#, "broken JSON at byte 12 of the line: the line ends in the middle of the object"),
    (#"{"title":"a"}"#, "no field `text`"),
    (#"{"text":null}"#, "`text` is not a string"),
    (#"{"text":7}"#, "`text` is not a string"),
    (#"{"text":["a"]}"#, "`text` is not a string"),
    (#"{"text":""}"#, "`text` is empty"),
    (#"{"text":" \n\t "}"#, "`text` is empty"),
    (#"[{"text":"a"}]"#, "broken JSON at byte 15 of the line: not a JSON object"),
  ])
  func `a line that is no article is a reject with its place`(line: String, reason: String) throws {
    let (articles, rejects, _) = try readLines("{\"text\":\"before\"}\n\(line)\n{\"text\":\"after\"}\n")
    #expect(articles.map(\.text) == ["before", "after"])
    #expect(rejects.map(\.line) == [2])
    #expect(rejects.map(\.reason) == [reason])
    #expect(rejects.allSatisfy { $0.file.hasSuffix("/lines.jsonl") })
  }

  @Test func `a broken file of one object is a reject with the line`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.json", "{\n  \"title\": \"a\"\n  \"text\": \"b\"\n}\n")
    #expect(
      try read([path]).rejects == [
        Reject(file: path, line: 3, reason: "broken JSON at byte 3 of the line: expected `,` or `}`")
      ])
  }

  @Test(
    arguments: [
      ("a.txt", [], "the file is empty"),
      ("a.txt", Array(" \r\n".utf8), "the file is empty"),
      (
        "a.txt", Array("some words".utf8) + [0] + Array(repeating: 0x61, count: 40),
        "not a text: it has NUL bytes"
      ),
      (
        "a.txt", Array(repeating: 0x01, count: 3) + Array("words".utf8),
        "not a text: too many control characters"
      ),
      ("a.txt", [0xFF, 0xFE, 0x61, 0], "encoded as UTF-16 or UTF-32; convert it to UTF-8 first"),
      (
        "a.txt", Array("words".utf16).flatMap { [UInt8($0), 0] },
        "encoded as UTF-16 or UTF-32; convert it to UTF-8 first"
      ),
      (
        "a.jsonl", Array("{\"text\":\"a\"}".utf16).flatMap { [0, UInt8($0)] },
        "encoded as UTF-16 or UTF-32; convert it to UTF-8 first"
      ),
      ("a.jsonl", [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0, 0, 0x61, 0x62], "not a text: it has NUL bytes"),
      ("a.jsonl", [0x1F, 0x8B, 8, 0], ContentSniff.compressed),
      ("a.txt", [0x28, 0xB5, 0x2F, 0xFD, 0x61], ContentSniff.compressed),
      ("a.jsonl.gz", [0x1F, 0x8B, 8, 0], ContentSniff.compressed),
    ] as [(String, [UInt8], String)])
  func `a file that is no text is one reject`(name: String, bytes: [UInt8], reason: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(name, bytes)
    // The same whether it is named or found.
    for argument in [path, folder.path] {
      let result = try read([argument])
      #expect(result.articles.isEmpty)
      let isEmpty = reason == "the file is empty"
      #expect(
        result.rejects == [Reject(file: path, line: nil, reason: reason, isEmptyFile: isEmpty)])
    }
  }

  @Test(arguments: [
    "a bell\u{7} or two\u{7} in a long enough text, as old wires have them, is no reason to refuse", "BZh",
  ])
  func `a text with an odd byte is still a text`(text: String) throws {
    let folder = try TemporaryFolder()
    #expect(try read([try folder.write("a.txt", text)]).articles.map(\.text) == [text])
  }

  @Test func `a line of zeros costs that line only`() throws {
    let lines = Array("{\"text\":\"a\"}\n".utf8) + [0, 0, 0, 10] + Array("{\"text\":\"b\"}\n".utf8)
    let (articles, rejects, _) = try readLines(lines)
    #expect(articles.map(\.text) == ["a", "b"])
    #expect(rejects.map(\.line) == [2])
  }

  // MARK: Limits

  @Test(arguments: [16, 64, 1 << 20])
  func `a line up to the limit is read and a longer one is a reject`(batchBytes: Int) throws {
    let limits = CorpusLimits(maxArticleBytes: 200, batchBytes: batchBytes)
    func line(_ length: Int) -> String { "{\"text\":\"\(String(repeating: "x", count: length - 11))\"}" }
    let lines = [line(100), line(200), line(201), line(30), line(5_000), line(40), line(900)]
    let (articles, rejects, _) = try readLines(lines.joined(separator: "\n"), limits: limits)
    #expect(articles.map { $0.text.utf8.count + 11 } == [100, 200, 30, 40])
    #expect(articles.map(\.id) == [1, 2, 4, 6].map { "lines.jsonl:\($0)" })
    #expect(rejects.map(\.line) == [3, 5, 7])
    #expect(Set(rejects.map(\.reason)) == ["the line is longer than 200 bytes"])
  }

  @Test(arguments: [16, 64, 1 << 20], ["a.txt", "a.json"])
  func `a file up to the limit is read and a longer one is a reject`(batchBytes: Int, name: String) throws {
    let limits = CorpusLimits(maxArticleBytes: 200, batchBytes: batchBytes)
    func content(_ length: Int) -> String {
      name == "a.txt"
        ? String(repeating: "x", count: length)
        : "{\"text\":\"\(String(repeating: "x", count: length - 11))\"}"
    }
    let folder = try TemporaryFolder()
    let path = try folder.write(name, content(200))
    #expect(try read([path], limits: limits).articles.count == 1)
    try folder.write(name, content(201))
    #expect(
      try read([path], limits: limits).rejects == [
        Reject(file: path, line: nil, reason: "the file is longer than 200 bytes")
      ])
  }

  @Test func `the size of batches changes nothing`() throws {
    var random = SplitMix(seed: 3)
    let lines = (0..<300).map { number in
      number % 17 == 5
        ? ""
        : "{\"id\":\"\(number)\",\"text\":\"\(String(repeating: "é", count: Int.random(in: 1...90, using: &random)))\"}"
    }
    let text = lines.joined(separator: "\n")
    let whole = try readLines(text)
    #expect(whole.articles.count == lines.count { !$0.isEmpty })
    for batchBytes in [1, 2, 7, 64, 333, 4_096] {
      let parts = try readLines(text, limits: CorpusLimits(batchBytes: batchBytes))
      #expect(parts.articles.map(\.id) == whole.articles.map(\.id))
      #expect(parts.articles.map(\.text) == whole.articles.map(\.text))
      #expect(parts.rejects.isEmpty)
    }
  }

  @Test func `batches are numbered in order and bounded`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.jsonl", String(repeating: "{\"text\":\"abcdefgh\"}\n", count: 1_000))
    try folder.write("b.txt", "words")
    var reader = try CorpusReader([folder.path], limits: CorpusLimits(batchBytes: 1_000))
    var sequence = 0
    while let batch = reader.next() {
      #expect(batch.sequence == sequence)
      #expect(batch.byteCount <= 2_000)
      sequence += 1
    }
    #expect(sequence > 10)
  }

  // MARK: Places

  @Test func `a path that does not exist is an error before anything is read`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.txt", "words")
    #expect(throws: SystemError("find", "\(folder.path)/b.txt", code: 2)) {
      _ = try CorpusReader([path, "\(folder.path)/b.txt"])
    }
  }

  @Test func `a folder that links back to itself is walked once`() throws {
    let folder = try TemporaryFolder()
    try folder.write("inner/a.txt", "words")
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/inner/back", withDestinationPath: folder.path)
    let result = try read([folder.path])
    #expect(result.articles.map(\.id) == ["inner/a.txt"])
    #expect(result.skipped == 1)
  }

  @Test func `a dead link to an article is a reject`() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/a.txt", withDestinationPath: "\(folder.path)/gone")
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/b.md", withDestinationPath: "\(folder.path)/gone")
    let result = try read([folder.path])
    #expect(result.rejects.map(\.file) == ["\(folder.path)/a.txt"])
    #expect(result.skipped == 1)
  }

  // MARK: Support

  private typealias Result = (articles: [Article], rejects: [Reject], skipped: Int)

  private func read(_ paths: [String], limits: CorpusLimits = CorpusLimits()) throws -> Result {
    var reader = try CorpusReader(paths, limits: limits)
    var articles: [Article] = []
    var rejects: [Reject] = []
    while let batch = reader.next() {
      batch.parse { item in
        switch item {
        case .article(let article): articles.append(article)
        case .reject(let reject): rejects.append(reject)
        }
      }
    }
    return (articles, rejects, reader.skipped)
  }

  private func readLines(_ text: String, limits: CorpusLimits = CorpusLimits()) throws -> Result {
    try readLines(Array(text.utf8), limits: limits)
  }

  private func readLines(_ bytes: [UInt8], limits: CorpusLimits = CorpusLimits()) throws -> Result {
    let folder = try TemporaryFolder()
    return try read([try folder.write("lines.jsonl", bytes)], limits: limits)
  }
}
