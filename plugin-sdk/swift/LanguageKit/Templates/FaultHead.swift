internal import Healing
internal import Patterns

/// What a case asks of the exception, without looking at the source.
struct FaultHead: Sendable {
  /// Classes, without their modules; empty: any, also none.
  private let exceptions: Set<String>
  private let message: Pattern?

  init(_ value: PackValue) throws(PackFailure) {
    let names = try value.member("exception").texts()
    exceptions = names == ["*"] ? [] : Set(names)
    message = try value.optional("message")?.pattern()
  }

  /// The groups of the message; nil when the exception is another one.
  func groups(_ exception: ThrownException?) -> [String: String]? {
    guard let exception else { return exceptions.isEmpty ? [:] : nil }
    let name = String(exception.type.split(separator: ".").last ?? "")
    guard exceptions.isEmpty || exceptions.contains(name) else { return nil }
    var groups = ["fault.exception": name]
    guard let message else { return groups }
    guard let match = message.firstMatch(in: exception.message) else { return nil }
    for name in message.groupNames.keys {
      if let text = match.text(named: name) { groups["message.\(name)"] = text }
    }
    return groups
  }
}
