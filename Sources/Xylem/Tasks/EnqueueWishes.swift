/// What the caller of `enqueue` may ask for, besides the payload.
struct EnqueueWishes {
  var priority: Priority?
  var delay = Duration.zero
  var expiry: Duration?
  var unique: UniqueKey?
}
