// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

// The same door from C++: what embed.c does not look at.

#include "dsp/earcup.h"

#include <cmath>
#include <cstdio>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace
{

using Handle = std::unique_ptr<Earcup, decltype(&earcup_free)>;

int
complain(const char* what)
{
  std::fprintf(stderr, "embed.cc: not so: %s\n", what);
  return 1;
}

/** A constant through it; what comes out in the end, right. */
float
settle(Earcup* earcup, float left, float right)
{
  std::vector<float> l(48000, left), r(48000, right);
  const float* const in[2] = { l.data(), r.data() };
  float* const out[2] = { l.data(), r.data() };
  earcup_process(earcup, in, nullptr, out, 48000);
  return r.back();
}

} // namespace

int
main()
{
  std::set<std::uint32_t> ids;
  std::size_t count = 0;
  while (const EarcupHeadphone* headphone = earcup_headphone(count)) {
    ids.insert(headphone->id);
    if (std::string(headphone->name).empty() ||
        earcup_find_headphone(headphone->id) != headphone) {
      return complain("headphones have names");
    }
    ++count;
  }
  if (count < 100 || ids.size() != count) {
    return complain("the catalogue is large, and no id is there twice");
  }
  Handle earcup(earcup_new(44100.0, nullptr, nullptr), earcup_free);
  EarcupSettings settings;
  earcup_default_settings(&settings);
  settings.mix.enabled = false;
  if (!earcup || earcup_set(earcup.get(), &settings)) {
    return complain("there is one");
  }
  if (settle(earcup.get(), 0.25f, 0.5f) != 0.5f) {
    return complain("what is off changes nothing");
  }
  EarcupMeters meters;
  earcup_meters(earcup.get(), &meters);
  if (meters.peak[0] != 0.25f || meters.peak[1] != 0.5f) {
    return complain("meters tell the peaks");
  }
  char message[64];
  EarcupStatus status = EARCUP_OK;
  const EarcupText text[3] = { { "no data", 7 }, {}, {} };
  if (earcup_read_files(44100.0, text, &status, message, sizeof(message)) ||
      status != EARCUP_BAD_MEASUREMENT || !message[0]) {
    return complain("what is no measurement is refused with a reason");
  }
  return 0;
}
