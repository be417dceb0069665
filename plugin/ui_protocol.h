// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_UI_PROTOCOL_H
#define EARCUP_UI_PROTOCOL_H

/* What plugin and window say to each other over the atom ports, besides
   patch:Get and patch:Set of the files in uris.h. None of the rest is a
   patch:Set, for hosts take those for properties of the plugin.

   Window to plugin, on `control`:
   - an object of type ui_on every second while the window is open, with the
     property spectrum (atom:Int, one of NotifySpectrum). The plugin forgets
     the window 3 s after the last one.
   - an object of type ui_off when it closes.
   - patch:Get without a property when it opens: send everything.
   - an object of type window with the property window_scale or window_memory
     when they have changed.
   - an object of type blind, each time whole and once a second: with the
     properties values, an atom:Vector of two times PORT_COUNT floats;
   originals, an atom:Int, bit i: number i is the input instead; heard, an
   atom:Int, 0 or
     1. Until one comes without values, or the window goes, or an export begins,
     that one is heard instead of the ports (blind.h says of which); nothing is
     measured and no frame is sent, so nothing tells which one it is.

   - an object of type listening, each time whole and once a second: with the
     properties band, an atom:Vector of two floats, the edges of what is to be
     heard alone, in Hz, and gain, an atom:Float, by how many dB the vocal
     microphone is to be louder than its true level (listening.h). What is
     missing is not wanted. It ends with one that has neither, 3 s after the
     last one, with the window, and is never heard in an export, in a blind
     comparison or while Earcup is off. Levels and spectrum of a frame are those
     before the band was taken out.

   Plugin to window, on `notify`:
   - while a window is open, an object of type frame, at most NOTIFY_RATE_HZ
     times a second, with the property values: one atom:Vector of NOTIFY_FLOATS
     floats in the order of NotifyField. With all headers it stays below 1 KB.
   As answers to patch:Get and whenever one changes, each as soon as it fits:
   - patch:Set of file_a, file_b, file_wearing (atom:Path, empty if none), and
   of type_a and type_b (atom:Int, see uris.h).
   - an object of type curve with the properties slot (atom:Int, a
   EarcupFileSlot) and values: an atom:Vector of EARCUP_GRID_POINTS floats, dB
   re neutral, or of none if no file could be read for that slot. The window
   reads no files itself. With a circuit it has the properties circuit, an
   atom:Vector of EARCUP_CIRCUIT_VALUES floats, housing (atom:Int, a
   EarcupHousing) and certainty (atom:Float, 0..1; 1 if the type was told).
   - an object of type message with the property text (atom:String): what was
     wrong with a file or a state; an empty string once all is well; and perhaps
     the property note (atom:String): what was understood of a file. The window
     shows them in the hint line.
   - an object of type window with the properties window_scale and
     window_memory. */

#include "plugin/uris.h"

#include "dsp/filter/analyser.h"

#define EARCUP__ui_on EARCUP_PREFIX "ui_on"
#define EARCUP__ui_off EARCUP_PREFIX "ui_off"
#define EARCUP__spectrum EARCUP_PREFIX "spectrum"
#define EARCUP__frame EARCUP_PREFIX "frame"
#define EARCUP__values EARCUP_PREFIX "values"
#define EARCUP__curve EARCUP_PREFIX "curve"
#define EARCUP__slot EARCUP_PREFIX "slot"
#define EARCUP__circuit EARCUP_PREFIX "circuit"
#define EARCUP__housing EARCUP_PREFIX "housing"
#define EARCUP__certainty EARCUP_PREFIX "certainty"
#define EARCUP__message EARCUP_PREFIX "message"
#define EARCUP__text EARCUP_PREFIX "text"
#define EARCUP__note EARCUP_PREFIX "note"
#define EARCUP__window EARCUP_PREFIX "window"
#define EARCUP__blind EARCUP_PREFIX "blind"
#define EARCUP__originals EARCUP_PREFIX "originals"
#define EARCUP__heard EARCUP_PREFIX "heard"
#define EARCUP__listening EARCUP_PREFIX "listening"
#define EARCUP__band EARCUP_PREFIX "band"
#define EARCUP__gain EARCUP_PREFIX "gain"

/** atom:Float, the scale chosen in the window's menu (1 = 100 %), 0 = none
    chosen: the plugin only keeps it in its state. */
#define EARCUP__window_scale EARCUP_PREFIX "window_scale"

/** atom:String of at most NOTIFY_MEMORY_SIZE bytes with its zero: slots, undo,
    and view, as only the window reads and writes it (ui/window/memory.h).
    The plugin keeps it, in its state too: a window may close at any time. */
#define EARCUP__window_memory EARCUP_PREFIX "window_memory"
#define NOTIFY_MEMORY_SIZE 6144

#define NOTIFY_RATE_HZ 25
#define NOTIFY_UI_TIMEOUT_S 3

/* Spectrum: band i spans 20 Hz * 1000^(i/100) to 20 Hz * 1000^((i+1)/100). */
#define NOTIFY_BANDS ANALYSER_BANDS
#define NOTIFY_FIRST_HZ ANALYSER_FIRST_HZ
#define NOTIFY_DECADES ANALYSER_DECADES
#define NOTIFY_FLOOR_DB ((float)LEVEL_FLOOR_DB)

/** Which signal the window wants to see analysed. */
typedef enum {
  NOTIFY_SPECTRUM_OFF,  ///< no analysis, the bands hold NOTIFY_FLOOR_DB
  NOTIFY_SPECTRUM_PRE,  ///< the input
  NOTIFY_SPECTRUM_POST, ///< the output
} NotifySpectrum;

/** Fields of a frame. Levels since the last frame, never below the floor. */
typedef enum {
  NOTIFY_PEAK_L,     ///< output peak, dBFS
  NOTIFY_PEAK_R,     ///< output peak, dBFS
  NOTIFY_RMS_L,      ///< output RMS, dBFS, full-scale sine = -3
  NOTIFY_RMS_R,      ///< output RMS, dBFS, full-scale sine = -3
  NOTIFY_MATCH_GAIN, ///< gain of "match" now applied, dB
  NOTIFY_MONO_ERROR, ///< as crossfeed_mono_error, dB
  NOTIFY_LOUDNESS,   ///< of the output, last 3 s, LUFS
  NOTIFY_TRUE_PEAK,  ///< of the output, dBTP, since the last frame
  NOTIFY_EXPORTING,  ///< 1 while the host renders offline, else 0
  NOTIFY_BANDS_FROM, ///< then NOTIFY_BANDS: mean power of left and right in
                     ///< the band, dB, a full-scale sine in it = 0
  NOTIFY_RESULT_FROM = NOTIFY_BANDS_FROM + NOTIFY_BANDS,
  ///< then NOTIFY_BANDS: response to Mid of the weights now in use at the
  ///< bands' geometric centres, dB, without match and output gain; NaN in the
  ///< first one if not known
  NOTIFY_FLOATS = NOTIFY_RESULT_FROM + NOTIFY_BANDS
} NotifyField;

#endif
