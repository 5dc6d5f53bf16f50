import Glibc
import Healing
import LanguagePacks
import SourceTree
import SystemCalls
import Testing

@testable import Sandbox

/// What hostile tests of each language may try, in the sandbox that its pack asks for. Each program tries a connection,
/// a file outside, a process that outlives it, and as much memory as it can get.
@Suite(.serialized) struct LanguageEscapeTests {
  private static let shelf = PackShelf(folders: ["\(packages)/Plugins/Languages"], grammars: nil)
  private static let packages = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  private func sandbox(
    _ language: String, _ files: [String: String], memory: Int64 = 2 << 30
  ) throws -> (SandboxSessions, String, String) {
    let base = try Files.temporaryFolder("escape-\(language)")
    for (path, text) in files {
      try Files.makeFolder(Files.parent(of: "\(base)/tree/\(path)"))
      try Files.replace("\(base)/tree/\(path)", with: Array(text.utf8))
    }
    let service = ServiceDescription(name: "shop", language: language, root: "\(base)/tree", test: [])
    let sessions = try SandboxSessions(
      service: service, source: SourceFolder("\(base)/tree"),
      rules: try RunRules(Self.shelf.pack(language).document("run.yaml")), workspace: SandboxWorkspace("\(base)/work"),
      limits: SandboxDefaults(memoryBytes: memory))
    return (sessions, try sessions.open(SandboxOpen()).session, base)
  }

  private struct Program {
    var file: String
    var text: String
    var command: String
  }

  private static let programs = ["java": java, "c": c, "go": go, "javascript": javascript]

