public import Healing
import YAMLDocument

extension ListedGrants {
  /// Reads what would stand under `grants` of a stage, for a plugin that is tried without a configuration.
  /// - Parameter folder: where relative paths start.
  /// - Returns: what is granted together with `standard`, or all that is wrong.
  public static func read(
    _ text: String, named name: String, over standard: Grants
  ) -> Result<Grants, GrantMistakes> {
    let document: YAMLDocument
    do throws(YAMLError) { document = try YAMLDocument(text, file: name) } catch {
      return .failure(GrantMistakes(all: ["\(error)"]))
    }
    let reading = Reading(file: name, folder: FilePath.current(), root: document.root)
    let listed = GrantsKeys.shape.read(document.root, [], reading)
    let mistakes = reading.mistakes(and: document.duplicates).filter { $0.weight == .error }
    guard mistakes.isEmpty, let listed else { return .failure(GrantMistakes(all: mistakes.map { "\($0)" })) }
    return .success(listed.over(standard, isShipped: false))
  }
}

/// What is wrong with a list of grants.
public struct GrantMistakes: Error {
  /// One line each.
  public let all: [String]
}
