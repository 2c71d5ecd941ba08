import BuiltInClassifiers
import TestSupport
import WaybillCore
import WaybillPipeline

/// A small rule set that uses every classifier, and articles written for it.
enum CorpusRules {
  /// Compiles the rules after some words of them were replaced; each must be there.
  static func pipeline(replacing edits: [(String, String)] = []) -> Pipeline {
    RuleFixture([edited(edits)], plugins: BuiltInClassifiers.all, indexesPhrases: true).pipeline
  }

  static func edited(_ edits: [(String, String)]) -> String {
    var text = text
    for (old, new) in edits {
      precondition(text.contains(old), "the rules do not contain `\(old)`")
      text = text.replacingFirst(old, with: new)
    }
    return text
  }

  static let text = """
    classifiers:
      - {id: route, plugin: labels, emits: [route]}
      - {id: weapons, plugin: weapon-category, emits: [weapon]}
      - {id: guidance, plugin: munition-guidance, emits: [guidance], needs: [weapons],
         parameters: {defaults: {artillery-shell: unguided, missile-unspecified: guided}}}
      - {id: supply, plugin: supplier-confidence, emits: [supply], needs: [weapons, guidance],
         parameters: {minimum-grade: denied}}
    labels:
      route: {kind: enum, of: [sea, air]}
      weapon:
        kind: tree
        of:
          ammunition: [artillery-shell, mortar-round]
          missiles: [missile-unspecified, cruise-missile]
          vehicles: [tank]
      guidance: {kind: enum, of: [guided, unguided, mixed, undetermined, n/a]}
      supply: {kind: scale, of: [denied, doubtful, possible, probable, confirmed]}
    lists:
      stop.clause: [but, while, ";"]
      transfer: [supply~, deliver~, ship~, send~, airlift~]
    actors:
      - {id: PRK, type: state, names: [North Korea]}
      - {id: RUS, type: state, names: [Russia]}
      - {id: IRN, type: state, names: [Iran]}
    rules:
      - {id: sea, emit: {route: sea}, match: [by sea, freighter~]}
      - {id: air, emit: {route: air}, match: [by air, airship~]}
      - {id: shell, emit: {weapon: artillery-shell}, match: [(artillery|) shell~, howitzer round~], unless: [sea shell~]}
      - {id: mortar, emit: {weapon: mortar-round}, match: [mortar shell~]}
      - {id: missile, emit: {weapon: missile-unspecified}, match: [missile~]}
      - {id: cruise, emit: {weapon: cruise-missile}, match: [cruise missile~]}
      - {id: tank, emit: {weapon: tank}, match: [tank~], needs: {within: sentence, any: [armour, army, $transfer]}}
      - {id: smart, emit: {guidance: guided}, match: [laser-guided], on: {label: weapon, reach: after, tokens: 3}}
      - id: transfer
        frame: {supplier: {is: $actor.party}, item: {label: weapon}, recipient: {is: $actor.party}}
        emit: {supply: confirmed}
        sets: {status: delivered}
        match: ["<supplier> ..6 $transfer ..10 <item>", "$transfer ..12 to ..2 <recipient>"]
      - id: plan
        frame: {supplier: {is: $actor.party}, item: {label: weapon}, recipient: {is: $actor.party}}
        emit: {supply: confirmed}
        sets: {status: agreed}
        match: ["<supplier> ..3 agree~ to ..2 $transfer ..10 <item> ..4 to ..2 <recipient>"]
    modifiers:
      denial:
        sets: {stance: denied}
        cues: [deny~]
        reach: after
        scope: {within: sentence}
        holder: nearest $actor.state before
      hedge:
        sets: {certainty: possible}
        cues: [may, might, reportedly]
        reach: after
        scope: {within: clause}
    policy:
      supply:
        - {when: {stance: denied, without: affirmed}, cap: denied}
        - {when: {certainty: possible}, cap: possible}
    """

  static let articles: [Article] = [
    Article(id: "a1", text: "North Korea shipped artillery shells to Russia by sea."),
    Article(id: "a2", text: "Iran may have sent cruise missiles to Russia. The missiles came by air."),
    Article(id: "a3", text: "North Korea sent laser-guided mortar shells to Russia."),
    Article(id: "a4", text: "The army counted every tank. The fish tank was full of sea shells."),
    Article(id: "a5", text: "Nothing of interest was said about the weather."),
    Article(id: "a6", text: "Iran delivered howitzer rounds to Russia."),
  ]
}

extension String {
  /// The text with the first occurrence of some words replaced.
  func replacingFirst(_ old: String, with new: String) -> String {
    guard let range = self.firstRange(of: old) else { return self }
    return replacingCharacters(in: range, with: new)
  }

  private func firstRange(of text: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }

  private func replacingCharacters(in range: Range<String.Index>, with new: String) -> String {
    String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
  }
}
