/// What the host does for a plugin beyond the stage's own call. Every host service is one C table with one function:
/// a method's name and a JSON request go in, a JSON answer comes out, so that it works the same from a runner.
/// The protocols beside this file are the typed faces; the same protocol stands on both sides of the wall.
/// All of them may block, and are called on the plugin instance's own thread.
public enum HostServiceID: String, Sendable, CaseIterable {
  case files = "homeostasis.files/1"
  case pack = "homeostasis.pack/1"
  case sandbox = "homeostasis.sandbox/1"
  case generations = "homeostasis.service/1"
  case progress = "homeostasis.progress/1"
  case state = "homeostasis.state/1"
  case secrets = "homeostasis.secrets/1"
  case exec = "homeostasis.exec/1"
  case trial = "homeostasis.trial/1"
  case http = "homeostasis.http/1"
  case clock = "homeostasis.clock/1"
}
