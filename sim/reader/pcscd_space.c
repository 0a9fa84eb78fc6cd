/* SPDX-License-Identifier: MIT */
/*
 * The anchor: see pcscd_space.h. It ends when its control socket does, so it outlives
 * neither a clean nor a killed program; the daemon dies with it (PR_SET_PDEATHSIG, which
 * watches a thread, is sound here because the anchor has but one).
 */
#include "sim/reader/pcscd_space.h"

#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CONTROL = 3, LOG = 4, FIRST_FOREIGN = 5 };

#define READERS "/run/pcscd/readers"

static _Noreturn void fail(enum space_stage stage)
{
    struct space_report report = {stage, errno};

    (void)!send(CONTROL, &report, sizeof report, MSG_NOSIGNAL);
    _exit(1);
}

/* Keeps the two descriptors, under fixed numbers, and closes all that is the program's:
 * other anchors must see their program's end although this process lives on. */
static void keep_own_descriptors(const struct space_plan *plan)
{
    int control = fcntl(plan->control, F_DUPFD_CLOEXEC, FIRST_FOREIGN + 2);
    int log = fcntl(plan->log, F_DUPFD_CLOEXEC, FIRST_FOREIGN + 2);
    int null = open("/dev/null", O_RDONLY | O_CLOEXEC);

    dup2(null, STDIN_FILENO);
    dup3(control, CONTROL, O_CLOEXEC);
    dup3(log, LOG, O_CLOEXEC);
    dup2(LOG, STDOUT_FILENO);
    dup2(LOG, STDERR_FILENO);
    close_range(FIRST_FOREIGN, ~0U, 0);
}

/* A process of its own: no ^C of the terminal, no handlers of the program, no core file. */
static void leave_program(void)
{
    const struct rlimit none = {0, 0};
    sigset_t empty;

    setsid();
    for (int number = 1; number < NSIG; number++)
        signal(number, SIG_DFL);
    sigemptyset(&empty);
    sigprocmask(SIG_SETMASK, &empty, NULL);
    setrlimit(RLIMIT_CORE, &none);
    (void)!chdir("/");
    prctl(PR_SET_NAME, "pcscd-anchor");
}

static int write_file(const char *path, int flags, const char *text)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC | flags, 0600);
    size_t size = strlen(text);
    ssize_t written;

    if (fd < 0)
        return -1;
    written = write(fd, text, size);
    close(fd);
    return written == (ssize_t)size ? 0 : -1;
}

/* As root of a user namespace; where those are refused (a chroot), as the root one is. */
static void enter_namespaces(const struct space_plan *plan)
{
    if (unshare(CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWNET) != 0) {
        int refused = errno;

        if (unshare(CLONE_NEWNS | CLONE_NEWNET) == 0)
            return;
        errno = refused;
        fail(SPACE_NAMESPACES);
    }
    if (write_file("/proc/self/setgroups", 0, "deny") != 0 ||
        write_file("/proc/self/uid_map", 0, plan->uid_map) != 0 ||
        write_file("/proc/self/gid_map", 0, plan->gid_map) != 0)
        fail(SPACE_NAMESPACES);
}

/* vpcd keeps its slots in globals of the library: each reader needs a copy of its own. */
static int copy_driver(unsigned reader)
{
    char path[] = PCSCD_DRIVER_COPY;
    int from = open(PCSCD_DRIVER, O_RDONLY | O_CLOEXEC);
    int to;
    ssize_t moved;

    path[sizeof PCSCD_DRIVER_COPY - sizeof "0.so"] = (char)('0' + reader);
    to = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0700);
    if (from < 0 || to < 0)
        return -1;
    do
        moved = sendfile(to, from, NULL, 1 << 20);
    while (moved > 0);
    close(from);
    close(to);
    return (int)moved;
}

/* An own /run. In a chroot "/" is no mount point and its propagation cannot be changed;
 * what is mounted may then be seen outside until leave_mounts. */
