// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/port.h"

#include "ui/audition/names.h"
#include "ui/audition/report.h"

#include <lv2/atom/atom.h>
#include <lv2/core/lv2.h>
#include <lv2/port-props/port-props.h>
#include <lv2/units/units.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef struct {
  LilvWorld* world;
  const LilvPlugin* plugin;
} Reader;

static bool
is_a(const Reader* reader, const LilvPort* port, const char* class_uri)
{
  LilvNode* const node = lilv_new_uri(reader->world, class_uri);
  const bool is = lilv_port_is_a(reader->plugin, port, node);
  lilv_node_free(node);
  return is;
}

static bool
has_property(const Reader* reader, const LilvPort* port, const char* uri)
{
  LilvNode* const node = lilv_new_uri(reader->world, uri);
  const bool has = lilv_port_has_property(reader->plugin, port, node);
  lilv_node_free(node);
  return has;
}

static HostKind
kind_of(const Reader* reader, const LilvPort* port)
{
  const bool in = is_a(reader, port, LV2_CORE__InputPort);
  if (is_a(reader, port, LV2_CORE__AudioPort)) {
    return in ? HOST_AUDIO_IN : HOST_AUDIO_OUT;
  }
  if (is_a(reader, port, LV2_CORE__CVPort)) {
    return in ? HOST_CV_IN : HOST_CV_OUT;
  }
  if (is_a(reader, port, LV2_CORE__ControlPort)) {
    return in ? HOST_CONTROL_IN : HOST_CONTROL_OUT;
  }
  if (is_a(reader, port, LV2_ATOM__AtomPort)) {
    return in ? HOST_ATOM_IN : HOST_ATOM_OUT;
  }
  return HOST_OTHER;
}

static float
number_or(LilvNode* node, float otherwise)
{
  const bool number = lilv_node_is_float(node) || lilv_node_is_int(node);
  const float value = number ? lilv_node_as_float(node) : otherwise;
  lilv_node_free(node);
  return value;
}

static void
read_range(const Reader* reader, HostPort* port)
{
  LilvNode* dflt = NULL;
  LilvNode* min = NULL;
  LilvNode* max = NULL;
  lilv_port_get_range(reader->plugin, port->lilv, &dflt, &min, &max);
  port->min = number_or(min, -INFINITY);
  port->max = number_or(max, INFINITY);
  const float nearest_zero = fminf(fmaxf(0.0F, port->min), port->max);
  port->dflt = number_or(dflt, nearest_zero);
}

static int
compare_choices(const void* a, const void* b)
{
  const float x = ((const HostChoice*)a)->value;
  const float y = ((const HostChoice*)b)->value;
  return (x > y) - (x < y);
}

static bool
read_choices(const Reader* reader, HostPort* port)
{
  LilvScalePoints* const points =
    lilv_port_get_scale_points(reader->plugin, port->lilv);
  const size_t n = lilv_scale_points_size(points);
  port->choices = (HostChoice*)calloc(n + 1, sizeof(HostChoice));
  LILV_FOREACH(scale_points, i, points)
  {
    const LilvScalePoint* const point = lilv_scale_points_get(points, i);
    const LilvNode* const label = lilv_scale_point_get_label(point);
    const LilvNode* const value = lilv_scale_point_get_value(point);
    if (port->choices && label && value) {
      port->choices[port->n_choices++] =
        (HostChoice){ lilv_node_as_float(value),
                      strdup(lilv_node_as_string(label)) };
    }
  }
  lilv_scale_points_free(points);
  if (port->choices) {
    qsort(port->choices, port->n_choices, sizeof(HostChoice), compare_choices);
  }
  return port->choices != NULL;
}

static char*
read_unit(const Reader* reader, const LilvPort* port)
{
  LilvNode* const unit_uri = lilv_new_uri(reader->world, LV2_UNITS__unit);
  LilvNode* const unit = lilv_port_get(reader->plugin, port, unit_uri);
  const char* const uri =
    unit && lilv_node_is_uri(unit) ? lilv_node_as_uri(unit) : "";
  const char* const hash = strrchr(uri, '#');
  const char* text = hash ? hash + 1 : "";
  if (!strcmp(text, "pc")) {
    text = "%";
  } else if (!strcmp(text, "db")) {
    text = "dB";
  } else if (!strcmp(text, "hz")) {
    text = "Hz";
  } else if (!strcmp(text, "degree")) {
    text = "deg";
  }
  char* const copy = strdup(text);
  lilv_node_free(unit);
  lilv_node_free(unit_uri);
  return copy;
}

