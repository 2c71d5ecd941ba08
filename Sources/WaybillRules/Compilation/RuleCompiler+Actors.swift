import WaybillCore
import WaybillMatching
import WaybillText
import WaybillYAML

extension RuleCompiler {
  /// Numbers the actors; the same id in several places is one actor.
  mutating func mergeActors() {
    var types: [Int: (file: String, type: Located<String>)] = [:]
    for set in declarations {
      for actor in set.actors {
        let number: Int
        if let known = actorNumbers[actor.id.value] {
          number = known
          if catalog.actors[number].name == actor.id.value, let name = actor.names.first {
            catalog.actors[number].name = printed(name.value)
          }
        } else {
          number = catalog.actors.count
          actorNumbers[actor.id.value] = number
          catalog.actors.append(
            Actor(
              id: actor.id.value, type: "",
              name: actor.names.first.map { printed($0.value) } ?? actor.id.value))
        }
        guard let type = actor.type else { continue }
        if !NameScope.actorTypes.contains(type.value) {
          reportUnknown(.unknownActorType, "type of actors", type, set.file, known: NameScope.actorTypes)
        }
        if let first = types[number] {
          guard first.type.value != type.value else { continue }
          report(
            .conflictingActorTypes,
            "actor `\(actor.id.value)` is of type `\(type.value)` here and `\(first.type.value)` elsewhere",
            set.file, type.range,
            notes: [.init("the other type", at: Place(file: first.file, range: first.type.range))])
        } else {
          types[number] = (set.file, type)
          catalog.actors[number].type = type.value
        }
      }
    }
    for set in declarations {
      for actor in set.actors where catalog.actors[actorNumbers[actor.id.value] ?? 0].type.isEmpty {
        report(.actorWithoutType, "actor `\(actor.id.value)` has no type anywhere", set.file, actor.id.range)
      }
    }
  }

  /// A name without the signs of the phrase language.
  private func printed(_ phrase: String) -> String {
    String(phrase.filter { $0 != "=" && $0 != "~" })
  }

  mutating func compileActors() {
    var unless: [[(RuleSetDeclaration, Located<String>)]] = Array(repeating: [], count: catalog.actors.count)
    for set in declarations {
      for actor in set.actors {
        guard let number = actorNumbers[actor.id.value] else { continue }
        let groups: [(ActorHit.Form, [Located<String>])] = [
          (.name, actor.names), (.demonym, actor.demonyms), (.metonym, actor.metonyms),
          (.person, actor.people),
          (.body, actor.bodies),
        ]
        for (form, phrases) in groups { addForm(form, phrases, of: number, needs: nil, in: set) }
        for guarded in actor.guarded {
          addForm(.name, guarded.forms, of: number, needs: compile(guarded.needs, in: set), in: set)
        }
        unless[number] += actor.unless.map { (set, $0) }
      }
    }
    for phrases in unless {
      exceptions.append(SymbolSet(phrases.flatMap { set, phrase in symbols([phrase], in: set).symbols }))
    }
  }

  private mutating func addForm(
    _ form: ActorHit.Form, _ phrases: [Located<String>], of actor: Int, needs: Guard?,
    in set: RuleSetDeclaration
  ) {
    let phrases = phrases.filter { isName($0, in: set) }
    guard !phrases.isEmpty else { return }
    let symbol = builder.symbol(.actor(form: Int32(forms.count)))
    forms.append(ActorForm(actor: Int32(actor), form: form, needs: needs))
    add(phrases, symbol: symbol, in: set)
  }

  /// Reports and refuses a name that words and lists of words do not spell out.
  private mutating func isName(_ source: Located<String>, in set: RuleSetDeclaration) -> Bool {
    let home = names.home(of: source, in: set)
    // What cannot be parsed is reported where phrases are added.
    guard let phrase = try? PhraseParser.parse(source.value) else { return true }
    let isWritten = phrase.variants.joined().allSatisfy { element in
      switch element {
      case .words: true
      case .list(let name): resolveList(name, in: home).map { builder.isPlain($0) } ?? true
      default: false
      }
    }
    guard !isWritten else { return true }
    report(
      .badPhrase,
      "the name of an actor is written in words and lists of words, without gaps: `\(shortened(source.value))`",
      home.file, source.range)
    return false
  }
}
