// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Out of memory at each place where a constructor asks for some: nothing
   breaks, nothing is lost. */

#include "tests/support/scarce_plugin.h"

#include "dsp/engine/morph_designer.h"
#include "dsp/filter/analyser.h"
#include "dsp/filter/weights.h"
#include "tests/support/suite.h"

/** Make something and free it again; false if it could not be made. */
typedef bool (*Attempt)(void);

/* Each of these is driven through an allocator that fails after n calls. None
   may use Check's assertions meanwhile, for those take memory. */

static PoleSet* pole_set;
static Basis* basis;

static PoleSet*
catalogue_pole_set(void)
{
  Poles poles;
  poles_of_catalogue(&poles, RATE_HZ);
  return pole_set_new(RATE_HZ, &poles, CATALOGUE_RIDGE, NULL);
}

static bool
make_design(void)
{
  PoleSet* const made = catalogue_pole_set();
  pole_set_free(made);
  return made != NULL;
}

static bool
make_basis(void)
{
  Basis* const made = basis_new(pole_set);
  basis_free(made);
  return made != NULL;
}

static bool
make_equations(void)
{
  NormalEquations* const made = normal_equations_new(basis);
  normal_equations_free(made);
  return made != NULL;
}

static bool
make_relative_fit(void)
{
  RelativeSolver* const made = relative_solver_new();
  relative_solver_free(made);
  return made != NULL;
}

static bool
make_minphase(void)
{
  MinPhase* const made = minphase_new(RATE_HZ);
  minphase_free(made);
  return made != NULL;
}

static bool
make_designer(void)
{
  LoudnessBands* const bands = loudness_bands_new(RATE_HZ);
  MorphDesigner* const made =
    bands ? morph_designer_new(pole_set, bands) : NULL;
  morph_designer_free(made);
  loudness_bands_free(bands);
  return made != NULL;
}

static bool
make_autocorrelation(void)
{
  Autocorrelation* const made = autocorrelation_new(RATE_HZ, SIMD_GENERIC);
  autocorrelation_free(made);
  return made != NULL;
}

static bool
make_analyser(void)
{
  Analyser* const made = analyser_new(RATE_HZ);
  analyser_free(made);
  return made != NULL;
}

static bool
make_engine(void)
{
  Earcup* const made = earcup_new(RATE_HZ, NULL, NULL);
  earcup_free(made);
  return made != NULL;
}

static bool
load_files(void)
{
  static const EarcupMeasurement response;
  EarcupFiles* const files = earcup_copy_files(NULL, false);
  bool is_done = false;
  const bool success =
    files &&
    earcup_put_file(files, EARCUP_FILE_B, &response, "/a/path", "a note") &&
    !earcup_fit_file(files, EARCUP_FILE_B, EARCUP_OPEN, 0, &is_done) &&
    !earcup_design_files(files, RATE_HZ);
  EarcupFiles* const copy = success ? earcup_copy_files(files, true) : NULL;
  earcup_free_files(files);
  earcup_free_files(copy);
  return copy != NULL;
}

/** Without an instance it has to say why, or it counts as one. */
static bool
make_plugin(void)
{
  logged = 0;
  const LV2_Handle made = new_plugin();
  if (!made && logged == 0) {
    return true;
  }
  if (made) {
    lv2_descriptor(0)->cleanup(made);
  }
  return made != NULL;
}

static void
check_no_loss(const char* what, unsigned n)
{
  ck_assert_msg(scarce.blocks == 0,
                "%s leaks %u blocks with %u to be had",
                what,
                scarce.blocks,
                n);
}

START_TEST(constructors_fail_cleanly)
{
  static const struct {
    const char* name;
    Attempt attempt;
  } all[] = { { "design", make_design },
              { "basis", make_basis },
              { "equations", make_equations },
              { "fit", make_relative_fit },
              { "minimum phase", make_minphase },
              { "designer", make_designer },
              { "autocorrelation", make_autocorrelation },
              { "analyser", make_analyser },
              { "engine", make_engine },
              { "files", load_files },
              { "plugin", make_plugin } };
  pole_set = catalogue_pole_set();
  basis = basis_new(pole_set);
  for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); ++i) {
    for (int once = 0; once <= 1; ++once) {
      unsigned n = 0;
      for (unsigned refused = 1; refused > 0; ++n) {
        ck_assert_uint_lt(n, MOST_BLOCKS);
        scarce_begin(n, once);
        const bool success = all[i].attempt();
        refused = scarce_end();
        check_no_loss(all[i].name, n);
        ck_assert_msg(success == (refused == 0),
                      "%s with %u blocks: %s",
                      all[i].name,
                      n,
                      success ? "made all the same" : "not made");
      }
      ck_assert_uint_gt(n, 1);
    }
  }
  basis_free(basis);
  pole_set_free(pole_set);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("memory");
  TCase* const tcase = tcase_create("scarce");
  tcase_set_timeout(tcase, 0);
  tcase_add_test(tcase, constructors_fail_cleanly);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
