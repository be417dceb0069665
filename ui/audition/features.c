// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/features.h"

#include "ui/audition/report.h"

#include <lv2/atom/atom.h>
#include <lv2/buf-size/buf-size.h>
#include <lv2/parameters/parameters.h>
#include <lv2/state/state.h>
#include <lv2/urid/urid.h>
#include <lv2/worker/worker.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static int
log_vprintf(LV2_Log_Handle handle,
            LV2_URID type,
            const char* format,
            va_list args)
{
  Features* const features = (Features*)handle;
  if (type == features->log_trace) {
    return 0;
  }
  if (type == features->log_error || type == features->log_warning) {
    ++features->n_complaints;
  }
  char line[2048];
  const int n = vsnprintf(line, sizeof(line), format, args);
  line[strcspn(line, "\n")] = '\0';
  if (!said_before(features->said, line)) {
    fprintf(stderr, "plugin: %s\n", line);
  }
  return n;
}

static int
log_printf(LV2_Log_Handle handle, LV2_URID type, const char* format, ...)
{
  va_list args;
  va_start(args, format);
  const int n = log_vprintf(handle, type, format, args);
  va_end(args);
  return n;
}

static LV2_Options_Option
option(Features* features,
       const char* key,
       const char* type,
       uint32_t size,
       const void* value)
{
  return (LV2_Options_Option){ .context = LV2_OPTIONS_INSTANCE,
                               .key = uri_map_id(features->urids, key),
                               .size = size,
                               .type = uri_map_id(features->urids, type),
                               .value = value };
}

static void
set_options(Features* f)
{
  const uint32_t i = sizeof(int32_t);
  LV2_Options_Option* const o = f->options;
  o[0] =
    option(f, LV2_BUF_SIZE__minBlockLength, LV2_ATOM__Int, i, &f->min_block);
  o[1] =
    option(f, LV2_BUF_SIZE__maxBlockLength, LV2_ATOM__Int, i, &f->max_block);
  o[2] =
    option(f, LV2_BUF_SIZE__sequenceSize, LV2_ATOM__Int, i, &f->sequence_size);
  o[3] = option(
    f, LV2_PARAMETERS__sampleRate, LV2_ATOM__Float, sizeof(float), &f->rate_hz);
  o[4] = (LV2_Options_Option){ .value = NULL };
}

void
features_init(Features* features,
              UriMap* urids,
              Said* said,
              double rate_hz,
              uint32_t max_block,
              uint32_t sequence_size)
{
  memset(features, 0, sizeof(*features));
  features->urids = urids;
  features->said = said;
  features->log_error = uri_map_id(urids, LV2_LOG__Error);
  features->log_warning = uri_map_id(urids, LV2_LOG__Warning);
  features->log_trace = uri_map_id(urids, LV2_LOG__Trace);
  features->max_block = (int32_t)max_block;
  features->sequence_size = (int32_t)sequence_size;
  features->rate_hz = (float)rate_hz;
  features->log = (LV2_Log_Log){ features, log_printf, log_vprintf };
  set_options(features);
  const LV2_Feature all[] = {
    { LV2_URID__map, &urids->map },
    { LV2_URID__unmap, &urids->unmap },
    { LV2_LOG__log, &features->log },
    { LV2_OPTIONS__options, features->options },
    { LV2_BUF_SIZE__boundedBlockLength, NULL },
    { LV2_STATE__loadDefaultState, NULL },
  };
  for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); ++i) {
    features->data[i] = all[i];
    features->list[i] = &features->data[i];
  }
}

static bool
known(const char* uri)
{
  static const char* const offered[] = { LV2_URID__map,
                                         LV2_URID__unmap,
                                         LV2_LOG__log,
                                         LV2_OPTIONS__options,
                                         LV2_BUF_SIZE__boundedBlockLength,
                                         LV2_STATE__loadDefaultState,
                                         LV2_WORKER__schedule,
                                         LV2_CORE__hardRTCapable,
                                         LV2_CORE__inPlaceBroken,
                                         LV2_CORE__isLive };
  for (size_t i = 0; i < sizeof(offered) / sizeof(offered[0]); ++i) {
    if (!strcmp(uri, offered[i])) {
      return true;
    }
  }
  return false;
}

bool
features_suffice(const LilvPlugin* plugin)
{
  bool suffice = true;
  LilvNodes* const required = lilv_plugin_get_required_features(plugin);
  LILV_FOREACH(nodes, i, required)
  {
    const char* const uri = lilv_node_as_uri(lilv_nodes_get(required, i));
    if (!known(uri)) {
      suffice = complain("the plugin needs <%s>, which is not offered", uri);
    }
  }
  lilv_nodes_free(required);
  return suffice;
}
