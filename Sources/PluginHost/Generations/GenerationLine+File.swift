extension GenerationLine {
  /// The library's file, its signature or the lock beside it has changed and stands still. One that is not whole is told of and changes nothing: when it is
  /// written on, it changes again.
  func fileChanged() async {
    do throws(PluginFailure) {
      let staged = try setup.staging.stage(library)
      defer { staged.unlink() }
      if staged.hash == entry?.hash { return }
      if !PythonPlugin.isOne(staged.path) { _ = try ELFInspection(path: staged.path) }
    } catch  where error.isRefusal {
      return tell(entry?.number ?? 0, "what is in its file now is refused: \(error)", isWarning: true)
    } catch {
      return tell(entry?.number ?? 0, "its file has changed and is no library (yet): \(error.reason)", isWarning: true)
    }
    // What came of it was told and stands in the history.
    _ = try? await reload(because: "its file has changed")
  }
}
