"""A worker that takes jobs by priority."""


class Queue:
    def __init__(self):
        self._jobs = []

    def put(self, priority, name):
        self._jobs.append((priority, name))
        self._jobs.sort()

    def next(self):
        """The most urgent job; None when there is nothing to do."""
        job = self._jobs.pop(0)
        return job[1]

    def __len__(self):
        return len(self._jobs)


def drain(queue, limit):
    done = []
    while len(done) < limit:
        name = queue.next()
        if name is None:
            break
        done.append(name)
    return done
