import Glibc
import PluginHost

// Leaves without running the destructors of whatever the plugin has mapped.
_exit(RunnerMain.run())
