import Glibc
import SystemCalls

/// The program: reads its command line, runs one command, and exits with what that returns.
@main struct Homeostasis {
  static func main() async {
    signal(SIGPIPE, SIG_IGN)
    Memory.returnBlocks(above: 1 << 20)
    let code = await run(Array(CommandLine.arguments.dropFirst()))
    // Not through exit(): libraries of plugins stay mapped, and their destructors must not run.
    fflush(nil)
    _exit(code.rawValue)
  }

  private static func run(_ arguments: [String]) async -> ExitCode {
    do throws(CommandFailure) {
      switch try ArgumentReader(root: Commands.root).read(arguments) {
      case .help(let command, let path):
        Terminal.out(HelpPage(command: command, path: path).text)
        return arguments.isEmpty ? .usage : .done
      case .run(let command, let invocation):
        return try await command.run!(invocation)  // The reader asks only commands that run.
      }
    } catch {
      Terminal.error("\(Terminal.styled("error:", .red, when: Terminal.errorHasColor)) \(error.message)")
      return error.code
    }
  }
}
