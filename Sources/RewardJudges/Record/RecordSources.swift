import Synchronization

/// Replies as a record has them. It never asks anybody.
struct ReplaySource: ModelSource {
  let record: AnswerRecord

  func reply(to call: ModelCall) async -> ModelReply {
    guard let entry = record.replies[call.key] else {
      return ModelReply(
        outcome: .fault(.host("the record has no answer to this: it was made with another spec or other rows")))
    }
    return ModelReply(outcome: entry.outcome, isKnown: true)
  }
}

/// Replies of another source, of which it keeps a record.
final class RecordingSource: ModelSource {
  private let source: any ModelSource
  private let state: Mutex<AnswerRecord>

  init(_ source: any ModelSource, into record: AnswerRecord) {
    self.source = source
    state = Mutex(record)
  }

  var record: AnswerRecord { state.withLock(\.self) }

  func reply(to call: ModelCall) async -> ModelReply {
    let reply = await source.reply(to: call)
    switch reply.outcome {
    case .fault(.budget): return reply
    case .fault where Task.isCancelled: return reply
    case .fault, .answer: break
    }
    state.withLock { $0.replies[call.key] = AnswerRecord.Entry(judge: call.judge, outcome: reply.outcome) }
    return reply
  }
}
