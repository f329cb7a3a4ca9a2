/// The names under which data keep checkable instructions: ids and what they are called with, in two lists of one
/// length.
///
/// IFEval (arXiv 2311.07911), IFBench, NeMo-Gym: `"instruction_id_list": ["punctuation:no_comma"], "kwargs": [{}]`.
/// IFBench lists every possible argument with null, which says nothing. open-instruct has `instruction_id`, in a list
/// of one object that stands in `ground_truth` as a literal of Python.
enum InstructionForm {
  static let ids = ["instruction_id_list", "instruction_id"]
  static let arguments = ["kwargs"]
}
