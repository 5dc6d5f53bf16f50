#if DEBUG
  import Glibc
  import Synchronization
#endif

/// Named places at which a test ends the process as `kill -9` would, to prove that it goes on rightly afterwards.
///
/// The environment of a debug build chooses one: `HOMEOSTASIS_FAILURE_POINT=store.transition.before-commit` for the
/// first time it is reached, `store.transition.before-commit:3` for the third. A release build has none of this.
public enum FailurePoint {
  #if DEBUG
    private static let chosen: (name: String, time: Int)? = {
      guard let value = getenv("HOMEOSTASIS_FAILURE_POINT") else { return nil }
      let parts = String(cString: value).split(separator: ":", maxSplits: 1)
      guard let name = parts.first else { return nil }
      return (String(name), parts.count > 1 ? Int(parts[1]) ?? 1 : 1)
    }()
    private static let reached = Atomic<Int>(0)
  #endif

  /// Kills this process when a test chose `name` and this is the time it chose.
  @inlinable public static func reached(_ name: StaticString) {
    #if DEBUG
      stop(at: name)
    #endif
  }

  #if DEBUG
    @usableFromInline static func stop(at name: StaticString) {
      guard let chosen, name.withUTF8Buffer({ String(decoding: $0, as: UTF8.self) }) == chosen.name else { return }
      if reached.add(1, ordering: .relaxed).newValue == chosen.time { kill(getpid(), SIGKILL) }
    }
  #endif
}
