// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../plugin/uris.h"
#include "contender.h"

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
static const Setting earcup_outside[] = { ONE("outside_level", -10), END };
static const Setting earcup_b_end[] = { ONE("morph", 0.5f), END };

/* Equalizers work with all their bands on and away from 0 dB. */
static const Setting fil4[] = {
  ONE("HighPass", 1),  ONE("LowPass", 1),    ONE("LSsec", 1),
  ONE("HSsec", 1),     ONE("LSgain", 6),     ONE("HSgain", -6),
  { "sec%", 1, 1, 4 }, { "gain%", 6, 1, 4 }, END
};
static const Setting lsp_x16[] = { { "ft_%", 1, 0, 15 },
                                   { "g_%", 1.5f, 0, 15 },
                                   END };
static const Setting lsp_x32[] = { { "ft_%", 1, 0, 31 },
                                   { "g_%", 1.5f, 0, 31 },
                                   END };
static const Setting lsp_ir[] = { ONE("fft", 2),  ONE("dry", 0),  ONE("wet", 1),
                                  ONE("cs_l", 1), ONE("cs_r", 2), END };
static const Setting calf[] = {
  ONE("hp_active", 1),      ONE("lp_active", 1),     ONE("ls_active", 1),
  ONE("hs_active", 1),      ONE("ls_level", 2),      ONE("hs_level", 0.5f),
  { "p%_active", 1, 1, 8 }, { "p%_level", 2, 1, 8 }, END
};

static const Entry entries[] = {
  { "Earcup", EARCUP_URI, NULL, false, NULL, NULL },
  { "Earcup, halfway in the morph",
    EARCUP_URI,
    NULL,
    false,
    NULL,
    earcup_b_end },
  { "Earcup, morph moving", EARCUP_URI, NULL, true, NULL, NULL },
  { "Earcup, natural crossfeed",
    EARCUP_URI,
    NULL,
    false,
    NULL,
    earcup_crossfeed },
  { "Earcup, outside sound", EARCUP_URI, NULL, false, NULL, earcup_outside },
  { "Earcup, generic (SSE2)", EARCUP_URI, "generic", false, NULL, NULL },
  { "Earcup, AVX2", EARCUP_URI, "avx2", false, NULL, NULL },
  { "Earcup, AVX-512, 256 bit", EARCUP_URI, "avx512", false, NULL, NULL },
  { "Earcup, AVX-512, 512 bit", EARCUP_URI, "wide", false, NULL, NULL },
  { "copy only", NULL, NULL, false, NULL, NULL },
  { "libbs2b", NULL, NULL, false, NULL, NULL },
  { "Natural crossfeed alone", NULL, NULL, false, NULL, stage_natural },
  { "Bauer crossfeed alone", NULL, NULL, false, NULL, stage_bauer },
  { "zita-convolver 4096 taps", NULL, NULL, false, NULL, NULL },
  { "x42 fil4",
    "http://gareus.org/oss/lv2/fil4#stereo",
    NULL,
    false,
    NULL,
    fil4 },
  { "LSP para EQ x16",
    LSP "para_equalizer_x16_stereo",
    NULL,
    false,
    NULL,
    lsp_x16 },
  { "LSP para EQ x32",
    LSP "para_equalizer_x32_stereo",
    NULL,
    false,
    NULL,
    lsp_x32 },
  { "LSP impulse responses 4096",
    LSP "impulse_responses_stereo",
    NULL,
    false,
    LSP "impulse_responses_stereo/ports#ifn0",
    lsp_ir },
  { "Calf equalizer 12 band",
    "http://calf.sourceforge.net/plugins/Equalizer12Band",
    NULL,
    false,
    NULL,
    calf },
  { NULL, NULL, NULL, false, NULL, NULL }
};

const Entry*
contender_entries(void)
{
  return entries;
}
