/// What runs inside the sandbox before and after a command. It belongs to the sandbox, not to the host: it can do no
/// more than the command itself, and the host believes nothing that it could not check.
///
/// The tree lies in memory, so that it is new for each command, bounded in size, and gone with it. The arguments are
/// the root, the number of processes, seconds of processor time, and the command. On descriptor 4 it says `ready` once
/// the tree stands, and at the end the status, the processor time, and the wanted files, each behind a line with its
/// number and size.
enum SandboxScript {
  static let tree = "/run/homeostasis/tree"
  static let job = "/run/homeostasis/job"

  private static let prepare = """
    set -e
    root=$1 processes=$2 seconds=$3
    shift 3
    cd "$root"
    umask 022
    cp -RP \(tree)/. .
    cp -RP \(job)/files/. .
    while IFS= read -r path; do rm -f -- "./$path"; done <\(job)/deleted
    echo 1000 >/proc/self/oom_score_adj
    ulimit -S -t "$seconds"
    ulimit -p "$processes" 2>/dev/null || ulimit -u "$processes"
    set +e
    echo ready >&4

    """

  /// Runs the command and reports.
  static let run =
    prepare + """
      "$@" 4>&-
      echo "status $?" >&4
      times >&4
      number=0
      while IFS= read -r path; do
        number=$((number + 1))
        [ -f "$path" ] && [ ! -L "$path" ] || continue
        size=$(wc -c <"$path") && echo "file $number $size" >&4 && head -c "$size" <"$path" >&4
      done <\(job)/collect

      """

  /// Becomes a program that is asked on its standard input.
  static let stay =
    prepare + """
      exec "$@" 4>&-

      """

  /// Becomes the service, with a listening socket as descriptor 3.
  static let serve =
    prepare + """
      export LISTEN_FDS=1 LISTEN_PID=$$
      exec "$@" 4>&-

      """
}
