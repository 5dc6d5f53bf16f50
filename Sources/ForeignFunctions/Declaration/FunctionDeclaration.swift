public import Healing

/// A C function as a configuration declares it: where it is, what it takes and what it gives.
public struct FunctionDeclaration: Sendable, Hashable {
  /// The path of the shared library.
  public var library: String
  /// The name that the library exports.
  public var function: String
  /// In their order.
  public var parameters: [Parameter]
  /// What comes back.
  public var result: ReturnType
  /// The function that a returned text is given to when it has been copied; nil: the library keeps it.
  public var release: String?

  /// Reads the settings of a stage that calls a function.
  /// - Parameter records: the records whose columns the stage can hand over, by the word for them: `incident`.
  /// - Throws: all mistakes, with their places.
  public init(_ settings: JSONValue, records: FunctionRecords) throws(FunctionMistakes) {
    var reader = DeclarationReader(records: records)
    let declaration = reader.declaration(settings)
    guard let declaration, reader.mistakes.isEmpty else { throw FunctionMistakes(all: reader.mistakes) }
    self = declaration
  }

  init(library: String, function: String, parameters: [Parameter], result: ReturnType, release: String?) {
    self.library = library
    self.function = function
    self.parameters = parameters
    self.result = result
    self.release = release
  }
}

/// All that is wrong with a declaration; never empty.
public struct FunctionMistakes: Error, Sendable {
  /// In the order of the settings.
  public let all: [FunctionMistake]

  /// The first one as the failure of a stage, with its JSON pointer.
  public var failure: StageFailure {
    let first = all[0]
    return StageFailure(
      .invalid, code: "function.declaration", place: first.path.map { "/\($0)" }.joined(),
      message: first.message + (first.suggestion.map { " (\($0))" } ?? ""))
  }
}
