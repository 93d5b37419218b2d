import Foundation

/// The results as text: medians, and in brackets the lowest and the highest turn.
enum ResultTable {
  private static let heads = [
    "workload", "engine", "bytes", "size", "tasks/s (median [min-max])", "p50 us", "p99 us",
    "p99.9 us",
    "syncs",
    "ratio to raw", "disk MiB", "memory B/task",
  ]

  static func text(_ results: [BenchmarkResult]) -> String {
    let rows = [heads] + results.map(cells)
    let widths = heads.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { line($0, widths) }.joined(separator: "\n")
  }

  private static func cells(_ result: BenchmarkResult) -> [String] {
    let times = [0.5, 0.99, 0.999].map { share in
      result.latencies.microseconds(atShare: share).map { String(format: "%.1f", $0) } ?? "-"
    }
    let disk = result.bytesOnDisk.map { String(format: "%.1f", Double($0) / 1_048_576) }
    let memory = result.residentBytes.map { String(format: "%.1f", $0) }
    return [
      result.workload, result.engine, result.payloadBytes.map(String.init) ?? "-",
      result.size.map(String.init) ?? "-",
      result.rates.text { String(format: "%.0f", $0) } ?? "-",
    ] + times + [
      result.syncs.map { "\($0)" } ?? "-",
      result.ratios.text { String(format: "%.2f", $0) } ?? "-", disk ?? "-", memory ?? "-",
    ]
  }

  /// Names are aligned to the left, numbers to the right.
  private static func line(_ cells: [String], _ widths: [Int]) -> String {
    let columns = zip(cells.indices, zip(cells, widths)).map { column, cell in
      let space = String(repeating: " ", count: cell.1 - cell.0.count)
      return column < 2 ? cell.0 + space : space + cell.0
    }
    return columns.joined(separator: "  ")
  }
}
