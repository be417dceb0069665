// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/uris.h"
#include "tests/bench/contender.h"

#define END                                                                    \
  {                                                                            \
    NULL, 0.0f, 0, 0                                                           \
  }
#define ONE(symbol, value)                                                     \
  {                                                                            \
    symbol, value, 0, 0                                                        \
  }
#define LSP "http://lsp-plug.in/plugins/lv2/"

static const Setting earcup_crossfeed[] = { ONE("crossfeed", 1), END };
static const Setting stage_natural[] = { ONE("mode", 1),
                                         ONE("angle", 60),
                                         END };
static const Setting stage_bauer[] = { ONE("mode", 2), ONE("angle", 60), END };
static const Setting earcup_two_ears[] = { ONE("two_ears", 100), END };
static const Setting earcup_outside[] = { ONE("outside_level", -10), END };
static const Setting earcup_mic[] = { ONE("listen_at", 1),
                                      ONE("morph", 0.5F),
                                      END };
static const Setting earcup_b_end[] = { ONE("morph", 0.5F), END };

/* Equalizers work with all their bands on and away from 0 dB. */
static const Setting fil4[] = {
  ONE("HighPass", 1),  ONE("LowPass", 1),    ONE("LSsec", 1),
  ONE("HSsec", 1),     ONE("LSgain", 6),     ONE("HSgain", -6),
  { "sec%", 1, 1, 4 }, { "gain%", 6, 1, 4 }, END
};
static const Setting lsp_x16[] = { { "ft_%", 1, 0, 15 },
                                   { "g_%", 1.5F, 0, 15 },
                                   END };
static const Setting lsp_x32[] = { { "ft_%", 1, 0, 31 },
                                   { "g_%", 1.5F, 0, 31 },
                                   END };
static const Setting lsp_ir[] = { ONE("fft", 2),  ONE("dry", 0),  ONE("wet", 1),
                                  ONE("cs_l", 1), ONE("cs_r", 2), END };
static const Setting calf[] = {
  ONE("hp_active", 1),      ONE("lp_active", 1),     ONE("ls_active", 1),
  ONE("hs_active", 1),      ONE("ls_level", 2),      ONE("hs_level", 0.5F),
  { "p%_active", 1, 1, 8 }, { "p%_level", 2, 1, 8 }, END
};

static const Motion morph_moving = { "morph", 0.5F, 0.4F };
static const Motion seal_moving = { "seal", 50.0F, 40.0F };
static const Motion angle_moving = { "speaker_angle", 85.0F, 60.0F };

static const Entry entries[] = {
  { .name = "Earcup", .uri = EARCUP_URI },
  { .name = "Earcup, halfway in the morph",
    .uri = EARCUP_URI,
    .settings = earcup_b_end },
  { .name = "Earcup, morph moving",
    .uri = EARCUP_URI,
    .motion = &morph_moving },
  { .name = "Earcup, natural crossfeed",
    .uri = EARCUP_URI,
    .settings = earcup_crossfeed },
  { .name = "Earcup, speaker angle moving",
    .uri = EARCUP_URI,
    .motion = &angle_moving,
    .settings = earcup_crossfeed },
  { .name = "Earcup, outside sound",
    .uri = EARCUP_URI,
    .settings = earcup_outside },
  { .name = "Earcup, two ears",
    .uri = EARCUP_URI,
    .settings = earcup_two_ears },
  { .name = "Earcup, silence", .uri = EARCUP_URI, .silent = true },
  { .name = "Earcup, seal moving, worker beside",
    .uri = EARCUP_URI,
    .motion = &seal_moving,
    .host = HOST_THREAD },
  { .name = "Earcup, seal moving, worker at once",
    .uri = EARCUP_URI,
    .motion = &seal_moving,
    .host = HOST_AT_ONCE },
  { .name = "Earcup, seal moving, no worker",
    .uri = EARCUP_URI,
    .motion = &seal_moving,
    .host = HOST_ALONE },
  { .name = "Earcup, seal moving, export",
    .uri = EARCUP_URI,
    .motion = &seal_moving,
    .host = HOST_EXPORT },
  { .name = "Earcup, at the mic, worker beside",
    .uri = EARCUP_URI,
    .motion = &seal_moving,
    .host = HOST_THREAD,
    .settings = earcup_mic },
  { .name = "Earcup, at the mic, no worker",
    .uri = EARCUP_URI,
    .motion = &seal_moving,
    .host = HOST_ALONE,
    .settings = earcup_mic },
  { .name = "Earcup, generic (SSE2)", .uri = EARCUP_URI, .kernel = "generic" },
  { .name = "Earcup, AVX2", .uri = EARCUP_URI, .kernel = "avx2" },
  { .name = "Earcup, AVX-512, 256 bit", .uri = EARCUP_URI, .kernel = "avx512" },
  { .name = "Earcup, AVX-512, 512 bit", .uri = EARCUP_URI, .kernel = "wide" },
  { .name = "copy only" },
  { .name = "libbs2b" },
  { .name = "Filter bank alone" },
  { .name = "Natural crossfeed alone", .settings = stage_natural },
  { .name = "Bauer crossfeed alone", .settings = stage_bauer },
  { .name = "zita-convolver 4096 taps" },
  { .name = "x42 fil4",
    .uri = "http://gareus.org/oss/lv2/fil4#stereo",
    .settings = fil4 },
  { .name = "LSP para EQ x16",
    .uri = LSP "para_equalizer_x16_stereo",
    .settings = lsp_x16 },
  { .name = "LSP para EQ x32",
    .uri = LSP "para_equalizer_x32_stereo",
    .settings = lsp_x32 },
  { .name = "LSP impulse responses 4096",
    .uri = LSP "impulse_responses_stereo",
    .file = LSP "impulse_responses_stereo/ports#ifn0",
    .settings = lsp_ir },
  { .name = "Calf equalizer 12 band",
    .uri = "http://calf.sourceforge.net/plugins/Equalizer12Band",
    .settings = calf },
  { .name = NULL }
};

const Entry*
contender_entries(void)
{
  return entries;
}
