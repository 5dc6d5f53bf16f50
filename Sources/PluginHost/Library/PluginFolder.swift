import Digest
import Glibc
public import PluginTrust
import SystemCalls

/// A folder of plugins with the lock file in it: where plugins are added and pinned, and removed. Runs none of them.
public struct PluginFolder: Sendable {
  /// The folder.
  public let path: String
  private let trust: TrustRules

  /// - Parameter trust: what a plugin needs that is added.
  public init(_ path: String, trust: TrustRules) {
    self.path = path
    self.trust = trust
  }

  /// What somebody says of a plugin that does not say it itself without running.
  public struct Claim: Sendable {
    /// Nil: nothing was said.
    public var id: String?
    /// Nil: nothing was said.
    public var version: String?
    /// Whether it may be lower than the version that it replaces.
    public var mayBeLower = false

    /// Nothing is said.
    public init() {}
  }

  /// Looks at a plugin without running it, copies it into the folder with its signature, and pins it. The pin is written
  /// before the plugin: whatever happens in between, nothing unpinned is there.
  /// - Returns: its pin, and the id of whoever signed it where that counts.
  public func add(_ file: String, _ claim: Claim) throws(PluginFailure) -> TrustStanding {
    let new = try candidate(file, claim)
    return try PluginFailure.unlessTrusted { () throws(TrustFailure) in
      try TrustFailure.unless(.unreadable, path) { () throws(SystemError) in try Files.makeFolder(path) }
      return try FolderLock.hold(path, .lock) { () throws(TrustFailure) in
        var lock = try PluginLock.read(in: path) ?? PluginLock()
        try check(new, against: lock, claim)
        lock.set(new.pin)
        let standing = try judged(new, lock, claim)
        try write(new, lock)
        return standing
      }
    }
  }

  /// Takes a plugin's file, its signature and its pin away, in this order: nothing unpinned is left in between.
  /// - Parameter name: of the file, or the id of a pinned plugin.
  /// - Returns: the name of the file; nil: there is no such plugin.
  public func remove(_ name: String) throws(PluginFailure) -> String? {
    guard Files.isFolder(path) else { return nil }
    return try PluginFailure.unlessTrusted { () throws(TrustFailure) in
      try FolderLock.hold(path, .lock) { () throws(TrustFailure) in
        var lock = try PluginLock.read(in: path) ?? PluginLock()
        let pin = lock.pin(ofFile: name) ?? lock.pin(ofID: name) ?? lock.pins.first { $0.id.hasSuffix(".\(name)") }
        let file = pin?.file ?? name
        guard PluginLock.isFileName(file), pin != nil || Files.exists("\(path)/\(file)") else { return nil }
        for victim in [file, PluginSignature.file(of: file)] {
          let place = "\(path)/\(victim)"
          try TrustFailure.unless(.unreadable, place) { () throws(SystemError) in
            if unlink(place) != 0 && errno != ENOENT { throw SystemError("unlink", place) }
          }
        }
        if pin != nil {
          lock.remove(file: file)
          try lock.write(in: path)
        }
        return file
      }
    }
  }

  private struct Candidate {
    let source: String
    let bytes: [UInt8]
    let signature: [UInt8]?
    let pin: PluginLock.Pin
  }

  private func candidate(_ file: String, _ claim: Claim) throws(PluginFailure) -> Candidate {
    let name = Files.name(of: file)
    guard PluginLock.isFileName(name) else {
      throw PluginFailure("plugin.name", file, "a plugin is a library that ends in .so, or a Python file in .py")
    }
    let bytes: [UInt8]
    var signature: [UInt8]?
    do throws(SystemError) {
      bytes = try Files.read(file, limit: TrustRules.limit)
      let beside = PluginSignature.file(of: file)
      if Files.exists(beside) { signature = try Files.read(beside, limit: PluginSignature.limit) }
    } catch {
      throw PluginFailure("plugin.unreadable", file, "\(error)")
    }
    if PythonPlugin.isOne(file) {
      guard String(validating: bytes, as: UTF8.self) != nil else {
        throw PluginFailure("plugin.text", file, "it is no text in UTF-8")
      }
    } else if let defect = try ELFInspection(bytes: bytes, path: file).defects.first {
      throw PluginFailure(defect.code, file, defect.reason)
    }
    let (id, version) = try named(file, bytes, signature, claim)
    let pin = PluginLock.Pin(file: name, id: id, version: version, sha256: SHA256.hex(of: bytes))
    return Candidate(source: file, bytes: bytes, signature: signature, pin: pin)
  }

