import Healing

/// The columns of one kind of record, read from its JSON Schema in `records/`. That file is the only description of a
/// record: the checks at the plugin wall and the documentation come from it.
public struct RecordSchema: Sendable, Hashable {
  /// One column.
  public struct Column: Sendable, Hashable {
    /// In `snake_case`, unique in the record.
    public let name: String
    /// What its cells hold; other kinds are refused at the wall.
    public let kind: ColumnKind
    /// Whether a record without it is refused.
    public let required: Bool
    /// The closed set of values, where there is one.
    public let allowed: [String]
    /// One sentence, for the documentation.
    public let summary: String
  }

  /// `homeostasis.event/1`
  public let name: String
  let title: String
  /// One sentence, for the documentation.
  public let summary: String
  /// Who emits it.
  public let emittedBy: String
  /// What its `parent` is; empty at the root.
  public let parent: String
  /// In the order of the file's required columns, then the others by name.
  public let columns: [Column]

  /// All records, by name.
  public static let all: [String: RecordSchema] = Dictionary(
    uniqueKeysWithValues: [
      PackageResources.event_json, PackageResources.incident_json, PackageResources.diagnosis_json,
      PackageResources.patch_json, PackageResources.verdict_json, PackageResources.rollout_json,
      PackageResources.cursor_json, PackageResources.service_json,
    ].map { bytes in
      guard let document = try? JSON.decode(JSONValue.self, from: bytes), let schema = RecordSchema(document) else {
        preconditionFailure("a record schema in plugin-sdk/schemas/records is not well formed")
      }
      return (schema.name, schema)
    })

  private init?(_ document: JSONValue) {
    guard let name = document["$id"]?.text, let title = document["title"]?.text,
      let summary = document["description"]?.text, let properties = document["properties"]?.object
    else { return nil }
    self.name = name
    self.title = title
    self.summary = summary
    emittedBy = document["x-emitted-by"]?.text ?? ""
    parent = document["x-parent"]?.text ?? ""
    let required = (document["required"]?.array ?? []).compactMap(\.text)
    let optional = properties.keys.filter { !required.contains($0) }.sorted()
    var columns: [Column] = []
    for name in required + optional {
      guard let property = properties[name], let kind = property["x-column"]?.text.flatMap(ColumnKind.init) else {
        return nil
      }
      columns.append(
        Column(
          name: name, kind: kind, required: required.contains(name),
          allowed: (property["enum"]?.array ?? []).compactMap(\.text), summary: property["description"]?.text ?? ""))
    }
    self.columns = columns
  }
}
