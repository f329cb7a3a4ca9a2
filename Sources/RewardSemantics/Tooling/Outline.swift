import RewardSyntax

/// One declaration of a file, or a part of one that has a name, as an outline shows it.
public struct OutlineItem: Sendable {
  /// The word that declares it: `gate`, `level`, `test`.
  public var keyword: String
  /// Its name; the title of a test, the path of an import.
  public var name: String
  /// The whole declaration.
  public var range: SourceRange
  /// The name in it.
  public var nameRange: SourceRange
  /// The levels of a gate; empty for anything else.
  public var children: [OutlineItem] = []
}

extension SyntaxTree {
  /// What the file declares, in file order.
  public var outline: [OutlineItem] {
    root.declarations.compactMap { node in
      func item(_ keyword: String, _ name: Name, _ children: [OutlineItem] = []) -> OutlineItem {
        OutlineItem(keyword: keyword, name: name.text, range: node.range, nameRange: name.range, children: children)
      }
      switch node.declaration {
      case .spec(let name, _): return item("spec", name)
      case .import(let syntax):
        switch syntax.source {
        case .library(let name), .file(let name): return item("import", name)
        }
      case .input(let input): return item("input", input.name)
      case .parameter(let name, _, _): return item("param", name)
      case .value(let value): return item(value.keyword.rawValue, value.name)
      case .function(let function): return item("func", function.name)
      case .test(let test): return item("test", test.title)
      case .gate(let gate):
        let levels = gate.levels.map {
          OutlineItem(keyword: "level", name: $0.name.text, range: $0.range, nameRange: $0.name.range)
        }
        return item("gate", gate.name, levels)
      case .partition(let partition): return item("partition", partition.name)
      case .state(let state): return item("state", state.name)
      case .emit(let emission): return item("emit", emission.name)
      case .machine(let machine): return item("machine", machine.name)
      case .rubric(let rubric): return item("rubric", rubric.name)
      case .judge(let judge): return item("judge", judge.name)
      case .request(let request): return item("request", request.name)
      case .hindsight(let hindsight): return item("hindsight", hindsight.name)
      case .resample(let resample): return item("resample", resample.name)
      case .invariant(let invariant): return item("invariant", invariant.name)
      case .edition, .rows, .optimize, .audit, .error: return nil
      }
    }
  }
}
