/// What stands between a verified patch and the service.
public enum Clearance: Sendable, Hashable {
  /// Nothing.
  case go
  /// The patch is shown, and a person may put it into service.
  case propose(String)
  /// So many people must approve it, and why.
  case approval(people: Int, String)
}
