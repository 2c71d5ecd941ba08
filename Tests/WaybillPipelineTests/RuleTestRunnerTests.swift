import BuiltInClassifiers
import TestSupport
import Testing
import WaybillCore
import WaybillMatching
import WaybillPipeline
import WaybillRules
import WaybillText

@Suite struct RuleTestRunnerTests {
  /// Runs the tests of one rule for guns; returns what each failure says.
  private static func failures(_ tests: String) -> [String?] {
    let fixture = RuleFixture(
      """
      classifiers: [{id: w, plugin: weapon-category, emits: [weapon]}]
      labels: {weapon: {kind: enum, of: [gun, shell]}}
      rules:
        - {id: gun, emit: {weapon: gun}, match: [gun~], unless: [gun shop~], tests: [\(tests)]}
        - {id: shell, emit: {weapon: shell}, match: [shell~]}
      """, plugins: BuiltInClassifiers.all)
    return RuleTestRunner(fixture.pipeline).run().map(\.failure)
  }

  @Test(arguments: [
    #"{text: "two [[guns]]", expect: {weapon: gun}}"#,
    #"{text: "two [[guns]] and a [[gun]]", expect: {weapon: gun}}"#,
    #"{text: "two guns", expect: {weapon: gun}}"#,
    #"{text: "a gun shop", expect: none}"#,
    #"{text: "shells", expect: none}"#,
    #"{text: "two [[guns]]", expect: {weapon: shell}, status: known-gap}"#,
  ])
  func `passes what the rule does`(_ test: String) {
    #expect(Self.failures(test) == [nil])
  }

  @Test(arguments: [
    (#"{text: "two [[guns]]", expect: {weapon: shell}}"#, "weapon: gun"),
    (#"{text: "[[two guns]]", expect: {weapon: gun}}"#, "`guns`"),
    (#"{text: "two [[guns]] and a gun", expect: {weapon: gun}}"#, "`gun`"),
    (#"{text: "two [[shells]]", expect: {weapon: shell}}"#, "nothing"),
    (#"{text: "two guns", expect: none}"#, "`guns`"),
    (#"{text: "two [[guns]]", expect: {weapon: gun}, status: known-gap}"#, "known gap"),
  ])
  func `fails what it does not, and says what it does`(_ test: String, _ part: String) {
    let failure = Self.failures(test).first ?? nil
    #expect(failure?.contains(part) == true)
  }
}
