import Glibc
import SystemCalls

/// One writer at a time in a folder, without a file for it: the folder itself is locked, and let go with the process.
package enum FolderLock {
  /// Waits for those before, does `body`, and lets the next one in.
  package static func hold<Value>(
    _ folder: String, _ code: TrustFailure.Code, _ body: () throws(TrustFailure) -> Value
  ) throws(TrustFailure) -> Value {
    let file = try TrustFailure.unless(code, folder) { () throws(SystemError) in
      let file = try OwnedFile(opening: folder, O_RDONLY | O_DIRECTORY)
      _ = try checked("flock", folder) { flock(file.number, LOCK_EX) }
      return file
    }
    defer { withExtendedLifetime(file) {} }
    return try body()
  }
}
