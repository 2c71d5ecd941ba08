package import WaybillCore
import WaybillText

/// Writes records as JSON Lines, version 1: names, their order and what is null are a contract.
package enum RecordEncoder {
  /// Appends one record and a line break.
  /// - Complexity: O(bytes written)
  package static func append(_ record: Record, to buffer: inout [UInt8]) {
    var json = JSONText(bytes: buffer)
    // The buffer must not be shared while it grows, or each record would copy all those before it.
    buffer = []
    defer { buffer = json.bytes }
    let article = record.article
    let findings = record.findings
    json.openObject()
    json.field("waybill", 1)
    json.field("id", article.id)
    json.field("title", article.title)
    json.field("date", article.date)
    json.field("source", article.source)
    json.field("url", article.url)
    json.name("labels")
    json.openObject()
    for (axis, scores) in findings.labels {
      json.foreignName(axis)
      json.openArray()
      for score in scores {
        json.openObject()
        json.field("label", score.label)
        json.field("score", score.score)
        json.closeObject()
      }
      json.closeArray()
    }
    json.closeObject()
    json.name("weapons")
    json.openArray()
    for weapon in findings.weapons { append(weapon, to: &json) }
    json.closeArray()
    json.name("claims")
    json.openArray()
    for claim in findings.claims { append(claim, to: &json) }
    json.closeArray()
    if !findings.spans.isEmpty {
      json.name("findings")
      json.openArray()
      for span in findings.spans { append(span, to: &json) }
      json.closeArray()
    }
    json.field("notes", article.notes + findings.notes)
    json.closeObject()
    json.endLine()
  }

  private static func append(_ weapon: WeaponMention, to json: inout JSONText) {
    json.openObject()
    json.field("field", weapon.span.field)
    json.field("text", weapon.span.text)
    json.field("start", weapon.span.range.start)
    json.field("end", weapon.span.range.end)
    json.field("leaf", weapon.leaf)
    json.field("branch", weapon.branch)
    json.field("guidance", weapon.guidance)
    json.field("designation", weapon.designation)
    json.field("rule", weapon.rule)
    json.closeObject()
  }

  private static func append(_ claim: Claim, to json: inout JSONText) {
    json.openObject()
    json.name("supplier")
    append(claim.supplier, to: &json)
    json.name("recipient")
    append(claim.recipient, to: &json)
    json.name("items")
    json.openArray()
    for item in claim.items { append(item, to: &json) }
    json.closeArray()
    json.field("guidance", claim.guidance)
    json.field("status", claim.status)
    json.field("grade", claim.grade)
    json.field("denied_by", claim.deniedBy)
    json.field("score", claim.score)
    json.field("level", claim.level)
    json.field("contested", claim.contested)
    json.field("concealed", claim.concealed)
    json.field("decoys", claim.decoys)
    json.field("background", claim.background)
    json.field("transfer", claim.transfer)
    json.name("evidence")
    json.openArray()
    for evidence in claim.evidence { append(evidence, to: &json) }
    json.closeArray()
    json.name("ladder")
    json.openArray()
    for rung in claim.ladder {
      json.openObject()
      json.field("rung", rung.rung)
      json.foreignName(rung.effect)
      json.string(rung.grade)
      json.closeObject()
    }
    json.closeArray()
    json.closeObject()
  }

  private static func append(_ party: Claim.Party, to json: inout JSONText) {
    json.openObject()
    json.field("id", party.id)
    json.field("name", party.name)
    json.field("text", party.span?.text)
    json.field("field", party.span?.field)
    json.field("start", party.span?.range.start)
    json.field("end", party.span?.range.end)
    if party.inferred { json.field("inferred", true) }
    json.closeObject()
  }

  private static func append(_ item: Claim.Item, to json: inout JSONText) {
    json.openObject()
    json.field("leaf", item.leaf)
    json.field("weapon", item.weapon)
    json.name("quantity")
    if let quantity = item.quantity {
      json.openObject()
      json.field("text", quantity.text)
      json.field("min", quantity.min)
      json.field("max", quantity.max)
      json.field("unit", quantity.unit)
      json.closeObject()
    } else {
      json.null()
    }
    json.closeObject()
  }

  private static func append(_ evidence: Claim.Evidence, to json: inout JSONText) {
    json.openObject()
    json.field("kind", evidence.kind)
    json.field("holder", evidence.holder)
    json.field("polarity", evidence.polarity)
    json.field("status", evidence.status)
    json.field("weight", evidence.weight)
    json.field("origin", evidence.origin)
    json.field("field", evidence.span.field)
    json.field("text", evidence.span.text)
    json.field("start", evidence.span.range.start)
    json.field("end", evidence.span.range.end)
    json.field("rule", evidence.rule)
    json.closeObject()
  }

  private static func append(_ finding: LabelledSpan, to json: inout JSONText) {
    json.openObject()
    json.field("axis", finding.axis)
    json.field("label", finding.label)
    json.field("field", finding.span.field)
    json.field("text", finding.span.text)
    json.field("start", finding.span.range.start)
    json.field("end", finding.span.range.end)
    json.field("rule", finding.rule)
    json.closeObject()
  }
}
