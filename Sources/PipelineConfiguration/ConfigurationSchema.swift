public import Healing

/// The form of a configuration file for editors, made from the same tables that read it.
public enum ConfigurationSchema {
  /// JSON Schema 2020-12. What a schema cannot say (that a service or a plugin exists) is left to ``ConfigurationReader``.
  public static let json: JSONValue = ConfigurationKeys.shape.schema.with([
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Homeostasis pipeline",
    "description": "What Homeostasis watches, and how it heals.",
    "patternProperties": ["^x-": true],
  ])
}
