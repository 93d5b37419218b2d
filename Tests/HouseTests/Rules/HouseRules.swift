/// All rules of the house.
enum HouseRules {
  /// In the order in which a newcomer would ask for them.
  static let all: [any HouseRule] = [
    ArrowRule(), ImportRule(), PurityRule(), PackageRule(),
    FileSizeRule(), FunctionSizeRule(), LineWidthRule(),
    WordRule(), NameRule(), DeadCodeRule(), UncheckedRule(), AbsolutePathRule(),
    DocumentationRule(), CatalogLinkRule(), ReadmeRule(), GuideRule(),
  ]
}
