import CSystemCalls
public import Glibc

/// Descriptors that stand for processes which need not be children of this one.
public enum PidFile {
  /// A descriptor for a process; readable, for `poll`, once it has ended.
  /// - Throws: `ESRCH` when there is none.
  public static func open(_ pid: pid_t) throws(SystemError) -> OwnedFile {
    OwnedFile(try checked("pidfd_open", "\(pid)") { sc_pidfd_open(pid) })
  }

  /// A copy of a process's open file, close-on-exec. Wants the right to trace the process.
  public static func copy(_ number: Int32, of process: OwnedFile) throws(SystemError) -> OwnedFile {
    OwnedFile(try checked("pidfd_getfd", "\(number)") { sc_pidfd_getfd(process.number, number) })
  }

  /// Sends a signal; a process that has ended already is no error.
  public static func signal(_ process: OwnedFile, _ number: Int32) {
    _ = sc_pidfd_send_signal(process.number, number)
  }
}
