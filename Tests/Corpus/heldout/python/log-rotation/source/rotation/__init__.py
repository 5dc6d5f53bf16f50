from rotation.keeper import keep, victims
from rotation.names import parse, stamp

__all__ = ["keep", "victims", "parse", "stamp"]
