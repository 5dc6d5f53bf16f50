import CSystemCalls
import Digest
import Glibc
import Healing
import Synchronization
public import SystemCalls

/// Says after the death of the host in which plugin's call it died: a mapped file that is written before each call in the
/// host's own process. A fatal signal notes the plugin whose call the thread is in; a host that was killed from outside
/// accuses nobody.
public final class BlackBox: @unchecked Sendable {
  // Sendable: each slot is written by whoever has it, and the page is never unmapped.
  /// The plugin in whose call the host before this one died.
  public struct Culprit: Sendable, Hashable {
    /// Id of the plugin.
    public var plugin: String
    /// SHA-256 of its library.
    public var hash: String
    /// The function that it was in.
    public var verb: String
    /// The signal that ended the host.
    public var signal: Int
    let settings: String
  }

  private let culprit: Mutex<Culprit?>
  private let page: UnsafeMutablePointer<sc_black_box>
  private let free: Mutex<[Int32]>

  private static let magic: UInt64 = 0x5842_4c4d_4f48_5348
  private static let opened = Mutex<[String: BlackBox]>([:])

  /// The black box at `path`, once for the life of the process. What the last host left there is read before.
  public static func open(_ path: String) throws(SystemError) -> BlackBox {
    if let box = opened.withLock({ $0[path] }) { return box }
    let box = try BlackBox(path)
    opened.withLock { $0[path] = box }
    return box
  }

  /// Who ended the last host, told once; nil: nobody that is known.
  public func takeCulprit() -> Culprit? {
    culprit.withLock { culprit in
      defer { culprit = nil }
      return culprit
    }
  }

  private init(_ path: String) throws(SystemError) {
    culprit = Mutex(Self.culprit(at: path))
    try Files.makeFolder(Files.parent(of: path), mode: 0o700)
    let size = MemoryLayout<sc_black_box>.size
    // Read above: what stands there has done its work.
    unlink(path)
    let file = try OwnedFile(opening: path, O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
    _ = try checked("ftruncate", path) { ftruncate(file.number, size) }
    guard let page = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, file.number, 0), page != MAP_FAILED else {
      throw SystemError("mmap", path)
    }
    self.page = page.assumingMemoryBound(to: sc_black_box.self)
    self.page.pointee.magic = Self.magic
    free = Mutex(Array(0..<Int32(SC_BLACK_BOX_SLOTS)).reversed())
    sc_arm_black_box(self.page)
  }

  private static func culprit(at path: String) -> Culprit? {
    // Without a file there was no host before, and a file that cannot be read accuses nobody.
    guard let bytes = try? Files.read(path, limit: 1 << 20), bytes.count >= MemoryLayout<sc_black_box>.size else {
      return nil
    }
    return bytes.withUnsafeBytes { buffer in
      guard let box = buffer.baseAddress?.assumingMemoryBound(to: sc_black_box.self), box.pointee.magic == magic,
        (1...UInt64(SC_BLACK_BOX_SLOTS)).contains(box.pointee.guilty)
      else { return nil }
      let slot = Int32(box.pointee.guilty) - 1
      let words = String(cString: sc_slot_text(box, slot)).split(separator: " ").map(String.init)
      guard words.count == 3 else { return nil }
      let verb = PluginVerb(rawValue: UInt8(truncatingIfNeeded: sc_slot_verb(box, slot))).map { "\($0)" } ?? "unknown"
      return Culprit(
        plugin: words[0], hash: words[1], verb: verb, signal: Int(box.pointee.signal), settings: words[2])
    }
  }

  /// A place for one instance; nil: more than 255 have one, and this one is not noted.
  func slot(_ plugin: String, _ hash: String, settings: String) -> Slot? {
    guard let number = free.withLock({ $0.popLast() }) else { return nil }
    sc_name_slot(page, number, "\(plugin.prefix(90)) \(hash) \(SHA256.hex(of: settings))")
    return Slot(box: self, number: number)
  }

  /// The place of one instance, given back with the object.
  final class Slot: Sendable {
    private let box: BlackBox
    private let number: Int32

    fileprivate init(box: BlackBox, number: Int32) {
      self.box = box
      self.number = number
    }

    deinit {
      sc_leave_slot(box.page, number)
      box.free.withLock { $0.append(number) }
    }

    /// The calling thread goes into the plugin.
    func enter(_ verb: PluginVerb) { sc_enter_slot(box.page, number, UInt64(verb.rawValue)) }

    /// As ``enter(_:)`` again by the same thread for the same function, whose number is `thread`: a store to memory.
    @inline(__always)
    func enterAgain(_ thread: UInt64) { sc_mark_slot(box.page, number, thread) }

    /// The number of the calling thread.
    static var thread: UInt64 { sc_thread_id() }

    /// It came back.
    @inline(__always)
    func leaveAgain() { sc_mark_slot(box.page, number, 0) }

    /// It came back.
    func leave() { sc_leave_slot(box.page, number) }
  }
}
