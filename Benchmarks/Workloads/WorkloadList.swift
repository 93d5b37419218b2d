/// Everything that can be measured, in the order in which it is.
enum WorkloadList {
  static let all: [any Workload] =
    [RawWorkload()] + EnqueueWorkload.all + [
      LeaseWorkload(), PeersCycleWorkload(), CycleWorkload(), FlowWorkload(),
      LatencyWorkload(),
      DelayedWorkload(), LimitedWorkload(), QueuesWorkload(), MaintenanceWorkload(),
      MixedLivesWorkload(),
      GrowthWorkload.pending, GrowthWorkload.queues, PendingWorkload.million,
      PendingWorkload.tenMillion,
    ]

  static var names: [String] { all.map(\.name) }
}
