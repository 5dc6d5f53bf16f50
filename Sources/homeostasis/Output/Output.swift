import Healing

/// What programs read.
enum Output {
  /// Writes one JSON value, on one line.
  static func json(_ value: some Encodable) throws(CommandFailure) {
    do {
      Terminal.line(try JSON.text(value))
    } catch {
      throw CommandFailure(.failed, "the result cannot be written as JSON: \(error)")
    }
  }
}
