"""A queue of pages to visit, and what is known of hosts."""

from collections import deque


def host(url):
    return url.split("//", 1)[-1].split("/", 1)[0]


class Hosts:
    """Limits per host: how many pages may be taken."""

    def __init__(self, limits=None, default=2):
        self.limits = limits or {}
        self.default = default
        self.taken = {}

    def limit(self, name):
        return self.limits.get(name)

    def allows(self, name):
        return self.taken.get(name, 0) < self.limit(name)

    def take(self, name):
        self.taken[name] = self.taken.get(name, 0) + 1


class Crawl:
    def __init__(self, start, hosts=None):
        self.queue = deque(start)
        self.seen = set(start)
        self.hosts = hosts or Hosts()

    def push(self, urls):
        for url in urls:
            if url not in self.seen:
                self.seen.add(url)
                self.queue.append(url)

    def pop(self):
        """The next page that its host allows; None at the end."""
        while self.queue:
            url = self.queue.popleft()
            if self.hosts.allows(host(url)):
                self.hosts.take(host(url))
                return url
        return None


def visit(crawl, links):
    order = []
    url = crawl.pop()
    while url is not None:
        order.append(url)
        crawl.push(links.get(url, []))
        url = crawl.pop()
    return order