static void make_mounts(const struct space_plan *plan)
{
    if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 && errno != EINVAL)
        fail(SPACE_MOUNT);
    if (mount("tmpfs", "/run", "tmpfs", MS_NOSUID | MS_NODEV, "mode=0755") != 0 ||
        mkdir("/run/pcscd", 0755) != 0 || mkdir(READERS, 0755) != 0 ||
        write_file(READERS "/akis", O_CREAT | O_EXCL, plan->readers) != 0)
        fail(SPACE_MOUNT);
    for (unsigned reader = 0; reader < plan->reader_count; reader++)
        if (copy_driver(reader) != 0)
            fail(SPACE_MOUNT);
}

static void leave_mounts(void)
{
    (void)umount2("/run", MNT_DETACH);
}

static void bring_loopback_up(void)
{
    struct ifreq request = {.ifr_name = "lo"};
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

    if (fd < 0 || ioctl(fd, SIOCGIFFLAGS, &request) != 0)
        fail(SPACE_NETWORK);
    request.ifr_flags |= IFF_UP;
    if (ioctl(fd, SIOCSIFFLAGS, &request) != 0)
        fail(SPACE_NETWORK);
    close(fd);
}

static pid_t start_daemon(void)
{
    static char daemon[] = PCSCD_DAEMON;
    static char foreground[] = "-f";
    static char configured[] = "-c";
    static char readers[] = READERS;
    char *const arguments[] = {daemon, foreground, configured, readers, NULL};
    char *const nothing[] = {NULL};
    pid_t anchor = getpid();
    pid_t child = fork();

    if (child < 0)
        fail(SPACE_DAEMON);
    if (child > 0)
        return child;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() == anchor)
        execve(daemon, arguments, nothing);
    _exit(127);
}

/* Passes a new, not yet connected TCP socket of this network namespace. */
static void hand_out_socket(void)
{
    char mark = 's';
    struct iovec content = {&mark, 1};
    union {
        char room[CMSG_SPACE(sizeof(int))];
        struct cmsghdr align;
    } rights = {{0}};
    struct msghdr message = {.msg_iov = &content, .msg_iovlen = 1};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (fd >= 0) {
        message.msg_control = rights.room;
        message.msg_controllen = sizeof rights.room;
        rights.align.cmsg_level = SOL_SOCKET;
        rights.align.cmsg_type = SCM_RIGHTS;
        rights.align.cmsg_len = CMSG_LEN(sizeof fd);
        memcpy(CMSG_DATA(&rights.align), &fd, sizeof fd);
    }
    (void)!sendmsg(CONTROL, &message, MSG_NOSIGNAL);
    if (fd >= 0)
        close(fd);
}

/* Serves the program until it or the daemon is gone. */
static void serve(pid_t daemon)
{
    int pidfd = (int)syscall(SYS_pidfd_open, daemon, 0);
    char asked;

    for (;;) {
        struct pollfd watched[2] = {
            {.fd = CONTROL, .events = POLLIN},
            {.fd = pidfd,   .events = POLLIN},
        };

        if (poll(watched, 2, -1) < 0)
            continue;
        if (watched[1].revents || recv(CONTROL, &asked, 1, 0) <= 0)
            return;
        hand_out_socket();
    }
}

void space_run(const struct space_plan *plan)
{
    const struct space_report ready = {SPACE_READY, 0};
    pid_t daemon;

    leave_program();
    keep_own_descriptors(plan);
    enter_namespaces(plan);
    make_mounts(plan);
    bring_loopback_up();
    daemon = start_daemon();
    if (send(CONTROL, &ready, sizeof ready, MSG_NOSIGNAL) == (ssize_t)sizeof ready)
        serve(daemon);
    kill(daemon, SIGKILL);
    waitpid(daemon, NULL, 0);
    leave_mounts();
    _exit(0);
}
