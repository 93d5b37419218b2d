/// The arguments of the program.
struct FuzzOptions {
  /// Why arguments were not understood.
  struct Misuse: Error, CustomStringConvertible {
    let text: String
    var description: String { text }
  }

  static let usage = """
    usage: fuzz [--runs N] [--seed S] [--only NAME] [--trace] [FILES…]
           fuzz [--only NAME] --write-seeds FOLDER
           fuzz --only NAME --guided [ARGUMENTS…]
      --runs N     mutated inputs for each property (10000), fewer of those that take long
      --seed S     where the sequence of inputs starts (1)
      --only NAME  one property
      --trace      save each input to fuzz-NAME.input before it is run, so that a trap leaves it
      --write-seeds FOLDER  save the inputs others are made from
      --guided     hand the rest of the arguments to the fuzzer this was built with
      FILES        run these instead; a file NAME-anything.input goes to the property NAME only
    """

  /// How many mutated inputs each property gets.
  private(set) var runs = 10_000
  /// Where the sequence of inputs starts.
  private(set) var seed: UInt64 = 1
  /// The only property to run, if any.
  private(set) var only: String?
  /// Whether every input is saved before it is run.
  private(set) var isTracing = false
  /// Where to put the seeds, if that is wanted.
  private(set) var seedFolder: String?
  /// The fuzzer's own arguments, if it is to make the inputs.
  private(set) var guided: [String]?
  /// Inputs to replay instead of making some.
  private(set) var files: [String] = []

  /// Reads the arguments without the program's name.
  init(_ arguments: [String]) throws(Misuse) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--runs": runs = try Self.number(&rest, argument)
      case "--seed": seed = try Self.number(&rest, argument)
      case "--only": only = try Self.value(&rest, argument)
      case "--trace": isTracing = true
      case "--write-seeds": seedFolder = try Self.value(&rest, argument)
      case "--guided":
        guard only != nil else { throw Misuse(text: "\(argument) needs --only before it") }
        guided = Array(rest)
        return
      case let option where option.hasPrefix("-"): throw Misuse(text: "unknown option \(option)")
      default: files.append(argument)
      }
    }
  }

  private static func value(
    _ rest: inout ArraySlice<String>, _ name: String
  ) throws(Misuse) -> String {
    guard let value = rest.popFirst() else { throw Misuse(text: "\(name) needs a value") }
    return value
  }

  private static func number<Number: FixedWidthInteger>(
    _ rest: inout ArraySlice<String>, _ name: String
  ) throws(Misuse) -> Number {
    guard let number = Number(try value(&rest, name)), number >= 0 else {
      throw Misuse(text: "\(name) needs a number")
    }
    return number
  }
}
