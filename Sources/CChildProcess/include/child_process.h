// A child process at the other end of a socket, held to limits of time and memory.
//
// In C, because starting and waiting take structures and pointers that Swift would only pass on.

#ifndef CHILD_PROCESS_H
#define CHILD_PROCESS_H

#include <stddef.h>
#include <stdint.h>

struct child_process {
    int pid, socket;
};

/// Starts the program at `path` with one argument; its standard input and output are one socket.
///
/// It has no other file of ours, its errors are dropped, and Ctrl-C at the terminal is not for it.
/// Returns 0, or the error number. `memory` is the most bytes of address space it may have.
int child_start(const char *path, const char *argument, size_t memory, struct child_process *child);

enum child_outcome { CHILD_DONE, CHILD_ENDED, CHILD_TOO_SLOW };

/// Milliseconds of the clock that deadlines are told by; it never jumps.
int64_t child_clock(void);

/// Sends, or receives, exactly `count` bytes before `deadline`; INT64_MAX waits for ever.
enum child_outcome child_send(int socket, const void *bytes, size_t count, int64_t deadline);
enum child_outcome child_receive(int socket, void *bytes, size_t count, int64_t deadline);

/// Ends the child if it still runs, and returns how it ended: its exit status, or minus the signal.
int child_stop(struct child_process child);

/// The exit status of a child whose memory ran out.
enum { CHILD_OUT_OF_MEMORY = 71 };

/// Called in the child: from now on, a fault that follows upon memory having run out ends it with that status.
void child_tell_of_memory(void);

#endif
