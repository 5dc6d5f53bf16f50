import Healing
import PluginBridge
import Synchronization

/// The batch of the service that a stage was last asked about: it goes along with every call, and seldom changes.
final class DescribedService: Sendable {
  private let last = Mutex<(service: ServiceDescription, batch: RecordBatch)?>(nil)

  func batch(of service: ServiceDescription) -> RecordBatch {
    last.withLock { last in
      if let last, last.service == service { return last.batch }
      let batch = RecordBatch([service])
      last = (service, batch)
      return batch
    }
  }
}
