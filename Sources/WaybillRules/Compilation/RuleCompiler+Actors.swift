import WaybillCore
import WaybillMatching
import WaybillText

extension RuleCompiler {
  /// Numbers the actors; the same id in several places is one actor.
  mutating func mergeActors() {
    var types: [Int: Located<String>] = [:]
    for set in declarations {
      for actor in set.actors {
        if let number = actorNumbers[actor.id.value] {
          if catalog.actors[number].name == actor.id.value, let name = actor.names.first {
            catalog.actors[number].name = printed(name.value)
          }
          if let type = actor.type, catalog.actors[number].type.isEmpty { catalog.actors[number].type = type.value }
          continue
        }
        actorNumbers[actor.id.value] = catalog.actors.count
        if let type = actor.type {
          if !NameScope.actorTypes.contains(type.value) {
            reportUnknown("WB308", "type of actors", type, set.file, known: NameScope.actorTypes)
          }
          types[catalog.actors.count] = type
        }
        catalog.actors.append(
          Actor(
            id: actor.id.value, type: actor.type?.value ?? "",
            name: actor.names.first.map { printed($0.value) } ?? actor.id.value))
      }
    }
    for set in declarations {
      for actor in set.actors where catalog.actors[actorNumbers[actor.id.value] ?? 0].type.isEmpty {
        report(.error, "WB312", "actor `\(actor.id.value)` has no type anywhere", set.file, actor.id.range)
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
          (.name, actor.names), (.demonym, actor.demonyms), (.metonym, actor.metonyms), (.person, actor.people),
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
      guard !phrases.isEmpty else {
        exceptions.append(-1)
        continue
      }
      let symbol = builder.symbol(.set)
      for (set, phrase) in phrases { add([phrase], symbol: symbol, in: set) }
      exceptions.append(symbol)
    }
  }

  private mutating func addForm(
    _ form: ActorHit.Form, _ phrases: [Located<String>], of actor: Int, needs: Guard?, in set: RuleSetDeclaration
  ) {
    guard !phrases.isEmpty else { return }
    let symbol = builder.symbol(.actor(form: Int32(forms.count)))
    forms.append(ActorForm(actor: Int32(actor), form: form, needs: needs))
    add(phrases, symbol: symbol, in: set)
  }
}
