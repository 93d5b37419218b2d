/// What a name of the virtual disk refers to.
enum VirtualNode {
  case file(VirtualInode)
  case folder(VirtualFolder)
}
