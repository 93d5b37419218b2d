import Foundation

/// From values to places on a line: by their logarithm when they are far apart, else from zero.
struct PlotAxis {
  let least: Double
  let most: Double
  let isLogarithmic: Bool
  /// The pixels that it covers.
  let pixels: ClosedRange<Double>

  /// An axis that shows all of `values`, of which those that are not above zero are left out.
  init(_ values: [Double], pixels: ClosedRange<Double>) {
    let shown = values.filter { $0 > 0 && $0.isFinite }
    let (low, high) = (shown.min() ?? 1, shown.max() ?? 1)
    self.pixels = pixels
    isLogarithmic = high / low > 20
    if isLogarithmic {
      least = pow(10, log10(low).rounded(.down))
      most = pow(10, log10(high).rounded(.up))
    } else {
      let step = Self.step(high)
      least = 0
      most = (high / step).rounded(.up) * step
    }
  }

  /// Where `value` is.
  func place(_ value: Double) -> Double {
    let bounded = min(max(value, least), most)
    let share =
      isLogarithmic ? log(bounded / least) / log(most / least) : (bounded - least) / (most - least)
    return pixels.lowerBound + share * (pixels.upperBound - pixels.lowerBound)
  }

  /// The values that get a line and a number.
  var ticks: [Double] {
    if isLogarithmic {
      let decades = Int((log10(most / least)).rounded())
      return (0...decades).map { least * pow(10, Double($0)) }
    }
    let step = Self.step(most)
    return (0...Int((most / step).rounded())).map { Double($0) * step }
  }

  /// 1, 2 or 5 times a power of ten, of which `most` has four to ten.
  private static func step(_ most: Double) -> Double {
    let power = pow(10, log10(most).rounded(.down))
    let digits = most / power
    return power * (digits < 2 ? 0.2 : digits < 5 ? 0.5 : 1)
  }
}
