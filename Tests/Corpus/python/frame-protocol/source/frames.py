"""A tiny protocol: each frame is a length, a colon and the payload."""


def encode(payload):
    """The frame of a text."""
    body = payload.encode("utf-8")
    return str(len(body)) + b":" + body


def decode(frame):
    length, _, body = frame.partition(b":")
    if int(length) != len(body):
        raise ValueError("cut off")
    return body.decode("utf-8")


def join(payloads):
    return b"".join(encode(payload) for payload in payloads)
