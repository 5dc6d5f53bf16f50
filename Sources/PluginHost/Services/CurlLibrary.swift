import CSystemCalls
import Glibc
import Healing
import SystemCalls

/// libcurl, loaded when the first request is sent: runners and hosts without `http` do not pay for it.
struct CurlLibrary: @unchecked Sendable {
  // Sendable: addresses of functions that may be called from any thread.
  typealias Handle = UnsafeMutableRawPointer
  let make: @convention(c) () -> Handle?
  let perform: @convention(c) (Handle) -> Int32
  let clean: @convention(c) (Handle) -> Void
  let append: @convention(c) (Handle?, UnsafePointer<CChar>) -> Handle?
  let freeList: @convention(c) (Handle?) -> Void
  let words: @convention(c) (Int32) -> UnsafePointer<CChar>
  /// Variadic in C: called through the shim.
  let setOption: UnsafeMutableRawPointer
  let getInfo: UnsafeMutableRawPointer

  /// Nil: it is not installed.
  static let shared: CurlLibrary? = {
    // Without it every request fails with what is missing.
    guard let library = try? DynamicLibrary(path: "libcurl.so.4"),
      let initialize = library.symbol("curl_global_init"), let make = library.symbol("curl_easy_init"),
      let perform = library.symbol("curl_easy_perform"), let clean = library.symbol("curl_easy_cleanup"),
      let append = library.symbol("curl_slist_append"), let freeList = library.symbol("curl_slist_free_all"),
      let words = library.symbol("curl_easy_strerror"), let setOption = library.symbol("curl_easy_setopt"),
      let getInfo = library.symbol("curl_easy_getinfo")
    else { return nil }
    let everything = 3
    let start = unsafeBitCast(initialize, to: (@convention(c) (Int) -> Int32).self)
    guard start(everything) == 0 else { return nil }
    return CurlLibrary(
      make: unsafeBitCast(make, to: (@convention(c) () -> Handle?).self),
      perform: unsafeBitCast(perform, to: (@convention(c) (Handle) -> Int32).self),
      clean: unsafeBitCast(clean, to: (@convention(c) (Handle) -> Void).self),
      append: unsafeBitCast(append, to: (@convention(c) (Handle?, UnsafePointer<CChar>) -> Handle?).self),
      freeList: unsafeBitCast(freeList, to: (@convention(c) (Handle?) -> Void).self),
      words: unsafeBitCast(words, to: (@convention(c) (Int32) -> UnsafePointer<CChar>).self),
      setOption: setOption, getInfo: getInfo)
  }()

  /// The options that are used, by their numbers in curl.h, which never change.
  enum Option: Int32 {
    case timeoutMs = 155, noSignal = 99, protocols = 181, proxy = 10_004, url = 10_002, customRequest = 10_036
    case headers = 10_023, body = 10_015, bodySize = 30_120, noBody = 44, userAgent = 10_018
    case writeData = 10_001, writeFunction = 20_011, headerData = 10_029, headerFunction = 20_079
    case progressData = 10_057, progressFunction = 20_219, noProgress = 43
  }

  func set(_ handle: Handle, _ option: Option, _ value: Int) {
    _ = sc_curl_set(setOption, handle, option.rawValue, value)
  }

  func set(_ handle: Handle, _ option: Option, _ pointer: UnsafeRawPointer?) {
    _ = sc_curl_set(setOption, handle, option.rawValue, Int(bitPattern: pointer))
  }

  /// Copied by the library.
  func set(_ handle: Handle, _ option: Option, _ text: String) {
    text.withCString { set(handle, option, UnsafeRawPointer($0)) }
  }

  /// The status of the HTTP answer.
  func status(_ handle: Handle) -> Int {
    let responseCode: Int32 = 0x200002
    var status = 0
    _ = sc_curl_get(getInfo, handle, responseCode, &status)
    return status
  }
}
