#define _GNU_SOURCE
#include "CPosix.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct xylem_mutex {
  pthread_mutex_t mutex;
};

struct xylem_condition {
  pthread_cond_t condition;
};

/// A lock that answers with an error is corrupt memory; going on would corrupt the store.
static void require(int result, const char *call) {
  if (result == 0) return;
  fprintf(stderr, "xylem: %s failed: %s\n", call, strerror(result));
  abort();
}

xylem_mutex *xylem_mutex_create(void) {
  xylem_mutex *made = malloc(sizeof(xylem_mutex));
  if (!made) return NULL;
  pthread_mutexattr_t attributes;
  require(pthread_mutexattr_init(&attributes), "pthread_mutexattr_init");
#ifdef PTHREAD_ADAPTIVE_MUTEX_INITIALIZER_NP
  // Looks again for a moment before it sleeps: what happens under our locks takes less than that.
  require(pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_ADAPTIVE_NP), "pthread_mutex type");
#endif
  require(pthread_mutex_init(&made->mutex, &attributes), "pthread_mutex_init");
  pthread_mutexattr_destroy(&attributes);
  return made;
}

void xylem_mutex_destroy(xylem_mutex *mutex) {
  require(pthread_mutex_destroy(&mutex->mutex), "pthread_mutex_destroy");
  free(mutex);
}

void xylem_mutex_lock(xylem_mutex *mutex) {
  require(pthread_mutex_lock(&mutex->mutex), "pthread_mutex_lock");
}

void xylem_mutex_unlock(xylem_mutex *mutex) {
  require(pthread_mutex_unlock(&mutex->mutex), "pthread_mutex_unlock");
}

xylem_condition *xylem_condition_create(void) {
  xylem_condition *made = malloc(sizeof(xylem_condition));
  if (!made) return NULL;
  pthread_condattr_t attributes;
  require(pthread_condattr_init(&attributes), "pthread_condattr_init");
#ifndef __APPLE__
  require(pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC), "pthread_condattr_setclock");
#endif
  require(pthread_cond_init(&made->condition, &attributes), "pthread_cond_init");
  pthread_condattr_destroy(&attributes);
  return made;
}

void xylem_condition_destroy(xylem_condition *condition) {
  require(pthread_cond_destroy(&condition->condition), "pthread_cond_destroy");
  free(condition);
}

void xylem_condition_wait(xylem_condition *condition, xylem_mutex *mutex) {
  require(pthread_cond_wait(&condition->condition, &mutex->mutex), "pthread_cond_wait");
}

bool xylem_condition_wait_for(
    xylem_condition *condition, xylem_mutex *mutex, uint64_t milliseconds) {
  // A century stands for anything longer, so that the sum below cannot overflow.
  const uint64_t century = 3155760000000;
  if (milliseconds > century) milliseconds = century;
  struct timespec time = {0};
#ifndef __APPLE__
  clock_gettime(CLOCK_MONOTONIC, &time);
#endif
  time.tv_sec += (time_t)(milliseconds / 1000);
  time.tv_nsec += (long)(milliseconds % 1000) * 1000000;
  if (time.tv_nsec >= 1000000000) {
    time.tv_sec += 1;
    time.tv_nsec -= 1000000000;
  }
#ifdef __APPLE__
  int result = pthread_cond_timedwait_relative_np(&condition->condition, &mutex->mutex, &time);
#else
  int result = pthread_cond_timedwait(&condition->condition, &mutex->mutex, &time);
#endif
  if (result == ETIMEDOUT) return false;
  require(result, "pthread_cond_timedwait");
  return true;
}

void xylem_condition_signal(xylem_condition *condition) {
  require(pthread_cond_signal(&condition->condition), "pthread_cond_signal");
}

void xylem_condition_broadcast(xylem_condition *condition) {
  require(pthread_cond_broadcast(&condition->condition), "pthread_cond_broadcast");
}

struct xylem_thread {
  pthread_t thread;
};

/// What a thread needs to begin; it owns and frees this, for the handle may be gone by then.
struct start {
  void (*body)(void *);
  void *context;
  char name[16];
};

static void *run(void *argument) {
  struct start start = *(struct start *)argument;
  free(argument);
#ifdef __APPLE__
  pthread_setname_np(start.name);
#else
  pthread_setname_np(pthread_self(), start.name);
#endif
  start.body(start.context);
  return NULL;
}

/// Every signal but those a faulty instruction raises in the thread itself: blocking these would
/// only silence the crash report.
static void asynchronous_signals(sigset_t *signals) {
  sigfillset(signals);
  const int faults[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGSYS};
  for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) sigdelset(signals, faults[i]);
}

int xylem_thread_start(xylem_thread **thread, const char *name, void (*body)(void *),
                       void *context) {
  xylem_thread *made = malloc(sizeof(xylem_thread));
  struct start *start = calloc(1, sizeof(struct start));
  if (!made || !start) {
    free(made);
    free(start);
    return -ENOMEM;
  }
  start->body = body;
  start->context = context;
  strncpy(start->name, name, sizeof(start->name) - 1);

  sigset_t blocked, before;
  asynchronous_signals(&blocked);
  // The new thread inherits the mask of its maker.
  pthread_sigmask(SIG_SETMASK, &blocked, &before);
  int error = pthread_create(&made->thread, NULL, run, start);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  if (error) {
    free(made);
    free(start);
    return -error;
  }
  *thread = made;
  return 0;
}

int xylem_thread_join(xylem_thread *thread) {
  int error = pthread_join(thread->thread, NULL);
  if (error) return -error;
  free(thread);
  return 0;
}

void xylem_thread_detach(xylem_thread *thread) {
  require(pthread_detach(thread->thread), "pthread_detach");
  free(thread);
}

static _Thread_local void *mark_of_thread;

void *xylem_thread_mark(void) { return mark_of_thread; }

void xylem_mark_thread(void *mark) { mark_of_thread = mark; }
