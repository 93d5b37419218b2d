/// A change of names in one directory. It carries the node, so that it can be made on the medium
/// even when an earlier change was lost.
enum NameOperation {
  case link(String, VirtualNode)
  case rename(from: String, to: String, VirtualNode)
  case unlink(String)

  func apply(to names: inout [String: VirtualNode]) {
    switch self {
    case .link(let name, let node): names[name] = node
    case .unlink(let name): names[name] = nil
    case .rename(let from, let to, let node):
      names[from] = nil
      names[to] = node
    }
  }
}
