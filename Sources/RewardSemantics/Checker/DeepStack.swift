import Glibc

/// Runs work on a thread of its own with a deep stack, and waits for it.
///
/// The checker descends as deep as a spec is nested; how deep that may be must depend on its own limits, not on the
/// thread that happens to call it. Pages that are not touched cost nothing.
func onDeepStack<Result>(_ body: () -> Result) -> Result {
  var result: Result?
  withoutActuallyEscaping({ result = body() }) { work in
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, 256 << 20)
    let job = Unmanaged.passRetained(Job(work))
    var thread = pthread_t()
    let error = pthread_create(
      &thread, &attributes,
      { argument in
        if let argument { Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }, job.toOpaque())
    if error == 0 { pthread_join(thread, nil) } else { job.release() }
  }
  // Without a second thread, on this one.
  return result ?? body()
}

private final class Job {
  let body: () -> Void
  init(_ body: @escaping () -> Void) { self.body = body }
}
