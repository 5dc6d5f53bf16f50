import Glibc

/// An accepted patch as `git am` takes it: a mail as `git format-patch` writes it, with what made it as trailers.
public struct MailedPatch {
  private let report: HealReport
  private let change: HealReport.Change
  private let test: String?

  /// Nil where no patch was accepted.
  /// - Parameter test: the command that proved it; nil: found in the tree.
  public init?(_ report: HealReport, test: String?) {
    guard report.outcome == .accepted, let change = report.patch else { return nil }
    self.report = report
    self.change = change
    self.test = test
  }

  /// The mail.
  /// - Parameter now: seconds since the epoch, the date of the commit.
  public func text(now: Int) -> String {
    var trailers = ["Homeostasis-Template: \(Self.line(change.template))", "Homeostasis-Tree: \(change.base)"]
    if let exception = report.exception { trailers.insert("Homeostasis-Exception: \(Self.line(exception))", at: 0) }
    if let test { trailers.append("Homeostasis-Test: \(Self.line(test))") }
    var body = report.cause.map { [Self.line($0), ""] } ?? []
    body += ["The tests fail without this change and pass with it, in a sandbox.", ""]
    return """
      From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001
      From: Homeostasis <homeostasis@localhost>
      Date: \(Self.date(now))
      Subject: [PATCH] \(Self.line(change.title))
      MIME-Version: 1.0
      Content-Type: text/plain; charset=UTF-8
      Content-Transfer-Encoding: 8bit

      \((body + trailers).joined(separator: "\n"))
      ---
      \(change.diff)-- 
      Homeostasis \(ProductVersion.text)

      """
  }

  /// On one line, and never like the rule that ends the message of a mail.
  private static func line(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.hasPrefix("---") || line.hasPrefix("diff ") ? "| \(line)" : line
  }

  private static func date(_ now: Int) -> String {
    var (time, parts) = (time_t(now), tm())
    gmtime_r(&time, &parts)
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let clock = "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) +0000"
    return
      "\(days[Int(parts.tm_wday)]), \(parts.tm_mday) \(months[Int(parts.tm_mon)]) \(parts.tm_year + 1_900) \(clock)"
  }
}
