def drain(orders, room):
    if len(orders) > room:
        raise RuntimeError("the queue is full")
    return [orders.pop() for _ in range(len(orders))]
