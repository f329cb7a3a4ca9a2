import CCurl
import Glibc
import Synchronization

/// The thread that drives all transfers of a client.
final class HTTPLoop: @unchecked Sendable {
  enum Message: Sendable {
    case start(HTTPTransfer)
    case cancel(HTTPTransfer)
  }

  private struct Inbox {
    var messages: [Message] = []
    var isStopped = false
  }

  /// The transfers of one host.
  private struct Host {
    var running = 0
    var waiting: [HTTPTransfer] = []
  }

  private let multi: OpaquePointer
  private let connections: Int
  private let inbox = Mutex(Inbox())
  private var hosts: [String: Host] = [:]
  private var running: [OpaquePointer: HTTPTransfer] = [:]

  /// Idle connections of all hosts together.
  private static let keptConnections = 1024
  /// How long it sleeps when nothing is to be done; whoever has something wakes it.
  private static let idleMilliseconds: CInt = 600_000

  private init(_ multi: OpaquePointer, connections: Int) {
    self.multi = multi
    self.connections = connections
  }

  /// Starts the thread; nil where libcurl is not there.
  static func start(connections: Int) -> HTTPLoop? {
    guard let multi = ccurl_multi_new(keptConnections) else { return nil }
    let loop = HTTPLoop(multi, connections: connections)
    var thread = pthread_t()
    let context = Unmanaged.passRetained(loop)
    let code = pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<HTTPLoop>.fromOpaque(context).takeRetainedValue().run() }
        return nil
      }, context.toOpaque())
    guard code == 0 else {
      context.release()
      ccurl_multi_free(multi)
      return nil
    }
    pthread_detach(thread)
    return loop
  }

  /// Hands something to the thread.
  func post(_ message: Message) {
    // Woken under the lock: the thread gives `multi` back only after it has seen the inbox stopped.
    inbox.withLock { inbox in
      guard !inbox.isStopped else { return }
      inbox.messages.append(message)
      ccurl_multi_wakeup(multi)
    }
  }

  /// Ends the thread. Nobody may wait for a transfer.
  func stop() {
    inbox.withLock { inbox in
      inbox.isStopped = true
      ccurl_multi_wakeup(multi)
    }
  }

  // MARK: On the thread

  private func run() {
    // Signals are for others; a broken connection is an error here, no signal.
    var signals = sigset_t()
    sigfillset(&signals)
    pthread_sigmask(SIG_SETMASK, &signals, nil)
    while let messages = received() {
      for message in messages {
        switch message {
        case .start(let transfer): queue(transfer)
        case .cancel(let transfer): cancel(transfer)
        }
      }
      ccurl_multi_perform(multi)
      while let handle = ccurl_multi_finished(multi) {
        guard let transfer = running.removeValue(forKey: handle) else { continue }
        let outcome = transfer.outcome()
        end(transfer, outcome)
        free(transfer.address.origin)
      }
      ccurl_multi_wait(multi, Self.idleMilliseconds)
    }
    ccurl_multi_free(multi)
  }

  private func received() -> [Message]? {
    inbox.withLock { inbox in
      if inbox.isStopped { return nil }
      defer { inbox.messages = [] }
      return inbox.messages
    }
  }

  private func queue(_ transfer: HTTPTransfer) {
    guard !transfer.isCancelled.load(ordering: .acquiring) else { return end(transfer, Self.cancelled) }
    hosts[transfer.address.origin, default: Host()].waiting.append(transfer)
    startNext(of: transfer.address.origin)
  }

  /// A connection of the host is free again.
  private func free(_ origin: String) {
    hosts[origin]?.running -= 1
    startNext(of: origin)
    if let host = hosts[origin], host.running == 0, host.waiting.isEmpty { hosts[origin] = nil }
  }

  private func startNext(of origin: String) {
    while hosts[origin]?.running ?? connections < connections, hosts[origin]?.waiting.isEmpty == false {
      guard let transfer = hosts[origin]?.waiting.removeFirst() else { return }
      guard let handle = transfer.open(), ccurl_multi_add(multi, handle) != 0 else {
        end(transfer, .fault(HTTPFault(.other, "there is no memory for a request")))
        continue
      }
      hosts[origin]?.running += 1
      running[handle] = transfer
    }
  }

  private func cancel(_ transfer: HTTPTransfer) {
    let origin = transfer.address.origin
    if let handle = transfer.handle {
      guard running.removeValue(forKey: handle) != nil else { return }
      ccurl_multi_remove(multi, handle)
      end(transfer, Self.cancelled)
      free(origin)
    } else if let place = hosts[origin]?.waiting.firstIndex(where: { $0 === transfer }) {
      hosts[origin]?.waiting.remove(at: place)
      end(transfer, Self.cancelled)
    }
  }

  private func end(_ transfer: HTTPTransfer, _ outcome: HTTPOutcome) {
    transfer.close()
    transfer.continuation?.resume(returning: outcome)
    transfer.continuation = nil
  }

  private static let cancelled = HTTPOutcome.fault(HTTPFault(.cancelled, "the request was cancelled"))
}
