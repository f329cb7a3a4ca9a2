import CFLINT

/// The functions of FLINT, exact and in balls, opened when they are first used: linking the library takes milliseconds at
/// every start. It is thread-safe; what it cannot do it ends the process for, so every size is checked before a call.
let flint: rewardc_flint_functions = {
  var functions = rewardc_flint_functions()
  return rewardc_open_flint(&functions) != 0 ? functions : rewardc_flint_functions()
}()

/// Whether the library is on this machine.
let isFlintThere = flint.fmpz_init != nil
