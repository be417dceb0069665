// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/x11keys.h"

#include <X11/keysym.h>

#include <stdint.h>

static void
to_utf8(uint32_t code, char* text)
{
  if (code < 0x80) {
    *text++ = (char)code;
  } else if (code < 0x800) {
    *text++ = (char)(0xC0 | code >> 6);
    *text++ = (char)(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    *text++ = (char)(0xE0 | code >> 12);
    *text++ = (char)(0x80 | (code >> 6 & 0x3F));
    *text++ = (char)(0x80 | (code & 0x3F));
  } else {
    *text++ = (char)(0xF0 | (code >> 18 & 0x07));
    *text++ = (char)(0x80 | (code >> 12 & 0x3F));
    *text++ = (char)(0x80 | (code >> 6 & 0x3F));
    *text++ = (char)(0x80 | (code & 0x3F));
  }
  *text = '\0';
}

bool
x11keys_translate(KeySym symbol, Key* key, char* text)
{
  static const struct {
    KeySym symbol;
    Key key;
  } keys[] = {
    { XK_Return, KEY_ENTER },
    { XK_KP_Enter, KEY_ENTER },
    { XK_Escape, KEY_ESCAPE },
    { XK_BackSpace, KEY_BACKSPACE },
    { XK_Delete, KEY_DELETE },
    { XK_KP_Delete, KEY_DELETE },
    { XK_Left, KEY_LEFT },
    { XK_Right, KEY_RIGHT },
    { XK_Home, KEY_HOME },
    { XK_End, KEY_END },
    { XK_Up, KEY_UP },
    { XK_Down, KEY_DOWN },
    { XK_Page_Up, KEY_PAGE_UP },
    { XK_Page_Down, KEY_PAGE_DOWN },
    { XK_Tab, KEY_TAB },
    { XK_ISO_Left_Tab, KEY_TAB },
    { XK_Menu, KEY_MENU },
    { XK_KP_Left, KEY_LEFT },
    { XK_KP_Right, KEY_RIGHT },
    { XK_KP_Home, KEY_HOME },
    { XK_KP_End, KEY_END },
    { XK_KP_Up, KEY_UP },
    { XK_KP_Down, KEY_DOWN },
    { XK_KP_Page_Up, KEY_PAGE_UP },
    { XK_KP_Page_Down, KEY_PAGE_DOWN },
  };
  for (unsigned i = 0; i < sizeof(keys) / sizeof(*keys); ++i) {
    if (keys[i].symbol == symbol) {
      *key = keys[i].key;
      *text = '\0';
      return true;
    }
  }
  uint32_t code = 0;
  if (symbol >= XK_KP_0 && symbol <= XK_KP_9) {
    code = (uint32_t)('0' + (symbol - XK_KP_0));
  } else if (symbol == XK_KP_Decimal || symbol == XK_KP_Separator) {
    code = '.';
  } else if (symbol == XK_KP_Subtract) {
    code = '-';
  } else if ((symbol >= 0x20 && symbol <= 0x7E) ||
             (symbol >= 0xA0 && symbol <= 0xFF)) {
    code = (uint32_t)symbol; // Latin-1 symbols are their code points
  } else if (symbol > 0x1000000 && symbol <= 0x110FFFF) {
    code = (uint32_t)(symbol - 0x1000000);
  }
  if (!code) {
    return false;
  }
  *key = KEY_TEXT;
  to_utf8(code, text);
  return true;
}
