// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_PLUGIN_H
#define EARCUP_PLUGIN_H

/* The plugin's instance and the parts it is made of. Each part is written by
   its own file alone: controls.c (ports to engine), meters.c (engine to ports),
   worker.c (what is left to the worker), messages.c (what a window says),
   answers.c (what it is told), ui_feed.c (what an open one is shown),
   listening.c (what is done to the output for it alone),
   measured_files.c; earcup.c has the rest, life and run(). */

#include "plugin/blind.h"
#include "plugin/file_choice.h"
#include "plugin/file_fits.h"
#include "plugin/listening.h"
#include "plugin/mailbox.h"
#include "plugin/measured_files.h"
#include "plugin/ports.h"
#include "plugin/ui_feed.h"
#include "plugin/urids.h"

#include "dsp/earcup.h"

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

/** Longest path that is taken from a message. */
#define PATH_SIZE 4096

/** Frames at a time where some audio port is not connected. */
#define SPARE_FRAMES 256

/** What the window can be sent about files, slot by slot but for messages. */
typedef enum {
  SEND_PATHS,
  SEND_TYPES = SEND_PATHS + EARCUP_FILE_SLOTS,
  SEND_CURVES = SEND_TYPES + EARCUP_CIRCUIT_SLOTS,
  SEND_MESSAGE = SEND_CURVES + EARCUP_FILE_SLOTS,
  SEND_WINDOW, ///< scale and memory
  SEND_ITEMS
} SendItem;

#define SEND_ALL ((1u << SEND_ITEMS) - 1u)
#define SEND_FILES ((1u << SEND_MESSAGE) - 1u)

/** What the host gave; everything but the log may be missing. */
typedef struct {
  bool has_urids; ///< without, atom ports are not to be touched
  LV2_URID_Map* map;
  LV2_Log_Logger logger;
  Urids urids;
} PluginHost;

/** Ports as they are read. */
typedef struct {
  uint32_t last_bits[PORT_COUNT]; ///< of controls
  float value[PORT_COUNT];        ///< within their ranges
  Blind blind;                    ///< heard instead of them
  EarcupSettings settings;        ///< what they mean; the morph may be later
  bool exporting;                 ///< the host renders offline
} Controls;

/** Meters between two updates of their ports. */
typedef struct {
  float peak[2];
  float value[PORT_COUNT];
  uint32_t frames;
} Meters;

/** A job at the worker that is to come back. */
typedef struct {
  bool is_running;
  bool is_refused; ///< it has to be handed over again
  unsigned n_lost; ///< times that it seemed to be lost
  uint32_t serial; ///< of the last time that it was handed over
  uint32_t frames; ///< that the worker has had for it
} JobWatch;

/** The way to the worker. A job is the worker's while its watch runs. */
typedef struct {
  LV2_Worker_Schedule* schedule;
  bool works_at_once;            ///< it runs inside schedule_work()
  _Atomic(uintptr_t) scheduling; ///< who is in there, or 0
  EarcupJob* engine_job;
  JobWatch designing;
  UiFeedJob* feed_job;
  JobWatch measuring;
  JobWatch fitting;  ///< a slice of a file's circuit
  unsigned noticed;  ///< EARCUP_BROKE and the like so far
  unsigned unlogged; ///< those still to be logged
} Worker;

/** What windows say and are told. */
typedef struct {
  LV2_Atom_Forge forge;
  LV2_Atom_Forge_Frame notify_frame;
  bool notify_open;
  unsigned to_send;      ///< a bit of each SendItem the window should get
  unsigned message_seen; ///< stamp of the message last sent
  unsigned memory_seen;  ///< stamp of the memory that the window knows
  bool file_refused;     ///< say that one was not even tried
  unsigned untold; ///< EARCUP_BROKE and the like that the window does not know
  Mailbox message; ///< about files and states: problem and note, terminated
  Mailbox memory;  ///< of the window, a terminated text or nothing
  _Atomic(float) window_scale;
} Messages;

