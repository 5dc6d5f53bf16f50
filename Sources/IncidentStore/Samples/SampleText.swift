import Healing

/// The JSON of samples and of frames, with the keys that `JSON.text` would write. A test fails when one of the types
/// gains a field that is missing here.
enum SampleText {
  static func text(of sample: ClassifiedEvent) -> String {
    var line = JSONLine()
    line.object { line in
      line.key("event")
      line.event(sample.event)
      line.member("language", sample.language)
      line.member("fingerprint", sample.fingerprint)
      line.member("title", sample.title)
      line.member("exception_type", sample.exceptionType)
      line.key("frames")
      line.array(sample.frames) { $0.frame($1) }
      line.key("exceptions")
      line.array(sample.exceptions) { $0.exception($1) }
    }
    return line.text
  }

  static func text(of frames: [StackFrame]) -> String {
    var line = JSONLine()
    line.array(frames) { $0.frame($1) }
    return line.text
  }
}

extension JSONLine {
  fileprivate mutating func event(_ event: Event) {
    object { line in
      line.member("id", event.id)
      line.member("at", event.at.nanoseconds)
      line.member("service", event.service)
      line.member("source", event.source)
      line.member("signal", event.signal.rawValue)
      line.member("severity", event.severity.rawValue)
      line.member("message", event.message)
      if let value = event.value {
        line.key("value")
        line.number(value)
      }
      line.member("unit", event.unit)
      line.member("type", event.type)
      line.member("trace", event.trace)
      line.member("request", event.request)
      line.member("generation", event.generation)
      line.member("pid", event.pid)
      line.member("locals", event.locals)
      line.member("attributes", event.attributes)
    }
  }

  fileprivate mutating func frame(_ frame: StackFrame) {
    object { line in
      line.member("file", frame.file)
      line.member("line", Int64(frame.line))
      line.member("symbol", frame.symbol)
      line.member("module", frame.module)
      line.member("source", frame.source)
      line.key("project")
      line.bool(frame.project)
    }
  }

  fileprivate mutating func exception(_ exception: ThrownException) {
    object { line in
      line.member("type", exception.type)
      line.member("message", exception.message)
      line.key("frames")
      line.array(exception.frames) { $0.frame($1) }
    }
  }

  fileprivate mutating func member(_ key: StaticString, _ text: String?) {
    guard let text else { return }
    self.key(key)
    string(text)
  }

  private mutating func member(_ key: StaticString, _ number: Int64?) {
    guard let number else { return }
    self.key(key)
    integer(number)
  }

  private mutating func member(_ key: StaticString, _ value: JSONValue?) {
    guard let value else { return }
    self.key(key)
    self.value(value)
  }
}
