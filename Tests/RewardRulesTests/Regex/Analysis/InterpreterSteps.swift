import CPCRE2
import RewardSemantics

@testable import RewardRules

/// Counts what PCRE2's interpreter tries in a search: the items at which an automatic callout is made, and the bytes moved
/// between two of them. A peer of the metered program of a run, with a callout of its own and without JIT.
final class InterpreterSteps {
  private struct Meter {
    var steps = 0
    var position = 0
    var limit = 0
  }
  private let program: Pattern.Program

  init?(_ pattern: StaticValue.Pattern) {
    guard let options = try? PatternSyntax.options(of: pattern.flags),
      let program = try? Pattern.Program(pattern.bytes, options: options | UInt32(PCRE2_AUTO_CALLOUT), withJIT: false)
    else { return nil }
    self.program = program
  }

  /// Steps of one search from the beginning of the text; `limit` where there are more.
  func count(_ text: [UInt8], limit: Int) -> Int {
    guard let data = pcre2_match_data_create_8(1, nil), let context = pcre2_match_context_create_8(nil) else {
      return 0
    }
    defer {
      pcre2_match_data_free_8(data)
      pcre2_match_context_free_8(context)
    }
    pcre2_set_match_limit_8(context, .max)
    pcre2_set_depth_limit_8(context, .max)
    var meter = Meter(limit: limit)
    withUnsafeMutablePointer(to: &meter) { meter in
      pcre2_set_callout_8(
        context,
        { block, meter in
          guard let block, let meter = meter?.assumingMemoryBound(to: Meter.self) else { return 0 }
          meter.pointee.steps += 1 + abs(block.pointee.current_position - meter.pointee.position)
          meter.pointee.position = block.pointee.current_position
          return meter.pointee.steps > meter.pointee.limit ? PCRE2_ERROR_CALLOUT : 0
        }, meter)
      _ = pcre2_match_8(program.code, text, text.count, 0, 0, data, context)
    }
    return min(meter.steps, limit)
  }
}
