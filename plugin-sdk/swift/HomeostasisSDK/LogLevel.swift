import CHomeostasisPlugin

/// How loud a line of the log is.
public enum LogLevel: Sendable {
  case debug, info, warning, error

  var rawValue: UInt32 {
    switch self {
    case .debug: HS_LOG_DEBUG
    case .info: HS_LOG_INFO
    case .warning: HS_LOG_WARNING
    case .error: HS_LOG_ERROR
    }
  }
}
