/// Why a proposed patch becomes no candidate.
struct EditRefusal: Error {
  /// In words for an operator.
  let reason: String

  init(_ reason: String) { self.reason = reason }
}
