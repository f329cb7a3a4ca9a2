/// What the commands of LaTeX and the signs of Unicode mean in a formula.
enum MathCommands {
  /// Nothing: spacing, sizes and other looks.
  static let ignored: Set<String> = [
    "left", "right", "mleft", "mright", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr",
    "Biggl", "Biggr", "displaystyle", "textstyle", "scriptstyle", "limits", "nolimits", "quad", "qquad", "thinspace",
    "medspace", "thickspace", "negthinspace", "negmedspace", "negthickspace", "hfil", "hfill", "phantom", "boxed", "rm",
    "it", "bf", "cal", "mathstrut", "strut", "hline", "nonumber", "ldots", "dots", "cdots",
  ]

  /// Their argument is a word, or a letter in another type.
  static let texts: Set<String> = [
    "text", "textbf", "textit", "textrm", "textnormal", "textsf", "texttt", "mathrm", "mathbf", "mathit", "mathsf",
    "mathtt", "mathnormal", "mbox", "hbox", "fbox",
  ]

  /// Their argument is a name with a mark.
  static let accents: Set<String> = [
    "acute", "bar", "overline", "breve", "check", "dot", "ddot", "grave", "hat", "widehat", "tilde", "widetilde", "vec",
    "overrightarrow", "bm", "boldsymbol", "mathcal", "mathfrak", "mathscr", "mathbb", "underline",
  ]

  static let functions: Set<String> = [
    "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "arccot", "arcsec", "arccsc", "sinh",
    "cosh",
    "tanh", "arsinh", "arcosh", "artanh", "arcsinh", "arccosh", "arctanh", "log", "ln", "lg", "exp", "det", "gcd",
    "lcm",
    "max", "min", "floor", "ceil", "deg", "dim", "ker", "arg", "Re", "Im", "sgn", "sign", "tr", "trace", "rank", "sqrt",
    "abs",
  ]

  /// Words that mean something without a backslash.
  static let words: Set<String> = [
    "and", "or", "percent", "Percent", "percentage", "pct", "infinity", "Infinity", "inf", "pi", "sqrt",
  ]

  static let symbols: Set<String> = [
    "alpha", "beta", "Gamma", "delta", "Delta", "epsilon", "varepsilon", "zeta", "eta", "theta", "Theta", "vartheta",
    "iota", "kappa", "lambda", "Lambda", "mu", "nu", "xi", "Xi", "omicron", "Pi", "varpi", "rho", "varrho", "sigma",
    "Sigma", "varsigma", "tau", "upsilon", "Upsilon", "phi", "Phi", "varphi", "chi", "psi", "Psi", "omega", "Omega",
    "ell", "hbar", "nabla", "partial", "aleph", "wp", "triangle", "square", "angle", "star", "clubsuit", "diamondsuit",
    "heartsuit", "spadesuit", "imath", "jmath", "Box", "prime",
  ]

  static let tokens: [String: MathToken.Kind] = [
    "pi": .constant(.pi), "gamma": .constant(.gamma), "infty": .constant(.infinity),
    "frac": .fraction, "dfrac": .fraction, "tfrac": .fraction, "cfrac": .fraction, "sqrt": .root,
    "binom": .binomial, "dbinom": .binomial, "tbinom": .binomial, "choose": .choose,
    "sum": .sum, "prod": .sum, "lim": .limit, "int": .integral, "iint": .integral, "oint": .integral,
    "times": .times, "cdot": .times, "ast": .times, "div": .dividedBy, "over": .dividedBy,
    "mod": .modulo, "bmod": .modulo, "pm": .plusMinus, "mp": .plusMinus,
    "le": .relation(.atMost), "leq": .relation(.atMost), "leqslant": .relation(.atMost), "lt": .relation(.less),
    "ge": .relation(.atLeast), "geq": .relation(.atLeast), "geqslant": .relation(.atLeast), "gt": .relation(.greater),
    "ne": .relation(.unequal), "neq": .relation(.unequal), "equiv": .relation(.equal), "approx": .approximately,
    "in": .element, "notin": .notElement, "subset": .subset, "subseteq": .subset, "supset": .superset,
    "supseteq": .superset, "to": .arrow, "rightarrow": .arrow, "Rightarrow": .arrow, "longrightarrow": .arrow,
    "cup": .union, "cap": .intersection, "setminus": .difference, "backslash": .difference,
    "emptyset": .emptySet, "varnothing": .emptySet,
    "circ": .degree, "degree": .degree, "lbrace": .open(.setBrace), "rbrace": .close(.setBrace),
    "lbrack": .open(.square), "rbrack": .close(.square), "lfloor": .open(.floor), "rfloor": .close(.floor),
    "lceil": .open(.ceiling), "rceil": .close(.ceiling), "langle": .open(.angle), "rangle": .close(.angle),
    "lgroup": .open(.round), "rgroup": .close(.round), "vert": .bar, "lvert": .bar, "rvert": .bar, "mid": .bar,
    "Vert": .norm, "lVert": .norm, "rVert": .norm,
  ]

  static let numberSets: [String: NumberSet] = [
    "N": .naturals, "Z": .integers, "Q": .rationals, "R": .reals, "C": .complexes, "P": .primes,
  ]

  /// What a command by itself stands for; nil for one that is not known.
  static func kind(_ name: String) -> MathToken.Kind? {
    if let kind = tokens[name] { return kind }
    if functions.contains(name) { return .function(name) }
    return symbols.contains(name) ? .symbol(name.lowercased()) : nil
  }

  /// Signs outside ASCII.
  static let signs: [Character: MathToken.Kind] = [
    "−": .minus, "–": .minus, "×": .times, "⋅": .times, "·": .times, "∗": .times, "∙": .times, "÷": .dividedBy,
    "∕": .dividedBy, "±": .plusMinus, "∓": .plusMinus, "≤": .relation(.atMost), "⩽": .relation(.atMost),
    "≥": .relation(.atLeast), "⩾": .relation(.atLeast), "≠": .relation(.unequal), "≡": .relation(.equal),
    "≈": .approximately, "∈": .element, "∉": .notElement, "⊆": .subset, "⊂": .subset, "⊇": .superset, "⊃": .superset,
    "∪": .union, "∩": .intersection, "∖": .difference, "∅": .emptySet, "∞": .constant(.infinity), "π": .constant(.pi),
    "°": .degree, "√": .root, "ℕ": .numbers(.naturals), "ℤ": .numbers(.integers), "ℚ": .numbers(.rationals),
    "ℝ": .numbers(.reals), "ℂ": .numbers(.complexes), "→": .arrow, "⌊": .open(.floor), "⌋": .close(.floor),
    "⌈": .open(.ceiling), "⌉": .close(.ceiling),
    "α": .symbol("alpha"), "β": .symbol("beta"), "γ": .constant(.gamma), "δ": .symbol("delta"), "ε": .symbol("epsilon"),
    "θ": .symbol("theta"), "λ": .symbol("lambda"), "μ": .symbol("mu"), "ν": .symbol("nu"), "ρ": .symbol("rho"),
    "σ": .symbol("sigma"), "τ": .symbol("tau"), "φ": .symbol("phi"), "ϕ": .symbol("varphi"), "χ": .symbol("chi"),
    "ψ": .symbol("psi"), "ω": .symbol("omega"), "Δ": .symbol("delta"), "Ω": .symbol("omega"), "Σ": .symbol("sigma"),
  ]

  /// Money that stands before or after a number without changing it.
  static let currencies: Set<Character> = ["$", "€", "£", "¥", "₹", "₽", "₩", "₪", "₫", "฿", "₿"]
}
