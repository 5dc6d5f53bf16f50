import CPCRE2
import Synchronization

/// The library's two forms of one expression: a fast one, and one that looks at the clock while it runs.
///
/// The library never changes a compiled expression, so sharing it between threads is safe.
final class CompiledPattern: @unchecked Sendable {
  let fast: OpaquePointer
  let options: PatternOptions
  let groupCount: Int
  let groupNames: [String: [Int]]
  private let text: String
  private let watchedForm = Mutex<Watched>(.notYet)

  private enum Watched: @unchecked Sendable {
    case notYet
    case made(OpaquePointer)
    case refused
  }

  init(_ text: String, _ options: PatternOptions) throws(PatternFailure) {
    fast = try compile(text, options.flags | UInt32(PCRE2_USE_OFFSET_LIMIT))
    self.text = text
    self.options = options
    groupCount = Int(number(fast, PCRE2_INFO_CAPTURECOUNT))
    groupNames = names(fast)
  }

  deinit {
    pcre2_code_free_8(fast)
    if case .made(let code) = watchedForm.withLock({ $0 }) { pcre2_code_free_8(code) }
  }

  /// The form that calls back before every item of the expression. Made when a search first needs it.
  var watched: OpaquePointer? {
    watchedForm.withLock { form in
      if case .notYet = form {
        do {
          form = .made(try compile(text, options.flags | UInt32(PCRE2_AUTO_CALLOUT)))
        } catch {
          form = .refused  // The callbacks made it too large: the search gives up at the first limit.
        }
      }
      if case .made(let code) = form { return code } else { return nil }
    }
  }
}

private func compile(_ text: String, _ flags: UInt32) throws(PatternFailure) -> OpaquePointer {
  guard text.utf8.count <= 65_536 else {
    throw PatternFailure(pattern: text, offset: 65_536, reason: "it is longer than 64 KiB; split it")
  }
  var text = text
  var code: Int32 = 0
  var offset = 0
  guard
    let compiled = text.withUTF8({ pcre2_compile_8($0.baseAddress, $0.count, flags, &code, &offset, nil) })
  else {
    throw PatternFailure(pattern: text, offset: offset, reason: message(code))
  }
  // Without machine code (a hardened system may forbid it) the same search runs in the interpreter.
  pcre2_jit_compile_8(compiled, UInt32(PCRE2_JIT_COMPLETE))
  return compiled
}

private func message(_ code: Int32) -> String {
  withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
    let length = pcre2_get_error_message_8(code, buffer.baseAddress, buffer.count)
    return length > 0 ? String(decoding: buffer[0..<Int(length)], as: UTF8.self) : "error \(code)"
  }
}

private func number(_ code: OpaquePointer, _ what: Int32) -> UInt32 {
  var value: UInt32 = 0
  pcre2_pattern_info_8(code, UInt32(what), &value)
  return value
}

/// The name table: entries of equal size, each two bytes of group number and a name that ends in a zero byte.
private func names(_ code: OpaquePointer) -> [String: [Int]] {
  let size = Int(number(code, PCRE2_INFO_NAMEENTRYSIZE))
  var table: UnsafePointer<UInt8>?
  pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table)
  guard let table else { return [:] }
  var result: [String: [Int]] = [:]
  for index in 0..<Int(number(code, PCRE2_INFO_NAMECOUNT)) {
    let entry = table + index * size
    result[String(cString: entry + 2), default: []].append(Int(entry[0]) << 8 | Int(entry[1]))
  }
  return result
}

extension PatternOptions {
  fileprivate var flags: UInt32 {
    var flags = UInt32(PCRE2_NEVER_BACKSLASH_C) | UInt32(PCRE2_DUPNAMES)
    if !contains(.bytes) { flags |= UInt32(PCRE2_UTF) | UInt32(PCRE2_MATCH_INVALID_UTF) }
    let pairs: [(PatternOptions, UInt32)] = [
      (.caseInsensitive, UInt32(PCRE2_CASELESS)), (.multiline, UInt32(PCRE2_MULTILINE)),
      (.dotMatchesNewline, UInt32(PCRE2_DOTALL)), (.extended, UInt32(PCRE2_EXTENDED)),
      (.anchored, UInt32(PCRE2_ANCHORED)), (.dollarMatchesEndOnly, UInt32(PCRE2_DOLLAR_ENDONLY)),
      (.unicodeClasses, UInt32(PCRE2_UCP)),
    ]
    for (option, flag) in pairs where contains(option) { flags |= flag }
    return flags
  }
}
