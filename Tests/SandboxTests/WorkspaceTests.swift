import Glibc
import Healing
import SystemCalls
import Testing

@testable import Sandbox

@Suite struct WorkspaceTests {
  @Test func whatAKilledProcessLeftIsSwept() throws {
    let base = try Files.temporaryFolder("workspace")
    defer { try? Files.remove(base) }  // The folder is temporary; a test that fails earlier must not hide why.
    try Files.makeFolder("\(base)/run-1-1/tree-1")
    try Files.replace("\(base)/run-1-1/lock", with: [])
    try Files.replace("\(base)/run-1-1/tree-1/x", with: [1])
    let first = try SandboxWorkspace(base)
    #expect(!Files.exists("\(base)/run-1-1"))
    let second = try SandboxWorkspace(base)
    #expect(Files.exists(first.folder) && Files.exists(second.folder), "those of living processes stay")
    #expect(first.next("tree") != first.next("tree"))
  }

  @Test func endsWithTheObject() throws {
    let base = try Files.temporaryFolder("workspace")
    defer { try? Files.remove(base) }  // As above.
    do {
      let workspace = try SandboxWorkspace(base)
      #expect(try Files.list(workspace.folder).contains("etc"))
    }
    #expect(try Files.list(base) == [])
  }

  @Test func aFolderThatCannotBeMadeIsTold() throws {
    let failure = #expect(throws: StageFailure.self) { try SandboxWorkspace("/proc/nowhere") }
    #expect(failure?.code == "sandbox.workspace")
  }

  @Test func aMissingProgramIsNamedWithItsPackage() {
    let obstacle = SandboxProbe(path: "/nonexistent").obstacle
    #expect(obstacle?.contains("bwrap") == true && obstacle?.contains("apt install bubblewrap") == true)
    #expect(SandboxProbe.shared.obstacle == nil, "this machine has no sandbox, so nothing here can be tested")
  }
}
