/// One thing that was seen of the new generation.
public enum Observation: Sendable, Hashable {
  /// What was counted since the last look.
  case counted(Tally)
  /// Time went by in which nobody could have seen an error, for instance because a monitor was down. It brings the
  /// limit nearer and shows nothing.
  case blind(Duration)
  /// An error of this kind was raised. Its count belongs into a tally all the same.
  case raised(ErrorClass)
  /// A process of the new generation ended by itself.
  case exited(String)
  /// The failing input was sent again, to the new generation.
  case replayed(passes: Bool)
}
