/// Lets the handlers of a ``Worker`` be listed in braces.
@resultBuilder
public enum HandlerBuilder {
  /// One handler.
  public static func buildExpression(_ handler: Handler) -> [Handler] { [handler] }

  /// Several handlers made elsewhere.
  public static func buildExpression(_ handlers: [Handler]) -> [Handler] { handlers }

  /// All handlers of a list.
  public static func buildBlock(_ handlers: [Handler]...) -> [Handler] { handlers.flatMap { $0 } }

  /// Handlers behind a condition.
  public static func buildOptional(_ handlers: [Handler]?) -> [Handler] { handlers ?? [] }

  /// One side of a condition.
  public static func buildEither(first handlers: [Handler]) -> [Handler] { handlers }

  /// The other side of a condition.
  public static func buildEither(second handlers: [Handler]) -> [Handler] { handlers }

  /// Handlers made in a loop.
  public static func buildArray(_ handlers: [[Handler]]) -> [Handler] { handlers.flatMap { $0 } }
}
