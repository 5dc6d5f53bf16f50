import Healing
import Orchestration
import PluginHost
import SystemCalls

/// Plugins while they run: what people want of them, and what is to be healed because of them.
extension HealingHost {
  /// Reads what the last host left in its black box, and begins a new one.
  static func blackBox(
    _ place: StatePlace, _ ledger: GenerationLedger, _ tell: @Sendable (HostNews) -> Void
  ) throws(StageFailure) -> BlackBox {
    let box: BlackBox
    do throws(SystemError) { box = try BlackBox.open("\(place.generations)/black-box") } catch {
      throw StageFailure(.failed, code: "state.unwritable", place: place.generations, message: "\(error)")
    }
    guard let culprit = box.takeCulprit() else { return box }
    do throws(PluginFailure) { try ledger.convict(culprit, at: SystemAlarm().now()) } catch {
      throw StageFailure(.failed, code: error.code, place: error.path, message: error.reason)
    }
    tell(
      .warning(
        "the last host died of signal \(culprit.signal) in \(culprit.plugin) (\(culprit.verb)): these bytes of it run in "
          + "a process of their own from now on"))
    return box
  }

  /// Does what the command line asks for, until the task is cancelled.
  func hearPluginWishes() async {
    let box = PluginBox(place)
    box.sweep()
    while !Task.isCancelled {
      do throws(StageFailure) { try await box.settle(fulfil) } catch { tell(.warning("\(error)")) }
      do { try await Task.sleep(for: PluginBox.pace) } catch { return }  // Cancelled.
    }
  }

  private func fulfil(_ wish: PluginWish) async -> AnswerReceipt {
    do throws(StageFailure) {
      switch wish.word {
      case .reload:
        let entry = try await generations.reload(
          wish.plugin, because: "reload by \(wish.by)", mayBeLower: wish.mayBeLower == true)
        return AnswerReceipt(counts: true, words: Self.words(entry))
      case .release:
        let count = try await generations.release(wish.plugin)
        return count == 0
          ? AnswerReceipt(counts: false, words: "nothing of \(wish.plugin) is in quarantine, nor has crashed lately")
          : AnswerReceipt(counts: true, words: "released, and loaded again on probation")
      }
    } catch {
      return AnswerReceipt(counts: false, words: "\(error)")
    }
  }

  private static func words(_ entry: GenerationEntry) -> String {
    let differences = entry.differences.count
    let shadow = differences == 0 ? "" : "; it answers \(differences) of the last records otherwise: see its history"
    return "generation \(entry.number), version \(entry.version), is in service on probation\(shadow)"
  }

  /// A plugin that was given up, or a record that was, is trouble of the services that the stages work for: it becomes
  /// an incident of each.
  func tellOfTrouble() async {
    for await trouble in troubles {
      for service in trouble.services {
        let event = Self.event(of: trouble, for: service, at: SystemAlarm().now())
        do throws(StageFailure) { try await take(ObservedBatch(events: [event], cursor: nil), of: service) } catch {
          tell(.warning("\(error)"))
        }
      }
    }
  }

  /// The message is the same for all records that one plugin could not take, so that they are one incident.
  private static func event(of trouble: PluginTrouble, for service: String, at now: Timestamp) -> Event {
    let plugin = trouble.plugin
    let (type, message) =
      switch trouble.kind {
      case .quarantined: ("PluginQuarantined", "the plugin \(plugin) is in quarantine: \(trouble.reason)")
      case .setAside: ("RecordSetAside", "a record that ended the plugin \(plugin) twice is set aside")
      case .revoked: ("PluginRevoked", "the plugin \(plugin) was taken out of service: \(trouble.reason)")
      }
    var event = Event(
      id: "\(trouble.kind.rawValue)/\(plugin)/\(trouble.hash.prefix(16))/\(now.nanoseconds)/\(service)", at: now,
      service: service, source: "homeostasis/plugin/\(plugin)", signal: .error, severity: .error, message: message)
    event.type = type
    if let aside = trouble.record {
      event.attributes = [
        "record": .string(aside.record), "stage": .string(aside.stage), "verb": .string(aside.verb),
        "reason": .string(trouble.reason),
      ]
    }
    return event
  }
}
