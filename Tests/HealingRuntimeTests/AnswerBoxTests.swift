import Healing
import Orchestration
import Policy
import SystemCalls
import TestSupport
import Testing

@testable import HealingRuntime

@Suite struct AnswerBoxTests {
  private let folder: TemporaryFolder
  private let box: AnswerBox
  private let yes = PostedAnswer(.approve, incident: "i1", patchHash: "p", base: "t", by: "ada", reason: "")

  init() throws {
    folder = try TemporaryFolder()
    box = AnswerBox(StatePlace(database: "\(folder.path)/state/state.db"))
  }

  private var left: [String] { get throws { Files.exists(box.folder) ? try Files.list(box.folder) : [] } }

  @Test func theHostsReceiptComesBack() async throws {
    async let receipt = box.post(yes, within: .seconds(20))
    var heard: [PostedAnswer] = []
    while heard.isEmpty {
      try await box.settle { answer in
        heard.append(answer)
        return AnswerReceipt(counts: false, words: "too late")
      }
      await Task.yield()
    }
    #expect(try await receipt == AnswerReceipt(counts: false, words: "too late"))
    #expect(heard == [yes])
    #expect(try left == [])
  }

  @Test func withoutAHostItIsWithdrawn() async throws {
    #expect(try await box.post(yes, within: .zero) == nil)
    #expect(try left == [])
    try await box.settle { _ in
      Issue.record("it was withdrawn")
      return AnswerReceipt(counts: true, words: "")
    }
  }

  @Test func whatIsNoAnswerIsToldAndSwept() async throws {
    try folder.write("state/answers/x.json", "{\"word\": \"perhaps\"}")
    try await box.settle { _ in
      Issue.record("it is no answer")
      return AnswerReceipt(counts: true, words: "")
    }
    #expect(try left == ["x.done"])
    box.sweep()
    #expect(try left == [])
  }

  @Test func anApprovalIsForWhatThePersonSaw() {
    let now = Timestamp(nanoseconds: 7)
    #expect(Answer(yes, at: now) == .approve(Approval(patchHash: "p", base: "t", by: "ada", at: now)))
    let no = PostedAnswer(.decline, incident: "i1", patchHash: "p", base: "t", by: "ada", reason: "hides it")
    #expect(Answer(no, at: now) == .decline(by: "ada", "hides it"))
  }
}
