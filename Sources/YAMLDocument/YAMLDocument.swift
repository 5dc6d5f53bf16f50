/// A YAML text as a tree that remembers where everything stands.
///
///     let document = try YAMLDocument("limits: {lines: 20}", file: "pack.yaml")
///     document.root["limits"]?["lines"]?.json      // 20
///     document.root.find(["limits", "line"]).node.mark
///
/// One text holds one document. Aliases are put in place within the limits; tags other than those of the core schema,
/// keys that are no scalars and control characters are errors. A key given twice is no reason to stop: it is told in
/// ``duplicates``, for callers that report everything at once; others take the root through ``checked()``.
public struct YAMLDocument: Sendable {
  /// The file as the caller named it.
  public let file: String
  /// The outermost value; a null when the text is empty.
  public let root: YAMLNode
  /// The keys that their mappings already had, in the order of the text. The first of each counts.
  public let duplicates: [DuplicateKey]

  /// Reads UTF-8 bytes.
  /// - Parameter file: the name that errors carry; nothing is opened.
  /// - Throws: `YAMLError` at the first place where the text is no YAML, or goes over a limit.
  public init(bytes: [UInt8], file: String, limits: YAMLLimits = .standard) throws(YAMLError) {
    guard bytes.count <= limits.bytes else {
      throw YAMLError(file: file, mark: nil, message: "is larger than the \(limits.bytes) bytes that are read")
    }
    let parsed = bytes.withUnsafeBufferPointer { bytes in
      Result<(YAMLNode, [DuplicateKey]), YAMLError> { () throws(YAMLError) in
        var builder = YAMLTreeBuilder(try YAMLEventReader(bytes, file: file), file: file, limits: limits)
        return (try builder.document(), builder.duplicates)
      }
    }
    (root, duplicates) = try parsed.get()
    self.file = file
  }

  /// As ``init(bytes:file:limits:)``, for a text.
  public init(_ text: String, file: String, limits: YAMLLimits = .standard) throws(YAMLError) {
    try self.init(bytes: Array(text.utf8), file: file, limits: limits)
  }

  /// Opens and reads a regular file. Blocks.
  /// - Throws: `YAMLError`, without a mark when the file cannot be read.
  public init(path: String, limits: YAMLLimits = .standard) throws(YAMLError) {
    try self.init(bytes: try YAMLDocument.contents(of: path, limit: limits.bytes), file: path, limits: limits)
  }

  /// The root, for callers that want a text without any mistake.
  /// - Throws: `YAMLError` for the first of ``duplicates``.
  public func checked() throws(YAMLError) -> YAMLNode {
    if let duplicate = duplicates.first {
      let message = "\(duplicate.path.joined(separator: ".")): \(duplicate.message)"
      throw YAMLError(file: file, mark: duplicate.mark, message: message)
    }
    return root
  }
}
