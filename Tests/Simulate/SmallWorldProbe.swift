import Simulator

/// A brief look at everything that can happen to small worlds, for a planted bug to show itself in.
struct SmallWorldProbe {
  /// Looks.
  ///
  /// - Throws: the first ``Violation``.
  func run() throws(Violation) {
    for world in SmallWorld.all {
      // A first opening is short, and what it may leave behind is seldom.
      var crashes = world.name == "first-opening" ? CrashSearch() : CrashSearch.brief
      try crashes.run(world)
    }
    for specimen in Specimen.all {
      let damages = try DamageSearch(specimen)
      (damages.busyStride, damages.blankStride, damages.exchangeStride) = (1009, 9973, 13)
      damages.lifeStride = 1
      try damages.run()
    }
  }
}
