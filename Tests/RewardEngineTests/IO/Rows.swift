import RewardSemantics

@testable import RewardEngine

/// Short forms for what the tests of the reader say often.
extension RowSchema {
  static func of(
    rowsPer rowGrain: Grain = .rollout, _ fields: Field..., needsTurns: Bool = false, needsCalls: Bool = false
  ) -> RowSchema {
    RowSchema(
      rowGrain: rowGrain, fields: fields, needsTurns: needsTurns, needsCalls: needsCalls,
      idPaths: candidates(for: "id"),
      groupPaths: candidates(for: "group_id"),
      stepPaths: candidates(for: "step"))
  }
}

extension RowSchema.Form {
  static let numbers = RowSchema.Form.list(.number)
  static let texts = RowSchema.Form.list(.text)
}

extension RowSchema.Field {
  static func field(
    _ name: String, _ form: RowSchema.Form, per grain: Grain = .rollout, optional: Bool = false,
    from paths: [[String]]? = nil
  ) -> Self {
    Self(
      name: name, paths: paths ?? RowSchema.candidates(for: name), form: form, grain: grain, isOptional: optional)
  }
}

extension RowParser {
  func parse(_ text: String) -> RowChunk { parse(LineBlock(bytes: Array(text.utf8))) }
}

extension Column {
  /// Elements as strings: numbers as JSON, texts as they are, missing ones as `-`.
  var shown: [String] {
    (0..<count).map { element in
      guard Status(rawValue: status[element]).hasValue else { return "-" }
      if case .texts(let texts) = storage { return String(decoding: texts[element], as: UTF8.self) }
      var json = JSONWriter()
      ColumnWriter.value(self, element, to: &json)
      return String(decoding: json.bytes, as: UTF8.self)
    }
  }
}
