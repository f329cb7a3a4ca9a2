import Glibc

/// Answers by key, each found once however many threads ask at the same time. What failed is asked again.
final class OnceCache<Key: Hashable & Sendable, Value: Sendable>: @unchecked Sendable {
  private enum Entry {
    case underWay
    case found(Value)
  }

  /// How many answers are kept; then all are forgotten.
  private let capacity: Int
  private var entries: [Key: Entry] = [:]
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init(capacity: Int) {
    self.capacity = capacity
    pthread_mutex_init(lock, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(lock)
    changed.deallocate()
    lock.deallocate()
  }

  /// The answer for a key: a kept one, one that another thread is finding, or what `find` gives; nil where that is nil.
  func value(of key: Key, find: () -> Value?) -> Value? {
    pthread_mutex_lock(lock)
    waiting: while true {
      switch entries[key] {
      case .found(let value):
        pthread_mutex_unlock(lock)
        return value
      case .underWay: pthread_cond_wait(changed, lock)
      case nil: break waiting
      }
    }
    entries[key] = .underWay
    pthread_mutex_unlock(lock)

    let value = find()

    pthread_mutex_lock(lock)
    if entries.count > capacity { entries = entries.filter { if case .underWay = $0.value { true } else { false } } }
    entries[key] = value.map(Entry.found)
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(lock)
    return value
  }
}
