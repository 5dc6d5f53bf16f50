public import SystemCalls

/// One recorded incident as files: `incident.json`, and beside it `expected.json` with what a plugin shall say to it.
public struct Recording: Sendable, Hashable {
  /// What the plugin is given.
  public let incident: String
  /// What it shall say; nil: nobody has written that down.
  public let expected: String?

  /// The names of the files in their folder.
  public static let incidentName = "incident.json"
  /// As ``incidentName``.
  public static let expectedName = "expected.json"

  /// The file `incident` and its neighbour.
  public init(incident: String) {
    self.incident = incident
    let folder = incident.contains("/") ? Files.parent(of: incident) + "/" : ""
    let neighbour = folder + Self.expectedName
    expected = Files.exists(neighbour) ? neighbour : nil
  }

  /// What a folder holds: its own recording, and one in each folder below `incidents`, by name.
  public static func all(in folder: String) throws(SystemError) -> [Recording] {
    let here = folder == "." ? "" : folder + "/"
    var files = [here + incidentName]
    let below = here + "incidents"
    if Files.isFolder(below) { files += try Files.list(below).map { "\(below)/\($0)/\(incidentName)" } }
    return files.filter(Files.exists).map(Recording.init)
  }
}
