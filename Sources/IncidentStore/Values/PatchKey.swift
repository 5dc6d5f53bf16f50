/// A patch on the code that it touches: the same patch on changed code is another one.
public struct PatchKey: Sendable, Hashable {
  /// The service.
  public var service: String
  /// Hash of the patch.
  public var patchHash: String
  /// Hash of the function or file that it touches, without the patch.
  public var targetHash: String

  /// Makes a key.
  public init(service: String, patchHash: String, targetHash: String) {
    self.service = service
    self.patchHash = patchHash
    self.targetHash = targetHash
  }
}
