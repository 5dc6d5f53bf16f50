/// The functions of a plugin, over all kinds. The numbers are part of the runner's protocol.
public enum PluginVerb: UInt8, Sendable, CaseIterable {
  case create = 1, start, drain, destroy, selfTest, save, restore
  case resume = 10, poll, analyze, propose, verify
  case prepare = 20, switchOver, promote, rollBack, status
}
