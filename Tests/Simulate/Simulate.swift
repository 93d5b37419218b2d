import Foundation
import Simulator
import XylemCore

/// Runs the simulation seed by seed.
///
///     simulate [--seeds N] [--first S]   run N seeds from S; all must pass and reach every mark
///     simulate --seed S [--story]        run one seed, telling each step
///     simulate --seed S --shrink         leave out the steps that its violation does not need
///     simulate --workers [...]           the same, and --mutants too, with whole programs on the
///                                        asynchronous layer
///     simulate --nightly [--minutes M]   all of --exhaustive, then seeds for an hour
///     simulate --mutants                 plant each bug in turn; all must be found
///     simulate --exhaustive [--all] [--world NAME] [--json FILE]
///                                        everything that can happen to small worlds
///     simulate --flips [--all]           only the part of it that damages stores at rest
///     simulate --faults [--all]          only the part of it that lets calls fail
@main
enum Simulate {
  static func main() {
    let options = Options(CommandLine.arguments.dropFirst())
    switch options.mode {
    case .usage:
      finish(
        2,
        "simulate [--workers] [--seeds N] [--first S] [--seed S --story|--shrink] [--mutants] "
          + "[--flips [--all]] [--faults [--all]] [--nightly --minutes M] "
          + "[--exhaustive [--all] [--world NAME] [--json FILE]]")
    case .seeds where options.isOfWorkers, .one where options.isOfWorkers:
      exit(WorkerSeedRun(options).run())
    case .seeds: exit(SeedRun(options).run())
    case .one(let seed): exit(tellOne(seed, isStory: options.isStory))
    case .mutants: exit(MutantRun(options).run())
    case .mutant(let name): exit(MutantRun(options).runOne(name))
    case .flips: exit(ExhaustiveRun(options, parts: [.damage]).run())
    case .faults: exit(ExhaustiveRun(options, parts: [.faults]).run())
    case .exhaustive: exit(ExhaustiveRun(options, parts: ExhaustivePart.allCases).run())
    case .nightly: exit(NightlyRun(options).run())
    case .shrink(let seed): exit(shrink(seed))
    }
  }

  private static func tellOne(_ seed: UInt64, isStory: Bool) -> Int32 {
    let world = World(seed: seed)
    if isStory { world.session.story = { say($0) } }
    do throws(Violation) {
      try world.run()
      say("seed \(seed): \(world.steps) steps, trace \(world.session.trace.value)")
      return 0
    } catch {
      say("\(error)")
      return 1
    }
  }

  private static func shrink(_ seed: UInt64) -> Int32 {
    guard var shrinker = Shrinker(seed: seed) else {
      say("seed \(seed) breaks nothing")
      return 0
    }
    shrinker.shrink()
    let world = World(seed: seed)
    world.skipped = shrinker.skipped
    world.session.story = { say($0) }
    try? world.run()
    say("\(shrinker.violation)")
    say("needs \(shrinker.needed.count) steps: \(shrinker.needed)")
    return 1
  }

  private static func finish(_ code: Int32, _ words: String) -> Never {
    say(words)
    exit(code)
  }
}

/// Prints a line at once, so that it is there even if the next step traps.
func say(_ words: String) {
  var line = Array((words + "\n").utf8)
  while !line.isEmpty {
    let count = write(1, line, line.count)
    if count <= 0 { return }
    line.removeFirst(count)
  }
}
