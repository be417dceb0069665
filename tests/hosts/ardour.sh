#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# Ardour 7, scripted: insert, load a preset, automate the morph, export.
. "$(dirname "$0")/common.sh"
need ardour7-lua ardour
preset='Translation: Studio closed against open reference'
settings='match=0 morph=1@1.0666666667 morph=0.25@3.2'
render_expected -p "$preset" -c freewheel=1

# Export as 32 bit float, which Ardour's own presets don't.
HOME=$work
XDG_CONFIG_HOME=$work/.config
export HOME XDG_CONFIG_HOME
export_folder=$XDG_CONFIG_HOME/ardour7/export
mkdir -p "$export_folder"
cat >"$export_folder/earcup.preset" <<E2
<?xml version="1.0" encoding="UTF-8"?>
<ExportPreset id="d0d7ae26-8a4f-4be9-9e26-6ea2c7f0c6a4" name="earcup">
  <ExportFormat id="20b4ab09-6452-4cb3-bd66-b921cdbd2942"/>
  <ExportFilename>
    <Folder relative="1" path="export"/>
    <Field name="label" enabled="0"/>
    <Field name="session" enabled="0"/>
    <Field name="snapshot" enabled="0"/>
    <Field name="timespan" enabled="1"/>
    <Field name="revision" enabled="0"/>
    <Field name="time" enabled="0" value="T_None"/>
    <Field name="date" enabled="0" value="D_None"/>
  </ExportFilename>
</ExportPreset>
E2

timeout 60 ardour7-lua "$here/ardour.lua" "$work/session" "$uri" "$preset" \
  "$work/in.wav" 288000 >"$work/log" 2>&1
[ -s "$work/session/out.wav" ]
check 'Ardour inserts, loads the preset, automates and exports' $?
[ $failed -eq 0 ] || tail -n 20 "$work/log"
! grep 'patch:Set' "$work/log"
check 'Ardour knows every property that the plugin sets' $?
compare 'Ardour sounds the same' "$work/session/out.wav"
conclude
