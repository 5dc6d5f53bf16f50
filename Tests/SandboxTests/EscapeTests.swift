import Glibc
import Healing
import SystemCalls
import Testing

@testable import Sandbox

/// What hostile code may try. Each program tries one way out and prints `ESCAPED` if it worked.
@Suite(.serialized) struct EscapeTests {
  private func attempt(_ program: String, in sandbox: TestSandbox? = nil) throws {
    let sandbox = try sandbox ?? TestSandbox()
    let result = try sandbox.python(program)
    #expect(!result.output.contains("ESCAPED"), "\(result.output)")
    // A program with a mistake would prove nothing.
    #expect(result.output.contains("tried"), "\(result)")
  }

  @Test func noNetwork() throws {
    let listener = try LoopbackListener()
    try attempt(
      """
      import socket
      for address in [("127.0.0.1", \(listener.port)), ("1.1.1.1", 53), ("169.254.169.254", 80)]:
          try:
              socket.create_connection(address, timeout=1); print("ESCAPED", address)
          except OSError as e: print("tried", e)
      for family in [40, 38, 16]:
          try:
              s = socket.socket(family, socket.SOCK_DGRAM if family == 16 else socket.SOCK_STREAM)
              if family != 16: print("ESCAPED family", family)
          except OSError as e: print("tried", e)
      try:
          import urllib.request; urllib.request.urlopen("http://example.com", timeout=1); print("ESCAPED")
      except OSError as e: print("tried", e)
      """)
    #expect(listener.waiting == 0)
  }

  @Test func noOtherProcesses() throws {
    try attempt(
      """
      import ctypes, os
      libc = ctypes.CDLL(None, use_errno=True)
      pids = sorted(int(p) for p in os.listdir("/proc") if p.isdigit())
      names = [open(f"/proc/{p}/comm").read().strip() for p in pids]
      if len(pids) > 5 or any(n not in ("bwrap", "sh", "python3", "python") for n in names): print("ESCAPED", names)
      for pid in [1, \(getpid())]:
          if libc.ptrace(16, pid, 0, 0) == 0: print("ESCAPED ptrace", pid)
      try:
          os.kill(\(getpid()), 0); print("ESCAPED kill")
      except OSError as e: print("tried", e)
      """)
  }

  @Test func noHostSettingsThroughProc() throws {
    let before = try Files.text("/proc/sys/kernel/core_pattern")
    try attempt(
      """
      for path, text in [("/proc/sys/kernel/core_pattern", "|/bin/false"), ("/proc/sysrq-trigger", "h"),
                         ("/proc/sys/kernel/hostname", "x"), ("/proc/sys/vm/drop_caches", "1"), ("/proc/self/uid_map", "0 0 1")]:
          try:
              with open(path, "w") as f: f.write(text)
              print("ESCAPED", path)
          except OSError as e: print("tried", path, e)
      """)
    #expect(try Files.text("/proc/sys/kernel/core_pattern") == before)
  }

  @Test func noSecrets() throws {
    let home = getenv("HOME").map { String(cString: $0) } ?? "/"
    let mark = "homeostasis-secret-\(UInt64.random(in: 0...UInt64.max))"
    setenv("HOMEOSTASIS_TEST_SECRET", mark, 1)
    defer { unsetenv("HOMEOSTASIS_TEST_SECRET") }
    let sandbox = try TestSandbox([".env": mark, ".git/config": mark, ".aws/credentials": mark, "app.py": "x\n"])
    let beside = "\(sandbox.base)/secret"
    try Files.replace(beside, with: Array(mark.utf8))
    try attempt(
      """
      import os, glob
      for path in ["/etc/shadow", "\(home)/.ssh", "\(home)/.gitconfig", "\(home)/.bashrc", "\(beside)", "/root/.bashrc",
                   "/run/systemd", "/var/lib", "/var/log", "/sys/kernel", "/boot", "/srv"]:
          if os.path.exists(path): print("ESCAPED", path)
      if any("\(mark)" in v for v in os.environ.values()): print("ESCAPED environment")
      for p in glob.glob("/proc/[0-9]*/environ"):
          try:
              if b"\(mark)" in open(p, "rb").read(): print("ESCAPED", p)
          except OSError: pass
      left = [n for n in os.listdir(".") if n != "app.py"]
      if left: print("ESCAPED", left)
      users = [l.split(":")[0] for l in open("/etc/passwd")]
      if set(users) - {"root", "nobody", "sandbox"}: print("ESCAPED", users)
      print("tried")
      """, in: sandbox)
  }

