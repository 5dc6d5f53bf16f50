import Healing

/// JSON of the store, with the store's failures.
enum StoredJSON {
  static func text(_ value: some Encodable, at place: String) throws(StoreFailure) -> String {
    do {
      return try JSON.text(value)
    } catch {
      throw StoreFailure(
        .invalid, at: place, "cannot be written as JSON: \(error)",
        remedy: "nothing was stored; leave out numbers that are not finite")
    }
  }

  static func decode<Value: Decodable>(
    _ type: Value.Type = Value.self, from text: String, at place: String
  ) throws(StoreFailure) -> Value {
    do {
      return try JSON.decode(type, from: text)
    } catch {
      throw StoreFailure(
        .corrupted, at: place, "the stored text is not a \(Value.self): \(error)",
        remedy: "the database was changed by something else; restore a backup, or look with `homeostasis doctor`")
    }
  }
}
