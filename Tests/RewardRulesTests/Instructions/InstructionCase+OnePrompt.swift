/// Of instructions that IFBench has for one prompt each, whose responses are long.
extension InstructionCase {
  static let forOnePrompt: [InstructionCase] = [
    InstructionCase(
      "custom:mcq_count_length", follow: [questions([1, 2, 3, 4])],
      not: [
        questions([1, 2, 2, 4]), questions([1, 2, 3]), questions([1, 2, 3, 4], choices: "ABCD"),
        "Here:\n" + questions([1, 2, 3, 4]),
      ]),
    InstructionCase(
      "custom:sentence_alphabet", follow: [alphabet.joined(separator: " ")],
      not: [
        alphabet.dropLast().joined(separator: " "), alphabet.reversed().joined(separator: " "),
        "\"" + alphabet.joined(separator: " "),
      ]),
    InstructionCase(
      "custom:reverse_newline",
      follow: [countries.joined(separator: "\n"), "From the last:\n- " + countries.joined(separator: "\n- ")],
      not: [
        (["Zimbabwe", "Uganda", "Zambia"] + countries.dropFirst(3)).joined(separator: "\n"),
        countries.prefix(51).joined(separator: "\n"), countries.dropFirst().joined(separator: "\n"),
      ]),
    InstructionCase(
      "custom:european_capitals_sort",
      follow: [capitals.joined(separator: ", "), capitals.joined(separator: ",\n") + ","],
      not: [
        capitals.joined(separator: ", ") + ".", capitals.dropLast().joined(separator: ", "),
        capitals.reversed().joined(separator: ", "),
      ]),
    InstructionCase(
      "custom:csv_city",
      follow: [
        csv(["ID", "Country", "City", "Year", "Count"], 7) { ["\($0)", "\"Peru, Rep.\"", "Lima", "2001", "5"] } + "\n"
      ],
      not: [
        csv(["ID", "Country", "City", "Year", "Count"], 6) { ["\($0)", "Peru", "Lima", "2001", "5"] },
        csv(["ID", "Country", "City", "Year", "Count"], 7) { ["\($0)", "Peru, Rep.", "Lima", "2001", "5"] },
        csv(["id", "country", "city", "year", "count"], 7) { ["\($0)", "Peru", "Lima", "2001", "5"] },
        csv(["ID", "Country", "City", "Year", "Count"], 7) { ["\($0)", "Peru\rx", "Lima", "2001", "5"] },
      ]),
    InstructionCase(
      "custom:csv_special_character",
      follow: [
        csv(products, 14) { ["\($0)", "Tea", $0 == 9 ? "\"Ox&Co\"" : "Ox", "2", "3"] }
      ],
      not: [
        csv(products, 14) { ["\($0)", "Tea", $0 == 9 ? "Ox&Co" : "\"Ox\"", "2", "3"] },
        csv(products, 13) { ["\($0)", "Tea", "\"Ox&Co\"", "2", "3"] },
        csv(Array(products.dropLast()), 14) { ["\($0)", "Tea", "\"Ox&Co\"", "2", "3"] },
      ]),
    InstructionCase(
      "custom:csv_quotes",
      follow: [csv(students, 3, separator: "\t") { ["\"\($0)\"", "\"Art\"", "\"A\"", "\"2\"", "\"90\""] }],
      not: [
        csv(students, 3, separator: "\t") { ["\($0)", "\"Art\"", "\"A\"", "\"2\"", "\"90\""] },
        csv(students, 3) { ["\"\($0)\"", "\"Art\"", "\"A\"", "\"2\"", "\"90\""] },
        csv(students, 3, separator: "\t") { ["\"\($0)\"", "\"Art\"", "\"A\"", "", "\"90\""] },
      ]),
  ]

  /// Questions of so many words, each with choices.
  private static func questions(_ lengths: [Int], choices: String = "ABCDE") -> String {
    lengths.enumerated().map { index, length in
      let text = String(repeating: " art", count: length)
      return "Question \(index + 1):\(text)?\n" + choices.map { "\($0)) one" }.joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  private static func csv(
    _ header: [String], _ rows: Int, separator: String = ",", row: (Int) -> [String]
  ) -> String {
    ([header] + (0..<rows).map(row)).map { $0.joined(separator: separator) }.joined(separator: "\n")
  }

  private static let products = ["ProductID", "Category", "Brand", "Price", "Stock"]
  private static let students = ["StudentID", "Subject", "Grade", "Semester", "Score"].map { "\"\($0)\"" }
  private static let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".map { "\($0)nts march on." }
  private static let capitals = [
    "Reykjavík", "Helsinki", "Oslo", "Tallinn", "Stockholm", "Riga", "Moscow", "Copenhagen", "Vilnius", "Minsk",
    "Dublin", "Berlin", "Amsterdam", "Warsaw", "London", "Brussels", "Prague", "Luxembourg", "Paris", "Vienna",
    "Bratislava", "Budapest", "Vaduz", "Chișinău", "Bern", "Ljubljana", "Zagreb",
  ]
  private static let countries = [
    "Zimbabwe", "Zambia", "Uganda", "Tunisia", "Togo", "Tanzania", "Sudan", "South Sudan", "South Africa", "Somalia",
    "Sierra Leone", "Seychelles", "Senegal", "São Tomé and Príncipe", "Rwanda", "Nigeria", "Niger", "Namibia",
    "Mozambique", "Morocco", "Mauritius", "Mauritania", "Mali", "Malawi", "Madagascar", "Libya", "Liberia", "Lesotho",
    "Kenya", "Ivory Coast", "Guinea-Bissau", "Guinea", "Ghana", "Gambia", "Gabon", "Ethiopia", "Eswatini", "Eritrea",
    "Equatorial Guinea", "Egypt", "Djibouti", "Congo", "Comoros", "Chad", "Central African Republic", "Cameroon",
    "Cabo Verde", "Burundi", "Burkina Faso", "Botswana", "Benin", "Angola", "Algeria",
  ]
}
