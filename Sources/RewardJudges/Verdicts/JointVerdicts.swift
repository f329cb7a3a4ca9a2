import RewardRules

/// Several verdicts in one answer: `{"verdicts": [{"id": "B", "verdict": 4}, ...]}`, in any order.
///
/// The JSON is the whole text, in a code block or not, or else the last object in it. Each id that was asked for stands in it
/// once, and no other; an id is a string or a whole number. Verdicts belong to ids and never to places.
struct JointVerdicts {
  let ids: [String]
  let form: VerdictForm

  func read(_ text: AnswerText) -> VerdictReading {
    guard let object = AnswerJSON.wholeObject(text) ?? AnswerJSON.lastObject(in: text) else {
      return .unreadable("the answer holds no JSON object")
    }
    switch JSONText.read(object, verdicts) {
    case .success(let verdicts)?: return .read(.joint(verdicts))
    case .failure(let fault)?: return .unreadable(fault.reason)
    case nil: return .unreadable("the answer holds no JSON object")
    }
  }

  private func verdicts(_ json: ParsedJSON) -> Result<[Verdict], Unreadable> {
    let lists = json.children(0).filter { json.name($0) == Array("verdicts".utf8) }
    guard lists.count == 1, json.kind(lists[0]) == .array else {
      return .failure(Unreadable("the JSON has no list `verdicts`"))
    }
    let asked = Set(ids)
    var found: [String: Verdict] = [:]
    for entry in json.children(lists[0]) {
      guard let id = only("id", of: entry, in: json).flatMap({ id($0, in: json) }),
        let verdict = only("verdict", of: entry, in: json)
      else {
        return .failure(Unreadable("an entry of `verdicts` has no `id` and `verdict`"))
      }
      let shown = ErrorBody.line(Array(id.utf8)[...], longest: 40)
      guard asked.contains(id) else { return .failure(Unreadable("nobody asked for a verdict on `\(shown)`")) }
      guard found[id] == nil else { return .failure(Unreadable("there is more than one verdict on `\(shown)`")) }
      switch AnswerJSON.verdict(verdict, in: json, as: form) {
      case .read(let verdict): found[id] = verdict
      case .unreadable(let reason): return .failure(Unreadable("the verdict on `\(shown)`: \(reason)"))
      }
    }
    var verdicts: [Verdict] = []
    for id in ids {
      guard let verdict = found[id] else { return .failure(Unreadable("there is no verdict on `\(id)`")) }
      verdicts.append(verdict)
    }
    return .success(verdicts)
  }

  /// The member of this name, where there is exactly one.
  private func only(_ name: String, of entry: Int, in json: ParsedJSON) -> Int? {
    guard json.kind(entry) == .object else { return nil }
    let members = json.children(entry).filter { json.name($0) == Array(name.utf8) }
    return members.count == 1 ? members[0] : nil
  }

  private func id(_ node: Int, in json: ParsedJSON) -> String? {
    if let text = json.string(node) { return String(decoding: text, as: UTF8.self) }
    guard let number = json.number(node).flatMap({ Int(exactly: $0) }) else { return nil }
    return String(number)
  }
}
