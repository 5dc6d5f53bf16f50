public import Healing

extension Redaction {
  /// A JSON value without its secrets, in keys, values, and pairs such as `["Cookie", "..."]`.
  public func value(_ value: JSONValue) -> JSONValue {
    switch value {
    case .string(let text): .string(self.text(text))
    case .array(let items): array(items)
    case .object(let members): object(members)
    // Shorter numbers are no cards.
    case .integer(let number) where number > 999_999_999_999:
      text("\(number)") == "\(number)" ? value : .string(Self.mark)
    case .null, .bool, .number, .integer: value
    }
  }

  private func array(_ items: [JSONValue]) -> JSONValue {
    if items.count == 2, let name = items[0].text, case .string = items[1], SensitiveName.matches(name) {
      return .array([items[0], .string(Self.mark)])
    }
    return .array(items.map(value))
  }

  private func object(_ members: [String: JSONValue]) -> JSONValue {
    // `{"name": "password", "value": "..."}`, as locals are told.
    let named = ["name", "key", "header"].lazy.compactMap { members[$0]?.text }.first
    let isNamed = named.map(SensitiveName.matches) ?? false
    var result: [String: JSONValue] = [:]
    for (key, member) in members {
      let isSecret = SensitiveName.matches(key) || (isNamed && key == "value")
      result[text(key)] = isSecret ? hidden(member) : value(member)
    }
    return .object(result)
  }

  private func hidden(_ value: JSONValue) -> JSONValue {
    switch value {
    case .null, .bool: value
    default: .string(Self.mark)
    }
  }

  /// The event without its secrets in any field.
  /// - Parameter sources: lines of its trace that are source code.
  public func event(_ event: Event, sources: Set<String> = []) -> Event {
    var clean = event
    clean.message = text(event.message)
    clean.trace = event.trace.map { trace($0, sources: sources) }
    clean.type = event.type.map(text)
    clean.source = text(event.source)
    clean.request = event.request.map(text)
    clean.locals = event.locals.map(value)
    clean.attributes = event.attributes.map(value)
    return clean
  }

  /// The exceptions without secrets in messages and lines of source code.
  public func exceptions(_ exceptions: [ThrownException]) -> [ThrownException] {
    exceptions.map { exception in
      var clean = exception
      clean.type = text(exception.type)
      clean.message = text(exception.message)
      clean.frames = exception.frames.map { frame in
        var frame = frame
        frame.source = frame.source.map(source)
        frame.file = text(frame.file)
        frame.symbol = frame.symbol.map(text)
        frame.module = frame.module.map(text)
        return frame
      }
      return clean
    }
  }
}
