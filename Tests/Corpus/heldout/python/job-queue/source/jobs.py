"""Jobs with priorities and states."""

import heapq


class Job:
    def __init__(self, name, priority=0):
        self.name = name
        self.priority = priority
        self.attempts = 0
        self.done = False

    def is_exhausted(self):
        return self.attempts >= 3

    def run(self, work):
        self.attempts += 1
        try:
            work(self.name)
        except Exception:
            return False
        self.done = True
        return True


class Queue:
    def __init__(self):
        self._heap = []
        self._count = 0

    def push(self, job):
        heapq.heappush(self._heap, (-job.priority, self._count, job))
        self._count += 1

    def pop(self):
        return heapq.heappop(self._heap)[2]

    def is_empty(self):
        return not self._heap


def drain(queue, work):
    """Runs all jobs; a job that fails is tried three times. Returns the names of those that never went well."""
    failed = []
    while not queue.is_empty():
        job = queue.pop()
        if job.run(work):
            continue
        if job.is_exhausted:
            failed.append(job.name)
        else:
            queue.push(job)
    return failed


def filled(names):
    queue = Queue()
    for priority, name in enumerate(names):
        queue.push(Job(name, priority))
    return queue
