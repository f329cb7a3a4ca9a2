/// The name that a misspelt one is likely to stand for: the one with the fewest edits, of equally near ones the first in
/// the order of the alphabet; nil where none is near. Near is an edit for every three characters, and one at least.
public func nearest(to name: String, among known: [String]) -> String? {
  let ranked = known.map { (name: $0, distance: editDistance(name, $0)) }
  let best = ranked.min { ($0.distance, $0.name) < ($1.distance, $1.name) }
  return best.flatMap { $0.distance <= max(1, name.count / 3) ? $0.name : nil }
}

/// The number of edits that turn one word into another: insertions, deletions, substitutions and swaps of neighbours.
/// A letter is a byte of UTF-8.
public func editDistance(_ a: String, _ b: String) -> Int {
  let left = Array(a.utf8)
  let right = Array(b.utf8)
  var rows = [Array(0...right.count)]
  for i in 0..<left.count {
    var row = [i + 1]
    for j in 0..<right.count {
      var best = min(rows[i][j] + (left[i] == right[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { best = min(best, rows[i - 1][j - 1] + 1) }
      row.append(best)
    }
    rows.append(row)
  }
  return rows[left.count][right.count]
}
