import RewardEngine
import RewardGraph
import RewardSemantics
import RewardSyntax

extension Session {
  mutating func command(_ text: String, isCancelled: () -> Bool) throws(Trouble) -> Answer {
    let start = text.firstIndex(of: ":") ?? text.startIndex
    let name = text[start...].dropFirst().prefix { !$0.isWhitespace }
    let rest = text[name.endIndex...].drop(while: \.isWhitespace)
    let words = rest.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let command = Command(named: name) else {
      throw .refused("there is no command `:\(name)`; `:help` lists them")
    }
    let most = command == .type || command == .load || command == .data ? Int.max : command == .why ? 2 : 1
    let takesNothing = command.form.isEmpty
    let needsSomething = !takesNothing && !command.form.hasPrefix("[")
    guard takesNothing ? words.isEmpty : words.count <= most, !needsSomething || !words.isEmpty else {
      throw .refused("it is written `:\(command.rawValue)\(takesNothing ? "" : " ")\(command.form)`")
    }
    // A file name may have blanks inside it.
    let path = String(rest.reversed().drop(while: \.isWhitespace).reversed())
    switch command {
    case .help: return Answer(output: Command.page)
    case .type:
      let (checked, id) = try check(
        expression: Typed(text, from: text[..<rest.startIndex].utf8.count), linting: false)
      return Answer(output: "\(checked.spec.declarations[id].type)\n")
    case .why: return try why(words[0], only: words.count > 1 ? words[1] : nil)
    case .graph: return try graph(of: words.first)
    case .doc: return try page(for: words[0])
    case .load: return try load(path)
    case .data: return try open(path)
    case .rows: return try rows()
    case .show: return Answer(output: source(of: try declaration(named: words[0])))
    case .list:
      let spec = try check().spec
      return Answer(output: declarations.map { signature(of: $0, in: spec) + "\n" }.joined())
    case .undo:
      guard let last = past.popLast() else { throw .refused("there is nothing to take back") }
      state = last
      return Answer(notes: ["taken back"])
    case .quit:
      var answer = Answer()
      answer.isEnd = true
      return answer
    }
  }

  // MARK: Files

  /// Puts the spec of a file in the place of what is declared.
  mutating func load(_ path: String) throws(Trouble) -> Answer {
    let file: SourceFile
    let loader: ModuleLoader
    switch read(path) {
    case .success(let found): (file, loader) = found
    case .failure(let refusal): throw .refused(refusal.message)
    }
    var next = self
    next.move(to: State(source: file, loader: loader, data: state.data))
    let spec = try next.check().spec
    self = next
    return Answer(notes: ["\(spec.name)\(spec.version.isEmpty ? "" : " ")\(spec.version) from \(path)"])
  }

  /// Loads other rows.
  mutating func open(_ path: String) throws(Trouble) -> Answer {
    guard path != "-" else { throw .refused("rows are read from a file: what is typed is standard input") }
    let data = try RolloutData(path: path)
    let loaded = try LoadedRows(data, of: try check().spec, settings: settings)
    guard loaded.batches.chunk.count > 0 else {
      throw .refused((["\(path) has no rollout that can be read"] + loaded.findings).joined(separator: "\n"))
    }
    var next = state
    next.data = data
    move(to: next)
    return Answer(notes: summary(of: loaded, data) + loaded.findings)
  }

  private func summary(of loaded: LoadedRows, _ data: RolloutData) -> [String] {
    ["\(data.path): \(loaded.counts)"]
      + (data.isCut
        ? ["only its first \(RolloutLookup.rowLimit) lines are read; the last group and batch may be incomplete"] : [])
  }

  // MARK: Questions

  private func loadedRows(of spec: TypedSpec) throws(Trouble) -> (LoadedRows, RolloutData) {
    guard let data = state.data else { throw .refused("no rows are loaded: `:data FILE` loads some") }
    return (try LoadedRows(data, of: spec, settings: settings), data)
  }

