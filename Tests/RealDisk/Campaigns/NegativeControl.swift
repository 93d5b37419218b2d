/// Cuts the power under a process whose syncs do nothing. If that went unnoticed, the other cuts
/// would prove nothing.
struct NegativeControl {
  private static let cuts = 40

  func run() throws -> Summary {
    var summary = Summary(of: "negative-control")
    let library = try Tools.lyingLibrary()
    for kind in FileSystemKind.allCases {
      let campaign = PowerCutCampaign(
        kind: kind, cuts: Self.cuts, environment: ["LD_PRELOAD": library])
      guard let found = try loss(campaign) else {
        throw CheckFailure("\(kind.rawValue): \(Self.cuts) cuts on a disk that lies, none noticed")
      }
      print("noticed on \(kind.rawValue): \(found)")
      summary["lies noticed on \(kind.rawValue)"] = 1
    }
    return summary
  }

  /// What the campaign noticed.
  private func loss(_ campaign: PowerCutCampaign) throws -> String? {
    do {
      _ = try campaign.run()
      return nil
    } catch let broken as BrokenPromise { return broken.description }
  }
}
