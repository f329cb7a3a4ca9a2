extension ScoringRun.Report {
  /// The summary as one JSON object, see ``RunSummary/json(adding:)``, and after it what the spec has of these:
  ///
  /// ```json
  /// {..., "selection": {"kept": 2, "dropped": 1, "surplus": 0, "status": "ready"},
  ///  "states": {"level": {"before": "0.5", "after": "0.65", "failed_updates": 0}}, "repeated_steps": 0, "records": {"preferences": 12},
  ///  "requests": {"revise.requests": 8}}
  /// ```
  ///
  /// `status` is `null` where every kept group is wanted. Values of states are literals of the language.
  ///
  /// - Parameter more: adds members behind them.
  public func metrics(adding more: (inout JSONWriter) -> Void = { _ in }) -> [UInt8] {
    summary.json { json in
      if let selection {
        json.key("selection")
        json.beginObject()
        for (name, count) in [
          ("kept", selection.kept), ("dropped", selection.dropped), ("surplus", selection.surplus),
        ] {
          json.key(name)
          json.integer(count)
        }
        json.key("status")
        if let readiness = selection.readiness { json.string(readiness.rawValue) } else { json.null() }
        json.endObject()
      }
      if !states.isEmpty {
        json.key("states")
        json.beginObject()
        for state in states {
          json.key(state.name)
          json.beginObject()
          json.key("before")
          json.string(state.before)
          json.key("after")
          json.string(state.after)
          json.key("failed_updates")
          json.integer(state.failedCount)
          json.endObject()
        }
        json.endObject()
        json.key("repeated_steps")
        json.integer(repeatedSteps)
      }
      for (name, counts) in [("records", records), ("requests", requests)] where !counts.isEmpty {
        json.key(name)
        json.beginObject()
        for own in counts {
          json.key(own.name)
          json.integer(own.count)
        }
        json.endObject()
      }
      more(&json)
    }
  }
}
