import WaybillCore
import WaybillText

extension EventReader {
  /// Takes an event apart whose lists belong together one by one: "Estonia and Latvia got rifles and mortars from Finland
  /// and Slovakia, respectively".
  func distributed(_ event: Event) -> [Event] {
    guard isRespective(event.sentence) else { return [event] }
    let count = max(event.suppliers.count, event.recipients.count, event.items.count)
    func fits(_ number: Int) -> Bool { number == count || number <= 1 }
    let lists = [event.suppliers.count, event.recipients.count, event.items.count]
    guard count > 1, lists.allSatisfy(fits), lists.filter({ $0 == count }).count >= 2 else { return [event] }
    return (0..<count).map { position in
      func part<Element>(_ list: [Element]) -> [Element] { list.count == count ? [list[position]] : list }
      var share = event
      share.suppliers = part(event.suppliers)
      share.recipients = part(event.recipients)
      share.items = part(event.items)
      return share
    }
  }

  /// Whether a sentence says that its lists go together in order.
  private func isRespective(_ sentence: Int) -> Bool {
    let tokens = reading.segmentation.sentences[sentence].tokens
    return tokens.contains { token in
      isWord(token, "respectively")
        || isWord(token, "order") && token >= tokens.lowerBound + 2 && isWord(token - 1, "that")
          && isWord(token - 2, "in")
    }
  }
}