typedef struct {
  double rate_hz;
  bool has_outside; ///< the variant with a sidechain
  void* port[PORT_COUNT];
  bool lacks_ports; ///< some audio port of this variant is not connected
  PluginHost host;
  Earcup* earcup;
  Controls controls;
  Meters meters;
  Worker worker;
  Messages messages;
  UiFeed feed;
  Listening listening;
  Files files;
  /* Unconnected inputs are silent, unconnected outputs go nowhere. */
  float silence[SPARE_FRAMES];
  float sink[SPARE_FRAMES];
} Plugin;

/** No value looks like these: the first run reads all controls. Thread: any. */
void controls_init(Plugin* plugin);

/** Follow the control ports; cheap when nothing has changed. Thread: rt. */
void controls_follow(Plugin* plugin);

/** Hear one of two settings instead of the ports', or those again. Meanwhile
    no meter moves, and no frames are sent. Thread: rt. */
void controls_hear_blind(Plugin* plugin, const Blind* blind);

/** As if nothing had been heard. Thread: any but rt. */
void meters_reset(Plugin* plugin);

/** Forget the last peaks, so that they stay secret. Thread: rt. */
void meters_forget_peaks(Plugin* plugin);

/** Update the meters' ports after a run. Thread: rt. */
void meters_update(Plugin* plugin, uint32_t n);

/** How it works has to be seen again. Thread: rt, or any while not running. */
void worker_forget(Plugin* plugin);

/** Whether a worker will serve jobs soon. Thread: rt. */
bool worker_may_wait(const Plugin* plugin);

/** Notices of the engine that nobody has had so far. Thread: rt. */
unsigned worker_take_notices(Plugin* plugin);

/** Hand the worker what there is to do. Thread: rt. */
void worker_schedule(Plugin* plugin, uint32_t n);

/** Have the worker read a file. False without a worker. Thread: rt. */
bool worker_load(Plugin* plugin,
                 EarcupFileSlot slot,
                 const char* path,
                 uint32_t size);

/** Have the worker fit the file of A or B as of another type, EARCUP_NO_HOUSING
   to guess it. False without a worker. Thread: rt. */
bool worker_tell_type(Plugin* plugin, EarcupFileSlot slot, EarcupHousing type);

/** Have the worker free what is no longer in use. Thread: rt. */
void worker_collect(Plugin* plugin);

/** What EARCUP_BROKE and the like mean to a user, one sentence. Thread: any. */
const char* worker_notice(unsigned notices);

/** Write what is still unlogged to the host's log. Thread: any while not
    running. */
void worker_log_rest(Plugin* plugin);

/** Read what has come in on the control port. Thread: rt. */
void messages_read(Plugin* plugin);

/** The window has gone, and with it a blind comparison and its wishes.
    Thread: rt. */
void messages_close_window(Plugin* plugin);

/** The window's wish for controls_hear_blind(). Thread: rt. */
void messages_read_blind(Plugin* plugin, const LV2_Atom_Object* object);

/** The window's wish for listening_ask(). Thread: rt. */
void messages_read_listening(Plugin* plugin, const LV2_Atom_Object* object);

/** Begin to write the answer, if there is a port for it. Thread: rt. */
void answers_begin(Plugin* plugin);

/** Finish the answer, after n frames. Thread: rt. */
void answers_end(Plugin* plugin, uint32_t n);

/** Have the window told of EARCUP_BROKE and the like. Thread: rt. */
void messages_notice(Plugin* plugin, unsigned notices);

/** Have the window told of other files. Thread: rt. */
void messages_files_changed(Plugin* plugin);

/** Say something in the log and in the window; no problem: all is well.
    Thread: worker, or restoring. */
void reports_tell(Plugin* plugin, const FilesReport* report);

/** Say what was found out later; what went wrong before stays. Thread: worker.
    @param note below FILES_MESSAGE_SIZE bytes */
void reports_add_note(Plugin* plugin, const char* note);

/** Keep the window's scale, or none (0) if it is out of range. Thread: any. */
void messages_set_scale(Plugin* plugin, float scale);

/** Whether size bytes are a text as a window's memory is: with its zero, and
    not too long. Thread: any. */
bool messages_is_memory(const char* text, size_t size);

/** Keep what a window is to remember, from a state. Thread: any but rt. */
void messages_restore_memory(Plugin* plugin, const char* text, size_t size);

extern const LV2_Worker_Interface worker_interface;
extern const LV2_State_Interface state_interface;

#endif
