import Foundation
import TestSupport
import Testing

/// Pages that show what the commands print.
struct GuideTests {
  private static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/Samples", withDestinationPath: ConsolePage.root.appending(path: "Samples").path)
    return folder
  }

  @Test func `the guide's files and commands do what it says`() throws {
    let page = ConsolePage(url: ConsolePage.root.appending(path: "Documentation/Guide.md"))
    #expect(try page.run(in: Self.folder()) >= 20)
  }

  /// Each command on rule sets with planted faults.
  @Test func `commands say of faults what the page of faults says`() throws {
    let page = ConsolePage(url: ConsolePage.root.appending(path: "Tests/CommandLineTests/Fixtures/Faults.md"))
    #expect(try page.run(in: Self.folder()) >= 20)
  }
}