  private func rows() throws(Trouble) -> Answer {
    let (loaded, data) = try loadedRows(of: try check().spec)
    let hasBatches = loaded.batches.members.count > 1
    var lines = [(hasBatches ? ["step"] : []) + Places.columns(of: .rollout, hasBatches: hasBatches)]
    for (batch, members) in loaded.batches.members.enumerated() where lines.count <= ValueTable.lineLimit {
      let rows = loaded.rows(ofBatch: batch)
      let places = Places(
        chunk: loaded.batches.chunk, members: members, rows: rows, batch: hasBatches ? batch : nil)
      lines += members.indices.map { places.cells(of: .batch) + places.cells(of: .rollout($0)) }
    }
    let table = ValueTable.aligned(Array(lines.prefix(ValueTable.lineLimit + 1)))
    let count = loaded.batches.members.map(\.count).reduce(0, +)
    let more = count > ValueTable.lineLimit ? ["… \(count) in all"] : []
    return Answer(
      output: (table + more).map { $0 + "\n" }.joined(), notes: summary(of: loaded, data) + loaded.findings)
  }

  private func why(_ row: String, only: String?) throws(Trouble) -> Answer {
    let checked = try check()
    let spec = checked.spec
    if let only {
      guard spec.declarations.contains(where: { $0.name == only }) else {
        throw .refused("the spec declares no score or value `\(only)`")
      }
    } else if checked.standIn != nil {
      throw .refused("no score is declared yet; `:why \(row) NAME` explains a `let`")
    }
    let (loaded, data) = try loadedRows(of: spec)
    let chunk = loaded.batches.chunk
    guard let wanted = chunk.row(named: row) else {
      throw .refused("\(data.path) has no rollout `\(row)`; it has \(chunk.count)")
    }
    var text: String?
    try loaded.forEachBatch { batch, rows, state throws(Trouble) in
      guard let place = loaded.batches.members[batch].firstIndex(of: wanted) else { return true }
      text = Explanation(spec: spec, rows: rows, state: state).text(row: place, only: only)
      return false
    }
    guard let text else {
      let finding = loaded.batches.findings.first { $0.problem.line == chunk.lines[wanted] }
      throw .refused("a run leaves row \(row) out" + (finding.map { ": \($0.problem.message)" } ?? ""))
    }
    return Answer(output: "\(data.path):\(chunk.lines[wanted])\n" + text)
  }

  private func graph(of name: String?) throws(Trouble) -> Answer {
    let checked = try check()
    let spec = checked.spec
    guard let name else {
      if checked.standIn != nil { throw .refused("no score is declared yet; `:graph NAME` draws a `let`") }
      return Answer(output: Graph(lowering: spec).description)
    }
    guard let id = spec.declarations.firstIndex(where: { $0.name == name }) else {
      _ = try declaration(named: name)
      throw .refused("`\(name)` computes nothing by itself")
    }
    return Answer(output: Graph(lowering: spec, roots: [id]).description)
  }

  private func page(for name: String) throws(Trouble) -> Answer {
    if let node = try? declaration(named: name) {
      return Answer(output: signature(of: node, in: try check().spec) + "\n\n" + source(of: node))
    }
    let manual = Manual(registry: registry)
    guard let page = manual.page(for: name) else {
      let known = manual.names + declarations.compactMap(\.declaration.name)
      let guess = nearest(to: name, among: known).map { "; did you mean `\($0)`?" } ?? ""
      throw .refused("there is no page `\(name)`\(guess)")
    }
    return Answer(output: page + (page.hasSuffix("\n") ? "" : "\n"))
  }
}

extension RowChunk {
  /// A row by its number from 1, or by its id.
  fileprivate func row(named name: String) -> Int? {
    if let number = Int(name) { return (1...count).contains(number) ? number - 1 : nil }
    return (0..<count).first { row in
      let id = ids.value(row)
      let source = String(decoding: id.text, as: UTF8.self)
      return !id.isMissing && (source == name || source == "\"\(name)\"")
    }
  }
}
