import CSystemCalls

/// A word that says which of an instance's functions is under way: 0 between calls. It costs two stores to memory a call.
/// Where the word lies in a file that is mapped and shared, it can be read after the process has died.
public final class CallMark: @unchecked Sendable {
  // Sendable: one thread at a time writes the word, and a word is read and written whole.
  private let word: UnsafeMutablePointer<UInt64>
  private let instance: UInt64
  private let owned: Bool

  /// A word of its own, for who does not keep it beyond the process.
  public init() {
    word = .allocate(capacity: 1)
    word.initialize(to: 0)
    instance = 0
    owned = true
  }

  /// Writes to `word`, which must outlive the mark: the number of the instance and, in the lowest byte, the verb.
  public init(in word: UnsafeMutablePointer<UInt64>, instance: UInt64) {
    self.word = word
    self.instance = instance << 8
    owned = false
  }

  deinit { if owned { word.deallocate() } }

  @inline(__always)
  func begin(_ verb: PluginVerb) { sc_store_word(word, instance | UInt64(verb.rawValue)) }
  @inline(__always)
  func end() { sc_store_word(word, 0) }
}
