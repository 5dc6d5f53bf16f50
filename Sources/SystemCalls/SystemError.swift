public import Glibc

/// A system call that failed: which one, on what, and the error number.
public struct SystemError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The name of the call, for instance `openat2`.
  public let call: String
  /// The path, address or process that it was about; may be empty.
  public let subject: String
  /// `errno` after the call.
  public let number: Int32

  /// Takes `errno` as it is now; call it first thing after the failure.
  public init(_ call: String, _ subject: String = "", number: Int32 = errno) {
    self.call = call
    self.subject = subject
    self.number = number
  }

  /// The call, its subject and the words of `strerror`.
  public var description: String {
    "\(subject.isEmpty ? call : "\(call) \(subject)"): \(String(cString: strerror(number)))"
  }
}

/// Repeats a call that a signal interrupted, and turns -1 into an error.
@inlinable
public func checked<Result: SignedInteger>(
  _ call: @autoclosure () -> String, _ subject: @autoclosure () -> String = "", _ body: () -> Result
) throws(SystemError) -> Result {
  while true {
    let result = body()
    if result != -1 { return result }
    if errno != EINTR { throw SystemError(call(), subject()) }
  }
}