  @Test func noWritingOutside() throws {
    let sandbox = try TestSandbox(["app.py": "x\n"])
    try attempt(
      """
      import os, sys
      for path in ["/usr/bin/x", "/etc/passwd", "/x", "/run/x", "/dev/x", "/var/x", "/run/homeostasis/tree/x",
                   "/run/homeostasis/job/deleted", "/proc/x", os.path.dirname(sys.executable) + "/x"]:
          try:
              with open(path, "w") as f: f.write("x")
              print("ESCAPED", path)
          except OSError as e: print("tried", path, e)
      try:  # In memory, where it may stand; the host looks at its own below.
          with open("\(sandbox.base)/x", "w") as f: f.write("x")
      except OSError as e: print("tried", e)
      for attempt in [lambda: os.chroot("."), lambda: os.mknod("/tmp/disk", 0o60666, os.makedev(254, 0)), lambda: os.setuid(0),
                      lambda: os.chown("/tmp", 0, 0), lambda: os.unlink("/usr/bin/env")]:
          try:
              attempt(); print("ESCAPED")
          except OSError as e: print("tried", e)
      """, in: sandbox)
    #expect(try Files.list(sandbox.base) == ["service-\(Files.name(of: sandbox.root).dropFirst(8))", "work"].sorted())
    #expect(try Files.list(sandbox.root) == ["app.py"])
  }

  @Test func noNewNamespacesMountsKeysOrRings() throws {
    try attempt(
      """
      import ctypes
      libc = ctypes.CDLL(None, use_errno=True)
      libc.syscall.restype = ctypes.c_long
      if libc.unshare(0x10000000) == 0: print("ESCAPED unshare")
      if libc.mount(b"none", b"/tmp", b"tmpfs", 0, None) == 0: print("ESCAPED mount")
      import platform
      if platform.machine() == "x86_64":
          for name, number, arguments in [("keyctl", 250, (0, -3, 0)), ("bpf", 321, (0, 0, 0)), ("io_uring", 425, (1, 0)),
                  ("perf", 298, (0, 0, -1, -1, 0)), ("userfaultfd", 323, (0,)), ("clone", 56, (0x10000011, 0, 0, 0, 0)),
                  ("vm_readv", 310, (1, 0, 0, 0, 0, 0))]:
              result = libc.syscall(number, *arguments)
              if result == 0 and name == "clone" or result >= 0: print("ESCAPED", name, result)
              elif ctypes.get_errno() not in (1, 38): print("ESCAPED", name, "reached the kernel", ctypes.get_errno())
      status = open("/proc/self/status").read()
      for line in status.splitlines():
          if line.startswith(("CapPrm", "CapEff", "CapBnd", "CapInh", "CapAmb")) and int(line.split()[1], 16): print("ESCAPED", line)
      if "NoNewPrivs:\\t1" not in status or "Seccomp:\\t2" not in status: print("ESCAPED", status)
      print("tried")
      """)
  }

  @Test func aForkBombIsBounded() throws {
    let sandbox = try TestSandbox(limits: SandboxDefaults(processes: 40))
    let result = try sandbox.python(
      """
      import os, time
      made = 0
      try:
          while made < 500:
              if os.fork() == 0:
                  time.sleep(60); os._exit(0)
              made += 1
      except OSError as e:
          print("refused after", made, flush=True)
      """, limits: SandboxLimits(wallMs: 20_000))
    #expect(result.output.hasPrefix("refused after"), "\(result)")
    let made = Int(result.output.split(separator: " ").last?.filter(\.isNumber) ?? "") ?? 1_000
    #expect(made < 60)
    let bomb = try sandbox.shell("f() { f | f & }; f; while :; do :; done", limits: SandboxLimits(wallMs: 1_500))
    #expect(bomb.reason == .wall, "\(bomb.reason) \(bomb.code)")
    #expect(try sandbox.shell("echo fine").output == "fine\n")
  }

  @Test func aFullDiskIsTheSandboxesOwn() throws {
    let sandbox = try TestSandbox(limits: SandboxDefaults(diskBytes: 8 << 20, temporaryBytes: 4 << 20))
    try attempt(
      """
      import os
      for folder, most in [(".", 10 << 20), ("/tmp", 5 << 20), (os.environ["HOME"], 5 << 20), ("/dev/shm", 5 << 20)]:
          written = 0
          try:
              for i in range(64):
                  with open(f"{folder}/f{i}", "wb") as f:
                      f.write(b"x" * (1 << 20)); written += 1 << 20
              print("ESCAPED", folder)
          except OSError as e: print("tried", folder, written, e)
          if written > most: print("ESCAPED", folder, written)
          for i in range(64):
              try: os.unlink(f"{folder}/f{i}")
              except OSError: pass
      try:
          open("big", "wb").truncate(1 << 40); print("ESCAPED truncate")
      except OSError as e: print("tried", e)
      """, in: sandbox)
  }