  /// Id and version: as they are signed, else as they can be read, else as they are claimed.
  private func named(
    _ file: String, _ bytes: [UInt8], _ signature: [UInt8]?, _ claim: Claim
  ) throws(PluginFailure) -> (String, String) {
    let signed = signature.flatMap { PluginSignature($0) }?.manifest
    let read = signed == nil ? StaticDescriptor(bytes, path: file) : nil
    let (id, version) = (signed?.id ?? read?.id, signed?.version ?? read?.version)
    for (what, known, said) in [("id", id, claim.id), ("version", version, claim.version)] {
      guard let known, let said, known != said else { continue }
      throw PluginFailure(TrustFailure(.manifest, file, "its \(what) is \(known) and not \(said): leave --\(what) out"))
    }
    guard let id = id ?? claim.id, let version = version ?? claim.version else {
      throw PluginFailure(
        "plugin.unnamed", file,
        "it says its id and version only when it runs, which adding it does not: sign it (`homeostasis plugin sign`), "
          + "or say both, as in --id org.example.name --version 1.0.0")
    }
    guard PluginManifest.isID(id), SemanticVersion(version) != nil else {
      throw PluginFailure(
        "plugin.unnamed", file, "“\(id)” and “\(version)” are no id and version (SemVer 2) of a plugin")
    }
    return (id, version)
  }

  private func check(_ new: Candidate, against lock: PluginLock, _ claim: Claim) throws(TrustFailure) {
    let place = "\(path)/\(new.pin.file)"
    if let other = lock.pin(ofID: new.pin.id), other.file != new.pin.file {
      throw TrustFailure(
        .manifest, place, "\(new.pin.id) is pinned to \(other.file) already: `homeostasis plugin remove \(other.file)`")
    }
    guard let old = lock.pin(ofFile: new.pin.file) else { return }
    if old.id != new.pin.id {
      throw TrustFailure(
        .manifest, place,
        "\(new.pin.file) is pinned as \(old.id), and this is \(new.pin.id): `homeostasis plugin remove \(old.id)` first"
      )
    }
    if let highest = SemanticVersion(old.version), let version = SemanticVersion(new.pin.version), version < highest,
      !claim.mayBeLower
    {
      throw TrustFailure(
        .downgrade, place,
        "version \(version) is lower than the pinned \(highest): --allow-downgrade goes back on purpose")
    }
  }

  /// What the host will say to it, asked before anything is written.
  private func judged(_ new: Candidate, _ lock: PluginLock, _ claim: Claim) throws(TrustFailure) -> TrustStanding {
    let place = "\(path)/\(new.pin.file)"
    var standing = try trust.standing(of: new.bytes, at: place, signature: new.signature, lock: lock)
    if standing.refusal?.code == .downgrade && claim.mayBeLower {
      try trust.versions?.allow(new.pin.id, new.pin.sha256)
      standing = try trust.standing(of: new.bytes, at: place, signature: new.signature, lock: lock)
    }
    if let refusal = standing.refusal { throw TrustFailure(refusal.code, new.source, refusal.reason) }
    return standing
  }

  private func write(_ new: Candidate, _ lock: PluginLock) throws(TrustFailure) {
    let place = "\(path)/\(new.pin.file)"
    let beside = PluginSignature.file(of: place)
    try TrustRules.requireSafe(folder: path)
    try TrustFailure.unless(.unreadable, place) { () throws(SystemError) in
      if let signature = new.signature {
        try Files.replace(beside, with: signature, mode: 0o644)
      } else if unlink(beside) != 0 && errno != ENOENT {
        throw SystemError("unlink", beside)
      }
    }
    try lock.write(in: path)
    try TrustFailure.unless(.unreadable, place) { () throws(SystemError) in
      try Files.replace(place, with: new.bytes, mode: 0o755)
    }
  }
}
