/* SPDX-License-Identifier: MIT */
/*
 * The inside of a private pcscd: the anchor process, which makes the namespaces, keeps
 * the daemon as its child, and hands out sockets that live in the network namespace.
 * It runs between fork and exec of a program with threads: system calls alone.
 */
#ifndef SIM_READER_PCSCD_SPACE_H
#define SIM_READER_PCSCD_SPACE_H

#include <stddef.h>

#define PCSCD_DAEMON "/usr/sbin/pcscd"
#define PCSCD_COMM   "/run/pcscd/pcscd.comm"
#define PCSCD_DRIVER "/usr/lib/pcsc/drivers/serial/libifdvpcd.so"
/* Where the first reader finds its copy of the driver; the digit counts the readers. */
#define PCSCD_DRIVER_COPY "/run/pcscd/vpcd0.so"

/* How far the anchor came. It sends one of these and errno as struct space_report. */
enum space_stage {
    SPACE_READY,      /* namespaces made, daemon started */
    SPACE_NAMESPACES, /* unshare refused */
    SPACE_MOUNT,      /* no tmpfs */
    SPACE_NETWORK,    /* no loopback */
    SPACE_DAEMON,     /* no process */
};

struct space_report {
    enum space_stage stage;
    int error;
};

struct space_plan {
    int control;         /* a SOCK_SEQPACKET: reports go out, each byte in asks for a socket */
    int log;             /* the daemon's output */
    const char *uid_map; /* contents of /proc/self/uid_map and gid_map */
    const char *gid_map;
    const char *readers;   /* contents of the reader file */
    unsigned reader_count; /* at most 10 */
};

/* The anchor's whole life: until the daemon dies or the other end of `control` closes. */
_Noreturn void space_run(const struct space_plan *plan);

#endif
