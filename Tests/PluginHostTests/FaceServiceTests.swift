import CHomeostasisPlugin
import Glibc
import Healing
import PluginHost
import Synchronization
import SystemCalls
import TestSupport
import Testing

@testable import HomeostasisSDK

/// The services as a plugin's author sees them in each language.
@Suite(.serialized) struct FaceServiceTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func grants(_ server: OneLineServer) throws -> Grants {
    let token = try folder.write("token", "s3cr3t")
    chmod(token, 0o600)
    var grants = Grants.standard(isShipped: false, needs: [])
    grants.files = [GrantedFile(path: folder.path, writes: true)]
    grants.programs = [GrantedProgram(name: "sh", path: "/bin/sh")]
    grants.addresses = [GrantedAddress(host: "127.0.0.1", port: server.port)]
    grants.secrets = [GrantedSecret(name: "token", source: .file(token))]
    grants.stateBytes = 1000
    return grants
  }

  @Test func inPython() async throws {
    let server = try await OneLineServer()
    let bench = AskingBench(.python, in: folder)
    let said = SaidList()
    var offered = TypedServices()
    offered.progress = { said.add($0) }
    let stage = try await bench.stage(try grants(server), offered: offered)
    let given = #"{"file": "\#(folder.path)/made", "url": "http://127.0.0.1:\#(server.port)/"}"#
    let told = try await stage.ask("face all", given)
    let answer = try JSON.decode(JSONValue.self, from: told.text)
    #expect(
      answer == [
        "read": "written", "secret": "s3cr3t", "absent": .null, "state": ["one", 1], "version": 1, "conflict": 8,
        "run": "in", "http": 201, "now": .integer(bench.clock.now().nanoseconds),
      ])
    #expect(said.all == [["done": 1, "of": 2]])
    await stage.retire()
    await server.stop()
  }

  @Test func inCpp() async throws {
    let library = "\(folder.path)/asks.so"
    try compile(
      "g++",
      [
        "-std=c++17", "-Wall", "-Wextra", "-fPIC", "-shared", "-fvisibility=hidden", "-fno-gnu-unique", "-I",
        "\(Built.root)/plugin-sdk/include", "\(Built.root)/Tests/Fixtures/Faces/asks.cpp",
        "-Wl,--version-script=\(Built.root)/plugin-sdk/exports.map", "-o", library,
      ])
    try await asks(library)
  }

  @Test(arguments: ["rustc", "/usr/bin/rustc"]) func inRust(_ compiler: String) async throws {
    // Debian's own compiler is older; where it is not installed the first of the path is tried alone.
    if compiler.hasPrefix("/") && !Files.exists(compiler) { return }
    let library = "\(folder.path)/asks.so"
    try compile(
      compiler,
      [
        "--edition", "2021", "-O", "--crate-type", "rlib", "--crate-name", "homeostasis",
        "\(Built.root)/plugin-sdk/rust/homeostasis.rs", "-o", "\(folder.path)/libhomeostasis.rlib",
      ])
    try compile(
      compiler,
      [
        "--edition", "2021", "-O", "--crate-type", "cdylib", "--crate-name", "asks", "--extern",
        "homeostasis=\(folder.path)/libhomeostasis.rlib", "\(Built.root)/Tests/Fixtures/Faces/asks.rs", "-o", library,
      ])
    try await asks(library)
  }

  private func compile(_ program: String, _ arguments: [String]) throws {
    var command = Command(SpawnRequest(program, arguments, environment: Built.environment, directory: folder.path))
    command.wallLimit = .seconds(120)
    let result = try command.run()
    #expect(result.succeeded, "\(program): \(result.errorText)")
  }

  /// An answer, an answer that is long, what a service says of a failure, and what is not granted.
  private func asks(_ library: String) async throws {
    let server = try await OneLineServer()
    let stage = try await AskingBench(.runner, in: folder).stage(try grants(server), library: library)
    let state = HostServiceID.state.rawValue
    let put = try await stage.ask("\(state) put", #"{"key": "k", "value": "one", "version": 0}"#)
    #expect(put.isGranted && put.text.contains("1"), "\(put)")
    let got = try await stage.ask("\(state) get", #"{"key": "k"}"#)
    #expect(try JSON.decode(JSONValue.self, from: got.text)["value"] == "one", "\(got)")
    let conflict = try await stage.ask("\(state) put", #"{"key": "k", "value": "two", "version": 0}"#)
    #expect(conflict.status == 8 && conflict.text.hasPrefix("state."), "\(conflict)")
    #expect(try await stage.ask("\(state) get", #"{"key": "none"}"#).status == 7)
    let long = try await stage.ask(
      "\(HostServiceID.exec.rawValue) run",
      #"{"program": "sh", "arguments": ["-c", "head -c 300000 /dev/zero | tr '\\0' x"], "environment": {}, "wall_ms": 0}"#
    )
    #expect(long.isGranted && long.text.utf8.count > 300_000, "\(long.status)")
    // What the service says stands in quotes with escapes: the face takes it out.
    let file = try await stage.ask("\(HostServiceID.files.rawValue) read", #"{"path": "/etc/\"passwd\""}"#)
    #expect(file.status == 9 && file.text.contains(#"files: [/etc/"passwd"]"#), "\(file)")
    let denied = try await stage.ask("\(HostServiceID.trial.rawValue) open", "{}")
    #expect(denied.status == 9 && denied.text.hasPrefix("service.not-granted: homeostasis.trial/1"), "\(denied)")
    await stage.retire()
    await server.stop()
  }

  @Test func inSwift() async throws {
    let server = try await OneLineServer()
    let said = SaidList()
    var offered = TypedServices()
    offered.progress = { said.add($0) }
    let clock = HandClock()
    let own = StageServices(
      try grants(server), stage: "face", folder: "\(folder.path)/state", time: clock, veil: SecretVeil())
    let table = HostOfServices(GrantedServices(own, offered: offered, root: folder.path))
    let host = StageHost(table.host)
    host.call = UnsafePointer(table.call)
    let file = "\(folder.path)/made"
    host.progress(["done": 1, "of": 2])
    try host.files.write(FileWrite(path: file, text: "written"))
    #expect(try host.files.read(FileRead(path: file)).text == "written")
    #expect(try host.secrets.read(SecretRead(name: "token")).value == "s3cr3t")
    #expect(try host.state.put(StatePut(key: "key", value: "one", version: 0)).version == 1)
    let conflict = #expect(throws: StageFailure.self) {
      try host.state.put(StatePut(key: "key", value: "two", version: 0))
    }
    #expect(conflict?.kind == .conflict)
    #expect(#expect(throws: StageFailure.self) { try host.state.get(StateGet(key: "none")) }?.kind == .absent)
    #expect(try host.state.get(StateGet(key: "key")) == StateValue(value: "one", version: 1))
    #expect(try host.state.keys(StateKeys()) == ["key"])
    try host.state.delete(StateDelete(key: "key", version: 1))
    #expect(try host.exec.run(ExecRun(program: "sh", arguments: ["-c", "cat"], input: "in")).output == "in")
    #expect(try host.http.request(HTTPRequest(url: "http://127.0.0.1:\(server.port)/")).status == 201)
    #expect(try host.clock.now(ClockNow()).unixNs == clock.now().nanoseconds)
    let denied = #expect(throws: StageFailure.self) { try host.trial.open(TrialOpen()) }
    #expect(denied?.kind == .denied)
    #expect(said.all == [["done": 1, "of": 2]])
    await server.stop()
  }
}

/// A host's C tables around some services, for the side of the plugin.
private final class HostOfServices {
  let host = UnsafeMutablePointer<hs_host>.allocate(capacity: 1)
  let call = UnsafeMutablePointer<hs_call>.allocate(capacity: 1)
  private let services: any HostServices
  /// A table says nothing of which service it is; this side remembers the last that was looked up.
  private var asked = ""
  private let table = UnsafeMutablePointer<hs_service>.allocate(capacity: 1)

  init(_ services: any HostServices) {
    self.services = services
    memset(call, 0, MemoryLayout<hs_call>.size)
    host.initialize(
      to: hs_host(
        size: UInt32(MemoryLayout<hs_host>.size), abi_minor: 0, owner: nil, log: { _, _, _, _, _, _ in },
        metric: { _, _, _, _, _, _ in }, emit: { _, _, _ in HS_FAILED },
        extension: { host, id in
          let own = HostOfServices.of(host)
          own.asked = String(
            decoding: UnsafeRawBufferPointer(start: id.ptr, count: id.len), as: UTF8.self)
          return own.services.grants(own.asked) ? UnsafeRawPointer(own.table) : nil
        }))
    host.pointee.owner = Unmanaged.passUnretained(self).toOpaque()
    table.initialize(
      to: hs_service(
        size: UInt32(MemoryLayout<hs_service>.size), reserved: 0,
        call: { host, _, method, request, sink in
          let own = HostOfServices.of(host)
          let bytes = Array(UnsafeRawBufferPointer(start: request.ptr, count: request.len))
          let name = String(decoding: UnsafeRawBufferPointer(start: method.ptr, count: method.len), as: UTF8.self)
          do throws(StageFailure) {
            return HostOfServices.give(try own.services.call(own.asked, name, bytes), sink, HS_OK)
          } catch {
            let status = error.kind == .conflict ? HS_CONFLICT : error.kind == .absent ? HS_ABSENT : HS_DENIED
            return HostOfServices.give(Array(((try? JSON.text(error)) ?? "").utf8), sink, status)
          }
        }))
  }

  private static func give(_ bytes: [UInt8], _ sink: hs_sink, _ status: hs_status) -> hs_status {
    bytes.withUnsafeBytes {
      _ = sink.take(
        sink.context, hs_str(ptr: $0.baseAddress?.assumingMemoryBound(to: CChar.self), len: $0.count))
    }
    return status
  }

  private static func of(_ host: UnsafePointer<hs_host>) -> HostOfServices {
    Unmanaged<HostOfServices>.fromOpaque(host.pointee.owner!).takeUnretainedValue()
  }

  deinit {
    host.deallocate()
    call.deallocate()
    table.deallocate()
  }
}
