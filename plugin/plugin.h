// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_PLUGIN_H
#define EARCUP_PLUGIN_H

/* The plugin's instance, and the parts it is made of: earcup.c (life and
   run), settings.c (ports to engine), jobs.c (worker), link.c (messages),
   state.c (what sessions keep), window.c (what an open window is shown). */

#include "plugin/blind.h"
#include "plugin/mailbox.h"
#include "plugin/measured_files.h"
#include "plugin/ports.h"
#include "plugin/ui_protocol.h"
#include "plugin/urids.h"

#include "dsp/engine/engine.h"
#include "dsp/filter/analyser.h"

#include <lv2/atom/atom.h>
#include <lv2/atom/forge.h>
#include <lv2/core/lv2.h>
#include <lv2/log/logger.h>
#include <lv2/state/state.h>
#include <lv2/urid/urid.h>
#include <lv2/worker/worker.h>

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/** A job at the worker that is to come back. */
typedef struct {
  bool is_running;
  bool is_refused; ///< it has to be handed over again
  unsigned n_lost; ///< times that it seemed to be lost
  uint32_t serial; ///< of the last time that it was handed over
  uint32_t frames; ///< that the worker has had for it
} JobWatch;

/** What an open window is shown. The audio thread owns it while no job is
    under way, the worker while one is. */
typedef struct {
  bool open;
  int32_t spectrum;       ///< a NotifySpectrum
  uint32_t silent_frames; ///< since the window last spoke
  uint32_t frame_frames;  ///< since the last frame
  float peak[2];
  double power[2]; ///< sum of squares since the last frame
  JobWatch measuring;
  bool measured;                    ///< its result waits to be sent
  bool closing;                     ///< the job is to free the analyser instead
  _Atomic(Analyser*) analyser;      ///< made by the first job
  EngineHeard heard;                ///< for the job
  float bands_db[2 * NOTIFY_BANDS]; ///< from the job: spectrum, response
} Window;

/** Longest path that is taken from a message. */
#define PATH_SIZE 4096

/** Frames at a time where some audio port is not connected. */
#define SPARE_FRAMES 256

/** What the window can be sent about files; paths and curves slot by slot. */
typedef enum {
  SEND_PATHS,
  SEND_CURVES = SEND_PATHS + FILE_SLOTS,
  SEND_MESSAGE = SEND_CURVES + FILE_SLOTS,
  SEND_WINDOW, ///< scale and memory
  SEND_ITEMS
} SendItem;

#define SEND_ALL ((1u << SEND_ITEMS) - 1u)
#define SEND_FILES ((1u << SEND_MESSAGE) - 1u)

typedef struct {
  /* What the host gave; everything but the log may be missing. */
  double rate_hz;
  bool has_outside; ///< the variant with a sidechain
  bool has_urids;   ///< without, atom ports are not to be touched
  LV2_URID_Map* map;
  LV2_Worker_Schedule* schedule;
  LV2_Log_Logger logger;
  Urids urids;

  /* The audio thread's own. */
  void* port[PORT_COUNT];
  Engine* engine;
  EngineControls controls;
  float value[PORT_COUNT];    ///< of controls, within their ranges
  Blind blind;                ///< heard instead of them
  float in_order[PORT_COUNT]; ///< as they were last seen, one after the other
  bool exporting;             ///< the host renders offline
  EngineJob* job;             ///< of the engine, the worker's while it runs
  JobWatch designing;         ///< that job
  unsigned to_send;           ///< a bit of each SendItem the window should get
  unsigned message_seen;      ///< stamp of the message last sent
  unsigned memory_seen;       ///< stamp of the memory that the window knows
  bool file_refused;          ///< say that one was not even tried
  unsigned noticed;           ///< EngineNotice bits so far
  unsigned unlogged;          ///< those still to be logged
  unsigned untold;            ///< and those the window does not know

  /* Whether the worker runs inside schedule_work(), and who is in there. */
  bool works_at_once;
  _Atomic(uintptr_t) scheduling;

  LV2_Atom_Forge forge;
  LV2_Atom_Forge_Frame notify_frame;
  bool notify_open;

  /* Meters between two updates of their ports. */
  float peak[2];
  float meter[PORT_COUNT];
  uint32_t meter_frames;

  /* Unconnected inputs are silent, unconnected outputs go nowhere. */
  float silence[SPARE_FRAMES];
  float sink[SPARE_FRAMES];

  Window window;
  Files files;
  Mailbox message; ///< about files and states: problem and note, terminated
  Mailbox memory;  ///< of the window, a terminated text or nothing
  _Atomic(float) window_scale;
} Plugin;

/** Follow the control ports; cheap when nothing has changed. Thread: rt. */
void settings_follow(Plugin* plugin);

/** Hear one of two settings instead of the ports', or those again. Meanwhile
    no meter moves, and no frames are sent. Thread: rt. */
void settings_hear_blind(Plugin* plugin, const Blind* blind);

/** Update the meters' ports after a run. Thread: rt. */
void settings_meter(Plugin* plugin, uint32_t n);

/** Whether a worker will serve jobs soon. Thread: rt. */
bool jobs_may_wait(const Plugin* plugin);

/** Hand the engine's job to the worker, if there is one. Thread: rt. */
void jobs_schedule(Plugin* plugin, uint32_t n);

/** Say something in the log and in the window; no problem: all is well.
    Thread: worker, or restoring. */
void jobs_tell(Plugin* plugin, const FilesReport* report);

/** Have the worker read a file. False without a worker. Thread: rt. */
bool jobs_load(Plugin* plugin, FileSlot slot, const char* path, uint32_t size);

/** Have the worker free what is no longer in use. Thread: rt. */
void jobs_collect(Plugin* plugin);

/** What EngineNotice bits mean to a user, one sentence. Thread: any. */
const char* jobs_notice(unsigned notices);

/** Write that to the host's log. Thread: worker, or any while not running. */
void jobs_log(Plugin* plugin, unsigned notices);

/** Read what has come in on the control port; begin the answer. Thread: rt. */
void link_begin(Plugin* plugin);

/** Finish the answer. Thread: rt. */
void link_end(Plugin* plugin, uint32_t n);

/** The window's wish for settings_hear_blind(). Thread: rt. */
void link_read_blind(Plugin* plugin, const LV2_Atom_Object* object);

/** Keep the window's scale, or none (0) if it is out of range. Thread: any. */
void link_set_window_scale(Plugin* plugin, float scale);

/** Whether size bytes are a text as a window's memory is: with its zero, and
    not too long. Thread: any. */
bool link_is_memory(const char* text, size_t size);

/** Have the worker measure what the window is to show. Thread: rt. */
void jobs_measure(Plugin* plugin);

/** The window has said that it is there. Thread: rt. */
void window_opened(Plugin* plugin, int32_t spectrum);

/** The window has gone. Thread: rt. */
void window_closed(Plugin* plugin);

/** Show the window sound before (PRE) or behind (POST) the simulation.
    Thread: rt. */
void window_watch(Plugin* plugin,
                  NotifySpectrum place,
                  const float* left,
                  const float* right,
                  uint32_t n);

/** The measuring itself. Thread: worker. False if nothing was measured. */
bool window_measure(Plugin* plugin);

/** True if a frame is to be sent, with its values. Thread: rt. */
bool window_frame(Plugin* plugin, uint32_t n, float values[NOTIFY_FLOATS]);

extern const LV2_Worker_Interface jobs_interface;
extern const LV2_State_Interface state_interface;

#endif
