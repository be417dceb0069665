# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
#
# The demo mix: presets/demo.abc played by FluidSynth into $(B)/demo/demo.wav
# (48 kHz, 24 bit, stereo), the same bytes every time. Needs the Debian
# packages abcmidi, fluidsynth and fluid-soundfont-gm; SOUNDFONT=file.sf2 on
# the command line plays it with another General MIDI SoundFont.

DEMO_WAV = $(B)/demo/demo.wav
# Puts the peak near -3 dBFS and the loudness near -19 LUFS.
DEMO_GAIN = 0.41

SOUNDFONT ?=
# Looked for when the recipe runs, since the same make may install it.
DEMO_SOUNDFONTS = $(if $(SOUNDFONT),$(call quote,$(SOUNDFONT)),\
  /usr/share/sounds/sf2/FluidR3_GM.sf2 /usr/share/sounds/sf2/default-GM.sf2)

DEMO_ROOM = -o synth.reverb.room-size=0.6 -o synth.reverb.damp=0.3 \
  -o synth.reverb.width=1.0 -o synth.reverb.level=0.9

# -f /dev/null keeps the user's own FluidSynth configuration out of the sound.
DEMO_SYNTH = fluidsynth -niq -f /dev/null -o synth.midi-bank-select=mma \
  -o synth.cpu-cores=1 $(DEMO_ROOM) -R 1 -C 1 -g $(DEMO_GAIN) -r 48000 -T wav -O s24

$(B)/demo/demo.mid: presets/demo.abc
	@mkdir -p $(@D)
	@abc2midi $< -o $@.part > $@.log
	@if grep -E 'Error|Warning' $@.log; then exit 1; fi; rm $@.log
	@mv $@.part $@

$(DEMO_WAV): $(B)/demo/demo.mid presets/demo.mk
	@for font in $(DEMO_SOUNDFONTS); do \
	  if [ -r "$$font" ]; then break; fi; font=; \
	done; \
	if [ -z "$$font" ]; then \
	  echo "No SoundFont in:" $(strip $(DEMO_SOUNDFONTS)) >&2; \
	  echo "Install fluid-soundfont-gm or give SOUNDFONT=file.sf2." >&2; \
	  exit 1; \
	fi; \
	echo "Playing presets/demo.abc with $$font"; \
	$(DEMO_SYNTH) -F $@.part "$$font" $< && mv $@.part $@
