import Glibc
import PluginCheck
import PluginHost

// Leaves without running the destructors of whatever the plugin has mapped.
let arguments = Array(CommandLine.arguments.dropFirst())
_exit(arguments.first == CheckProcess.word ? CheckProcess.run(arguments) : RunnerMain.run())
