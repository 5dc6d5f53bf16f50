extension SeccompFilter {
  /// Numbers of system calls, which differ between machines.
  enum Numbers {
    #if arch(x86_64)
      static let architecture: UInt32 = 0xc000_003e
      /// The x32 table repeats every call under other numbers.
      static let hasSecondTable = true
      static let socket: UInt32 = 41
      static let connect: UInt32 = 42
      static let sendto: UInt32 = 44
      static let sendmsg: UInt32 = 46
      static let clone: UInt32 = 56
      static let sendmmsg: UInt32 = 307
      /// ptrace, mount, umount2, pivot_root, add_key, request_key, keyctl, unshare, perf_event_open, setns,
      /// process_vm_readv, process_vm_writev, kcmp, bpf, userfaultfd
      private static let own: [UInt32] = [101, 165, 166, 155, 248, 249, 250, 272, 298, 308, 310, 311, 312, 321, 323]
    #elseif arch(arm64)
      static let architecture: UInt32 = 0xc000_00b7
      static let hasSecondTable = false
      static let socket: UInt32 = 198
      static let connect: UInt32 = 203
      static let sendto: UInt32 = 206
      static let sendmsg: UInt32 = 211
      static let clone: UInt32 = 220
      static let sendmmsg: UInt32 = 269
      /// As above, in the same order.
      private static let own: [UInt32] = [117, 40, 39, 41, 217, 218, 219, 97, 241, 268, 270, 271, 272, 280, 282]
    #endif
    static let clone3: UInt32 = 435
    /// The same everywhere: io_uring_setup, io_uring_enter, io_uring_register, open_tree, move_mount, fsopen, fsconfig,
    /// fsmount, fspick, pidfd_getfd, mount_setattr.
    private static let shared: [UInt32] = [425, 426, 427, 428, 429, 430, 431, 432, 433, 438, 442]
    static let refused = own + shared
  }
}
