import Healing

/// What the process of one check is told.
struct CheckOrder: Codable {
  /// The name of the check.
  var check: String
  /// As its author names it.
  var library: String
  /// Where copies are loaded from.
  var folder: String
  /// As the author gave them; nil: chosen from the schema.
  var settings: String?
  /// For what is drawn by chance.
  var seed: UInt64
  var service: ServiceDescription
  /// Ids of the host services that it may ask for.
  var granted: Set<String>
}
