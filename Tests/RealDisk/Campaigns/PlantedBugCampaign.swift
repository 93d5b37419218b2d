#if PlantedBugs
  import XylemCore

  /// Plants bugs into the victims of power cuts. If they went unnoticed, the cuts would prove
  /// nothing about syncs, names and groups.
  struct PlantedBugCampaign {
    private static let cuts = 160
    /// Those that cuts at random moments find within a few. The others need moments so rare, or
    /// file systems so forgetful, that only the simulation finds them.
    private static let bugs: [PlantedBug] = [
      .acknowledgeBeforeSync, .loseRetryCount, .forgetFailuresInCheckpoint, .reuseStaleFrame,
    ]

    func run() throws -> Summary {
      var summary = Summary(of: "planted-bugs")
      for bug in Self.bugs {
        let found = try discovery(of: bug)
        print("\(bug): \(found ?? "survived \(Self.cuts) cuts")")
        summary["planted"] += 1
        summary["noticed"] += found == nil ? 0 : 1
      }
      guard summary["noticed"] == summary["planted"] else {
        summary.print()
        throw CheckFailure("a planted bug went unnoticed")
      }
      return summary
    }

    private func discovery(of bug: PlantedBug) throws -> String? {
      let campaign = PowerCutCampaign(
        kind: .ext4, cuts: Self.cuts, environment: [Victim.bugVariable: bug.rawValue])
      do {
        _ = try campaign.run()
        return nil
      } catch let broken as BrokenPromise { return broken.description }
    }
  }
#endif
