import CSystemCalls

/// Signals as bytes that can be waited for: from the making on none of them is lost, and none ends the process.
///
/// A process has one; it stays for as long as the process lives.
public final class SignalPipe: Sendable {
  /// The end to read: one byte for each signal, its number.
  public let heard: OwnedFile
  private let told: OwnedFile

  /// - Parameter numbers: signals that only come here from now on.
  public init(_ numbers: [Int32]) throws(SystemError) {
    (heard, told) = try OwnedFile.pipe()
    // The handler must not wait where nobody reads.
    try told.setNonBlocking(true)
    for number in numbers { _ = try checked("sigaction") { sc_hear_signal(number, told.number) } }
  }
}
