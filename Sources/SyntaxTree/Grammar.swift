internal import CTreeSitter
public import Healing
internal import SystemCalls

/// A grammar of tree-sitter, loaded at run time. Its library stays mapped for as long as the process lives: trees point
/// into it.
public final class Grammar: Sendable {
  /// Where it was loaded from.
  public let place: GrammarPlace
  /// Constant data inside the library.
  nonisolated(unsafe) let language: OpaquePointer
  private let library: DynamicLibrary

  /// Loads the grammar at `place`.
  /// - Throws: ``SyntaxFailure`` when the library, the symbol or its version does not fit.
  public init(_ place: GrammarPlace) throws(SyntaxFailure) {
    self.place = place
    do {
      library = try DynamicLibrary(path: place.library, binds: .whenCalled)
    } catch {
      throw .library(path: place.library, reason: "\(error)")
    }
    guard let address = library.symbol(place.symbol) else {
      throw .symbol(path: place.library, symbol: place.symbol)
    }
    typealias Make = @convention(c) () -> OpaquePointer?
    guard let made = unsafeBitCast(address, to: Make.self)() else {
      throw .symbol(path: place.library, symbol: place.symbol)
    }
    let supported = Int(TREE_SITTER_MIN_COMPATIBLE_LANGUAGE_VERSION)...Int(TREE_SITTER_LANGUAGE_VERSION)
    let version = Int(ts_language_version(made))
    guard supported.contains(version) else {
      throw .version(symbol: place.symbol, found: version, supported: supported)
    }
    language = made
  }

  /// Whether the grammar has a named node of this kind.
  public func knows(kind: String) -> Bool {
    ts_language_symbol_for_name(language, kind, UInt32(kind.utf8.count), true) != 0
  }
}
