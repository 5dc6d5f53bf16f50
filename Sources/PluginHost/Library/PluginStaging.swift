import Digest
import Glibc
public import PluginTrust
import SystemCalls

/// Copies libraries to where they are loaded from. The loader silently gives back old code for a path or inode that it
/// has seen, and overwriting a mapped file crashes its users: so every load is from a new inode at a new path.
///
/// What is trusted is the copy: rules are asked about the very bytes that are written to it, and nobody else can write
/// where it is. What becomes of the file that it was copied from does not matter any more.
public struct PluginStaging: Sendable {
  private let folder: String
  /// What a library needs to be copied at all; nil: whoever names it has decided that.
  public let trust: TrustRules?
  /// What plugins have said of themselves before; nil: nothing is remembered.
  public let descriptions: DescriptionCache?

  /// Uses `folder`, which is made when it is missing.
  public init(folder: String, trust: TrustRules? = nil, descriptions: DescriptionCache? = nil) {
    self.folder = folder
    self.trust = trust
    self.descriptions = descriptions
  }

  /// A library that may be copied: its bytes, and what they are known by.
  struct Admitted {
    let path: String
    let bytes: [UInt8]
    let hash: String
    let standing: TrustStanding?
  }

  /// The library at `path`, if it is trusted. Copies nothing.
  func admit(_ path: String) throws(PluginFailure) -> Admitted {
    guard let trust else {
      let bytes = try read(path)
      return Admitted(path: path, bytes: bytes, hash: SHA256.hex(of: bytes), standing: nil)
    }
    return try PluginFailure.unlessTrusted { () throws(TrustFailure) in
      let admitted = try trust.admit(path)
      return Admitted(
        path: path, bytes: admitted.bytes, hash: admitted.standing.sha256 ?? SHA256.hex(of: admitted.bytes),
        standing: admitted.standing)
    }
  }

  /// The copy of what was admitted.
  func stage(_ admitted: Admitted) throws(PluginFailure) -> StagedLibrary {
    if trust != nil, admitted.standing?.isShipped != true {
      try PluginFailure.unlessTrusted { () throws(TrustFailure) in try TrustRules.makePrivate(folder) }
    }
    return try write(admitted.bytes, admitted.hash, of: admitted.path, admitted.standing)
  }

  /// Copies the library at `path`, and returns the copy and the hash of its bytes.
  /// - Throws: why it is not trusted, before anything is copied.
  public func stage(_ path: String) throws(PluginFailure) -> StagedLibrary {
    try stage(try admit(path))
  }

  /// Lets the bytes at `path` come once although a higher version was in service, if that is all that speaks against them.
  func allowLower(_ path: String) throws(PluginFailure) {
    guard let trust, let standing = Optional(trust.standing(of: path)), standing.refusal?.code == .downgrade,
      let vouched = standing.vouched, let sha256 = standing.sha256
    else { return }
    try PluginFailure.unlessTrusted { () throws(TrustFailure) in try trust.versions?.allow(vouched.id, sha256) }
  }

  /// Copies a copy, for a load of its own.
  func copy(of staged: StagedLibrary) throws(PluginFailure) -> StagedLibrary {
    let bytes = try read(staged.path)
    let copy = try write(bytes, SHA256.hex(of: bytes), of: staged.original, staged.standing)
    guard copy.hash == staged.hash else {
      copy.unlink()
      throw PluginFailure("plugin.tampered", staged.path, "the copy of \(staged.original) was changed: reload it")
    }
    return copy
  }

  /// Copies a library that was in service before and comes back, as long as it was not revoked since.
  func stage(kept path: String) throws(PluginFailure) -> StagedLibrary {
    let bytes = try read(path)
    let standing = try PluginFailure.unlessTrusted { () throws(TrustFailure) in
      try trust?.admitAgain(bytes, kept: path)
    }
    return try write(bytes, SHA256.hex(of: bytes), of: path, standing)
  }

  /// What a library says of itself must fit what was written down of it.
  public func confirm(_ staged: StagedLibrary, _ said: PluginDescription) throws(PluginFailure) {
    try descriptions?.confirm(staged, said)
    try confirm(staged.standing, said)
  }

  func confirm(_ standing: TrustStanding?, _ said: PluginDescription) throws(PluginFailure) {
    guard let standing else { return }
    try PluginFailure.unlessTrusted { () throws(TrustFailure) in
      try trust?.confirm(standing, id: said.id, version: said.version)
    }
  }

  /// The library is in service and kept: what is lower is refused from now on.
  func settle(_ staged: StagedLibrary) throws(PluginFailure) {
    guard let standing = staged.standing else { return }
    try PluginFailure.unlessTrusted { () throws(TrustFailure) in try trust?.settle(standing) }
  }

  private func read(_ path: String) throws(PluginFailure) -> [UInt8] {
    do throws(SystemError) { return try Files.read(path, limit: TrustRules.limit) } catch {
      throw PluginFailure("plugin.stage", path, "cannot be copied for loading: \(error)")
    }
  }

  private func write(
    _ bytes: [UInt8], _ hash: String, of path: String, _ standing: TrustStanding?
  ) throws(PluginFailure) -> StagedLibrary {
    do throws(SystemError) {
      try Files.makeFolder(folder, mode: 0o700)
      let name = Files.name(of: path).split(separator: ".").first.map(String.init) ?? "plugin"
      let suffix = PythonPlugin.suffix(of: path)
      for number in 1...10_000 {
        let copy = "\(folder)/\(name)-\(hash.prefix(16))-\(getpid())-\(number)\(suffix)"
        let descriptor = open(copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o500)
        if descriptor < 0 {
          if errno == EEXIST { continue }
          throw SystemError("open", copy)
        }
        try OwnedFile(descriptor).writeAll(bytes)
        return StagedLibrary(path: copy, original: path, hash: hash, standing: standing)
      }
      throw SystemError("open", folder, number: EEXIST)
    } catch {
      throw PluginFailure("plugin.stage", path, "cannot be copied for loading: \(error)")
    }
  }
}

/// A copy of a library that is loaded once and by nobody else.
public struct StagedLibrary: Sendable, Hashable {
  /// The copy: a path that no library was loaded from before.
  public let path: String
  /// Where it was copied from.
  public let original: String
  /// SHA-256 of its bytes.
  public let hash: String
  /// What speaks for these bytes; nil: nobody was asked.
  public let standing: TrustStanding?

  /// Deletes the copy's name; what is mapped stays mapped.
  public func unlink() { _ = Glibc.unlink(path) }
}
