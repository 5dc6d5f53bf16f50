import LoadGenerator

/// The customers of the shop: what they always ask, and what wakes the two bugs.
enum DemoLoad {
  /// Requests a second of the everyday load.
  static let rate = 80.0
  /// Requests a second that wake a bug: enough of them fail in the one second until the patch serves to show what is gone.
  static let bugRate = 16.0

  private static let json = [["Content-Type", "application/json"]]

  static func everyday(_ port: UInt16) -> LoadPlan {
    LoadPlan(
      port: port, connections: 16, rate: rate,
      requests: [
        LoadRequest("GET", "/products"), LoadRequest("GET", "/products/p-101"), LoadRequest("GET", "/search?q=lamp"),
        LoadRequest("GET", "/products/p-104"),
        LoadRequest(
          "POST", "/cart", headers: json, body: #"{"items":[{"id":"p-101","quantity":2}],"coupon":"WELCOME10"}"#),
        LoadRequest("GET", "/products/p-105"), LoadRequest("GET", "/products?tag=light"),
        LoadRequest("GET", "/products/p-103"),
        LoadRequest("POST", "/checkout", headers: json, body: #"{"items":[{"id":"p-106","quantity":1}]}"#),
        LoadRequest("GET", "/products/p-102"),
      ])
  }

  /// A coupon that gives no percent off.
  static func actOne(_ port: UInt16) -> LoadPlan {
    LoadPlan(
      port: port, connections: 4, rate: bugRate,
      requests: [
        LoadRequest(
          "POST", "/cart", headers: json, body: #"{"items":[{"id":"p-102","quantity":1}],"coupon":"FREESHIP"}"#)
      ])
  }

  /// A product that nobody has reviewed yet.
  static func actTwo(_ port: UInt16) -> LoadPlan {
    LoadPlan(port: port, connections: 4, rate: bugRate, requests: [LoadRequest("GET", "/products/p-107")])
  }
}
