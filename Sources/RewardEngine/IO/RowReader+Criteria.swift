import RewardSemantics

/// Rubric criteria: one value of the row that several columns are made of.
extension RowReader {
  /// Adds one column of the criteria that `value` holds.
  func appendCriteria(
    _ value: JSONValue, _ part: TypedInput.CriterionPart, of field: FieldPlan, to column: ColumnBuilder, path: String
  ) throws(RowFailure) {
    guard let items = column.items else { return }
    for (number, criterion) in try criteria(value, of: field, path: path).enumerated() {
      switch part {
      case .text: items.append(criterion.text)
      case .id: items.append(criterion.id ?? Array(String(number).utf8))
      case .weight: items.append(criterion.weight)
      case .tags:
        for tag in criterion.tags { items.items?.append(tag) }
        items.endList()
      case .instruction: items.append(criterion.instruction)
      case .arguments: items.append(criterion.arguments)
      }
    }
    column.endList()
  }

  /// The criteria of a value, read once for all columns.
  private func criteria(_ value: JSONValue, of field: FieldPlan, path: String) throws(RowFailure) -> [Criterion] {
    if criteria.row == row, criteria.place == value.index { return criteria.list }
    let candidate = field.candidates.first { $0.path == path }
    let list = try CriteriaReader(embedded: embedded)
      .criteria(value, arguments: candidate?.arguments.flatMap(self.value(at:)), path: path)
    criteria = (row, value.index, list)
    return list
  }
}
