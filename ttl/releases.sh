#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# releases.sh metainfo|news|changelog: the releases of releases.txt as AppStream
# XML, as plain text, or as a Debian changelog (by DEBEMAIL), on standard output.
set -eu
export LC_ALL=C
form=$1
grep -v '^#' "$(dirname "$0")/releases.txt" | while read -r line; do
  case $line in
    [0-9]*.[0-9]*' '????-??-??)
      printf 'R %s\t%s\t%s\n' "${line% *}" "${line#* }" \
        "$(date -u -R -d "${line#* }")" ;;
    *) printf 'I %s\n' "$line" ;;
  esac
done | awk -F '\t' -v form="$form" -v email="${DEBEMAIL:-}" '
  function begin() {
    if (form == "metainfo")
      print "    <release version=\"" version "\" date=\"" date \
        "\" type=\"development\">\n      <description>\n        <ul>"
    else if (form == "news")
      print (n++ ? "\n" : "") "Earcup " version " (" date ")\n"
    else
      print (n++ ? "\n" : "") "earcup (" version "-1) unstable; urgency=medium\n"
  }
  function end() {
    if (version == "") return
    if (form == "metainfo")
      print "        </ul>\n      </description>\n    </release>"
    else if (form == "changelog")
      print "\n -- The Earcup developers <" email ">  " long
  }
  /^R / { end(); version = substr($1, 3); date = $2; long = $3; begin() }
  /^I / {
    item = substr($0, 3)
    if (form == "metainfo") {
      gsub(/&/, "\\&amp;", item); gsub(/</, "\\&lt;", item)
      print "          <li>" item "</li>"
    } else {
      n_words = split("  * " item, word, " ")
      text = "  *"
      for (i = 2; i <= n_words; ++i) {
        if (length(text " " word[i]) > 76) { print text; text = "   " }
        text = text " " word[i]
      }
      print text
    }
  }
  END { end() }'
