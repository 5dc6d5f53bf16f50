import PluginBridge
import PluginHost

/// Measures the same thing again and takes the middle: other work on the machine disturbs a part of the rounds only.
enum Rounds {
  static func median(of count: Int, _ measure: () async throws -> Double) async throws -> Double {
    var samples = Samples()
    for _ in 0..<count { samples.add(try await measure()) }
    return samples.median
  }

  /// Nanoseconds of one call of an instance with `batch`, the mean of `count`.
  static func nanoseconds(of instance: any PluginInstance, _ batch: RecordBatch, count: Int) async throws -> Double {
    let started = ContinuousClock.now
    for _ in 0..<count { _ = try await instance.perform(.analyze, batch, MeasuredPlugin.call()) }
    return (ContinuousClock.now - started).nanosecondsAsDouble / Double(count)
  }

  /// Microseconds of each of `count` calls.
  static func samples(of instance: any PluginInstance, _ batch: RecordBatch, count: Int) async throws -> Samples {
    var samples = Samples()
    for _ in 0..<count {
      let started = ContinuousClock.now
      _ = try await instance.perform(.analyze, batch, MeasuredPlugin.call())
      samples.add((ContinuousClock.now - started).microsecondsAsDouble)
    }
    return samples
  }
}
