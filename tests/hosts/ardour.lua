-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright the Earcup developers
-- ardour7-lua ardour.lua SESSION_FOLDER URI PRESET IN.wav FRAMES
-- Makes a session with a stereo track that plays IN.wav through the plugin with
-- a preset and an automated morph, and exports it as "out".

local folder, uri, label, wav, frames = arg[1], arg[2], arg[3], arg[4], arg[5]
local name = "earcup"
local rate = 48000
-- Ardour counts time in fractions that all rates divide.
local superclock = 282240000

local function start_engine()
  assert(AudioEngine:set_backend("None (Dummy)", "", ""))
end

local function stop(what)
  print("FAIL " .. what)
  close_session()
  quit()
  os.exit(1)
end

-- Where the morph jumps, in frames; the shell script tells earcup-audition the
-- same. Both are ends of blocks of any length and whole ticks of a beat, in
-- which Ardour keeps automation. It hears of the first point at the first block
-- that begins after it, hence the head start.
local jumps = { { 0, 0 }, { 51200 - 300, 1 }, { 153600, 0.25 } }

local function find_parameter(plugin, wanted)
  for i = 0, plugin:parameter_count() - 1 do
    local port, is_good = plugin:nth_parameter(i, true)
    if is_good and plugin:parameter_label(port) == wanted then
      return i, port
    end
  end
  stop("no parameter " .. wanted)
end

local function automate(processor, wanted)
  local index, port =
    find_parameter(processor:to_insert():plugin(0), wanted)
  local al, cl, pd = ARDOUR.LuaAPI.plugin_automation(processor, index)
  if al:isnil() then stop("no automation") end
  cl:set_interpolation(Evoral.InterpolationStyle.Discrete)
  for _, jump in ipairs(jumps) do
    cl:add(Temporal.timepos_t(jump[1]), jump[2], false, true)
  end
  local control = processor:to_automatable():automation_control(
    Evoral.Parameter(ARDOUR.AutomationType.PluginAutomation, 0, port), false)
  control:set_automation_state(ARDOUR.AutoState.Play)
end

local function make_session()
  local session = create_session(folder, name, rate)
  if not session then stop("no session") end
  local tracks = session:new_audio_track(2, 2, nil, 1, "mix",
    ARDOUR.PresentationInfo.max_order, ARDOUR.TrackMode.Normal, true)
  local processor =
    ARDOUR.LuaAPI.new_plugin(session, uri, ARDOUR.PluginType.LV2, "")
  if processor:isnil() then stop("Ardour does not find the plugin") end
  if tracks:front():add_processor_by_index(processor, 0, nil, true) ~= 0 then
    stop("Ardour does not insert the plugin")
  end
  local plugin = processor:to_insert():plugin(0)
  local preset = plugin:preset_by_label(label)
  if not preset or not plugin:load_preset(preset) then
    stop("Ardour does not load the preset")
  end
  local match = find_parameter(plugin, "Match loudness")
  if not ARDOUR.LuaAPI.set_processor_param(processor, match, 0) then
    stop("Ardour does not set a parameter")
  end
  automate(processor, "Morph A to B")
  session:save_state("")
  close_session()
end

-- There is no import without the editor: the region is written into the saved
-- session.
local function add_region()
  local path = folder .. "/" .. name .. ".ardour"
  local file = assert(io.open(path))
  local text = file:read("a")
  file:close()
  local length = string.format("%d", superclock // rate * frames)
  local sources = ""
  for channel = 0, 1 do
    sources = sources .. string.format(
      '<Source name="%s" take-id="" type="audio" flags="" id="%d" ' ..
      'natural-position="a0" channel="%d" origin="%s" gain="1"/>\n',
      wav, 90001 + channel, channel, wav)
  end
  local region = string.format(
    '<Region name="mix" muted="0" opaque="1" locked="0" video-locked="0" ' ..
    'automatic="0" whole-file="%%d" import="0" external="0" hidden="0" ' ..
    'position-locked="0" valid-transients="0" start="a0" ' ..
    'length="a%s@a0" ' ..
    'layering-index="0" envelope-active="0" default-fade-in="0" ' ..
    'default-fade-out="0" fade-in-active="0" fade-out-active="0" ' ..
    'scale-amplitude="1" channels="2" type="audio" first-edit="nothing" ' ..
    'source-0="90001" source-1="90002" master-source-0="90001" ' ..
    'master-source-1="90002" id="%%d"/>\n', length)
  local n
  text, n = text:gsub("<Sources/>", "<Sources>\n" .. sources .. "</Sources>")
  assert(n == 1)
  text, n = text:gsub("<Regions/>",
    "<Regions>\n" .. string.format(region, 1, 90003) .. "</Regions>")
  assert(n == 1)
  text, n = text:gsub('(<Playlist id="[^>]*name="mix"[^>]*)/>',
    "%1>\n" .. string.format(region, 0, 90004):gsub("%%", "%%%%") ..
    "</Playlist>")
  assert(n == 1)
  file = assert(io.open(path, "w"))
  file:write(text)
  file:close()
end

local function export()
  local session = load_session(folder, name)
  if not session then stop("the session does not load again") end
  local export = session:simple_export()
  export:set_folder(folder)
  export:set_name("out")
  export:set_range(0, tonumber(frames))
  if not export:set_preset("d0d7ae26-8a4f-4be9-9e26-6ea2c7f0c6a4") then
    stop("no export preset")
  end
  export:check_outputs()
  export:run_export()
  -- Closing it now would wait for ever for threads of the dummy engine.
  os.exit(0)
end

start_engine()
make_session()
add_region()
export()
