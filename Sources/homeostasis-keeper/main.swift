import Glibc
import KeeperProtocol
import SystemCalls

private func run() throws(SystemError) -> Int32 {
  let ready = readinessPipe()
  let arguments = CommandLine.arguments
  guard arguments.count == 2, !arguments[1].hasPrefix("-") else {
    complain(
      "usage: homeostasis-keeper FOLDER\n\nKeeps one service. The host starts it; FOLDER is the service's keeper folder."
    )
    return arguments.dropFirst().first == "--help" ? 0 : 2
  }
  let folder = KeeperFolder(path: arguments[1])
  try Files.makeFolder(folder.path, mode: 0o700)
  guard let lock = try folder.tryLock() else {
    complain("another keeper holds \(folder.lock)")
    tell(ready, KeeperFolder.isLocked)
    return KeeperFolder.lockedExitCode
  }
  signal(SIGPIPE, SIG_IGN)
  signal(SIGHUP, SIG_IGN)
  let termination = try SignalPipe([SIGTERM])
  let listener = try folder.listen()
  tell(ready, KeeperFolder.isReady)
  try Keeper(folder).run(listener: listener, termination: termination.heard)
  unlink(folder.socket)
  withExtendedLifetime(termination) {}
  // Held to the very end of the process: who gets the lock knows that nothing is left of this keeper.
  _ = Unmanaged.passRetained(lock)
  return 0
}

/// A host that waits gives a pipe as descriptor 3. To be asked for before any file is opened.
private func readinessPipe() -> OwnedFile? {
  var status = stat()
  return fstat(3, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO ? OwnedFile(3) : nil
}

private func tell(_ ready: OwnedFile?, _ word: UInt8) {
  guard let ready else { return }
  var byte = word
  // A host that is gone does not wait.
  _ = write(ready.number, &byte, 1)
}

private func complain(_ text: String) {
  var line = "homeostasis-keeper: \(text)\n"
  _ = line.withUTF8 { write(2, $0.baseAddress, $0.count) }
}

do throws(SystemError) {
  exit(try run())
} catch {
  complain("\(error)")
  exit(1)
}
