public import Healing

/// What templates are known to achieve: each with each class of exceptions, each with all, and all together.
///
/// Each level is the prior of the one below it, so that a template nobody tried is expected to do as templates do, and
/// a good one need not prove itself anew for every class.
public struct TemplateRecord: Sendable, Hashable {
  private struct Key: Hashable {
    var exceptionType: String
    var template: String
  }

  private var pairs: [Key: BetaCount] = [:]
  private var templates: [String: BetaCount] = [:]
  private var all = BetaCount()

  /// A record without entries: everything is as likely to succeed as to fail.
  public init() {}

  /// Adds counts that are aged already.
  public mutating func add(_ count: BetaCount, exceptionType: String, template: String) {
    pairs[Key(exceptionType: exceptionType, template: template), default: BetaCount()] =
      pairs[Key(exceptionType: exceptionType, template: template), default: BetaCount()] + count
    templates[template, default: BetaCount()] = templates[template, default: BetaCount()] + count
    all = all + count
  }

  /// How likely a patch of this template heals an exception of this class.
  public func expectation(exceptionType: String, template: String?) -> Double {
    let general = all.mean(prior: 0.5)
    guard let template else { return general }
    let parent = templates[template, default: BetaCount()].mean(prior: general)
    return pairs[Key(exceptionType: exceptionType, template: template), default: BetaCount()].mean(prior: parent)
  }
}

extension TemplateRecord {
  /// The candidates in the order in which to try them: the patcher's own order, moved by what was learned. What hides
  /// the error comes last, whatever its record.
  public func ranked(_ patches: [Patch], for incident: Incident) -> [Patch] {
    let own = patches.sorted { $0.score > $1.score }
    let weighed = own.enumerated().map { place, patch in
      (patch, expectation(exceptionType: incident.type ?? "", template: patch.template) / Double(place + 1))
    }
    // A stable order: equals keep the patcher's own.
    return weighed.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      if a.0.suppresses != b.0.suppresses { return b.0.suppresses }
      return a.1 == b.1 ? left.offset < right.offset : a.1 > b.1
    }.map(\.element.0)
  }
}
