import CSystemCalls

/// What the C library does with memory that was freed.
public enum Memory {
  /// Gives freed blocks of this size and more back to the system at once, and keeps little of the others. Without it the
  /// C library raises its own bound to the size of what was freed last, and a daemon that has once read a file of 9 MB
  /// keeps that room in each of its arenas for ever. Call it before the first thread starts.
  public static func returnBlocks(above bytes: Int32) { sc_return_blocks_above(bytes) }
}
