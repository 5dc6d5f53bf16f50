import Healing

/// A service before the mode of the file is known.
struct ServiceDraft: Sendable {
  /// Without its mode.
  var service: Service
  /// Its own mode.
  var mode: Mode?

  /// The service with its own mode, or the file's.
  func service(fallback: Mode) -> Service {
    var service = service
    service.mode = mode ?? fallback
    return service
  }
}
