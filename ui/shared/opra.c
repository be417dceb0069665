// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/shared/opra.h"

#include "plugin/text/textwriter.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#define MARK ".jsonl#"
#define TEXT 4096
#define LINE_MAX_BYTES ((size_t)1 << 20)

/** What has been read of a database. */
typedef struct {
  json_t* vendors;  ///< names by id
  json_t* products; ///< data by id
  json_t* eqs;      ///< in their order: data with the "id" put in
} Database;

static const char*
text_of(const json_t* object, const char* key)
{
  const char* const text = json_string_value(json_object_get(object, key));
  return text ? text : "";
}

/** Read lines until one has that id, or all; false if none was an entry. */
static bool
read_database(FILE* file, const char* id, Database* database)
{
  char* line = NULL;
  size_t room = 0;
  size_t entries = 0;
  for (ssize_t n = getline(&line, &room, file); n > 0;
       n = getline(&line, &room, file)) {
    json_t* const entry =
      (size_t)n < LINE_MAX_BYTES ? json_loadb(line, (size_t)n, 0, NULL) : NULL;
    json_t* const data = json_object_get(entry, "data");
    const char* const type = text_of(entry, "type");
    const char* const name = text_of(entry, "id");
    entries += json_is_object(data);
    if (!json_is_object(data)) {
      // none of ours
    } else if (!strcmp(type, "vendor")) {
      json_object_set(database->vendors, name, json_object_get(data, "name"));
    } else if (!strcmp(type, "product")) {
      json_object_set(database->products, name, data);
    } else if (!strcmp(type, "eq") && (!id || !strcmp(id, name))) {
      json_object_set(data, "id", json_object_get(entry, "id"));
      json_array_append(database->eqs, data);
    }
    json_decref(entry);
  }
  free(line);
  return entries > 0;
}

static bool
open_database(const char* path, const char* id, Database* database)
{
  FILE* const file = fopen(path, "r");
  *database = (Database){ json_object(), json_object(), json_array() };
  const bool good = file && read_database(file, id, database);
  if (file) {
    fclose(file);
  }
  return good;
}

static void
close_database(Database* database)
{
  json_decref(database->vendors);
  json_decref(database->products);
  json_decref(database->eqs);
}

/** Tabs and line breaks part what is listed. */
static void
keep_apart(char* text)
{
  for (; *text; ++text) {
    *text = (unsigned char)*text < ' ' ? ' ' : *text;
  }
}

/** Names of an equaliser, TEXT bytes each; false if it is for no headphone or
    of a kind that is not known. */
static bool
name_equaliser(const Database* database,
               const json_t* eq,
               char* name,
               char* source)
{
  const json_t* const product =
    json_object_get(database->products, text_of(eq, "product_id"));
  const char* const vendor = json_string_value(
    json_object_get(database->vendors, text_of(product, "vendor_id")));
  const char* const details = text_of(eq, "details");
  snprintf(name,
           TEXT,
           "%s%s%s",
           vendor ? vendor : "",
           vendor ? " " : "",
           text_of(product, "name"));
  snprintf(source,
           TEXT,
           "OPRA, %s%s%s",
           text_of(eq, "author"),
           *details ? ", " : "",
           details);
  keep_apart(name);
  keep_apart(source);
  return *text_of(product, "name") &&
         !strcmp(text_of(eq, "type"), "parametric_eq");
}

bool
opra_list(const char* path, NameList* rows)
{
  Database database;
  const bool good = open_database(path, NULL, &database);
  const size_t n = json_array_size(database.eqs);
  for (size_t i = 0; i < n; ++i) {
    const json_t* const eq = json_array_get(database.eqs, i);
    char name[TEXT];
    char source[TEXT];
    char row[3 * TEXT];
    const char* const id = text_of(eq, "id");
    if (*id && !strpbrk(id, "\t\n/") &&
        name_equaliser(&database, eq, name, source)) {
      snprintf(row, sizeof(row), "%s\t%s\t%s", id, name, source);
      name_list_add(rows, row, strlen(row));
    }
  }
  close_database(&database);
  return good;
}

/* --- one of them --------------------------------------------------------- */

static void
put_number(FILE* file, const char* before, const json_t* value)
{
  char text[32];
  Writer writer = writer_begin(text, sizeof(text));
  writer_number(&writer, json_number_value(value), 3);
  fprintf(file, "%s%s", before, text);
}

static void
put_band(FILE* file, const json_t* band)
{
  static const struct {
    const char* name;
    const char* command;
    bool gain;
  } types[] = { { "peak_dip", "PK", true },    { "low_shelf", "LSC", true },
                { "high_shelf", "HSC", true }, { "low_pass", "LPQ", false },
                { "high_pass", "HPQ", false }, { "band_pass", "BP", false },
                { "band_stop", "NO", false } };
  for (size_t i = 0; i < sizeof(types) / sizeof(*types); ++i) {
    if (!strcmp(types[i].name, text_of(band, "type"))) {
      const json_t* const q = json_object_get(band, "q");
      fprintf(file, "Filter: ON %s", types[i].command);
      put_number(file, " Fc ", json_object_get(band, "frequency"));
      fputs(" Hz", file);
      if (types[i].gain) {
        put_number(file, " Gain ", json_object_get(band, "gain_db"));
        fputs(" dB", file);
      }
      if (q) {
        put_number(file, " Q ", q);
      } else if (!types[i].gain) {
        fputs(" Q 0.707", file);
      }
      fputs("\n", file);
    }
  }
}

/** As Equalizer APO has it; to be freed. */
static char*
equaliser_text(const json_t* eq, const char* name, const char* source)
{
  char* text = NULL;
  size_t size = 0;
  FILE* const file = open_memstream(&text, &size);
  const json_t* const parameters = json_object_get(eq, "parameters");
  const json_t* const bands = json_object_get(parameters, "bands");
  if (!file) {
    return NULL;
  }
  fprintf(file, "# %s\n# %s, CC BY-SA 4.0\n", name, source);
  put_number(file, "Preamp: ", json_object_get(parameters, "gain_db"));
  fputs(" dB\n", file);
  for (size_t i = 0; i < json_array_size(bands); ++i) {
    put_band(file, json_array_get(bands, i));
  }
  return fclose(file) ? NULL : text;
}

static bool
write_equaliser(const Database* database, const json_t* eq, char* path)
{
  char name[TEXT];
  char source[TEXT];
  char file[TEXT];
  if (!eq || !name_equaliser(database, eq, name, source)) {
    return false;
  }
  snprintf(file, sizeof(file), "opra/%.100s (%.100s).txt", name, source);
  for (char* c = file + strlen("opra/"); *c; ++c) {
    *c = *c == '/' ? '-' : *c;
  }
  char* const text = equaliser_text(eq, name, source);
  const bool good = text && userfile_path(USERFILE_DATA, file, path) &&
                    userfile_write(path, text, strlen(text));
  free(text);
  return good;
}

bool
opra_resolve(const char* path, char* file)
{
  const char* const mark = strstr(path, MARK);
  char database_path[USERFILE_PATH];
  if (!mark) {
    snprintf(file, USERFILE_PATH, "%s", path);
    return true;
  }
  const char* const id = mark + strlen(MARK);
  Database database;
  snprintf(
    database_path, sizeof(database_path), "%.*s", (int)(id - path - 1), path);
  const bool good =
    open_database(database_path, id, &database) &&
    write_equaliser(&database, json_array_get(database.eqs, 0), file);
  close_database(&database);
  return good;
}
