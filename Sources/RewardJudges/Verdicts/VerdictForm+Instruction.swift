import RewardEngine

extension VerdictForm {
  /// What is added to the system prompt so that a model ends its answer as ``read(_:)`` wants it; empty where there is
  /// nothing to say.
  public var instruction: String {
    switch self {
    // No placeholder such as `Verdict: N`: small models write it out.
    case .scale: "End with one line that says `Verdict:` and \(name), and write nothing after it."
    case .yesNo: "End with one line that says `Verdict:` and yes or no, and write nothing after it."
    case .labels(let labels):
      "End with one line that says `Verdict:` and one of " + labels.map { "`\($0)`" }.joined(separator: ", ")
        + ", and write nothing after it."
    case .expectation: "Answer with \(name) alone: one digit, no other words."
    case .expectationYesNo: "Answer with one word alone: yes or no."
    case .json: "Answer with JSON alone, without words around it."
    case .text, .score: ""
    case .joint(let ids, let form):
      "Answer with one JSON object alone: `{\"verdicts\": [{\"id\": ID, \"verdict\": VERDICT}, ...]}`, with one entry for each "
        + "of the ids " + ids.map(Self.quoted).joined(separator: ", ") + ", in any order. VERDICT is \(form.jointName)."
    }
  }

  private var jointName: String {
    switch self {
    case .yesNo, .expectationYesNo: "true for yes or false for no"
    case .labels(let labels): "one of the strings " + labels.map(Self.quoted).joined(separator: ", ")
    case .json: "any JSON value"
    case .text: "a string"
    case .scale, .expectation, .score, .joint: name
    }
  }

  /// What JSON an answer of this form has to be, as a JSON Schema that strict decoding accepts; nil of other forms.
  public var schema: [UInt8]? {
    guard case .joint(let ids, let form) = self else { return nil }
    var writer = JSONWriter()
    writer.object(required: ["verdicts"]) { writer in
      writer.key("verdicts")
      writer.beginObject()
      writer.member("type", "array")
      writer.key("items")
      writer.object(required: ["id", "verdict"]) { writer in
        writer.key("id")
        writer.choice(of: ids)
        writer.key("verdict")
        switch form {
        case .labels(let labels): writer.choice(of: labels)
        case .yesNo, .expectationYesNo: writer.type("boolean")
        case .scale, .expectation, .score: writer.type("number")
        case .text: writer.type("string")
        case .json, .joint: writer.anything()
        }
      }
      writer.endObject()
    }
    return writer.bytes
  }

  private static func quoted(_ text: String) -> String {
    var writer = JSONWriter()
    writer.string(text)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

/// The few words of JSON Schema that an answer needs.
extension JSONWriter {
  fileprivate mutating func member(_ name: String, _ value: String) {
    key(name)
    string(value)
  }

  fileprivate mutating func type(_ name: String) {
    beginObject()
    member("type", name)
    endObject()
  }

  fileprivate mutating func anything() {
    beginObject()
    endObject()
  }

  fileprivate mutating func choice(of names: [String]) {
    beginObject()
    member("type", "string")
    strings("enum", names)
    endObject()
  }

  /// An object with these members, all of them required, and no others.
  fileprivate mutating func object(required: [String], properties: (inout JSONWriter) -> Void) {
    beginObject()
    member("type", "object")
    key("properties")
    beginObject()
    properties(&self)
    endObject()
    strings("required", required)
    key("additionalProperties")
    bool(false)
    endObject()
  }

  private mutating func strings(_ name: String, _ values: [String]) {
    key(name)
    beginArray()
    for value in values { string(value) }
    endArray()
  }
}
