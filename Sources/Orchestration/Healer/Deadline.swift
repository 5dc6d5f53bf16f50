import Healing

/// Runs `body`, and cancels it when it takes longer than `limit`. The stage must heed the cancellation: it is waited for.
func inTime<Answer: Sendable>(
  _ limit: Duration?, of stage: String, _ alarm: any Alarm,
  _ body: @escaping @Sendable () async throws(StageFailure) -> Answer
) async throws(StageFailure) -> Answer {
  guard let limit else { return try await body() }
  let end = alarm.now() + limit
  let first = await withTaskGroup(of: Result<Answer, StageFailure>?.self) { group in
    group.addTask { await result(of: body) }
    group.addTask {
      await alarm.wait(until: end)
      return nil
    }
    let first = await group.next()
    group.cancelAll()
    return first ?? nil
  }
  guard let first else {
    throw StageFailure(
      .timeout, code: "stage.timeout", place: stage,
      message: "no answer within \(limit); raise its `timeout`, or see what it waits for")
  }
  return try first.get()
}

private func result<Answer: Sendable>(
  of body: @Sendable () async throws(StageFailure) -> Answer
) async -> Result<Answer, StageFailure> {
  do {
    return .success(try await body())
  } catch {
    return .failure(error)
  }
}
