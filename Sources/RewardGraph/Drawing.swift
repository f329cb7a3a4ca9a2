import RewardSemantics

extension Graph: CustomStringConvertible {
  /// One node a line: id, operation, operands, grain, and the declarations it is the value of.
  public var description: String {
    nodes.indices.map { line(for: $0) + "\n" }.joined()
  }

  /// `n4 = add(n1, n3) per rollout  // total`
  func line(for id: NodeID) -> String {
    let node = nodes[id]
    let operands = node.operands.map { "n\($0)" }.joined(separator: ", ")
    var line = "n\(id) = \(label(of: id))"
    if !operands.isEmpty { line += "(\(operands))" }
    line += " per \(node.grain.name)"
    if node.form != .number { line += " as \(node.form)" }
    if let names = names[id] { line += "  // \(names.joined(separator: ", "))" }
    return line
  }

  /// The operation of a node in a few words.
  public func label(of id: NodeID) -> String {
    nodes[id].operation.label(inputs: inputs, builtins: builtins)
  }

  /// The graph in the language of Graphviz: operands point to their users, one colour a grain, roots with a double
  /// border.
  public func dot() -> String {
    var text = "digraph reward {\n  rankdir=LR;\n  node [shape=box, style=filled, fontname=\"sans-serif\"];\n"
    let isRoot = Set(roots.map(\.node))
    for (id, node) in nodes.enumerated() {
      let label = drawnLines(of: id).map(Graph.escapedForDOT).joined(separator: "\\n")
      text += "  n\(id) [label=\"\(label)\", fillcolor=\"\(Graph.colour(of: node.grain))\""
      text += isRoot.contains(id) ? ", peripheries=2];\n" : "];\n"
      for operand in node.operands { text += "  n\(operand) -> n\(id);\n" }
    }
    return text + "}\n"
  }

  /// The graph as a Mermaid flowchart.
  public func mermaid() -> String {
    var text = "flowchart LR\n"
    let isRoot = Set(roots.map(\.node))
    for (id, node) in nodes.enumerated() {
      let label = drawnLines(of: id).map(Graph.escapedForMermaid).joined(separator: "<br/>")
      text += isRoot.contains(id) ? "  n\(id)([\"\(label)\"])\n" : "  n\(id)[\"\(label)\"]\n"
      for operand in node.operands { text += "  n\(operand) --> n\(id)\n" }
    }
    return text
  }

  private func drawnLines(of id: NodeID) -> [String] {
    (names[id].map { [$0.joined(separator: ", ")] } ?? []) + [label(of: id), "per \(nodes[id].grain.name)"]
  }

  private static func colour(of grain: Grain) -> String {
    switch grain {
    case .token: "#e8f0fe"
    case .turn: "#e0f2f1"
    case .rollout: "#ffffff"
    case .group: "#fff3e0"
    case .batch, .run: "#fce4ec"
    case .pair, .derived, .product: "#f3e5f5"
    }
  }

  private static func escapedForDOT(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }

  /// Mermaid reads HTML in labels and has entities of its own, which begin with `#`.
  private static func escapedForMermaid(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "#", "&", "<", ">", "`", "\\": result += "#\(scalar.value);"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension Plan: CustomStringConvertible {
  /// What each stage computes. `where demanded` marks nodes that are computed only for elements that some open
  /// condition leads to; `kept` marks columns that outlive their chunk.
  public var description: String {
    let kept = Set(retained)
    var text = "row stage, chunk by chunk\n"
    for id in row { text += "  " + line(for: id) + (kept.contains(id) ? "  [kept]" : "") + "\n" }
    text += "batch stage, once a batch\n"
    for id in batch { text += "  " + line(for: id) + "\n" }
    text += "outputs\n"
    for root in graph.roots {
      text += "  \(root.kind.rawValue) \(root.name) = n\(root.node) at \(root.grain.name)\n"
    }
    return text
  }

  private func line(for id: NodeID) -> String { graph.line(for: id) + (isEager[id] ? "" : "  [where demanded]") }
}
