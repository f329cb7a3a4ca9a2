import Glibc

/// The products of large matrices by OpenBLAS, which is loaded where they are first needed: that takes some milliseconds.
enum OpenBLAS {
  /// `cblas_dsyrk`: order, triangle, transposition, sizes, factor, matrix, its row, factor, result, its row.
  private typealias RankUpdate =
    @convention(c) (
      Int32, Int32, Int32, Int32, Int32, Double, UnsafePointer<Double>, Int32, Double, UnsafeMutablePointer<Double>,
      Int32
    ) -> Void
  private typealias SetThreads = @convention(c) (Int32) -> Void

  /// How many multiplications make a call worth more than a loop; measured: 256 vectors of 1024 numbers take a loop 10 ms
  /// and OpenBLAS 2 ms, 64 of them less than 0.5 ms each.
  static let leastWork = 1 << 25

  private static let rankUpdate: RankUpdate? = {
    guard let library = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL),
      let function = dlsym(library, "cblas_dsyrk"), let setThreads = dlsym(library, "openblas_set_num_threads")
    else { return nil }
    // Rows are spread over threads already, and one thread adds up in the same order each time.
    unsafeBitCast(setThreads, to: SetThreads.self)(1)
    return unsafeBitCast(function, to: RankUpdate.self)
  }()

  /// The products of each row with each other, in the lower triangle of a square matrix; false where OpenBLAS is not
  /// installed.
  static func products(
    ofRows rows: UnsafePointer<Double>, count: Int, length: Int, into result: UnsafeMutablePointer<Double>
  ) -> Bool {
    guard let rankUpdate else { return false }
    let (rowMajor, lower, plain) = (Int32(101), Int32(122), Int32(111))
    rankUpdate(
      rowMajor, lower, plain, Int32(count), Int32(length), 1, rows, Int32(length), 0, result, Int32(count))
    return true
  }
}
