import Synchronization
import SystemCalls

/// Watches how much memory a process and its descendants have in memory together. For programs whose mapped memory says
/// nothing: a sanitizer reserves terabytes.
final class ResidentWatch: Sendable {
  private struct State {
    var root: Int32 = 0
    var wasOver = false
  }

  private let limit: Int64
  private let state = Mutex(State())

  /// - Parameter limit: in bytes.
  init(limit: Int64) { self.limit = limit }

  /// The process at the top; 0: none yet.
  var root: Int32 {
    get { state.withLock(\.root) }
    set { state.withLock { $0.root = newValue } }
  }

  /// Whether the limit was found passed once.
  var wasOver: Bool { state.withLock(\.wasOver) }

  /// Looks now. A process that ends meanwhile counts nothing.
  var isOver: Bool {
    let top = root
    guard top > 0 else { return false }
    let processes = Self.processes()
    var family: Set<Int32> = [top]
    var total: Int64 = 0
    var grows = true
    while grows {
      grows = false
      for process in processes where family.contains(process.parent) && family.insert(process.id).inserted {
        total += process.bytes
        grows = true
      }
    }
    guard total > limit else { return false }
    state.withLock { $0.wasOver = true }
    return true
  }

  private struct Process {
    let id: Int32
    let parent: Int32
    let bytes: Int64
  }

  private static func processes() -> [Process] {
    // Without /proc nothing can be watched, and nothing of the sandbox works either.
    ((try? Files.list("/proc")) ?? []).compactMap { name in
      guard let id = Int32(name), let text = try? Files.text("/proc/\(name)/stat"),
        let end = text.lastIndex(of: ")")
      else { return nil }
      let fields = text[end...].split(separator: " ")
      // Behind the name: the state, the parent, and as the 22nd the resident pages.
      guard fields.count > 22, let parent = Int32(fields[2]), let pages = Int64(fields[22]) else { return nil }
      return Process(id: id, parent: parent, bytes: pages * 4_096)
    }
  }
}
