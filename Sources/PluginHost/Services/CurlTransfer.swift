import FoundationEssentials
import Glibc
import Healing

/// One request and its answer. It follows no redirect and uses no proxy, because both lead to other addresses.
final class CurlTransfer {
  private let request: HTTPRequest
  private let time: Duration
  private let isStopped: @Sendable () -> Bool
  private var headers: [[String]] = []
  private var body: [UInt8] = []
  private var isTooLong = false
  private static let bytesAtMost = 16 << 20

  init(_ request: HTTPRequest, within time: Duration, isStopped: @escaping @Sendable () -> Bool) {
    self.request = request
    self.time = time
    self.isStopped = isStopped
  }

  func run() throws(StageFailure) -> HTTPReply {
    guard let curl = CurlLibrary.shared, let handle = curl.make() else {
      throw StageFailure(
        .failed, code: "http.unavailable", place: request.url,
        message: "libcurl.so.4 cannot be loaded: apt-get install libcurl4")
    }
    defer { curl.clean(handle) }
    let list = request.headers.reduce(nil as CurlLibrary.Handle?) { list, pair in
      curl.append(list, "\(pair[0]): \(pair[1])")
    }
    defer { curl.freeList(list) }
    let sent = Array((request.body ?? "").utf8)
    let code = sent.withUnsafeBytes { bytes in
      prepare(curl, handle, list, bytes)
      return curl.perform(handle)
    }
    if code != 0 { throw failure(code, String(cString: curl.words(code))) }
    let text = String(validating: body, as: UTF8.self)
    return HTTPReply(
      status: curl.status(handle), headers: headers, text: text,
      base64: text == nil ? Data(body).base64EncodedString() : nil)
  }

  private func prepare(
    _ curl: CurlLibrary, _ handle: CurlLibrary.Handle, _ list: CurlLibrary.Handle?, _ bytes: UnsafeRawBufferPointer
  ) {
    let httpAndHTTPS = 3
    curl.set(handle, .noSignal, 1)
    curl.set(handle, .protocols, httpAndHTTPS)
    curl.set(handle, .proxy, "")
    curl.set(handle, .userAgent, "homeostasis")
    curl.set(handle, .timeoutMs, max(1, Int(time / .milliseconds(1))))
    curl.set(handle, .url, request.url)
    if request.body != nil {
      curl.set(handle, .bodySize, bytes.count)
      curl.set(handle, .body, bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 1))
    }
    if request.method == "HEAD" {
      curl.set(handle, .noBody, 1)
    } else {
      curl.set(handle, .customRequest, request.method)
    }
    curl.set(handle, .headers, UnsafeRawPointer(list))
    let own = UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())
    let take: @convention(c) (UnsafePointer<UInt8>?, Int, Int, UnsafeRawPointer?) -> Int = { bytes, size, count, own in
      CurlTransfer.of(own).take(UnsafeBufferPointer(start: bytes, count: size * count))
    }
    let takeHeader: @convention(c) (UnsafePointer<UInt8>?, Int, Int, UnsafeRawPointer?) -> Int = {
      bytes, size, count, own in
      CurlTransfer.of(own).takeHeader(UnsafeBufferPointer(start: bytes, count: size * count))
    }
    let watch: @convention(c) (UnsafeRawPointer?, Int, Int, Int, Int) -> Int32 = { own, _, _, _, _ in
      CurlTransfer.of(own).isStopped() ? 1 : 0
    }
    curl.set(handle, .writeData, own)
    curl.set(handle, .writeFunction, unsafeBitCast(take, to: UnsafeRawPointer.self))
    curl.set(handle, .headerData, own)
    curl.set(handle, .headerFunction, unsafeBitCast(takeHeader, to: UnsafeRawPointer.self))
    curl.set(handle, .progressData, own)
    curl.set(handle, .progressFunction, unsafeBitCast(watch, to: UnsafeRawPointer.self))
    curl.set(handle, .noProgress, 0)
  }

  private static func of(_ own: UnsafeRawPointer?) -> CurlTransfer {
    Unmanaged<CurlTransfer>.fromOpaque(own!).takeUnretainedValue()  // It is what `prepare` has set.
  }

  private func take(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    if body.count + bytes.count > Self.bytesAtMost {
      isTooLong = true
      return 0
    }
    body += bytes
    return bytes.count
  }

  /// A status line begins the headers anew: after `100 Continue` the real ones come.
  private func takeHeader(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let line = String(decoding: bytes, as: UTF8.self).trimmedOfSpace
    if line.hasPrefix("HTTP/") { headers = [] }
    if let colon = line.firstIndex(of: ":"), headers.count < 200 {
      headers.append([line[..<colon].lowercased(), String(line[line.index(after: colon)...]).trimmedOfSpace])
    }
    return bytes.count
  }

  private func failure(_ code: Int32, _ words: String) -> StageFailure {
    let (timeout, aborted): (Int32, Int32) = (28, 42)
    if isTooLong {
      return StageFailure(.failed, code: "http.limit", place: request.url, message: "the answer has more than 16 MiB")
    }
    if code == aborted {
      return StageFailure(.cancelled, code: "http.stopped", place: request.url, message: "the call was told to stop")
    }
    return StageFailure(
      code == timeout ? .timeout : .failed, code: code == timeout ? "http.timeout" : "http.failed", place: request.url,
      message: words)
  }
}

extension String {
  fileprivate var trimmedOfSpace: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