static bool
read_port(const Reader* reader, HostPort* port, const LilvPort* lilv)
{
  LilvNode* const name = lilv_port_get_name(reader->plugin, lilv);
  const LilvNode* const symbol = lilv_port_get_symbol(reader->plugin, lilv);
  port->lilv = lilv;
  port->symbol = strdup(lilv_node_as_string(symbol));
  port->name = strdup(name ? lilv_node_as_string(name) : port->symbol);
  port->unit = read_unit(reader, lilv);
  port->kind = kind_of(reader, lilv);
  port->toggle = has_property(reader, lilv, LV2_CORE__toggled);
  port->whole = has_property(reader, lilv, LV2_CORE__integer);
  port->listed = has_property(reader, lilv, LV2_CORE__enumeration);
  port->optional = has_property(reader, lilv, LV2_CORE__connectionOptional);
  port->sidechain = has_property(reader, lilv, LV2_CORE_PREFIX "isSideChain");
  port->times_rate = has_property(reader, lilv, LV2_CORE__sampleRate);
  lilv_node_free(name);
  read_range(reader, port);
  return read_choices(reader, port) && port->symbol && port->name && port->unit;
}

HostPort*
ports_read(LilvWorld* world, const LilvPlugin* plugin, uint32_t n_ports)
{
  const Reader reader = { world, plugin };
  HostPort* const ports = (HostPort*)calloc(n_ports + 1, sizeof(HostPort));
  for (uint32_t i = 0; ports && i < n_ports; ++i) {
    const LilvPort* const lilv = lilv_plugin_get_port_by_index(plugin, i);
    if (!read_port(&reader, &ports[i], lilv)) {
      ports_free(ports, n_ports);
      return NULL;
    }
  }
  return ports;
}

void
ports_free(HostPort* ports, uint32_t n_ports)
{
  for (uint32_t i = 0; ports && i < n_ports; ++i) {
    for (size_t c = 0; c < ports[i].n_choices; ++c) {
      free(ports[i].choices[c].label);
    }
    free(ports[i].choices);
    free(ports[i].symbol);
    free(ports[i].name);
    free(ports[i].unit);
  }
  free(ports);
}

static const char*
choice_label(const void* list, size_t i)
{
  return ((const HostChoice*)list)[i].label;
}

static bool
parse_label(const HostPort* port, const char* text, float* value)
{
  char of[128];
  snprintf(of, sizeof(of), "%s: ", port->symbol);
  const Names labels = { .kind = "choice",
                         .of = of,
                         .n = port->n_choices,
                         .name = choice_label,
                         .list = port->choices };
  const size_t i = names_find(&labels, text);
  if (i != NAMES_NONE) {
    *value = port->choices[i].value;
  }
  return i != NAMES_NONE;
}

/** A number that is the whole text; numbers stay those of the C locale. */
static bool
read_number(const char* text, float* number)
{
  char* end = NULL;
  *number = strtof(text, &end);
  return *text && *end == '\0';
}

SearchRank
port_rank(const HostPort* port, const char* text)
{
  const Names labels = { .kind = "choice",
                         .of = "",
                         .n = port->n_choices,
                         .name = choice_label,
                         .list = port->choices };
  float number = 0.0F;
  return read_number(text, &number) ? SEARCH_EXACT : names_rank(&labels, text);
}

static bool
is_choice(const HostPort* port, float value)
{
  for (size_t i = 0; i < port->n_choices; ++i) {
    if (port->choices[i].value == value) {
      return true;
    }
  }
  return false;
}

static bool
check_number(const HostPort* port, float value, double rate_hz)
{
  const float scale = port->times_rate ? (float)rate_hz : 1.0F;
  const float min = port->min * scale;
  const float max = port->max * scale;
  if (!(value >= min && value <= max)) {
    return complain("%s: %g is out of range, which is %g to %g",
                    port->symbol,
                    (double)value,
                    (double)min,
                    (double)max);
  }
  if (port->listed && !is_choice(port, value)) {
    return complain("%s: %g is none of its choices; --list names them all",
                    port->symbol,
                    (double)value);
  }
  if ((port->whole || port->toggle) && value != floorf(value)) {
    return complain("%s: takes whole numbers only", port->symbol);
  }
  return true;
}

bool
port_parse(const HostPort* port, const char* text, double rate_hz, float* value)
{
  if (port->toggle && (!strcasecmp(text, "on") || !strcasecmp(text, "off"))) {
    *value = strcasecmp(text, "on") ? 0.0F : 1.0F;
    return true;
  }
  float number = 0.0F;
  if (read_number(text, &number)) {
    *value = number;
    return check_number(port, number, rate_hz);
  }
  if (*text && port->n_choices > 0) {
    return parse_label(port, text, value);
  }
  return complain("%s: '%s' is not a number", port->symbol, text);
}

void
port_describe(const HostPort* port, float value, char* text, size_t size)
{
  for (size_t i = 0; i < port->n_choices; ++i) {
    if (port->choices[i].value == value) {
      snprintf(text, size, "%s", port->choices[i].label);
      return;
    }
  }
  if (port->toggle) {
    snprintf(text, size, "%s %s", port->name, value > 0 ? "on" : "off");
  } else {
    snprintf(text,
             size,
             "%s %g%s%s",
             port->name,
             (double)value,
             *port->unit ? " " : "",
             port->unit);
  }
}
