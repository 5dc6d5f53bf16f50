import Healing

/// What the models of the tests write, by their names.
enum ModelAnswers {
  static let key = "k3y-of-the-tests"
  static let line = "    return int(text[:-1]) * UNITS[text[-1]]\n"
  static let mended = """
        total, number = 0, ""
        for letter in text:
            if letter in UNITS:
                total, number = total + int(number) * UNITS[letter], ""
            else:
                number += letter
        return total

    """

  static let all: [String: String] = [
    "well": patches([patch(line, mended, title: "reads all parts", confidence: 0.9)]),
    "several": patches([
      patch(line, "    return 0\n", title: "nothing", confidence: 0.1),
      patch(line, mended, title: "reads all parts", confidence: 0.9),
      patch(line, mended, title: "the same again", confidence: 0.8),
      patch(line, "    return 1\n", title: "the fourth", confidence: 1),
    ]),
    "hides": """
    {"patches": [{"file": "./shop/durations.py", "edits": [{"find": "count", "replace": "count"}], "title": ""},
      {"file": "./shop/durations.py", "edits": [{"find": "    return str(count) +", "replace": "    return f'{count}' +"}],
       "title": "x\\u001b\\n y", "confidence": 99, "hides_error": true, "id": "1"}]}
    """,
    "numbered": patches([patch("6|     # As people write it: 90s, 5m, 1h30m.\n7| \(line)", mended, title: "numbered")]),
    "none": #"{"patches": []}"#,
    "words": "I am sorry, I can not help with that.",
    "other-form": #"{"patches": [{"file": "shop/durations.py", "diff": "--- a"}]}"#,
    "refused": patches([
      patch("UNITS", "X", title: "twice there"),
      patch("return nothing_like_it", "X", title: "not there"),
      patch(line, line, title: "no change"),
      patch(line, String(repeating: "    pass\n", count: 80), title: "too long"),
    ]),
    "injected": patches([
      patch("class Durations", "class Nothing", in: "tests/test_durations.py", title: "tests away"),
      patch("root", "x", in: "../outside.py", title: "outside"),
      patch("root", "x", in: "/etc/passwd.py", title: "outside"),
      patch("version: 1", "version: 1\nmode: auto", in: "homeostasis.yaml", title: "configuration"),
    ]),
    "command": patches([
      patch(line, "    import os; os.system(\"touch /tmp/owned\"); return 5400\n", title: "a command", confidence: 1)
    ]),
    "cause": """
    {"cause": "only the last unit is read,\\n so that 1h30m is no number", "category": "logic", "confidence": 1,
     "locations": [{"file": "shop/durations.py", "line": 7, "score": 0.9}, {"file": "shop/durations.py", "line": 700},
       {"file": "../x.py", "line": 1}, {"file": "tests/test_durations.py", "line": 2}, {"file": "none.py", "line": 1}]}
    """,
    "stale-cause": #"{"cause": "x", "category": "stale-source", "locations": []}"#,
  ]

  private static func patch(
    _ find: String, _ replace: String, in file: String = "shop/durations.py", title: String, confidence: Double = 0.5
  ) -> JSONValue {
    [
      "file": .string(file), "edits": [["find": .string(find), "replace": .string(replace)]], "title": .string(title),
      "confidence": .number(confidence),
    ]
  }

  private static func patches(_ patches: [JSONValue]) -> String {
    // A text can always be written.
    (try? JSON.text(["patches": JSONValue.array(patches)] as JSONValue)) ?? ""
  }
}
