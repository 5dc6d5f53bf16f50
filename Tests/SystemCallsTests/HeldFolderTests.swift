import Glibc
import SystemCalls
import Testing

/// A process's folder goes with it, however it ends.
@Suite struct HeldFolderTests {
  @Test func whatAKilledProcessLeftIsSweptAndNothingElse() throws {
    let base = try Files.temporaryFolder("held")
    defer { try? Files.remove(base) }  // A test that fails earlier must not hide why.
    for name in ["work-left", "work-unlocked", "other-left", "elsewhere"] {
      try Files.makeFolder("\(base)/\(name)/tree")
    }
    for name in ["work-left", "other-left", "elsewhere"] { try Files.replace("\(base)/\(name)/lock", with: []) }
    _ = try checked("symlink", base) { symlink("\(base)/elsewhere", "\(base)/work-link") }
    let first = try HeldFolder(in: base, "work")
    let second = try HeldFolder(in: base, "work")
    #expect(first.path != second.path && Files.isFolder(first.path), "that of a living process stays")
    let left = try Files.list(base).filter { !first.path.hasSuffix($0) && !second.path.hasSuffix($0) }
    #expect(left == ["elsewhere", "other-left", "work-link", "work-unlocked"])
    #expect(Files.isFolder("\(base)/elsewhere/tree"))
  }

  @Test func goesWithTheObject() throws {
    let base = try Files.temporaryFolder("held")
    defer { try? Files.remove(base) }  // As above.
    do {
      let folder = try HeldFolder(in: base, "work")
      try Files.replace("\(folder.path)/x", with: [1])
      let names = try Files.list(base)
      withExtendedLifetime(folder) { #expect(names.count == 1) }
    }
    #expect(try Files.list(base) == [])
    #expect(throws: SystemError.self) { try HeldFolder(in: "/proc/nowhere", "work") }
  }
}
