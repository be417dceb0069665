// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ttl/turtle.h"

#include "ttl/quoted.h"

#include <stdbool.h>
#include <string.h>

static const char* const kind_classes[] = {
  [KIND_AUDIO_IN] = "lv2:AudioPort , lv2:InputPort",
  [KIND_AUDIO_OUT] = "lv2:AudioPort , lv2:OutputPort",
  [KIND_ATOM_IN] = "atom:AtomPort , lv2:InputPort",
  [KIND_ATOM_OUT] = "atom:AtomPort , lv2:OutputPort",
  [KIND_CONTROL_IN] = "lv2:ControlPort , lv2:InputPort",
  [KIND_CONTROL_OUT] = "lv2:ControlPort , lv2:OutputPort"
};

static const char* const unit_uris[] = { [UNIT_NONE] = NULL,
                                         [UNIT_PERCENT] = "units:pc",
                                         [UNIT_DB] = "units:db",
                                         [UNIT_DEGREE] = "units:degree" };

// Of audio ports alone: GStreamer and others take all ports of a group for
// audio.
static const char* const group_uris[] = { [GROUP_INPUT] = "earcup:input",
                                          [GROUP_OUTPUT] = "earcup:output",
                                          [GROUP_OUTSIDE] = "earcup:outside" };

static const char* const short_names[PORT_COUNT] = {
#define PORT(...)
#define SHORT_NAME(id, name) [PORT_##id] = name,
#include "plugin/ports.def"
#undef PORT
};

void
turtle_value(FILE* out, float value)
{
  char text[32];
  snprintf(text, sizeof(text), "%.4f", (double)value);
  const char* const dot = strchr(text, '.');
  size_t end = strlen(text);
  while (text[end - 1] == '0' && text + end - 2 > dot) {
    --end;
  }
  fprintf(out, "%.*s", (int)end, text);
}

static void
property(FILE* out, const char* predicate, const char* object)
{
  if (object) {
    fprintf(out, " ;\n\t\t%s %s", predicate, object);
  }
}

static void
number_property(FILE* out, const char* predicate, float value)
{
  fprintf(out, " ;\n\t\t%s ", predicate);
  turtle_value(out, value);
}

static void
text_property(FILE* out, const char* predicate, const char* text)
{
  fprintf(out, " ;\n\t\t%s ", predicate);
  write_quoted(out, text);
}

/** The side of an audio port, from the end of its symbol. */
static const char*
channel(const char* symbol)
{
  const size_t length = strlen(symbol);
  return symbol[length - 1] == 'l' ? "pg:left" : "pg:right";
}

static const char*
designation(PortIndex port)
{
  switch (ports[port].kind) {
    case KIND_AUDIO_IN:
    case KIND_AUDIO_OUT:
      return channel(ports[port].symbol);
    case KIND_ATOM_IN:
    case KIND_ATOM_OUT:
      return "lv2:control";
    case KIND_CONTROL_IN:
      return port == PORT_ENABLED     ? "lv2:enabled"
             : port == PORT_FREEWHEEL ? "lv2:freeWheeling"
                                      : NULL;
    case KIND_CONTROL_OUT:
      return NULL;
  }
  return NULL;
}

static void
flag_properties(FILE* out, unsigned flags)
{
  if (flags & FLAG_TOGGLE) {
    property(out, "lv2:portProperty", "lv2:toggled");
  }
  if (flags & FLAG_ENUM) {
    property(out, "lv2:portProperty", "lv2:integer , lv2:enumeration");
  }
  if (flags & FLAG_INTEGER) {
    property(out, "lv2:portProperty", "lv2:integer");
  }
  if (flags & FLAG_HIDDEN) {
    property(out, "lv2:portProperty", "pprop:notOnGUI , pprop:notAutomatic");
  }
  if (flags & FLAG_METER) {
    property(out, "lv2:portProperty", "pprop:notOnGUI");
  }
  if (flags & FLAG_SIDECHAIN) {
    property(
      out, "lv2:portProperty", "lv2:isSideChain , lv2:connectionOptional");
  }
}

