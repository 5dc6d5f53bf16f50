import YAMLDocument

/// Reads configuration files, and finds all that is wrong with one at once.
///
///     let reader = ConfigurationReader { InstalledPlugins(beside: $0.plugins.folders) }
///     let report = reader.read(path: "homeostasis.yaml")
///     for mistake in report.mistakes { print(mistake) }
///     guard let configuration = report.configuration else { return .configurationError }
///
/// Nothing is started, written or expanded: what stands in the file is what is meant. Relative paths start at the
/// file's folder.
public struct ConfigurationReader: Sendable {
  private let catalog: @Sendable (Configuration) -> any PluginCatalog

  /// A reader that knows the plugins which `catalog` finds. It is given what the file says, of which the plugins are not
  /// checked yet.
  public init(catalog: @escaping @Sendable (Configuration) -> any PluginCatalog) { self.catalog = catalog }

  /// Reads a file. Blocks.
  public func read(path: String) -> ConfigurationReport {
    let folder = FilePath.absolute(FilePath.parent(of: path), in: FilePath.current())
    return report(of: path) { () throws(YAMLError) in
      self.read(try YAMLDocument(path: path), folder: folder)
    }
  }

  /// Reads a text as if it stood in `file`, which mistakes are told of, and which nothing is opened of.
  /// - Parameter folder: the absolute path that relative paths start at.
  public func read(_ text: String, file: String, folder: String) -> ConfigurationReport {
    report(of: file) { () throws(YAMLError) in self.read(try YAMLDocument(text, file: file), folder: folder) }
  }

  private func report(of file: String, _ read: () throws(YAMLError) -> ConfigurationReport) -> ConfigurationReport {
    do throws(YAMLError) {
      return try read()
    } catch {
      let mistake = Mistake(
        file: file, line: error.mark?.line ?? 0, column: error.mark?.column ?? 0, keyPath: "", message: error.message)
      return ConfigurationReport(configuration: nil, mistakes: [mistake])
    }
  }

  private func read(_ document: YAMLDocument, folder: String) -> ConfigurationReport {
    let reading = Reading(file: document.file, folder: folder, root: document.root)
    var draft = ConfigurationKeys.shape.read(document.root, [], reading)
    if var configuration = draft {
      ServiceChecks(configuration, reading).run()
      PluginChecks(catalog(configuration), reading).run(&configuration)
      PipelineChecks(configuration, reading).run()
      draft = configuration
    }
    let mistakes = reading.mistakes(and: document.duplicates)
    let isUsable = mistakes.allSatisfy { $0.weight == .warning }
    return ConfigurationReport(
      configuration: isUsable ? draft : nil, mistakes: mistakes, state: draft?.state, plugins: draft?.plugins)
  }
}
