/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright the Earcup developers */
#ifndef EARCUP_DOOR_FILES_H
#define EARCUP_DOOR_FILES_H

/* Measured files. */

#include "dsp/door/catalogue.h"
#include "dsp/door/status.h"

EARCUP_BEGIN

typedef struct EarcupFiles EarcupFiles;

/** The three places that a measured file can be for. */
typedef enum {
  EARCUP_FILE_A,
  EARCUP_FILE_B,
  EARCUP_FILE_WEARING,
  EARCUP_FILE_SLOTS
} EarcupFileSlot;

/** Those whose files get circuits: A and B. */
#define EARCUP_CIRCUIT_SLOTS 2

/** A response as it was measured. */
typedef struct {
  EarcupCurve relative; /* dB re the neutral target, 0 dB mean over 0.3-3 kHz */
  double first_hz;      /* lowest and highest frequency measured */
  double last_hz;
  bool is_limited;    /* it comes from an equaliser, which boosts no more than
                         some dB: where it says -5 dB, there may be less */
  EarcupHousing type; /* EARCUP_NO_HOUSING if it is not known */
} EarcupMeasurement;

/** What there is for one place; valid as long as the files. */
typedef struct {
  const char* name;                  /* as it was given, NULL for none */
  const char* note;                  /* as it was given, never NULL */
  const EarcupMeasurement* response; /* NULL for none; its type is the one that
                                        it was fitted as */
  bool can_have_circuit;             /* enough of it was measured */
  const double* circuit;             /* EARCUP_CIRCUIT_VALUES, NULL for none */
  EarcupHousing housing;             /* type of the circuit */
  double certainty;                  /* of that, 0..1; 1 if it was told */
} EarcupFile;

/** Numbers that a circuit is made of. */
#define EARCUP_CIRCUIT_VALUES 11

/** Holds what can be noted of a file. */
#define EARCUP_NOTE_SIZE 256

/** Files like others (NULL: of none), to be changed before they are used.
    @param with_filters those that were designed too; then no response may
    change
    Thread: worker. NULL when out of memory. */
EarcupFiles* earcup_copy_files(const EarcupFiles* files, bool with_filters);

/** Thread: worker. NULL is fine. */
void earcup_free_files(EarcupFiles* files);

/** Put a file in a place, without a circuit.
    @param response copied; NULL for none
    @param name whatever it is called by, copied; NULL for none
    @param note cut to EARCUP_NOTE_SIZE bytes
    Thread: worker. False when out of memory: all stays. */
bool earcup_put_file(EarcupFiles* files,
                     EarcupFileSlot slot,
                     const EarcupMeasurement* response,
                     const char* name,
                     const char* note);

/** Go on with a fit of a circuit to a file that can have one, or begin anew for
    another place or type: seal, pads, cup and port then act on it as on any
    headphone, and untouched it stays as it was measured.
    @param type what it is, EARCUP_NO_HOUSING to guess open or closed
    @param steps of some 35 us at most, 250 to 1600 are needed; 0: as many
    @param is_done set to whether it has got its circuit
    Thread: worker. EARCUP_NO_MEMORY: it stays without. */
EarcupStatus earcup_fit_file(EarcupFiles* files,
                             EarcupFileSlot slot,
                             EarcupHousing type,
                             unsigned steps,
                             bool* is_done);

/** Design the filters that the files need at a rate.
    Thread: worker (some 10 ms, 0.2 s at most). EARCUP_NO_MEMORY or
    EARCUP_BAD_RATE: they have none. */
EarcupStatus earcup_design_files(EarcupFiles* files, double rate_hz);

/** @param files NULL for none. Thread: any, audio too. */
EarcupFile earcup_file(const EarcupFiles* files, EarcupFileSlot slot);

/** How far filters leave the responses at most, dB, but where those move by
    more than 24 dB an octave. Thread: any. */
double earcup_files_error_db(const EarcupFiles* files);

/** A file as it was read into memory; no bytes: none for that place. */
typedef struct {
  const void* data;
  size_t size;
} EarcupText;

/**
   All of that at once, for files in any of the formats that Earcup reads: rows
   of frequency and level, or an equaliser's filters.

   @param rate_hz that of the Earcup it is for
   @param message receives what was wrong, or "", message_size > 0 bytes
   Thread: worker (some 20 ms a file). NULL if one cannot be read or there is
   none.
*/
EarcupFiles* earcup_read_files(double rate_hz,
                               const EarcupText text[EARCUP_FILE_SLOTS],
                               EarcupStatus* status,
                               char* message,
                               size_t message_size);

/** Give a file in its place a circuit that was found before: the numbers of an
    EarcupFile. Thread: worker. Cannot fail. */
void earcup_put_circuit(EarcupFiles* files,
                        EarcupFileSlot slot,
                        const double circuit[EARCUP_CIRCUIT_VALUES],
                        EarcupHousing housing,
                        double certainty);

EARCUP_END

#endif
