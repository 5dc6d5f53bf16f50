import Healing
import Orchestration
import Policy

/// What people say to patches.
extension HealingHost {
  /// Hands the answers of the command line to the courses, until the task is cancelled.
  func hearAnswers() async {
    let box = AnswerBox(place)
    box.sweep()
    while !Task.isCancelled {
      do throws(StageFailure) { try await box.settle(decide) } catch { tell(.warning("\(error)")) }
      do { try await Task.sleep(for: AnswerBox.pace) } catch { return }  // Cancelled.
    }
  }

  private func decide(_ posted: PostedAnswer) async -> AnswerReceipt {
    do throws(LedgerFailure) {
      switch try await healer.answer(Answer(posted, at: SystemAlarm().now()), to: posted.incident) {
      case .allowed: return AnswerReceipt(counts: true, words: "the host has taken it")
      case .waits(let why, _), .refused(let why): return AnswerReceipt(counts: false, words: why)
      }
    } catch {
      return AnswerReceipt(counts: false, words: "\(error)")
    }
  }
}

extension Answer {
  /// - Parameter time: when the host heard it; an approval is good from then on.
  init(_ posted: PostedAnswer, at time: Timestamp) {
    switch posted.word {
    case .approve:
      self = .approve(Approval(patchHash: posted.patchHash, base: posted.base, by: posted.by, at: time))
    case .decline: self = .decline(by: posted.by, posted.reason)
    }
  }
}
