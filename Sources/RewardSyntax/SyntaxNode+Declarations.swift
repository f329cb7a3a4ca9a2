extension SyntaxNode {
  /// The declarations of a file, in order; empty for any other node.
  public var declarations: [SyntaxNode] { kind == .file ? children.filter(\.kind.isDeclaration) : [] }

  /// What a declaration says. A declaration without the name it needs is `error`.
  public var declaration: DeclarationSyntax {
    var own = OwnTokens(self)
    guard let keyword = own.takeAny() else { return .error }
    switch kind {
    case .editionDeclaration: return .edition(own.take(.number).flatMap { Int($0.text) })
    case .specDeclaration:
      guard let name = own.takeDottedName() else { return .error }
      return .spec(name: name, version: own.take(.version))
    case .importDeclaration: return importDeclaration(&own)
    case .inputDeclaration: return inputDeclaration(&own)
    case .rowsDeclaration:
      guard own.take(.per) != nil, let grain = own.takeDottedName() else { return .error }
      return .rows(per: grain)
    case .parameterDeclaration:
      guard let name = own.take(.identifier) else { return .error }
      return .parameter(name: name, type: child(where: \.isType), value: child(where: \.isExpression))
    case .valueDeclaration: return valueDeclaration(keyword, &own)
    case .functionDeclaration:
      guard let name = own.take(.identifier) else { return .error }
      return .function(function(name))
    case .testDeclaration:
      guard let title = own.takeText() else { return .error }
      return .test(TestSyntax(title: title, items: children.compactMap(\.testItem)))
    case .judgeDeclaration: return JudgeSyntax(self).map { .judge($0) } ?? .error
    case .requestDeclaration: return RequestSyntax(self).map { .request($0) } ?? .error
    case .hindsightDeclaration: return HindsightSyntax(self).map { .hindsight($0) } ?? .error
    case .resampleDeclaration: return ResampleSyntax(self).map { .resample($0) } ?? .error
    case .gateDeclaration: return GateSyntax(self).map { .gate($0) } ?? .error
    case .partitionDeclaration: return PartitionSyntax(self).map { .partition($0) } ?? .error
    case .stateDeclaration: return StateSyntax(self).map { .state($0) } ?? .error
    case .emitDeclaration: return EmitSyntax(self).map { .emit($0) } ?? .error
    case .optimizeDeclaration: return .optimize(OptimizeSyntax(self))
    case .machineDeclaration: return MachineSyntax(self).map { .machine($0) } ?? .error
    case .rubricDeclaration: return RubricSyntax(self).map { .rubric($0) } ?? .error
    case .invariantDeclaration: return InvariantSyntax(self).map { .invariant($0) } ?? .error
    case .auditDeclaration: return .audit(AuditSyntax(self))
    default: return .error
    }
  }

  /// The first child of a kind.
  public func child(where condition: (SyntaxKind) -> Bool) -> SyntaxNode? { children.first { condition($0.kind) } }

  private func importDeclaration(_ own: inout OwnTokens) -> DeclarationSyntax {
    let source: ImportSyntax.Source
    if let file = own.takeText() {
      source = .file(file)
    } else if let library = own.takeDottedName() {
      source = .library(library)
    } else {
      return .error
    }
    let alias = own.take(.as) != nil ? own.take(.identifier) : nil
    let settings = children.filter { $0.kind == .importSetting }.compactMap(\.namedValue)
    return .import(ImportSyntax(source: source, alias: alias, settings: settings))
  }

  private func inputDeclaration(_ own: inout OwnTokens) -> DeclarationSyntax {
    guard let name = own.take(.identifier) else { return .error }
    var input = InputSyntax(
      name: name, type: child(where: \.isType), per: nil, from: nil, selects: nil, isTrained: false)
    _ = own.take(.colon)
    while !own.isEmpty {
      if own.take(.per) != nil {
        input.per = own.takeDottedName()
      } else if own.take(.from) != nil {
        input.from = own.takeText()
      } else if own.take(.selects) != nil {
        input.selects = own.take(.identifier)
      } else if own.take(.trained) != nil {
        input.isTrained = true
      } else {
        _ = own.takeAny()
      }
    }
    return .input(input)
  }

  private func valueDeclaration(_ keyword: Name, _ own: inout OwnTokens) -> DeclarationSyntax {
    // A keyword of another language is read as `let`.
    let meant = ValueDeclarationSyntax.Keyword(rawValue: keyword.text) ?? .let
    guard let name = meant.isName ? keyword : own.take(.identifier) else { return .error }
    _ = own.take(.colon)
    let grain = own.take(.per) != nil ? own.takeDottedName() : nil
    return .value(
      ValueDeclarationSyntax(
        keyword: meant, name: name, type: child(where: \.isType), per: grain, value: child(where: \.isExpression)))
  }

  private func function(_ name: Name) -> FunctionSyntax {
    var function = FunctionSyntax(name: name, parameters: [], result: nil, locals: [], body: nil)
    for child in children {
      switch child.kind {
      case .functionParameter:
        var own = OwnTokens(child)
        guard let name = own.take(.identifier) else { continue }
        function.parameters.append(
          .init(
            name: name, type: child.child(where: \.isType), defaultValue: child.child(where: \.isExpression)))
      case .functionBody:
        for item in child.children {
          if item.kind == .localDeclaration {
            var own = OwnTokens(item)
            _ = own.take(.let)
            guard let name = own.take(.identifier), let value = item.child(where: \.isExpression) else { continue }
            function.locals.append((name, value))
          } else if item.kind.isExpression, function.body == nil {
            function.body = item
          }
        }
      case _ where child.kind.isType: function.result = child
      case _ where child.kind.isExpression: function.body = child
      default: break
      }
    }
    return function
  }
}
