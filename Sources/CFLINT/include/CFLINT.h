#ifndef REWARDC_CFLINT_H
#define REWARDC_CFLINT_H

// Exact rationals, polynomials in several variables and complex balls. Before FLINT 3 the balls are a library of their own.
#include <flint/fmpq.h>
#include <flint/fmpq_mpoly.h>
#if __FLINT_VERSION >= 3
#include <flint/acb.h>
#else
#include <acb.h>
#endif

// What is used of the library. It is opened on first use, since linking it costs milliseconds at every start.
#define REWARDC_FLINT_FUNCTIONS(F) \
  F(fmpz_init) F(fmpz_clear) F(fmpz_set) F(fmpz_set_si) F(fmpz_bits) F(fmpz_fits_si) F(fmpz_get_si) F(fmpz_is_one) \
  F(fmpz_fac_ui) F(fmpz_bin_uiui) F(fmpz_gcd) F(fmpz_lcm) F(fmpz_fdiv_q) F(fmpz_cdiv_q) F(fmpz_fdiv_r) \
  F(fmpz_is_even) F(fmpz_add) \
  F(fmpq_init) F(fmpq_clear) F(fmpq_set) F(fmpq_set_si) F(fmpq_set_str) F(fmpq_set_fmpz_frac) F(fmpq_add) F(fmpq_sub) \
  F(fmpq_mul) F(fmpq_div) F(fmpq_neg) F(fmpq_pow_si) F(fmpq_cmp) F(fmpq_equal) F(fmpq_sgn) F(fmpq_height_bits) \
  F(fmpq_get_str) \
  F(fmpq_mpoly_ctx_init) F(fmpq_mpoly_ctx_clear) F(fmpq_mpoly_init) F(fmpq_mpoly_clear) F(fmpq_mpoly_set_fmpq) \
  F(fmpq_mpoly_gen) F(fmpq_mpoly_add) F(fmpq_mpoly_sub) F(fmpq_mpoly_mul) F(fmpq_mpoly_scalar_mul_fmpq) \
  F(fmpq_mpoly_is_zero) F(fmpq_mpoly_is_fmpq) F(fmpq_mpoly_get_fmpq) F(fmpq_mpoly_length) F(fmpq_mpoly_degree_si) \
  F(fmpq_mpoly_get_term_coeff_fmpq) F(fmpq_mpoly_get_term_exp_ui) \
  F(acb_init) F(acb_clear) F(acb_set) F(acb_set_si) F(acb_set_fmpq) F(acb_onei) F(acb_const_pi) F(acb_add) F(acb_sub) \
  F(acb_mul) F(acb_div) F(acb_neg) F(acb_pow) F(acb_pow_si) F(acb_root_ui) F(acb_exp) F(acb_log) F(acb_gamma) \
  F(acb_sin) F(acb_cos) F(acb_tan) F(acb_cot) F(acb_sec) F(acb_csc) F(acb_sinh) F(acb_cosh) F(acb_tanh) \
  F(acb_asin) F(acb_acos) F(acb_atan) F(acb_asinh) F(acb_acosh) F(acb_atanh) \
  F(acb_is_finite) F(acb_contains_zero) F(acb_get_mag) F(acb_abs) F(arb_const_euler) F(arb_mul_2exp_si) \
  F(arb_floor) F(arb_ceil) F(arb_get_unique_fmpz) F(arb_is_positive) F(arb_is_negative) F(arb_contains_zero) \
  F(mag_init) F(mag_clear) F(mag_cmp_2exp_si) F(flint_free)

typedef struct {
#define REWARDC_FLINT_FIELD(name) __typeof__(&name) name;
  REWARDC_FLINT_FUNCTIONS(REWARDC_FLINT_FIELD)
#undef REWARDC_FLINT_FIELD
} rewardc_flint_functions;

// Fills the table; 0 where the library or one of its functions is not there.
int rewardc_open_flint(rewardc_flint_functions *functions);

#endif
