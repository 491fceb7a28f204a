"""The system calls that no process below the zygote may make, whatever Docker's own filter lets through.

Docker opens many of them to containers that hold CAP_SYS_ADMIN, and io_uring to all. Installed once, in the zygote,
and inherited. `mount` is missing because a fresh process still needs it; without CAP_SYS_ADMIN it fails anyway. A
memory file is of no process, so that only a cgroup could bound it.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct

SAME_EVERYWHERE = {
    "pidfd_send_signal": 424, "io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427, "open_tree": 428,
    "move_mount": 429, "fsopen": 430, "fsconfig": 431, "fsmount": 432, "fspick": 433, "pidfd_open": 434,
    "pidfd_getfd": 438, "process_madvise": 440, "mount_setattr": 442, "quotactl_fd": 443, "memfd_secret": 447,
}  # fmt: skip
X86_64 = {
    "shmget": 29, "shmat": 30, "shmctl": 31, "semget": 64, "semop": 65, "semctl": 66, "shmdt": 67, "msgget": 68,
    "msgsnd": 69, "msgrcv": 70, "msgctl": 71, "ptrace": 101, "syslog": 103, "mknod": 133, "uselib": 134,
    "personality": 135, "ustat": 136, "sysfs": 139, "vhangup": 153, "modify_ldt": 154, "pivot_root": 155,
    "adjtimex": 159, "chroot": 161, "acct": 163, "settimeofday": 164, "swapon": 167, "swapoff": 168, "reboot": 169,
    "iopl": 172, "ioperm": 173, "init_module": 175, "delete_module": 176, "quotactl": 179, "nfsservctl": 180,
    "lookup_dcookie": 212, "semtimedop": 220, "clock_settime": 227, "mq_open": 240, "kexec_load": 246, "add_key": 248,
    "request_key": 249, "keyctl": 250, "mknodat": 259, "unshare": 272, "perf_event_open": 298, "fanotify_init": 300,
    "fanotify_mark": 301, "name_to_handle_at": 303, "open_by_handle_at": 304, "clock_adjtime": 305, "setns": 308,
    "process_vm_readv": 310, "process_vm_writev": 311, "kcmp": 312, "finit_module": 313, "kexec_file_load": 320,
    "memfd_create": 319, "bpf": 321, "userfaultfd": 323,
}  # fmt: skip
AARCH64 = {
    "lookup_dcookie": 18, "mknodat": 33, "pivot_root": 41, "nfsservctl": 42, "chroot": 51, "vhangup": 58,
    "quotactl": 60, "acct": 89, "personality": 92, "unshare": 97, "kexec_load": 104, "init_module": 105,
    "delete_module": 106, "clock_settime": 112, "syslog": 116, "ptrace": 117, "reboot": 142, "settimeofday": 170,
    "adjtimex": 171, "mq_open": 180, "msgget": 186, "msgctl": 187, "msgrcv": 188, "msgsnd": 189, "semget": 190,
    "semctl": 191, "semtimedop": 192, "semop": 193, "shmget": 194, "shmctl": 195, "shmat": 196, "shmdt": 197,
    "add_key": 217, "request_key": 218, "keyctl": 219, "swapon": 224, "swapoff": 225, "perf_event_open": 241,
    "fanotify_init": 262, "fanotify_mark": 263, "name_to_handle_at": 264, "open_by_handle_at": 265,
    "clock_adjtime": 266, "setns": 268, "process_vm_readv": 270, "process_vm_writev": 271, "kcmp": 272,
    "finit_module": 273, "memfd_create": 279, "bpf": 280, "userfaultfd": 282, "kexec_file_load": 294,
}  # fmt: skip
# machine -> (AUDIT_ARCH of the filter, its own numbers, clone, seccomp, socket); clone3 is 435 everywhere
MACHINES = {"x86_64": (0xC000_003E, X86_64, 56, 317, 41), "aarch64": (0xC000_00B7, AARCH64, 220, 277, 198)}
IDENTITY = {
    "x86_64": (105, 106, 113, 114, 116, 117, 119, 122, 123),
    "aarch64": (143, 144, 145, 146, 147, 149, 151, 152, 159),
}
"""setuid, setgid and their kind. Where a sandbox has one user alone, that is 0 to it: becoming 0 would seem to work."""
FLOCK = {"x86_64": 73, "aarch64": 32}
SOCKETPAIR = {"x86_64": 53, "aarch64": 199}
CLONE3 = 435
FAMILIES = (1, 2, 10, 16)
"""Unix, IPv4, IPv6, netlink. Of the others some heed no network namespace (vsock reaches a virtual machine's host), and
some are much kernel for no use (alg, xdp, tipc)."""
CLONE_NEWUSER = 0x1000_0000

LOAD, JUMP_EQUAL, JUMP_ABOVE, JUMP_BITS, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, ARCH, FIRST_ARGUMENT = 0, 4, 16
KILL, ALLOW, ERRNO = 0x8000_0000, 0x7FFF_0000, 0x0005_0000
X32 = 0x4000_0000


def program(machine: str, *, devices_shared: bool = False, one_user: bool = False) -> bytes:
    """The BPF program, `struct sock_filter` after `sock_filter`. KeyError for a machine it does not know.

    devices_shared: with other sandboxes, in which a lock on /dev/null could be seen: flock then locks nothing, and says
    that it did, as it would to a program that is alone with its files.
    """
    arch, own, clone, _, socket = MACHINES[machine]
    denied = sorted([*SAME_EVERYWHERE.values(), *own.values(), *(IDENTITY[machine] if one_user else ())])
    lines = [(LOAD, 0, 0, ARCH), (JUMP_EQUAL, 1, 0, arch), (RETURN, 0, 0, KILL), (LOAD, 0, 0, NUMBER)]
    lines += [(JUMP_ABOVE, 0, 1, X32), (RETURN, 0, 0, ERRNO | errno.ENOSYS)]
    for number in denied:
        lines += [(JUMP_EQUAL, 0, 1, number), (RETURN, 0, 0, ERRNO | errno.EPERM)]
    if devices_shared:
        lines += [(JUMP_EQUAL, 0, 1, FLOCK[machine]), (RETURN, 0, 0, ERRNO)]
    lines += [(JUMP_EQUAL, 0, 1, CLONE3), (RETURN, 0, 0, ERRNO | errno.ENOSYS)]  # libc then falls back to clone
    lines += [(JUMP_EQUAL, 0, len(FAMILIES) + 3, socket), (LOAD, 0, 0, FIRST_ARGUMENT)]
    lines += [(JUMP_EQUAL, len(FAMILIES) - place, 0, family) for place, family in enumerate(FAMILIES)]
    lines += [(RETURN, 0, 0, ERRNO | errno.EAFNOSUPPORT), (RETURN, 0, 0, ALLOW)]
    lines += [(JUMP_EQUAL, 0, 3, clone), (LOAD, 0, 0, FIRST_ARGUMENT)]
    lines += [(JUMP_BITS, 0, 1, CLONE_NEWUSER), (RETURN, 0, 0, ERRNO | errno.EPERM), (RETURN, 0, 0, ALLOW)]
    return b"".join(struct.pack("HBBI", *line) for line in lines)


def install(*, devices_shared: bool = False, one_user: bool = False) -> None:
    """For this process and all that it will start, for ever. Needs no_new_privs or CAP_SYS_ADMIN; raises OSError."""
    _install(program(platform.machine(), devices_shared=devices_shared, one_user=one_user))


def forbid_sockets() -> None:
    """The same, after `install`: no process makes a socket any more."""
    socket, socketpair = MACHINES[platform.machine()][4], SOCKETPAIR[platform.machine()]
    lines = [(LOAD, 0, 0, NUMBER), (JUMP_EQUAL, 1, 0, socket), (JUMP_EQUAL, 0, 1, socketpair)]
    lines += [(RETURN, 0, 0, ERRNO | errno.EAFNOSUPPORT), (RETURN, 0, 0, ALLOW)]
    _install(b"".join(struct.pack("HBBI", *line) for line in lines))


def _install(code: bytes) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    buffer = ctypes.create_string_buffer(code, len(code))
    header = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(buffer))
    if libc.syscall(MACHINES[platform.machine()][3], 1, 0, ctypes.create_string_buffer(header, len(header))) != 0:
        raise OSError(ctypes.get_errno(), "seccomp: " + os.strerror(ctypes.get_errno()))
