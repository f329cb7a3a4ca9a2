/// A JSON Schema of the dialect 2020-12, compiled: what holds of a JSON value that is valid.
///
/// All assertions and applicators are there, and references inside the document: `$ref`, `$anchor`, `$id`, `$dynamicRef`.
/// `format` says nothing of validity unless it is asserted, the content keywords never, as the dialect has it; what lies
/// outside the document is refused. Nothing of the text it was read from is kept.
final class JSONSchema: Sendable {
  /// What one schema object, or `true` or `false`, asks. Other schemas are places in ``JSONSchema/subschemas``.
  struct Subschema: Sendable {
    /// Of `true` and `false`.
    var always: Bool?
    /// The resource it stands in: the place of the schema that names it.
    var resource = 0

    var types: Types?
    /// The classes of the values of `enum`, and that of `const`.
    var choices: Set<Int>?
    var constant: Int?

    var minimum: Decimal?
    var exclusiveMinimum: Decimal?
    var maximum: Decimal?
    var exclusiveMaximum: Decimal?
    var multipleOf: Decimal?

    var lengths = Bounds()
    var pattern: Pattern?
    var format: SchemaFormat?

    var itemCounts = Bounds()
    var hasUniqueItems = false
    var prefixItems: [Int] = []
    var items: Int?
    var contains: Int?
    var containsCounts = Bounds()
    var unevaluatedItems: Int?

    var memberCounts = Bounds()
    var required: [[UInt8]] = []
    var dependentRequired: [(name: [UInt8], required: [[UInt8]])] = []
    var properties: [[UInt8]: Int] = [:]
    var patternProperties: [(pattern: Pattern, schema: Int)] = []
    var additionalProperties: Int?
    var propertyNames: Int?
    var dependentSchemas: [(name: [UInt8], schema: Int)] = []
    var unevaluatedProperties: Int?

    var allOf: [Int] = []
    var anyOf: [Int] = []
    var oneOf: [Int] = []
    var not: Int?
    var condition: (condition: Int, then: Int?, otherwise: Int?)?

    var reference: Int?
    var dynamicReference: (target: Int, anchor: [UInt8]?)?
  }

  /// Kinds of value; a number without a fraction is an integer, too.
  struct Types: OptionSet, Sendable {
    let rawValue: UInt8
    static let null = Types(rawValue: 1)
    static let boolean = Types(rawValue: 2)
    static let object = Types(rawValue: 4)
    static let array = Types(rawValue: 8)
    static let number = Types(rawValue: 16)
    static let integer = Types(rawValue: 32)
    static let string = Types(rawValue: 64)
  }

  /// How many there may be.
  struct Bounds: Sendable {
    var least = 0
    var most = Int.max
    func contain(_ count: Int) -> Bool { least <= count && count <= most }
  }

  /// Why there is no schema.
  struct Problem: Error {
    var message: String
    /// Where in the text.
    var offset: Int
  }

  /// The whole is the first.
  let subschemas: [Subschema]
  /// By resource, the schemas that `$dynamicAnchor` names in it.
  let dynamicAnchors: [Int: [[UInt8]: Int]]
  /// That know the values of `enum` and `const`.
  let classes: JSONClasses
  /// Whether a value's class is asked for at all.
  let comparesValues: Bool
  /// Whether it is asked which members and elements were looked at.
  let asksForUnevaluated: Bool

  /// The longest text of a schema.
  static let longestText = 1 << 20

  /// Compiles the schema that a value of a document is.
  ///
  /// - Parameters:
  ///   - assertsFormats: whether `format` says what is valid.
  ///   - hasPythonTypes: whether `dict`, `float`, `tuple` and `any` are types, as some descriptions of tools have them.
  init(
    _ document: ParsedJSON, root: Int = 0, assertsFormats: Bool = false, hasPythonTypes: Bool = false
  ) throws(Problem) {
    guard document.nodes[root].place.count <= Self.longestText else {
      throw Problem(message: "the schema is longer than \(Self.longestText) bytes", offset: 0)
    }
    var compiler = SchemaCompiler(document, assertsFormats: assertsFormats, hasPythonTypes: hasPythonTypes)
    try compiler.compile(root)
    subschemas = compiler.subschemas
    dynamicAnchors = compiler.compiledAnchors
    classes = compiler.classes
    comparesValues = compiler.subschemas.contains {
      $0.choices != nil || $0.constant != nil || $0.hasUniqueItems
    }
    asksForUnevaluated = compiler.subschemas.contains {
      $0.unevaluatedItems != nil || $0.unevaluatedProperties != nil
    }
  }

  /// Compiles a text. - Throws: also where it is no JSON.
  convenience init(_ text: UnsafeBufferPointer<UInt8>, assertsFormats: Bool = false) throws(Problem) {
    guard let document = ParsedJSON(text) else { throw Problem(message: "the schema is no JSON", offset: 0) }
    try self.init(document, assertsFormats: assertsFormats)
  }
}
