import Patterns

/// How secrets look in text. Group `value` is what must go.
struct SecretPatterns: Sendable {
  /// Values behind names that say that they are secret, and secrets that can be told by their own form.
  let all: [Pattern]
  /// The same for a line of source code: there, a bare word behind a name is code and no secret.
  let source: [Pattern]
  /// Digits that may be the number of a card.
  let card: Pattern

  init() {
    all = [Self.line, Self.named(bare: true), Self.shaped].map(Self.compiled)
    source = [Self.named(bare: false), Self.shaped].map(Self.compiled)
    card = Self.compiled(#"(?<![\w.-])(?<value>\d(?:[ -]?\d){12,18})(?![\w-]|\.\d)"#)
  }

  private static func compiled(_ text: String) -> Pattern {
    do {
      return try Pattern(text, options: [.caseInsensitive, .extended])
    } catch {
      preconditionFailure("\(error)")
    }
  }

  /// Headers whose whole value is secret, blanks included.
  private static let line = #"""
    (?:proxy-authorization|authorization|set-cookie2?|cookie)
    (?:\\*["']?\s{0,4}(?:=>|[:=]|%3[ad])\s{0,4}|\\*["']\s*,\s*(?=\\*["']))
    (?:b(?=["']))?
    (?<value>\\+["'].*?(?=\\+["'])|"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'|[^\r\n"'\\)}\]]++)
    """#

  private static func named(bare: Bool) -> String {
    let quoted = #"\\+["'].*?(?=\\+["'])|"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'"#
    let word = bare ? #"|[^\s"'&,;}\])<>]++"# : ""
    return #"""
      \#(SensitiveName.expression)[\w-]{0,32}+
      (?:\\*["']?\]?\s{0,4}(?:=>|:=|[:=]|%3[ad])=?\s{0,4}|\\*["']\s*,\s*(?=\\*["']))
      (?:[bruf]{1,2}(?=["']))?
      (?<value>\#(quoted)\#(word))
      """#
  }

  private static let shaped = #"""
    (?<value>
      -----BEGIN[ ][A-Z0-9 ]*PRIVATE[ ]KEY(?:[ ]BLOCK)?-----[\s\S]*?(?:-----END[ ][A-Z0-9 ]*PRIVATE[ ]KEY(?:[ ]BLOCK)?-----|\z)
      |\beyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)*
      |\b(?-i:AKIA|ASIA|AGPA|AIDA|AROA)[0-9A-Z]{12,}\b
      |\bgh[pousr]_\w{20,}|\bgithub_pat_\w{20,}|\bglpat-[\w-]{16,}
      |\bxox[a-z]-[\w-]{8,}|\bhooks\.slack\.com/services/\S+
      |\b(?:sk|rk|pk|whsec)_(?:live|test)?_?\w{12,}|\bsk-[\w-]{16,}
      |\bAIza[\w-]{30,}|\bya29\.[\w-]{10,}|\b1//[\w-]{20,}
      |\bnpm_\w{20,}|\bpypi-\w{16,}|\bSG\.[\w-]{12,}\.[\w-]{12,}|\bdop_v1_[0-9a-f]{32,}|\bhf_\w{20,}
      |\b(?-i:SK|AC)[0-9a-f]{32}\b|\bkey-[0-9a-f]{32}\b
    )
    |\b(?:bearer|(?:basic|digest|negotiate|apikey)(?=[ ]+[\w.~+/=-]*(?-i:[A-Z0-9])))[ ]+(?<scheme>[\w.~+/=-]{8,})
    |://(?<userinfo>[^\s/@"'<>?#]{1,256}(?::[^\s/@"'<>]{0,256})?)@
    """#
}
