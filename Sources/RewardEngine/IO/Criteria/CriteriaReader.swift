/// Reads a list of rubric criteria in any of the forms that data keep them in.
///
/// - A list of objects, each of a ``CriterionForm``, or of plain texts.
/// - A list of instruction ids, with their arguments beside it; or an object with both, see ``InstructionForm``.
/// - An object with a list of criteria, or a string that holds JSON or a literal of Python with one of the above.
struct CriteriaReader {
  let embedded: EmbeddedJSON

  /// - Parameters:
  ///   - arguments: what stands beside the list under the name `kwargs`.
  ///   - path: where the list stands in the row; its last part may say that it holds instruction ids.
  func criteria(_ value: JSONValue, arguments: JSONValue?, path: String) throws(RowFailure) -> [Criterion] {
    switch value.kind {
    case .array:
      let name = path.split(separator: ".").last.map(String.init) ?? path
      if InstructionForm.ids.contains(name) || arguments?.kind == .array, value.holdsOnlyStrings {
        return try instructions(value, arguments: arguments, path: path)
      }
      var result: [Criterion] = []
      var index = 0
      try value.forEachElement { (element) throws(RowFailure) in
        result += try criterion(element, place: "\(path)[\(index)]")
        index += 1
      }
      return result
    case .object:
      if let ids = value.member(InstructionForm.ids), ids.value.kind == .array {
        return try instructions(
          ids.value, arguments: value.member(InstructionForm.arguments)?.value, path: "\(path).\(ids.name)")
      }
      if let list = value.member(CriterionForm.listNames) {
        return try criteria(list.value, arguments: nil, path: "\(path).\(list.name)")
      }
    case .string:
      if let result = try inText(value.string, path: path) { return result }
    default: break
    }
    throw RowFailure(message: "`\(path)` is \(value.kind.name), not a list of criteria")
  }

  /// Nil for a text that holds no list or object.
  private func inText(_ text: UnsafeBufferPointer<UInt8>, path: String) throws(RowFailure) -> [Criterion]? {
    func read(_ value: JSONValue) throws(RowFailure) -> [Criterion]? {
      value.kind == .array || value.kind == .object ? try criteria(value, arguments: nil, path: path) : nil
    }
    if let result = try embedded.read(text, read) { return result }
    guard let json = PythonLiteral.json(text) else { return nil }
    return try json.withUnsafeBufferPointer { (bytes) throws(RowFailure) in try embedded.read(bytes, read) ?? nil }
  }

  // MARK: One criterion

  /// What an element of a list says: one criterion, or several instructions.
  private func criterion(_ element: JSONValue, place: String) throws(RowFailure) -> [Criterion] {
    if element.kind == .string { return [Criterion(text: Array(element.string))] }
    guard element.kind == .object else {
      throw RowFailure(message: "`\(place)` is \(element.kind.name), not a criterion")
    }
    if let ids = element.member(InstructionForm.ids), ids.value.kind == .array {
      return try criteria(element, arguments: nil, path: place)
    }
    // An instruction speaks for itself and may lack a text.
    let isInstruction = element.member(CriterionForm.plain.instruction) != nil
    guard
      let form = CriterionForm.all.first(where: { element.member($0.text) != nil })
        ?? (isInstruction ? .plain : nil)
    else {
      let names = CriterionForm.all.flatMap(\.text).map { "`\($0)`" }.joined(separator: ", ")
      throw RowFailure(message: "`\(place)` has no text: none of \(names)")
    }
    var result = Criterion()
    if let text = try text(element, form.text, place: place) { result.text = text }
    result.id = try id(element, form.id, place: place)
    if let (name, weight) = element.member(form.weight) {
      guard weight.kind.isNumber, let number = weight.number else {
        throw RowFailure(message: "`\(place).\(name)` is \(weight.kind.name), not a number")
      }
      result.weight = number
    }
    if let (name, tags) = element.member(form.tags) {
      result.tags = try texts(tags, place: "\(place).\(name)")
    }
    // Any form may carry an instruction beside its text.
    if let instruction = try text(element, CriterionForm.plain.instruction, place: place) {
      result.instruction = instruction
    }
    if let (name, arguments) = element.member(CriterionForm.plain.arguments) {
      result.arguments = try self.arguments(arguments, place: "\(place).\(name)")
    }
    return [result]
  }

  private func text(_ object: JSONValue, _ names: [String], place: String) throws(RowFailure) -> [UInt8]? {
    guard let (name, value) = object.member(names) else { return nil }
    guard value.kind == .string else {
      throw RowFailure(message: "`\(place).\(name)` is \(value.kind.name), not a text")
    }
    return Array(value.string)
  }

  /// A number is taken as text.
  private func id(_ object: JSONValue, _ names: [String], place: String) throws(RowFailure) -> [UInt8]? {
    guard let (_, value) = object.member(names), value.kind.isNumber else {
      return try text(object, names, place: place)
    }
    var json = JSONWriter()
    json.value(value)
    return json.bytes
  }

  private func texts(_ list: JSONValue, place: String) throws(RowFailure) -> [[UInt8]] {
    guard list.kind == .array, list.holdsOnlyStrings else {
      throw RowFailure(message: "`\(place)` is not a list of texts")
    }
    var result: [[UInt8]] = []
    list.forEachElement { result.append(Array($0.string)) }
    return result
  }

  // MARK: Instructions

  private func instructions(
    _ ids: JSONValue, arguments: JSONValue?, path: String
  ) throws(RowFailure) -> [Criterion] {
    let place =
      path.split(separator: ".").dropLast().joined(separator: ".") + (path.contains(".") ? ".kwargs" : "kwargs")
    var all: [JSONValue] = []
    if let arguments, arguments.kind != .null {
      guard arguments.kind == .array else {
        throw RowFailure(
          message: "`\(place)` is \(arguments.kind.name), not a list with the arguments of each instruction")
      }
      arguments.forEachElement { all.append($0) }
      guard all.count == ids.count else {
        throw RowFailure(message: "`\(place)` has \(all.count) elements where `\(path)` has \(ids.count)")
      }
    }
    var result: [Criterion] = []
    try ids.forEachElement { (id) throws(RowFailure) in
      let index = result.count
      guard id.kind == .string else {
        throw RowFailure(message: "`\(path)[\(index)]` is \(id.kind.name), not the id of an instruction")
      }
      var criterion = Criterion(instruction: Array(id.string))
      if index < all.count {
        criterion.arguments = try self.arguments(all[index], place: "\(place)[\(index)]")
      }
      result.append(criterion)
    }
    return result
  }

  /// JSON source of the arguments of an instruction, without those that are null.
  private func arguments(_ value: JSONValue, place: String) throws(RowFailure) -> [UInt8] {
    switch value.kind {
    case .null: return Array("{}".utf8)
    case .object:
      var json = JSONWriter()
      json.beginObject()
      value.forEachMember { key, value in
        if value.kind == .null { return }
        json.key(key)
        json.value(value)
      }
      json.endObject()
      return json.bytes
    case .string:
      let source = try embedded.read(value.string) { (object) throws(RowFailure) in
        object.kind == .string ? nil : try arguments(object, place: place)
      }
      if let source, let source { return source }
    default: break
    }
    throw RowFailure(message: "`\(place)` is \(value.kind.name), not an object")
  }
}

extension JSONValue {
  /// Of an array: whether every element is a string.
  fileprivate var holdsOnlyStrings: Bool {
    var result = true
    forEachElement { if $0.kind != .string { result = false } }
    return result
  }
}
