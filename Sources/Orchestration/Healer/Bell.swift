import Healing

/// Tasks that wait until something changes. They look themselves whether it was what they wait for.
struct Bell {
  private var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
  private var last = 0

  mutating func number() -> Int {
    last += 1
    return last
  }

  mutating func add(_ number: Int, _ task: CheckedContinuation<Void, Never>) { waiting[number] = task }

  mutating func wake(_ number: Int) { waiting.removeValue(forKey: number)?.resume() }

  mutating func ring() {
    let tasks = waiting.values
    waiting = [:]
    for task in tasks { task.resume() }
  }
}

extension Healer {
  /// Something changed: a turn ended, a person answered, a limit was freed.
  func ring() { bell.ring() }

  /// Returns when something changed, or when the task is cancelled. Between the caller's last look at the healer's state
  /// and this wait nothing can happen, as long as there is no other `await` between them.
  func change() async {
    let number = bell.number()
    await withTaskCancellationHandler {
      await withCheckedContinuation { task in
        if Task.isCancelled { task.resume() } else { bell.add(number, task) }
      }
    } onCancel: {
      Task { await self.wake(number) }
    }
  }

  private func wake(_ number: Int) { bell.wake(number) }

  /// Returns when something changed or at a time, whichever comes first.
  func change(until time: Timestamp?) async {
    guard let time else { return await change() }
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.change() }
      group.addTask { await self.world.alarm.wait(until: time) }
      await group.next()
      group.cancelAll()
    }
  }
}
