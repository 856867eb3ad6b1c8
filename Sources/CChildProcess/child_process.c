#define _GNU_SOURCE
#include "child_process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

// Swift's backtracer would keep a crashed child from ending.
static char no_backtrace[] = "SWIFT_BACKTRACE=enable=no";

static char **child_environment(void) {
    size_t count = 0;
    while (environ[count]) count++;
    char **copy = calloc(count + 2, sizeof *copy);
    if (!copy) return 0;
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (strncmp(environ[i], "SWIFT_BACKTRACE=", 16) != 0) copy[kept++] = environ[i];
    copy[kept] = no_backtrace;
    return copy;
}

// Sanitizers reserve more address space than any limit would leave.
static void limit_memory(int pid, size_t memory) {
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
    return;
#endif
#endif
    struct rlimit limit = {memory, memory};
    prlimit(pid, RLIMIT_AS, &limit, 0);
    struct rlimit none = {0, 0};
    prlimit(pid, RLIMIT_CORE, &none, 0);
}

int child_start(const char *path, const char *argument, size_t memory, struct child_process *child) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return errno;
    char **environment = child_environment();
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
    int error = environment ? 0 : ENOMEM;
    if (!error) error = posix_spawn_file_actions_adddup2(&files, ends[1], 0);
    if (!error) error = posix_spawn_file_actions_adddup2(&files, ends[1], 1);
    if (!error) error = posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
    if (!error) error = posix_spawn_file_actions_addclosefrom_np(&files, 3);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    if (!error) error = posix_spawnattr_setsigmask(&attributes, &none);
    if (!error) error = posix_spawnattr_setsigdefault(&attributes, &all);
    if (!error)
        error = posix_spawnattr_setflags(
            &attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    char *arguments[] = {(char *)path, (char *)argument, 0};
    pid_t pid = 0;
    if (!error) error = posix_spawn(&pid, path, &files, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    free(environment);
    close(ends[1]);
    if (error) {
        close(ends[0]);
        return error;
    }
    limit_memory(pid, memory);
    *child = (struct child_process){pid, ends[0]};
    return 0;
}

int64_t child_clock(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/// Waits until the socket is ready for `events`.
static enum child_outcome await(int socket, short events, int64_t deadline) {
    for (;;) {
        int64_t left = deadline == INT64_MAX ? -1 : deadline - child_clock();
        if (deadline != INT64_MAX && left <= 0) return CHILD_TOO_SLOW;
        struct pollfd wait = {socket, events, 0};
        int ready = poll(&wait, 1, left > 60000 ? 60000 : (int)left);
        if (ready > 0) return CHILD_DONE;
        if (ready < 0 && errno != EINTR) return CHILD_ENDED;
    }
}

enum child_outcome child_send(int socket, const void *bytes, size_t count, int64_t deadline) {
    const char *next = bytes;
    while (count > 0) {
        enum child_outcome ready = await(socket, POLLOUT, deadline);
        if (ready != CHILD_DONE) return ready;
        ssize_t sent = send(socket, next, count, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent > 0) {
            next += sent;
            count -= (size_t)sent;
        } else if (sent < 0 && errno != EINTR && errno != EAGAIN) {
            return CHILD_ENDED;
        }
    }
    return CHILD_DONE;
}

enum child_outcome child_receive(int socket, void *bytes, size_t count, int64_t deadline) {
    char *next = bytes;
    while (count > 0) {
        enum child_outcome ready = await(socket, POLLIN, deadline);
        if (ready != CHILD_DONE) return ready;
        ssize_t received = recv(socket, next, count, MSG_DONTWAIT);
        if (received > 0) {
            next += received;
            count -= (size_t)received;
        } else if (received == 0 || (errno != EINTR && errno != EAGAIN)) {
            return CHILD_ENDED;
        }
    }
    return CHILD_DONE;
}

int child_stop(struct child_process child) {
    close(child.socket);
    kill(child.pid, SIGKILL);
    int status = 0;
    while (waitpid(child.pid, &status, 0) < 0) {
        if (errno != EINTR) return 0;
    }
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static void on_fault(int number) {
    if (errno == ENOMEM) _exit(CHILD_OUT_OF_MEMORY);
    // The fault happens again when this returns, and then ends the process.
    signal(number, SIG_DFL);
}

void child_tell_of_memory(void) {
    const int faults[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS};
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) signal(faults[i], on_fault);
}
