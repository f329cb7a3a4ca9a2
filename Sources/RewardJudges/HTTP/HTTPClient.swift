import CCurl
import Glibc
import Synchronization

/// Posts many requests at once: one thread drives all of them with libcurl, and connections are kept and used again. More
/// requests than a host has connections wait in a queue, first come, first served.
///
/// A kept connection that turns out to be closed before a byte of the answer came is replaced by libcurl, and the request sent
/// once more; whoever pays for a request may so see it twice.
///
/// No redirect is followed, as a key would go with it. Proxies of the environment (`https_proxy`...) serve other machines
/// only: what is meant for this one stays on it.
public final class HTTPClient: Sendable {
  private enum Engine {
    case unopened, missing
    case running(HTTPLoop)
  }

  /// Of one host, at once.
  public let connections: Int
  /// In bytes.
  public let longestAnswer: Int
  private let engine = Mutex(Engine.unopened)

  /// A client; libcurl is opened and the thread starts with the first request.
  ///
  /// - Parameters:
  ///   - connections: of one host, at once.
  ///   - longestAnswer: in bytes; a longer one is a fault.
  public init(connections: Int = 64, longestAnswer: Int = 16 << 20) {
    self.connections = max(1, connections)
    self.longestAnswer = max(0, longestAnswer)
  }

  deinit {
    engine.withLock { if case .running(let loop) = $0 { loop.stop() } }
  }

  /// Posts a request and waits for what comes of it. When the task is cancelled, the transfer ends at once.
  public func send(_ request: HTTPRequest) async -> HTTPOutcome {
    let address: HTTPAddress
    do throws(HTTPAddress.Unusable) {
      address = try HTTPAddress(request.url)
    } catch {
      return .fault(HTTPFault(.badRequest, error.description))
    }
    if let header = request.headers.first(where: { !$0.isWellFormed }) {
      // The name may be what is wrong, and then holds anything.
      let name = header.name.utf8.allSatisfy { (0x21...0x7E).contains($0) } ? header.name : "?"
      return .fault(HTTPFault(.badRequest, "the header `\(name)` is empty or not one line"))
    }
    guard let loop = startedLoop() else {
      return .fault(HTTPFault(.libraryMissing, "libcurl.so.4 (7.68 or newer) is not there"))
    }
    let transfer = HTTPTransfer(request, to: address, longestAnswer: longestAnswer)
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        transfer.continuation = continuation
        loop.post(.start(transfer))
      }
    } onCancel: {
      transfer.isCancelled.store(true, ordering: .releasing)
      loop.post(.cancel(transfer))
    }
  }

  private func startedLoop() -> HTTPLoop? {
    engine.withLock { engine in
      if case .unopened = engine {
        engine = HTTPLoop.start(connections: connections).map(Engine.running) ?? .missing
      }
      guard case .running(let loop) = engine else { return nil }
      return loop
    }
  }
}
