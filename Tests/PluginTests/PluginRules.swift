import BuiltInClassifiers
import TestSupport

/// Rules small enough to be read beside a test that use every built-in classifier.
enum PluginRules {
  static let fixture = RuleFixture(text, plugins: BuiltInClassifiers.all)

  static let text = """
    classifiers:
      - {id: route, plugin: labels, emits: [route]}
      - {id: weapons, plugin: weapon-category, emits: [weapon]}
      - id: guidance
        plugin: munition-guidance
        emits: [guidance]
        needs: [weapons]
        parameters: {defaults: {artillery-shell: unguided, missile-unspecified: guided}}
      - id: supply
        plugin: supplier-confidence
        emits: [supply]
        needs: [weapons, guidance]
        parameters:
          minimum-grade: denied
          vague-quantities: $vague
          transport-units: $units
    labels:
      route: {kind: enum, of: [sea, air]}
      weapon:
        kind: tree
        of:
          ammunition: [artillery-shell, bomb-unspecified]
          missiles: [missile-unspecified]
          vehicles: [tank]
          guns: [howitzer]
      guidance: {kind: enum, of: [guided, unguided, mixed, undetermined, n/a]}
      supply: {kind: scale, of: [denied, doubtful, possible, probable, confirmed]}
    lists:
      stop.clause: [but, while, ";"]
      transfer: [supply~, deliver~, provide~, ship~, transfer~, send~]
      vague: [hundreds of, thousands of, a number of]
      units: [wagon~, container~]
      paveway: [Paveway]
    actors:
      - {id: PRK, type: state, names: [North Korea]}
      - {id: RUS, type: state, names: [Russia]}
      - {id: IRN, type: state, names: [Iran]}
    rules:
      - {id: sea, emit: {route: sea}, match: [by sea, freighter~]}
      - {id: air, emit: {route: air}, match: [by air]}
      - {id: shell, emit: {weapon: artillery-shell}, match: [(artillery|) shell~]}
      - {id: bomb, emit: {weapon: bomb-unspecified}, match: [bomb~]}
      - {id: paveway, emit: {weapon: bomb-unspecified, guidance: guided}, match: [Paveway bomb~]}
      - {id: missile, emit: {weapon: missile-unspecified}, match: [missile~]}
      - {id: tank, emit: {weapon: tank}, match: [tank~, T-72 tank~]}
      - {id: gun, emit: {weapon: howitzer}, match: [howitzer~]}
      - {id: guided, emit: {guidance: guided}, match: [laser-guided, smart], on: {label: weapon, reach: after, tokens: 3}}
      - {id: dumb, emit: {guidance: unguided}, match: [dumb, unguided], on: {label: weapon, reach: after, tokens: 3}}
      - id: transfer
        frame: {supplier: {is: $actor.party}, item: {label: weapon}, recipient: {is: $actor.party}}
        emit: {supply: confirmed}
        sets: {status: delivered}
        match: ["<supplier> ..6 $transfer ..10 <item>", "$transfer ..12 to ..2 <recipient>"]
    modifiers:
      denial:
        sets: {stance: denied}
        cues: [deny~]
        reach: after
        scope: {within: sentence}
        holder: nearest $actor.state before
    policy:
      supply:
        - {when: {stance: denied, without: affirmed}, cap: denied}
    """
}