  @Test(arguments: ["java", "c", "go", "javascript"])
  func neitherNetworkNorFilesNorProcesses(_ language: String) throws {
    let listener = try LoopbackListener()
    let program = try #require(Self.programs[language])
    let text = program.text.replacing("PORT", with: "\(listener.port)")
    let (sessions, session, base) = try sandbox(language, [program.file: text])
    defer { #expect(throws: Never.self) { try Files.remove(base) } }
    let mark = "homeostasis-survivor-\(UInt32.random(in: 0...UInt32.max))"
    let result = try sessions.run(
      SandboxRun(
        session: session, command: ["sh", "-c", "\(program.command) \(base)/outside \(mark)"],
        limits: SandboxLimits(wallMs: 120_000)))
    #expect(!result.output.contains("ESCAPED"), "\(result)")
    // A program with a mistake would prove nothing.
    #expect(result.output.components(of: "tried").count == 4, "\(result)")
    #expect(listener.waiting == 0)
    #expect(!Files.exists("\(base)/outside"))
    #expect(try !Self.isAlive(mark), "a process outlived its sandbox")
  }

  /// A sanitizer reserves terabytes, and still what is used in memory is bounded.
  @Test func aProgramWithSanitizersRunsAndItsMemoryIsBounded() throws {
    let text = """
      #include <stdio.h>
      #include <stdlib.h>
      #include <string.h>
      int main(int argc, char **argv) {
        int *list = malloc(3 * sizeof *list);
        if (argc < 2) return list[3];
        for (;;) { char *more = malloc(1 << 20); if (!more) return 3; memset(more, 1, 1 << 20); }
      }
      """
    let (sessions, session, base) = try sandbox("c", ["eat.c": text], memory: 512 << 20)
    defer { #expect(throws: Never.self) { try Files.remove(base) } }
    func run(_ arguments: String) throws -> SandboxResult {
      try sessions.run(
        SandboxRun(
          session: session, command: ["sh", "-c", "gcc -g -fsanitize=address -o eat eat.c && ./eat \(arguments)"],
          environment: ["ASAN_OPTIONS": "allocator_may_return_null=1"], limits: SandboxLimits(wallMs: 60_000)))
    }
    #expect(try run("").errors.contains("heap-buffer-overflow"))
    let eater = try run("more")
    #expect(eater.reason == .signal && eater.code == Int(SIGKILL) && eater.wallMs < 50_000, "\(eater)")
  }

  private static let java = Program(
    file: "Escape.java",
    text: """
      import java.io.*;
      import java.net.*;
      class Escape {
        public static void main(String[] args) throws Exception {
          try (Socket s = new Socket()) { s.connect(new InetSocketAddress("127.0.0.1", PORT), 1000); System.out.println("ESCAPED network"); }
          catch (IOException e) { System.out.println("tried network"); }
          try (FileWriter f = new FileWriter(args[0])) { f.write("x"); System.out.println("tried file"); }
          catch (IOException e) { System.out.println("tried file"); }
          try (FileWriter f = new FileWriter("/usr/bin/homeostasis-escape")) { System.out.println("ESCAPED system"); }
          catch (IOException e) { System.out.println("tried system"); }
          new ProcessBuilder("sh", "-c", "exec setsid sh -c 'exec -a " + args[1] + " sleep 600' >/dev/null 2>&1 &").start().waitFor();
          System.out.println("tried process");
        }
      }
      """, command: "javac -d /tmp Escape.java && java -cp /tmp Escape")

  private static let c = Program(
    file: "escape.c",
    text: """
      #include <arpa/inet.h>
      #include <fcntl.h>
      #include <stdio.h>
      #include <sys/socket.h>
      #include <unistd.h>
      int main(int argc, char **argv) {
        setbuf(stdout, NULL);
        struct sockaddr_in to = {AF_INET, htons(PORT), {htonl(INADDR_LOOPBACK)}, {0}};
        int s = socket(AF_INET, SOCK_STREAM, 0);
        puts(s >= 0 && connect(s, (struct sockaddr *) &to, sizeof to) == 0 ? "ESCAPED network" : "tried network");
        int f = open(argv[1], O_CREAT | O_WRONLY, 0644);
        puts("tried file");
        puts(open("/usr/bin/homeostasis-escape", O_CREAT | O_WRONLY, 0755) >= 0 ? "ESCAPED system" : "tried system");
        if (fork() == 0) { setsid(); if (fork() == 0) execl("/bin/sleep", argv[2], "600", NULL); _exit(0); }
        puts("tried process");
        return f > 1000;
      }
      """, command: "gcc -o /tmp/escape escape.c && /tmp/escape")

  private static let go = Program(
    file: "escape.go",
    text: """
      package main

      import (
      	"fmt"
      	"net"
      	"os"
      	"os/exec"
      	"time"
      )

      func main() {
      	if _, err := net.DialTimeout("tcp", "127.0.0.1:PORT", time.Second); err == nil {
      		fmt.Println("ESCAPED network")
      	} else {
      		fmt.Println("tried network")
      	}
      	os.WriteFile(os.Args[1], []byte("x"), 0o644)
      	fmt.Println("tried file")
      	if os.WriteFile("/usr/bin/homeostasis-escape", nil, 0o755) == nil {
      		fmt.Println("ESCAPED system")
      	} else {
      		fmt.Println("tried system")
      	}
      	exec.Command("setsid", "-f", "bash", "-c", "exec -a "+os.Args[2]+" sleep 600").Run()
      	fmt.Println("tried process")
      }
      """, command: "go build -o /tmp/escape escape.go && /tmp/escape")

  private static let javascript = Program(
    file: "escape.js",
    text: """
      const fs = require('fs');
      const net = require('net');
      const { spawnSync } = require('child_process');
      const [outside, mark] = process.argv.slice(2);
      const socket = net.connect(PORT, '127.0.0.1');
      socket.on('connect', () => { console.log('ESCAPED network'); process.exit(1); });
      socket.on('error', () => {
        console.log('tried network');
        try { fs.writeFileSync(outside, 'x'); } catch {}
        console.log('tried file');
        try { fs.writeFileSync('/usr/bin/homeostasis-escape', ''); console.log('ESCAPED system'); } catch { console.log('tried system'); }
        spawnSync('setsid', ['-f', 'bash', '-c', `exec -a ${mark} sleep 600`], { stdio: 'ignore' });
        console.log('tried process');
      });
      """, command: "node escape.js")

  /// Waits for its end, but not for long: the kernel takes a moment to end a namespace.
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
}

extension String {
  /// The places at which a word stands.
  fileprivate func components(of word: String) -> [Range<String.Index>] { ranges(of: word) }
}
