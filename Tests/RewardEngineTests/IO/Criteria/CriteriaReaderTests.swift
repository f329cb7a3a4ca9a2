import RewardSemantics
import Testing

@testable import RewardEngine

/// Every form in which data keep a rubric gives the same columns.
@Suite struct CriteriaReaderTests {
  /// The columns of the criteria at `path`, part by part, or the problem of the row.
  static func read(_ row: String, at path: String = "rubric") -> (columns: [String: String], problem: String?) {
    let path = path.split(separator: ".").map(String.init)
    let chunk = RowParser(
      schema: RowSchema(
        fields: TypedInput.CriterionPart.allCases.map { .field("rubric", .criteria($0), per: .group, from: [path]) },
        needsTurns: false, idPaths: [], groupPaths: [], stepPaths: [])
    ).parse(row)
    let parts = TypedInput.CriterionPart.allCases.map(\.rawValue)
    let columns = zip(parts, chunk.columns).compactMap { part, column in column.shown.first.map { (part, $0) } }
    return (Dictionary(uniqueKeysWithValues: columns), chunk.problems.first?.message)
  }

  @Test func `plain criteria, with what an absent part is`() {
    let (columns, problem) = Self.read(
      #"""
      {"rubric": [{"id": "c0", "text": "At most 60 words", "weight": 2, "tags": ["length", "hard"], \#
      "instruction_id": "length_constraints:number_words", "kwargs": {"relation": "at most", "num_words": 60}}, \#
      {"text": "Polite", "weight": null}, {"id": 7, "text": "Short"}, {"instruction_id": "punctuation:no_comma"}]}
      """#)
    #expect(problem == nil)
    #expect(columns["text"] == #"["At most 60 words","Polite","Short",""]"#)
    #expect(columns["id"] == #"["c0","1","7","3"]"#)
    #expect(columns["weight"] == "[2,1,1,1]")
    #expect(columns["tags"] == #"[["length","hard"],[],[],[]]"#)
    #expect(columns["instruction"] == #"["length_constraints:number_words","","","punctuation:no_comma"]"#)
    #expect(columns["arguments"] == #"["{\"relation\":\"at most\",\"num_words\":60}","{}","{}","{}"]"#)
  }

  @Test func `plain texts`() {
    let (columns, problem) = Self.read(#"{"rubric": ["Polite", "Short"]}"#)
    #expect(problem == nil)
    #expect(columns["text"] == #"["Polite","Short"]"#)
    #expect(columns["id"] == #"["0","1"]"#)
    #expect(columns["instruction"] == #"["",""]"#)
  }

  @Test func `no criteria is a list without items`() {
    #expect(Self.read(#"{"rubric": []}"#).columns["text"] == "[]")
  }

  @Test func `Rubrics as Rewards: title, description, weight`() {
    let (columns, problem) = Self.read(
      #"""
      {"question": "?", "reference_answer": "!", "rubric": [\#
      {"title": "Identify the drug", "description": "Essential Criteria: names the drug.", "weight": 5}, \#
      {"title": "No blame", "description": "Pitfall Criteria: does not blame.", "weight": -1}], "rubric_count": 2}
      """#)
    #expect(problem == nil)
    #expect(columns["text"] == #"["Essential Criteria: names the drug.","Pitfall Criteria: does not blame."]"#)
    #expect(columns["id"] == #"["Identify the drug","No blame"]"#)
    #expect(columns["weight"] == "[5,-1]")
  }

  @Test func `HealthBench: criterion, points, tags`() {
    let (columns, problem) = Self.read(
      #"""
      {"prompt_id": "p", "rubrics": [{"criterion": "Advises rest", "points": 7, "tags": ["level:example", \#
      "axis:completeness"]}, {"criterion": "Invents a dose", "points": -8, "tags": []}]}
      """#, at: "rubrics")
    #expect(problem == nil)
    #expect(columns["text"] == #"["Advises rest","Invents a dose"]"#)
    #expect(columns["id"] == #"["0","1"]"#)
    #expect(columns["weight"] == "[7,-8]")
    #expect(columns["tags"] == #"[["level:example","axis:completeness"],[]]"#)
  }

  @Test func `IFEval: ids with their arguments beside them`() {
    let row = #"""
      {"key": 1, "instruction_id_list": ["punctuation:no_comma", "keywords:existence"], \#
      "kwargs": [{}, {"keywords": ["a", "b"]}]}
      """#
    let (columns, problem) = Self.read(row, at: "instruction_id_list")
    #expect(problem == nil)
    #expect(columns["instruction"] == #"["punctuation:no_comma","keywords:existence"]"#)
    #expect(columns["arguments"] == #"["{}","{\"keywords\":[\"a\",\"b\"]}"]"#)
    #expect(columns["text"] == #"["",""]"#)
    #expect(columns["weight"] == "[1,1]")
  }

  @Test func `IFBench: arguments that are null are none`() {
    let row = #"""
      {"key": "1", "instruction_id_list": ["count:word_count_range", "format:emoji"], "kwargs": [{"N": null, \#
      "min_words": 3, "keyword": null}, null]}
      """#
    let (columns, problem) = Self.read(row, at: "instruction_id_list")
    #expect(problem == nil)
    #expect(columns["arguments"] == #"["{\"min_words\":3}","{}"]"#)
  }

  @Test func `the arguments of another path stand beside it`() {
    let row = #"{"verifier_metadata": {"ids": ["a:b"], "kwargs": ["{\"n\": 2}"]}, "kwargs": 1}"#
    let (columns, problem) = Self.read(row, at: "verifier_metadata.ids")
    #expect(problem == nil)
    #expect(columns["instruction"] == #"["a:b"]"#)
    #expect(columns["arguments"] == #"["{\"n\":2}"]"#)
    #expect(Self.read(#"{"m": {"instruction_id_list": ["a:b"]}}"#, at: "m").columns["arguments"] == #"["{}"]"#)
  }

  @Test func `open-instruct: rubrics in a JSON text`() {
    let (columns, problem) = Self.read(
      #"""
      {"ground_truth": "{\"query\": \"?\", \"rubrics\": [{\"rubric_item\": \"Cites\", \"weight\": 0.5, \#
      \"title\": \"sources\"}, {\"description\": \"Clear\"}, {\"Ingredient\": \"Rice\"}]}"}
      """#, at: "ground_truth")
    #expect(problem == nil)
    #expect(columns["text"] == #"["Cites","Clear","Rice"]"#)
    #expect(columns["id"] == #"["sources","1","2"]"#)
    #expect(columns["weight"] == "[0.5,1,1]")
  }

  @Test func `open-instruct: instructions in a literal of Python`() {
    let (columns, problem) = Self.read(
      #"""
      {"ground_truth": "[{'instruction_id': ['a:b', \"c:d\"], 'kwargs': [{'word': 'it\\'s', 'n': 2, 'on': True}, None]}]"}
      """#, at: "ground_truth")
    #expect(problem == nil)
    #expect(columns["instruction"] == #"["a:b","c:d"]"#)
    #expect(columns["arguments"] == #"["{\"word\":\"it's\",\"n\":2,\"on\":true}","{}"]"#)
  }

  @Test func `autorubric: name, requirement, weight`() {
    let (columns, problem) = Self.read(#"{"rubric": [{"name": "n", "requirement": "r", "weight": 10.0}]}"#)
    #expect(problem == nil)
    #expect(columns["text"] == #"["r"]"# && columns["id"] == #"["n"]"# && columns["weight"] == "[10]")
  }

  @Test(arguments: [
    (#"{"rubric": 1}"#, "`rubric` is a number, not a list of criteria"),
    (#"{"rubric": "be nice"}"#, "`rubric` is a string, not a list of criteria"),
    (#"{"rubric": {"a": 1}}"#, "`rubric` is an object, not a list of criteria"),
    (#"{"rubric": null}"#, "`rubric` is null, the spec declares a list of criteria that is always there"),
    (#"{}"#, "no value for `rubric`: the row has no `rubric`"),
    (#"{"rubric": [{"text": "a"}, 3]}"#, "`rubric[1]` is a number, not a criterion"),
    (
      #"{"rubric": [{"weight": 3}]}"#,
      "`rubric[0]` has no text: none of `text`, `criterion`, `rubric_item`, `Ingredient`, `description`, `title`, "
        + "`requirement`"
    ),
    (#"{"rubric": [{"text": 3}]}"#, "`rubric[0].text` is a number, not a text"),
    (#"{"rubric": [{"text": "a", "weight": "2"}]}"#, "`rubric[0].weight` is a string, not a number"),
    (#"{"rubric": [{"text": "a", "weight": true}]}"#, "`rubric[0].weight` is true, not a number"),
    (#"{"rubric": [{"criterion": "a", "points": []}]}"#, "`rubric[0].points` is a list, not a number"),
    (#"{"rubric": [{"text": "a", "tags": "x"}]}"#, "`rubric[0].tags` is not a list of texts"),
    (#"{"rubric": [{"text": "a", "kwargs": 4}]}"#, "`rubric[0].kwargs` is a number, not an object"),
    (#"{"rubric": [{"text": "a", "kwargs": "x"}]}"#, "`rubric[0].kwargs` is a string, not an object"),
    (
      #"{"rubric": {"instruction_id_list": ["a:b"], "kwargs": []}}"#,
      "`rubric.kwargs` has 0 elements where `rubric.instruction_id_list` has 1"
    ),
    (
      #"{"rubric": {"instruction_id_list": ["a:b"], "kwargs": {}}}"#,
      "`rubric.kwargs` is an object, not a list with the arguments of each instruction"
    ),
    (
      #"{"rubric": {"instruction_id_list": [1]}}"#,
      "`rubric.instruction_id_list[0]` is a number, not the id of an instruction"
    ),
  ])
  func `criteria that are none are a problem of the row`(row: String, message: String) {
    #expect(Self.read(row).problem == message)
  }

  @Test func `an optional rubric may be absent`() {
    let chunk = RowParser(
      schema: .of(.field("rubric", .criteria(.weight), per: .group, optional: true, from: [["rubric"], ["rubrics"]]))
    ).parse(
      """
      {}
      {"rubric": null, "rubrics": [{"criterion": "a", "points": 3}]}
      """)
    #expect(chunk.columns[0].shown == ["-", "[3]"])
  }
}
