/// What every workload needs: a place, the wishes of the command line, and the peers.
struct BenchmarkRun: Sendable {
  let scratch: ScratchDirectory
  let options: BenchmarkOptions
  let peers: PeerSet
}
