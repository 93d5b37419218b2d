#if Peers
  import CPostgreSQL

  /// A connection to a table of tasks. Each call is a transaction.
  final class PostgreSQLClient: PeerClient, @unchecked Sendable {
    // Unchecked because one thread at a time uses a client.
    private let connection: OpaquePointer?

    /// Connects to the server whose socket is in `directory`.
    init(_ directory: String, user: String) throws {
      connection = PQconnectdb("host='\(directory)' user=\(user) dbname=postgres")
      guard PQstatus(connection) == CONNECTION_OK else { throw failure() }
    }

    deinit { PQfinish(connection) }

    func makeTable() throws {
      try run("CREATE TABLE tasks (id bigserial PRIMARY KEY, payload text NOT NULL)")
    }

    /// Lets the server parse what is said often.
    func prepare() throws {
      try prepare("add", "INSERT INTO tasks (payload) VALUES ($1)")
      try prepare("many", "INSERT INTO tasks (payload) SELECT unnest($1::text[])")
      try prepare(
        "take",
        "DELETE FROM tasks WHERE id IN (SELECT id FROM tasks ORDER BY id "
          + "FOR UPDATE SKIP LOCKED LIMIT $1::text::int) RETURNING payload")
    }

    func enqueue(_ payload: [UInt8]) throws {
      _ = try execute("add", String(decoding: payload, as: UTF8.self))
    }

    func enqueue(batch: [[UInt8]]) throws {
      let texts = batch.map { String(decoding: $0, as: UTF8.self) }
      _ = try execute("many", "{\(texts.joined(separator: ","))}")
    }

    /// The worker has the rows locked until the transaction ends, so one does for both.
    func takeAndComplete(_ count: Int) throws -> Int { try execute("take", "\(count)") }

    func clear() throws { try run("TRUNCATE tasks") }

    private func run(_ text: String) throws {
      _ = try rows(of: PQexec(connection, text))
    }

    private func prepare(_ name: String, _ text: String) throws {
      _ = try rows(of: PQprepare(connection, name, text, 1, nil))
    }

    /// Runs what was prepared; the number of rows that came back.
    private func execute(_ name: String, _ value: String) throws -> Int {
      try value.withCString { text in
        var values: [UnsafePointer<CChar>?] = [text]
        return try rows(of: PQexecPrepared(connection, name, 1, &values, nil, nil, 0))
      }
    }

    private func rows(of result: OpaquePointer?) throws -> Int {
      defer { PQclear(result) }
      let status = PQresultStatus(result)
      guard status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK else { throw failure() }
      return Int(PQntuples(result))
    }

    private func failure() -> BenchmarkFailure {
      BenchmarkFailure("postgresql: \(String(cString: PQerrorMessage(connection)))")
    }
  }
#endif
