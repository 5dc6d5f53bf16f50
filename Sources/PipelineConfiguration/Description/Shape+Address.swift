import Healing
import YAMLDocument

extension Shape where Value == ListenAddress {
  /// `host:port`.
  static var address: Shape<ListenAddress> {
    Shape(
      schema: [
        "type": "string", "pattern": "^(\\[[0-9a-fA-F:.]+\\]|[^\\s:/\\[\\]]+):[0-9]{1,5}$",
        "examples": ["127.0.0.1:8080"],
      ]
    ) { node, path, reading in
      guard let scalar = node.scalar, !node.isNull else {
        reading.wrong(path, "must be an address such as 127.0.0.1:8080, not \(node.named)")
        return nil
      }
      switch AddressText.read(scalar.text) {
      case .success(let address): return address
      case .failure(let flaw):
        reading.wrong(
          path, "must be an address such as 127.0.0.1:8080, not \(node.named): \(flaw.reason)", flaw.suggestion)
        return nil
      }
    }
  }
}
