/// How commands are given to the engine.
enum SubmitForm {
  /// One command.
  case single
  /// All or none.
  case group
  /// Each for itself, in one call.
  case each
  /// Additions that differ in their payloads only, each for itself, up to the first refusal.
  case alike
}
