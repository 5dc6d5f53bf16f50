extension Database {
  /// Refuses text that is not one JSON value. A CHECK of the table could not: a schema that is not trusted may not
  /// call `json_valid`.
  func checkJSON(_ text: String, at place: String) throws(StoreFailure) {
    guard try first("SELECT json_valid(?)", SQLValue(text), read: { $0.bool(0) }) == true else {
      throw StoreFailure(
        .invalid, at: place, "its data is not JSON", remedy: "nothing was stored; write it with `JSON.text`")
    }
  }
}
