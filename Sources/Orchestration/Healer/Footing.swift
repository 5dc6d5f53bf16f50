/// What only one walk of a course knows, and what a restart forgets.
struct Footing {
  /// Failures in a row, with the pauses between them.
  var failures = 0
  /// How often the bell had rung when the last decision was made; a restart has heard nothing yet.
  var heard = -1
  /// What is to be done next may have been done already: before a crash, or before a pause in which the world went on.
  var mayBeDone = true
}
