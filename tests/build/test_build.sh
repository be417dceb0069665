#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# Installs to and uninstalls from folders with blanks and quotes in their names,
# touching nothing else; says what is missing; passes on flags. Needs the build
# in $B. $HARDENING is what the build used.
set -u
build=${B:-build}
status=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# The jobs of the make that runs this are not ours.
MAKEFLAGS=$(echo " ${MAKEFLAGS:-}" | sed 's/ -j[0-9]*//g; s/ --jobserver[^ ]*//g')
export MAKEFLAGS

fail() {
  echo "test_build: $*"
  status=1
}

run_make() {
  make -s --no-print-directory B="$build" "$@" >"$work/log" 2>&1
}

files_in() { (cd "$1" && find . ! -type d | LC_ALL=C sort); }

# --- a prefix that a shell would take apart ------------------------------
# What a careless rm would find
mkdir -p "$work/x/my" "$work/x/it" "$work/x/stuff"
echo precious >"$work/x/my/file"
echo precious >"$work/x/it/file"
files_in "$work/x" >"$work/before"
for name in 'my stuff' "it's" 'a "b" c' 'größer & mehr' 'my  * [stuff]'; do
  prefix="$work/x/$name"
  run_make install PREFIX="$prefix" || {
    fail "cannot install to $name:"
    cat "$work/log"
  }
  for file in bin/earcup-audition lib/lv2/earcup.lv2/earcup.so \
    lib/lv2/earcup.lv2/manifest.ttl share/man/man1/earcup-audition.1; do
    [ -f "$prefix/$file" ] || fail "$name: $file is not installed"
  done
  LV2_PATH="$prefix/lib/lv2" "$prefix/bin/earcup-audition" --list \
    >/dev/null || fail "$name: the installed command finds no plugin"
  run_make uninstall PREFIX="$prefix" || fail "cannot uninstall from $name"
  files_in "$work/x" | cmp -s - "$work/before" ||
    fail "installing to $name and back leaves: $(files_in "$work/x")"
  rm -rf "$prefix"
done

# --- the folder of the user, a staging folder ----------------------------
HOME="$work/a home" run_make install PREFIX='~/own' LV2DIR='~/.lv2' ||
  fail 'cannot install to ~'
[ -f "$work/a home/.lv2/earcup.lv2/earcup.so" ] || fail '~ is no home'
[ -x "$work/a home/own/bin/earcup-audition" ] || fail '~ is no home'
run_make install DESTDIR="$work/stage it" PREFIX=/usr || fail 'cannot stage'
[ -f "$work/stage it/usr/lib/lv2/earcup.lv2/earcup.so" ] ||
  fail 'DESTDIR is not used'
[ ! -e '~' ] || fail 'there is a folder called ~'

# --- what is missing is said ---------------------------------------------
cat >"$work/pkg-config" <<'E2'
#!/bin/sh
case "$*" in *"$EARCUP_MISSING"*) exit 1 ;; esac
exec pkg-config "$@"
E2
chmod +x "$work/pkg-config"
export EARCUP_MISSING=x11
run_make PKG_CONFIG="$work/pkg-config" UI=yes needs-window &&
  fail 'builds a window without X11'
grep -q 'x11 (Debian: libx11-dev)' "$work/log" || fail 'X11 is not asked for'
grep -q 'UI=no' "$work/log" || fail 'UI=no is not offered'
run_make PKG_CONFIG="$work/pkg-config" UI=no needs-command needs-plugin ||
  fail 'UI=no asks for X11'
EARCUP_MISSING=cairo
run_make PKG_CONFIG="$work/pkg-config" UI=no needs-command &&
  fail 'UI=no builds a command without cairo'
grep -q 'cairo (Debian: libcairo2-dev)' "$work/log" ||
  fail 'UI=no does not ask for cairo'
run_make B="$work/two words" clean && fail 'B may have blanks'

# --- flags ---------------------------------------------------------------
make -n --no-print-directory B="$work/new" CPPFLAGS=-DEARCUP_MARK UI=yes all \
  >"$work/log" 2>/dev/null
grep -- ' -c -o ' "$work/log" | grep -v EARCUP_MARK >"$work/unmarked"
[ -s "$work/log" ] && [ ! -s "$work/unmarked" ] ||
  fail "CPPFLAGS is not honoured: $(head -n 1 "$work/unmarked")"
make -n --no-print-directory B="$work/new" HARDENING= HARDENING_LDFLAGS= \
  UI=yes all >"$work/log" 2>/dev/null
! grep -q 'stack-protector\|FORTIFY\|relro' "$work/log" ||
  fail 'hardening cannot be switched off'
if [ -n "${HARDENING:-}" ]; then
  for binary in "$build/earcup-audition" "$build"/lv2/earcup.lv2/*.so; do
    readelf -dW "$binary" | grep -q 'BIND_NOW' || fail "$binary: no BIND_NOW"
    readelf -lW "$binary" | grep -q 'GNU_RELRO' || fail "$binary: no RELRO"
    for symbol in __stack_chk_fail __snprintf_chk; do
      readelf --dyn-syms -W "$binary" | grep -q "$symbol" ||
        fail "$binary: no $symbol"
    done
  done
  for kernel in "$build"/obj/dsp/filter/resonator*.o; do
    ! readelf -sW "$kernel" | grep -q __stack_chk ||
      fail "$kernel checks its stack"
  done
fi

exit $status