static void
atom_properties(FILE* out)
{
  property(out, "atom:bufferType", "atom:Sequence");
  property(out, "atom:supports", "patch:Message");
  property(out, "rsz:minimumSize", "8192");
  property(out, "lv2:portProperty", "lv2:connectionOptional");
}

/** The order of the window: group by group, the first control highest. */
static unsigned
display_priority(PortIndex port)
{
  static const unsigned rank[] = {
    [GROUP_HEADPHONES] = 5, [GROUP_FIT] = 4,    [GROUP_CROSSFEED] = 3,
    [GROUP_LISTEN] = 2,     [GROUP_TARGET] = 1, [GROUP_NONE] = 0
  };
  return rank[ports[port].group] * PORT_COUNT + (PORT_COUNT - port);
}

static void
control_properties(FILE* out, PortIndex port)
{
  const PortInfo* const info = &ports[port];
  if (info->kind == KIND_CONTROL_IN) {
    number_property(out, "lv2:default", info->dflt);
  }
  number_property(out, "lv2:minimum", info->min);
  number_property(out, "lv2:maximum", info->max);
  property(out, "units:unit", unit_uris[info->unit]);
  if (info->kind == KIND_CONTROL_IN && !(info->flags & FLAG_HIDDEN)) {
    fprintf(out, " ;\n\t\tpprop:displayPriority %u", display_priority(port));
  }
}

static void
scale_points(FILE* out, PortIndex port)
{
  const size_t n = ports_n_choices(port);
  for (size_t i = 0; i < n; ++i) {
    const PortChoice choice = ports_choice(port, i);
    fprintf(out,
            i ? " , [ rdfs:label " : " ;\n\t\tlv2:scalePoint [ rdfs:label ");
    write_quoted(out, choice.label);
    fprintf(out, " ; rdf:value %.0f ]", (double)choice.value);
  }
}

static void
turtle_port(FILE* out, PortIndex port)
{
  const PortInfo* const info = &ports[port];
  fprintf(out, "[\n\t\ta %s", kind_classes[info->kind]);
  fprintf(out, " ;\n\t\tlv2:index %u", (unsigned)port);
  text_property(out, "lv2:symbol", info->symbol);
  text_property(out, "lv2:name", info->name);
  if (short_names[port]) {
    text_property(out, "lv2:shortName", short_names[port]);
  }
  text_property(out, "rdfs:comment", info->help);
  property(out, "lv2:designation", designation(port));
  if (info->kind == KIND_AUDIO_IN || info->kind == KIND_AUDIO_OUT) {
    property(out, "pg:group", group_uris[info->group]);
  }
  if (info->kind == KIND_ATOM_IN || info->kind == KIND_ATOM_OUT) {
    atom_properties(out);
  }
  if (info->kind == KIND_CONTROL_IN || info->kind == KIND_CONTROL_OUT) {
    control_properties(out, port);
  }
  flag_properties(out, info->flags);
  scale_points(out, port);
  fprintf(out, "\n\t]");
}

void
turtle_ports(FILE* out, unsigned n)
{
  for (unsigned i = 0; i < n; ++i) {
    fprintf(out, i ? " , " : "");
    turtle_port(out, (PortIndex)i);
  }
}

void
turtle_notifications(FILE* out, const char* uri)
{
  bool first = true;
  for (unsigned i = 0; i < PORT_COUNT; ++i) {
    const PortKind kind = ports[i].kind;
    if (kind != KIND_ATOM_OUT && kind != KIND_CONTROL_OUT) {
      continue;
    }
    fprintf(out, "%s[\n\t\tui:plugin <%s>", first ? "" : " , ", uri);
    text_property(out, "lv2:symbol", ports[i].symbol);
    property(out,
             kind == KIND_ATOM_OUT ? "ui:notifyType" : "ui:protocol",
             kind == KIND_ATOM_OUT ? "atom:Object" : "ui:floatProtocol");
    fprintf(out, "\n\t]");
    first = false;
  }
}
