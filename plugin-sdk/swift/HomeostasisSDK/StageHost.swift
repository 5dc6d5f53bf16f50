import CHomeostasisPlugin
public import Healing
import PluginBridge

/// The host, as one stage instance sees it. The services work while a call of the stage is under way, on its thread.
public final class StageHost: @unchecked Sendable {
  // Sendable: the host's tables may be used from any thread; `call` changes only between calls.
  let host: UnsafePointer<hs_host>
  var call: UnsafePointer<hs_call>?

  init(_ host: UnsafePointer<hs_host>) { self.host = host }

  /// Whether the host grants a service.
  public func grants(_ service: HostServiceID) -> Bool { table(service) != nil }

  /// Reads below the root of the service, and what the configuration grants elsewhere.
  public var files: any FileService { FileClient(host: self) }
  /// The language pack.
  public var pack: any PackService { PackClient(host: self) }
  /// Commands in a throw-away copy of the tree.
  public var sandbox: any SandboxService { SandboxClient(host: self) }
  /// The generations of the service.
  public var generations: any GenerationService { GenerationClient(host: self) }
  /// The plugin's own keys, kept over restarts.
  public var state: any StateService { StateClient(host: self) }
  /// Secrets by name.
  public var secrets: any SecretService { SecretClient(host: self) }
  /// Programs that the host runs.
  public var exec: any ExecService { ExecClient(host: self) }
  /// Requests that the host sends.
  public var http: any HTTPService { HTTPClient(host: self) }
  /// The host's time.
  public var clock: any ClockService { ClockClient(host: self) }
  /// Patches tried in a warm copy of the tree.
  public var trial: any TrialService { TrialClient(host: self) }

  /// A sign of life for the display, such as `["done": 3, "of": 10]`. Where it is not granted nothing happens.
  public func progress(_ said: JSONValue) {
    // What cannot be told is not worth ending the work for.
    _ = try? ServiceClient(id: .progress, host: self).call("tell", said, as: JSONValue.self)
  }

  /// Tells the host's log. `text` is constant; what varies goes into `fields`.
  public func log(_ level: LogLevel, _ text: String, _ fields: [String: String] = [:]) {
    let keys = fields.keys.sorted()
    let said = RecordBatch(
      schema: text, keys: keys, rows: [.init(id: "", parent: "", at: 0, cells: keys.map { .text(fields[$0] ?? "") })])
    let batch = said.records.pointee
    let list = (0..<keys.count).map { hs_field(key: batch.keys![$0], value: batch.first!.pointee.values![$0]) }
    host.pointee.log(host, call, level.rawValue, batch.schema, list, list.count)
    withExtendedLifetime(said) {}
  }

  func table(_ service: HostServiceID) -> UnsafePointer<hs_service>? {
    var id = service.rawValue
    return id.withUTF8 { bytes in
      let name = UnsafeRawPointer(bytes.baseAddress!).assumingMemoryBound(to: CChar.self)
      return hs_find_service(host, hs_str(ptr: name, len: bytes.count))
    }
  }
}
