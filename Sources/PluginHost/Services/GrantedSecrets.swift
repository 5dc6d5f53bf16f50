import Glibc
import Healing
import SystemCalls

/// `homeostasis.secrets/1`: what the configuration names, out of the host's environment or a private file.
struct GrantedSecrets: SecretService {
  private let grants: Grants
  private let veil: SecretVeil
  private static let bytesAtMost = 64 << 10

  init(_ grants: Grants, _ veil: SecretVeil) {
    self.grants = grants
    self.veil = veil
  }

  func read(_ request: SecretRead) throws(StageFailure) -> SecretValue {
    guard let secret = grants.secrets.first(where: { $0.name == request.name }) else {
      let entry = "secrets: [{name: \(request.name), environment: VARIABLE}]"
      throw StageFailure(
        .denied, code: "secrets.not-granted", place: request.name,
        message: "not granted: \(grants.remedy(.secrets, entry))")
    }
    let value =
      switch secret.source {
      case .environment(let variable): try Self.variable(variable, secret.name)
      case .file(let path): try Self.content(of: path, secret.name)
      }
    veil.hide(value)
    return SecretValue(value: value)
  }

  private static func variable(_ name: String, _ secret: String) throws(StageFailure) -> String {
    guard let value = getenv(name) else {
      throw StageFailure(
        .absent, code: "secrets.absent", place: secret, message: "the host was started without the variable \(name)")
    }
    return String(cString: value)
  }

  private static func content(of path: String, _ secret: String) throws(StageFailure) -> String {
    let bytes: [UInt8]
    var status = stat()
    do throws(SystemError) {
      let file = try OwnedFile(opening: path, O_RDONLY | O_NONBLOCK)
      _ = try checked("fstat", path) { fstat(file.number, &status) }
      bytes = try file.readAll(limit: bytesAtMost)
    } catch {
      throw StageFailure(.absent, code: "secrets.absent", place: secret, message: "\(error)")
    }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o077 == 0, status.st_uid == geteuid() else {
      throw StageFailure(
        .denied, code: "secrets.mode", place: secret,
        message: "\(path) must be a file of the host's own user that nobody else may read: chmod 600 \(path)")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw StageFailure(.failed, code: "secrets.text", place: secret, message: "\(path) is not UTF-8")
    }
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }
}
