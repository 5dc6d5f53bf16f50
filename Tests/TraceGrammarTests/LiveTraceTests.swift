import FoundationEssentials
import Healing
import SystemCalls
import Testing
import TraceGrammar

/// Traces that the runtimes of this machine write now, whatever their version.
struct LiveTraceTests {
  static let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"

  static func has(_ program: String) -> Bool {
    do {
      _ = try SpawnRequest.find(program, path: path)
      return true
    } catch {
      return false  // A machine without the runtime runs the other tests.
    }
  }

  /// What a program writes to its standard error; the program's text is put into `file` first.
  private func errors(_ file: String, _ text: String, _ command: [String]) throws -> String {
    let folder = try Files.temporaryFolder("live-trace")
    defer { #expect(throws: Never.self) { try Files.remove(folder) } }
    try Files.replace("\(folder)/\(file)", with: Array(text.utf8))
    let request = SpawnRequest(
      command[0], command.dropFirst() + ["\(folder)/\(file)"], environment: ["PATH": Self.path, "HOME": folder],
      directory: folder)
    return try Command(request).run().errorText
  }

  @Test(.enabled(if: has("python3"))) func python() throws {
    let text = """
      import logging, threading
      logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
      def price(item):
          return {"tea": 3}[item]
      def total(items):
          try:
              return sum(price(i) for i in items)
          except KeyError as error:
              raise ValueError("no total\\nfor " + repr(items)) from error
      try:
          total(["tea", "milk"])
      except ValueError:
          logging.exception("request failed")
      thread = threading.Thread(target=total, args=([1],), name="worker")
      thread.start()
      thread.join()
      total([2])
      """
    let output = try errors("shop.py", text, ["python3"])
    let traces = Grammars.parser.traces(in: output)
    #expect(traces.map { $0.exceptions.map(\.type) } == [[String]](repeating: ["KeyError", "ValueError"], count: 3))
    for trace in traces {
      #expect(trace.exceptions.first?.frames.first?.symbol == "price")
      #expect(trace.exceptions.first?.frames.first?.line == 4)
      #expect(trace.exceptions.last?.message.hasPrefix("no total\nfor [") == true)
    }
    let records = joined(output)
    #expect(records.count == 3)
    #expect(records.first?.contains("ERROR root: request failed\nTraceback") == true)
  }

  @Test(.enabled(if: has("node"))) func node() throws {
    let text = """
      const price = item => ({tea: {eur: 3}})[item].eur
      async function total(items) {
        await null
        try { return items.map(price) } catch (error) { throw new Error("no total", {cause: error}) }
      }
      total(["tea"]).then(() => total(["milk"]))
      """
    let output = try errors("shop.js", text, ["node"])
    let exceptions = Grammars.parser.exceptions(in: output)
    #expect(exceptions.map(\.type) == ["TypeError", "Error"])
    #expect(exceptions.first?.frames.first?.symbol == "price")
    #expect(exceptions.first?.frames.first?.line == 1)
    #expect(joined(output).count == 1)
  }

  @Test(.enabled(if: has("java"))) func java() throws {
    let text = """
      import java.util.*;
      public class Shop {
        static int price(Map<String, Integer> prices, String item) { return prices.get(item); }
        static int total(List<String> items) {
          try { return items.stream().mapToInt(i -> price(Map.of("tea", 3), i)).sum(); }
          catch (RuntimeException e) { throw new IllegalStateException("no total", e); }
        }
        public static void main(String[] arguments) { total(List.of("tea", "milk")); }
      }
      """
    let output = try errors("Shop.java", text, ["java"])
    let exceptions = Grammars.parser.exceptions(in: output)
    #expect(exceptions.map(\.type) == ["java.lang.NullPointerException", "java.lang.IllegalStateException"])
    #expect(exceptions.first?.frames.first?.symbol == "price")
    #expect(exceptions.first?.frames.first?.line == 3)
    #expect(exceptions.first?.frames.contains { $0.symbol == "main" && $0.line == 8 } == true)
    #expect(joined(output).count == 1)
  }
}
