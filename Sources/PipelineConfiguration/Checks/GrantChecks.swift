import Healing
import YAMLDocument

/// What a stage's plugin is granted, and whether that is what it needs.
struct GrantChecks {
  private let reading: Reading

  init(_ reading: Reading) { self.reading = reading }

  /// Sets the grants of a stage whose plugin is known.
  func run(_ stage: inout Stage) {
    let place = stage.grants.place
    let standard = Grants.standard(isShipped: stage.plugin.isShipped, needs: stage.plugin.needs)
    stage.grants = stage.listed?.over(standard, isShipped: stage.plugin.isShipped) ?? standard
    stage.grants.place = place
    // A list that could not be read is told already; what it was to grant is not known.
    let isHalfWritten = stage.listed == nil && reading.root.node(at: stage.path + ["grants"]) != nil
    if !isHalfWritten { checkNeeds(of: stage) }
  }

  private func checkNeeds(of stage: Stage) {
    for need in stage.plugin.needs where !need.hasSuffix("?") {
      guard let id = HostServiceID(rawValue: need), !stage.grants.grants(id) else { continue }
      let message = "the plugin \(stage.plugin.id) needs \(need), which is not granted"
      let listed = stage.path + ["grants"]
      if stage.listed != nil {
        let key = listed + [id.grantKey]
        let isWithheld = reading.root.node(at: key) != nil
        reading.wrong(isWithheld ? key : listed, message, isWithheld ? "remove it" : "add \(id.usualGrant)")
      } else if reading.root.node(at: stage.path)?.entries == nil {
        reading.wrong(stage.path, message, "write {use: \(stage.use), grants: {\(id.usualGrant)}}")
      } else {
        reading.wrong(stage.path + ["use"], message, "add grants: {\(id.usualGrant)}")
      }
    }
  }
}
