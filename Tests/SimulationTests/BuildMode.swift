/// Whether the tests are built without optimisation; sweeps take samples then.
let isDebugBuild: Bool = {
  var isDebug = false
  // The condition of an assertion is evaluated only without optimisation.
  assert(
    {
      isDebug = true
      return true
    }())
  return isDebug
}()
