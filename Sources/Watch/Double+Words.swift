/// One digit after the point.
func decimal(_ value: Double) -> String {
  let tenths = (value * 10).rounded()
  guard tenths.magnitude < 1e15 else { return String(value) }
  let whole = Int64(tenths.magnitude)
  return "\(tenths < 0 ? "-" : "")\(whole / 10).\(whole % 10)"
}

/// A share as whole per cents.
func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }

extension Double {
  func rounded(toHundredths rule: FloatingPointRoundingRule) -> Double { (self * 100).rounded(rule) / 100 }
}