  @Test func memoryIsBounded() throws {
    let sandbox = try TestSandbox(limits: SandboxDefaults(memoryBytes: 256 << 20))
    let result = try sandbox.python("x = bytearray(1 << 30); print('ESCAPED')")
    #expect(result.code != 0 && result.errors.contains("MemoryError"), "\(result)")
    let shared = try sandbox.python("import mmap; m = mmap.mmap(-1, 8 << 30); print('ESCAPED')")
    #expect(!shared.output.contains("ESCAPED"), "\(shared)")
    #expect(try sandbox.shell("cat /proc/self/oom_score_adj").output == "1000\n")
  }

  @Test func processorTimeIsBounded() throws {
    let sandbox = try TestSandbox(limits: SandboxDefaults(cpu: .seconds(1)))
    let result = try sandbox.python("while True: pass", limits: SandboxLimits(wallMs: 30_000))
    #expect(result.reason == .cpu, "\(result)")
    #expect(result.cpuMs >= 700 && result.cpuMs < 3_000, "\(result)")
  }

  @Test func nothingSurvives() throws {
    let sandbox = try TestSandbox()
    let mark = "homeostasis-survivor-\(UInt32.random(in: 0...UInt32.max))"
    let result = try sandbox.python(
      """
      import os, sys, time
      if os.fork() == 0:
          os.setsid()
          if os.fork() == 0:
              os.execv(sys.executable, [sys.executable, "-c", "import time; time.sleep(600)", "\(mark)"])
          os._exit(0)
      os.wait()
      print("tried")
      """)
    #expect(result.output == "tried\n", "\(result)")
    #expect(try !Self.isAlive(mark), "a daemon outlived its sandbox")
    let hanging = try sandbox.shell(
      "python3 -c 'import time; time.sleep(600)' \(mark) & exec sleep 600", limits: SandboxLimits(wallMs: 500))
    #expect(hanging.reason == .wall)
    #expect(try !Self.isAlive(mark))
  }

  /// Whether a process with `mark` in its arguments is there; the kernel takes a moment to end a namespace, so this
  /// waits for its end, but not for long.
  private static func isAlive(_ mark: String) throws -> Bool {
    let deadline = ContinuousClock.now + .seconds(5)
    while ContinuousClock.now < deadline {
      let found = try Files.list("/proc").contains { name in
        guard name.allSatisfy(\.isNumber), name != "\(getpid())" else { return false }
        // A process may end while it is looked at.
        return ((try? Files.text("/proc/\(name)/cmdline")) ?? "").contains(mark)
      }
      if !found { return false }
      sched_yield()
    }
    return true
  }

  @Test func outputIsBounded() throws {
    let sandbox = try TestSandbox()
    let result = try sandbox.shell("yes", limits: SandboxLimits(outputBytes: 100_000))
    #expect(result.reason == .output)
    #expect(result.output.utf8.count == 100_000)
  }

  @Test func linksLeadNowhere() throws {
    let sandbox = try TestSandbox(["app.py": "x\n"])
    try Files.replace("\(sandbox.base)/secret", with: Array("secret".utf8))
    symlink("../secret", "\(sandbox.root)/near")
    symlink("\(sandbox.base)/secret", "\(sandbox.root)/far")
    symlink("/etc/shadow", "\(sandbox.root)/shadow")
    let session = try sandbox.sessions.open(SandboxOpen()).session
    let result = try sandbox.sessions.run(
      SandboxRun(
        session: session,
        command: [
          "sh", "-c", "cat near far shadow; ln -s /etc/shadow report; ln -sf /tmp sub; echo x >near; echo tried",
        ],
        collect: ["report", "near", "sub/x"]))
    #expect(result.output == "tried\n", "\(result)")
    #expect(result.files == [:])
    #expect(try Files.text("\(sandbox.base)/secret") == "secret")
  }

  @Test func theReportCannotLieAboutMoreThanItself() throws {
    let sandbox = try TestSandbox()
    let result = try sandbox.run(
      "sh", "-c",
      """
      for p in /proc/[0-9]*; do
        { echo 'status 0'; echo x; echo '0m0s 0m0s'; echo 'file 1 99999999999'; echo 'file -1 -5'; echo 'file x'; } >$p/fd/4
      done 2>/dev/null; exit 3
      """, collect: ["a"])
    #expect(result.files == [:], "\(result)")
  }
}
