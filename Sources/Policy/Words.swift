import Healing

/// A duration in the largest unit that shows it without a fraction.
func words(_ duration: Duration) -> String {
  let seconds = Int(duration.inSeconds.rounded())
  for (size, unit) in [(86_400, "day"), (3600, "hour"), (60, "minute")] where seconds >= size && seconds % size == 0 {
    let count = seconds / size
    return count == 1 ? "a \(unit)".replacingHour : "\(count) \(unit)s"
  }
  return "\(seconds) seconds"
}

extension String {
  /// *An hour*, not *a hour*.
  fileprivate var replacingHour: String { self == "a hour" ? "an hour" : self }
}
