/// Which file to read.
public struct FileRead: Sendable, Hashable, Codable {
  public var path: String
  public init(path: String) { self.path = path }
}
