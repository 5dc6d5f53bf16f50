import CPCRE2
import Glibc

/// What a search writes into while it runs: one for each thread, made at its first search.
final class SearchScratch {
  let context: OpaquePointer
  private(set) var block: OpaquePointer
  private let stack: OpaquePointer?
  private var pairs: Int
  /// When the running watched search gives up, by the monotonic clock, and how often it called back.
  fileprivate var deadline: Int64 = .max
  fileprivate var calls: UInt32 = 0

  private init() {
    guard let context = pcre2_match_context_create_8(nil), let block = pcre2_match_data_create_8(32, nil) else {
      preconditionFailure("no memory is left for a search")
    }
    self.context = context
    self.block = block
    pairs = 32
    stack = pcre2_jit_stack_create_8(32 * 1024, 4 * 1024 * 1024, nil)
    pcre2_jit_stack_assign_8(context, nil, stack.map { UnsafeMutableRawPointer($0) })
  }

  deinit {
    pcre2_match_data_free_8(block)
    pcre2_match_context_free_8(context)
    pcre2_jit_stack_free_8(stack)
  }

  /// The scratch of this thread, with room for `groups` groups.
  static func current(groups: Int) -> SearchScratch {
    let scratch: SearchScratch
    if let known = pthread_getspecific(key) {
      scratch = Unmanaged<SearchScratch>.fromOpaque(known).takeUnretainedValue()
    } else {
      scratch = SearchScratch()
      pthread_setspecific(key, Unmanaged.passRetained(scratch).toOpaque())
    }
    scratch.makeRoom(groups + 1)
    return scratch
  }

  private func makeRoom(_ wanted: Int) {
    guard wanted > pairs, let larger = pcre2_match_data_create_8(UInt32(wanted), nil) else { return }
    pcre2_match_data_free_8(block)
    block = larger
    pairs = wanted
  }

  /// Lets `body` run a watched search that ends with an error at `deadline`.
  func watching<R>(until deadline: Int64, _ body: () -> R) -> R {
    self.deadline = deadline
    calls = 0
    pcre2_set_callout_8(context, checkClock, Unmanaged.passUnretained(self).toOpaque())
    defer { pcre2_set_callout_8(context, nil, nil) }
    return body()
  }
}

private func checkClock(_: UnsafeMutablePointer<pcre2_callout_block_8>?, _ scratch: UnsafeMutableRawPointer?) -> Int32 {
  guard let scratch else { return 0 }
  let search = Unmanaged<SearchScratch>.fromOpaque(scratch).takeUnretainedValue()
  search.calls &+= 1
  // Between two callbacks at most one item of the expression runs over the subject.
  guard search.calls & 63 == 0, monotonicNanoseconds() > search.deadline else { return 0 }
  return PCRE2_ERROR_CALLOUT
}

/// The monotonic clock.
func monotonicNanoseconds() -> Int64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}

private let key: pthread_key_t = {
  var key = pthread_key_t()
  let result = pthread_key_create(&key) { scratch in
    if let scratch { Unmanaged<SearchScratch>.fromOpaque(scratch).release() }
  }
  precondition(result == 0, "no thread-specific key is left (\(result))")
  return key
}()
