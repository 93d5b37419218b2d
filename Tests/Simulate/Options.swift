/// What was asked on the command line.
struct Options {
  /// The kind of run.
  enum Mode {
    case usage
    case seeds
    case one(UInt64)
    case mutants
    case mutant(String)
    case flips
    case exhaustive
    case nightly
    case shrink(UInt64)
    case faults
  }

  var mode = Mode.seeds
  var first: UInt64 = 0
  var count: UInt64 = 2000
  /// Whole programs on the asynchronous layer instead of the engine alone.
  var isOfWorkers = false
  var isStory = false
  /// How long a nightly run takes.
  var minutes: UInt64 = 60
  /// Go on after a violation, to see more of them.
  var keepsGoing = false
  /// Leave nothing out, however long it takes.
  var isComplete = false
  /// The only small world to try.
  var world: String?
  /// Where counts are written as JSON.
  var json: String?
  /// Say each seed before it runs, to know which one trapped.
  var isLoud = false

  init(_ arguments: ArraySlice<String>) {
    var rest = arguments
    while let argument = rest.popFirst() {
      switch argument {
      case "--seeds": if let value = number(&rest) { count = value }
      case "--first": if let value = number(&rest) { first = value }
      case "--seed": if let value = number(&rest) { mode = .one(value) }
      case "--workers": isOfWorkers = true
      case "--story": isStory = true
      case "--shrink": if case .one(let seed) = mode { mode = .shrink(seed) } else { mode = .usage }
      case "--nightly": mode = .nightly
      case "--minutes": if let value = number(&rest) { minutes = value }
      case "--keep-going": keepsGoing = true
      case "--loud": isLoud = true
      case "--mutants": mode = .mutants
      case "--mutant": if let name = rest.popFirst() { mode = .mutant(name) } else { mode = .usage }
      case "--flips": mode = .flips
      case "--exhaustive": mode = .exhaustive
      case "--faults": mode = .faults
      case "--all": isComplete = true
      case "--world": if let name = text(&rest) { world = name }
      case "--json": if let path = text(&rest) { json = path }
      default: mode = .usage
      }
    }
  }

  private mutating func text(_ rest: inout ArraySlice<String>) -> String? {
    let text = rest.popFirst()
    if text == nil { mode = .usage }
    return text
  }

  private mutating func number(_ rest: inout ArraySlice<String>) -> UInt64? {
    let number = rest.popFirst().flatMap { UInt64($0) }
    if number == nil { mode = .usage }
    return number
  }
}
