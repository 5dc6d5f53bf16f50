import Healing

extension SchemaCheck {
  mutating func mismatches(of items: [JSONValue], at path: [String], by conditions: ItemConditions) -> [Mismatch] {
    var found: [Mismatch] = []
    for (index, item) in items.enumerated() {
      let schema = index < conditions.first.count ? conditions.first[index] : conditions.rest
      if let schema { found += mismatches(of: item, at: path + ["\(index)"], with: schema) }
    }
    if let schema = conditions.contained { found += contained(items, schema, at: path, by: conditions) }
    if conditions.areUnique { found += repeated(items, at: path) }
    if let minimum = conditions.minimum, items.count < minimum {
      let message = minimum == 1 ? "must not be empty" : "must have \(minimum) items or more, has \(items.count)"
      found.append(mismatch(path, "minItems", message))
    }
    if let maximum = conditions.maximum, items.count > maximum {
      found.append(mismatch(path, "maxItems", "must have \(maximum) items or less, has \(items.count)"))
    }
    return found
  }

  private mutating func contained(
    _ items: [JSONValue], _ schema: Int, at path: [String], by conditions: ItemConditions
  ) -> [Mismatch] {
    var count = 0
    for item in items where mismatches(of: item, at: path, with: schema).isEmpty { count += 1 }
    if count < conditions.minimumContained {
      let message =
        "must hold \(conditions.minimumContained) or more of the items that the schema asks for, has \(count)"
      return [mismatch(path, "contains", message)]
    }
    if let maximum = conditions.maximumContained, count > maximum {
      return [
        mismatch(path, "maxContains", "must hold \(maximum) or less of the items that the schema names, has \(count)")
      ]
    }
    return []
  }

  private func repeated(_ items: [JSONValue], at path: [String]) -> [Mismatch] {
    var first: [JSONValue: Int] = [:]
    return items.enumerated().compactMap { index, item in
      let item = item.canonical
      guard let earlier = first[item] else {
        first[item] = index
        return nil
      }
      return mismatch(
        path + ["\(index)"], "uniqueItems", "is the same as the item at \(earlier): each may be given once")
    }
  }
}
