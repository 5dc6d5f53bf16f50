import Glibc
import PluginTrust
import SystemCalls
import TestSupport
import Testing

/// Whose files and folders are, and who may write them. The tests run as root, who can give files away.
@Suite struct GuardedPathTests {
  let bench: TrustBench
  init() throws { bench = try TrustBench() }

  @Test(arguments: ["plugins/analyzer.so", "plugins", ""]) func othersMayWriteNothingOnTheWay(_ place: String) throws {
    let path = "\(bench.folder.path)/\(place)"
    #expect(bench.refusal(.open) == nil)
    var status = stat()
    stat(path, &status)
    chmod(path, status.st_mode | 0o002)
    #expect(bench.refusal(.open) == .writable)
    let failure = bench.rules(.open).standing(of: bench.plugin).refusal
    #expect(failure?.reason.contains("chmod o-w") == true, "\(failure?.description ?? "")")
    chmod(path, status.st_mode)
    #expect(bench.refusal(.open) == nil)
  }

  @Test(.enabled(if: geteuid() == 0), arguments: ["plugins/analyzer.so", "plugins", ""])
  func nobodyElseMayOwnAnythingOnTheWay(_ place: String) throws {
    let path = "\(bench.folder.path)/\(place)"
    chown(path, 12_345, 0)
    #expect(bench.refusal(.open) == .owner)
    chown(path, 0, 0)
    #expect(bench.refusal(.open) == nil)
    // A group of others; its own group is nobody's but the user's.
    chown(path, 0, 12_345)
    var status = stat()
    stat(path, &status)
    chmod(path, status.st_mode | 0o020)
    #expect(bench.refusal(.open) == .writable)
    chown(path, 0, 0)
    #expect(bench.refusal(.open) == nil)
  }

  @Test func aStickyFolderWillDoFurtherUpOnly() throws {
    chmod(bench.folder.path, 0o1777)
    #expect(bench.refusal(.open) == nil)
    chmod(bench.plugins, 0o1777)
    #expect(bench.refusal(.open) == .writable)
  }

  @Test func aLinkIsAsGoodAsItsWay() throws {
    let (real, link) = ("\(bench.folder.path)/elsewhere/real.so", bench.plugin)
    try bench.folder.write("elsewhere/real.so", "bytes")
    try Files.remove(link)
    symlink("../elsewhere/real.so", link)
    #expect(bench.refusal(.open) == nil)
    chmod("\(bench.folder.path)/elsewhere", 0o777)
    #expect(bench.refusal(.open) == .writable)
    chmod("\(bench.folder.path)/elsewhere", 0o755)
    try Files.remove(real)
    symlink(real, real)
    #expect(bench.refusal(.open) == .unreadable)
  }

  @Test func whatIsNoFileIsNotWaitedFor() throws {
    try Files.remove(bench.plugin)
    mkfifo(bench.plugin, 0o600)
    #expect(bench.refusal(.open) == .unreadable)
    try Files.remove(bench.plugin)
    #expect(bench.refusal(.open) == .unreadable)
  }

  @Test func aStoreThatOthersMayWriteIsNone() throws {
    try bench.store.add(SecretKey().publicKey, named: "release")
    chmod("\(bench.folder.path)/trust/release.pub", 0o666)
    #expect(bench.refusal(.open) == .store)
    chmod("\(bench.folder.path)/trust/release.pub", 0o644)
    chmod("\(bench.folder.path)/trust", 0o777)
    #expect(bench.refusal(.open) == .store)
  }
}
