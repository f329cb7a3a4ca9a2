#ifndef CEDIT_SHIM_H
#define CEDIT_SHIM_H
#include <stdio.h>
#include <histedit.h>

/* The streams are variables, which Swift does not share between threads. */
static inline EditLine *cedit_open(const char *program) { return el_init(program, stdin, stdout, stderr); }

/* `el_set` and `history` take a variable number of arguments, which Swift does not call. */

typedef char *(*cedit_prompt)(EditLine *);
typedef unsigned char (*cedit_function)(EditLine *, int);

static inline int cedit_set_prompt(EditLine *editor, cedit_prompt prompt) {
  return el_set(editor, EL_PROMPT, prompt);
}
static inline int cedit_set_editor(EditLine *editor, const char *keys) { return el_set(editor, EL_EDITOR, keys); }
static inline int cedit_set_history(EditLine *editor, History *events) {
  return el_set(editor, EL_HIST, history, events);
}
static inline int cedit_set_client_data(EditLine *editor, void *data) { return el_set(editor, EL_CLIENTDATA, data); }
static inline void *cedit_client_data(EditLine *editor) {
  void *data = NULL;
  el_get(editor, EL_CLIENTDATA, &data);
  return data;
}
static inline int cedit_set_signals(EditLine *editor, int is_on) { return el_set(editor, EL_SIGNAL, is_on); }
static inline int cedit_add_function(EditLine *editor, const char *name, const char *help, cedit_function body) {
  return el_set(editor, EL_ADDFN, name, help, body);
}
static inline int cedit_bind(EditLine *editor, const char *key, const char *function) {
  return el_set(editor, EL_BIND, key, function, NULL);
}
/* A setting of the terminal while a line is edited. */
static inline int cedit_set_terminal(EditLine *editor, const char *setting) {
  return el_set(editor, EL_SETTY, "-d", setting, NULL);
}
/* Puts the terminal into the state in which lines are edited, as `el_gets` does only after the prompt. */
static inline int cedit_prepare(EditLine *editor) { return el_set(editor, EL_PREP_TERM, 1); }
static inline int cedit_set_history_size(History *events, int size) {
  HistEvent event;
  return history(events, &event, H_SETSIZE, size);
}
static inline int cedit_set_history_unique(History *events, int is_on) {
  HistEvent event;
  return history(events, &event, H_SETUNIQUE, is_on);
}
static inline int cedit_enter(History *events, const char *line) {
  HistEvent event;
  return history(events, &event, H_ENTER, line);
}
static inline int cedit_load(History *events, const char *path) {
  HistEvent event;
  return history(events, &event, H_LOAD, path);
}
static inline int cedit_save(History *events, const char *path) {
  HistEvent event;
  return history(events, &event, H_SAVE, path);
}

#endif
